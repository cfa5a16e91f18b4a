"""Documents, tasks and agencies as a GraphML network for Gephi, yEd or networkx: attributes typed, all labelled."""

import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from viz.files.kinds import Cell, Table

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Gephi takes keys of the ids d3 and d7 for the labels of nodes and links, since yEd calls these so.
_KEY_ID = re.compile(rb'(<key id="|<data key=")d(\d+)"')
_LABEL = 60  # letters of a task that stand beside its node
_NODES = {
    "documents": ("title", "kind", "issuer", "issued", "level", "branch", "area", "in_collection", "tasks", "findings"),
    "tasks": ("text", "part", "path", "due", "every", "rules", "confidence"),
    "agencies": ("level", "branch", "area", "is_group", "tasks"),
}
# table -> the columns of both ends, and what the link says of itself
_LINKS = {
    "relations": ("document", "other", ("relation", "detail")),
    "assignments": ("task", "agency", ("role", "lead_source", "confidence")),
    "lineage": ("task", "other_task", ("verdict", "score")),
}


def write_network(tables: Iterable[Table]) -> bytes:
    """Return the network as GraphML."""
    said = {table.kind.name: list(_rows(table)) for table in tables}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    numbers = itertools.count(1)  # every link has an id of its own: Gephi keeps one link an id
    for name, attributes in _NODES.items():
        for row in said[name]:
            graph.add_node(_token(row["id"]), **_attributes(name, row, attributes))
    for row in said["tasks"]:
        ends = _token(row["id"]), _token(row["document"])
        graph.add_edge(*ends, key=f"e{next(numbers)}", relation="set_out_in", label="set_out_in")
    for name, (source, target, attributes) in _LINKS.items():
        for row in said[name]:
            if row[source] and row[target]:
                told = _present(row, attributes)
                ends = _token(row[source]), _token(row[target])
                graph.add_edge(*ends, key=f"e{next(numbers)}", **_renamed(told))
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, prettyprint=True)  # pyright: ignore[reportUnknownMemberType]
    return _KEY_ID.sub(rb'\1k\2"', buffer.getvalue())


def _token(identity: Cell) -> str:
    """Return an id as GraphML's schema allows it: an NMTOKEN has no slash."""
    return str(identity).replace("/", ":")


def _rows(table: Table) -> Iterator[Mapping[str, Cell]]:
    names = [column.name for column in table.kind.columns]
    return (dict(zip(names, row, strict=True)) for row in table.rows)


def _attributes(name: str, row: Mapping[str, Cell], attributes: Iterable[str]) -> dict[str, Cell]:
    """Return what a node says of itself; what is unknown is left out, for GraphML has no empty value."""
    if name == "tasks":
        label = f"{row['symbol']} {row['path']}: {row['text']}"
    else:
        label = str(row["symbol" if name == "documents" else "name"])
    said = _present(row, attributes)
    kind = said.pop("kind", None)
    shown = label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…"
    return {"label": _clean(shown), "class": name, **said, **({"kind": kind} if kind else {})}


def _present(row: Mapping[str, Cell], names: Iterable[str]) -> dict[str, Cell]:
    return {name: _clean(row[name]) for name in names if row[name] not in {None, ""}}


def _renamed(said: dict[str, Cell]) -> dict[str, Cell]:
    """Return what a link says, its word under one name whatever the table: Gephi colours links by one column."""
    word = said.pop("relation", None) or said.pop("role", None) or said.pop("verdict", None)
    return {"relation": word, "label": word, **said}


def _clean(cell: Cell) -> Cell:
    return _NOT_XML.sub("\ufffd", cell) if isinstance(cell, str) else cell
