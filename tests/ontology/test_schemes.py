"""The lists of schemes.ttl are sound SKOS and hold what the records can say."""

from datetime import date

import pytest
from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib import Literal as RdfLiteral

from ontology import model
from ontology.files import DIRECTIVES, SCHEMES, kind_classes, read_graph
from ontology.identifiers import slug
from ontology.terms import SCHEME, TK, concept
from ontology.terms import SCHEMES as SCHEME_NAMES

SCHEMES_GRAPH = read_graph(SCHEMES)
CONCEPTS = sorted(SCHEMES_GRAPH.subjects(RDF.type, SKOS.Concept))


def test_schemes_are_those_of_the_constants() -> None:
    assert {SCHEME[name] for name in SCHEME_NAMES} == set(SCHEMES_GRAPH.subjects(RDF.type, SKOS.ConceptScheme))
    with pytest.raises(ValueError, match="no scheme 'levels'; there are: kind, level"):
        concept("levels", "commune")


@pytest.mark.parametrize("node", CONCEPTS, ids=lambda node: node.removeprefix(str(SCHEME)))
def test_every_concept_is_labelled_and_in_its_scheme(node: URIRef) -> None:
    scheme, _, name = node.removeprefix(str(SCHEME)).partition("/")
    assert sorted(name.language for name in SCHEMES_GRAPH.objects(node, SKOS.prefLabel)) == ["en", "vi"]
    assert list(SCHEMES_GRAPH.objects(node, SKOS.inScheme)) == [SCHEME[scheme]]
    assert name == slug(name)
    broader = set(SCHEMES_GRAPH.objects(node, SKOS.broader))
    assert broader or (node, SKOS.topConceptOf, SCHEME[scheme]) in SCHEMES_GRAPH
    assert all(parent in CONCEPTS and parent.startswith(SCHEME[scheme]) for parent in broader)


@pytest.mark.parametrize(
    ("scheme", "values"),
    [("level", model.Level), ("branch", model.Branch)],
)
def test_schemes_hold_the_values_of_the_records(scheme: str, values: type[model.Level | model.Branch]) -> None:
    assert {concept(scheme, value) for value in values} == set(SCHEMES_GRAPH.subjects(SKOS.inScheme, SCHEME[scheme]))


@pytest.mark.parametrize("relation", model.Relation)
def test_every_relation_of_the_records_is_a_concept(relation: model.Relation) -> None:
    assert concept("relation", slug(relation)) in CONCEPTS


def test_levels_are_ranked_and_the_district_has_ended() -> None:
    ranks = {node: int(rank) for node, rank in SCHEMES_GRAPH.subject_objects(TK.levelRank)}
    names = sorted(ranks, key=lambda node: ranks[node])
    assert [node.rpartition("/")[2] for node in names] == list(model.Level)
    ended = {node: end.toPython() for node, end in SCHEMES_GRAPH.subject_objects(TK.validUntil)}
    assert ended == {concept("level", "district"): date(2025, 6, 30)}


def test_kinds_have_a_class_and_their_name_gives_their_iri() -> None:
    classes = kind_classes()
    kinds = set(SCHEMES_GRAPH.subjects(SKOS.inScheme, SCHEME["kind"]))
    assert {concept("kind", slug(name)) for name in classes} == kinds
    documents = set(read_graph(DIRECTIVES).subjects(RDFS.subClassOf, TK.Document))
    assert set(classes.values()) == documents


@pytest.mark.parametrize(
    ("name", "notation"),
    [
        ("nghị quyết", "NQ"),
        ("quyết định", "QĐ"),
        ("chỉ thị", "CT"),
        ("quy định", "QyĐ"),
        ("quy định", "QĐi"),
        ("chương trình", "CTr"),
        ("đề án", "ĐA"),
        ("tờ trình", "TTr"),
        ("thông tri", "TT"),
    ],
)
def test_abbreviations_of_decree_30_and_guide_36(name: str, notation: str) -> None:
    assert RdfLiteral(notation) in set(SCHEMES_GRAPH.objects(concept("kind", slug(name)), SKOS.notation))
