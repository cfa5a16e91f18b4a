"""The audit: rules over the tasks of a collection; what depends on no day is computed at build and stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from graph.quads import Quad
from graph.store import Iri, Store, Value
from ontology.identifiers import BASE
from queries.cascade import find_edges
from queries.catalogue import Bilingual
from queries.descent import reachable
from queries.documents import concept, document_identity, facts_query, find_documents
from queries.findings import SEVERITIES, Finding, evidence_of, finding_quads, number_equal_ids
from queries.repeated import RULE as DUPLICATE
from queries.repeated import find_repeated
from queries.tasks import TaskFacts, find_tasks
from queries.unassigned import RULE as UNASSIGNED
from queries.unassigned import find_unassigned

RULES = (UNASSIGNED, DUPLICATE)
_GRADES = ("assignment", "content", "covered", None)
_VERDICTS = ("copy", "same", "overlap", None)


class UnknownRuleError(LookupError):
    """No rule has this name; the message names the nearest ones."""


def compute_findings(store: Store) -> tuple[Finding, ...]:
    """Apply every rule that depends on no day; the gravest findings first, else by document and place."""
    tasks = find_tasks(store)
    documents = {document.iri: document for document in find_documents(store)}
    found = (*find_unassigned(tasks), *find_repeated(tasks, documents, reachable(find_edges(store))))
    return tuple(number_equal_ids(sorted(found, key=_order)))


def audit_quads(store: Store, base: str = BASE) -> Iterator[Quad]:
    """Yield the statements of every finding that depends on no day, for the build to store."""
    for finding in compute_findings(store):
        yield from finding_quads(finding, base)


def stored_findings(store: Store, *, rule: str | None = None, document: str | None = None) -> tuple[Finding, ...]:
    """Return the findings of the last build, of one rule or of one document (by IRI or id) where asked."""
    if rule is not None and rule not in RULES:
        near = get_close_matches(rule, RULES, n=3, cutoff=0.3) or RULES
        raise UnknownRuleError(
            f"Không có quy tắc {rule!r}; có: {', '.join(near)}. / No rule {rule!r}; nearest: {', '.join(near)}."
        )
    values: dict[str, dict[tuple[str, str], Value]] = defaultdict(dict)
    for finding, name, value, language in store.select(facts_query("findings")).rows:
        values[str(finding)][str(name), str(language or "")] = "" if value is None else value
    tasks = {task.iri: task for task in find_tasks(store)}
    found = (_stored(each, tasks) for each in values.values())
    wanted = None if document is None else document_identity(document)
    kept = (
        each for each in found if rule in (None, each.rule) and wanted in (None, each.document, _document(each.other))
    )
    return tuple(sorted(kept, key=_order))


def is_at_least(finding: Finding, severity: str) -> bool:
    """Say whether a finding is as grave as a severity, or graver."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(severity)


def _order(finding: Finding) -> tuple[int, int, int, int, str, int, str]:
    start = finding.evidence[0].start if finding.evidence else 0
    return (
        RULES.index(finding.rule),
        -SEVERITIES.index(finding.severity),
        _GRADES.index(finding.grade),
        _VERDICTS.index(finding.verdict),
        finding.document,
        start,
        finding.id,
    )


def _document(task: Iri | None) -> str | None:
    return None if task is None else document_identity(task).split("/", 1)[0]


def _stored(values: Mapping[tuple[str, str], Value], tasks: Mapping[Iri, TaskFacts]) -> Finding:
    def text(name: str, language: str = "") -> str | None:
        value = values.get((name, language))
        return None if value is None else str(value)

    task = tasks[Iri(text("focus") or "")]
    other = tasks.get(Iri(text("other") or ""))
    shown = (task,) if other is None else (task, other)
    score = values.get(("score", ""))
    return Finding(
        id=text("id") or "",
        rule=text("rule") or "",
        severity=concept(text("severity")) or "",
        grade=text("grade"),
        verdict=text("verdict"),
        document=document_identity(task.document),
        path=text("path") or "",
        task=task.iri,
        other=None if other is None else other.iri,
        text=task.text,
        message=Bilingual(vi=text("message", "vi") or "", en=text("message", "en") or ""),
        remedy=Bilingual(vi=text("remedy", "vi") or "", en=text("remedy", "en") or ""),
        evidence=evidence_of(*shown),
        confidence=float(values.get(("confidence", ""), 1.0)),
        score=None if score is None else float(score),
    )


def count_by_kind(findings: Iterable[Finding]) -> dict[tuple[str, str, str], int]:
    """Return how many findings there are of each rule, grade or verdict, and severity."""
    counts: dict[tuple[str, str, str], int] = {}
    for each in findings:
        key = each.rule, each.grade or each.verdict or "", each.severity
        counts[key] = counts.get(key, 0) + 1
    return counts
