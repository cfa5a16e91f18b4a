"""Say where a graph is not complete: SHACL core shapes, one finding a fault. Nothing here changes a graph."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyshacl
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from graph.quads import XSD, Iri, Term
from graph.store import Store
from ontology.files import DIRECTIVES, SHAPES, read_graph
from ontology.terms import TK

SHAPE = "https://w3id.org/trienkhai/ontology/shape/"


class ShapesError(RuntimeError):
    """The shapes themselves could not be used."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """A thing that breaks a shape: the thing, the shape's name, the value at fault if there is one."""

    focus: str
    shape: str
    value: str | None
    severity: str  # "info", "warning" or "violation"
    message_vi: str
    message_en: str


def check(graph: Graph) -> tuple[Finding, ...]:
    """Return what breaks the shapes in a graph, sorted; the graph stays as it is."""
    validate: Any = pyshacl.validate  # type: ignore[reportUnknownMemberType]
    _, report, text = validate(_with_classes(graph), shacl_graph=_shapes(), inference="none")
    if not isinstance(report, Graph):
        raise ShapesError(f"không dùng được các hình dạng / the shapes cannot be used: {text}")
    return tuple(sorted({_finding(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)}, key=_key))


def check_store(store: Store) -> Iterator[tuple[Iri, tuple[Finding, ...]]]:
    """Yield each named graph of facts by name, with what breaks the shapes among the things it describes."""
    for name in fact_graphs(store):
        yield name, check_graph(store, name)


def check_graph(store: Store, name: Iri) -> tuple[Finding, ...]:
    """Return what breaks the shapes among the things that one named graph describes."""
    rows = store.select(_DESCRIBED.replace("$graph", name)).rows
    described = frozenset(thing for (thing,) in rows)
    return tuple(finding for finding in check(_neighbourhood(store, name)) if finding.focus in described)


def neighbourhoods(store: Store) -> Iterator[tuple[Iri, Graph]]:
    """Yield each named graph of facts with all that the store says of the things in it.

    The classes of what these point to are with them, so that each can be judged alone and a large store needs
    no more memory than its largest document.
    """
    for name in fact_graphs(store):
        yield name, _neighbourhood(store, name)


def _neighbourhood(store: Store, name: Iri) -> Graph:
    graph = Graph()
    for subject, predicate, value in store.construct(_NEIGHBOURHOOD.replace("$graph", name)):
        graph.add((URIRef(subject), URIRef(predicate), _node(value)))
    return graph


def fact_graphs(store: Store) -> tuple[Iri, ...]:
    """Return the names of the named graphs that hold facts: all but the ontology's own."""
    return tuple(name for name in store.graphs() if not name.endswith("/graph/ontology"))


_DESCRIBED = "SELECT DISTINCT ?thing WHERE { GRAPH <$graph> { ?thing ?property ?value } }"
_NEIGHBOURHOOD = """
CONSTRUCT { ?thing ?property ?value . ?value a ?class }
WHERE {
  { SELECT DISTINCT ?thing WHERE { GRAPH <$graph> { ?thing ?p ?v } } }
  ?thing ?property ?value
  OPTIONAL { ?value a ?class }
}"""


@cache
def _shapes() -> Graph:
    return read_graph(SHAPES)


@cache
def _class_triples() -> tuple[tuple[Node, Node, Node], ...]:
    directives = read_graph(DIRECTIVES)
    return tuple(
        (kind, RDFS.subClassOf, parent)
        for kind, parent in directives.subject_objects(RDFS.subClassOf)
        if str(parent).startswith(str(TK))
    )


def _with_classes(graph: Graph) -> Graph:
    """Return a copy that also knows which class is part of which: the engine infers nothing else."""
    copy = Graph()
    for triple in (*graph, *_class_triples()):
        copy.add(triple)
    return copy


def _node(term: Term) -> Node:
    if isinstance(term, Iri):
        return URIRef(term)
    if term.language:
        return RdfLiteral(term.value, lang=term.language)
    if term.datatype == XSD + "string":  # rdflib holds "a" and "a"^^xsd:string for two
        return RdfLiteral(term.value)
    return RdfLiteral(term.value, datatype=URIRef(term.datatype))


def _finding(report: Graph, node: Node) -> Finding:
    messages = {getattr(text, "language", None): str(text) for text in report.objects(node, SH.resultMessage)}
    value = report.value(node, SH.value)
    return Finding(
        focus=str(report.value(node, SH.focusNode)),
        shape=str(report.value(node, SH.sourceShape)).removeprefix(SHAPE),
        value=None if value is None else str(value),
        severity=str(report.value(node, SH.resultSeverity)).removeprefix(str(SH)).lower(),
        message_vi=messages.get("vi", ""),
        message_en=messages.get("en", ""),
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.focus, finding.shape, finding.value or ""
