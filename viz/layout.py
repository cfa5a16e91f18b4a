"""Where each document of a cascade stands: rows by administrative level, lanes by branch.

The layers are known (the level of the issuer), so nothing is guessed by a generic layout: a level is a band
of rows, a document stands one row below what it carries out inside its own level, and a long edge keeps a
narrow slot free in every row it passes, so that no edge runs through a box. Lengths are CSS pixels.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import networkx as nx

from viz.ordering import Slot, order_rows, place_rows
from viz.picture import BOX_HEIGHT, BOX_WIDTH, Box, Edge, Node, Picture, Route, Strip

LEVELS = ("central", "province", "district", "commune", "unknown")
BRANCHES = ("party", "front", "state", "unknown")
COLUMN_GAP, ROW_GAP, BAND_GAP = 18.0, 52.0, 30.0
LANE_GAP, MARGIN, HEAD = 36.0, 20.0, 34.0
SLOT_WIDTH = 10.0  # of a passing edge
COLUMNS = (4, 3, 2)  # boxes side by side in one lane, the first number that fits; more begin a new row
MANY = 150  # boxes that are wider than any window in every way: they are placed once
ROOM = 1220.0  # what a window of 1280 pixels leaves for a picture


def lay_out(nodes: Iterable[Node], edges: Iterable[Edge]) -> Picture:
    """Place nodes and edges in a picture no wider than `ROOM` where that can be, else in the narrowest one.

    Their order makes no difference; edges of unknown ends are left out.
    """
    things, relations = tuple(nodes), tuple(edges)
    tried: list[Picture] = []
    for columns in COLUMNS:
        tried.append(_lay_out(things, relations, columns))
        if tried[-1].width <= ROOM or len(things) > MANY:
            return tried[-1]
    return min(tried, key=lambda picture: picture.width)


def _lay_out(nodes: Iterable[Node], edges: Iterable[Edge], columns: int) -> Picture:
    known = {node.key: node for node in sorted(nodes, key=lambda node: node.key)}
    drawn = sorted({edge for edge in edges if edge.upper in known and edge.lower in known and edge.upper != edge.lower})
    rows = _rows(known, drawn, columns)
    row_of = {key: number for number, (_, members) in enumerate(rows) for key in members}
    chains = {edge: _chain(edge, row_of) for edge in drawn}
    slots = _slots(known, rows, chains)
    links = sorted({pair for chain in chains.values() for pair in pairwise(chain)})
    lanes = place_rows(order_rows(slots, links), links, gap=COLUMN_GAP)
    return _assemble(known, rows, chains, lanes)


def _level(node: Node) -> str:
    return node.level if node.level in LEVELS else "unknown"


def _branch(node: Node) -> str:
    return node.branch if node.branch in BRANCHES else "unknown"


def _rows(nodes: Mapping[str, Node], edges: Sequence[Edge], columns: int) -> list[tuple[str, list[str]]]:
    """Return the rows from above, each with its level; a lane of too many boxes for one row takes several."""
    inside: nx.DiGraph[str] = nx.DiGraph()
    inside.add_nodes_from(nodes)
    inside.add_edges_from((e.upper, e.lower) for e in edges if _level(nodes[e.upper]) == _level(nodes[e.lower]))
    depths = depths_of(inside)
    rows: list[tuple[str, list[str]]] = []
    for level in LEVELS:
        by_depth: dict[int, list[str]] = defaultdict(list)
        for key, node in nodes.items():
            if _level(node) == level:
                by_depth[depths[key]].append(key)
        for depth in sorted(by_depth):
            rows.extend((level, members) for members in _wrapped(by_depth[depth], nodes, columns))
    return rows


def depths_of(graph: "nx.DiGraph[str]") -> dict[str, int]:
    """Return how many steps each node stands below the first; a cycle stands abreast."""
    condensed = nx.condensation(graph)
    depth: dict[int, int] = {}
    for component in nx.lexicographical_topological_sort(condensed):
        depth[component] = max((depth[above] + 1 for above in condensed.predecessors(component)), default=0)
    return {key: depth[component] for key, component in condensed.graph["mapping"].items()}


def _wrapped(members: Sequence[str], nodes: Mapping[str, Node], columns: int) -> list[list[str]]:
    lanes: dict[str, list[str]] = defaultdict(list)
    for key in members:
        lanes[_branch(nodes[key])].append(key)
    count = max(-(-len(lane) // columns) for lane in lanes.values())
    return [
        [key for lane in lanes.values() for key in lane[number * columns : (number + 1) * columns]]
        for number in range(count)
    ]


def _chain(edge: Edge, row_of: Mapping[str, int]) -> tuple[str, ...]:
    """Return the stations of an edge: its ends, and a slot in each row between where it goes downwards."""
    first, last = row_of[edge.upper], row_of[edge.lower]
    between = (f"{row}\n{edge.upper}\n{edge.lower}" for row in range(first + 1, last))
    return (edge.upper, *between, edge.lower)


def _slots(
    nodes: Mapping[str, Node],
    rows: Sequence[tuple[str, list[str]]],
    chains: Mapping[Edge, tuple[str, ...]],
) -> list[list[Slot]]:
    """Return what stands in each row: boxes, and slots for passing edges in the lane of their lower end."""
    result = [
        [Slot(key=key, lane=BRANCHES.index(_branch(nodes[key])), width=BOX_WIDTH) for key in members]
        for _, members in rows
    ]
    passing = {
        (station, edge.lower) for edge, chain in chains.items() for station in chain[1:-1]
    }  # two relations between the same documents share one way
    for station, lower in sorted(passing):
        lane = BRANCHES.index(_branch(nodes[lower]))
        result[int(station.split("\n", 1)[0])].append(Slot(key=station, lane=lane, width=SLOT_WIDTH))
    return result


def _assemble(
    nodes: Mapping[str, Node],
    rows: Sequence[tuple[str, list[str]]],
    chains: Mapping[Edge, tuple[str, ...]],
    centres: Mapping[int, Mapping[str, float]],
) -> Picture:
    x_of, lanes, width = _lanes(nodes, centres)
    y_of_row, bands, height = _bands(rows)
    boxes = tuple(
        Box(key=key, x=round(x_of[key] - BOX_WIDTH / 2, 1), y=y_of_row[row])
        for row, (_, members) in enumerate(rows)
        for key in sorted(members, key=x_of.__getitem__)
    )
    placed = {box.key: box for box in boxes}
    routes = tuple(_routes(chains, placed, x_of, y_of_row))
    return Picture(width=width, height=height, boxes=boxes, routes=routes, bands=bands, lanes=lanes)


def _lanes(
    nodes: Mapping[str, Node], centres: Mapping[int, Mapping[str, float]]
) -> tuple[dict[str, float], tuple[Strip, ...], float]:
    x_of: dict[str, float] = {}
    strips: list[Strip] = []
    start = MARGIN
    for lane in sorted(centres):
        half = {key: (BOX_WIDTH if key in nodes else SLOT_WIDTH) / 2 for key in centres[lane]}
        left = min(x - half[key] for key, x in centres[lane].items())
        right = max(x + half[key] for key, x in centres[lane].items())
        x_of |= {key: x - left + start for key, x in centres[lane].items()}
        strips.append(Strip(name=BRANCHES[lane], start=round(start, 1), length=round(right - left, 1)))
        start += right - left + LANE_GAP
    return x_of, tuple(strips), round(max(start - LANE_GAP, MARGIN) + MARGIN, 1)


def _bands(rows: Sequence[tuple[str, list[str]]]) -> tuple[list[float], tuple[Strip, ...], float]:
    tops: list[float] = []
    bands: list[Strip] = []
    y = HEAD
    for number, (level, _) in enumerate(rows):
        if number == 0 or rows[number - 1][0] != level:
            y += BAND_GAP if number else 0.0
            bands.append(Strip(name=level, start=y, length=0.0))
            y += ROW_GAP / 2
        tops.append(y)
        y += BOX_HEIGHT + ROW_GAP
        started = bands[-1].start
        bands[-1] = Strip(name=level, start=started, length=y - ROW_GAP / 2 - started)
        if number + 1 < len(rows) and rows[number + 1][0] != level:
            y -= ROW_GAP / 2
    return tops, tuple(bands), (bands[-1].start + bands[-1].length if bands else HEAD) + MARGIN


def _routes(
    chains: Mapping[Edge, tuple[str, ...]],
    boxes: Mapping[str, Box],
    x_of: Mapping[str, float],
    tops: Sequence[float],
) -> Iterable[Route]:
    """Yield each edge's points; edges that share a side of a box take ports in the order of where they go."""
    leaving: dict[str, list[Edge]] = defaultdict(list)
    arriving: dict[str, list[Edge]] = defaultdict(list)
    for edge in chains:
        leaving[edge.upper].append(edge)
        arriving[edge.lower].append(edge)
    for edge, chain in chains.items():
        start = _port(boxes[edge.upper], edge, sorted(leaving[edge.upper], key=lambda e: (x_of[chains[e][1]], e)))
        end = _port(boxes[edge.lower], edge, sorted(arriving[edge.lower], key=lambda e: (x_of[chains[e][-2]], e)))
        points = [(start, boxes[edge.upper].y + BOX_HEIGHT)]
        for station in chain[1:-1]:
            top = tops[int(station.split("\n", 1)[0])]
            points += [(round(x_of[station], 1), top), (round(x_of[station], 1), top + BOX_HEIGHT)]
        yield Route(edge=edge, points=(*points, (end, boxes[edge.lower].y)))


def _port(box: Box, edge: Edge, edges: Sequence[Edge]) -> float:
    share = (edges.index(edge) + 1) / (len(edges) + 1)
    return round(box.x + box.width * (0.2 + 0.6 * share), 1)
