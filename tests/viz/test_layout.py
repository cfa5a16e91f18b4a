from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.layout import LEVELS, ROOM, lay_out
from viz.picture import BOX_HEIGHT, Edge, Node, Picture

NAMES = [f"d{number:02}" for number in range(24)]


@st.composite
def cascades(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    keys = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    level = st.sampled_from(["central", "province", "district", "commune", None])
    branch = st.sampled_from(["party", "state", "front", None])
    nodes = [Node(key=key, level=draw(level), branch=draw(branch)) for key in keys]
    ends = st.tuples(st.sampled_from(keys), st.sampled_from(keys))
    relation = st.sampled_from(["implements", "cites"])
    edges = [
        Edge(upper=upper, lower=lower, relation=draw(relation)) for upper, lower in draw(st.lists(ends, max_size=30))
    ]
    return nodes, edges


def levels(nodes: list[Node]) -> dict[str, int]:
    return {node.key: LEVELS.index(node.level or "unknown") for node in nodes}


@settings(max_examples=80, deadline=None)
@given(cascades())
def test_laws_of_the_layout(drawn: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = drawn
    picture = lay_out(nodes, edges)
    assert {box.key for box in picture.boxes} == {node.key for node in nodes}
    assert_no_overlap(picture)
    assert_levels_in_order(picture, levels(nodes))
    assert_edges_keep_clear(picture)
    assert picture == lay_out(reversed(nodes), reversed(edges))


def assert_no_overlap(picture: Picture) -> None:
    for one, other in combinations(picture.boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for box in picture.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= picture.width
        assert box.y + box.height <= picture.height


def assert_levels_in_order(picture: Picture, rank: dict[str, int]) -> None:
    bands = {band.name: band for band in picture.bands}
    for box in picture.boxes:
        band = bands[LEVELS[rank[box.key]]]
        assert band.start <= box.y
        assert box.y + box.height <= band.start + band.length
    starts = [bands[level].start for level in LEVELS if level in bands]
    assert starts == sorted(starts)


def assert_edges_keep_clear(picture: Picture) -> None:
    """A curve between rows stays in the gap; the straight part beside boxes must not touch one."""
    for route in picture.routes:
        for (x, top), (_, bottom) in zip(route.points[1:-1:2], route.points[2:-1:2], strict=True):
            assert bottom - top == BOX_HEIGHT
            assert not [box for box in picture.boxes if box.y == top and box.x < x < box.x + box.width]


@pytest.mark.parametrize("relation", ["implements", "issued_with"])
def test_a_document_stands_below_what_it_carries_out_at_its_own_level(relation: str) -> None:
    nodes = [
        Node(key="57-NQ/TW", level="central", branch="party"),
        Node(key="71/NQ-CP", level="central", branch="state"),
    ]
    picture = lay_out(nodes, [Edge(upper="57-NQ/TW", lower="71/NQ-CP", relation=relation)])
    tops = {box.key: box.y for box in picture.boxes}
    assert tops["57-NQ/TW"] < tops["71/NQ-CP"]
    assert len(picture.bands) == 1


def test_a_cycle_is_drawn_and_does_not_hang() -> None:
    nodes = [Node(key=key, level="province", branch="party") for key in ("a", "b", "c")]
    picture = lay_out(nodes, [Edge(upper="a", lower="b"), Edge(upper="b", lower="c"), Edge(upper="c", lower="a")])
    assert len(picture.routes) == 3


def test_a_chain_longer_than_any_stack_is_drawn() -> None:
    nodes = [Node(key=str(number), level="commune", branch="party") for number in range(1500)]
    edges = [Edge(upper=str(number), lower=str(number + 1)) for number in range(1499)]
    picture = lay_out(nodes, edges)
    assert (len(picture.boxes), len(picture.routes)) == (1500, 1499)


def test_nothing_gives_an_empty_picture() -> None:
    picture = lay_out([], [])
    assert picture.boxes == ()
    assert picture.height > 0


@pytest.mark.parametrize("branches", [("party",), ("party", "state"), ("party", "state", None)])
@pytest.mark.parametrize("count", [1, 4, 9])
def test_boxes_wrap_so_that_the_picture_fits_its_window(branches: tuple[str | None, ...], count: int) -> None:
    nodes = [
        Node(key=f"{branch} {number}", level="province", branch=branch)
        for branch in branches
        for number in range(count)
    ]
    picture = lay_out([*nodes, Node(key="root", level="central", branch="party")], [])
    assert picture.width <= (ROOM if len(branches) < 3 or count == 1 else 1.2 * ROOM)
    assert {box.key for box in picture.boxes} == {"root", *(node.key for node in nodes)}
