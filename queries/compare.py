"""Two documents of one series clause by clause: what was kept, what changed and in which words, dropped, new.

The clauses are the tasks and the targets of both; alignment is in `queries.alignment`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.store import Iri, Store, Value
from ontology.identifiers import ONTOLOGY
from queries.alignment import Pair, Passage, align, changed_words
from queries.documents import DocumentFacts, facts_query, find_documents
from queries.targets import counted_words
from queries.tasks import Evidence, TaskFacts, find_tasks

OUTCOMES = ("kept", "changed", "dropped", "new")
_DUTIES = ("lead", "coordinate", "report_to", "via")
_TIMES = ("due", "every")
_TARGET = ("target", "unit", "year")
WHAT = ("words", *_DUTIES, *_TIMES, *_TARGET)
_NAMED = 2  # words that a target's name needs: "số xã"
_MOVED = "place"  # told, but a clause that only moved is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A task or a target as it is compared; `facts` holds who, when or how much, by the names of WHAT."""

    iri: Iri
    kind: str  # "task", "target"
    path: str
    text: str
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    evidence: Evidence | None = None

    def as_json(self) -> dict[str, object]:
        """Return the clause with its facts and where it stands."""
        where = self.evidence
        place = where and {"source": where.source, "start": where.start, "end": where.end, "text": where.text}
        facts = {name: list(values) for name, values in self.facts.items()}
        return {"id": self.iri, "path": self.path, "text": self.text, **facts, "evidence": place}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs between two clauses; `what` is one of WHAT, or `place`."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of one clause; a dropped clause has no `second`, a new one no `first`."""

    outcome: str
    first: Clause | None
    second: Clause | None
    score: float | None = None
    changes: tuple[Change, ...] = ()

    @property
    def clause(self) -> Clause:
        """Return the clause as it stands last."""
        found = self.second or self.first
        if found is None:
            raise ValueError("a comparison without a clause")
        return found

    def as_json(self) -> dict[str, object]:
        """Return both clauses with what differs."""
        return {
            "outcome": self.outcome,
            "kind": self.clause.kind,
            "score": self.score,
            "a": self.first and self.first.as_json(),
            "b": self.second and self.second.as_json(),
            "changes": [
                {"what": each.what, "before": list(each.before), "after": list(each.after)} for each in self.changes
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two documents with what became of each clause, in the order of the second."""

    first: DocumentFacts
    second: DocumentFacts
    clauses: tuple[Comparison, ...]

    def counts(self) -> Mapping[str, int]:
        """Return how many clauses have each outcome."""
        counted = Counter(each.outcome for each in self.clauses)
        return {outcome: counted[outcome] for outcome in OUTCOMES}

    def as_json(self) -> dict[str, object]:
        """Return the whole comparison."""
        return {
            "a": _head(self.first),
            "b": _head(self.second),
            "counts": dict(self.counts()),
            "clauses": [each.as_json() for each in self.clauses],
        }


def _head(document: DocumentFacts) -> dict[str, object]:
    return {"id": document.id, "symbol": document.symbol, "issued": document.issued, "title": document.title}


def compare(store: Store, first: Iri, second: Iri) -> Compared:
    """Compare two documents of the collection, the older one first."""
    documents = {each.iri: each for each in find_documents(store)}
    one, two = clauses_of(store, first), clauses_of(store, second)
    found = tuple(each for kind in ("target", "task") for each in _of_kind(kind, one, two))
    return Compared(first=documents[first], second=documents[second], clauses=found)


def _of_kind(kind: str, first: Sequence[Clause], second: Sequence[Clause]) -> Iterator[Comparison]:
    one, two = ([each for each in own if each.kind == kind] for own in (first, second))
    return compare_clauses(one, two)


def compare_clauses(first: Sequence[Clause], second: Sequence[Clause]) -> Iterator[Comparison]:
    """Yield what became of each clause in the order of the second; a dropped one comes after what stood before it."""
    pairs = align([_passage(each) for each in first], [_passage(each) for each in second])
    by_first, by_second = {pair.first: pair for pair in pairs}, {pair.second: pair for pair in pairs}
    after: dict[int, list[int]] = defaultdict(list)
    last = -1
    for at in range(len(first)):
        if at in by_first:
            last = by_first[at].second
        else:
            after[last].append(at)
    for at in range(-1, len(second)):
        if at >= 0:
            yield _became(by_second.get(at), first, second[at])
        yield from (Comparison(outcome="dropped", first=first[gone], second=None) for gone in after[at])


def _passage(clause: Clause) -> Passage:
    """Return what a clause is known by; a target whose name only says when is known by its number and unit."""
    if clause.kind == "task":
        return Passage(clause.path, clause.text)
    words = sorted(counted_words(clause.text))
    unit = " ".join(clause.facts.get("unit", ()))
    if len(words) >= _NAMED:
        return Passage(clause.path, f"{' '.join(words)} {unit}")
    return Passage(clause.path, f"{''.join(filter(str.isalnum, clause.path))}x {unit}")


def _became(pair: Pair | None, first: Sequence[Clause], second: Clause) -> Comparison:
    if pair is None:
        return Comparison(outcome="new", first=None, second=second)
    before = first[pair.first]
    changes = tuple(changes_between(before, second))
    outcome = "changed" if any(each.what != _MOVED for each in changes) else "kept"
    return Comparison(outcome=outcome, first=before, second=second, score=pair.score, changes=changes)


def changes_between(before: Clause, after: Clause) -> Iterator[Change]:
    """Yield what differs between two clauses, where they stand last."""
    words = changed_words(before.text, after.text)
    if words:
        yield Change(what="words", before=tuple(one for one, _ in words), after=tuple(two for _, two in words))
    for what in WHAT:
        one, two = before.facts.get(what, ()), after.facts.get(what, ())
        if sorted(one) != sorted(two):
            yield Change(what=what, before=one, after=two)
    if before.path != after.path:
        yield Change(what=_MOVED, before=(before.path,), after=(after.path,))


def clauses_of(store: Store, document: Iri | None = None) -> tuple[Clause, ...]:
    """Return the tasks and the targets of a document, or of all, each in the order of the text."""
    bound: Mapping[str, Value] = {} if document is None else {"document": document}
    reports = {name: _names(store, bound, term) for name, term in (("report_to", "reportsTo"), ("via", "via"))}
    tasks = (_task(each, reports) for each in find_tasks(store, None if document is None else [document]))
    return (*tasks, *_targets(store, bound))


def _task(task: TaskFacts, reports: Mapping[str, Mapping[Iri, tuple[str, ...]]]) -> Clause:
    facts = {"lead": task.lead, "coordinate": task.coordinate, "due": task.due, "every": task.every}
    facts |= {name: found.get(task.iri, ()) for name, found in reports.items()}
    return Clause(iri=task.iri, kind="task", path=task.path, text=task.text, facts=facts, evidence=task.evidence)


def _names(store: Store, bound: Mapping[str, Value], term: str) -> Mapping[Iri, tuple[str, ...]]:
    found: dict[Iri, list[str]] = defaultdict(list)
    rows = store.select(facts_query("task_agencies"), {**bound, "property": Iri(ONTOLOGY + term)}).rows
    for _, _, task, name in rows:
        found[Iri(str(task))].append(str(name))
    return {task: tuple(sorted(set(names))) for task, names in found.items()}


def _targets(store: Store, bound: Mapping[str, Value]) -> tuple[Clause, ...]:
    found: dict[Iri, Clause] = {}
    for row in store.select(facts_query("targets"), bound).rows:
        iri = Iri(str(row[1]))
        found.setdefault(iri, _target(iri, row))
    return tuple(sorted(found.values(), key=lambda each: (each.evidence.start if each.evidence else 0, each.iri)))


def _target(iri: Iri, row: Sequence[object]) -> Clause:
    _, _, name, path, comparator, value, upper, unit, year, source, start, end, quote = row
    figures = (comparator, _figure(value), upper is not None and f"- {_figure(upper)}")
    facts = {
        "target": (" ".join(str(each) for each in figures if each),),
        "unit": (str(unit),) if unit else (),
        "year": (str(year),) if year else (),
    }
    where = Evidence(source=str(source or ""), start=_number(start), end=_number(end), text=str(quote or ""))
    return Clause(
        iri=iri,
        kind="target",
        path=str(path or ""),
        text=str(name or ""),
        facts=facts,
        evidence=where if quote else None,
    )


def _figure(value: object) -> str:
    return f"{float(str(value)):g}"


def _number(value: object) -> int:
    return int(str(value)) if value is not None else 0
