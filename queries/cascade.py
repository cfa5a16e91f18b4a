"""What carries a document out, level by level, down to tasks and who leads them; or up to what it carries out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.store import Iri, Store
from queries.corrections import Correction, find_corrections
from queries.descent import Edge, descend
from queries.documents import DocumentFacts, document_identity, facts_query, find_documents
from queries.levels import skipped_levels
from queries.tasks import TaskFacts, find_tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A document of the cascade: how far it is from the root, through which others, what it passes over."""

    document: DocumentFacts
    steps: int  # of the longest chain
    via: tuple[str, ...]  # labels of the documents between, from the root outwards
    direct: bool  # its own text names the root
    tasks: int
    skipped: tuple[str, ...]  # levels that no chain to the root passes

    def as_json(self) -> dict[str, object]:
        """Return the document in the contract's shape, with the skipped levels besides."""
        document = self.document
        return {
            "id": document.id,
            "symbol": document.symbol,
            "issuer": document.issuer,
            "level": document.level,
            "branch": document.branch,
            "issued": document.issued,
            "steps": self.steps,
            "via": list(self.via),
            "direct": self.direct,
            "in_collection": document.in_collection,
            "tasks": self.tasks,
            "skipped": list(self.skipped),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """The documents below (or above) one, nearest first, with their tasks and the relations between them."""

    root: DocumentFacts
    up: bool
    documents: tuple[Step, ...]
    tasks: tuple[TaskFacts, ...]
    edges: tuple[Edge, ...]  # what the texts say, without those that a longer chain makes superfluous
    cycles: tuple[tuple[str, ...], ...]  # ids of documents that carry each other out
    # of documents and tasks, by IRI
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict[str, tuple[Correction, ...]])

    def as_json(self) -> dict[str, object]:
        """Return the cascade in the contract's shape, with edges and cycles besides."""
        symbols = {step.document.iri: step.document.symbol for step in self.documents}
        return {
            "root": {"id": self.root.id, "symbol": self.root.symbol},
            "documents": [step.as_json() | self._judged(step.document.iri) for step in self.documents],
            "tasks": [_task_json(task, symbols[task.document]) | self._judged(task.iri) for task in self.tasks],
            "edges": [_edge_json(edge) for edge in self.edges],
            "cycles": [list(cycle) for cycle in self.cycles],
        }

    def _judged(self, thing: Iri) -> dict[str, object]:
        """Return which facts of a thing are a person's word; nothing where all is as read."""
        said = self.corrections.get(thing, ())
        return {"judged": [each.as_json() for each in said]} if said else {}


def cascade(store: Store, iri: Iri, *, up: bool = False, depth: int | None = None, with_tasks: bool = True) -> Cascade:
    """Return what is at most `depth` steps below a document, or above it where `up`.

    Reading the tasks takes most of the time; without them they are only counted.
    """
    documents = {each.iri: each for each in find_documents(store)}
    descent = descend(find_edges(store), str(iri), up=up)
    reached = {each: chain for each, chain in descent.chains.items() if depth is None or len(chain) < depth}
    tasks = find_tasks(store, [Iri(each) for each in reached]) if with_tasks else ()
    counts = {str(document): int(count or 0) for document, count in store.select(facts_query("task_counts")).rows}
    steps = tuple(
        Step(
            document=documents[Iri(each)],
            steps=len(chain) + 1,
            via=tuple(documents[Iri(between)].label for between in chain),
            direct=each in descent.direct,
            tasks=counts.get(each, 0),
            skipped=skipped_levels(
                documents[Iri(each)], documents[iri], [documents[Iri(one)] for one in descent.between(each)]
            ),
        )
        for each, chain in reached.items()
    )
    return Cascade(
        root=documents[iri],
        up=up,
        documents=tuple(sorted(steps, key=lambda step: (step.steps, step.document.id))),
        tasks=tasks,
        edges=tuple(edge for edge in descent.edges if {edge.lower, edge.upper} <= {*reached, str(iri)}),
        cycles=tuple(tuple(documents[Iri(each)].id for each in cycle) for cycle in descent.cycles),
        corrections=find_corrections(store.select),
    )


def find_edges(store: Store) -> tuple[Edge, ...]:
    """Return every relation of the collection that a cascade follows."""
    return tuple(Edge(*map(str, row)) for row in store.select(facts_query("edges")).rows)


def _edge_json(edge: Edge) -> dict[str, object]:
    ends = {"from": document_identity(edge.lower), "to": document_identity(edge.upper)}
    return {**ends, "relation": edge.relation}


def _task_json(task: TaskFacts, symbol: str | None) -> dict[str, object]:
    evidence = task.evidence
    return {
        "document": document_identity(task.document),
        "symbol": symbol,
        "path": task.path,
        "text": task.text,
        "lead": list(task.lead),
        "coordinate": list(task.coordinate),
        "due": list(task.due),
        "every": list(task.every),
        "evidence": evidence and {"source": evidence.source, "start": evidence.start, "end": evidence.end},
    }
