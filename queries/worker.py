"""What runs inside a worker process: opens one generation's store for reading, then answers calls by name.

The process is confined before the first call (queries/confinement.py) and ends with the one that forked it
(queries/starter.py), which ends with the one that asks.
"""

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from graph.store import Iri, Rows, Store, Value
from queries import ask, audit, cascade, compare, coverage, documents, explain, find, sparql, tasks
from queries.confinement import confine, limit_memory

LONG = b""  # what is said before an answer that is not sent in one go
SHORT = 16_000  # bytes that are


def _ask(store: Store, name: str, parameters: Mapping[str, Value]) -> ask.Answer:
    return ask.ask(store, name, **parameters)


def _cascade(
    store: Store, iri: str, *, up: bool = False, depth: int | None = None, with_tasks: bool = True
) -> cascade.Cascade:
    return cascade.cascade(store, Iri(iri), up=up, depth=depth, with_tasks=with_tasks)


def _compare(store: Store, first: str, second: str) -> compare.Compared:
    return compare.compare(store, Iri(first), Iri(second))


def _coverage(store: Store, iri: str) -> coverage.Coverage:
    return coverage.coverage(store, Iri(iri))


def _documents(store: Store, iri: str | None = None) -> tuple[documents.DocumentFacts, ...]:
    return documents.find_documents(store, None if iri is None else Iri(iri))


def _explain(
    store: Store, name: str | None, columns: Sequence[str], rows: Sequence[Sequence[Value | None]]
) -> tuple[tuple[explain.Ground, ...], ...]:
    explainer = explain.Explainer(store)
    return tuple(explainer.explain(name, columns, row) for row in rows)


def _tasks(store: Store, iris: Iterable[str] | None = None) -> tuple[tasks.TaskFacts, ...]:
    return tasks.find_tasks(store, None if iris is None else map(Iri, iris))


def _select(store: Store, text: str, parameters: Mapping[str, Value] | None = None) -> Rows:
    """Answer a SELECT of ours; a stranger's goes through `sparql`."""
    return store.select(text, parameters or {})


# What the process may be asked to do: nothing else has a name here.
CALLS: Mapping[str, Callable[..., object]] = {
    "ask": _ask,
    "cascade": _cascade,
    "compare": _compare,
    "coverage": _coverage,
    "daily_findings": audit.daily_findings,
    "documents": _documents,
    "explain": _explain,
    "find_document": find.find_document,
    "find_one_document": find.find_one_document,
    "findings": audit.stored_findings,
    "select": _select,
    "sparql": sparql.run_sparql,
    "tasks": _tasks,
}


def serve(connection: Connection, path: Path) -> None:
    """Open the store, say `ready`, and answer `(call, arguments, options)` with `(is_answer, value)` until the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe
    confine()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    store = Store.open(path)
    limit_memory()
    _send(connection, (True, "ready"))
    while True:
        try:
            call, arguments, options = connection.recv()
        except EOFError:
            return
        try:
            answer = True, CALLS[call](store, *arguments, **options)
        except Exception as error:  # noqa: BLE001 - every failure is the caller's to see
            answer = False, error
        _send(connection, answer)


def _send(connection: Connection, answer: tuple[bool, object]) -> None:
    """Send an answer; before a long one say so, for whoever reads that need not wait for the rest of it."""
    data = pickle.dumps(answer)
    if len(data) > SHORT:
        connection.send_bytes(LONG)
    connection.send_bytes(data)


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
