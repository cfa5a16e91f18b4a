"""The SPARQL page: a query as written, or a named question with its parameters; a table or a file."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from starlette.responses import Response

from graph.quads import Literal, Term
from graph.store import Value
from ontology.identifiers import BASE, ONTOLOGY
from queries.ask import ParameterError, UnknownQueryError
from queries.catalogue import Query, catalogue
from queries.find import AmbiguousDocumentError, DocumentNotFoundError
from queries.guard import QueryRefusedError
from queries.sparql import QuerySyntaxError, SparqlAnswer
from queries.workers import DEADLINE, WorkerDiedError, WorkerTimeoutError
from viz import links
from viz.collection import Collection, question
from viz.downloads import attached, download, turtle
from viz.language import term
from viz.results import JSON, plain, write_results
from viz.visit import Visit

EXAMPLE = """PREFIX tk: <https://w3id.org/trienkhai/ontology#>
SELECT ?document ?symbol ?task ?text WHERE {
  ?task tk:setOutIn ?document ; tk:text ?text .
  ?document tk:symbol ?symbol .
}
ORDER BY ?symbol ?task
LIMIT 50
"""
FAULTS = (
    QueryRefusedError,
    QuerySyntaxError,
    WorkerTimeoutError,
    WorkerDiedError,
    ParameterError,
    UnknownQueryError,
    AmbiguousDocumentError,
    DocumentNotFoundError,
)
SCHEMES = "/ontology/scheme/"
PREFIXES = {
    "tk:": ONTOLOGY,
    "id:": BASE,
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
    "oa:": "http://www.w3.org/ns/oa#",
    "skos:": "http://www.w3.org/2004/02/skos/core#",
}
PLAIN_JSON = "application/json"
BARS = 40  # rows that a chart shows


def sparql_page(visit: Visit) -> Response:
    """Answer the query or the question that the address holds; a fault is told beside the query."""
    state = visit.state
    asked = catalogue().get(state.get("question", ""))
    text = state.get("query", "") or (asked.sparql if asked else "")
    answer, fault = _answer(visit, asked, text)
    if answer is not None and state.get("as"):
        return _download(answer, state["as"])
    return visit.write(
        "sparql.html",
        status=200 if fault is None else 400,
        text=text or EXAMPLE,
        questions=catalogue(),
        asked=asked,
        state=state,
        answer=answer,
        fault=fault,
        cell=partial(_cell, collection=visit.collection, language=visit.language),
        bars=_bars(answer, lambda term: _cell(term, visit.collection, visit.language)[0]),
        seconds=DEADLINE,
        endpoint=str(visit.request.url.replace(path="/sparql", query="", fragment="")),
    )


def terms_file(visit: Visit) -> Response:
    """Return the terms of the ontology with their names, for the editor to complete."""
    rows = visit.source.select(question("terms"), {"language": visit.language}).rows
    terms = [{"term": f"tk:{str(term).rpartition('#')[2]}", "label": str(label)} for _, term, label in rows]
    return Response(json.dumps(terms, ensure_ascii=False), media_type=PLAIN_JSON)


def _answer(visit: Visit, asked: Query | None, text: str) -> tuple[SparqlAnswer | None, str | None]:
    state = visit.state
    try:
        if asked is not None and "query" not in state:
            given = {each.name: state.get(each.name, "") for each in asked.parameters}
            return (_ask(visit, asked, given), None) if all(given.values()) else (None, None)
        return (visit.source.run_sparql(text), None) if text else (None, None)
    except FAULTS as error:
        return None, str(error)


def _ask(visit: Visit, asked: Query, given: Mapping[str, str]) -> SparqlAnswer:
    answer = visit.source.ask(asked.name, given)
    rows = tuple(tuple(_as_term(cell) for cell in row) for row in answer.rows)
    return SparqlAnswer(form="rows", columns=answer.columns, rows=rows)


def _bars(answer: SparqlAnswer | None, shown: Callable[[Term | None], str]) -> list[tuple[str, float, float]]:
    """Return label, value and share of the largest of a few rows of a name and a number: what a chart can show."""
    if answer is None or answer.form != "rows" or not 1 < len(answer.rows) <= BARS:
        return []
    found: list[tuple[str, float]] = []
    for row in answer.rows:
        try:
            found.append((" · ".join(map(shown, row[:-1])), float(plain(row[-1]))))
        except ValueError:
            return []
    largest = max(value for _, value in found)
    if largest <= 0 or min(value for _, value in found) < 0 or len(answer.columns) < 2:  # noqa: PLR2004 - a name and a number
        return []
    return [(label, value, value / largest) for label, value in found]


def _as_term(value: Value | None) -> Term | None:
    if value is None or type(value) not in {str, int, float, bool}:
        return value  # type: ignore[return-value]  # an Iri
    return Literal(str(value).lower() if isinstance(value, bool) else str(value))


def _download(answer: SparqlAnswer, kind: str) -> Response:
    if kind == "json":
        return attached(write_results(answer, JSON), PLAIN_JSON, "trienkhai.json")
    if kind == "ttl" and answer.form == "triples":
        return turtle(answer, "trienkhai")
    return download("trienkhai", kind, answer.columns, [tuple(map(plain, row)) for row in answer.rows])


def _cell(term: Term | None, collection: Collection, language: str) -> tuple[str, str]:
    """Return the letters of a cell and the address that it leads to, empty where there is no page for it."""
    text = plain(term)
    if term is None or isinstance(term, Literal):
        return text, ""
    if text in collection.documents:
        document = collection.documents[text]
        return document.label, links.document_page(language, document)
    if "/document/" in text and "/task/" in text:
        label = collection.places[text].path if text in collection.places else text.rsplit("/", 1)[-1]
        return label or text, links.task_page(language, text)
    return _short(text, language), ""


def _short(iri: str, language: str) -> str:
    """Return the word for a concept, else the IRI with a prefix of ours in place of its long beginning."""
    scheme, _, concept = iri.partition(SCHEMES)[2].partition("/")
    if concept:
        return term(language, scheme, concept)
    return next((prefix + iri.removeprefix(long) for prefix, long in PREFIXES.items() if iri.startswith(long)), iri)
