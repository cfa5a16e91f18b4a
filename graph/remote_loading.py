"""Loading a generation into a SPARQL server, graph by graph, so that it ends with what the generation holds.

A push may be stopped and run again: each graph is replaced whole, graphs that are gone are removed, and at the
end the server is asked how much it holds.
"""

import re
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from secrets import token_hex
from typing import Protocol, cast
from urllib.parse import urlencode

from graph.generations import Generation
from graph.quads import XSD, Iri, format_term
from graph.remote import RemoteStore
from graph.remote_transport import Auth, EndpointError, authorization, check_address, exchange, opener
from graph.store import Solutions, Store
from ontology.identifiers import graph_iri

PUSH_TIMEOUT = 600.0  # seconds for one request that writes
_SENT = 20_000  # statements in one request of the Graph Store Protocol
_INSERTED = 500  # in one INSERT DATA, which servers compile
_NOT_THERE = 404
_TIMES = f"""SELECT DISTINCT ?time WHERE {{
  ?thing ?property ?time .
  FILTER (isLiteral(?time) && DATATYPE(?time) IN (<{XSD}duration>, <{XSD}gYear>, <{XSD}gYearMonth>, <{XSD}gMonthDay>))
}}"""
_NAMELESS = re.compile(rb"^_:\S+| _:\S+(?= \.$)")


class ForeignDataError(ValueError):
    """The server's default graph holds what is not ours; a push would take its place."""


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

    def clear(self, graph: Iri | None) -> None:
        """Remove a graph; that there is none is as good."""
        try:
            self._send("DELETE", graph, None)
        except EndpointError as error:
            if error.status != _NOT_THERE:
                raise

    def replace(self, graph: Iri | None, statements: bytes) -> None:
        """Make a graph exactly these N-Triples, in one step."""
        self._send("PUT", graph, statements)

    def add(self, graph: Iri | None, statements: bytes) -> None:
        """Merge N-Triples into a graph."""
        self._send("POST", graph, statements)

    def _send(self, method: str, graph: Iri | None, data: bytes | None) -> None:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReport:
    """What a push did, as the server tells it afterwards."""

    graphs: int
    statements: int
    union: int  # statements, each once
    union_graph: Iri | None  # None: the default graph
    removed: tuple[str, ...]  # graphs that the collection no longer has
    changed: tuple[str, ...]  # values that the server does not give back as they are

    def as_json(self) -> dict[str, object]:
        """Return the report for programs."""
        return asdict(self)


def push(
    generation: Generation, server: RemoteStore, writer: Writer, done: Callable[[], None] = lambda: None
) -> PushReport:
    """Load a generation, call `done` after each graph, and verify; raise `EndpointError` or `ForeignDataError`."""
    base = generation.manifest["base"]
    root = graph_iri("", base=base)
    union = union_place(server, writer, base)
    store = generation.store()
    before = server.graph_counts(root)
    if union is None and not before:
        _require_empty(server)
    writer.clear(union)
    counts: dict[str, int] = {}
    for graph in store.graphs():
        counts[str(graph)] = _load(store, graph, union, writer)
        done()
    removed = tuple(sorted(before.keys() - counts.keys() - {union}))
    for gone in removed:
        writer.clear(Iri(gone))
    _verify(server, root, counts, union, len(store))
    return PushReport(
        graphs=len(counts),
        statements=sum(counts.values()),
        union=len(store),
        union_graph=union,
        removed=removed,
        changed=_changed(store, server.afresh()),
    )


def union_place(server: RemoteStore, writer: Writer, base: str) -> Iri | None:
    """Return where the union belongs: the default graph (None), or, where that shows all graphs, a graph of its own."""
    probe = Iri(graph_iri("probe", token_hex(8), base=base))
    statement = f"<{probe}> <{probe}> <{probe}> ."
    writer.replace(probe, f"{statement}\n".encode())
    try:
        is_union = server.asks_whole(f"ASK {{ {statement} }}")
    finally:
        writer.clear(probe)
    return Iri(graph_iri("union", base=base)) if is_union else None


def _load(store: Store, graph: Iri, union: Iri | None, writer: Writer) -> int:
    """Replace a graph and add its statements to the union; return how many there are."""
    lines = store.dump("nt", graph).splitlines(keepends=True)
    for number, chunk in enumerate(chunks(lines, writer.most)):
        (writer.add if number else writer.replace)(graph, chunk)
        writer.add(union, chunk)
    return len(lines)


def chunks(lines: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield N-Triples in parts of about `most` lines; those that share a nameless node stay in one part.

    Such a node has its name within one request only.
    """
    named: list[bytes] = []
    nameless: list[bytes] = []
    for line in lines:
        (nameless if _NAMELESS.search(line.rstrip(b"\n")) else named).append(line)
    coming = iter(named)
    while part := list(islice(coming, most)):
        yield b"".join(part)
    part = []
    for group in _connected(nameless):
        if part and len(part) + len(group) > most:
            yield b"".join(part)
            part = []
        part += group
    if part:
        yield b"".join(part)


def _connected(lines: Iterable[bytes]) -> list[list[bytes]]:
    """Return lines grouped by the nameless nodes that they share, directly or through others."""
    groups: dict[bytes, list[bytes]] = {}  # node -> the group it is in; nodes of one group share the list
    nodes_of: dict[int, set[bytes]] = {}
    for line in lines:
        nodes = {match.strip() for match in _NAMELESS.findall(line.rstrip(b"\n"))}
        met = list({id(groups[node]): groups[node] for node in nodes if node in groups}.values())
        group = max(met, key=len, default=[])
        members = nodes_of.setdefault(id(group), set())
        for other in met:
            if other is not group:
                group += other
                members |= nodes_of.pop(id(other))
        group.append(line)
        members |= nodes
        groups |= dict.fromkeys(members, group) if len(met) > 1 else dict.fromkeys(nodes, group)
    return list({id(group): group for group in groups.values()}.values())


def _require_empty(server: RemoteStore) -> None:
    held = server.count_default(is_whole=True)
    if held:
        raise ForeignDataError(
            f"{server.endpoint}: đồ thị mặc định đang giữ {held:,} câu không phải của kho này; hãy dùng một tập dữ liệu "
            f"trống / the default graph holds {held:,} statements of others; use an empty dataset"
        )


def _changed(store: Store, server: RemoteStore) -> tuple[str, ...]:
    """Return the times of the collection that the server spells otherwise, and so may have understood otherwise."""
    ours, theirs = (
        {format_term(term) for (term,) in cast("Solutions", each.answer(_TIMES)).rows if term is not None}
        for each in (store, server)
    )
    return tuple(sorted(ours - theirs))


def _verify(server: RemoteStore, root: str, counts: dict[str, int], union: Iri | None, total: int) -> None:
    found = server.graph_counts(root)
    in_union = server.count_default(is_whole=True) if union is None else found.pop(union, 0)
    wrong = [graph for graph in {**found, **counts} if found.get(graph, 0) != counts.get(graph, 0)]
    if in_union != total:
        wrong.append(union or "default")
    if wrong:
        listed = ", ".join(f"{graph} ({found.get(graph, in_union):,})" for graph in sorted(wrong)[:5])
        raise EndpointError(
            f"{server.endpoint}: {len(wrong)} đồ thị khác với kho sau khi nạp; hãy chạy lại / "
            f"{len(wrong)} graphs differ from the collection after loading, push again: {listed}"
        )
