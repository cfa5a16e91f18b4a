"""How findings are listed: by rule, grade, severity, mark, and by the document and the agency they are about."""

from collections.abc import Iterator

from graph.quads import Iri, Literal
from queries.findings import SEVERITIES, Finding
from viz import patterns
from viz.collection import COVERED, holder
from viz.facets import NONE
from viz.language import term
from viz.layout import BRANCHES, LEVELS
from viz.listing import Perspective
from viz.pages.documents import label
from viz.register import Register
from viz.results import nt
from viz.visit import Visit

FACETS = ("mark", "document", "level", "branch", "area", "agency")
_HOLDER = "tk:focus/(tk:setOutIn|tk:statedIn)?"
_OTHER = "tk:otherFocus/(tk:setOutIn|tk:statedIn)?"
_DOCUMENT = f"?finding {_HOLDER} ?document . ?document tk:inCollection ?read ."
_AGENCY = "(tk:focus/tk:leadAgency?)|tk:otherFocus"


def perspective(visit: Visit) -> Perspective[Finding]:
    """Return how findings are listed."""
    register = visit.register
    opinions = visit.source.opinions()

    def mark(finding: Finding) -> tuple[str, ...]:
        said = opinions.mark(finding)
        return () if said is None else (said.verdict,)

    return Perspective(
        name="findings",
        variable="?finding",
        core="?finding tk:rule ?rule .",
        dimensions={
            "rule": lambda each: (each.rule,),
            "grade": lambda each: filter(None, (each.grade, each.verdict)),
            "severity": lambda each: (each.severity,),
            "mark": mark,
            "document": _documents,
            "level": lambda each: _said(visit, each, "level"),
            "branch": lambda each: _said(visit, each, "branch"),
            "area": lambda each: (place for iri in _own(visit, each) for place in register.places(iri)),
            "agency": lambda each: _agencies(register, each),
        },
        patterns={
            "rule": patterns.words("?finding", "tk:rule"),
            "grade": patterns.words("?finding", "tk:grade|tk:verdict"),
            "severity": patterns.concept("?finding", "tk:severity", "severity"),
            "document": lambda value: _of_document(visit, value),
            "level": _of_holder("tk:level", patterns.concept("?document", "tk:level", "level")),
            "branch": _of_holder("tk:branch", patterns.concept("?document", "tk:branch", "branch")),
            "area": _of_holder("tk:area", patterns.area("?document")),
            "agency": _of_agency,
        },
        orders={"severity": SEVERITIES[::-1], "level": LEVELS, "branch": BRANCHES},
        label=lambda name, value: _label(visit, name, value),
        iri=lambda each: _iri(visit, each),
        key=lambda each: each.text,
        row=lambda each: _row(visit, each),
    )


def _documents(finding: Finding) -> set[str]:
    """Return the documents that a finding is about, as either end of a pair; what covers another is blameless."""
    other = None if finding.grade == COVERED else finding.other
    return {holder(finding.task), holder(other)} - {""}


def _own(visit: Visit, finding: Finding) -> tuple[str, ...]:
    """Return the document (IRI) that a finding's first end is or stands in."""
    document = visit.collection.by_id.get(holder(finding.task))
    return () if document is None else (str(document.iri),)


def _said(visit: Visit, finding: Finding, name: str) -> Iterator[str]:
    documents = visit.collection.documents
    return (value for iri in _own(visit, finding) for value in [getattr(documents[iri], name)] if value)


def _agencies(register: Register, finding: Finding) -> set[str]:
    duty = register.duties_by_iri.get(finding.task)
    named = {finding.task, finding.other or "", *(duty.lead if duty else ())}
    return {each for each in named if each in register.agencies}


def _of_document(visit: Visit, value: str) -> str:
    if value == NONE:
        return f"FILTER NOT EXISTS {{ ?finding ({_HOLDER})|({_OTHER}) ?any . ?any tk:inCollection ?read }}"
    document = visit.collection.by_id.get(value)
    if document is None:
        raise ValueError(f"no document {value!r}")
    iri = nt(Iri(document.iri))
    covers = f"?finding tk:grade {nt(Literal(COVERED))}"
    return f"{{ ?finding {_HOLDER} {iri} }} UNION {{ ?finding {_OTHER} {iri} FILTER NOT EXISTS {{ {covers} }} }}"


def _of_holder(said: str, pattern: patterns.Pattern) -> patterns.Pattern:
    """Return the pattern of findings whose document fits another pattern."""

    def written(value: str) -> str:
        if value == NONE:
            return f"FILTER NOT EXISTS {{ {_DOCUMENT} ?document {said} ?any }}"
        return f"{_DOCUMENT} {pattern(value)}"

    return written


def _of_agency(value: str) -> str:
    if value == NONE:
        return f"FILTER NOT EXISTS {{ ?finding {_AGENCY} ?any . ?any a tk:Agency }}"
    return patterns.thing("?finding", _AGENCY)(value)


def _iri(visit: Visit, finding: Finding) -> str:
    document = next(iter(visit.collection.documents.values()))
    return f"{document.iri.removesuffix(f'document/{document.id}')}finding/{finding.id}"


def _label(visit: Visit, name: str, value: str) -> str:
    if name == "document" and value in visit.collection.by_id:
        return visit.collection.by_id[value].label
    if name == "mark":
        return visit.words.get(f"judging.mark_{value.replace('-', '_')}", value)
    if name in {"severity", "rule", "grade"}:
        return term(visit.language, name, value)
    return label(visit, name, value)


def _row(visit: Visit, finding: Finding) -> dict[str, str]:
    said = visit.source.opinions().mark(finding)
    document = visit.collection.by_id.get(finding.document)
    message, remedy = (getattr(text, visit.language) for text in (finding.message, finding.remedy))
    return {
        "id": finding.id,
        "iri": _iri(visit, finding),
        "rule": finding.rule,
        "severity": finding.severity,
        "grade": finding.grade or finding.verdict or "",
        "document": document.label if document else finding.document,
        "path": finding.path,
        "text": finding.text,
        "message": message,
        "remedy": remedy,
        "confidence": f"{finding.confidence:g}",
        "mark": said.verdict if said else "",
    }
