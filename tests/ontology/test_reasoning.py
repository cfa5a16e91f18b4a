"""HermiT finds the ontology sound, finds planted contradictions, and derives what the rules must derive."""

import socket
import sys
import tempfile
from pathlib import Path

import networkx as nx
import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef, term

from graph.check import check
from graph.inference import cascade_quads, rule_quads, steps_down
from graph.quads import Iri, Quad
from graph.reasoning import (
    EXECUTED,
    STANDINS,
    NoJavaError,
    ReasoningError,
    contradictions,
    is_consistent,
    prepared,
)
from graph.store import Store
from ontology.files import DIRECTIVES, SCHEMES, read_graph
from ontology.identifiers import BASE
from ontology.terms import TK

COMPLETE = Path(__file__).with_name("complete.ttl")
PREFIXES = "".join(line for line in COMPLETE.read_text(encoding="utf-8").splitlines(keepends=True) if "@prefix" in line)
THING = Namespace("https://w3id.org/trienkhai/id/")
ONTOLOGY = read_graph(DIRECTIVES, SCHEMES)

# Two roads to the centre, a document issued with another, a loose one, and two that name each other.
IMPLEMENTS = [
    ("commune", "province"),
    ("province", "central"),
    ("commune", "central"),
    ("province", "government"),
]
ISSUED_WITH = [("programme", "commune"), ("left", "right"), ("right", "left")]

# The office was split, and one half was renamed later.
SUCCEEDED = [("office", "half"), ("office", "other-half"), ("half", "renamed-half")]

needs_java = pytest.mark.usefixtures("needs_java")


def graph_of(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle)


def cascade() -> Graph:
    graph = Graph()
    for lower, upper in IMPLEMENTS:
        graph.add((THING[lower], TK.implements, THING[upper]))
    for lower, upper in ISSUED_WITH:
        graph.add((THING[lower], TK.issuedWith, THING[upper]))
    graph.add((THING["task"], TK.setOutIn, THING["commune"]))
    graph.add((THING["task"], TK.leadAgency, THING["office"]))
    for old, heir in SUCCEEDED:
        graph.add((THING[old], TK.succeededBy, THING[heir]))
    graph.add((THING["task"], TK.hasLeadAssignment, THING["leading"]))
    graph.add((THING["task"], TK.hasCoordinatingAssignment, THING["partnering"]))
    graph.add((THING["leading"], TK.agent, THING["office"]))
    graph.add((THING["partnering"], TK.agent, THING["schools"]))
    return graph


def ancestors() -> dict[str, set[str]]:
    steps = nx.transitive_closure(nx.DiGraph([*IMPLEMENTS, *ISSUED_WITH]), reflexive=False)
    return {lower: set(steps.successors(lower)) for lower in steps}


def pairs(derived: frozenset[tuple[str, str, str]], name: URIRef) -> set[tuple[str, str]]:
    return {
        (subject.removeprefix(THING), value.removeprefix(THING))
        for subject, predicate, value in derived
        if predicate == str(name)
    }


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    found = is_consistent(ONTOLOGY)
    assert found.consistent
    assert found.unsatisfiable == ()


@needs_java
def test_a_complete_graph_is_consistent_with_it() -> None:
    assert is_consistent(ONTOLOGY, Graph().parse(COMPLETE)).consistent


@needs_java
@pytest.mark.parametrize(
    "planted",
    [
        pytest.param(":plan a tk:Plan, tk:Resolution .", id="two kinds"),
        pytest.param(":plan tk:implements :office . :office a tk:Agency .", id="carries out an agency"),
        pytest.param(":task tk:leadAgency :plan . :plan a tk:Plan .", id="led by a document"),
        pytest.param(":task tk:setOutIn :plan ; tk:implements :plan .", id="a task that carries out"),
        pytest.param(":task tk:setOutIn :plan . :section tk:partOf :task .", id="a task with sections"),
        pytest.param(':descent tk:steps "two" .', id="steps in words"),
        pytest.param(":task tk:due 15 .", id="due on a number"),
        pytest.param(':plan tk:inCollection "có" .', id="truth in words"),
        pytest.param(
            ":task tk:hasLeadAssignment :leading . :leading tk:agent :schools . :schools a tk:Area .",
            id="an area leads, by the chain",
        ),
    ],
)
def test_a_planted_contradiction_is_found(planted: str) -> None:
    assert not is_consistent(ONTOLOGY, graph_of(planted)).consistent


@needs_java
def test_a_class_that_can_have_no_member_is_named() -> None:
    hybrid = THING["Hybrid"]
    planted = Graph()
    planted.add((hybrid, RDF.type, OWL.Class))
    planted.add((hybrid, RDFS.subClassOf, TK.Task))
    planted.add((hybrid, RDFS.subClassOf, TK.Agency))
    found = is_consistent(ONTOLOGY, planted)
    assert found.consistent
    assert found.unsatisfiable == (str(hybrid),)


@needs_java
@pytest.mark.parametrize("at_once", [1, 1000], ids=["one by one", "together"])
def test_the_graph_that_contradicts_is_named(at_once: int) -> None:
    graphs = [("a", graph_of(":plan a tk:Plan .")), ("b", graph_of(":schools a tk:Area, tk:Agency ."))]
    assert list(contradictions(ONTOLOGY, graphs, at_once)) == [("b",)]


@needs_java
def test_graphs_that_contradict_each_other_are_named_together() -> None:
    graphs = [("a", graph_of(":plan a tk:Plan .")), ("b", graph_of(":plan a tk:Decree ."))]
    assert list(contradictions(ONTOLOGY, graphs)) == [("a", "b")]


def test_no_graph_needs_no_reasoner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(contradictions(ONTOLOGY, [])) == []


@needs_java
def test_hermit_derives_the_cascade() -> None:
    derived = is_consistent(
        ONTOLOGY,
        cascade(),
        derive=[TK.cascadesFrom, TK.tracesTo, TK.leadAgency, TK.coordinatingAgency, TK.boundBy, TK.passesTo],
    ).derived
    above = ancestors()
    assert pairs(derived, TK.cascadesFrom) == {(lower, upper) for lower in above for upper in above[lower]}
    assert pairs(derived, TK.tracesTo) == {("task", upper) for upper in above["commune"]}
    assert pairs(derived, TK.leadAgency) == {("task", "office")}
    assert pairs(derived, TK.coordinatingAgency) == {("task", "schools")}
    assert pairs(derived, TK.passesTo) == {("task", heir) for _, heir in SUCCEEDED}
    assert pairs(derived, TK.boundBy) == {("office", upper) for upper in above["commune"]}


@needs_java
def test_the_build_writes_what_the_ontology_derives() -> None:
    asserted = [
        Quad(Iri(subject), Iri(predicate), Iri(value), Iri(THING["facts"])) for subject, predicate, value in cascade()
    ]
    store = Store.memory()
    store.add([*asserted, *cascade_quads(steps_down(asserted), BASE)])
    written = {(quad.subject, quad.predicate, quad.object) for quad in rule_quads(store, BASE)}
    written |= set(store.construct(f"CONSTRUCT WHERE {{ ?a <{TK.cascadesFrom}> ?b }}"))
    derived = is_consistent(ONTOLOGY, cascade(), derive=[TK.cascadesFrom, TK.tracesTo, TK.passesTo]).derived
    in_a_circle_with_itself = {(a, p, b) for a, p, b in derived if a == b}  # told by an audit, not written
    assert written == derived - in_a_circle_with_itself
    assert in_a_circle_with_itself


def test_the_rules_of_owl_rl_derive_the_same_cascade() -> None:
    graph = read_graph(DIRECTIVES) + cascade()
    readings = term._toPythonMapping
    kept = dict(readings)
    try:
        DeductiveClosure(OWLRL_Semantics).expand(graph)
    finally:  # owlrl puts its own reading of days into rdflib for the whole process; it refuses --12-15
        readings.clear()
        readings.update(kept)
    above = ancestors()
    found = {(str(s).removeprefix(THING), str(o).removeprefix(THING)) for s, o in graph[: TK.cascadesFrom]}
    assert found == {(lower, upper) for lower in above for upper in above[lower]}
    assert {str(o).removeprefix(THING) for o in graph[THING["task"] : TK.tracesTo]} == above["commune"]


@needs_java
def test_the_deadline_ends_the_reasoner_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ReasoningError, match=r"was not done after 0\.05 seconds"):
        is_consistent(ONTOLOGY, deadline=0.05)
    assert list(tmp_path.iterdir()) == []


@needs_java
def test_a_value_that_its_datatype_lacks_is_told() -> None:
    with pytest.raises(ReasoningError, match=r"HermiT refused the graph: .*30/9/2025"):
        is_consistent(ONTOLOGY, graph_of(':plan tk:issuedOn "30/9/2025"^^xsd:date .'))


def test_without_java_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoJavaError, match="apt install default-jre-headless"):
        is_consistent(ONTOLOGY)


def test_prepared_graphs_import_and_execute_nothing() -> None:
    graph = Graph()
    graph.add((THING["o"], OWL.imports, URIRef("https://example.org/other")))
    graph.add((THING["o"], URIRef(EXECUTED + "python_module"), Literal("os")))
    graph.add((THING["o"], RDFS.label, Literal("một", lang="vi")))
    assert set(prepared(graph)) == {(THING["o"], RDFS.label, Literal("một", lang="vi"))}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Literal("2025-09-30", datatype=XSD.date), Literal("2025-09-30T00:00:00", datatype=XSD.dateTime)),
        (Literal("2025-09", datatype=XSD.gYearMonth), Literal("2025-09", datatype=XSD.string)),
        (Literal("--12-15", datatype=XSD.gMonthDay), Literal("--12-15", datatype=XSD.string)),
        (Literal("P6M", datatype=XSD.duration), Literal("P6M", datatype=XSD.string)),
        (Literal("kế hoạch", lang="vi"), Literal("kế hoạch", lang="vi")),
        (Literal(5), Literal(5)),
        (XSD.date, XSD.dateTime),
    ],
)
def test_datatypes_that_hermit_lacks_are_replaced(value: Literal | URIRef, expected: Literal | URIRef) -> None:
    graph = Graph()
    graph.add((THING["a"], RDFS.range, value))
    assert next(prepared(graph).objects()) == expected


def test_preparing_twice_is_preparing_once() -> None:
    once = prepared(ONTOLOGY, Graph().parse(COMPLETE))
    assert set(prepared(once)) == set(once)
    assert not set(STANDINS) & set(once.objects())


@pytest.mark.usefixtures("needs_java")
def test_an_ontology_of_strangers_calls_nobody_and_runs_nothing(tmp_path: Path) -> None:
    """What a graph says of imports and of Python modules to run is neither fetched nor run, by HermiT or by SHACL."""
    (tmp_path / "trap_of_this_test.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.3)
        away = URIRef(f"http://127.0.0.1:{trap.getsockname()[1]}/x")
        graph = read_graph(DIRECTIVES)
        for name in (THING["o"], URIRef(str(TK).rstrip("#"))):
            graph.add((name, RDF.type, OWL.Ontology))
            graph.add((name, OWL.imports, away))
            graph.add((name, URIRef(EXECUTED + "python_module"), Literal("trap_of_this_test")))
            graph.add((name, URIRef("http://www.w3.org/ns/shacl#js"), away))
            graph.add((name, URIRef("http://www.w3.org/ns/shacl#shapesGraph"), away))
        sys.path.insert(0, str(tmp_path))
        try:
            assert is_consistent(graph).consistent
            check(graph)
        finally:
            sys.path.remove(str(tmp_path))
        with pytest.raises(TimeoutError):
            trap.accept()
    assert not (tmp_path / "ran").exists()
