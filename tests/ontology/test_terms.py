"""directives.ttl and the constants of terms.py say the same, and every term says what it means."""

import unicodedata

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib import Literal as RdfLiteral

from ontology.files import DIRECTIVES, SCHEMES, SHAPES, ontology_terms, read_graph
from ontology.identifiers import ONTOLOGY
from ontology.terms import TK

DIRECTIVES_GRAPH = read_graph(DIRECTIVES)
TERMS = sorted(ontology_terms(DIRECTIVES_GRAPH))

# The terms of others that we align with, point to or use as they are: a misspelt one is not listed.
OUTSIDE = """
http://data.europa.eu/eli/ontology# LegalResource Work WorkSubdivision amends applies based_on cites
  date_document ensures_implementation_of id_local is_annex_of is_part_of jurisdiction number passed_by
  repeals type_document
http://data.europa.eu/2qy/rrmv# Action AgentRole Frequency Group InstantSpec
  forAgent hasAgentRole hasFrequency withRole
http://purl.org/net/p-plan# Plan Step isStepOfPlan
http://www.w3.org/ns/org# ChangeEvent Organization classification
http://www.w3.org/ns/prov# Entity
http://www.w3.org/ns/oa# Annotation SpecificResource TextPositionSelector TextQuoteSelector
  end exact hasBody hasSelector hasSource hasTarget start
http://www.w3.org/ns/shacl# Info ValidationResult Violation Warning focusNode resultMessage resultSeverity
http://purl.org/dc/terms/ Location identifier isPartOf isReplacedBy license source title
http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core# confidence
http://www.w3.org/2006/time# inXSDDate
https://schema.org/ byMonthDay maxValue unitText value
"""
PASSED_OVER = (
    "https://w3id.org/trienkhai/",
    "https://www.apache.org/",
    "http://www.w3.org/2001/XMLSchema#",
    *map(str, (OWL, RDF, RDFS, SKOS)),
)


def outside_terms() -> set[str]:
    terms: set[str] = set()
    namespace = ""
    for word in OUTSIDE.split():
        if ":" in word:
            namespace = word
        else:
            terms.add(namespace + word)
    return terms


def languages(subject: URIRef, predicate: URIRef) -> list[str | None]:
    texts = DIRECTIVES_GRAPH.objects(subject, predicate)
    return sorted(text.language for text in texts if isinstance(text, RdfLiteral))


def test_constants_are_the_terms_of_the_ontology() -> None:
    assert [TK[name] for name in sorted(TK.__annotations__) if not name.startswith("_")] == TERMS


def test_an_unknown_constant_fails() -> None:
    with pytest.raises(AttributeError):
        _ = TK.asignedTo


def test_the_namespace_is_that_of_the_identifiers() -> None:
    assert str(TK) == ONTOLOGY


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(ONTOLOGY))
def test_every_term_is_labelled_and_defined_in_both_languages(term: URIRef) -> None:
    assert languages(term, RDFS.label) == ["en", "vi"]
    assert languages(term, SKOS.definition) == ["en", "vi"]
    for definition in DIRECTIVES_GRAPH.objects(term, SKOS.definition):
        assert str(definition).endswith(".")
        assert str(definition)[0].isupper()


def test_no_two_terms_of_one_sort_share_a_label() -> None:
    labels = [
        (sort, str(label), label.language)
        for term in TERMS
        for sort in DIRECTIVES_GRAPH.objects(term, RDF.type)
        for label in DIRECTIVES_GRAPH.objects(term, RDFS.label)
        if isinstance(label, RdfLiteral)
    ]
    assert sorted(labels, key=str) == sorted(set(labels), key=str)


@pytest.mark.parametrize("name", [DIRECTIVES, SCHEMES, SHAPES])
def test_texts_are_in_composed_letters(name: str) -> None:
    texts = [str(text) for text in read_graph(name).objects() if isinstance(text, RdfLiteral)]
    assert texts
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


def test_properties_and_classes_follow_the_naming_rule() -> None:
    for term in TERMS:
        is_class = (term, RDF.type, OWL.Class) in DIRECTIVES_GRAPH
        assert term.removeprefix(ONTOLOGY)[0].isupper() == is_class, term


def test_domains_and_ranges_are_terms_that_exist() -> None:
    members = {
        node
        for predicate in (RDFS.domain, RDFS.range, OWL.unionOf, RDF.first, OWL.inverseOf, RDFS.subClassOf)
        for node in DIRECTIVES_GRAPH.objects(None, predicate)
        if isinstance(node, URIRef) and node.startswith(ONTOLOGY)
    }
    assert members <= set(TERMS)


@pytest.mark.parametrize("name", [DIRECTIVES, SCHEMES, SHAPES])
def test_our_own_names_in_a_file_are_terms_of_the_ontology(name: str) -> None:
    used = {node for triple in read_graph(name) for node in triple if str(node).startswith(ONTOLOGY)}
    assert used <= set(TERMS)


def test_the_terms_of_others_are_those_we_mean() -> None:
    nodes = {node for name in (DIRECTIVES, SCHEMES) for triple in read_graph(name) for node in triple}
    iris = {str(node) for node in nodes if isinstance(node, URIRef)}
    assert {iri for iri in iris if not iri.startswith(PASSED_OVER)} == outside_terms()


def test_nothing_is_imported() -> None:
    assert list(DIRECTIVES_GRAPH.triples((None, OWL.imports, None))) == []
