"""The child process of `graph.reasoning`: reads one N-Triples file, asks HermiT, prints JSON."""

import sys
from pathlib import Path
from typing import Any

import msgspec
import owlready2  # type: ignore[reportMissingTypeStubs]
from owlready2 import reasoning  # type: ignore[reportMissingTypeStubs]

from graph.reasoning import Answer


def answer(source: Path, memory: int, properties: list[str]) -> Answer:
    """Return what HermiT says of an N-Triples file; `memory` is in MiB of Java heap."""
    reasoning.JAVA_MEMORY = memory
    reason: Any = reasoning.sync_reasoner_hermit  # type: ignore[reportUnknownMemberType]
    world: Any = owlready2.World()
    with source.open("rb") as stream:
        world.get_ontology("urn:trienkhai:graph#").load(fileobj=stream)
    try:
        reason(world, infer_property_values=bool(properties), debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Answer(consistent=False, unsatisfiable=(), derived=())
    empty = {entity.iri for entity in world.inconsistent_classes() if hasattr(entity, "iri")}
    return Answer(
        consistent=True,
        unsatisfiable=tuple(sorted(empty - {owlready2.Nothing.iri})),
        derived=tuple(
            sorted((subject.iri, iri, value.iri) for iri in properties for subject, value in world[iri].get_relations())
        ),
    )


if __name__ == "__main__":
    found = answer(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
    sys.stdout.buffer.write(msgspec.json.encode(found))
