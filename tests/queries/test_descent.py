"""The shape of cascades: small graphs by hand, and laws on any graph."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.descent import Edge, descend, reachable


def edges(*pairs: str) -> tuple[Edge, ...]:
    """Return edges from words like "b>a": b carries out a."""
    return tuple(Edge(pair[0], "implements", pair[-1]) for pair in pairs)


@pytest.mark.parametrize(
    ("given_edges", "chains", "direct"),
    [
        pytest.param(edges(), {}, "", id="nothing"),
        pytest.param(edges("b>a", "c>b"), {"b": "", "c": "b"}, "b", id="chain"),
        pytest.param(edges("b>a", "c>b", "c>a"), {"b": "", "c": "b"}, "bc", id="a longer chain counts"),
        pytest.param(
            edges("b>a", "c>a", "d>b", "d>c"), {"b": "", "c": "", "d": "b"}, "bc", id="of two chains the first by name"
        ),
        pytest.param(edges("b>a", "x>y"), {"b": ""}, "b", id="others stay out"),
        pytest.param(edges("b>a", "b>b"), {"b": ""}, "b", id="a document that names itself"),
    ],
)
def test_chains(given_edges: tuple[Edge, ...], chains: dict[str, str], direct: str) -> None:
    descent = descend(given_edges, "a")
    assert descent.chains == {node: tuple(between) for node, between in chains.items()}
    assert descent.direct == set(direct)
    assert descent.cycles == ()


def test_an_edge_that_a_longer_chain_makes_superfluous_is_left_out() -> None:
    descent = descend(edges("b>a", "c>b", "c>a"), "a")
    assert descent.edges == edges("b>a", "c>b")


def test_a_circle_is_told_and_counts_as_one_step() -> None:
    descent = descend(edges("b>a", "c>b", "d>c", "c>d", "e>d"), "a")
    assert descent.cycles == (("c", "d"),)
    assert {node: len(chain) for node, chain in descent.chains.items()} == {"b": 0, "c": 1, "d": 1, "e": 2}


def test_a_circle_through_the_root() -> None:
    descent = descend(edges("b>a", "c>b", "a>c", "d>b"), "a")
    assert descent.cycles == (("a", "b", "c"),)
    assert set(descent.chains) == {"b", "c", "d"}


def test_a_ring_of_ten_thousand_ends() -> None:
    ring = tuple(Edge(str(n), "implements", str((n + 1) % 10_000)) for n in range(10_000))
    assert len(descend(ring, "0").chains) == 9_999


def test_upwards_is_downwards_turned_round() -> None:
    given_edges = edges("b>a", "c>b", "d>b")
    assert descend(given_edges, "c", up=True).chains == {"b": (), "a": ("b",)}


NODES = "abcde"
ANY_EDGES = st.sets(st.sampled_from([f"{one}>{two}" for one, two in permutations(NODES, 2)]), max_size=12)


def longest(pairs: set[str], root: str, node: str) -> int:
    """Return the most steps between two nodes of a graph without circles, by trying every way."""
    below = [pair[0] for pair in pairs if pair[-1] == root]
    on_the_way = [each for each in below if each == node or reaches(pairs, each, node)]
    return max((1 + longest(pairs, each, node) for each in on_the_way), default=0)


def reaches(pairs: set[str], root: str, node: str) -> bool:
    return any(pair[0] == node or reaches(pairs, pair[0], node) for pair in pairs if pair[-1] == root)


@given(ANY_EDGES.map(lambda pairs: {pair for pair in pairs if pair[0] > pair[-1]}))
def test_without_circles_steps_are_the_longest_way(pairs: set[str]) -> None:
    descent = descend(edges(*sorted(pairs)), "a")
    assert {node: len(chain) + 1 for node, chain in descent.chains.items()} == {
        node: longest(pairs, "a", node) for node in NODES[1:] if reaches(pairs, "a", node)
    }


@given(ANY_EDGES, st.randoms(use_true_random=False))
def test_the_order_of_the_edges_is_nothing(pairs: set[str], random: object) -> None:
    given_edges = list(edges(*sorted(pairs)))
    one = descend(given_edges, "a")
    random.shuffle(given_edges)  # type: ignore[attr-defined]
    two = descend(given_edges, "a")
    assert (one.chains, one.direct, one.cycles, set(one.edges)) == (two.chains, two.direct, two.cycles, set(two.edges))


@given(ANY_EDGES)
def test_what_is_reached_does_not_change_by_reduction(pairs: set[str]) -> None:
    descent = descend(edges(*sorted(pairs)), "a")
    again = descend(descent.edges, "a")
    assert set(descent.chains) == set(again.chains)
    above = reachable(edges(*pairs))
    assert set(descent.chains) == {node for node in above if "a" in above[node] and node != "a"}
