"""Count the corpus and estimate an interpolated Kneser-Ney trigram model, pruned and quantised."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.packing import pack_rising, quantise, write_parts
from loaders.restoration.pieces import cut, leading_mark
from loaders.restoration.syllables import canonical
from loaders.restoration.vocabulary import SPECIAL, START, UNKNOWN, model_word

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
DISCOUNT = 0.85
SPANS_OF_TIME = ("giờ", "ngày", "tuần", "tháng", "quý", "năm")
LINES_AT_ONCE = 20_000
UNSEEN = 0.5  # added to what was counted of a word's casing
_AROUND = " \"“”‘’'.,;:!?()[]…"


def paragraphs(path: Path) -> Iterator[str]:
    """Yield the paragraphs of the compressed corpus."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def encode(lines: Iterator[str]) -> tuple[Ints, list[str]]:
    """Return the corpus as one array of word numbers, 0 before each paragraph, and the list of words."""
    chunk_numbers: dict[str, int] = {"<s>": 0}
    expansions: list[tuple[str, ...]] = [(SPECIAL[START],)]
    parts: list[NDArray[np.int32]] = []
    while block := list(islice(lines, LINES_AT_ONCE)):
        numbers: list[int] = []
        for line in block:
            numbers.append(0)
            for chunk in line[leading_mark(line) :].split():
                number = chunk_numbers.get(chunk)
                if number is None:
                    number = chunk_numbers[chunk] = len(expansions)
                    expansions.append(_chunk_words(chunk))
                numbers.append(number)
        parts.append(np.array(numbers, dtype=np.int32))
    return _expand(np.concatenate(parts), expansions)


def _chunk_words(chunk: str) -> tuple[str, ...]:
    # a word before it keeps a chunk such as "a)" from being read as the mark of a list
    return tuple(model_word("x " + chunk, piece) for piece in cut("x " + chunk)[1:])


def _expand(chunks: NDArray[np.int32], expansions: list[tuple[str, ...]]) -> tuple[Ints, list[str]]:
    words: dict[str, int] = {word: number for number, word in enumerate(SPECIAL)}
    flat = np.array([words.setdefault(word, len(words)) for word in chain.from_iterable(expansions)], dtype=np.int32)
    lengths = np.array([len(expansion) for expansion in expansions])
    firsts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    counts = lengths[chunks]
    ends = np.cumsum(counts)
    places = np.arange(ends[-1]) - np.repeat(ends - counts, counts) + np.repeat(firsts[chunks], counts)
    return flat[places].astype(np.int64), list(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """A backoff model in natural logarithms; trigrams are keyed by the place of their bigram and the word."""

    words: list[str]
    corpus_size: int
    raw_unigrams: Floats
    unigrams: Floats
    unigram_backoffs: Floats
    bigram_keys: Ints
    bigrams: Floats
    bigram_backoffs: Floats
    bigram_counts: Floats
    trigram_keys: Ints
    trigrams: Floats


def count_casing(lines: Iterator[str]) -> tuple[Counter[str], Counter[str]]:
    """Count how often each word stands inside a sentence with a capital, and in small letters."""
    titled, small = Counter[str](), Counter[str]()
    for line in lines:
        if line.isupper():
            continue
        for before, chunk in pairwise(line.split()):
            if before[-1].isalnum() or before[-1] == ",":
                inner = chunk.strip(_AROUND)
                if inner.islower():
                    small[inner] += 1
                elif inner[:1].isupper() and (len(inner) == 1 or inner[1:].islower()):
                    titled[inner.lower()] += 1
    return _canonical(titled), _canonical(small)


def _canonical(counts: Counter[str]) -> Counter[str]:
    found = Counter[str]()
    for word, count in counts.items():
        found[canonical(word)] += count
    return found


def casing(words: list[str], titled: Counter[str], small: Counter[str]) -> tuple[Floats, Floats]:
    """Return log P(capital | word) and log P(small | word) inside a sentence; words never seen have even odds."""
    capitals = np.array([titled[word] for word in words], dtype=np.float64)
    others = np.array([small[word] for word in words], dtype=np.float64)
    total = capitals + others + 2 * UNSEEN
    return np.log((capitals + UNSEEN) / total), np.log((others + UNSEEN) / total)


def modernise(text: Ints, words: list[str]) -> Ints:
    """Return the text with "hàng năm" spelled "hằng năm", as documents of this decade write it; older ones differ."""
    numbers = {word: number for number, word in enumerate(words)}
    spans = [numbers[word] for word in SPANS_OF_TIME if word in numbers]
    old = np.flatnonzero((text[:-1] == numbers.get("hàng", UNKNOWN)) & np.isin(text[1:], spans))
    modern = text.copy()
    modern[old] = numbers.get("hằng", UNKNOWN)
    return modern


def limit_vocabulary(text: Ints, words: list[str], least: int) -> tuple[Ints, list[str], Ints]:
    """Renumber words by falling count; rarer ones than `least` become unknown."""
    counts = np.bincount(text, minlength=len(words))
    order = sorted(range(len(SPECIAL), len(words)), key=lambda number: (-counts[number], words[number]))
    kept = [number for number in order if counts[number] >= least]
    renumbered = np.full(len(words), UNKNOWN)
    renumbered[: len(SPECIAL)] = range(len(SPECIAL))
    renumbered[kept] = np.arange(len(SPECIAL), len(SPECIAL) + len(kept))
    text = renumbered[text]
    kept_words = [*SPECIAL, *(words[number] for number in kept)]
    return text, kept_words, np.bincount(text, minlength=len(kept_words))


def estimate(text: Ints, words: list[str], counts: Ints, least_trigram: int) -> Estimates:
    """Estimate the model; trigrams seen less than `least_trigram` times give their mass to the bigrams."""
    size = len(words)
    pairs = text[:-1] * size + text[1:]
    inside = text[1:] != START
    bigram_keys, bigram_counts = np.unique(pairs[inside], return_counts=True)
    third = inside[:-1] & (text[2:] != START)
    places = np.searchsorted(bigram_keys, pairs[:-1][third])
    trigram_keys, trigram_counts = np.unique(places * size + text[2:][third], return_counts=True)
    # the bigram that a trigram ends with
    lower = np.searchsorted(bigram_keys, bigram_keys[trigram_keys // size] % size * size + trigram_keys % size)

    first, last = np.divmod(bigram_keys, size)
    unigrams = (np.bincount(last, minlength=size) + 0.5) / (len(last) + 0.5 * size)
    # A word's lower-order weight is the number of different contexts that it follows. Nothing precedes what
    # follows the start, so there the plain counts stand.
    contexts = np.maximum(np.bincount(lower, minlength=len(bigram_keys)), 1)
    bigrams, unigram_backoffs = _discounted(np.where(first == START, bigram_counts, contexts), first, size)
    bigrams += unigram_backoffs[first] * unigrams[last]

    context, keep = trigram_keys // size, trigram_counts >= least_trigram
    trigrams, backoffs = _discounted(trigram_counts, context, len(bigram_keys), keep)
    trigrams += backoffs[context] * bigrams[lower]
    return Estimates(
        words=words,
        corpus_size=int(counts.sum()),
        raw_unigrams=np.log((counts + 0.5) / (counts.sum() + 0.5 * size)),
        unigrams=np.log(unigrams),
        unigram_backoffs=np.log(unigram_backoffs),
        bigram_keys=bigram_keys,
        bigrams=np.log(bigrams),
        bigram_backoffs=np.log(np.maximum(backoffs, 1e-6)),
        bigram_counts=-np.log(bigram_counts),
        trigram_keys=trigram_keys[keep],
        trigrams=np.log(trigrams[keep]),
    )


def _discounted(
    counts: Ints, context: Ints, contexts: int, keep: NDArray[np.bool_] | None = None
) -> tuple[Floats, Floats]:
    """Return the discounted shares of counts in their contexts, and what each context leaves below."""
    total = np.bincount(context, weights=counts, minlength=contexts)
    given = np.where(True if keep is None else keep, DISCOUNT, counts)
    left = np.bincount(context, weights=given, minlength=contexts)
    backoffs = np.where(total > 0, left / np.maximum(total, 1), 1.0)
    return (counts - DISCOUNT) / total[context], backoffs


def pack(model: Estimates, titled: Floats, small: Floats) -> bytes:
    """Return the model as the package keeps it: 8 bits a probability, gaps between keys, compressed.

    `titled` and `small`: log P(capital | word) and log P(small | word) of the words.
    """
    logarithms = {
        "titled": titled,
        "small": small,
        "raw_unigrams": model.raw_unigrams,
        "unigrams": model.unigrams,
        "unigram_backoffs": model.unigram_backoffs,
        "bigrams": model.bigrams,
        "bigram_backoffs": model.bigram_backoffs,
        "bigram_counts": model.bigram_counts,
        "trigrams": model.trigrams,
    }
    return write_parts(
        {"words": "\n".join(model.words).encode(), "corpus_size": str(model.corpus_size).encode()}
        | {name: quantise(values).tobytes() for name, values in logarithms.items()}
        | {"bigram_keys": pack_rising(model.bigram_keys), "trigram_keys": pack_rising(model.trigram_keys)}
    )
