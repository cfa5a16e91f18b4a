"""Words of pages as they are compared: torn, true and restored, by where they stand; kinds of damage and restorers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from loaders.restoration import Restored, restore
from loaders.restoration.joined import parted
from loaders.restoration.pieces import Kind, cut
from loaders.restoration.syllables import TONES, bare, canonical

WORD = re.compile(r"\S+")
Words = dict[int, tuple[str, float]]  # by where they start: the word and its confidence
Restorer = Callable[[str], Words]
Damage = Callable[[Path, str], str]  # the OCR's page and the true text to the damaged text
SHORT = 4  # words; a line of fewer is short


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of a torn page with its truth."""

    document: str
    line_kind: str
    true: str
    read: str
    torn: str
    confidence: float

    @property
    def is_right(self) -> bool:
        """Say whether the word was read rightly; case, y for i and the place of the tone do not count."""
        return spelled(self.true) == spelled(self.read)


def spelled(word: str) -> str:
    """Return a word as it is compared."""
    word = canonical(unicodedata.normalize("NFC", word))
    return word.translate(str.maketrans("yýỳỷỹỵ", "iíìỉĩị"))


def toneless(word: str) -> str:
    """Return a word without its tone."""
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES[1:]))


def line_kind(line: str, words: int) -> str:
    """Return the kind of a line: capitals, table, short or prose."""
    letters = [letter for letter in line if letter.isalpha()]
    if "|" in line or "_" in line:
        return "table"
    if letters and sum(letter.isupper() for letter in letters) >= 0.6 * len(letters):
        return "capitals"
    return "short" if words < SHORT else "prose"


def words_with_places(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of line of the words, numbers and symbols of a text; joined words parted."""
    at = 0
    for line in text.split("\n"):
        pieces = [piece for piece in cut(line, at) if piece.kind is not Kind.MARK]
        kind = line_kind(line, len(pieces))
        for piece in pieces:
            sizes = parted(text[piece.start : piece.end]) if piece.kind is Kind.WORD else (piece.end - piece.start,)
            ends = list(accumulate(sizes, initial=piece.start))
            yield from ((start, end, kind) for start, end in pairwise(ends))
        at += len(line) + 1


def read_words(restored: Restored, torn: str) -> Words:
    """Return the restored words by where they start in the original, those printed as one each by itself."""
    found: Words = {}
    for token in restored.tokens:
        raw, text = torn[token.raw_start : token.raw_end], restored.text[token.start : token.end]
        places, words = list(words_with_places(raw)), list(words_with_places(text))
        if len(places) != len(words):
            found[token.raw_start] = text, token.confidence
            continue
        for (start, _, _), (first, last, _) in zip(places, words, strict=True):
            found[token.raw_start + start] = text[first:last], token.confidence
    return found


def restored_words(torn: str) -> Words:
    """Return the words as this project restores them."""
    return read_words(restore(torn), torn)


def accented_words() -> Restorer | None:
    """Return pyvi's `add_accents` as a restorer, line by line on letters without marks; None without pyvi."""
    try:
        from pyvi import ViUtils  # noqa: PLC0415 - a peer, not a part
    except ImportError:
        return None

    def read(torn: str) -> Words:
        found: Words = {}
        at = 0
        for line in torn.split("\n"):
            words = list(WORD.finditer(line))
            accented = _accented(ViUtils.add_accents, bare(line)).split() if words else []
            if len(accented) == len(words):
                for word, better in zip(words, accented, strict=True):
                    pieces = cut("x " + better)[1:]
                    starts = [piece.start for piece in cut("x " + word[0])[1:]]
                    found |= {at + word.start() + start - 2: (("x " + better)[piece.start : piece.end], 1.0)
                              for start, piece in zip(starts, pieces, strict=False)}  # fmt: skip
            at += len(line) + 1
        return found

    return read


def _accented(add_accents: Callable[[str], str], line: str) -> str:
    try:
        return add_accents(line)
    except KeyError:  # pyvi's own fault on some lines
        return line


def scanned(torn: Path, _: str) -> str:
    """Return the page as the OCR without Vietnamese read it."""
    return torn.read_text(encoding="utf-8").replace("\f", "")


def stripped(_: Path, true: str) -> str:
    """Return the true page without its marks."""
    return bare(unicodedata.normalize("NFC", true))


def undamaged(_: Path, true: str) -> str:
    """Return the true page."""
    return true


DAMAGES = {"scanned": scanned, "without marks": stripped, "good": undamaged}
