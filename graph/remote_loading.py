"""Loading a generation into a SPARQL server, graph by graph, so that it ends with what the generation holds.

A push may be stopped and run again: each graph is replaced whole, graphs that are gone are removed, and at the
end the server is asked how much it holds.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from secrets import token_hex
from typing import cast

from graph.generations import Generation
from graph.quads import XSD, Iri, format_term
from graph.remote import RemoteStore
from graph.remote_chunks import chunks
from graph.remote_transport import EndpointError
from graph.remote_writers import Writer
from graph.store import Solutions, Store
from ontology.identifiers import graph_iri

_TIMES = f"""SELECT DISTINCT ?time WHERE {{
  ?thing ?property ?time .
  FILTER (isLiteral(?time) && DATATYPE(?time) IN (<{XSD}duration>, <{XSD}gYear>, <{XSD}gYearMonth>, <{XSD}gMonthDay>))
}}"""


class ForeignDataError(ValueError):
    """The server's default graph holds what is not ours; a push would take its place."""


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


def _require_empty(server: RemoteStore) -> None:
    held = server.count_default(is_whole=True)
    if held:
        raise ForeignDataError(
            f"{server.endpoint}: đồ thị mặc định đang giữ {held:,} câu không phải của kho này; hãy dùng một tập "
            f"dữ liệu trống / the default graph holds {held:,} statements of others; use an empty dataset"
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
