"""A finding: what an audit says of a task, why, and what to do; as a record, as JSON and as statements."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.quads import RDF, Iri, Literal, Quad, number, vietnamese
from ontology.identifiers import BASE, ONTOLOGY, graph_iri
from queries.catalogue import Bilingual
from queries.documents import document_identity
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
    task: Iri
    other: Iri | None = None
    text: str  # of the task, restored
    message: Bilingual
    remedy: Bilingual
    evidence: tuple[Evidence, ...]
    confidence: float
    score: float | None = None

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
            "mark": None,
        }


def finding_id(rule: str, *tasks: TaskFacts) -> str:
    """Return an id from the rule and from document, path and folded words of each task."""
    places = (f"{document_identity(task.document)}|{task.path}|{task.clause_hash}" for task in tasks)
    return f"{rule}-{hashlib.sha256('||'.join((rule, *places)).encode()).hexdigest()[:12]}"


def number_equal_ids(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, the second and later of those that share an id with -2, -3 behind it."""
    seen: dict[str, int] = {}
    for finding in findings:
        seen[finding.id] = times = seen.get(finding.id, 0) + 1
        yield finding if times == 1 else replace(finding, id=f"{finding.id}-{times}")


def evidence_of(*tasks: TaskFacts) -> tuple[Evidence, ...]:
    """Return the passages of the tasks, each once."""
    return tuple(dict.fromkeys(task.evidence for task in tasks if task.evidence is not None))


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
    if finding.other is not None:
        yield said("otherFocus", finding.other)
    if finding.score is not None:
        yield said("score", number(float(finding.score)))
