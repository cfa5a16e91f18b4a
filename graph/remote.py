"""SPARQL 1.1 servers, asked through SPARQLWrapper as the embedded store is asked.

The default graph of every query is the union of the collection's graphs. Where a server makes a union of its own,
of whatever it holds and with a statement of two graphs counted twice, `push` has put ours into a graph of its own,
and each query names that one as its default graph and the others as its named graphs.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import Any, TypeVar, cast

from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from graph.quads import Iri, Term
from graph.remote_auth import Auth, authorization, check_address
from graph.remote_binding import bind_parameters, find_form, is_distinct, words, written_term
from graph.remote_results import read_table, read_truth
from graph.remote_transport import TIMEOUT, EndpointError, Reply, exchange, opener, read_patiently
from graph.store import Parameter, Rows, Solutions, Store

_TRIPLES = ("application/n-triples", "text/turtle")
_GRAPHS = frozenset({"construct", "describe"})
_PAGE = 2_000  # names of graphs in one answer
_WRONG_QUERY = 400
_UNIONS = """SELECT DISTINCT ?graph WHERE {
  GRAPH ?graph { <https://w3id.org/trienkhai/ontology> a <http://www.w3.org/2002/07/owl#Ontology> }
  FILTER (STRENDS(STR(?graph), "/graph/union"))
}"""
_COUNTS = """SELECT ?graph (COUNT(*) AS ?statements) WHERE {{
  GRAPH ?graph {{ ?s ?p ?o }}
  FILTER (STRSTARTS(STR(?graph), {root}) && STR(?graph) > {last})
}}
GROUP BY ?graph ORDER BY ?graph LIMIT {page}"""


Row = TypeVar("Row", bound=tuple[Any, ...])


class RemoteQueryError(SyntaxError):
    """The server says that the query is wrong (HTTP 400)."""


class RemoteStore:
    """A SPARQL server with a collection that was pushed to it; it answers as `graph.store.Store` does."""

    def __init__(
        self, endpoint: str, *, update: str | None = None, auth: Auth | None = None, timeout: float = TIMEOUT
    ) -> None:
        """Take the address that answers queries, and that of updates where it is another; `timeout` in seconds."""
        self.endpoint = check_address(endpoint, auth)
        self._update = check_address(update or endpoint, auth)
        self._timeout = timeout
        self._headers = authorization(auth)
        self._opener = opener((endpoint, update or endpoint), auth)

    def select(self, sparql: str, parameters: Mapping[str, Parameter] = {}) -> Rows:
        """Answer a SELECT with its `$parameters` bound; raise as the embedded store does, or `EndpointError`."""
        if find_form(sparql) != "select":
            raise TypeError("cần câu SELECT / this needs a SELECT query")
        table = read_table(self._read(bind_parameters(sparql, parameters)))
        return Rows(table.columns, tuple(_each_once(table.values()) if is_distinct(sparql) else table.values()))

    def answer(
        self, sparql: str, parameters: Mapping[str, Parameter] = {}
    ) -> Solutions | bool | Iterator[tuple[Iri, Iri, Term]]:
        """Answer any form of query with typed terms; raise `SyntaxError` for what is none, an update above all."""
        form = find_form(sparql)
        bound = bind_parameters(sparql, parameters)
        if form == "select":
            table = read_table(self._read(bound))
            return Solutions(table.columns, _each_once(table.terms()) if is_distinct(sparql) else table.terms())
        return self.ask(bound) if form == "ask" else self.construct(bound)

    def ask(self, sparql: str) -> bool:
        """Answer an ASK; raise `TypeError` where the text is another form of query."""
        if find_form(sparql) != "ask":
            raise TypeError("cần câu ASK / this needs an ASK query")
        return read_truth(self._read(sparql))

    def construct(self, sparql: str) -> Iterator[tuple[Iri, Iri, Term]]:
        """Answer a CONSTRUCT or DESCRIBE, each triple once; raise `TypeError` for another form of query."""
        if find_form(sparql) not in _GRAPHS:
            raise TypeError("cần câu CONSTRUCT / this needs a CONSTRUCT query")
        reply = self._read(sparql, accept=", ".join(_TRIPLES))
        if reply.media_type not in _TRIPLES:
            raise EndpointError(f"máy chủ trả về {reply.media_type} / the server sent {reply.media_type} and no Turtle")
        return _triples(reply.body)

    def graphs(self) -> tuple[Iri, ...]:
        """Return the names of the collection's named graphs, sorted."""
        return tuple(sorted(map(Iri, self._named)))

    def graph_counts(self, root: str) -> dict[str, int]:
        """Return how many statements the server holds in each graph whose name begins with `root`."""
        counts: dict[str, int] = {}
        while True:
            last = max(counts, default="")
            query = _COUNTS.format(root=written_term(root), last=written_term(last), page=_PAGE)
            page = read_table(self._read(query, is_whole=True)).values()
            found = {str(graph): int(cast("int", statements)) for graph, statements in page}
            counts |= found
            if len(found) < _PAGE:
                return counts

    def asks_whole(self, sparql: str) -> bool:
        """Answer an ASK of all that the server's own default graph shows."""
        return read_truth(self._read(sparql, is_whole=True))

    def count_default(self, *, is_whole: bool = False) -> int:
        """Return how many statements the default graph has; where `is_whole`, the server's own."""
        counted = read_table(self._read("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", is_whole=is_whole))
        return next(int(cast("int", count)) for (count,) in counted.values())

    def update(self, sparql: str) -> None:
        """Run an update, once: a change is never sent again by itself."""
        self._send(sparql, "insert", {}, "*/*")

    def afresh(self) -> "RemoteStore":
        """Return the same server as one that has just been opened: a push has changed which graphs it has."""
        fresh = copy(self)
        for known in ("_union_graph", "_named"):
            vars(fresh).pop(known, None)
        return fresh

    @cached_property
    def _union_graph(self) -> Iri | None:
        """Return the graph into which `push` has put the union; the ontology in it tells that it is ours."""
        found = sorted(str(graph) for (graph,) in read_table(self._read(_UNIONS, is_whole=True)).values())
        if len(found) > 1:
            raise EndpointError(
                f"{self.endpoint}: có nhiều kho ở máy chủ / the server holds several collections: {', '.join(found)}"
            )
        return Iri(found[0]) if found else None

    @cached_property
    def _named(self) -> list[str]:
        union = self._union_graph or ""
        return [graph for graph in self.graph_counts(union.removesuffix("union")) if graph != union]

    def _read(self, sparql: str, *, accept: str = "", is_whole: bool = False) -> Reply:
        dataset = {} if is_whole else self._dataset(sparql)
        try:
            return read_patiently(lambda: self._send(sparql, find_form(sparql), dataset, accept))
        except EndpointError as error:
            if error.status == _WRONG_QUERY:
                raise RemoteQueryError(str(error)) from error
            raise

    def _dataset(self, sparql: str) -> dict[str, list[str]]:
        """Return the graphs to ask, where the query does not name them itself and the server's own are others."""
        used = set(words(sparql))
        if "from" in used or self._union_graph is None:
            return {}
        return {"default-graph-uri": [self._union_graph], "named-graph-uri": self._named if "graph" in used else []}

    def _send(self, sparql: str, form: str, dataset: Mapping[str, list[str]], accept: str = "") -> Reply:
        wrapper = SPARQLWrapper(self.endpoint, self._update, returnFormat=TURTLE if form in _GRAPHS else JSON)
        wrapper.setOnlyConneg(True)
        wrapper.setMethod(POST)
        # Set by hand: the library takes a word of a comment ("addressee") for an update (ADD).
        wrapper.queryString, wrapper.queryType = sparql, form.upper()
        for name, graphs in dataset.items():
            for graph in graphs:
                wrapper.addParameter(name, graph)
        for name, value in {**self._headers, **({"Accept": accept} if accept else {})}.items():
            wrapper.addCustomHttpHeader(name, value)
        # The library's own way of sending waits for ever, opens files, and shares one password with the whole process.
        request: Any = wrapper._createRequest()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        return exchange(self._opener, request, self._timeout)


def _each_once(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield each row once: Virtuoso 7 repeats rows under DISTINCT beside a constant text outside Latin-1."""
    seen: set[tuple[Row, tuple[type, ...]]] = set()
    for row in rows:
        key = row, tuple(map(type, row))  # 1 and True are equal, and two values
        if key not in seen:
            seen.add(key)
            yield row


def _triples(turtle: bytes) -> Iterator[tuple[Iri, Iri, Term]]:
    memory = Store.memory()
    try:
        memory.load_turtle(turtle, Iri("urn:x-answer"))
    except SyntaxError as error:
        raise EndpointError(f"câu trả lời Turtle hỏng hoặc đứt / the Turtle is damaged or cut off ({error})") from error
    return memory.construct("CONSTRUCT WHERE { ?s ?p ?o }")
