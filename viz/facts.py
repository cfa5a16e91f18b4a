"""Everything that was read in one document: each fact with its passage, its confidence and what read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Iri, Value
from ontology.identifiers import ONTOLOGY
from queries.documents import concept
from viz.collection import Select, question

TASK, CITATION, INDICATOR = "task", "citation", "indicator"
ROLES = ("lead", "coordinating", "recipient", "relay")
TIMES = ("due", "every")
KINDS = (TASK, *ROLES, *TIMES, CITATION, INDICATOR)
_CLASSES = {f"{ONTOLOGY}{name}": name.lower() for name in ("Task", "Citation", "Indicator")}
_PARTS = frozenset(f"{ONTOLOGY}{name}" for name in ("Assignment", "Deadline", "Recurrence"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was read from a passage (raw offsets): `value` is a name, an ISO date or duration, an IRI."""

    iri: str
    kind: str
    start: int
    end: int
    value: str = ""
    note: str = ""  # where a lead was named, whether a day is exact, a citation's relation
    task: str = ""  # the task that it belongs to
    confidence: float | None = None
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one document in the order of its text."""

    facts: tuple[Fact, ...]

    def spans(self) -> Mapping[str, tuple[int, int]]:
        """Return the first passage of each thing."""
        found: dict[str, tuple[int, int]] = {}
        for fact in self.facts:
            found.setdefault(fact.iri, (fact.start, fact.end))
        return found

    def of_task(self, iri: str) -> tuple[Fact, ...]:
        """Return whom a task names and when it is due, each once."""
        seen: dict[tuple[str, str], Fact] = {}
        for fact in self.facts:
            if fact.task == iri and fact.kind != TASK:
                seen.setdefault((fact.iri, fact.value), fact)
        return tuple(seen.values())

    def between(self, start: int, end: int) -> tuple[Fact, ...]:
        """Return the facts whose passages touch a passage."""
        return tuple(fact for fact in self.facts if fact.start < end and start < fact.end)


def read_facts(select: Select, document: Iri) -> Facts:
    """Read the facts of a document."""
    bound: Mapping[str, Value] = {"document": document}
    parts: dict[str, list[tuple[str, str, str, str]]] = {}
    for _, task, part, kind, value, note in select(question("task_parts"), bound).rows:
        said = (str(kind), str(value), "" if note is None else str(note).lower(), str(task))
        parts.setdefault(str(part), []).append(said)
    cited = {
        str(citation): (str(other), (concept(relation) or "cites").replace("-", "_"))
        for _, citation, relation, other in select(question("citations"), bound).rows
    }
    found: list[Fact] = []
    for _, thing, of_class, start, end, confidence, method in select(question("passages"), bound).rows:
        place = _Place(str(thing), int(start or 0), int(end or 0), _number(confidence), str(method or ""))
        if str(of_class) in _CLASSES:
            found.append(_whole(place, _CLASSES[str(of_class)], cited))
        elif str(of_class) in _PARTS:
            found += [_part(place, said) for said in parts.get(str(thing), ())]
    ordered = sorted(dict.fromkeys(found), key=lambda fact: (fact.start, KINDS.index(fact.kind), fact.end, fact.iri))
    return Facts(facts=tuple(ordered))


@dataclass(frozen=True, slots=True)
class _Place:
    iri: str
    start: int
    end: int
    confidence: float | None
    method: str


def _number(value: Value | None) -> float | None:
    return None if value is None else float(value)


def _whole(place: _Place, kind: str, cited: Mapping[str, tuple[str, str]]) -> Fact:
    value, note = cited.get(place.iri, ("", "")) if kind == CITATION else ("", "")
    return Fact(
        iri=place.iri,
        kind=kind,
        start=place.start,
        end=place.end,
        value=value,
        note=note,
        task=place.iri if kind == TASK else "",
        confidence=place.confidence,
        method=place.method,
    )


def _part(place: _Place, said: tuple[str, str, str, str]) -> Fact:
    kind, value, note, task = said
    return Fact(
        iri=place.iri,
        kind=kind,
        start=place.start,
        end=place.end,
        value=value,
        note=note,
        task=task,
        confidence=place.confidence,
        method=place.method,
    )
