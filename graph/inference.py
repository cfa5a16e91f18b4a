"""What follows from what texts say: the cascade with its longest chains, and the rules in `rules/`.

A document cascades from every one that it implements or is issued with, and from what those cascade from.
Documents
that carry out each other in a circle are one step: none is above another, and the circle is told by an audit.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files

import networkx as nx

from graph.quads import RDF, Iri, Quad, number
from graph.store import Store
from ontology.identifiers import graph_iri, part_iri
from ontology.terms import TK

_DOWN = {str(TK.implements), str(TK.issuedWith)}


def steps_between(edges: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the length of the longest chain between every two documents of a cascade, lower and upper.

    `edges` lead from the document that carries out to the one that is carried out. Inside a circle every
    document
    cascades from every other, one step away.

    >>> chains = [("plan", "programme"), ("programme", "resolution"), ("plan", "resolution")]
    >>> steps_between(chains)["plan", "resolution"]
    2
    """
    graph: nx.DiGraph[str] = nx.DiGraph(edge for edge in edges if edge[0] != edge[1])
    circles = nx.condensation(graph)
    members: dict[int, list[str]] = {node: sorted(circles.nodes[node]["members"]) for node in circles}
    above: dict[int, dict[int, int]] = {}
    for node in reversed(list(nx.topological_sort(circles))):
        above[node] = _longest(node, circles, above)
    return {
        (lower, upper): steps
        for node, reached in above.items()
        for target, steps in ({node: 1} | reached).items()
        for lower in members[node]
        for upper in members[target]
        if lower != upper
    }


def _longest(node: int, circles: "nx.DiGraph[int]", above: dict[int, dict[int, int]]) -> dict[int, int]:
    reached: dict[int, int] = {}
    for parent in circles.successors(node):
        reached[parent] = max(reached.get(parent, 0), 1)
        for target, steps in above[parent].items():
            reached[target] = max(reached.get(target, 0), steps + 1)
    return reached


def leads_down(quad: Quad) -> bool:
    """Say whether a statement is a step of a cascade: one document carries out another or is issued with it."""
    return quad.predicate in _DOWN


def steps_down(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Yield the lower and the upper document of each statement that is a step of a cascade."""
    yield from ((str(quad.subject), str(quad.object)) for quad in quads if leads_down(quad))


def cascade_quads(edges: Iterable[tuple[str, str]], base: str) -> Iterator[Quad]:
    """Yield `tk:cascadesFrom` for every two documents of a cascade, and a `tk:Descent` with the steps.

    `edges` are those of `steps_down`.
    """
    graph = Iri(graph_iri("inferred", base=base))
    for (lower, upper), steps in sorted(steps_between(sorted(set(edges))).items()):
        node = Iri(
            part_iri(
                lower.removeprefix(f"{base}document/"),
                "descent",
                upper.removeprefix(f"{base}document/"),
                base,
            )
        )
        yield Quad(Iri(lower), Iri(TK.cascadesFrom), Iri(upper), graph)
        yield Quad(node, Iri(RDF + "type"), Iri(TK.Descent), graph)
        yield Quad(node, Iri(TK.descendant), Iri(lower), graph)
        yield Quad(node, Iri(TK.ancestor), Iri(upper), graph)
        yield Quad(node, Iri(TK.steps), number(steps), graph)


def rule_names() -> tuple[str, ...]:
    """Return the names of the rules in `graph/rules`, in the order in which they apply."""
    return tuple(sorted(path.name for path in files("graph").joinpath("rules").iterdir() if path.name.endswith(".rq")))


def rule_quads(store: Store, base: str) -> Iterator[Quad]:
    """Yield what the rules of `graph/rules` construct from a store that holds the cascade."""
    graph = Iri(graph_iri("inferred", base=base))
    for name in rule_names():
        sparql = files("graph").joinpath("rules", name).read_text(encoding="utf-8")
        for subject, predicate, value in store.construct(sparql):
            yield Quad(subject, predicate, value, graph)
