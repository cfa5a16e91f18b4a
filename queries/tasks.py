"""What the graph knows of each task, in one record with its evidence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    documents: dict[Value | None, Value | None] = {}
    values: dict[str, dict[Value | None, list[Value]]] = {}
    for query, names in _PROPERTIES.items():
        for name in names:
            rows = store.select(facts_query(query), {**bound, "property": Iri(ONTOLOGY + name)}).rows
            own = values[name] = defaultdict(list)
            for _, document, task, value in rows:
                documents[task] = document
                own[task].append("" if value is None else value)
    evidence = _evidence(store, bound)
    for task, document in documents.items():
        facts = {name: _in_order(own[task]) for name, own in values.items() if task in own}
        yield _facts(Iri(str(task)), Iri(str(document)), facts, evidence.get(task))


def _facts(
    iri: Iri, document: Iri, facts: Mapping[str, Sequence[Value]], evidence: tuple[Value | None, ...] | None
) -> TaskFacts:
    return TaskFacts(
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
        unread_lead=True in facts.get("unreadLead", ()),
        confidence=min((float(each) for each in facts.get("confidence", ())), default=1.0),
        evidence=None if evidence is None else _passage(evidence),
    )


def _in_order(values: Sequence[Value]) -> Sequence[Value]:
    """Return values each once, in an order that is the same whichever store they come from."""
    return values if len(values) == 1 else sorted(set(values), key=repr)


def _first(facts: Mapping[str, Sequence[Value]], name: str) -> str:
    return str(facts[name][0]) if name in facts else ""


def _texts(facts: Mapping[str, Sequence[Value]], name: str) -> tuple[str, ...]:
    return tuple(map(str, facts.get(name, ())))


def _weeks(duration: str) -> str:
    """Return whole weeks as ISO 8601 writes them: XML Schema, and so the graph, has only days for them."""
    match = _DAYS.fullmatch(duration)
    return f"P{int(match[1]) // _WEEK}W" if match and int(match[1]) % _WEEK == 0 else duration


def _evidence(store: Store, bound: Mapping[str, Value]) -> dict[Value | None, tuple[Value | None, ...]]:
    """Return the first passage of each task."""
    found: dict[Value | None, tuple[Value | None, ...]] = {}
    for row in store.select(facts_query("evidence"), bound).rows:
        known = found.get(row[1])
        if known is None or _place_of(row) < _place_of(known):
            found[row[1]] = row
    return found


def _place_of(row: tuple[Value | None, ...]) -> tuple[int, int, str, str]:
    return int(row[4] or 0), int(row[5] or 0), str(row[2]), str(row[3])


def _passage(row: tuple[Value | None, ...]) -> Evidence:
    _, _, annotation, source, start, end, quote = row
    return Evidence(
        source=str(source or ""),
        start=int(start or 0),
        end=int(end or 0),
        text=str(quote or ""),
        iri=Iri(str(annotation)),
    )
