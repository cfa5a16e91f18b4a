"""A finding: what an audit says of a task, document or agency, why, and what to do; as record, JSON and statements."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.quads import RDF, Iri, Literal, Quad, number, vietnamese
from ontology.identifiers import BASE, ONTOLOGY, graph_iri
from queries.catalogue import Bilingual
from queries.documents import document_identity
from queries.marks import Mark
from queries.subjects import Subject, evidence_order
from queries.tasks import Evidence, TaskFacts

_SEVERITY = f"{ONTOLOGY.removesuffix('#')}/scheme/severity/"  # as ontology.terms.concept, which needs rdflib
SEVERITIES = ("info", "warning", "violation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found, with the words it was found in; `id` is the same after every rebuild."""

    id: str
    rule: str
    severity: str
    grade: str | None = None
    verdict: str | None = None
    document: str  # id
    path: str
    task: Iri  # what it is about: a task, or a document, an indicator, an agency
    other: Iri | None = None
    text: str  # of the task, restored; of a document its title, of the others their name
    message: Bilingual
    remedy: Bilingual
    evidence: tuple[Evidence, ...]
    confidence: float
    score: float | None = None
    mark: Mark | None = None

    def as_json(self) -> dict[str, object]:
        """Return the finding in the contract's shape, texts in both languages."""
        return {
            "id": self.id,
            "rule": self.rule,
            "severity": self.severity,
            "grade": self.grade,
            "verdict": self.verdict,
            "document": self.document,
            "path": self.path,
            "task": self.text,
            "message": {"vi": self.message.vi, "en": self.message.en},
            "remedy": {"vi": self.remedy.vi, "en": self.remedy.en},
            "evidence": [
                {"source": each.source, "start": each.start, "end": each.end, "text": each.text}
                for each in self.evidence
            ],
            "confidence": self.confidence,
            "mark": None if self.mark is None else self.mark.as_json(),
        }


def finding_id(rule: str, *tasks: TaskFacts) -> str:
    """Return an id from the rule and from document, path and folded words of each task."""
    places = (f"{document_identity(task.document)}|{task.path}|{task.clause_hash}" for task in tasks)
    return f"{rule}-{hashlib.sha256('||'.join((rule, *places)).encode()).hexdigest()[:12]}"


def finding_of(  # noqa: PLR0913 - what a finding says
    rule: str,
    about: tuple[Subject, Subject | None],
    *,
    severity: str,
    message: Bilingual,
    remedy: Bilingual,
    evidence: Iterable[Evidence],
    verdict: str | None = None,
    confidence: float | None = None,
    score: float | None = None,
) -> Finding:
    """Return a finding about a subject, and about a second one where there is one."""
    focus, other = about
    shown = order_evidence(evidence, {each.iri for each in focus.evidence})
    places = (each.place for each in about if each is not None)
    sure = min(each.confidence for each in about if each is not None) if confidence is None else confidence
    return Finding(
        id=f"{rule}-{hashlib.sha256('||'.join((rule, *places)).encode()).hexdigest()[:12]}",
        rule=rule,
        severity=severity,
        verdict=verdict,
        document=focus.document or document_of(shown),
        path=focus.path,
        task=focus.iri,
        other=None if other is None else other.iri,
        text=focus.text,
        message=message,
        remedy=remedy,
        evidence=shown,
        confidence=round(sure, 3),
        score=None if score is None else round(score, 3),
    )


def document_of(evidence: Sequence[Evidence]) -> str:
    """Return the id of the document that the first passage stands in."""
    return document_identity(evidence[0].iri).split("/", 1)[0] if evidence else ""


def order_evidence(evidence: Iterable[Evidence], own: Collection[str]) -> tuple[Evidence, ...]:
    """Return the passages each once, those of the focus itself first, then by file and place."""
    return tuple(sorted(set(evidence), key=lambda each: (each.iri not in own, evidence_order(each))))


def number_equal_ids(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, the second and later of those that share an id with -2, -3 behind it."""
    seen: dict[str, int] = {}
    for finding in findings:
        seen[finding.id] = times = seen.get(finding.id, 0) + 1
        yield finding if times == 1 else replace(finding, id=f"{finding.id}-{times}")


def evidence_of(*tasks: TaskFacts) -> tuple[Evidence, ...]:
    """Return the passages of the tasks, each once."""
    found = tuple(task.evidence for task in tasks if task.evidence is not None)
    return order_evidence(found, {tasks[0].evidence.iri} if tasks[0].evidence else ())


def finding_quads(finding: Finding, base: str = BASE) -> Iterator[Quad]:
    """Yield the statements of a finding, in the named graph of the findings."""
    graph = Iri(graph_iri("findings", base=base))
    node = Iri(f"{base}finding/{finding.id}")

    def said(name: str, value: Iri | Literal) -> Quad:
        return Quad(node, Iri(ONTOLOGY + name), value, graph)

    yield Quad(node, Iri(RDF + "type"), Iri(ONTOLOGY + "Finding"), graph)
    yield said("findingId", Literal(finding.id))
    yield said("rule", Literal(finding.rule))
    yield said("severity", Iri(f"{_SEVERITY}{finding.severity}"))
    yield said("path", Literal(finding.path))
    yield said("confidence", number(float(finding.confidence)))
    yield said("focus", finding.task)
    for name, text in (("message", finding.message), ("remedy", finding.remedy)):
        yield said(name, vietnamese(text.vi))
        yield said(name, Literal(text.en, RDF + "langString", "en"))
    optional = {"grade": finding.grade, "verdict": finding.verdict}
    yield from (said(name, Literal(value)) for name, value in optional.items() if value)
    yield from (said("evidence", Iri(each.iri)) for each in finding.evidence if each.iri)
    if finding.other is not None:
        yield said("otherFocus", finding.other)
    if finding.score is not None:
        yield said("score", number(float(finding.score)))
