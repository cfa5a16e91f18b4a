"""Shapes at build: what is new or changed is held against them, what was held against them before is remembered."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.check import Finding, check_graph
from graph.entries import Entry
from graph.quads import Iri, Quad
from graph.resolve import Collection
from graph.store import Store
from ontology.identifiers import graph_iri
from queries.incomplete import incomplete_facts, incomplete_quads

# Documents checked in one build: each takes some half a second (pySHACL), which a first build of thousands cannot wait
# for; `trienkhai check` checks all.
AT_ONCE = 30
_VERSION = 12  # hex digits of what a record depends on


def shape_quads(store: Store, collection: Collection, folder: Path, recipe: str, base: str) -> Iterator[Quad]:
    """Yield the findings of new and changed documents' shapes, and those that `folder` remembers of the others.

    `recipe` names the programs: what another version found is not remembered.
    """
    faults: list[Finding] = []
    left = AT_ONCE
    unchecked = 0
    for entry in collection.entries:
        if entry.document.source.row is not None:  # rows of a register share one graph
            continue
        record = folder / _name(entry, recipe)
        if not record.is_file():
            if left == 0:
                unchecked += 1
                continue
            left -= 1
            folder.mkdir(parents=True, exist_ok=True)
            graph = Iri(graph_iri("document", entry.id, base))
            record.write_bytes(msgspec.json.encode(check_graph(store, graph)))
        faults += msgspec.json.decode(record.read_bytes(), type=tuple[Finding, ...])
    if unchecked:
        print(
            f"{unchecked} văn bản chưa đối chiếu khuôn dạng (SHACL): `trienkhai check` / "
            f"documents not yet held against the shapes: {unchecked}; `trienkhai check` does",
            file=sys.stderr,
        )
    yield from incomplete_quads(incomplete_facts(store, faults), base)


def _name(entry: Entry, recipe: str) -> str:
    """Return the name of a document's record: it begins with the text's digest, by which `remove --purge` finds it."""
    depends = " ".join((recipe, entry.id, *entry.sources))
    return f"{entry.sources[0]}-shapes-{hashlib.sha256(depends.encode()).hexdigest()[:_VERSION]}.json"
