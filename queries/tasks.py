"""What the graph knows of each task, in one record with its evidence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.store import Iri, Store, Value
from ontology.identifiers import ONTOLOGY
from queries.documents import facts_query
from queries.rhythms import OnDay

_DAYS, _WEEK = re.compile(r"P(\d+)D"), 7
_MANY = 50  # above so many documents one scan of all tasks is cheaper than a query a document


# One query a property: the engine answers a pattern that names its property many times as fast as a choice of them.
_PROPERTIES = {
    "task_values": ("path", "text", "part", "clauseHash", "confidence", "unreadLead", "due", "every"),
    "task_agencies": ("leadAgency", "coordinatingAgency"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact stands: characters of the source's raw text, and those characters."""

    source: str
    start: int
    end: int
    text: str
    iri: str = ""  # of the annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """One task as the collection knows it, with the names of those it names."""

    iri: Iri
    document: Iri
    path: str
    part: str
    text: str
    clause_hash: str
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    days: tuple[OnDay, ...] = ()  # on which a rhythm falls; only the calendar asks
    unread_lead: bool = False
    confidence: float = 1.0
    evidence: Evidence | None = None


def find_tasks(store: Store, documents: Iterable[Iri] | None = None) -> tuple[TaskFacts, ...]:
    """Return the tasks of these documents, or of all, by document and place in it."""
    wanted = None if documents is None else tuple(documents)
    tasks = (task for bound in _bindings(wanted) for task in _tasks(store, bound))
    kept = tasks if wanted is None else (task for task in tasks if task.document in set(wanted))
    return tuple(sorted(kept, key=_place))


def _place(task: TaskFacts) -> tuple[Iri, int, Iri]:
    return task.document, task.evidence.start if task.evidence else 0, task.iri


def _bindings(documents: tuple[Iri, ...] | None) -> Iterator[Mapping[str, Value]]:
    if documents is None or len(documents) > _MANY:
        yield {}
    else:
        yield from ({"document": document} for document in documents)


def _tasks(store: Store, bound: Mapping[str, Value]) -> Iterator[TaskFacts]:
    values: dict[tuple[Iri, Iri], dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for query, names in _PROPERTIES.items():
        for name in names:
            rows = store.select(facts_query(query), {**bound, "property": Iri(ONTOLOGY + name)}).rows
            for _, document, task, value in sorted(set(rows), key=str):
                values[Iri(str(document)), Iri(str(task))][name].append("" if value is None else value)
    evidence = _evidence(store, bound)
    for (document, iri), facts in values.items():
        yield TaskFacts(
            iri=iri,
            document=document,
            path=_first(facts, "path"),
            part=_first(facts, "part"),
            text=_first(facts, "text"),
            clause_hash=_first(facts, "clauseHash"),
            lead=_texts(facts, "leadAgency"),
            coordinate=_texts(facts, "coordinatingAgency"),
            due=_texts(facts, "due"),
            every=tuple(map(_weeks, _texts(facts, "every"))),
            unread_lead=True in facts["unreadLead"],
            confidence=min((float(each) for each in facts["confidence"]), default=1.0),
            evidence=evidence.get(iri),
        )


def _first(facts: dict[str, list[Value]], name: str) -> str:
    return str(facts[name][0]) if facts[name] else ""


def _texts(facts: dict[str, list[Value]], name: str) -> tuple[str, ...]:
    return tuple(str(each) for each in facts[name])


def _passage(row: tuple[Value | None, ...]) -> tuple[str, int, int]:
    return str(row[1]), int(row[4] or 0), int(row[5] or 0)


def _weeks(duration: str) -> str:
    """Return whole weeks as ISO 8601 writes them: XML Schema, and so the graph, has only days for them."""
    match = _DAYS.fullmatch(duration)
    return f"P{int(match[1]) // _WEEK}W" if match and int(match[1]) % _WEEK == 0 else duration


def _evidence(store: Store, bound: Mapping[str, Value]) -> dict[Iri, Evidence]:
    """Return the first passage of each task."""
    found: dict[Iri, Evidence] = {}
    rows = store.select(facts_query("evidence"), bound).rows
    for _, task, annotation, source, start, end, quote in sorted(set(rows), key=_passage):
        passage = Evidence(
            source=str(source or ""),
            start=int(start or 0),
            end=int(end or 0),
            text=str(quote or ""),
            iri=Iri(str(annotation)),
        )
        found.setdefault(Iri(str(task)), passage)
    return found
