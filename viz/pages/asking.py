"""The SPARQL page: a query as written, or a named question; a table, a graph, a chart where it fits, or a file."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from starlette.responses import Response

from graph.quads import Literal, Term
from graph.store import Value
from ontology.identifiers import BASE
from queries.ask import ParameterError, UnknownQueryError
from queries.catalogue import Query, catalogue
from queries.find import AmbiguousDocumentError, DocumentNotFoundError
from queries.guard import QueryRefusedError
from queries.process import WorkerDiedError, WorkerTimeoutError
from queries.sparql import QuerySyntaxError, SparqlAnswer
from queries.workers import DEADLINE
from viz import answers, links
from viz.collection import question
from viz.downloads import attached, download, turtle
from viz.language import term
from viz.results import JSON, plain, write_results
from viz.visit import Visit
from viz.web import HEIGHT, WIDTH

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
PREFIXES = answers.PREFIXES | {"id:": BASE}
PLAIN_JSON = "application/json"


def sparql_page(visit: Visit) -> Response:
    """Answer the query or the question that the address holds; a fault is told beside the query."""
    state = visit.state
    asked = catalogue().get(state.get("question", ""))
    text = state.get("query", "") or (asked.sparql if asked else "")
    answer, fault = _answer(visit, asked, text)
    if answer is not None and state.get("as"):
        return _download(answer, state["as"])
    cell = partial(_cell, visit)
    wanted = state.get("view", "")
    graph = answers.graph(answer, cell, _relations(visit)) if answer and wanted == "graph" else None
    bars = answers.bars(answer, cell) if answer else []
    return visit.write(
        "sparql.html",
        status=200 if fault is None else 400,
        text=text or EXAMPLE,
        questions=catalogue(),
        asked=asked,
        state=state,
        answer=answer,
        fault=fault,
        cell=cell,
        bars=[] if wanted in {"table", "graph"} else bars,
        graph=graph,
        size=(WIDTH, HEIGHT),
        views=_views(answer, has_bars=bool(bars)),
        view="graph" if graph else "table" if wanted == "table" or not bars else "chart",
        seconds=DEADLINE,
        endpoint=str(visit.request.url.replace(path="/sparql", query="", fragment="")),
    )


def _views(answer: SparqlAnswer | None, *, has_bars: bool) -> list[str]:
    """Return the ways in which an answer can be shown."""
    if answer is None or answer.form == "truth" or not answer.rows:
        return []
    has_ties = next(answers.ties(answer), None) is not None
    return ["table", *(["graph"] if has_ties else []), *(["chart"] if has_bars else [])]


def _relations(visit: Visit) -> Callable[[str], str]:
    """Return what gives a relation its name: the ontology's label, else its short form."""
    rows = visit.source.select(question("terms"), {"language": visit.language}).rows
    labels = {str(term): str(label) for _, term, label in rows}
    return lambda relation: labels.get(relation) or _short(relation, visit.language)


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


def _cell(visit: Visit, term: Term | None) -> tuple[str, str]:
    """Return the letters of a cell and the address that it leads to, empty where there is no page for it."""
    text, collection, language = plain(term), visit.collection, visit.language
    if term is None or isinstance(term, Literal):
        return text, ""
    if text in collection.documents:
        document = collection.documents[text]
        return document.label, links.document_page(language, document)
    if "/document/" in text and "/task/" in text:
        duty = visit.register.duties_by_iri.get(text)
        label = f"{collection.documents[duty.document].label}, {duty.path or '·'}" if duty else text.rsplit("/", 1)[-1]
        return label, links.task_page(language, text)
    if "/agency/" in text and text in visit.register.agencies:
        return visit.register.agencies[text].name, links.agency_page(language, text)
    return _short(text, language), ""


def _short(iri: str, language: str) -> str:
    """Return the word for a concept, else the IRI with a prefix of ours in place of its long beginning."""
    scheme, _, concept = iri.partition(SCHEMES)[2].partition("/")
    if concept:
        return term(language, scheme, concept)
    return next((prefix + iri.removeprefix(long) for prefix, long in PREFIXES.items() if iri.startswith(long)), iri)
