"""A generation asked directly, without workers: for pages that are written to a file by one who may read it all."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph.generations import DamagedGenerationError, Generation
from graph.search_index import NAME as INDEX
from graph.store import Iri, Rows, Store, Value
from queries.ask import Answer, ask
from queries.audit import daily_findings, stored_findings
from queries.cascade import Cascade, cascade
from queries.compare import Compared, compare
from queries.coverage import Coverage, coverage
from queries.documents import find_documents
from queries.findings import Finding
from queries.search import Hits, SearchIndex
from queries.sparql import SparqlAnswer, run_sparql
from queries.tasks import TaskFacts, find_tasks
from viz.collection import Collection, read_collection
from viz.entries import read_register
from viz.facts import Facts, read_facts
from viz.neighbours import Surroundings
from viz.opinions import Opinions
from viz.register import Register
from viz.visit import SourceDocument


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The facts of one generation, read in this process."""

    generation: Generation
    store: Store
    collection: Collection
    register: Register
    _tasks: dict[Iri, list[TaskFacts]] = field(default_factory=dict[Iri, list[TaskFacts]])
    _texts: dict[str, SourceDocument | None] = field(default_factory=dict[str, SourceDocument | None])

    def select(self, sparql: str, parameters: Mapping[str, Value]) -> Rows:
        """Answer SPARQL of ours; what was asked of a document a moment ago is not asked again for each of its tasks."""
        return _select(self.store, sparql, tuple(sorted(parameters.items())))

    def run_sparql(self, text: str) -> SparqlAnswer:
        """Answer any query."""
        return run_sparql(self.store, text)

    def ask(self, name: str, parameters: Mapping[str, str]) -> Answer:
        """Answer a named question."""
        return ask(self.store, name, **parameters)

    def cascade(self, iri: Iri, *, up: bool) -> Cascade:
        """Return the cascade below a document or above it, its tasks counted only."""
        return _cascade(self.store, iri, up=up)

    def tasks(self, iri: Iri) -> tuple[TaskFacts, ...]:
        """Return the tasks of a document."""
        if not self._tasks:
            for task in find_tasks(self.store):
                self._tasks.setdefault(task.document, []).append(task)
        return tuple(self._tasks.get(iri, ()))

    def facts(self, iri: Iri) -> Facts:
        """Return what was read in a document."""
        return _facts(self.store, iri)

    def findings_on(self, day: str) -> tuple[Finding, ...]:
        """Return the findings that depend on the day."""
        return daily_findings(self.store, day)

    def text(self, identity: str) -> SourceDocument | None:
        """Return a document's text, or `None` where the generation keeps none."""
        if identity not in self._texts:
            try:
                self._texts[identity] = self.generation.text(identity)
            except KeyError:
                self._texts[identity] = None
        return self._texts[identity]

    def compare(self, first: Iri, second: Iri) -> Compared:
        """Return two documents clause by clause."""
        return compare(self.store, first, second)

    def coverage(self, iri: Iri) -> Coverage:
        """Return what became of each task of a document."""
        return coverage(self.store, iri)

    def surroundings(self) -> Surroundings:
        """Return the graph of what stands next to what."""
        return Surroundings(collection=self.collection, register=self.register)

    def sources(self, identity: str) -> tuple[str, ...]:
        """Return the SHA-256 of the files that a document was read from."""
        return self.generation.sources(identity)

    def report(self) -> list[dict[str, str]]:
        """Return what the build did with each file."""
        with suppress(DamagedGenerationError):  # the next build tells it and mends it
            return self.generation.report()
        return []

    def opinions(self) -> Opinions:
        """Return nothing: a file shows what the build attached, and nobody writes in it."""
        return Opinions()

    def search(self, wanted: str) -> Hits:
        """Return what fits the words of a search."""
        return SearchIndex(self.generation.path / INDEX).search(wanted)


@lru_cache(maxsize=32)
def _select(store: Store, sparql: str, parameters: tuple[tuple[str, Value], ...]) -> Rows:
    return store.select(sparql, dict(parameters))


@lru_cache(maxsize=4)
def _facts(store: Store, iri: Iri) -> Facts:
    return read_facts(store.select, iri)


@cache
def _cascade(store: Store, iri: Iri, *, up: bool) -> Cascade:
    return cascade(store, iri, up=up, with_tasks=False)


def open_shelf(
    generation: Generation, store: Store | None = None, findings: tuple[Finding, ...] | None = None
) -> Shelf:
    """Read a generation, or the excerpt of it in `store`, with its stored findings or with those given."""
    opened = generation.store() if store is None else store
    found = stored_findings(opened) if findings is None else findings
    collection = read_collection(generation, find_documents(opened), found, opened.select)
    return Shelf(
        generation=generation,
        store=opened,
        collection=collection,
        register=read_register(opened.select, collection.documents),
    )
