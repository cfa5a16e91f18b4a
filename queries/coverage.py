"""What became of each task of a document: which task of which document below carries it out, or only copies it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Iri, Store
from queries.cascade import cascade
from queries.documents import DocumentFacts, document_identity, facts_query
from queries.tasks import TaskFacts, find_tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLink:
    """A lower task that carries out (`refines`) or copies (`copy`) an upper one, and why that is thought."""

    lower: Iri
    document: Iri
    upper: Iri
    verdict: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """A task of the root, and the links to it from each document below, best first."""

    task: TaskFacts
    links: Mapping[Iri, tuple[TaskLink, ...]]

    @property
    def outcome(self) -> str:
        """Return `carried-out`, `repeated` where it was only copied, or `unreached`."""
        verdicts = {link.verdict for links in self.links.values() for link in links}
        return "carried-out" if "refines" in verdicts else "repeated" if verdicts else "unreached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The tasks of a document by the documents of the collection below it."""

    root: DocumentFacts
    documents: tuple[DocumentFacts, ...]
    rows: tuple[CoverageRow, ...]
    lower: Mapping[Iri, TaskFacts]  # the tasks that the links name

    def counts(self) -> Mapping[str, int]:
        """Return how many tasks have each outcome."""
        outcomes = [row.outcome for row in self.rows]
        return {each: outcomes.count(each) for each in ("carried-out", "repeated", "unreached")}

    def as_json(self) -> dict[str, object]:
        """Return the matrix: one object a task, in it the links of each document."""
        return {
            "root": {"id": self.root.id, "symbol": self.root.symbol},
            "documents": [{"id": each.id, "symbol": each.symbol, "level": each.level} for each in self.documents],
            "counts": dict(self.counts()),
            "tasks": [self._row(row) for row in self.rows],
        }

    def _row(self, row: CoverageRow) -> dict[str, object]:
        return {
            "path": row.task.path,
            "text": row.task.text,
            "lead": list(row.task.lead),
            "outcome": row.outcome,
            "evidence": _place(row.task),
            "by": {
                document_identity(document): [self._link(link) for link in links]
                for document, links in row.links.items()
            },
        }

    def _link(self, link: TaskLink) -> dict[str, object]:
        task = self.lower[link.lower]
        return {
            "path": task.path,
            "text": task.text,
            "verdict": link.verdict,
            "score": link.score,
            "reason": link.reason,
            "evidence": _place(task),
        }


def _place(task: TaskFacts) -> dict[str, object] | None:
    evidence = task.evidence
    return evidence and {"source": evidence.source, "start": evidence.start, "end": evidence.end}


def find_task_links(store: Store) -> tuple[TaskLink, ...]:
    """Return every link between tasks, by upper task, the best first."""
    return tuple(
        TaskLink(
            lower=Iri(str(lower)),
            document=Iri(str(document)),
            upper=Iri(str(upper)),
            verdict=str(verdict),
            score=float(score or 0),
            reason=str(reason),
        )
        for lower, document, upper, verdict, score, reason in store.select(facts_query("task_links")).rows
    )


def coverage(store: Store, iri: Iri) -> Coverage:
    """Return what became of each task of a document in the documents of the collection below it."""
    found = cascade(store, iri, with_tasks=False)
    below = tuple(step.document for step in found.documents if step.document.in_collection and step.tasks)
    wanted = {each.iri for each in below}
    links: dict[Iri, dict[Iri, list[TaskLink]]] = defaultdict(lambda: defaultdict(list))
    for link in find_task_links(store):
        if link.document in wanted:
            links[link.upper][link.document].append(link)
    rows = tuple(
        CoverageRow(task=task, links={each: tuple(own) for each, own in links[task.iri].items()})
        for task in find_tasks(store, [iri])
    )
    lower = {task.iri: task for task in find_tasks(store, [each.iri for each in below])}
    return Coverage(root=found.root, documents=below, rows=rows, lower=lower)
