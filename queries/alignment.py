"""Which clause of one text stands where in another: pairs by what they say and where they stand, one to one.

Words that every clause has say nothing of which belongs to which, so words and pairs of neighbouring words are
weighed by how few clauses of both texts have them.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from ontology.folding import fold, name_key

ALIKE, ALIKE_THERE = 0.45, 0.3  # share of both that both say: wherever they stand, and under the same number
_SAME_PATH = 0.1  # what the same number adds where several are as like
_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is aligned: where a clause stands and what it says."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the first text and the one that it became in the second, by place in each; `score` 0..1."""

    first: int
    second: int
    score: float


def align(first: Sequence[Passage], second: Sequence[Passage]) -> tuple[Pair, ...]:
    """Return the pairs, each clause in at most one, by place in the first text."""
    features = tuple(_features(each.text) for each in (*first, *second))
    weights = _weights(features)
    one, two = features[: len(first)], features[len(first) :]
    found = sorted(_scored(one, two, weights), key=lambda each: _merit(each, first, second), reverse=True)
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    pairs: list[Pair] = []
    for each in found:
        least = ALIKE_THERE if first[each.first].path == second[each.second].path else ALIKE
        if each.score >= least and each.first not in taken_first and each.second not in taken_second:
            taken_first.add(each.first)
            taken_second.add(each.second)
            pairs.append(each)
    return tuple(sorted(pairs, key=lambda each: each.first))


def _merit(pair: Pair, first: Sequence[Passage], second: Sequence[Passage]) -> tuple[float, float, int]:
    """Return what decides between pairs: likeness and number, then how near they stand."""
    bonus = _SAME_PATH if first[pair.first].path == second[pair.second].path else 0.0
    near = -abs(pair.first / max(1, len(first)) - pair.second / max(1, len(second)))
    return pair.score + bonus, near, -pair.first


def _features(text: str) -> Counter[tuple[str, ...]]:
    words = fold(name_key(text)).split()
    return Counter([*((word,) for word in words), *pairwise(words)])


def _weights(features: Sequence[Counter[tuple[str, ...]]]) -> Mapping[tuple[str, ...], float]:
    having = Counter(feature for each in features for feature in each)
    return {feature: math.log(1 + len(features) / count) for feature, count in having.items()}


def _scored(
    first: Sequence[Counter[tuple[str, ...]]],
    second: Sequence[Counter[tuple[str, ...]]],
    weights: Mapping[tuple[str, ...], float],
) -> Iterator[Pair]:
    """Yield every pair that shares anything, with twice what both say over what each says."""
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, each in enumerate(second):
        for feature in each:
            postings[feature].append(at)
    masses = [sum(weights[feature] * count for feature, count in each.items()) for each in second]
    for at, each in enumerate(first):
        shared: dict[int, float] = defaultdict(float)
        for feature, count in each.items():
            for there in postings.get(feature, ()):
                shared[there] += weights[feature] * min(count, second[there][feature])
        mass = sum(weights[feature] * count for feature, count in each.items())
        yield from (Pair(at, there, round(2 * both / (mass + masses[there]), 3)) for there, both in shared.items())


def changed_words(first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Return which words of the one stand otherwise in the other; case, signs and places of tone marks do not count.

    >>> changed_words("Lập 12 điểm đọc trước ngày 30/6/2026.", "Lập 15 điểm đọc trước ngày 30/6/2027")
    (('12', '15'), ('30/6/2026', '30/6/2027'))
    """
    one, two = (tuple(match[0] for match in _WORD.finditer(text)) for text in (first, second))
    keys = tuple(tuple(map(name_key, words)) for words in (one, two))
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    return tuple(
        (" ".join(one[a:b]), " ".join(two[c:d])) for what, a, b, c, d in matcher.get_opcodes() if what != "equal"
    )
