"""The shape of a cascade, with networkx: what is reached, by which longest chain, and where there are circles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import networkx as nx


class Edge(NamedTuple):
    """One document carries out (or is issued with) another."""

    lower: str
    relation: str
    upper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """All that is below a root (or above it), by node name."""

    chains: Mapping[str, tuple[str, ...]]  # node -> the nodes between the root and it on the longest chain
    direct: frozenset[str]
    edges: tuple[Edge, ...]  # after transitive reduction
    cycles: tuple[tuple[str, ...], ...]
    graph: "nx.DiGraph[str]"  # from the root outwards, as the texts say
    root: str

    def between(self, node: str) -> frozenset[str]:
        """Return every node on any chain of any length from the root to this one."""
        upwards = self.graph.reverse(copy=False)
        return (_below(self.graph, self.root) & _below(upwards, node)) - {node, self.root}


def descend(edges: Iterable[Edge], root: str, *, up: bool = False) -> Descent:
    """Return what is below a root, or above it where `up`; circles are condensed before anything is measured.

    Members of one circle count as one step; what shares a circle with the root is as far from it as its shortest way.
    """
    kept = tuple(edge for edge in edges if edge.lower != edge.upper)
    whole: nx.DiGraph[str] = nx.DiGraph((edge.lower, edge.upper) if up else (edge.upper, edge.lower) for edge in kept)
    whole.add_node(root)
    graph = whole.subgraph(_below(whole, root) | {root}).copy()
    condensed = nx.condensation(graph)
    member_of: dict[str, int] = condensed.graph["mapping"]
    reduced = nx.transitive_reduction(condensed)
    chains = _longest_chains(graph, condensed, reduced, root)
    return Descent(
        chains=chains,
        direct=frozenset(graph.successors(root)),
        edges=tuple(edge for edge in kept if _stays(edge, member_of, reduced, up=up)),
        cycles=tuple(sorted(tuple(sorted(each)) for each in nx.strongly_connected_components(graph) if len(each) > 1)),
        graph=graph,
        root=root,
    )


def reachable(edges: Iterable[Edge]) -> Mapping[str, frozenset[str]]:
    """Return for each document all that it carries out, at any depth."""
    graph: nx.DiGraph[str] = nx.DiGraph((edge.lower, edge.upper) for edge in edges)
    return {node: _below(graph, node) for node in graph}


class Descents(Mapping[str, frozenset[str]]):
    """What `reachable` returns, for each document when it is wanted."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        """Take the relations of a collection."""
        self._graph: nx.DiGraph[str] = nx.DiGraph((edge.lower, edge.upper) for edge in edges)
        self._known: dict[str, frozenset[str]] = {}

    def __getitem__(self, node: str) -> frozenset[str]:
        """Return all that a document carries out; raise `KeyError` where no relation names it."""
        if node not in self._graph:
            raise KeyError(node)
        if node not in self._known:
            self._known[node] = _below(self._graph, node)
        return self._known[node]

    def __iter__(self) -> Iterator[str]:
        """Yield every document that a relation names."""
        return iter(self._graph)

    def __len__(self) -> int:
        """Return how many documents relations name."""
        return len(self._graph)


def _below(graph: "nx.DiGraph[str]", node: str) -> frozenset[str]:
    return frozenset(nx.descendants(graph, node))  # pyright: ignore[reportUnknownMemberType] - half typed there


def _stays(edge: Edge, member_of: Mapping[str, int], reduced: "nx.DiGraph[int]", *, up: bool) -> bool:
    ends = (edge.lower, edge.upper) if up else (edge.upper, edge.lower)
    if not set(ends) <= member_of.keys():
        return False
    near, far = (member_of[end] for end in ends)
    return near == far or reduced.has_edge(near, far)


def _longest_chains(
    graph: "nx.DiGraph[str]", condensed: "nx.DiGraph[int]", reduced: "nx.DiGraph[int]", root: str
) -> dict[str, tuple[str, ...]]:
    """Return for each node but the root the nodes between; among chains of one length the first by name."""
    member_of: dict[str, int] = condensed.graph["mapping"]
    names = {node: tuple(sorted(condensed.nodes[node]["members"])) for node in condensed}
    start = member_of[root]
    chain: dict[int, tuple[int, ...]] = {start: ()}
    for node in nx.topological_sort(reduced):
        before = [chain[each] + ((each,) if each != start else ()) for each in reduced.predecessors(node)]
        if before:
            chain[node] = min(before, key=lambda nodes: (-len(nodes), [names[each] for each in nodes]))
    circle: nx.DiGraph[str] = nx.DiGraph(sorted(graph.subgraph(names[start]).edges))  # ties fall by name
    circle.add_node(root)
    ways = nx.single_source_shortest_path(circle, root)
    around = {node: tuple(way[1:-1]) for node, way in ways.items() if node != root}
    far = {
        node: tuple(names[each][0] for each in chain[number]) for node, number in member_of.items() if number != start
    }
    return around | far
