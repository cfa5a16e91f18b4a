"""The generation that is shown, its workers, and what was read of it; a newer one takes its place."""

import os
import threading
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.generations import DamagedGenerationError, Generation, current_generation
from graph.search_index import NAME as INDEX
from graph.store import Iri, Rows, Value
from queries.ask import Answer
from queries.cascade import Cascade
from queries.compare import Compared
from queries.coverage import Coverage
from queries.findings import Finding
from queries.process import Leaving
from queries.search import Hits, SearchIndex
from queries.sparql import SparqlAnswer
from queries.statuses import find_statuses
from queries.tasks import TaskFacts
from queries.workers import WorkerPool
from viz.collection import Collection, read_collection
from viz.entries import read_register
from viz.facts import Facts, read_facts
from viz.neighbours import Surroundings
from viz.notebook import Notebook
from viz.opinions import Opinions
from viz.register import Register
from viz.visit import SourceDocument

KEPT = 256  # answers about one document
OPENING = 300.0  # seconds for one question about a whole generation, asked once when it is opened
GRACE = 15.0  # seconds until the workers of an old generation end: calls under way are done by then


@dataclass(frozen=True, kw_only=True)
class Volume:
    """One generation as the pages see it: facts come through a worker, and what never changes is kept."""

    generation: Generation
    pool: WorkerPool
    collection: Collection
    index: SearchIndex
    notebook: Notebook
    lock: threading.Lock = field(default_factory=threading.Lock)
    answers: dict[Hashable, Any] = field(default_factory=dict[Hashable, Any])
    reading: threading.Lock = field(default_factory=threading.Lock)  # held while the register is read
    registers: list[Register] = field(default_factory=list[Register])

    @property
    def register(self) -> Register:
        """Return the tasks, agencies and places; the first call reads them."""
        with self.reading:
            if not self.registers:
                self.registers.append(read_register(self._read, self.collection.documents))
        return self.registers[0]

    def _read(self, sparql: str, parameters: Mapping[str, Value]) -> Rows:
        return self.pool.call("select", sparql, parameters, deadline=OPENING)

    def select(self, sparql: str, parameters: Mapping[str, Value]) -> Rows:
        """Answer SPARQL of ours."""
        return self.pool.call("select", sparql, parameters)

    def run_sparql(self, text: str) -> SparqlAnswer:
        """Answer a visitor's query."""
        return self.pool.call("sparql", text)

    async def answer_sparql(self, text: str, leaving: Leaving) -> SparqlAnswer:
        """Answer a visitor's query in the event loop; stop once `leaving` ends: the visitor waits no more."""
        return await self.pool.answer("sparql", text, leaving=leaving)

    def ask(self, name: str, parameters: Mapping[str, str]) -> Answer:
        """Answer a named question."""
        return self.pool.call("ask", name, dict(parameters))

    def cascade(self, iri: Iri, *, up: bool) -> Cascade:
        """Return the cascade below a document or above it, its tasks counted only."""
        return self._remember(("cascade", iri, up), lambda: self.pool.call("cascade", iri, up=up, with_tasks=False))

    def tasks(self, iri: Iri) -> tuple[TaskFacts, ...]:
        """Return the tasks of a document."""
        return self._remember(("tasks", iri), lambda: self.pool.call("tasks", [iri]))

    def facts(self, iri: Iri) -> Facts:
        """Return what was read in a document."""
        return self._remember(("facts", iri), lambda: read_facts(self.select, iri))

    def findings_on(self, day: str) -> tuple[Finding, ...]:
        """Return the findings that depend on the day, and on what was taken back since the last build."""
        recorded = self._remember(("statuses",), lambda: find_statuses(self.select))
        reopened = self.opinions().reopened(recorded)
        return self._remember(
            ("findings", day, reopened), lambda: self.pool.call("daily_findings", day, sorted(reopened))
        )

    def text(self, identity: str) -> SourceDocument | None:
        """Return a document's text, or `None` where the generation keeps none."""
        try:
            return self.generation.text(identity)
        except KeyError:
            return None

    def sources(self, identity: str) -> tuple[str, ...]:
        """Return the SHA-256 of the files that a document was read from."""
        return self.generation.sources(identity)

    def search(self, wanted: str) -> Hits:
        """Return what fits the words of a search."""
        return self.index.search(wanted)

    def compare(self, first: Iri, second: Iri) -> Compared:
        """Return two documents clause by clause."""
        return self._remember(("compare", first, second), lambda: self.pool.call("compare", first, second))

    def coverage(self, iri: Iri) -> Coverage:
        """Return what became of each task of a document."""
        return self._remember(("coverage", iri), lambda: self.pool.call("coverage", iri))

    def surroundings(self) -> Surroundings:
        """Return the graph of what stands next to what."""
        return self._remember(
            ("surroundings",), lambda: Surroundings(collection=self.collection, register=self.register)
        )

    def report(self) -> list[dict[str, str]]:
        """Return what the build did with each file."""
        with suppress(DamagedGenerationError):  # the next build tells it and mends it
            return self.generation.report()
        return []

    def state(self) -> tuple[str, int, int]:
        """Return what settles every page: the generation, and the journal as it is now."""
        return str(self.generation.path), *self.notebook.state()

    def opinions(self) -> Opinions:
        """Return what people say, as the journal holds it now."""
        return self.notebook.opinions()

    def _remember(self, key: Hashable, call: Callable[[], Any]) -> Any:
        """Return what was answered before; the oldest answer goes when there are `KEPT`."""
        with self.lock:
            known = self.answers.get(key)
        if known is not None:
            return known
        answer = call()
        with self.lock:
            while len(self.answers) >= KEPT:
                del self.answers[next(iter(self.answers))]
            self.answers[key] = answer
        return answer


class Library:
    """The collection's folder; `volume()` is its current generation."""

    def __init__(self, folder: Path, *, workers: int = 3) -> None:
        """Open the folder of a collection; raise what `current_generation` raises where there is none."""
        self._folder = folder
        self._link = os.fspath(folder / "current")
        self.notebook = Notebook(folder)
        self._workers = workers
        self._lock = threading.Lock()  # of what the link said
        self._opening = threading.Lock()
        self._seen = ""  # what the link said when it was last looked at
        self._volume = self._open(current_generation(folder))

    def volume(self) -> Volume:
        """Return the current generation; soon after a build this is the new one."""
        with self._lock:
            if self._is_outdated():
                threading.Thread(target=self._replace, daemon=True).start()
        return self._volume

    def close(self) -> None:
        """End the workers."""
        with self._opening:
            self._volume.pool.close()

    def _replace(self) -> None:
        """Open the newest generation while the old one goes on answering, then let it take its place."""
        with self._opening:
            newest = current_generation(self._folder)
            if newest.path == self._volume.generation.path:
                return
            old, self._volume = self._volume, self._open(newest)
        ending = threading.Timer(GRACE, old.pool.close)
        ending.daemon = True
        ending.start()

    def _is_outdated(self) -> bool:
        try:
            name = os.readlink(self._link)  # noqa: PTH115 - at each request, where paths would cost more than the rest
        except OSError:
            name = ""
        changed, self._seen = name != self._seen, name
        return changed

    def _open(self, generation: Generation) -> Volume:
        pool = WorkerPool(generation.path / "db", size=self._workers)
        collection = read_collection(
            generation,
            pool.call("documents", deadline=OPENING),
            pool.call("findings", deadline=OPENING),
            lambda sparql, bound: pool.call("select", sparql, bound, deadline=OPENING),
        )
        return Volume(
            generation=generation,
            pool=pool,
            collection=collection,
            index=SearchIndex(generation.path / INDEX),
            notebook=self.notebook,
        )
