"""Letters of true spellings aligned with the characters of torn words, many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.channel import BLANK, LETTER_NUMBERS, LONGEST

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def spelling_table(words: Sequence[str]) -> Ints:
    """Return the letters of words as numbers, padded with blanks: [word, place]."""
    width = max(map(len, words), default=1) or 1
    table = np.full((len(words), width), BLANK)
    for row, word in enumerate(words):
        table[row, : len(word)] = [LETTER_NUMBERS[letter] for letter in word]
    return table


def prefix_scores(emissions: Floats, spellings: Ints) -> Floats:
    """Score each spelling against every prefix of the torn word: [spelling, characters used]."""
    size = emissions.shape[2]
    scores = np.full((len(spellings), size), -np.inf, dtype=np.float32)
    scores[:, 0] = 0
    for place in range(spellings.shape[1]):
        letters = spellings[:, place]
        after = scores + emissions[0, letters]
        for length in range(1, min(LONGEST, size - 1) + 1):
            step = scores[:, :-length] + emissions[length, letters, : size - length]
            np.maximum(after[:, length:], step, out=after[:, length:])
        scores = after
    return scores


def suffix_scores(emissions: Floats, spellings: Ints) -> Floats:
    """Score each spelling against every suffix of the torn word: [spelling, characters before it]."""
    size = emissions.shape[2]
    scores = np.full((len(spellings), size), -np.inf, dtype=np.float32)
    scores[:, -1] = 0
    for place in range(spellings.shape[1] - 1, -1, -1):
        letters = spellings[:, place]
        before = scores + emissions[0, letters]
        for length in range(1, min(LONGEST, size - 1) + 1):
            step = scores[:, length:] + emissions[length, letters, : size - length]
            np.maximum(before[:, :-length], step, out=before[:, :-length])
        scores = before
    return scores


class PairScorer:
    """Scores pairs of torn words and spellings; all torn words of a batch lie in one table."""

    def __init__(self, emissions: Sequence[Floats]) -> None:
        """Stack the emissions of the torn words: [word, length, letter, start], shorter words padded."""
        width = max(table.shape[2] for table in emissions)
        shape: tuple[int, ...] = (len(emissions), *emissions[0].shape[:2], width)
        self.table: Floats = np.full(shape, -np.inf, dtype=np.float32)
        self.ends = np.array([table.shape[2] - 1 for table in emissions])
        for row, table in enumerate(emissions):
            self.table[row, :, :, : table.shape[2]] = table

    def _forward(self, torn: Ints, spellings: Ints) -> list[Floats]:
        width = self.table.shape[3]
        scores = np.full((len(torn), width), -np.inf, dtype=np.float32)
        scores[:, 0] = 0
        steps = [scores]
        for place in range(spellings.shape[1]):
            after = scores + self.table[torn, 0, spellings[:, place]]
            for length in range(1, min(LONGEST, width - 1) + 1):
                step = scores[:, :-length] + self.table[torn, length, spellings[:, place], : width - length]
                np.maximum(after[:, length:], step, out=after[:, length:])
            scores = after
            steps.append(scores)
        return steps

    def scores(self, torn: Ints, spellings: Ints) -> Floats:
        """Return log P(torn | spelling) of each pair: a torn word's number, a spelling's letters."""
        return self._forward(torn, spellings)[-1][np.arange(len(torn)), self.ends[torn]]

    def lengths(self, torn: Ints, spellings: Ints) -> Ints:
        """Return how many characters each letter printed on the best path: [pair, place]."""
        steps = self._forward(torn, spellings)
        rows, at = np.arange(len(torn)), self.ends[torn].copy()
        found = np.zeros(spellings.shape, dtype=np.int64)
        for place in range(spellings.shape[1] - 1, -1, -1):
            ways = np.full((len(torn), LONGEST + 1), -np.inf, dtype=np.float32)
            for length in range(LONGEST + 1):
                start = np.maximum(at - length, 0)
                way = steps[place][rows, start] + self.table[torn, length, spellings[:, place], start]
                ways[:, length] = np.where(at >= length, way, -np.inf)
            found[:, place] = np.argmax(ways, axis=1)
            at -= found[:, place]
        return found


def readings(words: Sequence[str], spellings: Ints, lengths: Ints) -> list[tuple[str, int]]:
    """Return what each letter printed, pair by pair: (substring, letter); a pair's blanks print nothing."""
    found: list[tuple[str, int]] = []
    for word, letters, sizes in zip(words, spellings.tolist(), lengths.tolist(), strict=True):
        at = 0
        for letter, size in zip(letters, sizes, strict=True):
            if letter != BLANK:
                found.append((word[at : at + size], letter))
            at += size
    return found
