"""Two ways to change a graph of a SPARQL server: the Graph Store Protocol, and updates."""

import urllib.request
from typing import Protocol
from urllib.parse import urlencode

from graph.quads import Iri
from graph.remote import RemoteStore
from graph.remote_auth import Auth, authorization, check_address
from graph.remote_transport import EndpointError, exchange, opener

PUSH_TIMEOUT = 600.0  # seconds for one request that writes
_SENT = 20_000  # statements in one request of the Graph Store Protocol
_INSERTED = 500  # in one INSERT DATA, which servers compile
_NOT_THERE = 404
_NOBODYS = "urn:x-trienkhai:nobody"  # a graph that no server has


class Writer(Protocol):
    """Changes one graph of a server; without a name it is the default graph."""

    most: int  # statements in one request

    def clear(self, graph: Iri | None) -> None:
        """Remove a graph that may not be there."""
        ...

    def replace(self, graph: Iri | None, statements: bytes) -> None:
        """Make a graph exactly these N-Triples."""
        ...

    def add(self, graph: Iri | None, statements: bytes) -> None:
        """Add N-Triples to a graph."""
        ...


class GraphStoreWriter:
    """Writes through the SPARQL 1.1 Graph Store HTTP Protocol."""

    most = _SENT

    def __init__(self, url: str, *, auth: Auth | None = None, timeout: float = PUSH_TIMEOUT) -> None:
        """Take the address of the graph store; `timeout` in seconds for one request."""
        self._url = check_address(url, auth)
        self._headers = {**authorization(auth), "Content-Type": "application/n-triples"}
        self._opener = opener((url,), auth)
        self._timeout = timeout
        self._is_challenged = auth is not None and auth.scheme == "digest"

    def clear(self, graph: Iri | None) -> None:
        """Remove a graph; that there is none is as good."""
        self._unless_absent("DELETE", graph)

    def replace(self, graph: Iri | None, statements: bytes) -> None:
        """Make a graph exactly these N-Triples, in one step."""
        self._send("PUT", graph, statements)

    def add(self, graph: Iri | None, statements: bytes) -> None:
        """Merge N-Triples into a graph."""
        self._send("POST", graph, statements)

    def _send(self, method: str, graph: Iri | None, data: bytes | None) -> None:
        if data and self._is_challenged:  # who writes is settled before a long body is on its way
            self._is_challenged = False
            self._unless_absent("GET", Iri(_NOBODYS))
        self._ask(method, graph, data)

    def _unless_absent(self, method: str, graph: Iri | None) -> None:
        try:
            self._ask(method, graph, None)
        except EndpointError as error:
            if error.status != _NOT_THERE:
                raise

    def _ask(self, method: str, graph: Iri | None, data: bytes | None) -> None:
        query = "default=" if graph is None else urlencode({"graph": graph})
        mark = "&" if "?" in self._url else "?"
        request = urllib.request.Request(  # noqa: S310 - the address is checked, and the opener knows http(s) only
            f"{self._url}{mark}{query}", data=data, headers=self._headers, method=method
        )
        exchange(self._opener, request, self._timeout)


class UpdateWriter:
    """Writes through SPARQL 1.1 Update, for servers without a graph store."""

    most = _INSERTED

    def __init__(self, server: RemoteStore) -> None:
        self._server = server

    def clear(self, graph: Iri | None) -> None:
        """Remove a graph; that there is none is as good."""
        self._server.update(f"CLEAR SILENT {'DEFAULT' if graph is None else f'GRAPH <{graph}>'}")

    def replace(self, graph: Iri | None, statements: bytes) -> None:
        """Make a graph exactly these N-Triples, in two steps."""
        self.clear(graph)
        self.add(graph, statements)

    def add(self, graph: Iri | None, statements: bytes) -> None:
        """Insert N-Triples, which SPARQL reads as they are."""
        triples = statements.decode()
        self._server.update(
            f"INSERT DATA {{\n{triples}}}" if graph is None else f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}"
        )
