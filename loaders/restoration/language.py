"""The language model: an interpolated Kneser-Ney trigram model of syllables, kept as backoff tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.hashing import KeyIndex
from loaders.restoration.packing import read_parts, unpack_rising, unquantise
from loaders.restoration.vocabulary import UNKNOWN

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """Natural logarithms of probabilities of words, which are numbers (`vocabulary` names the first).

    Tables of bigrams and trigrams end with one row for what is not there.
    """

    words: tuple[str, ...]
    numbers: dict[str, int]
    corpus_size: float  # words that the model was counted on
    raw_unigrams: Floats
    titled: Floats  # log P(with a capital | word) inside a sentence
    small: Floats  # log P(in small letters | word) inside a sentence
    unigrams: Floats
    unigram_backoffs: Floats
    bigram_index: KeyIndex
    bigrams: Floats
    bigram_backoffs: Floats
    bigram_counts: Floats  # occurrences, not their logarithm; 0 in the last row
    continued: NDArray[np.bool_]  # whether the bigram starts a trigram of the model
    trigram_index: KeyIndex
    trigrams: Floats

    def number(self, word: str) -> int:
        """Return the number of a canonical word."""
        return self.numbers.get(word, UNKNOWN)

    def find_bigrams(self, first: Ints, second: Ints) -> Rows:
        """Return the rows of the bigrams (broadcast), the last row for absent ones."""
        return self.bigram_index.find(first * len(self.words) + second)

    def score_bigrams(self, rows: Rows, first: Ints, second: Ints) -> Floats:
        """Return log P(second | first), given the bigrams' rows."""
        absent = rows == len(self.bigrams) - 1
        return np.where(absent, self.unigram_backoffs[first] + self.unigrams[second], self.bigrams[rows])

    def find_trigrams(self, rows: Rows, third: Ints) -> Rows:
        """Return the rows of the trigrams that bigrams (by row) start; the last row for absent ones."""
        return self.trigram_index.find(rows.astype(np.int64) * len(self.words) + third)

    def score_triples(self, first: Ints, second: Ints, third: Ints) -> Floats:
        """Return log P(third | first, second); arrays of one shape."""
        context, pair = self.find_bigrams(first, second), self.find_bigrams(second, third)
        found = self.find_trigrams(context, third)
        backed_off = self.bigram_backoffs[context] + self.score_bigrams(pair, second, third)
        return np.where(found < len(self.trigrams) - 1, self.trigrams[found], backed_off)


@cache
def language_model() -> LanguageModel:
    """Read the language model of the package (once a process)."""
    parts = read_parts((files("loaders.restoration") / "language.model").read_bytes())
    words = tuple(parts["words"].decode().split("\n"))
    trigram_keys = unpack_rising(parts["trigram_keys"])
    continued = np.zeros(len(parts["bigrams"]) + 1, dtype=bool)
    continued[trigram_keys // len(words)] = True
    return LanguageModel(
        words=words,
        numbers={word: number for number, word in enumerate(words)},
        corpus_size=float(parts["corpus_size"]),
        raw_unigrams=_steps(parts["raw_unigrams"]),
        titled=_steps(parts["titled"]),
        small=_steps(parts["small"]),
        unigrams=_steps(parts["unigrams"]),
        unigram_backoffs=_steps(parts["unigram_backoffs"]),
        bigram_index=KeyIndex(unpack_rising(parts["bigram_keys"])),
        bigrams=_steps(parts["bigrams"], absent=0.0),
        bigram_backoffs=_steps(parts["bigram_backoffs"], absent=0.0),
        bigram_counts=np.append(np.exp(-_steps(parts["bigram_counts"])), np.float32(0)),
        continued=continued,
        trigram_index=KeyIndex(trigram_keys),
        trigrams=_steps(parts["trigrams"], absent=0.0),
    )


def _steps(packed: bytes, absent: float | None = None) -> Floats:
    values = unquantise(np.frombuffer(packed, dtype=np.uint8))
    return values if absent is None else np.append(values, np.float32(absent))
