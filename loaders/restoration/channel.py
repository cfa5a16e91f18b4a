"""What the OCR makes of a letter: P(0 to 3 printed characters | true letter), smoothed in a hierarchy."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.packing import read_parts
from loaders.restoration.syllables import ACUTE, DOT, GRAVE, HOOK, TILDE, bare

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
LONGEST = 3  # printed characters for one letter
_PLAIN = "aăâeêioôơuưy"
_LOWER = "".join(unicodedata.normalize("NFC", v + t) for v in _PLAIN for t in ("", ACUTE, GRAVE, HOOK, TILDE, DOT)) + (
    "bcdđghklmnpqrstvxfjwz"
)
LETTERS = _LOWER + _LOWER.upper()
LETTER_NUMBERS = {letter: number for number, letter in enumerate(LETTERS)}
BLANK = len(LETTERS)  # pads a spelling: prints nothing, surely
TONES = {ACUTE, GRAVE, HOOK, TILDE, DOT}

LETTER_WEIGHT, QUALITY_WEIGHT, BASE_WEIGHT = (
    400.0,
    200.0,
    30.0,
)  # pseudo-counts of the next level of the hierarchy
DELETED, REPLACED, IMPOSSIBLE = 1e-4, 3e-5, 1e-10  # least probabilities
DOUBLED = 0.01  # a letter printed as two readings of itself ("quéat")
DOCUMENT_WEIGHT = 20.0  # pseudo-counts of the general channel in the channel of one document


def _toneless(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(part for part in decomposed if part not in TONES))


@dataclass(frozen=True)
class Channel:
    """Counts of printed substrings by letter, and the probabilities that follow from them.

    `counts` has a row for each of `substrings` and a column for each letter.
    """

    substrings: tuple[str, ...]
    counts: Floats
    prior: Channel | None = None

    @cached_property
    def _rows(self) -> dict[str, Floats]:
        logs = np.log(self.probabilities)
        return {substring: logs[row] for row, substring in enumerate(self.substrings)}

    @cached_property
    def probabilities(self) -> Floats:
        """P(substring | letter), with floors; a row for each substring."""
        if self.prior is not None:
            before = np.exp(np.stack([self.prior.row(substring) for substring in self.substrings]))
            return (self.counts + DOCUMENT_WEIGHT * before) / (self.counts.sum(axis=0) + DOCUMENT_WEIGHT)
        smoothed = self._by_letter()
        lengths = np.array([len(substring) for substring in self.substrings])
        floors = np.array([DELETED, REPLACED, IMPOSSIBLE, IMPOSSIBLE], dtype=np.float32)[lengths]
        return np.maximum(smoothed, floors[:, None])

    def _by_letter(self) -> Floats:
        groups: tuple[Callable[[str], str], ...] = (bare, _toneless, str)
        weights = (BASE_WEIGHT, QUALITY_WEIGHT, LETTER_WEIGHT)
        lower = self._first_guess()
        for group, weight in zip(groups, weights, strict=True):
            counts = _pooled(self.counts, group)
            lower = (counts + weight * lower) / (counts.sum(axis=0) + weight)
        return lower

    def _first_guess(self) -> Floats:
        """Guess before anything is seen: mostly the letter without its marks, else any character."""
        background = self.counts.sum(axis=1) + 0.1
        guess = np.repeat((background / background.sum() * 0.3)[:, None], len(LETTERS), axis=1)
        for row, substring in enumerate(self.substrings):
            for column in (LETTER_NUMBERS[letter] for letter in LETTERS if bare(letter) == substring):
                guess[row, column] += 0.7
        return guess.astype(np.float32)

    def row(self, substring: str) -> Floats:
        """Return log P(substring | letter) for every letter; unseen ones are made of their characters."""
        found = self._rows.get(substring)
        if found is None:
            found = self._rows[substring] = self._unseen(substring)
        return found

    def _unseen(self, substring: str) -> Floats:
        if self.prior is not None:
            lost = np.log(DOCUMENT_WEIGHT / (self.counts.sum(axis=0) + DOCUMENT_WEIGHT))
            return self.prior.row(substring) + lost
        if len(substring) == 1:
            return np.full(len(LETTERS), np.log(REPLACED), dtype=np.float32)
        if len(substring) == 2:
            twice = np.log(DOUBLED) + self.row(substring[0]) + self.row(substring[1])
            return np.maximum(twice, np.log(IMPOSSIBLE)).astype(np.float32)
        return np.full(len(LETTERS), np.log(IMPOSSIBLE), dtype=np.float32)

    def emissions(self, torn: str) -> Floats:
        """Return log P of every substring of a torn word: [length, letter or blank, start].

        Past the end of the word it is -inf.
        """
        size = len(torn)
        table = np.full((LONGEST + 1, len(LETTERS) + 1, size + 1), -np.inf, dtype=np.float32)
        for length in range(LONGEST + 1):
            for start in range(size - length + 1):
                table[length, :-1, start] = self.row(torn[start : start + length])
        table[0, BLANK] = 0
        return table

    def adapted(self, readings: Iterable[tuple[str, int, float]]) -> Channel:
        """Return the channel of one document, from its readings (substring, letter, count)."""
        readings = list(readings)
        substrings = tuple(sorted({substring for substring, _, _ in readings}))
        return Channel(substrings, counted(substrings, readings), prior=self)


def counted(substrings: tuple[str, ...], readings: Iterable[tuple[str, int, float]]) -> Floats:
    """Return readings (substring, letter, count) as a table with a row for each substring."""
    rows = {substring: row for row, substring in enumerate(substrings)}
    counts = np.zeros((len(substrings), len(LETTERS)), dtype=np.float32)
    for substring, letter, count in readings:
        counts[rows[substring], letter] += count
    return counts


def _pooled(counts: Floats, group: Callable[[str], str]) -> Floats:
    """Give each letter the sum of its group's counts."""
    names = [group(letter) for letter in LETTERS]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    columns = np.array([numbers[name] for name in names])
    members = np.zeros((len(LETTERS), len(numbers)), dtype=np.float32)
    members[np.arange(len(LETTERS)), columns] = 1
    return (counts @ members)[:, columns]


@cache
def general_channel() -> Channel:
    """Read the channel of the package (once a process)."""
    parts = read_parts((files("loaders.restoration") / "channel.model").read_bytes())
    substrings = tuple(parts["substrings"].decode().split("\n"))
    cells = np.frombuffer(parts["cells"], dtype="<u4")
    values = np.frombuffer(parts["counts"], dtype="<u2")
    counts = np.zeros(len(substrings) * len(LETTERS), dtype=np.float32)
    counts[cells] = values
    return Channel(substrings, counts.reshape(len(substrings), len(LETTERS)))
