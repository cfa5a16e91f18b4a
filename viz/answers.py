"""An answer as a picture where one fits: a graph of the things that its rows tie, a chart of names and numbers."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graph.quads import Iri, Literal, Term
from ontology.identifiers import ONTOLOGY
from queries.sparql import SparqlAnswer
from viz.drawing import shorten
from viz.results import plain
from viz.web import HEIGHT, LETTERS, MARGIN, SWING, WIDTH, columns_of, curve, place

BARS = 40  # rows that a chart shows
THINGS = 150  # that a graph shows
GAP = 310.0  # from column to column: a relation has its name between them
RELATION = 18  # letters of the name of a relation

PREFIXES = {
    "tk:": ONTOLOGY,
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
    "owl:": "http://www.w3.org/2002/07/owl#",
    "oa:": "http://www.w3.org/ns/oa#",
    "org:": "http://www.w3.org/ns/org#",
    "prov:": "http://www.w3.org/ns/prov#",
    "skos:": "http://www.w3.org/2004/02/skos/core#",
}

Shown = Callable[[Term | None], tuple[str, str]]  # a cell -> its letters, and its page or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of a chart: its name, its number, and its share of the longest."""

    label: str
    value: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing of a graph: the corner of its box, its words short and in full, its page, how it is tied."""

    iri: str
    x: float
    y: float
    label: str
    name: str
    page: str
    tied: str  # the names of the relations that point at it


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A relation of a graph: a path, its ends, and its names."""

    path: str
    source: str
    target: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What is drawn, of how many things."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    total: int
    width: float
    height: float


def is_term(iri: str) -> bool:
    """Say whether an IRI is a word of a vocabulary: it names a relation and is no thing of its own."""
    return any(iri.startswith(long) for long in PREFIXES.values())


def ties(answer: SparqlAnswer) -> Iterator[tuple[str, str, str]]:
    """Yield source, relation, target: the first thing of a row, and each other one.

    The relation is the word of a vocabulary that stands before the other one, else the name of its column.
    """
    for row in answer.rows:
        first, said = "", ""
        for column, cell in zip(answer.columns, row, strict=True):
            if cell is None or isinstance(cell, Literal):
                continue
            if is_term(str(cell)):
                said = str(cell)
            elif not first:
                first = str(cell)
            else:
                if str(cell) != first:
                    yield first, said or column, str(cell)
                said = ""


def graph(answer: SparqlAnswer, shown: Shown, named: Callable[[str], str]) -> Graph | None:
    """Return an answer as a graph, `None` where its rows tie nothing; `named` gives the name of a relation."""
    if answer.form == "truth":
        return None
    names: dict[tuple[str, str], dict[str, None]] = {}
    for source, relation, target in ties(answer):
        names.setdefault((source, target), {})[relation] = None
    if not names:
        return None
    everything = list(dict.fromkeys(end for pair in names for end in pair))
    kept = set(everything[:THINGS])
    pairs = {pair: ", ".join(map(named, said)) for pair, said in names.items() if kept.issuperset(pair)}
    corners = place(columns_of(everything[:THINGS], pairs), pairs, column=GAP)
    return Graph(
        nodes=tuple(_node(iri, corners[iri], shown, _tied(iri, pairs)) for iri in everything[:THINGS]),
        lines=tuple(
            Line(path=curve(corners[source], corners[target]), source=source, target=target, names=said)
            for (source, target), said in pairs.items()
        ),
        total=len(everything),
        width=max(x for x, _ in corners.values()) + WIDTH + MARGIN + SWING,
        height=max(y for _, y in corners.values()) + HEIGHT + MARGIN,
    )


def _tied(iri: str, pairs: Mapping[tuple[str, str], str]) -> str:
    return ", ".join(dict.fromkeys(said for (_, target), said in pairs.items() if target == iri))


def _node(iri: str, corner: tuple[float, float], shown: Shown, tied: str) -> Node:
    name, page = shown(Iri(iri))
    x, y = corner
    return Node(iri=iri, x=x, y=y, label=shorten(name, LETTERS), name=name, page=page, tied=shorten(tied, RELATION))


def bars(answer: SparqlAnswer, shown: Shown) -> list[Bar]:
    """Return a few rows of a name and a number as bars; nothing where that does not fit."""
    if answer.form != "rows" or len(answer.columns) < 2 or not 1 < len(answer.rows) <= BARS:  # noqa: PLR2004 - a name and a number
        return []
    found: list[tuple[str, float]] = []
    for row in answer.rows:
        try:
            found.append((" · ".join(shown(cell)[0] for cell in row[:-1]), float(plain(row[-1]))))
        except ValueError:
            return []
    values = [value for _, value in found]
    largest = max(values)
    if not all(map(math.isfinite, values)) or largest <= 0 or min(values) < 0:
        return []
    return [Bar(label=label, value=value, share=value / largest) for label, value in found]
