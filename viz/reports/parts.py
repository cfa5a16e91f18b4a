"""What a report says of a document, part by part: table of contents and contents."""

from collections import Counter
from collections.abc import Iterable

from graph.generations import Generation
from graph.store import Iri, Store
from queries.cascade import Cascade, Step
from queries.corrections import find_corrections, told
from queries.coverage import Coverage, CoverageRow, TaskLink, coverage, find_task_links
from queries.documents import DocumentFacts, facts_query
from queries.findings import SEVERITIES
from queries.tasks import Evidence, TaskFacts
from viz.language import day, period, term
from viz.reports.content import Line, Part, Provenance, Report, cited_files
from viz.reports.faults import duplicates, others, unassigned
from viz.reports.subject import Subject, part


def make_report(generation: Generation, store: Store, iri: Iri, day: str, language: str) -> Report:
    """Return the report on a document as of a day (ISO 8601); `store` holds the generation's statements."""
    about = Subject(store=store, iri=iri, day=day, language=language, provenance=Provenance(generation))
    made = (
        *(_summary(about), _chain(about, about.above, "above"), _chain(about, about.below, "below")),
        *(_coverage(about), _origins(about), *unassigned(about), duplicates(about)),
        *(*others(about), _deadlines(about), _judged(about)),
    )
    parts = tuple(part for part in made if part.lines)
    document = about.below.root
    own = about.provenance.places([Evidence(source=document.file_name or "", start=0, end=0, text="", iri=iri)])
    return Report(
        document=document,
        day=day,
        language=language,
        generation=generation.path.name,
        digest=str(generation.manifest.get("digest", "")),
        parts=parts,
        sources=cited_files(parts, own if document.in_collection else ()),
    )


def _summary(about: Subject) -> Part:
    say, document = about.say, about.below.root
    counts = Counter(each.severity for each in about.findings)
    kinds = ", ".join(f"{counts[each]} {term(about.language, 'severity', each)}" for each in reversed(SEVERITIES))
    told = (
        ("document", ", ".join(filter(None, (_kind(about, document), document.label)))),
        ("about", document.title or ""),
        ("issuer", document.issuer or ""),
        ("issued", day(about.language, document.issued) if document.issued else ""),
        ("level", term(about.language, "level", document.level)),
        ("tasks", say("report.tasks_told", count=len(about.tasks), led=sum(bool(each.lead) for each in about.tasks))),
        ("chain", say("report.chain_told", above=len(about.above.documents), below=len(about.below.documents))),
        ("findings", say("report.findings_told", count=len(about.findings), kinds=kinds)),
    )
    lines = tuple(Line(cells=(say(f"report.{name}"), words)) for name, words in told if words)
    return Part(heading=say("report.summary"), sheet=say("report.summary"), heads=(), shares=(1, 4), lines=lines)


def _kind(about: Subject, document: DocumentFacts) -> str:
    return term(about.language, "kind", document.kind) if document.kind else ""


def _chain(about: Subject, found: Cascade, name: str) -> Part:
    inside = {str(found.root.iri), *(str(step.document.iri) for step in found.documents)}
    said: dict[str, list[Evidence]] = {}
    for lower, upper, *passage in about.store.select(facts_query("edge_passages")).rows:
        if {str(lower), str(upper)} <= inside:
            said.setdefault(str(upper if found.up else lower), []).append(_evidence(passage))
    columns = {"steps": 3, "symbol": 7, "issuer": 9, "issued": 6, "level": 6, "tasks": 4, "via": 7}
    lines = (
        Line(cells=_step(about, step), places=about.provenance.places(said.get(str(step.document.iri), ())[:1]))
        for step in found.documents
    )
    return part(about, name, columns, lines)


def _evidence(passage: Iterable[object]) -> Evidence:
    iri, source, start, end = passage
    return Evidence(source=str(source or ""), start=int(str(start)), end=int(str(end)), text="", iri=str(iri))


def _step(about: Subject, step: Step) -> tuple[str, ...]:
    document, language = step.document, about.language
    skipped = ", ".join(term(language, "level", each) for each in step.skipped)
    via = ", ".join(step.via) or ("" if not skipped else about.say("report.skips", levels=skipped))
    return (
        *(str(step.steps), document.label, document.issuer or "", day(language, document.issued)),
        *(term(language, "level", document.level), str(step.tasks) if document.in_collection else "—", via),
    )


def _coverage(about: Subject) -> Part:
    found = coverage(about.store, about.iri)
    counted = "; ".join(f"{about.say(f'outcome.{each}')}: {count}" for each, count in found.counts().items())
    columns = {"path": 2, "text": 8, "outcome": 3, "where": 4}
    lines = (
        Line(
            cells=(row.task.path, row.task.text, about.say(f"outcome.{row.outcome}"), _where(found, row)),
            places=about.task_places(row.task),
        )
        for row in found.rows
    )
    return part(about, "coverage", columns, lines if found.documents else (), note=counted)


def _where(found: Coverage, row: CoverageRow) -> str:
    labels = {each.iri: each.label for each in found.documents}
    return "; ".join(
        f"{labels[document]} {', '.join(found.lower[link.lower].path or '—' for link in links)}"
        for document, links in row.links.items()
    )


def _origins(about: Subject) -> Part:
    tasks = about.everything
    above: dict[Iri, list[tuple[TaskLink, TaskFacts]]] = {}
    for link in sorted(find_task_links(about.store), key=lambda each: (-each.score, each.upper)):
        if link.document == about.iri and link.upper in tasks:
            above.setdefault(link.lower, []).append((link, tasks[link.upper]))

    def told(link: TaskLink, upper: TaskFacts) -> str:
        return f"{about.say(f'verdict.{link.verdict}')} {about.labels[upper.document]} {upper.path}".rstrip()

    lines = (
        Line(
            cells=(task.path, task.text, "; ".join(told(*each) for each in above[task.iri])),
            places=about.task_places(task, *(upper for _, upper in above[task.iri])),
        )
        for task in about.tasks
        if task.iri in above
    )
    return part(about, "origins", {"path": 2, "text": 9, "origin": 6}, lines)


def _judged(about: Subject) -> Part:
    """Return which facts of the document are a person's word and not its text's, whose, and what was read."""
    said = find_corrections(about.store.select)
    document = about.below.root
    head = [Evidence(source=document.file_name or "", start=0, end=0, text="", iri=about.iri)]
    things = [
        ("", document.title or document.label, said.get(about.iri, ()), about.provenance.places(head)),
        *((task.path, task.text, said.get(task.iri, ()), about.task_places(task)) for task in about.tasks),
    ]
    lines = (Line(cells=(path, words, told(each)), places=places) for path, words, each, places in things if each)
    return part(about, "judged", {"path": 2, "text": 9, "judged": 6}, lines)


def _deadlines(about: Subject) -> Part:
    times = [(due, day(about.language, due), task) for task in about.tasks for due in task.due]
    times += [(f"~{every}", period(about.language, every), task) for task in about.tasks for every in task.every]
    lines = (
        Line(cells=(told, task.path, task.text, "; ".join(task.lead) or "—"), places=about.task_places(task))
        for _, told, task in sorted(times, key=lambda each: (each[0], each[2].path))
    )
    return part(about, "deadlines", {"due": 3, "path": 2, "text": 8, "lead": 4}, lines)
