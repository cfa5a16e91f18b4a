"""Which clauses of a collection repeat each other, from what was known of them before and the documents that moved."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import accumulate

from graph.weights import Words
from queries.clauses import (
    Counts,
    Facts,
    Scale,
    are_same,
    note_alike,
    read_written,
    scale_of,
    weigh_written,
)
from queries.duplicates import find_outcomes
from queries.recollection import Clause, Memory, Written
from queries.replay import Place, Replay, lay_out, remembered

_MOST = 100  # phrases that weigh otherwise: where there are more, to begin anew is as fast


@dataclass(frozen=True, slots=True)
class Repetition:
    """Two clauses, by document and place, that repeat each other."""

    first: tuple[str, int]
    second: tuple[str, int]
    verdict: str
    score: float
    is_taken_over: bool


class TooMuchError(Exception):
    """So much weighs otherwise that all is to be computed again."""


class Repetitions:
    """The clauses of a collection, which of them repeat each other, and in which documents that may be told anew."""

    def __init__(self, memory: Memory, moved: Collection[str], facts: Facts) -> None:
        """Take what was remembered and the documents to read again; raise `TooMuchError`."""
        before, self._facts = memory.documents, facts
        self._words: dict[str, tuple[Words, ...]] = {}
        after = {document: written for document, written in before.items() if document not in moved}
        after |= {document: read_written(document, facts) for document in moved}
        self.documents = {document: after[document] for document in sorted(after) if after[document].clauses}
        self.counts = Counts(memory.counts, memory.number)
        self._scale, self.heavier = self._rescale(before, moved)
        self._weigh(before, moved)
        if before:
            self.touched = {*moved, *self.heavier, *self._replay(before, moved), *self._retaken(before, moved)}
        else:
            self.touched = {*moved}
            self._settle_all()

    def words(self, document: str) -> tuple[Words, ...]:
        """Return the weighed words of a document's clauses."""
        if document not in self._words:
            self._words[document] = self._scale.weigh_clauses(self.documents[document].clauses)
        return self._words[document]

    def told(self) -> Mapping[str, Sequence[Repetition]]:
        """Return what the documents that are touched tell, each of clauses that repeat one of its own, in order."""
        places = [(document, at) for document, each in self.documents.items() for at in range(len(each.clauses))]
        taken = self._taken_pairs(places)
        found = {**taken, **self._other_pairs(places)}
        told: defaultdict[str, list[Repetition]] = defaultdict(list)
        for (one, two), (verdict, score) in sorted(found.items()):
            said = Repetition(places[one], places[two], verdict, score, (one, two) in taken)
            told[places[one][0]].append(said)
        return told

    def _rescale(self, before: Mapping[str, Written], moved: Collection[str]) -> tuple[Scale, frozenset[str]]:
        """Return by what clauses are weighed now, and the documents that stay but weigh otherwise."""
        was = scale_of(self.counts, before) if before else None
        self.counts.exchange(_wordings(before.values()), _wordings(self.documents.values()))
        now = scale_of(self.counts, self.documents)
        phrases = () if was is None else was.changed_phrases(now)
        if len(phrases) > _MOST:
            raise TooMuchError
        padded = [f" {each} " for each in phrases]
        kept = ((document, each) for document, each in self.documents.items() if document not in moved and padded)
        return now, frozenset(document for document, each in kept if _says_any(each, padded))

    def _weigh(self, before: Mapping[str, Written], moved: Collection[str]) -> None:
        for document in {*moved, *self.heavier} & self.documents.keys():
            written = self.documents[document] = copy(self.documents[document])
            if document in self.heavier:
                written.clauses = [Clause(each.task, each.folded, each.names) for each in written.clauses]
            self._words[document] = weigh_written(written, self._scale)
            if document in moved:
                note_alike(written, self._facts.of(document), self._words[document])
            if document in before and are_same(before[document].clauses, written.clauses):
                written.clauses = before[document].clauses

    def _settle_all(self) -> None:
        clauses = [each for written in self.documents.values() for each in written.clauses]
        documents = [document for document, written in self.documents.items() for _ in written.clauses]
        words = [each for document in self.documents for each in self.words(document)]
        for at, outcome in find_outcomes(documents, words):
            clause = clauses[at]
            clause.across, clause.told, clause.pairs = tuple(outcome.across), outcome.told, remembered(outcome)
            clause.is_alone = outcome.is_alone

    def _replay(self, before: Mapping[str, Written], moved: Collection[str]) -> set[str]:
        """Settle again what has moved; return the documents that may tell something else."""
        places = lay_out(before, self.documents)
        replay = Replay(places, self.words)
        pairs = list(replay.pairs)
        changed = {*replay.run(), *(at for at, each in enumerate(places) if each.document in moved)}
        touched = {places[one].document for at in changed for one in (*pairs[at], *replay.pairs[at])}
        _renumber(places, replay)
        return touched

    def _retaken(self, before: Mapping[str, Written], moved: Collection[str]) -> Iterator[str]:
        """Yield the documents that tell what a document that moved took over or gave, before or now."""
        for document in moved:
            for known in (before, self.documents):
                written = known.get(document)
                for _, upper, _, _ in () if written is None else written.taken:
                    yield min(document, upper.partition("/task/")[0])

    def _taken_pairs(self, places: Sequence[tuple[str, int]]) -> dict[tuple[int, int], tuple[str, float]]:
        numbers = {self.documents[document].clauses[at].task: number for number, (document, at) in enumerate(places)}
        return {
            (min(pair), max(pair)): (verdict, score)
            for written in self.documents.values()
            for at, upper, verdict, score in written.taken
            for pair in ((numbers[written.clauses[at].task], numbers[upper]),)
            if places[min(pair)][0] in self.touched
        }

    def _other_pairs(self, places: Sequence[tuple[str, int]]) -> dict[tuple[int, int], tuple[str, float]]:
        found: dict[tuple[int, int], tuple[str, float]] = {}
        start = 0
        for document, written in self.documents.items():
            if document in self.touched:
                found |= {(start + one, start + two): (how, score) for one, two, how, score in written.alike}
            start += len(written.clauses)
        for number, (document, at) in enumerate(places):
            for one, judged in self.documents[document].clauses[at].pairs.items():
                if places[one][0] in self.touched:
                    found[one, number] = judged
        return found


def _wordings(documents: Iterable[Written]) -> Iterator[str]:
    return (clause.folded for each in documents for clause in each.clauses)


def _says_any(written: Written, phrases: Sequence[str]) -> bool:
    text = " \n ".join(["", *(each.folded for each in written.clauses), ""])
    return any(phrase in text for phrase in phrases)


def _renumber(places: Sequence[Place], replay: Replay) -> None:
    """Note in each clause what came of it, by the numbers that clauses have from now on."""
    numbers = [each - 1 for each in accumulate(place.now for place in places)]
    for at, place in enumerate(places):
        if place.now:
            clause = place.clause
            clause.is_alone = replay.is_alone(at)
            clause.across = tuple(numbers[each] for each in replay.across[at])
            clause.told = tuple(numbers[each] for each in replay.told(at))
            clause.pairs = {numbers[each]: judged for each, judged in replay.pairs[at].items()}
