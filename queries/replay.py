"""Which clauses repeat each other after a change, without holding all of them against each other again.

Clauses are settled in their order, each beside those before it (`queries.duplicates.find_outcomes`): what comes of one
follows from its words, from those of earlier clauses that share rare features with it and still wait for partners,
and from how many partners these have by then. So after a change those are settled again of which one of these is
otherwise than before; where that changes what comes of them, later clauses follow. All others keep what they had.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import islice

from graph.weights import Words
from queries.duplicates import Judged, Outcome, judge, look, repeat_equal
from queries.nearest import ENOUGH, NEAREST, POSTINGS, SHARED, find_inside
from queries.recollection import Clause, Repeats, Written
from queries.windows import Windows

Feature = tuple[str, str]
WordsOf = Callable[[str], Sequence[Words]]


@dataclass(frozen=True, slots=True)
class Place:
    """A clause of the collection as it was, as it is, or both, and where it stands."""

    clause: Clause
    document: str
    at: int
    was: bool
    now: bool


@dataclass(slots=True)
class World:
    """What came of each clause, and which clauses stand in the collection at all, as it was or as it is."""

    first: dict[str, int]  # the first clause with these words
    alone: list[bool]
    told: list[tuple[int, ...]]
    tellers: dict[int, list[int]] = field(default_factory=dict[int, list[int]])  # clauses that tell of one, sorted

    def partners(self, at: int, before: int) -> int:
        """Return how many partners a clause has when another one is settled."""
        return len(self.told[at]) + bisect_left(self.tellers.get(at, ()), before)


def lay_out(before: Mapping[str, Written], after: Mapping[str, Written]) -> list[Place]:
    """Return all clauses in order; those of a document that is as it was are the same list in both."""
    places: list[Place] = []
    for document in sorted({*before, *after}):
        old, new = before.get(document), after.get(document)
        is_kept = old is not None and new is not None and old.clauses is new.clauses
        for written, was, now in ((old, True, is_kept), (None if is_kept else new, False, True)):
            clauses = () if written is None else written.clauses
            places += [Place(clause, document, at, was, now) for at, clause in enumerate(clauses)]
    return places


class Replay:
    """Settles again what a change can have moved; `pairs` is what is told of each clause."""

    def __init__(self, places: Sequence[Place], words: WordsOf) -> None:
        """Take all clauses in order; `words` gives those of a document as it is now."""
        self._places, self._words = places, words
        self._features = [_features(each.clause) for each in places]
        old = [at for at, each in enumerate(places) if each.was]  # by the numbers that the clauses had

        def moved(numbers: Iterable[int], place: Place) -> tuple[int, ...]:
            return tuple(old[each] for each in numbers) if place.was else ()

        self.across = [moved(each.clause.across, each) for each in places]
        self.pairs: list[Repeats] = [
            {old[each]: judged for each, judged in place.clause.pairs.items()} if place.was else {} for place in places
        ]
        told = [moved(each.clause.told, each) for each in places]
        alone = [each.was and each.clause.is_alone for each in places]
        self._was = World(_first(places, lambda each: each.was), alone, told, _tellers(told))
        is_alone = [each.now and is_alone for each, is_alone in zip(places, alone, strict=True)]
        self._now = World(_first(places, lambda each: each.now), is_alone, list(told), _tellers(told))
        self._distinct = sorted({*self._was.first.values(), *self._now.first.values()})
        self._holders = _holders(self._distinct, self._features)
        self._seen_by = _seen_by(self.across)
        self._windows = Windows([each.clause for each in places], [*self._now.first.values()])
        self._postings: dict[Feature, tuple[list[int], list[int]]] = {}
        self._inside: dict[str, Mapping[int, tuple[int, ...]]] = {}
        self._waiting: list[int] = []
        self._is_waiting = bytearray(len(places))

    def run(self) -> Iterator[int]:
        """Settle what has to be, and yield the clauses of which something else is told than before."""
        yield from self._settle_equal()
        for at in self._changed():
            self._wait(at)
        while self._waiting:
            at = heappop(self._waiting)
            before = self.pairs[at]
            self._settle(at)
            if self.pairs[at] != before:
                yield at

    def is_alone(self, at: int) -> bool:
        """Say whether later clauses are held against one."""
        return self._now.alone[at]

    def told(self, at: int) -> tuple[int, ...]:
        """Return the clauses across documents of which one tells."""
        return self._now.told[at]

    def _wait(self, at: int) -> None:
        if not self._is_waiting[at]:
            self._is_waiting[at] = 1
            heappush(self._waiting, at)

    def _is_first(self, world: World, at: int, *, stands: bool) -> bool:
        return stands and world.first[self._places[at].clause.folded] == at

    def _changed(self) -> Iterator[int]:
        """Yield the clauses that came, went, or were held against one that went; the rest follows from them."""
        flipped: list[int] = []
        for at in self._distinct:
            place = self._places[at]
            was = self._is_first(self._was, at, stands=place.was)
            now = self._is_first(self._now, at, stands=place.now)
            if was != now:
                flipped.append(at)
                yield at
            elif now and any(not self._places[each].now for each in self.across[at]):
                yield at
        documents = {self._places[at].document for at in flipped}
        yield from (at for at in self._now.first.values() if self._places[at].document in documents)
        yield from self._windows.uncertain(flipped)

    def _settle_equal(self) -> Iterator[int]:
        """Settle each clause that has the words of an earlier one, where either is new."""
        for at, place in enumerate(self._places):
            first = self._now.first[place.clause.folded] if place.now else at
            if first == at:
                if place.was and self._was.first[place.clause.folded] != at:
                    yield from self._forget(at)
                continue
            if not place.was or self._was.first[place.clause.folded] != first or not self._places[first].was:
                before, outcome = self.pairs[at], repeat_equal(first, at, self._judge)
                self.pairs[at] = remembered(outcome)
                if self.pairs[at] != before:
                    yield at

    def _forget(self, at: int) -> Iterator[int]:
        if self.pairs[at]:
            self.pairs[at] = {}
            yield at

    def _settle(self, at: int) -> None:
        is_first = self._is_first(self._now, at, stands=self._places[at].now)
        if is_first:
            outcome = look(
                at, self._near_inside(at), self._near(at), lambda each: self._has_enough(each, at), self._judge
            )
            self.pairs[at] = remembered(outcome)
        else:
            outcome = Outcome(is_alone=False)
            if not self._places[at].now:
                self.pairs[at] = {}
        self.across[at] = tuple(outcome.across)
        self._set_alone(at, is_alone=outcome.is_alone)
        self._set_told(at, outcome.told)

    def _judge(self, one: int, two: int) -> Judged | None:
        first, second = self._places[one], self._places[two]
        words = self._words(first.document)[first.at], self._words(second.document)[second.at]
        return judge(*words, torn=first.clause.is_torn or second.clause.is_torn)

    def _near_inside(self, at: int) -> Sequence[int]:
        document = self._places[at].document
        if document not in self._inside:
            start = at - self._places[at].at
            own = range(start, start + len(self._words(document)))
            first = [each for each in own if self._is_first(self._now, each, stands=True)]
            words = dict(zip(own, self._words(document), strict=True))
            self._inside[document] = find_inside(first, dict.fromkeys(own, document), words)
        return self._inside[document].get(at, ())

    def _near(self, at: int) -> list[int]:
        counts: Counter[int] = Counter()
        for feature in self._features[at]:
            _, now = self._posting(feature)
            counts.update(now[: min(POSTINGS, bisect_left(now, at))])
        found = [(-count, each) for each, count in counts.items() if count >= SHARED]
        pairs = [each for _, each in sorted(found)]
        letters = self._windows.near(at, self._now.alone)
        return list(dict.fromkeys([*pairs, *letters]))[:NEAREST]

    def _has_enough(self, at: int, before: int) -> bool:
        return self._now.partners(at, before) >= ENOUGH

    def _posting(self, feature: Feature) -> tuple[list[int], list[int]]:
        """Return the first clauses with a feature against which others were held, and all against which they are."""
        found = self._postings.get(feature)
        if found is None:
            holders = self._holders.get(feature, ())
            was = list(islice((each for each in holders if self._was.alone[each]), POSTINGS))
            found = self._postings[feature] = was, [each for each in holders if self._now.alone[each]]
        return found

    def _set_alone(self, at: int, *, is_alone: bool) -> None:
        was_alone = self._was.alone[at]
        if self._now.alone[at] != is_alone:
            for feature in self._features[at]:
                _, now = self._posting(feature)
                if is_alone:
                    insort(now, at)
                elif at in now:
                    now.remove(at)
            self._now.alone[at] = is_alone
        if was_alone != is_alone:
            self._wake(at)

    def _wake(self, at: int) -> None:
        """Have the later clauses settled that look at a clause, or look at another one in its place."""
        for feature in self._features[at]:
            was, now = self._posting(feature)
            if at in was or at in now[:POSTINGS]:
                holders = self._holders[feature]
                for each in holders[bisect_left(holders, at + 1) :]:
                    self._wait(each)
        for each in self._windows.sharing(at):
            self._wait(each)

    def _set_told(self, at: int, told: tuple[int, ...]) -> None:
        """Note of whom a clause tells; who has other partners now is seen otherwise by the later ones."""
        before = self._was.told[at]
        for each in self._now.told[at]:
            self._now.tellers[each].remove(at)
        for each in told:
            insort(self._now.tellers.setdefault(each, []), at)
        self._now.told[at] = told
        moved = {*before} ^ {*told}
        if len(before) != len(told):
            moved.add(at)
        for each in moved:
            if min(self._was.partners(each, at + 1), self._now.partners(each, at + 1)) < ENOUGH:
                for later in self._seen_later(each, at):
                    self._wait(later)

    def _seen_later(self, at: int, after: int) -> Iterator[int]:
        """Yield the clauses after another one that were found to repeat one."""
        return (each for each in self._seen_by.get(at, ()) if each > after)


def _features(clause: Clause) -> tuple[Feature, ...]:
    words = clause.words
    return tuple({(words[at], words[at + 1]) for at in clause.rare})


def _first(places: Sequence[Place], stands: Callable[[Place], bool]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, place in enumerate(places):
        if stands(place):
            found.setdefault(place.clause.folded, at)
    return found


def _tellers(told: Sequence[tuple[int, ...]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, each in enumerate(told):
        for one in each:
            found.setdefault(one, []).append(at)
    return found


def _seen_by(across: Sequence[tuple[int, ...]]) -> dict[int, list[int]]:
    return _tellers(across)


def _holders(distinct: Iterable[int], features: Sequence[tuple[Feature, ...]]) -> dict[Feature, list[int]]:
    found: defaultdict[Feature, list[int]] = defaultdict(list)
    for at in distinct:
        for feature in features[at]:
            found[feature].append(at)
    return found


def remembered(outcome: Outcome) -> Repeats:
    """Return what is told of a clause as it is remembered."""
    return {each: (verdict.value, score) for each, (verdict, score) in outcome.pairs.items()}
