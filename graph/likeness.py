"""How far one clause says what another says: weighted, in both directions, tolerant of changed and torn words."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from graph.weights import Words, known_syllables

_ALONE = 0.25  # a syllable that both have, but in other company, may be another word
_BLOCK, _GAP = 2, 3  # words: shorter blocks are chance, wider gaps end a passage
_STRETCH, _SLACK = 2, 8  # a clause is looked for in passages of twice its length and 8 words
_GRAM = 4  # letters
_TORN = 0.2  # share of words that are no Vietnamese syllable from which on a text counts as torn
# Letters that a reader without Vietnamese takes for each other, besides those that folding joins.
_SHAPES = str.maketrans(
    {
        "1": "l",
        "i": "l",
        "j": "l",
        "t": "l",
        "f": "l",
        "0": "o",
        "6": "o",
        "5": "s",
        "c": "e",
        "v": "y",
        "q": "g",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two clauses share: each one's share that the other covers (0..1), and the weight of what is shared."""

    first: float
    second: float
    mass: float

    @property
    def low(self) -> float:
        """Return the smaller share."""
        return min(self.first, self.second)

    @property
    def high(self) -> float:
        """Return the larger share."""
        return max(self.first, self.second)


def is_torn(words: Words) -> bool:
    """Say whether so many words are no Vietnamese syllables that single letters must be compared."""
    letters = [word for word in words.folded if word.isalpha()]
    unknown = sum(word not in known_syllables() for word in letters)
    return bool(letters) and unknown / len(letters) >= _TORN


def compare_words(first: Words, second: Words) -> Likeness:
    """Compare two clauses word by word; order matters only between neighbours, so that sentences may move."""
    one, one_mass = _cover(first, second)
    two, two_mass = _cover(second, first)
    return Likeness(first=one, second=two, mass=min(one_mass, two_mass))


def likeness_at_most(first: Words, second: Words) -> tuple[Likeness, int]:
    """Return what `compare_words` cannot exceed, and how many words of the first are in the second: a fast look."""
    one, one_mass, count = _common(first, second)
    two, two_mass, _ = _common(second, first)
    return Likeness(first=one, second=two, mass=min(one_mass, two_mass)), count


def _common(words: Words, other: Words) -> tuple[float, float, int]:
    there = set(other.folded)
    shared = [weight for word, weight in zip(words.folded, words.weights, strict=True) if word in there]
    total, mass = sum(words.weights), sum(shared)
    return (mass / total if total else 0.0), mass, len(shared)


def compare_letters(first: Words, second: Words) -> Likeness:
    """Compare two clauses by runs of four letters, words run together: for texts torn in different places."""
    one, one_mass = _cover_letters(first, second)
    two, two_mass = _cover_letters(second, first)
    return Likeness(first=one, second=two, mass=min(one_mass, two_mass))


def verbatim_share(first: Words, second: Words) -> float:
    """Return how much of both, formulas included, stands in the same order in both: 1.0 for the same words."""
    matched = sum(block.size for block in _blocks(first.folded, second.folded))
    words = len(first.folded) + len(second.folded)
    return 2.0 * matched / words if words else 1.0


@lru_cache(maxsize=256)  # a pair is asked for its share and for its passage, one after the other
def _blocks(first: tuple[str, ...], second: tuple[str, ...]) -> list[Match]:
    return SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()


def longest_passage(first: Words, second: Words) -> tuple[int, float]:
    """Return how many words the longest passage has that both give in one order, and what these words weigh.

    A few words may differ inside it: a misread syllable does not end a passage.
    """
    best, length, mass = (0, 0.0), 0, 0.0
    end_one = end_two = -_GAP - 1
    for one, two, size in _blocks(first.folded, second.folded):
        if size < _BLOCK:
            continue
        if one - end_one > _GAP or two - end_two > _GAP:
            length, mass = 0, 0.0
        length += size
        mass += sum(first.weights[one : one + size])
        best = max(best, (length, mass))
        end_one, end_two = one + size, two + size
    return best


def _cover(words: Words, other: Words) -> tuple[float, float]:
    """Return which share of a clause's weight stands close together in the other, and that weight."""
    size = _STRETCH * len(words.folded) + _SLACK
    step = max(1, size // 2)
    starts = range(0, max(1, len(other.folded) - size + step), step)
    return max(_cover_by(words, other.folded[start : start + size]) for start in starts)


def _cover_by(words: Words, passage: tuple[str, ...]) -> tuple[float, float]:
    there = set(passage)
    near = {*pairwise(passage), *zip(passage, passage[2:], strict=False)}
    total = matched = 0.0
    for at, (word, weight) in enumerate(zip(words.folded, words.weights, strict=True)):
        total += weight
        if weight and word in there:
            beside = words.folded[max(0, at - 1) : at] + words.folded[at + 1 : at + 2]
            kept = any((word, each) in near or (each, word) in near for each in beside)
            matched += weight * (1.0 if kept or len(words.folded) == 1 else _ALONE)
    return (matched / total if total else 0.0), matched


def _cover_letters(words: Words, other: Words) -> tuple[float, float]:
    text, weights = letter_shapes(words)
    other_text, _ = letter_shapes(other)
    grams = {other_text[at : at + _GRAM] for at in range(len(other_text) - _GRAM + 1)}
    seen = [False] * len(text)
    for at in range(len(text) - _GRAM + 1):
        if text[at : at + _GRAM] in grams:
            seen[at : at + _GRAM] = [True] * _GRAM
    total = sum(weights)
    matched = sum(weight for weight, there in zip(weights, seen, strict=True) if there)
    return (matched / total if total else 0.0), matched


def letter_shapes(words: Words) -> tuple[str, list[float]]:
    """Return the letters of the words run together in their shapes, and what each letter weighs."""
    shapes = [_shape(word) for word in words.folded]
    weights = [weight / len(shape) for shape, weight in zip(shapes, words.weights, strict=True) for _ in shape]
    return "".join(shapes), weights


def run_together(folded: Iterable[str]) -> str:
    """Return the letters of words in their shapes."""
    return "".join(map(_shape, folded))


def _shape(word: str) -> str:
    return word.translate(_SHAPES)
