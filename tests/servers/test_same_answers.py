"""A server answers as the embedded store does: the same rows, in the same order, of the same types."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from graph.quads import Literal
from graph.store import Iri, Solutions, Store
from ontology.identifiers import ONTOLOGY
from queries.ask import ask
from queries.audit import compute_findings, daily_findings, stored_findings
from queries.cascade import cascade
from queries.catalogue import catalogue
from queries.documents import find_documents
from queries.tasks import find_tasks

VALUES = {  # of each parameter that no document is a value of
    "group": ("xã", "phường"),
    "agency": ("Sở", "ủy ban", "đảng ủy xã"),
    "from": ("2025-01-01", "1999-01-01"),
    "to": ("2030-12-31",),
    "day": ("2027-09-01", "1999-01-01"),
    "percent": ("100", "0"),
    "least": ("1", "50"),
}
DAY = "2027-09-01"


def typed(rows: tuple[tuple[Any, ...], ...]) -> list[tuple[tuple[str, Any], ...]]:
    """Return rows in which 1 and True are two values."""
    return [tuple((type(cell).__name__, cell) for cell in row) for row in rows]


def bindings(name: str, documents: tuple[Iri, ...]) -> Iterator[dict[str, str]]:
    """Yield values for the parameters of a question: each document, or the texts above."""
    parameters = catalogue()[name].parameters
    values = (documents if each.type == "document" else VALUES[each.name] for each in parameters)
    for row in product(*values):
        yield {each.name: value for each, value in zip(parameters, row, strict=True)}


@pytest.mark.parametrize("name", list(catalogue()))
def test_named_questions(loaded: Any, embedded: Store, name: str) -> None:
    documents = tuple(each.iri for each in find_documents(embedded))
    answered = 0
    for parameters in bindings(name, documents):
        ours, theirs = (ask(store, name, **parameters) for store in (embedded, loaded.store))
        assert ours.columns == theirs.columns
        assert typed(ours.rows) == typed(theirs.rows), parameters
        answered += len(ours.rows)
    assert answered


@pytest.mark.parametrize("up", [False, True])
def test_cascades(loaded: Any, embedded: Store, up: bool) -> None:  # noqa: FBT001 - a column of the table
    documents = find_documents(embedded)
    ours, theirs = (
        [cascade(store, each.iri, up=up).as_json() for each in documents] for store in (embedded, loaded.store)
    )
    assert ours == theirs
    assert any(each["documents"] for each in ours)


def of_a_day(store: Store) -> tuple[object, ...]:
    return daily_findings(store, DAY)


@pytest.mark.parametrize(
    "asked",
    [find_documents, find_tasks, stored_findings, compute_findings, of_a_day],
    ids=["documents", "tasks", "stored findings", "computed findings", "findings of a day"],
)
def test_facts_and_findings(loaded: Any, embedded: Store, asked: Callable[[Any], tuple[object, ...]]) -> None:
    ours = asked(embedded)
    assert ours == asked(loaded.store)
    assert len(ours) > 0


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph",
        "SELECT ?x WHERE { ?x a <urn:x-nothing> }",
    ],
)
def test_the_dataset_is_the_same(loaded: Any, embedded: Store, sparql: str) -> None:
    assert typed(embedded.select(sparql).rows) == typed(loaded.store.select(sparql).rows)


def test_a_query_may_name_its_own_graphs(loaded: Any, embedded: Store) -> None:
    if loaded.kind == "oxigraph with a union":
        pytest.skip("with --union-default-graph this server passes over FROM")
    sparql = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/trienkhai/graph/findings> WHERE { ?s ?p ?o }"
    assert embedded.select(sparql) == loaded.store.select(sparql)


@pytest.mark.parametrize(
    "property_", ["due", "every", "confidence", "text", "continuous", "inCollection", "targetYear", "issuedOn"]
)
def test_literals_come_back_with_type_and_language(loaded: Any, embedded: Store, property_: str) -> None:
    sparql = f"SELECT DISTINCT ?value WHERE {{ ?thing <{ONTOLOGY}{property_}> ?value }}"

    def answer(store: Any) -> set[object]:
        found = store.answer(sparql)
        assert isinstance(found, Solutions)
        return {value for (value,) in found.rows}

    assert answer(embedded) == answer(loaded.store) != set()


def test_other_forms_of_query(loaded: Any, embedded: Store) -> None:
    graph = f"CONSTRUCT {{ ?s <{ONTOLOGY}text> ?o }} WHERE {{ ?s <{ONTOLOGY}text> ?o }}"
    assert sorted(embedded.construct(graph), key=str) == sorted(loaded.store.construct(graph), key=str)
    for sparql in (f"ASK {{ ?t a <{ONTOLOGY}Task> }}", "ASK { ?t a <urn:x-nothing> }"):
        assert embedded.ask(sparql) is loaded.store.ask(sparql) is loaded.store.answer(sparql)


@pytest.mark.parametrize(
    "letters", ['"', "\\", "'''", "a\nb\r\tc", "Ủy ban ♥ 𝄞", '"} UNION { ?s ?p ?o } #', "$1 ?x <y>"]
)
def test_a_value_is_one_value_whatever_its_letters(loaded: Any, letters: str) -> None:
    rows = loaded.store.select("SELECT $x (STRLEN($x) AS ?n) WHERE { }", {"x": letters}).rows
    assert rows == ((letters, len(letters)),)


def test_a_literal_is_bound_with_its_type(loaded: Any) -> None:
    day = Literal("2025-07-01", "http://www.w3.org/2001/XMLSchema#date")
    sparql = "SELECT $day (STR(DATATYPE($day)) AS ?type) WHERE { }"
    assert loaded.store.select(sparql, {"day": day}).rows == (("2025-07-01", day.datatype),)
