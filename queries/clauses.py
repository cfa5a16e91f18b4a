"""The clauses of documents as an audit remembers them: read from the graph, and weighed over the whole collection."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise

from graph.likeness import is_torn
from graph.store import Iri, Store
from graph.weights import PairCounts, Words, count_pairs, weigh
from queries.documents import facts_query
from queries.duplicates import Alike, Verdict, content, find_alike, judge_taken, repeats_itself, shortened
from queries.nearest import rare_places
from queries.recollection import Clause, Written
from queries.sentences import is_taken_over
from queries.tasks import TaskFacts, find_tasks

Phrases = frozenset[tuple[str, ...]]
_DIGEST = 8  # bytes


class Facts:
    """The tasks of a store by their documents, read when they are wanted."""

    def __init__(self, store: Store) -> None:
        """Take the store that they are read from."""
        self._store = store
        self._known: dict[str, tuple[TaskFacts, ...]] = {}
        self._carried: dict[str, list[str]] | None = None

    def read_all(self) -> tuple[str, ...]:
        """Read the tasks of all documents at once, and return the documents that have any, in order."""
        known: dict[str, list[TaskFacts]] = {}
        for task in find_tasks(self._store):
            known.setdefault(task.document, []).append(task)
        self._known = {document: tuple(tasks) for document, tasks in known.items()}
        self._carried = {}
        for lower, upper in self._store.select(facts_query("carried")).rows:
            self._carried.setdefault(str(lower), []).append(str(upper))
        return tuple(known)

    def of(self, document: str) -> tuple[TaskFacts, ...]:
        """Return the tasks of a document, in order."""
        if document not in self._known:
            self._known[document] = find_tasks(self._store, [Iri(document)])
        return self._known[document]

    def task(self, iri: str) -> TaskFacts | None:
        """Return one task; `None` where the store has none of this name."""
        return next((each for each in self.of(iri.partition("/task/")[0]) if each.iri == iri), None)

    def carried_out(self, task: str) -> Sequence[str]:
        """Return the tasks that one carries out or copies."""
        if self._carried is not None:
            return self._carried.get(task, ())
        return [str(upper) for _, upper in self._store.select(facts_query("carried"), {"lower": Iri(task)}).rows]


@dataclass(slots=True)
class Counts:
    """In how many different clauses of a collection each pair of words occurs, kept up to date."""

    pairs: dict[str, int] = field(default_factory=dict[str, int])
    number: int = 0

    def exchange(self, before: Iterable[str], after: Iterable[str]) -> None:
        """Count clauses that came, and leave out those that went."""
        was, now = frozenset(before), frozenset(after)
        for folded, step in (*((each, -1) for each in was - now), *((each, 1) for each in now - was)):
            self.number += step
            for one, two in set(pairwise(_split(folded))):
                pair = f"{one} {two}"
                self.pairs[pair] = self.pairs.get(pair, 0) + step
                if not self.pairs[pair]:
                    del self.pairs[pair]

    def as_scope(self) -> PairCounts:
        """Return the counts as clauses are weighed by them."""
        counts = Counter(
            {(pair[:at], pair[at + 1 :]): count for pair, count in self.pairs.items() for at in (pair.index(" "),)}
        )
        return PairCounts(counts, self.number)


def _split(folded: str) -> tuple[str, ...]:
    return tuple(folded.split(" ")) if folded else ()


@dataclass(frozen=True, slots=True)
class Scale:
    """By what the words of every clause are weighed besides those of its own document."""

    everywhere: PairCounts
    agencies: Phrases

    def weigh(self, written: Sequence[tuple[tuple[str, ...], tuple[bool, ...]]]) -> tuple[Words, ...]:
        """Return the weighed words of one document's clauses."""
        within = count_pairs(folded for folded, _ in written)
        return tuple(weigh(folded, names, (self.everywhere, within), self.agencies) for folded, names in written)

    def weigh_clauses(self, clauses: Sequence[Clause]) -> tuple[Words, ...]:
        """Return the weighed words of one document's clauses as they are remembered."""
        return self.weigh([(each.words, tuple(name == "1" for name in each.names)) for each in clauses])

    def changed_phrases(self, other: "Scale") -> frozenset[str]:
        """Return the phrases that may weigh otherwise by another scale."""
        mine, theirs = self.everywhere.dull(), other.everywhere.dull()
        pairs = {pair for pair in mine.keys() | theirs.keys() if mine.get(pair) != theirs.get(pair)}
        return frozenset(map(" ".join, pairs | (self.agencies ^ other.agencies)))


def scale_of(counts: Counts, documents: Mapping[str, Written]) -> Scale:
    """Return the scale of a collection."""
    names = frozenset(name for each in documents.values() for name in each.agencies)
    return Scale(counts.as_scope(), shortened(names))


def read_written(document: str, facts: Facts) -> Written:
    """Return what is to be known of one document besides what its words weigh (`weigh_written`)."""
    tasks = facts.of(document)
    contents = [content(task) for task in tasks]
    return Written(
        clauses=[
            Clause(
                task=task.iri,
                folded=" ".join(folded),
                names="".join("1" if each else "0" for each in names),
            )
            for task, (folded, names) in zip(tasks, contents, strict=True)
        ],
        agencies=tuple(sorted({name for task in tasks for name in (*task.lead, *task.coordinate)})),
        taken=tuple(each for at, task in enumerate(tasks) for each in _taken(at, task, facts)),
    )


def _taken(at: int, task: TaskFacts, facts: Facts) -> Iterator[tuple[int, str, str, float]]:
    """Yield the tasks that one carries out, and of which it took a whole sentence over or gave it one."""
    for name in facts.carried_out(task.iri):
        upper = facts.task(name)
        if upper is None or not is_taken_over(task.text, upper.text):
            continue
        pair = (task, upper) if is_before(task, upper) else (upper, task)
        first, second = (_plain(content(each)[0]) for each in pair)
        verdict, score = judge_taken(first, second)
        yield at, upper.iri, verdict.value, score


def is_before(task: TaskFacts, other: TaskFacts) -> bool:
    """Say whether a task comes first in the order of documents."""
    return task.document < other.document


def _plain(folded: tuple[str, ...]) -> Words:
    return Words(folded, (1.0,) * len(folded))


def weigh_written(written: Written, scale: Scale) -> tuple[Words, ...]:
    """Note of each clause what follows from its words' weights, and return the weighed words."""
    words = scale.weigh_clauses(written.clauses)
    for clause, each in zip(written.clauses, words, strict=True):
        clause.silent = "".join("0" if weight else "1" for weight in each.weights)
        clause.rare = rare_places(each)
        clause.weighed = blake2b(repr((each.weights, sorted(each.names))).encode(), digest_size=_DIGEST).digest()
        clause.is_torn = is_torn(each)
        clause.repeats_itself = repeats_itself(each)
    return words


def note_alike(written: Written, tasks: Sequence[TaskFacts], words: Sequence[Words]) -> None:
    """Note which clauses of a document share a sentence."""
    written.alike = tuple((one, two, how.value, score) for (one, two), (how, score) in find_alike(tasks, words).items())


def alike_of(written: Written) -> Alike:
    """Return which clauses of a document share a sentence, by their places."""
    return {(one, two): (Verdict(how), score) for one, two, how, score in written.alike}


def are_same(clauses: Sequence[Clause], others: Sequence[Clause]) -> bool:
    """Say whether clauses are the same in all that decides which others they repeat."""
    return len(clauses) == len(others) and all(
        (one.task, one.folded, one.names, one.weighed) == (two.task, two.folded, two.names, two.weighed)
        for one, two in zip(clauses, others, strict=True)
    )
