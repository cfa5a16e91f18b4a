"""Which clauses of a large collection are worth comparing: those that share rare features, near-linear in number.

A clause that already has `ENOUGH` partners brings nothing new: later clauses are compared with those partners and
not with it. So a hundred communes that copy one sentence give a hundred pairs with the first ones, not five thousand.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

from graph.likeness import letter_shapes
from graph.weights import Words

Each = TypeVar("Each")
ENOUGH = 8  # partners: a clause with so many stands for all that are like them
NEAREST = 24  # clauses that are looked at, those that share most first
POSTINGS = 60  # a feature of more clauses than this finds none
SHARED = 2  # rare features that make a candidate
WINDOW, _EVERY = 5, 2  # letters; one window in two is kept for torn clauses
_LIGHT = 0.3  # a pair of words lighter than this finds no candidates

Pair = tuple[int, int]
ByNumber = Sequence[Each] | Mapping[int, Each]


@dataclass(slots=True)
class Postings:
    """Where each feature occurs; one that occurs too often is let go and stays so."""

    places: dict[Hashable, list[int]] = field(default_factory=dict[Hashable, list[int]])

    def add(self, at: int, features: Iterable[Hashable]) -> None:
        """Note that a clause has these features."""
        for feature in features:
            places = self.places.setdefault(feature, [])
            if len(places) < POSTINGS:
                places.append(at)

    def sharing(self, features: Iterable[Hashable]) -> list[int]:
        """Return the clauses with enough of these features, those with most of them first."""
        counts: Counter[int] = Counter()
        for feature in features:
            counts.update(self.places.get(feature, ()))
        found = [(-count, at) for at, count in counts.items() if count >= SHARED]
        return [at for _, at in sorted(found)]


class Neighbours:
    """The clauses that were seen, in their order, and what each may repeat."""

    def __init__(self, words: Sequence[Words], torn: Sequence[bool], documents: Sequence[str]) -> None:
        """Take the clauses with their weighed words; `torn` says which are compared by letters as well."""
        self._words, self._torn = words, torn
        first: dict[tuple[str, ...], int] = {}
        self.equal = [(first.setdefault(each.folded, at), at) for at, each in enumerate(words)]
        self.distinct = sorted(first.values())
        self._pairs, self._letters, self._torn_letters = Postings(), Postings(), Postings()
        self._common = self._common_windows() if any(torn) else frozenset[str]()
        self._partners: Counter[int] = Counter()
        self._inside = find_inside(self.distinct, documents, words)

    def near(self, at: int) -> Iterator[int]:
        """Yield the earlier clauses that one may repeat, those that share most first."""
        found = self._pairs.sharing(rare_pairs(self._words[at]))
        if self._common or self._letters.places:
            letters = self._letters if self._torn[at] else self._torn_letters
            found = list(dict.fromkeys([*found, *letters.sharing(self._windows(at))]))
        yield from found[:NEAREST]

    def inside(self, at: int) -> Collection[int]:
        """Return the earlier clauses of the same document that one may repeat."""
        return self._inside.get(at, ())

    def has_enough(self, at: int) -> bool:
        """Say whether a clause has so many partners that it stands for them."""
        return self._partners[at] >= ENOUGH

    def settle(self, at: int, partners: Collection[int], *, stands_alone: bool) -> None:
        """Note the partners of a clause; one that `stands_alone` is compared with those to come."""
        for each in partners:
            self._partners[each] += 1
        self._partners[at] += len(partners)
        if stands_alone:
            self._pairs.add(at, rare_pairs(self._words[at]))
            if any(self._torn):
                self._letters.add(at, self._windows(at))
                if self._torn[at]:
                    self._torn_letters.add(at, self._windows(at))

    def _windows(self, at: int) -> set[str]:
        return windows(self._words[at]) - self._common

    def _common_windows(self) -> frozenset[str]:
        counts = Counter(window for at in self.distinct for window in windows(self._words[at]))
        return frozenset(window for window, count in counts.items() if count > POSTINGS)


def find_inside(
    distinct: Iterable[int], documents: ByNumber[str], words: ByNumber[Words]
) -> Mapping[int, tuple[int, ...]]:
    """Return for each clause the earlier ones of its document that share rare pairs of words with it."""
    own: dict[str, list[int]] = defaultdict(list)
    for at in distinct:
        own[documents[at]].append(at)
    found: dict[int, list[int]] = defaultdict(list)
    for places in own.values():
        for one, two in sorted(_sharing({at: rare_pairs(words[at]) for at in places})):
            found[two].append(one)
    return {at: tuple(earlier) for at, earlier in found.items()}


def _sharing(features: Mapping[int, Iterable[Hashable]]) -> set[Pair]:
    postings: dict[Hashable, list[int]] = defaultdict(list)
    for at, own in features.items():
        for feature in own:
            postings[feature].append(at)
    shared: Counter[Pair] = Counter()
    for places in postings.values():
        if len(places) <= POSTINGS:
            shared.update(combinations(places, 2))
    return {pair for pair, count in shared.items() if count >= SHARED}


def rare_pairs(words: Words) -> set[Hashable]:
    """Return the pairs of neighbouring words of a clause that few clauses share."""
    return {words.folded[at : at + 2] for at in rare_places(words)}


def rare_places(words: Words) -> tuple[int, ...]:
    """Return the places of the words that begin such a pair."""
    return tuple(
        at
        for at, (one, two) in enumerate(zip(words.weights, words.weights[1:], strict=False))
        if max(one, two) >= _LIGHT
    )


def windows(words: Words) -> set[str]:
    """Return runs of letters of a clause, words run together: what torn clauses share."""
    text, weights = letter_shapes(words)
    starts = (at for at in range(len(text) - WINDOW + 1) if weights[at])
    return {window for at in starts if is_kept_window(window := text[at : at + WINDOW])}


def is_kept_window(window: str) -> bool:
    """Say whether a run of letters is one of those that are looked at."""
    return sum(map(ord, window[:3])) % _EVERY == 0
