"""Marks that a recogniser lost or bent, read by the words around them: "chuyên đôi sô" is "chuyển đổi số".

A recogniser of Vietnamese gets letters right far oftener than the hooks and strokes above them. So only marks are read
anew, where the language model is clearly of another opinion; letters, figures and symbols stay as they were seen.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.confidence import confidences
from loaders.restoration.decoding import WIDTH, Lattice, Phrases, decode
from loaders.restoration.language import language_model
from loaders.restoration.shapes import cased_like
from loaders.restoration.syllables import bare, canonical, is_syllable
from loaders.restoration.vocabulary import NUMBER, START, SYMBOL, UNKNOWN

# Logarithms of probabilities: that a tone was bent, the roof or horn of a letter, the stroke of đ; that a syllable
# which no rule makes was printed. Chosen on pages with their transcripts (benchmarks/formats/transcripts.py).
_TONE, _QUALITY, _STROKE, _FOREIGN = -4.75, -5.75, -6.0, -3.0
_NAME, _NAMED = -4.0, 3  # the same of a name; words in a row that are one
_SEEN = 0.96  # Tesseract is surer than that of three in four words that are right, and of one in five that are not:
_TELLS = 1.25  # which makes a bent mark likelier, or less likely, by so much
_VIETNAMESE = 0.3  # of the words carry marks; other languages are left alone
_WORD = re.compile(r"(\W*)([^\W\d_]+)(\W*)")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

Word = tuple[str, float]  # as it was recognised, and how surely
Candidates = list[tuple[int, float]]  # number of a word, and log probability that it looks as it was seen


def remarked(words: Sequence[Word]) -> list[Word]:
    """Return the words of a page with the marks that they should have; changed ones as sure as the model is."""
    if sum(not text.isascii() for text, _ in words) < max(1, _VIETNAMESE * len(words)):
        return list(words)
    model = language_model()
    named = _names(words)
    places = (_candidates(*word, is_name=at in named) for at, word in enumerate(words))
    lattice = _lattice([[(START, 0.0)], *places])
    chosen = decode(Phrases(model), lattice, [0])
    sure = confidences(model, lattice, chosen)
    numbers = lattice.numbers[np.arange(len(chosen)), chosen].tolist()
    return [_written(word, number, share) for word, number, share in zip(words, numbers[1:], sure[1:], strict=True)]


def _written(word: Word, number: int, share: np.float32) -> Word:
    text, confidence = word
    core, read = _core(text), language_model().words[number]
    if number <= SYMBOL or not core or read == canonical(core):
        return word
    return text.replace(core, cased_like(read, core), 1), min(confidence, round(float(share), 2))


def _core(text: str) -> str:
    """Return the letters of a word without the signs around them, "" where it is none."""
    found = _WORD.fullmatch(text)
    return found[2] if found else ""


def _names(words: Sequence[Word]) -> frozenset[int]:
    """Return the places of words in rows of three and more with a capital each: people, whom no model knows."""
    found: list[int] = []
    row: list[int] = []
    for at, (text, _) in enumerate((*words, ("", 0.0))):
        core = _core(text)
        if core.istitle():
            row.append(at)
        if not core.istitle() or text != core:
            found += row if len(row) >= _NAMED else []
            row = []
    return frozenset(found)


def _candidates(text: str, confidence: float, *, is_name: bool) -> Candidates:
    """Return what a word may be, as it was seen first: syllables of the same letters."""
    core = _core(text)
    if not core:
        return [(SYMBOL if any(letter.isalpha() for letter in text) else NUMBER, 0.0)]
    model, seen = language_model(), canonical(core)
    others = _by_letters().get(bare(seen), ())
    if not others:
        return [(model.number(seen), 0.0)]
    known = model.numbers.get(seen)
    first = (UNKNOWN, 0.0 if is_syllable(core) else _FOREIGN) if known is None else (known, 0.0)
    told = (-_TELLS if confidence >= _SEEN else _TELLS) + (_NAME if is_name else 0.0)
    bent = [(number, _bent(seen, model.words[number]) + told) for number in others if number != known]
    bent.sort(key=lambda each: (-each[1] - float(model.raw_unigrams[each[0]]), each[0]))
    return [first, *bent[: WIDTH - 1]]


def _lattice(places: Sequence[Candidates]) -> Lattice:
    numbers: NDArray[np.int64] = np.zeros((len(places), WIDTH), dtype=np.int64)
    scores: NDArray[np.float32] = np.full((len(places), WIDTH), -np.inf, dtype=np.float32)
    for row, candidates in enumerate(places):
        for column, (number, score) in enumerate(candidates):
            numbers[row, column], scores[row, column] = number, score
    return Lattice(numbers, scores, np.zeros(len(places), dtype=np.bool_))


@cache
def _by_letters() -> dict[str, tuple[int, ...]]:
    """Return the syllables of the model by their letters without marks."""
    found: dict[str, list[int]] = {}
    for number, word in enumerate(language_model().words):
        if is_syllable(word):
            found.setdefault(bare(word), []).append(number)
    return {letters: tuple(numbers) for letters, numbers in found.items()}


@cache
def _bent(seen: str, printed: str) -> float:
    """Return the log probability that a syllable is seen as another of the same letters."""
    (tone, letters), (own_tone, own_letters) = _parted(seen), _parted(printed)
    score = _TONE if tone != own_tone else 0.0
    for one, other in zip(letters, own_letters, strict=True):
        if one != other:
            score += _STROKE if "đ" in (one, other) else _QUALITY
    return score


def _parted(syllable: str) -> tuple[str, str]:
    """Return the tone of a syllable, and its letters without it.

    >>> _parted("đổi") == ("\u0309", "đôi")
    True
    """
    signs = unicodedata.normalize("NFD", syllable)
    rest = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES))
    return "".join(sign for sign in signs if sign in _TONES), rest
