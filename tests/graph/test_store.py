"""The store: plain values out, bound parameters in, one default graph."""

import datetime as dt
import time
from itertools import islice
from pathlib import Path

import pytest

from graph.quads import XSD, Iri, Literal, Quad, calendar_value, number, truth, vietnamese
from graph.store import Parameter, Solutions, Store, UnknownFormatError, UnprojectedParameterError, Value

A, B, P = (Iri(f"https://example.org/{name}") for name in "abp")
FIRST, SECOND = Iri("https://example.org/g1"), Iri("https://example.org/g2")


@pytest.fixture
def store() -> Store:
    store = Store.memory()
    store.add([Quad(A, P, number(1), FIRST), Quad(A, P, number(1), SECOND), Quad(B, P, B, SECOND)])
    return store


def test_the_default_graph_is_the_union_of_all_and_says_each_statement_once(store: Store) -> None:
    assert len(store.select("SELECT * WHERE { ?s ?p ?o }").rows) == 2
    assert len(store.select("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }").rows) == 3


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (A, A),
        (number(7), 7),
        (number(0.5), 0.5),
        (truth(False), False),
        (vietnamese("Kế hoạch"), "Kế hoạch"),
        (calendar_value("2025-07-28"), "2025-07-28"),
        (calendar_value("P6M"), "P6M"),
        pytest.param(Literal("nhiều", XSD + "integer"), "nhiều", id="ill-typed"),
    ],
)
def test_answers_are_plain_values(term: Iri | Literal, value: Value) -> None:
    store = Store.memory()
    store.add([Quad(A, P, term, FIRST)])
    (row,) = store.select("SELECT ?o ?nothing WHERE { ?s ?p ?o }").rows
    assert row == (value, None)
    assert type(row[0]) is type(value)


@pytest.mark.parametrize(
    ("value", "count"),
    [(A, 1), (B, 1), (Iri("https://example.org/none"), 0), ("https://example.org/a", 0)],
)
def test_a_parameter_is_bound_and_never_pasted(store: Store, value: Parameter, count: int) -> None:
    assert len(store.select("SELECT $thing ?o WHERE { $thing ?p ?o }", {"thing": value}).rows) == count


def test_a_day_is_compared_as_a_day() -> None:
    store = Store.memory()
    store.add([Quad(A, P, calendar_value("2025-06-30"), FIRST), Quad(B, P, calendar_value("2025-12-31"), FIRST)])
    query = "SELECT $today ?s WHERE { ?s ?p ?due FILTER (?due < $today) }"
    assert [row[1] for row in store.select(query, {"today": dt.date(2025, 7, 1)}).rows] == [A]


def test_a_parameter_that_is_not_projected_is_named(store: Store) -> None:
    with pytest.raises(UnprojectedParameterError, match=r"\$thing"):
        store.select("SELECT ?o WHERE { $thing ?p ?o }", {"thing": A})


def test_an_answer_is_typed_and_comes_row_by_row(store: Store) -> None:
    answer = store.answer("SELECT ?o WHERE { ?s ?p ?x . ?t ?q ?y . ?u ?r ?z BIND ('vi'@vi AS ?o) }")
    assert isinstance(answer, Solutions)
    assert list(islice(answer.rows, 2)) == [(vietnamese("vi").__class__("vi", _LANG_STRING, "vi"),)] * 2
    assert store.answer("ASK { ?s ?p ?o }") is True


_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@pytest.mark.parametrize(
    ("method", "text"),
    [
        ("select", "ASK { ?s ?p ?o }"),
        ("ask", "SELECT * WHERE { ?s ?p ?o }"),
        ("construct", "ASK { ?s ?p ?o }"),
    ],
)
def test_another_form_of_query_is_refused(store: Store, method: str, text: str) -> None:
    with pytest.raises(TypeError, match="query"):
        list(getattr(store, method)(text))


@pytest.mark.parametrize("text", ["SELECT", "INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL"])
def test_a_store_cannot_be_changed_by_a_query(store: Store, text: str) -> None:
    with pytest.raises(SyntaxError):
        store.select(text)
    assert len(store) == 2


@pytest.mark.parametrize(("name", "lines"), [("nq", 3), ("nt", 2), ("ttl", 2), ("trig", 3), ("jsonld", 3), ("rdf", 2)])
def test_a_dump_holds_every_statement(store: Store, name: str, lines: int) -> None:
    again = Store.memory()
    text = store.dump(name)
    assert text
    if name == "nq":
        again.bulk_load(text)
        assert again.dump("nq") == text
    if name == "nt":
        assert len(text.splitlines()) == lines


def test_batches_are_brought_together_and_nothing_is_lost(tmp_path: Path) -> None:
    written = Store.create(tmp_path / "db")
    for at in range(9):
        written.bulk_load([Quad(A, P, number(at), FIRST)])
    before = len(list((tmp_path / "db").glob("*.sst")))
    written.compact()
    written.close()
    read = Store.open(tmp_path / "db")  # what was brought together is deleted from now on, beside other work
    deadline = time.monotonic() + 60
    while len(list((tmp_path / "db").glob("*.sst"))) >= before:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert {row[0] for row in read.select("SELECT ?value WHERE { ?thing ?says ?value }").rows} == set(range(9))
    read.close()


def test_an_unknown_format_is_refused_with_those_that_are_known(store: Store) -> None:
    with pytest.raises(UnknownFormatError, match="ttl"):
        store.dump("xml")


def test_a_store_on_disk_keeps_what_it_was_given_and_no_folder_of_others_is_used(tmp_path: Path) -> None:
    written = Store.create(tmp_path / "db")
    written.bulk_load([Quad(A, P, B, FIRST)])
    written.close()
    read = Store.open(tmp_path / "db")
    assert len(read) == 1
    with pytest.raises(RuntimeError, match="read-write"):
        read.add([Quad(B, P, A, FIRST)])
    read.close()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("x")
    with pytest.raises(FileExistsError):
        Store.create(tmp_path / "papers")
    with pytest.raises(OSError, match="No such file"):
        Store.open(tmp_path / "nothing")
