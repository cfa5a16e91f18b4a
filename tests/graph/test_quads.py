"""Statements as plain values, and their N-Quads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.quads import XSD, Iri, Literal, Quad, calendar_value, format_quads, is_iri, number, vietnamese
from graph.store import Store

GRAPH, THING, NAME = (
    Iri("https://example.org/g"),
    Iri("https://example.org/a"),
    Iri("https://example.org/name"),
)


@pytest.mark.parametrize(
    ("words", "value", "datatype"),
    [
        ("2025-07-28", "2025-07-28", "date"),
        ("2025-07", "2025-07", "gYearMonth"),
        ("2030", "2030", "gYear"),
        ("--12-15", "--12-15", "gMonthDay"),
        ("P6M", "P6M", "duration"),
        ("P1W", "P7D", "duration"),
        pytest.param("2025-13-01", "2025-13-01", "string", id="no such month"),
        pytest.param("P", "P", "string", id="a duration of nothing"),
        pytest.param("hằng năm", "hằng năm", "string", id="words"),
    ],
)
def test_a_calendar_value_has_its_datatype(words: str, value: str, datatype: str) -> None:
    assert calendar_value(words) == Literal(value, XSD + datatype)


@pytest.mark.parametrize(
    ("given_number", "text"), [(80.0, "80.0"), (0.1, "0.1"), (1e-7, "0.0000001"), (3, "3"), (-2.5, "-2.5")]
)
def test_a_number_is_written_plainly(given_number: float, text: str) -> None:
    assert number(given_number).value == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_the_store_as_it_was(text: str) -> None:
    store = Store.memory()
    store.add([Quad(THING, NAME, vietnamese(text), GRAPH)])
    assert store.select("SELECT ?name WHERE { ?thing ?p ?name }").rows == ((text,),)


def test_equal_graphs_give_equal_bytes() -> None:
    quads = [Quad(THING, NAME, number(value), GRAPH) for value in (3, 1, 2)]
    assert format_quads(quads) == format_quads([*reversed(quads), quads[0]])


LETTERS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("ab1:/?#[]@%!$&'()*+,;=-._~\x9e\u0102"))
BEGINNINGS = st.sampled_from(["", "x:", "urn:", "http://", "x://a:", "https://w3id.org/"])


@given(BEGINNINGS, st.text(LETTERS, max_size=12))
def test_what_is_called_an_iri_is_one_for_the_engine(beginning: str, rest: str) -> None:
    if is_iri(beginning + rest):
        assert NamedNode(beginning + rest).value == beginning + rest


@pytest.mark.parametrize("text", ["x:sở-nội-vụ", "https://w3id.org/a/b?c=d#e", "http://a:80/", "urn:a:b", "x:%C3%AA"])
def test_iris_are_known(text: str) -> None:
    assert is_iri(text)


@pytest.mark.parametrize("text", ["", "a b", "sở", "x:\x9e", "x:a[", "x:%zz", "http://a:b/", "x:a#b#c", "x:\ue000"])
def test_other_words_are_no_iris(text: str) -> None:
    assert not is_iri(text)


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        format_quads([Quad(Iri("https://example.org/a b"), NAME, number(1), GRAPH)])
