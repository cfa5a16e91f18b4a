"""Phrases of clean texts of the same collection, blended into the language model's probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.damage import is_good
from loaders.restoration.hashing import KeyIndex
from loaders.restoration.language import language_model
from loaders.restoration.pieces import Kind, cut
from loaders.restoration.vocabulary import SPECIAL, START, model_word

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
WEIGHT = 3.0  # what one occurrence in the collection counts
PAIR_STRENGTH, TRIPLE_STRENGTH = (
    20.0,
    5.0,
)  # occurrences that the general model counts for beside its own, after one and two words


@dataclass(frozen=True, slots=True)
class _Table:
    """Counts of sequences by key, 0 in the last row for those absent."""

    index: KeyIndex
    counts: Floats

    def look_up(self, keys: Ints) -> Floats:
        return self.counts[self.index.find(keys)]


def _table(keys: Ints) -> _Table:
    kinds, counts = np.unique(keys, return_counts=True)
    return _Table(KeyIndex(kinds), np.append(counts, 0).astype(np.float32) * np.float32(WEIGHT))


@dataclass(frozen=True, slots=True)
class Domain:
    """Counts of words, pairs and triples of a collection's clean texts."""

    size: int
    words: Floats
    general: Floats  # occurrences of the words in the general model's corpus
    pairs: _Table
    triples: _Table

    def blend_pairs(self, scores: Floats, first: Ints, second: Ints) -> Floats:
        """Return log P(second | first) with the collection's counts; one-dimensional arrays."""
        rows = np.flatnonzero(self.words[first] > 0)
        context = first[rows]
        counts = self.pairs.look_up(context * self.size + second[rows])
        blended = scores.copy()
        blended[rows] = _blended(scores[rows], counts, self.words[context], self.general[context] + PAIR_STRENGTH)
        return blended

    def contexts(self, first: Ints, second: Ints) -> Floats:
        """Return how often the pairs occur as what comes before a third word."""
        return self.pairs.look_up(first * self.size + second)

    def blend_triples(self, scores: Floats, words: tuple[Ints, Ints, Ints], context: Floats, general: Floats) -> Floats:
        """Return log P(third | first, second), given the counts of the first two here and in general."""
        first, second, third = words
        counts = self.triples.look_up((first * self.size + second) * self.size + third)
        return _blended(scores, counts, context, general + TRIPLE_STRENGTH)


def _blended(scores: Floats, counts: Floats, total: Floats, strength: Floats) -> Floats:
    return np.log((counts + strength * np.exp(scores)) / (total + strength))


@lru_cache(maxsize=8)
def read_domain(texts: tuple[str, ...]) -> Domain | None:
    """Count the good Vietnamese lines of the texts; None where there are none."""
    words = np.array([number for text in texts for number in _numbers(text)], dtype=np.int64)
    if len(words) < len(SPECIAL):
        return None
    size = len(language_model().words)
    first, second, third = words[:-2], words[1:-1], words[2:]
    inside = second != START
    unbroken = inside & (third != START)
    model = language_model()
    return Domain(
        size,
        np.bincount(words, minlength=size).astype(np.float32) * np.float32(WEIGHT),
        np.exp(model.raw_unigrams) * np.float32(model.corpus_size),
        _table((first * size + second)[inside]),
        _table(((first * size + second) * size + third)[unbroken]),
    )


def _numbers(text: str) -> Sequence[int]:
    """Return the words of the good lines as numbers, with starts of paragraphs."""
    model = language_model()
    found, fresh = [START], True
    for line in text.split("\n"):
        pieces = cut(line)
        if not pieces or not is_good(line, pieces):
            fresh = True
            continue
        if fresh or pieces[0].kind is Kind.MARK:
            found.append(START)
        found += [model.number(model_word(line, piece)) for piece in pieces if piece.kind is not Kind.MARK]
        fresh = line.rstrip().endswith((".", ";", ":"))
    return found
