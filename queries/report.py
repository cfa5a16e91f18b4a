"""What an inspector hands in about a document: parts with lines, each line with file, place and SHA-256."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.store import Iri, Store
from queries.audit import daily_findings, rule_title, select_findings, stored_findings
from queries.cascade import Cascade, cascade
from queries.catalogue import Bilingual
from queries.coverage import Coverage, TaskLink, coverage
from queries.documents import DocumentFacts, facts_query
from queries.findings import Finding
from queries.tasks import Evidence, TaskFacts, find_tasks
from queries.unassigned import RULE as UNASSIGNED

_GRADES = {
    "assignment": Bilingual(vi="Trong phần tổ chức thực hiện", en="In the part on organising the work"),
    "content": Bilingual(vi="Trong phần nội dung", en="In the part on content"),
    "covered": Bilingual(vi="Mục khác đã giao", en="Assigned by another clause"),
}
_OUTCOMES = {
    "carried-out": Bilingual(vi="được triển khai", en="carried out"),
    "repeated": Bilingual(vi="chỉ chép lại", en="repeated only"),
    "unreached": Bilingual(vi="chưa tới ai", en="reached nobody"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement of a report, with the passages that it rests on."""

    text: Bilingual
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a report under its heading."""

    heading: Bilingual
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All parts of a report on a document; `sources` gives the SHA-256 of each file."""

    document: DocumentFacts
    day: str
    parts: tuple[Part, ...]
    sources: dict[str, str]


def report(store: Store, iri: Iri, day: str) -> Report:
    """Return the report on a document as of a day (ISO 8601)."""
    below, above = cascade(store, iri, with_tasks=False), cascade(store, iri, up=True, with_tasks=False)
    tasks = find_tasks(store, [iri])
    covered = coverage(store, iri)
    found = select_findings((*stored_findings(store), *daily_findings(store, day)), document=iri)
    parts = (
        _summary(below.root, tasks, found),
        _chain(above, below),
        _coverage(covered),
        *_unassigned(found),
        *_by_rule(each for each in found if each.rule != UNASSIGNED),
        _deadlines(tasks),
    )
    sources = {str(name): str(digest) for name, digest in store.select(facts_query("sources")).rows}
    return Report(document=below.root, day=day, parts=tuple(part for part in parts if part.lines), sources=sources)


def _plain(text: str) -> Bilingual:
    return Bilingual(vi=text, en=text)


def _summary(document: DocumentFacts, tasks: tuple[TaskFacts, ...], found: tuple[Finding, ...]) -> Part:
    about = ", ".join(each for each in (document.label, document.issuer, document.issued) if each)
    led = sum(bool(task.lead) for task in tasks)
    grave = sum(each.severity != "info" for each in found)
    lines = (
        Line(text=_plain(about)),
        Line(text=_plain(document.title or "")),
        Line(
            text=Bilingual(
                vi=f"{len(tasks)} nhiệm vụ, {led} nêu ai chủ trì; {len(found)} phát hiện, {grave} cần xem.",
                en=f"{len(tasks)} tasks, {led} name a lead; {len(found)} findings, {grave} of them to be looked at.",
            )
        ),
    )
    return Part(heading=Bilingual(vi="Tóm tắt", en="Summary"), lines=tuple(line for line in lines if line.text.vi))


def _chain(above: Cascade, below: Cascade) -> Part:
    said = (
        (above, "triển khai", "carries out"),
        (below, "được triển khai bởi", "is carried out by"),
    )
    lines = (
        Line(
            text=Bilingual(
                vi=f"{vi} {_named(step.document)}, bước {step.steps}",
                en=f"{en} {_named(step.document)}, step {step.steps}",
            )
        )
        for found, vi, en in said
        for step in found.documents
    )
    return Part(heading=Bilingual(vi="Chuỗi triển khai", en="The chain"), lines=tuple(lines))


def _named(document: DocumentFacts) -> str:
    return ", ".join(each for each in (document.label, document.issuer, document.issued) if each)


def _coverage(found: Coverage) -> Part:
    heading = Bilingual(vi="Nhiệm vụ này tới đâu", en="What became of its tasks")
    if not found.documents:
        return Part(heading=heading, lines=())
    counts = Line(
        text=Bilingual(
            vi="; ".join(f"{_OUTCOMES[each].vi}: {count}" for each, count in found.counts().items()),
            en="; ".join(f"{_OUTCOMES[each].en}: {count}" for each, count in found.counts().items()),
        )
    )
    rows = (
        Line(
            text=Bilingual(
                vi=f"{row.task.path}: {_OUTCOMES[row.outcome].vi}{_where(found, row.links)}. {row.task.text}",
                en=f"{row.task.path}: {_OUTCOMES[row.outcome].en}{_where(found, row.links)}. {row.task.text}",
            ),
            evidence=_passage(row.task),
        )
        for row in found.rows
    )
    return Part(heading=heading, lines=(counts, *rows))


def _where(found: Coverage, by: Mapping[Iri, tuple[TaskLink, ...]]) -> str:
    labels = {each.iri: each.label for each in found.documents}
    places = (f"{labels[each]} {', '.join(found.lower[link.lower].path for link in own)}" for each, own in by.items())
    listed = "; ".join(places)
    return f" ({listed})" if listed else ""


def _passage(task: TaskFacts) -> tuple[Evidence, ...]:
    return () if task.evidence is None else (task.evidence,)


def _unassigned(found: Iterable[Finding]) -> Iterator[Part]:
    own = [each for each in found if each.rule == UNASSIGNED]
    title = rule_title(UNASSIGNED)
    for grade, name in _GRADES.items():
        lines = tuple(_finding(each) for each in own if each.grade == grade)
        heading = Bilingual(vi=f"{title.vi}: {name.vi.lower()}", en=f"{title.en}: {name.en.lower()}")
        yield Part(heading=heading, lines=lines)


def _by_rule(found: Iterable[Finding]) -> Iterator[Part]:
    rules: dict[str, list[Line]] = {}
    for each in found:
        rules.setdefault(each.rule, []).append(_finding(each))
    yield from (Part(heading=rule_title(rule), lines=tuple(lines)) for rule, lines in rules.items())


def _finding(each: Finding) -> Line:
    place = f"{each.path}: " if each.path else ""
    return Line(
        text=Bilingual(vi=f"{place}{each.text} — {each.message.vi}", en=f"{place}{each.text} — {each.message.en}"),
        evidence=each.evidence,
    )


def _deadlines(tasks: Iterable[TaskFacts]) -> Part:
    dated = sorted(((due, task) for task in tasks for due in task.due), key=lambda each: (each[0], each[1].path))
    lines = (
        Line(text=_plain(f"{due} · {', '.join(task.lead) or '?'} · {task.path}: {task.text}"), evidence=_passage(task))
        for due, task in dated
    )
    return Part(heading=Bilingual(vi="Thời hạn", en="Deadlines"), lines=tuple(lines))
