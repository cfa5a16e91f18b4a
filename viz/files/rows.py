"""The facts of a generation as tables: each row is readable alone, and its keys lead to the rows of other tables."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.store import Iri
from ontology.identifiers import ONTOLOGY
from queries.corrections import Correction, find_corrections, told
from queries.documents import concept, document_identity, facts_query
from queries.findings import Finding
from queries.statuses import TaskStatus, find_statuses
from queries.tasks import Evidence, TaskFacts
from viz.collection import Statement, question
from viz.files.kinds import KINDS, Cell, Row, Table
from viz.register import Duty
from viz.shelf import Shelf


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """A generation, or an excerpt of one, on its way into tables; messages are in `language`."""

    shelf: Shelf
    language: str = "vi"

    @cached_property
    def facts(self) -> Mapping[str, TaskFacts]:
        """Return what is known of each task by its IRI."""
        documents = self.shelf.collection.documents.values()
        return {str(task.iri): task for document in documents for task in self.shelf.tasks(document.iri)}

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """Return the tasks by IRI."""
        return {duty.iri: duty for duty in self.shelf.register.duties}

    @cached_property
    def statuses(self) -> Mapping[str, TaskStatus]:
        """Return what people recorded of tasks, by IRI."""
        return find_statuses(self.shelf.select)

    @cached_property
    def corrections(self) -> Mapping[str, tuple[Correction, ...]]:
        """Return what people corrected or added, by the IRI of the task or document."""
        return find_corrections(self.shelf.select)

    def symbol(self, document: str | None) -> str:
        """Return what a document is called."""
        known = self.shelf.collection.documents.get(document or "")
        return known.label if known else ""

    def agencies(self, iris: tuple[str, ...]) -> str:
        """Return the names of agencies in one cell."""
        known = self.shelf.register.agencies
        return "; ".join(known[each].name if each in known else key(each) for each in iris)

    def page(self, thing: str, start: int) -> int | None:
        """Return the page on which a passage of a thing's document begins; None where the format has no pages."""
        text = self.shelf.text(key(thing).split("/")[0])
        return text.page_of(start) if text else None

    def passage(self, evidence: Evidence | None) -> Row:
        """Return page, start, end and words of a passage."""
        if evidence is None:
            return None, None, None, None
        return self.page(evidence.iri, evidence.start), evidence.start, evidence.end, evidence.text

    def task(self, iri: str | None) -> Row:
        """Return key, document, symbol, path and words of a task; nothing for what is none."""
        duty = self.duties.get(iri or "")
        if duty is None:
            return None, None, "", "", ""
        return key(duty.iri), key(duty.document), self.symbol(duty.document), duty.path, duty.text


def key(iri: str) -> str:
    """Return the key of a thing: what its IRI has behind the kind of thing.

    >>> key("https://w3id.org/trienkhai/id/document/57-nq-tw_2024/task/i-1-0a1b")
    '57-nq-tw_2024/task/i-1-0a1b'
    """
    for part in ("/document/", "/agency/"):
        if part in iri:
            return iri.partition(part)[2]
    return iri


def tables(inventory: Inventory) -> tuple[Table, ...]:
    """Return every table, each in the order of documents and places in them."""
    return tuple(Table(kind=KINDS[name], rows=tuple(rows(inventory))) for name, rows in _ROWS.items())


def _documents(found: Inventory) -> Iterator[Row]:
    collection, register = found.shelf.collection, found.shelf.register
    counts = Counter(each.document for each in collection.findings)
    for iri, each in collection.documents.items():
        area = register.areas.get(register.area_of.get(iri, ""))
        yield (
            *(each.id, each.label, each.kind, each.title, each.issuer, each.issued, each.level, each.branch),
            *(area.name if area else None, each.in_collection, collection.tasks.get(iri, 0)),
            *(counts[each.id], each.file_name, told(found.corrections.get(iri, ())), iri),
        )


def _relations(found: Inventory) -> Iterator[Row]:
    def order(each: Statement) -> tuple[str, str, str, str]:
        return each.citing, each.cited, each.relation, each.detail or ""

    for each in sorted(found.shelf.collection.statements, key=order):
        said = each.passages[0] if each.passages else None
        yield (
            *(key(each.citing), found.symbol(each.citing), each.relation, each.detail),
            *(key(each.cited), found.symbol(each.cited), said and said.quote),
            *((found.page(said.document, said.start), said.start, said.end) if said else (None, None, None)),
        )


def _tasks(found: Inventory) -> Iterator[Row]:
    collection = found.shelf.collection
    for each in found.duties.values():
        facts = found.facts[each.iri]
        rules = dict.fromkeys(one.rule for one in collection.findings_by_task.get(each.iri, ()))
        yield (
            *(key(each.iri), key(each.document), found.symbol(each.document), each.path, each.text, each.part),
            *(each.section.strip(), found.agencies(each.lead), found.agencies(each.coordinating)),
            *(found.agencies(each.recipients), "; ".join(each.due), "; ".join(facts.every)),
            *(*_status(found.statuses.get(each.iri)), told(found.corrections.get(each.iri, ())), "; ".join(rules)),
            *(facts.confidence, *found.passage(facts.evidence), each.iri),
        )


def _status(status: TaskStatus | None) -> Row:
    """Return status, day, share, evidence and who says so; nothing where nobody said anything."""
    if status is None:
        return None, None, None, None, None
    return status.said, status.day, status.share, "; ".join(status.evidence), status.by


def _agencies(found: Inventory) -> Iterator[Row]:
    register = found.shelf.register
    for each in register.agencies.values():
        area = register.areas.get(each.area or "")
        count = len(register.by_agency.get(each.iri, ()))
        yield (
            *(key(each.iri), each.name, each.level, each.branch, area.name if area else None),
            *(each.is_group, count, each.iri),
        )


def _assignments(found: Inventory) -> Iterator[Row]:
    agencies = found.shelf.register.agencies
    for task, said in _of_tasks(found, "roles"):
        own, document, symbol, path, text = found.task(task)
        _, role, agency, printed, source, confidence = said
        name = agencies[str(agency)].name if str(agency) in agencies else str(printed)
        known = key(str(agency)) if str(agency) in agencies else None
        yield (
            *(own, document, symbol, path, concept(role), known, name, str(printed)),
            *(None if source is None else str(source), float(confidence or 0), text),
        )


def _deadlines(found: Inventory) -> Iterator[Row]:
    for task, said in _of_tasks(found, "all_times"):
        own, document, symbol, path, text = found.task(task)
        _, due, every, exact = said
        rhythm = None if every is None else _rhythm(str(every), found.facts[task].every)
        yield (
            *(own, document, None if due is None else str(due), rhythm),
            *(exact if due is not None and isinstance(exact, bool) else None, symbol, path),
            *(found.agencies(found.duties[task].lead), text),
        )


def _rhythm(every: str, written: tuple[str, ...]) -> str:
    """Return a rhythm as the other tables write it: whole weeks are weeks, which XML Schema lacks."""
    weeks = {f"P{7 * int(each[1:-1])}D": each for each in written if each.endswith("W")}
    return weeks.get(every, every)


def _of_tasks(found: Inventory, name: str) -> Iterator[tuple[str, Row]]:
    """Yield what a question says of each task, in the order of tasks."""
    said: dict[str, set[Row]] = {}
    for task, *rest in found.shelf.select(question(name), {}).rows:
        said.setdefault(str(task), set()).add(tuple(rest))
    for task in found.duties:
        yield from ((task, row) for row in sorted(said.get(task, ()), key=str))


def _indicators(found: Inventory) -> Iterator[Row]:
    rows = found.shelf.select(facts_query("names"), {"class": Iri(f"{ONTOLOGY}Indicator")}).rows
    paths = {str(thing): str(path or "") for _, thing, _, path in rows}
    for each in sorted(found.shelf.register.targets, key=lambda target: (target.document, target.start, target.iri)):
        yield (
            *(key(each.iri), key(each.document), found.symbol(each.document), paths.get(each.iri, ""), each.name),
            *(each.comparator, each.value, each.upper, each.unit, each.year),
            *(found.page(each.document, each.start), each.start, each.end, each.iri),
        )


def _lineage(found: Inventory) -> Iterator[Row]:
    rows = found.shelf.select(facts_query("task_links"), {}).rows
    for lower, _, upper, verdict, score, reason in sorted(rows, key=str):
        above = found.task(str(upper))
        if str(lower) in found.duties and above[0] is not None:
            yield (*found.task(str(lower)), str(verdict), *above, float(score or 0), str(reason))


def _findings(found: Inventory) -> Iterator[Row]:
    collection = found.shelf.collection
    for each in collection.findings:
        message, remedy = ((text.en if found.language == "en" else text.vi) for text in (each.message, each.remedy))
        document = collection.by_id.get(each.document)
        task, other = found.task(each.task)[0], found.task(each.other)
        passage = each.evidence[0] if each.evidence else None
        yield (
            *(each.id, each.rule, each.severity, each.grade or each.verdict, document and document.id),
            *(document.label if document else "", each.path, task, each.text, message, remedy),
            *(other[0], *_other(found, each)[:2], other[3], each.confidence, passage and passage.source),
            *found.passage(passage),
        )


def _other(found: Inventory, finding: Finding) -> Row:
    """Return key and symbol of the document that a finding is also about."""
    iri = str(finding.other or "")
    document = found.shelf.collection.by_id.get(document_identity(iri).split("/")[0]) if "/document/" in iri else None
    return (document.id, document.label) if document else (None, "")


def _sources(found: Inventory) -> Iterator[Row]:
    generation = found.shelf.generation
    names: Mapping[str, list[str]] = generation.manifest["inputs"]
    for each in generation.manifest["documents"]:
        if each["id"] in found.shelf.collection.by_id and found.shelf.collection.by_id[each["id"]].in_collection:
            label = found.shelf.collection.by_id[each["id"]].label
            for sha256 in each["sources"]:
                for name in names.get(sha256, each["names"]):
                    yield each["id"], label, name, sha256, generation.path.name


_ROWS: Mapping[str, Callable[[Inventory], Iterator[Row]]] = {
    "documents": _documents,
    "relations": _relations,
    "tasks": _tasks,
    "agencies": _agencies,
    "assignments": _assignments,
    "deadlines": _deadlines,
    "indicators": _indicators,
    "lineage": _lineage,
    "findings": _findings,
    "sources": _sources,
}


def as_text(cell: Cell) -> str:
    """Return a cell as a file of text holds it.

    >>> as_text(True), as_text(0.5), as_text(None)
    ('true', '0.5', '')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else f"{cell:.12g}" if isinstance(cell, float) else str(cell)
