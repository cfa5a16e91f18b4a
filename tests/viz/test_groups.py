import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Iri
from queries.documents import DocumentFacts
from viz.groups import BRIDGE, HEAD, SIBLINGS, bridge, fold
from viz.picture import Edge

NAMES = [f"d{number}" for number in range(8)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda ends: ends[0] < ends[1]))


def document(name: str, level: str = "commune") -> DocumentFacts:
    return DocumentFacts(
        iri=Iri(name),
        id=name,
        symbol=None,
        title=None,
        kind=None,
        issuer=None,
        issued=None,
        level=level,
        branch="state",
        in_collection=True,
        file_name=None,
    )


def reaches(edges: list[tuple[str, str]], start: str) -> set[str]:
    found = {start}
    for _ in NAMES:
        found |= {lower for upper, lower in edges if upper in found}
    return found


@given(EDGES, st.sets(st.sampled_from(NAMES), min_size=1))
def test_what_is_left_out_breaks_no_chain(ends: list[tuple[str, str]], shown: set[str]) -> None:
    drawn = bridge([Edge(upper=upper, lower=lower) for upper, lower in ends], shown)
    assert {edge.upper for edge in drawn} | {edge.lower for edge in drawn} <= shown
    between = [(edge.upper, edge.lower) for edge in drawn]
    for name in shown:
        assert reaches(between, name) & shown == reaches(ends, name) & shown
    assert {(edge.upper, edge.lower) for edge in drawn if edge.relation != BRIDGE} == {
        pair for pair in ends if set(pair) <= shown
    }


@given(st.integers(1, 3 * SIBLINGS), st.booleans())
def test_many_alike_stand_as_one_card_until_it_is_opened(count: int, opened: bool) -> None:  # noqa: FBT001
    root, children = document("root", "central"), [document(f"c{number:03}") for number in range(count)]
    edges = [Edge(upper="root", lower=child.iri) for child in children]
    _, groups, _ = fold([root, *children], edges, (), {"root"})
    keys = [group.key for group in groups] if opened else []
    single, groups, links = fold([root, *children], edges, keys, {"root"})
    hidden = sum(len(group.members) for group in groups)
    assert len(single) + hidden == count + 1
    assert hidden == (count - HEAD if count > SIBLINGS and not opened else 0)
    ends = {each.iri for each in single} | {group.key for group in groups}
    assert {edge.lower for edge in links} | {"root"} == ends


@pytest.mark.parametrize(("provinces", "cards"), [(9, 9 * 12 + 10), (20, 20 * 4 + 1)])
def test_a_crowd_shows_fewer_of_each_kind(provinces: int, cards: int) -> None:
    """Twelve communes below each province: all of them while the picture has room, then two and a card."""
    upper = [document(f"p{number:02}", "province") for number in range(provinces)]
    lower = [document(f"{each.id}c{number:02}") for each in upper for number in range(12)]
    edges = [Edge(upper="root", lower=each.iri) for each in upper]
    edges += [Edge(upper=each.id[:3], lower=each.iri) for each in lower]
    kept = {"root", *(each.iri for each in upper)}
    single, groups, _ = fold([document("root", "central"), *upper, *lower], edges, (), kept)
    assert len(single) + len(groups) == cards


def test_a_document_that_is_asked_for_is_never_folded() -> None:
    children = [document(f"c{number:03}") for number in range(2 * SIBLINGS)]
    edges = [Edge(upper="root", lower=child.iri) for child in children]
    single, _, _ = fold([document("root", "central"), *children], edges, (), {"root", "c050"})
    assert "c050" in {each.id for each in single}
