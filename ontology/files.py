"""The Turtle files of this folder as graphs, and what other packages look up in them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rdflib import RDF, SKOS, Graph, URIRef

from ontology.terms import SCHEME, TK

DIRECTIVES, SCHEMES, SHAPES = "directives.ttl", "schemes.ttl", "shapes.ttl"


def turtle(name: str) -> str:
    """Return the text of a Turtle file; raise `FileNotFoundError` where there is none of that name."""
    return files("ontology").joinpath(name).read_text(encoding="utf-8")


def read_graph(*names: str) -> Graph:
    """Return a new graph that holds the named Turtle files."""
    graph = Graph()
    for name in names:
        graph.parse(data=turtle(name), format="turtle")
    return graph


@cache
def kind_classes() -> Mapping[str, URIRef]:
    """Return the class of each kind of document by its Vietnamese name in lower case.

    >>> kind_classes()["kế hoạch"]
    rdflib.term.URIRef('https://w3id.org/trienkhai/ontology#Plan')
    """
    schemes = read_graph(SCHEMES)
    return {name: kind for name, kind in _kinds(schemes) if isinstance(kind, URIRef)}


def _kinds(schemes: Graph) -> list[tuple[str, object]]:
    return [
        (str(label), schemes.value(concept, TK.kindClass))
        for concept in schemes.subjects(SKOS.inScheme, SCHEME["kind"])
        for label in schemes.objects(concept, SKOS.prefLabel)
        if getattr(label, "language", None) == "vi"
    ]


def ontology_terms(graph: Graph) -> frozenset[URIRef]:
    """Return the terms of our own namespace that a graph declares with a type."""
    return frozenset(
        term for term in graph.subjects(RDF.type) if isinstance(term, URIRef) and str(term).startswith(str(TK))
    )
