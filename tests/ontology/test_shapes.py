"""Each shape with a graph that satisfies it and a graph that differs in one thing and breaks it alone."""

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from graph.check import SHAPE, check, check_store
from graph.quads import Iri
from graph.store import Store
from ontology.files import DIRECTIVES, SHAPES, read_graph
from ontology.terms import TK

COMPLETE = Path(__file__).with_name("complete.ttl")
PREFIXES = "".join(line for line in COMPLETE.read_text(encoding="utf-8").splitlines(keepends=True) if "@prefix" in line)

# shape, what is taken out of the complete graph (subject and property), what is put in
FAULTS = [
    ("document-kind", ":plan tk:documentKind", ""),
    ("document-kind", "", ":plan tk:documentKind kind:cong-van"),
    ("document-name", ":plan tk:name", ""),
    ("document-name", "", ':plan tk:name "Plan 21"@en'),
    ("document-in-collection", ":plan tk:inCollection", ':plan tk:inCollection "no"'),
    ("document-symbol", ":plan tk:symbol", ':plan tk:symbol "21 - KH/ĐU"'),
    ("document-symbol", ":plan tk:symbol", ':plan tk:symbol "KH/ĐU"'),
    ("document-symbol", "", ':plan tk:symbol "22-KH/ĐU"'),
    ("document-issued-on", ":plan tk:issuedOn", ':plan tk:issuedOn "30/9/2025"'),
    ("document-issued-on", ":plan tk:issuedOn", ':plan tk:issuedOn "2025-02-31"^^xsd:date'),
    ("document-issued-by", ":plan tk:issuedBy", ':plan tk:issuedBy "Đảng ủy xã"'),
    ("document-level", ":plan tk:level", ":plan tk:level branch:party"),
    ("document-branch", "", ":plan tk:branch branch:state"),
    ("document-implements", "", ":plan tk:implements :office"),
    ("document-cascades-from", "", ":plan tk:cascadesFrom :nothing"),
    ("document-sha256", ":plan tk:sha256", ':plan tk:sha256 "0123"'),
    ("read-document", ":plan tk:sha256", ""),
    ("read-document", ":plan tk:fileName", ""),
    ("citation-citing", ":citation tk:citing", ""),
    ("citation-cited", ":citation tk:cited", ":citation tk:cited :office"),
    ("citation-relation", ":citation tk:relation", ':citation tk:relation "implements"'),
    ("citation-evidence", ":citation tk:evidence", ""),
    ("descent-descendant", ":descent tk:descendant", ""),
    ("descent-ancestor", "", ":descent tk:ancestor :plan"),
    ("descent-steps", ":descent tk:steps", ":descent tk:steps 0"),
    ("section-part-of", ":section tk:partOf", ""),
    ("section-heading", ":section tk:heading", ':section tk:heading "Office"@en'),
    ("section-path", ":section tk:path", ""),
    ("section-part", ":section tk:part", ':section tk:part "annex"'),
    ("task-set-out-in", ":task tk:setOutIn", ""),
    ("task-set-out-in", "", ":task tk:setOutIn :resolution"),
    ("task-path", "", ':task tk:path "IV.2.b"'),
    ("task-text", ":task tk:text", ""),
    ("task-text", ":task tk:text", ':task tk:text "no language"'),
    ("task-part", ":task tk:part", ':task tk:part "other"'),
    ("task-clause-hash", ":task tk:clauseHash", ':task tk:clauseHash "xyz"'),
    ("task-evidence", ":task tk:evidence", ""),
    ("task-in-section", ":task tk:inSection", ":task tk:inSection :plan"),
    ("task-assignment", "", ":task tk:assignment :office"),
    ("task-lead-agency", "", ":task tk:leadAgency :plan"),
    ("task-coordinating-agency", "", ':task tk:coordinatingAgency "các trường học"'),
    ("task-reports-to", "", ":task tk:reportsTo :plan"),
    ("task-via", "", ":task tk:via :plan"),
    ("task-deadline", "", ':task tk:deadline "2025-12-15"^^xsd:date'),
    ("task-recurrence", "", ":task tk:recurrence :deadline"),
    ("task-due", "", ':task tk:due "15/12"'),
    ("task-every", "", ':task tk:every "6 tháng"'),
    ("task-continuous", "", ":task tk:continuous true"),
    ("task-unread-lead", ":task tk:unreadLead", ':task tk:unreadLead "không"'),
    ("deadline-due", ":deadline tk:due", ""),
    ("deadline-exact", ":deadline tk:exact", ""),
    ("deadline-evidence", ":deadline tk:evidence", ""),
    ("recurrence-every", ":recurrence tk:every", ':recurrence tk:every "P6M"'),
    ("recurrence-evidence", ":recurrence tk:evidence", ""),
    ("agency-name", ":schools tk:name", ""),
    ("agency-level", "", ":committee tk:level level:district"),
    ("agency-branch", ":committee tk:branch", ":committee tk:branch level:commune"),
    ("assignment-task", "", ":loose a tk:Assignment ; tk:agent :office ; tk:role role:lead"),
    ("assignment-agent", ":leading tk:agent", ""),
    ("assignment-role", ":leading tk:role", ":leading tk:role role:chair"),
    ("assignment-lead-source", ":leading tk:leadSource", ':leading tk:leadSource "guess"'),
    ("indicator-stated-in", ":indicator tk:statedIn", ""),
    ("indicator-name", ":indicator tk:name", ""),
    ("indicator-comparator", ":indicator tk:comparator", ':indicator tk:comparator "~"'),
    ("indicator-value", ":indicator tk:value", ""),
    ("indicator-value", ":indicator tk:value", ":indicator tk:value 95.5"),
    ("indicator-upper-value", "", ":indicator tk:upperValue 97.5"),
    ("indicator-target-year", ":indicator tk:targetYear", ":indicator tk:targetYear 2030"),
    ("indicator-evidence", ":indicator tk:evidence", ""),
    ("confidence-range", ":citation tk:confidence", ":citation tk:confidence 1.2"),
    ("evidence-target", "", ":evidence oa:hasTarget :elsewhere"),
    ("evidence-source", ":passage oa:hasSource", ""),
    ("evidence-start", "", ":quote oa:start 3 ; oa:end 204"),
    ("evidence-end", "", ":quote oa:end 205"),
    ("evidence-exact", ":quote oa:exact", ""),
    ("evidence-exact", ":quote oa:exact", ':quote oa:exact ""'),
    ("position-order", ":position oa:start", ":position oa:start 204"),
    ("finding-id", ":finding tk:findingId", ""),
    ("finding-rule", ":finding tk:rule", ':finding tk:rule "No deadline"'),
    ("finding-severity", ":finding tk:severity", ':finding tk:severity "info"'),
    ("finding-focus", ":finding tk:focus", ""),
    ("finding-message", ":finding tk:message", ':finding tk:message "Nhiệm vụ không có thời hạn."@vi'),
    ("finding-remedy", "", ':finding tk:remedy "Thêm thời hạn."@vi'),
    ("judgement-kind", ":judgement tk:judgementKind", ':judgement tk:judgementKind "guess"'),
    ("judgement-by", ":judgement tk:judgedBy", ""),
    ("judgement-at", ":judgement tk:judgedAt", ""),
    ("judgement-attachment", ":judgement tk:attachment", ':judgement tk:attachment "loose"'),
]


def complete() -> Graph:
    return Graph().parse(COMPLETE)


def with_fault(taken: str, put: str) -> Graph:
    graph = complete()
    for subject, predicate, _ in Graph().parse(data=f"{PREFIXES}{taken} 0 ." if taken else ""):
        graph.remove((subject, predicate, None))
    return graph.parse(data=f"{PREFIXES}{put} ." if put else "")


def test_the_complete_graph_breaks_no_shape() -> None:
    assert check(complete()) == ()


@pytest.mark.parametrize(("shape", "taken", "put"), FAULTS, ids=[f"{row[0]}-{i}" for i, row in enumerate(FAULTS)])
def test_one_fault_breaks_one_shape(shape: str, taken: str, put: str) -> None:
    findings = check(with_fault(taken, put))
    assert {finding.shape for finding in findings} == {shape}
    assert all(finding.message_vi and finding.message_en for finding in findings)
    assert {finding.severity for finding in findings} <= {"info", "warning", "violation"}


def test_every_shape_has_a_fault() -> None:
    shapes = read_graph(SHAPES)
    reporting = {str(shape) for shape in shapes.subjects(SH.message)}
    assert {shape.removeprefix(SHAPE) for shape in reporting} == {shape for shape, _, _ in FAULTS}


def test_every_shape_is_in_use() -> None:
    shapes = read_graph(SHAPES)
    named = {shape for shape in shapes.subjects(RDF.type, SH.PropertyShape) if isinstance(shape, URIRef)}
    assert named == set(shapes.objects(None, SH.property)) & named


def test_checking_changes_nothing() -> None:
    graph = with_fault(":plan tk:name", "")
    before = to_isomorphic(graph)
    assert check(graph)
    assert to_isomorphic(graph) == before


def test_the_order_of_findings_is_the_same_each_time() -> None:
    graph = with_fault(":plan tk:name", ":schools tk:level level:up ; tk:branch level:up")
    assert check(graph) == check(graph)
    assert len(check(graph)) == 3


@pytest.mark.parametrize(
    ("put", "expected"),
    [
        ("", []),
        (':task tk:text "hai lần"@vi', [("document/plan", "task-text")]),
        (':schools tk:name "Schools"@en', [("register/agencies", "agency-name")]),
    ],
    ids=["complete", "fault in a document", "fault in a register"],
)
def test_a_store_is_checked_graph_by_graph(put: str, expected: list[tuple[str, str]]) -> None:
    root = "https://w3id.org/trienkhai/graph/"
    whole = with_fault("", put)
    agencies = {subject for kind in (TK.Agency, TK.AgencyGroup) for subject in whole.subjects(RDF.type, kind)}
    parts = {"document/plan": Graph(), "register/agencies": Graph(), "ontology": read_graph(DIRECTIVES)}
    for triple in whole:
        parts["register/agencies" if triple[0] in agencies else "document/plan"].add(triple)
    store = Store.memory()
    for name, part in parts.items():
        store.load_turtle(part.serialize(format="turtle", encoding="utf-8"), Iri(root + name))
    found = [(name.removeprefix(root), each.shape) for name, findings in check_store(store) for each in findings]
    assert found == expected


def test_a_literal_with_a_wrong_form_is_told_with_its_value() -> None:
    graph = with_fault(":plan tk:sha256", ':plan tk:sha256 "0123"')
    (finding,) = check(graph)
    assert finding.value == "0123"
    assert Literal(finding.value) in set(graph.objects())
