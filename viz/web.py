"""Things in columns, joined by curves: where the boxes and lines of a graph stand. Lengths are CSS pixels."""

from collections.abc import Iterable, Sequence

import networkx as nx

from viz.layout import depths_of
from viz.ordering import Slot, order_rows, place_rows

WIDTH, HEIGHT, COLUMN, ROW = 210.0, 34.0, 290.0, 44.0
MARGIN = 10.0
SWING = 40.0  # of a curve between two boxes of one column
LETTERS = 28  # that fit into a box

Corner = tuple[float, float]  # the upper left one of a box: x, y


def curve(one: Corner, other: Corner) -> str:
    """Return the path between two boxes; between boxes of one column it swings out to the right."""
    (left, y1), (right, y2) = sorted((one, other))
    y1, y2 = y1 + HEIGHT / 2, y2 + HEIGHT / 2
    if left == right:
        x = left + WIDTH
        return f"M{x:g} {y1:g}C{x + SWING:g} {y1:g} {x + SWING:g} {y2:g} {x:g} {y2:g}"
    x1 = left + WIDTH
    middle = (x1 + right) / 2
    return f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {right:g} {y2:g}"


def columns_of(things: Iterable[str], ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the things from left to right: each behind everything that points at it; a circle stands abreast."""
    tied: nx.DiGraph[str] = nx.DiGraph()
    tied.add_nodes_from(things)
    tied.add_edges_from(ties)
    depths = depths_of(tied)
    found: list[list[str]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
    for thing in tied:
        found[depths[thing]].append(thing)
    return found


def place(columns: Sequence[Sequence[str]], ties: Iterable[tuple[str, str]], *, column: float) -> dict[str, Corner]:
    """Return where each thing stands: near what it is tied to, `column` from column to column."""
    links = list(ties)
    rows = [[Slot(key=thing, lane=0, width=HEIGHT) for thing in things] for things in columns]
    heights = place_rows(order_rows(rows, links), links, gap=ROW - HEIGHT).get(0, {})
    top = min(heights.values(), default=0.0)
    return {
        thing: (MARGIN + number * column, round(MARGIN + heights[thing] - top, 1))
        for number, things in enumerate(columns)
        for thing in things
    }
