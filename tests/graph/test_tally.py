"""Counts and digests of statements: laws of order and repetition."""

from hypothesis import given
from hypothesis import strategies as st

from graph.generations import FORMAT
from graph.tally import Tally

DOCUMENT, OTHER = "https://example.org/graph/document/a", "https://example.org/graph/inferred"
STATEMENTS = st.lists(st.sampled_from([f"<s> <p> <o{number}>" for number in range(9)]))


def tally(*graphs: tuple[str, list[str]]) -> Tally:
    found = Tally()
    for graph, statements in graphs:
        for statement in statements:
            found.add(graph, statement)
    return found


@given(STATEMENTS)
def test_order_and_repetition_are_nothing(statements: list[str]) -> None:
    turned = [*reversed(statements), *statements]
    one, two = tally((DOCUMENT, statements)), tally((DOCUMENT, turned))
    assert (one.counts, one.digest("o")) == (two.counts, two.digest("o"))
    assert one.counts[DOCUMENT] == len(set(statements))


@given(STATEMENTS, STATEMENTS)
def test_other_statements_have_another_digest(first: list[str], second: list[str]) -> None:
    one, two = tally((DOCUMENT, ["<s> <p> <x>", *first])), tally((DOCUMENT, ["<s> <p> <x>", *second]))
    assert (one.digest("o") == two.digest("o")) == (set(first) == set(second))


def test_the_graph_and_the_ontology_count() -> None:
    digests = {
        tally((DOCUMENT, ["<s> <p> <o>"])).digest("o"),
        tally((OTHER, ["<s> <p> <o>"])).digest("o"),
        tally((DOCUMENT, ["<s> <p> <o>"])).digest("another"),
    }
    assert len(digests) == 3


def test_when_people_said_it_is_nothing() -> None:
    graph, said = "https://example.org/graph/judgements", "<s> <https://w3id.org/trienkhai/ontology#judgedAt>"
    assert tally((graph, [f'{said} "1"'])).digest("o") == tally((graph, [f'{said} "2"'])).digest("o")
    assert tally((graph, [f'{said} "1"'])).counts[graph] == 1


def test_whoever_counts_otherwise_raises_the_format() -> None:
    known = tally((DOCUMENT, ["<s> <p> <o>", "<s> <p> <q>"]), (OTHER, ["<s> <p> <o>"])).digest("ontology")
    assert (FORMAT, known[:16]) == (2, "3c7513e0aad446e6")
