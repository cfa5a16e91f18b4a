"""The audit: rules over the tasks of a collection; what depends on no day is computed at build and stored."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType

from graph.quads import Quad
from graph.store import Iri, Store, Value
from ontology.identifiers import BASE
from queries.cascade import find_edges
from queries.catalogue import Bilingual
from queries.chains import sift_circles, sift_skipped_levels
from queries.deadlines import sift_later_deadlines
from queries.descent import reachable
from queries.documents import concept, document_identity, facts_query, find_documents
from queries.duplicates import look_at
from queries.findings import SEVERITIES, Finding, document_of, finding_quads, number_equal_ids, order_evidence
from queries.incomplete import RULE as INCOMPLETE
from queries.marks import FALSE_ALARM, find_marks
from queries.movement import sift_late_plans
from queries.organisations import sift_dissolved, sift_overloaded
from queries.repeated import RULE as DUPLICATE
from queries.repeated import find_repeated
from queries.report_paths import sift_broken_paths
from queries.rules import Rule, Sift, apply_rule, rules
from queries.subjects import Subject, find_finding_passages, find_subjects
from queries.targets import sift_weaker_targets
from queries.tasks import Evidence, find_tasks
from queries.unassigned import RULE as UNASSIGNED
from queries.unassigned import find_unassigned
from queries.votes import sift_conflicts

_OWN = (UNASSIGNED, DUPLICATE, INCOMPLETE)  # rules that are functions; the others are .rq
_TITLES = {
    UNASSIGNED: Bilingual(vi="Nhiệm vụ không nêu ai làm", en="Tasks that name nobody"),
    INCOMPLETE: Bilingual(vi="Dữ kiện đọc thiếu hoặc sai khuôn dạng", en="Facts that are incomplete as read"),
    DUPLICATE: Bilingual(vi="Nhiệm vụ trùng nhau", en="Tasks that repeat each other"),
}
_GRADES = ("assignment", "content", "covered")
_NEAR = 0.6  # of difflib's ratio: what a slip of the keyboard leaves
_VERDICTS = ("copy", "same", "overlap")
SIFTS: Mapping[str, Callable[[Store], Sift]] = {
    "broken-report-path": sift_broken_paths,
    "conflicting-citations": sift_conflicts,
    "cycle": sift_circles,
    "deadline-later-than-parent": sift_later_deadlines,
    "dissolved-agency": sift_dissolved,
    "not-yet-moved": sift_late_plans,
    "overloaded-agency": sift_overloaded,
    "skipped-level": sift_skipped_levels,
    "weaker-target": sift_weaker_targets,
}


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules: those about assignment first, then by name."""
    return (*_OWN, *rules())


def rule_title(rule: str) -> Bilingual:
    """Return what a rule is called in two languages."""
    return _TITLES[rule] if rule in _TITLES else rules()[rule].title


class UnknownRuleError(LookupError):
    """No rule has this name; the message names the nearest ones."""


def compute_findings(store: Store) -> tuple[Finding, ...]:
    """Apply every rule that depends on no day; the gravest findings first, else by document and place."""
    tasks = find_tasks(store)
    documents = {document.iri: document for document in find_documents(store)}
    subjects = find_subjects(store, tasks, documents.values())
    seen = look_at(
        tasks, ((Iri(str(lower)), Iri(str(upper))) for lower, upper in store.select(facts_query("carried")).rows)
    )
    replaced = {(str(later), str(earlier)) for later, earlier in store.select(facts_query("successions")).rows}
    found = (
        *find_unassigned(tasks, seen),
        *find_repeated(tasks, documents, reachable(find_edges(store)), replaced, seen),
        *(each for rule in rules().values() if not rule.daily for each in _applied(store, rule, subjects)),
    )
    return tuple(number_equal_ids(sorted(found, key=finding_order)))


def daily_findings(store: Store, day: str, reopened: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Apply every rule whose answer depends on the day (ISO 8601), in the order of the stored ones.

    `reopened` are tasks of which the graph says that they are done, or dropped, and whoever said so took it back since.
    """
    given = {"day": day, "reopened": f" {' '.join(sorted(reopened))} "}
    subjects = find_subjects(store, find_tasks(store), find_documents(store))
    daily = (rule for rule in rules().values() if rule.daily)
    found = (each for rule in daily for each in _applied(store, rule, subjects, given))
    return tuple(_marked(store, number_equal_ids(sorted(found, key=finding_order))))


def _applied(
    store: Store, rule: Rule, subjects: Mapping[Iri, Subject], given: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Finding]:
    sift = SIFTS.get(rule.name)
    return apply_rule(store, rule, subjects, given=given, sift=iter if sift is None else sift(store))


def audit_quads(store: Store, base: str = BASE) -> Iterator[Quad]:
    """Yield the statements of every finding that depends on no day, for the build to store."""
    for finding in compute_findings(store):
        yield from finding_quads(finding, base)


def stored_findings(store: Store, *, rule: str | None = None, document: str | None = None) -> tuple[Finding, ...]:
    """Return the findings of the last build, of one rule or of one document (by IRI or id) where asked."""
    if rule is not None:
        check_rule(rule)
    values: dict[str, dict[tuple[str, str], Value]] = defaultdict(dict)
    for finding, name, value, language in store.select(facts_query("findings")).rows:
        values[str(finding)][str(name), str(language or "")] = "" if value is None else value
    texts = _focus_texts(store)
    own = {(str(finding), str(annotation)) for finding, annotation in store.select(facts_query("own_passages")).rows}
    passages = find_finding_passages(store)
    found = (
        _stored(
            each,
            texts,
            order_evidence(passages.get(iri, ()), {one.iri for one in passages.get(iri, ()) if (iri, one.iri) in own}),
        )
        for iri, each in ((Iri(iri), each) for iri, each in values.items())
    )
    return select_findings(_marked(store, found), rule=rule, document=document)


def _marked(store: Store, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings with what people say of each."""
    listed = tuple(findings)
    marks = find_marks(store, {each.id: each.task for each in listed})
    yield from (replace(each, mark=marks.get(each.id)) for each in listed)


def counts_against(finding: Finding) -> bool:
    """Say whether a finding stands: a person has not called it a false alarm."""
    return finding.mark is None or finding.mark.verdict != FALSE_ALARM


def check_rule(rule: str) -> None:
    """Raise `UnknownRuleError` with the nearest names where there is no such rule."""
    if rule not in rule_names():
        near = ", ".join(get_close_matches(rule, rule_names(), n=3, cutoff=_NEAR))
        vi, en = (f" Gần nhất: {near}.", f" Nearest: {near}.") if near else ("", "")
        raise UnknownRuleError(
            f"Không có quy tắc {rule!r}.{vi} Xem mọi quy tắc: trienkhai audit --help. / "
            f"There is no rule {rule!r}.{en} See them all: trienkhai audit --help."
        )


def select_findings(
    findings: Iterable[Finding], *, rule: str | None = None, document: str | None = None
) -> tuple[Finding, ...]:
    """Return the findings of one rule or about one document (by IRI or id), in their order."""
    wanted = None if document is None else document_identity(document)
    kept = (
        each
        for each in findings
        if rule in {None, each.rule} and wanted in {None, each.document, _document(each.other)}
    )
    return tuple(sorted(kept, key=finding_order))


def _focus_texts(store: Store) -> Mapping[Iri, str]:
    rows = store.select(facts_query("focus_texts")).rows
    named = {Iri(str(iri)): str(text) for iri, text in rows}
    return {document.iri: document.title or document.label for document in find_documents(store)} | named


def is_at_least(finding: Finding, severity: str) -> bool:
    """Say whether a finding is as grave as a severity, or graver."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(severity)


def finding_order(finding: Finding) -> tuple[int, int, int, int, str, int, str]:
    """Return the key by which findings are sorted: the gravest first, else by document and place."""
    start = finding.evidence[0].start if finding.evidence else 0
    return (
        rule_names().index(finding.rule),
        -SEVERITIES.index(finding.severity),
        _GRADES.index(finding.grade) if finding.grade in _GRADES else len(_GRADES),
        _VERDICTS.index(finding.verdict) if finding.verdict in _VERDICTS else len(_VERDICTS),
        finding.document,
        start,
        finding.id,
    )


def _document(thing: Iri | None) -> str | None:
    """Return the id of the document that a thing is, or stands in; None for an agency."""
    return None if thing is None or "/document/" not in thing else document_identity(thing).split("/", 1)[0]


def _stored(
    values: Mapping[tuple[str, str], Value], texts: Mapping[Iri, str], evidence: tuple[Evidence, ...]
) -> Finding:
    def text(name: str, language: str = "") -> str | None:
        value = values.get((name, language))
        return None if value is None else str(value)

    focus, other = Iri(text("focus") or ""), text("other")
    score = values.get(("score", ""))
    return Finding(
        id=text("id") or "",
        rule=text("rule") or "",
        severity=concept(text("severity")) or "",
        grade=text("grade"),
        verdict=text("verdict"),
        document=_document(focus) or document_of(evidence),
        path=text("path") or "",
        task=focus,
        other=None if other is None else Iri(other),
        text=texts.get(focus, ""),
        message=Bilingual(vi=text("message", "vi") or "", en=text("message", "en") or ""),
        remedy=Bilingual(vi=text("remedy", "vi") or "", en=text("remedy", "en") or ""),
        evidence=evidence,
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
