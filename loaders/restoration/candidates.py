"""What a torn word may be: every syllable of the vocabulary scored through an onset and rime index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.alignment import PairScorer, prefix_scores, spelling_table, suffix_scores
from loaders.restoration.channel import LETTER_NUMBERS, Channel, general_channel
from loaders.restoration.language import language_model
from loaders.restoration.shapes import Shape, cased_like, possible_shapes, shaped
from loaders.restoration.syllables import bare, inventory, skeletons
from loaders.restoration.vocabulary import NUMBER, SPECIAL, UNKNOWN
from loaders.restoration.whole_words import likelier

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
SHORTLIST = 48  # candidates kept for the second pass
TRUST = 1.0  # weight of the channel beside the language model
UNIGRAM = 0.75  # weight of a word's frequency in the shortlist
FOREIGN = -3.0  # a word of the vocabulary that is no Vietnamese syllable
KEPT, KEPT_LETTER, KEPT_ODD = (
    -4.0,
    -2.5,
    -4.0,
)  # leaving a word as it stands: at all, a letter, with odd signs
ABBREVIATION, LONGEST_ABBREVIATION = -5.0, 5  # leaving a few capitals in a line of small letters; letters
CASED, RAREST = 0.6, -5.0  # weight of a word's casing; the least that it is taken for, natural log
DIGIT = -2.1  # taking a digit for a digit
LONGEST_TORN = 14  # characters; longer words are not read as syllables


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Candidates of one torn word: word numbers, shapes, and log P(torn | word), shape included."""

    numbers: Ints
    shapes: Ints
    scores: Floats
    fixed: NDArray[np.bool_]  # kept as it stands: the score is no channel's, adaptation leaves it


@dataclass(frozen=True, slots=True)
class _Spellings:
    """The syllables of the vocabulary in one shape, as onsets and rimes."""

    numbers: Ints
    onsets: Ints
    rimes: Ints
    onset_letters: Ints
    rime_letters: Ints


@cache
def _spellings(shape: Shape) -> _Spellings:
    onsets: dict[str, int] = {}
    rimes: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    for number, word in enumerate(language_model().words):
        parts = inventory().get(word)
        if parts is None:
            continue
        onset = shaped(parts[0], shape)
        rime = parts[1] if onset and shape is Shape.TITLE else shaped(parts[1], shape)
        rows.append((number, onsets.setdefault(onset, len(onsets)), rimes.setdefault(rime, len(rimes))))
    numbers, onset_rows, rime_rows = np.array(rows).T
    return _Spellings(numbers, onset_rows, rime_rows, spelling_table(list(onsets)), spelling_table(list(rimes)))


@cache
def _foreign() -> dict[str, list[int]]:
    """Words of the vocabulary that are no syllables ("ubnd", "internet"), by their letters without marks."""
    found: dict[str, list[int]] = {}
    for number, word in enumerate(language_model().words[len(SPECIAL) :], len(SPECIAL)):
        letters = bare(word)
        # "giây" without its mark, or with a wrong one, is a slip of the corpus and no word
        if len(word) > 1 and letters not in skeletons() and letters == word.replace("đ", "d") and letters.isascii():
            found.setdefault(bare(word), []).append(number)
    return found


@cache
def _letters(shape: Shape) -> Ints:
    """Return the letters of every word of the vocabulary in a shape; unreadable words are blank."""
    words = language_model().words
    readable = [all(letter in LETTER_NUMBERS for letter in word) and len(word) <= LONGEST_TORN for word in words]
    return spelling_table([shaped(word, shape) if ok else "" for word, ok in zip(words, readable, strict=True)])


@lru_cache(maxsize=30_000)
def shortlist(torn: str, *, among_capitals: bool) -> Shortlist:
    """Return the likeliest candidates of a torn word by the general channel, itself among them."""
    rows = [_kept(torn, among_capitals=among_capitals)]
    if len(torn) <= LONGEST_TORN:
        emissions = general_channel().emissions(torn)
        for shape, penalty in possible_shapes(torn, among_capitals=among_capitals):
            rows.append(_syllables(torn, emissions, shape, penalty))
        rows.append(_foreign_words(torn, emissions))
    numbers, shapes, scores, fixed = (np.concatenate(column) for column in zip(*rows, strict=True))
    return Shortlist(numbers, shapes, scores, fixed)


_Columns = tuple[Ints, Ints, Floats, NDArray[np.bool_]]


def _kept(torn: str, *, among_capitals: bool) -> _Columns:
    odd = any(not letter.isalpha() for letter in torn)
    scores = [(KEPT + KEPT_LETTER * len(torn) + KEPT_ODD * odd) / TRUST]
    if torn.isupper() and torn.isalpha() and 1 < len(torn) <= LONGEST_ABBREVIATION and not among_capitals:
        scores = [ABBREVIATION / TRUST]
    numbers = [UNKNOWN]
    if torn.isdigit():
        numbers, scores = [NUMBER], [DIGIT * len(torn) / TRUST]
    return np.array(numbers), np.array([Shape.LOWER]), np.array(scores, dtype=np.float32), np.array([True])


def _syllables(torn: str, emissions: Floats, shape: Shape, penalty: float) -> _Columns:
    spellings = _spellings(shape)
    heads = prefix_scores(emissions, spellings.onset_letters)
    tails = suffix_scores(emissions, spellings.rime_letters)
    scores = (heads[spellings.onsets] + tails[spellings.rimes]).max(axis=1) + np.float32(penalty)
    scores = likelier(torn, spellings.numbers, np.full(len(scores), shape), scores)
    ranked = scores * TRUST + language_model().raw_unigrams[spellings.numbers] * UNIGRAM
    best = np.argpartition(-ranked, SHORTLIST)[:SHORTLIST]
    best = best[np.argsort(-ranked[best], kind="stable")]
    best = best[np.isfinite(scores[best])]
    return spellings.numbers[best], np.full(len(best), shape), scores[best], np.zeros(len(best), dtype=bool)


def _foreign_words(torn: str, emissions: Floats) -> _Columns:
    numbers = np.array(_foreign().get(bare(torn).lower(), []), dtype=np.int64)
    if not len(numbers):
        return numbers, numbers, numbers.astype(np.float32), numbers.astype(bool)
    spelled = (language_model().words[int(number)] for number in numbers)
    words = [cased_like(word, torn) for word in spelled]
    scores = prefix_scores(emissions, spelling_table(words))[:, -1] + FOREIGN / TRUST
    return (
        numbers,
        np.full(len(numbers), Shape.LOWER),
        scores.astype(np.float32),
        np.ones(len(numbers), dtype=bool),
    )


def adapted_shortlists(torn: Sequence[str], lists: Sequence[Shortlist], channel: Channel) -> list[Shortlist]:
    """Return the shortlists scored again by the channel of a document."""
    scorer = PairScorer([channel.emissions(word[:LONGEST_TORN]) for word in torn])
    sizes = [len(entry.numbers) for entry in lists]
    owners = np.repeat(np.arange(len(torn)), sizes)
    numbers = np.concatenate([entry.numbers for entry in lists])
    shapes = np.concatenate([entry.shapes for entry in lists])
    before = np.concatenate([entry.scores for entry in lists])
    fixed = np.concatenate([entry.fixed for entry in lists])
    scores = before.copy()
    for shape in Shape:
        rows = np.flatnonzero((shapes == shape) & ~fixed)
        if len(rows):
            scores[rows] = scorer.scores(owners[rows], _letters(shape)[numbers[rows]])
    cuts = np.cumsum(sizes)[:-1]
    return [
        Shortlist(
            entry.numbers,
            entry.shapes,
            np.where(entry.fixed, again, likelier(word, entry.numbers, entry.shapes, again)),
            entry.fixed,
        )
        for word, entry, again in zip(torn, lists, np.split(scores, cuts), strict=True)
    ]


def cased(entry: Shortlist, *, is_inside: bool) -> Floats:
    """Return how likely the candidates are written with a capital, or small, as they are here: "Châu", hardly "Cháu".

    A capital says something `is_inside` a sentence alone; a small letter anywhere.
    """
    model = language_model()
    titled = model.titled[entry.numbers] if is_inside else np.float32(0)
    likely = np.where(entry.shapes == Shape.TITLE, titled, 0) + np.where(
        entry.shapes == Shape.LOWER, model.small[entry.numbers], 0
    )
    return np.where(entry.fixed, 0, np.maximum(likely, RAREST) * CASED).astype(np.float32)


def written(entry: Shortlist, choice: int, torn: str) -> str:
    """Return how the chosen candidate of a torn word is written."""
    number = int(entry.numbers[choice])
    if number in (UNKNOWN, NUMBER):
        return torn
    word = language_model().words[number]
    return cased_like(word, torn) if entry.fixed[choice] else shaped(word, Shape(int(entry.shapes[choice])))
