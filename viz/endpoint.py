"""The SPARQL 1.1 endpoint: query by GET and POST, answers by the media type that the client prefers."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from queries.guard import MAX_BYTES, QueryRefusedError
from queries.process import CallerGoneError, WorkerDiedError, WorkerTimeoutError
from queries.sparql import QuerySyntaxError, SparqlAnswer
from queries.workers import PoolBusyError
from viz.library import Library
from viz.negotiation import preferred
from viz.results import CSV, JSON, TRIPLES, TSV, XML, write_results, write_triples

ALIASES = {"application/json": JSON, "application/xml": XML, "text/xml": XML, "json": JSON, "xml": XML,
           "csv": CSV, "tsv": TSV, "*/*": JSON, "application/*": JSON, "text/*": CSV}  # fmt: skip
FORMATS = ALIASES | {each: each for each in (JSON, XML, CSV, TSV)}
BODY = 3 * MAX_BYTES + 4096  # a form escapes each letter with three
FEW = 100  # rows that are written while others wait
STATUSES: Mapping[type[Exception], int] = {
    QueryRefusedError: 400,
    QuerySyntaxError: 400,
    WorkerTimeoutError: 503,
    WorkerDiedError: 503,
    PoolBusyError: 503,
    CallerGoneError: 503,  # which nobody reads
}


async def answer_protocol(request: Request, library: Library) -> Response:
    """Answer one request of the SPARQL 1.1 protocol; updates and unknown data sets are refused with 400."""
    text, wanted = await _query_of(request)
    media_type = preferred_format(wanted or request.headers.get("accept", "*/*"))
    try:
        answer = await library.volume().answer_sparql(text, partial(_leaving, request))
    except tuple(STATUSES) as error:
        status = STATUSES[type(error)]
        headers = {"retry-after": "2"} if status == STATUSES[PoolBusyError] else None
        return PlainTextResponse(str(error), status, headers=headers)
    if len(answer.rows) > FEW:
        body, media_type = await run_in_threadpool(_written, answer, media_type)
    else:
        body, media_type = _written(answer, media_type)
    headers = {"x-truncated": "true"} if answer.truncated else None
    return Response(body, media_type=f"{media_type}; charset=utf-8", headers=headers)


async def _leaving(request: Request) -> None:
    """End when the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _written(answer: SparqlAnswer, media_type: str) -> tuple[str, str]:
    """Return the body and its media type."""
    if answer.form == "triples":
        return write_triples(answer), TRIPLES
    return write_results(answer, media_type), media_type


async def _query_of(request: Request) -> tuple[str, str]:
    """Return the query and the format asked for by parameter (SPARQLWrapper sends both)."""
    if request.method == "GET":
        return _single(parse_qs(request.scope["query_string"].decode("ascii"), keep_blank_values=True))
    body = await _body(request)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/sparql-query":
        return _decoded(body), ""
    if kind == "application/x-www-form-urlencoded":
        return _single(parse_qs(_decoded(body), keep_blank_values=True))
    raise HTTPException(415)


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            raise HTTPException(413)
    return body


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "UTF-8?") from None


def _single(fields: Mapping[str, list[str]]) -> tuple[str, str]:
    """Return query and format of a request's fields; one query, no update, no other data set."""
    refused = sorted(fields.keys() & {"update", "default-graph-uri", "named-graph-uri", "using-graph-uri"})
    if refused or len(fields.get("query", [])) != 1:
        raise HTTPException(400, f"?query=…; {', '.join(refused)}" if refused else "?query=…")
    wanted = next((fields[name][0] for name in ("format", "output", "results") if fields.get(name)), "")
    return fields["query"][0], wanted


def preferred_format(accept: str) -> str:
    """Return the format that an `Accept` header (or a short name) ranks first, JSON where it names none."""
    return preferred(accept, FORMATS, JSON)
