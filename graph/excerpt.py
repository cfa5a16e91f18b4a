"""A part of a collection as a store of its own: chosen documents, what was found about them, what they name.

Documents that are not chosen but named by those that are keep their head and are in the excerpt as documents only
cited: it does not hold their text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.quads import Iri, Literal, Quad, Term, truth
from graph.store import Solutions, Store
from graph.triples import LABEL, TYPE
from ontology.files import DIRECTIVES, SCHEMES, turtle
from ontology.terms import TK

_HEAD = frozenset(
    map(
        str, (TYPE, LABEL, TK.name, TK.symbol, TK.title, TK.documentKind, TK.issuedOn, TK.issuedBy, TK.level, TK.branch)
    )
)
_GRAPH = """
SELECT ?subject ?predicate ?object WHERE { GRAPH <%s> { ?subject ?predicate ?object } }
"""
_HEADS = """
SELECT ?subject ?predicate ?object WHERE { VALUES ?subject { %s } ?subject ?predicate ?object }
"""
_SAID, _REGISTER, _ONTOLOGY = "/graph/document/", "/graph/register/", "/graph/ontology"
_REDIRECTS = "/graph/redirects"


def excerpt(store: Store, chosen: Collection[Iri]) -> Store:
    """Return a store in memory with what a store knows of the chosen documents."""
    graphs = store.graphs()
    own = set(map(_identity, chosen))
    kept = [quad for graph in graphs if graph.partition(_SAID)[2] in own for quad in _quads(store, graph)]
    others = (_SAID, _REGISTER, _ONTOLOGY, _REDIRECTS)
    shared = [graph for graph in graphs if not any(part in graph for part in others)]
    for graph in shared:
        kept += _about(_quads(store, graph), own)
    registers = [graph for graph in graphs if _REGISTER in graph]
    kept += _named(kept, [quad for graph in registers for quad in _quads(store, graph)], own)
    kept += _heads(store, kept, own, graphs)
    there = {quad.subject for quad in kept}
    old = (quad for graph in graphs if graph.endswith(_REDIRECTS) for quad in _quads(store, graph))
    kept += [quad for quad in old if quad.object in there]
    found = Store.memory()
    found.bulk_load(kept)
    for graph in (each for each in graphs if each.endswith(_ONTOLOGY)):
        for name in (DIRECTIVES, SCHEMES):
            found.load_turtle(turtle(name).encode(), graph)
    return found


def _identity(iri: str) -> str:
    """Return the id of the document that a thing is or stands in, "" for a thing of no document."""
    return iri.partition("/document/")[2].split("/")[0]


def _quads(store: Store, graph: Iri) -> Iterator[Quad]:
    return (Quad(*triple, graph) for triple in _triples(store, _GRAPH % graph))


def _triples(store: Store, sparql: str) -> Iterator[tuple[Iri, Iri, Term]]:
    answer = store.answer(sparql)
    if isinstance(answer, Solutions):
        for subject, predicate, value in answer.rows:
            if isinstance(subject, Iri) and isinstance(predicate, Iri) and value is not None:
                yield subject, predicate, value


def _by_subject(quads: Iterable[Quad]) -> Mapping[Iri, list[Quad]]:
    grouped: dict[Iri, list[Quad]] = defaultdict(list)
    for quad in quads:
        grouped[quad.subject].append(quad)
    return grouped


def _about(quads: Iterable[Quad], own: Collection[str]) -> Iterator[Quad]:
    """Yield what is said of the chosen documents and of their things, and findings and judgements about them."""
    for subject, said in _by_subject(quads).items():
        if _belongs(subject, said, own):
            yield from said


def _belongs(subject: Iri, said: Iterable[Quad], own: Collection[str]) -> bool:
    if _identity(subject):
        return _identity(subject) in own
    named = {quad.predicate: _identity(str(quad.object)) for quad in said if _is_of_document(quad.object)}
    focus = named.get(Iri(TK.focus))
    return focus in own if focus else any(each in own for each in named.values())


def _is_of_document(value: Term) -> bool:
    return not isinstance(value, Literal) and bool(_identity(value))


def _named(kept: Iterable[Quad], registered: Iterable[Quad], own: Collection[str]) -> Iterator[Quad]:
    """Yield the descriptions of what is named, and of what those name in turn: an agency, its area, the area above."""
    described = _by_subject(registered)
    waiting = {str(quad.object) for quad in kept} | {str(iri) for iri in described if _identity(iri) in own}
    told: set[str] = set()
    while waiting:
        told |= waiting
        said = [quad for iri in sorted(waiting) for quad in described.get(Iri(iri), ())]
        yield from said
        waiting = {str(quad.object) for quad in said} - told


def _heads(store: Store, kept: Iterable[Quad], own: Collection[str], graphs: Iterable[Iri]) -> Iterator[Quad]:
    """Yield the heads of documents that are named but neither chosen nor described in a register."""
    others = {graph.partition(_SAID)[2] for graph in graphs if _SAID in graph} - set(own)
    root = next((graph.partition("/graph/")[0] for graph in graphs), "")
    graph = Iri(f"{root}{_REGISTER}cited")
    named = {str(quad.object) for quad in kept if _is_of_document(quad.object)} | {quad.subject for quad in kept}
    outside = sorted(iri for iri in named if _identity(iri) in others and iri.endswith(f"/document/{_identity(iri)}"))
    listed = " ".join(f"<{iri}>" for iri in outside)
    heads = [Quad(*triple, graph) for triple in _triples(store, _HEADS % listed) if triple[1] in _HEAD]
    yield from heads
    yield from (Quad(Iri(iri), Iri(TK.inCollection), truth(False), graph) for iri in outside)
    known = {quad.object for quad in heads if quad.predicate == str(TK.issuedBy)}
    registered = (quad for each in graphs if each.endswith("/register/agencies") for quad in _quads(store, each))
    yield from (quad for quad in registered if quad.subject in known)
