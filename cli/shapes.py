"""Shapes at build: what is new or changed is held against them, what was held against them before is remembered."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
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
BESIDE = 5  # where few have changed, so many that wait from earlier builds
_VERSION = 12  # hex digits of what a record depends on


@dataclass(frozen=True, slots=True)
class Memory:
    """What was found in earlier builds; `recipe` names the programs: what another version found is not remembered.

    `known` are the texts (SHA-256) of the generation before.
    """

    folder: Path
    recipe: str
    known: frozenset[str]

    def record(self, entry: Entry) -> Path:
        """Return where a document's record is: its name begins with the text's digest, so `remove --purge` finds it."""
        depends = " ".join((self.recipe, entry.id, *entry.sources))
        return self.folder / f"{entry.sources[0]}-shapes-{sha256(depends.encode()).hexdigest()[:_VERSION]}.json"

    def next_of(self, unchecked: Sequence[Entry]) -> Sequence[Entry]:
        """Return the documents to check in this build: all where they are few, else what is new, then some others."""
        if len(unchecked) <= AT_ONCE:
            return unchecked
        new = [entry for entry in unchecked if not self.known.issuperset(entry.sources)][:AT_ONCE]
        others = [entry for entry in unchecked if self.known.issuperset(entry.sources)]
        return new + others[: max(0, BESIDE - len(new))]


def shape_quads(store: Store, collection: Collection, memory: Memory, base: str) -> Iterator[Quad]:
    """Yield the findings of new and changed documents' shapes, and those that are remembered of the others."""
    entries = [each for each in collection.entries if each.document.source.row is None]  # a register's share one graph
    unchecked = [entry for entry in entries if not memory.record(entry).is_file()]
    for entry in memory.next_of(unchecked):
        memory.folder.mkdir(parents=True, exist_ok=True)
        graph = Iri(graph_iri("document", entry.id, base))
        memory.record(entry).write_bytes(msgspec.json.encode(check_graph(store, graph)))
    records = [memory.record(entry) for entry in entries]
    there = [record for record in records if record.is_file()]
    if len(there) < len(records):
        left = len(records) - len(there)
        print(
            f"{left} văn bản chưa đối chiếu khuôn dạng (SHACL): `trienkhai check` / "
            f"documents not yet held against the shapes: {left}; `trienkhai check` does",
            file=sys.stderr,
        )
    faults = [each for record in there for each in msgspec.json.decode(record.read_bytes(), type=tuple[Finding, ...])]
    yield from incomplete_quads(incomplete_facts(store, faults), base)
