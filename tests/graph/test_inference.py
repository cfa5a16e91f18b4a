"""The cascade: longest chains, circles, and rules that fit the ontology."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.inference import rule_names, steps_between


@pytest.mark.parametrize(
    ("edges", "steps"),
    [
        ([], {}),
        ([("b", "a")], {("b", "a"): 1}),
        ([("b", "a"), ("c", "b")], {("b", "a"): 1, ("c", "b"): 1, ("c", "a"): 2}),
        pytest.param(
            [("b", "a"), ("c", "b"), ("c", "a")],
            {("b", "a"): 1, ("c", "b"): 1, ("c", "a"): 2},
            id="a short cut",
        ),
        pytest.param(
            [("a", "b"), ("b", "a"), ("c", "a")],
            {("a", "b"): 1, ("b", "a"): 1, ("c", "a"): 1, ("c", "b"): 1},
            id="a circle",
        ),
        pytest.param([("a", "a"), ("b", "a")], {("b", "a"): 1}, id="itself"),
    ],
)
def test_steps_are_the_longest_chain(edges: list[tuple[str, str]], steps: dict[tuple[str, str], int]) -> None:
    assert steps_between(edges) == steps


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_the_cascade_is_transitive_and_holds_every_edge(pairs: list[tuple[int, int]]) -> None:
    edges = [(str(lower), str(upper)) for lower, upper in pairs]
    steps = steps_between(edges)
    assert {edge for edge in edges if edge[0] != edge[1]} <= steps.keys()
    for lower, middle in steps:
        for other, upper in steps:
            if middle == other and lower != upper:
                assert steps[lower, upper] >= 1
    assert steps == steps_between([*reversed(edges), *edges])


def test_a_long_chain_needs_no_recursion() -> None:
    steps = steps_between([(str(at + 1), str(at)) for at in range(1500)])
    assert steps["1500", "0"] == 1500


def test_there_are_rules() -> None:
    assert rule_names() == ("passes_to.rq", "traces_to.rq")
