"""Reading the register of a generation: one question a property, put together thing by thing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.quads import Iri
from graph.store import Value
from ontology.folding import search_key
from ontology.identifiers import ONTOLOGY
from queries.corrections import find_corrections
from queries.documents import DocumentFacts, concept, facts_query
from queries.rhythms import find_days
from viz.collection import Select, question
from viz.register import Agency, Area, Duty, Register, Target

ROLES = ("leadAgency", "coordinatingAgency", "reportsTo", "via")
_TEXTS = ("path", "part", "text")
_TIMES = ("due", "every")


def read_register(select: Select, documents: Mapping[str, DocumentFacts]) -> Register:
    """Read the register of a generation; tasks of documents that are not among `documents` are left out."""
    areas: dict[str, Area] = {}
    area_of: dict[str, str] = {}
    for document, area, name, parent, above in select(facts_query("areas"), {}).rows:
        upper = None if parent is None else str(parent)
        areas[str(area)] = Area(iri=str(area), name=str(name), parent=upper)
        if upper is not None:
            areas.setdefault(upper, Area(iri=upper, name=str(above), parent=None))
        area_of.setdefault(str(document), str(area))
    return Register(
        duties=tuple(sorted(_duties(select, documents), key=lambda duty: (duty.document, duty.start, duty.iri))),
        agencies={agency.iri: agency for agency in sorted(_agencies(select), key=lambda each: (each.name, each.iri))},
        issued_by=_lists(select(question("issuers"), {}).rows),
        areas=areas,
        area_of=area_of,
        targets=tuple(sorted(_targets(select), key=lambda each: (search_key(each.name), each.year, each.document))),
        corrections=find_corrections(select),
    )


def _property(select: Select, name: str, query: str = "task_values") -> dict[str, tuple[Value, ...]]:
    """Return what one property says of each thing: the engine answers this faster than a choice of properties."""
    found: dict[str, list[Value]] = defaultdict(list)
    for _, thing, value in select(question(query), {"property": Iri(ONTOLOGY + name)}).rows:
        if value is not None and value not in found[str(thing)]:
            found[str(thing)].append(value)
    return {thing: tuple(sorted(values, key=str)) for thing, values in found.items()}


def _duties(select: Select, documents: Mapping[str, DocumentFacts]) -> Iterable[Duty]:
    said = {name: _property(select, name) for name in (*_TEXTS, *_TIMES, *ROLES)}
    sections = {str(task): f"{path} {heading}" for task, path, heading in select(question("task_sections"), {}).rows}
    starts, days = _spans(select, "Task"), find_days(select)

    def texts(name: str, task: str) -> tuple[str, ...]:
        return tuple(str(value) for value in said[name].get(task, ()))

    for task, (document, *_) in _property(select, "setOutIn").items():
        if str(document) not in documents:
            continue
        yield Duty(
            iri=task,
            document=str(document),
            path="".join(texts("path", task)[:1]),
            part="".join(texts("part", task)[:1]),
            text="".join(texts("text", task)[:1]),
            section=sections.get(task, ""),
            lead=texts("leadAgency", task),
            coordinating=texts("coordinatingAgency", task),
            recipients=texts("reportsTo", task),
            relays=texts("via", task),
            due=texts("due", task),
            every=texts("every", task),
            days=days.get(task, ()),
            start=starts.get(task, (0, 0))[0],
        )


def _spans(select: Select, name: str) -> dict[str, tuple[int, int]]:
    """Return the first passage of each thing of a class."""
    rows = select(question("evidence_starts"), {"class": Iri(ONTOLOGY + name)}).rows
    found: dict[str, tuple[int, int]] = {}
    for _, thing, start, end in rows:
        span = int(start or 0), int(end or 0)
        found[str(thing)] = min(span, found.get(str(thing), span))
    return found


def _agencies(select: Select) -> Iterable[Agency]:
    said = {name: _property(select, name, "agency_values") for name in ("level", "branch", "area")}
    groups = {str(agency) for (agency,) in select(question("groups"), {}).rows}

    def one(name: str, agency: str) -> str | None:
        return next((str(value) for value in said[name].get(agency, ())), None)

    for agency, names in _property(select, "name", "agency_values").items():
        yield Agency(
            iri=agency,
            key=agency.rsplit("/agency/", 1)[-1],
            name=str(names[0]),
            level=concept(one("level", agency)),
            branch=concept(one("branch", agency)),
            area=one("area", agency),
            is_group=agency in groups,
        )


def _targets(select: Select) -> Iterable[Target]:
    spans = _spans(select, "Indicator")
    for indicator, document, name, comparator, value, upper, unit, year in select(question("targets"), {}).rows:
        start, end = spans.get(str(indicator), (0, 0))
        yield Target(
            iri=str(indicator),
            document=str(document),
            name=str(name),
            comparator=str(comparator or ""),
            value=float(value or 0),
            upper=None if upper is None else float(upper),
            unit=str(unit or ""),
            year=str(year or ""),
            start=start,
            end=end,
        )


def _lists(rows: Iterable[tuple[Value | None, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for first, second in rows:
        found[str(first)].append(str(second))
    return {first: tuple(sorted(seconds)) for first, seconds in found.items()}
