"""A pool of persistent worker processes that ask one generation's store, each call with a deadline.

The engine can be neither interrupted nor trusted with a stranger's query (it may run for ever, take all memory,
or end its process), so the process that serves people never opens the store: a worker that is late is killed
and another takes its place.
"""

import queue
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from queries.worker import serve

DEADLINE = 10.0  # seconds for one call
QUEUE = 1.0  # seconds to wait for a free worker
START = 30.0  # seconds for a worker to open its store
GLANCE = 0.25  # seconds between two looks whether somebody still waits for the answer


class WorkerTimeoutError(TimeoutError):
    """A call took longer than its deadline and was stopped."""


class WorkerDiedError(RuntimeError):
    """The process ended while it worked on a call: out of memory, or a crash of the engine."""


class CallerGoneError(RuntimeError):
    """Whoever asked went away, so the call was stopped: its worker is for those who wait."""


class PoolBusyError(RuntimeError):
    """Every worker was busy for longer than a caller waits."""


class WorkerPool:
    """Workers on one store; safe to call from several threads at once, and to use as a context manager."""

    def __init__(self, path: Path, *, size: int = 3, deadline: float = DEADLINE, patience: float = QUEUE) -> None:
        """Start `size` workers on the store in the folder `path`; `deadline` and `patience` are in seconds."""
        self._path = path
        self._deadline = deadline
        self._patience = patience
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._closed = False
        for _ in range(size):
            self._idle.put(self._start())

    def call(
        self,
        name: str,
        *arguments: Any,
        deadline: float | None = None,
        gone: threading.Event | None = None,
        **options: Any,
    ) -> Any:
        """Have a worker do one of `queries.worker.CALLS`; raise what it raised, or why there is no answer.

        Once `gone` is set nobody waits for the answer: a call that is under way for long is stopped.
        """
        seconds = self._deadline if deadline is None else deadline
        with self._checkout() as worker:
            done, value = worker.call((name, arguments, options), seconds, gone or threading.Event())
        if not done:
            raise value
        return value

    def close(self) -> None:
        """End every worker, busy or not."""
        self._closed = True
        with self._lock:
            workers, self._workers = self._workers, set()
        for worker in workers:
            worker.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _checkout(self) -> "Generator[_Worker]":
        try:
            worker = self._idle.get(timeout=self._patience)
        except queue.Empty:
            raise PoolBusyError(
                "Hệ thống đang bận, hãy thử lại sau ít giây. / Busy: try again in a few seconds."
            ) from None
        try:
            yield worker
        finally:
            self._idle.put(worker if worker.is_alive() else self._replace(worker))

    def _start(self) -> "_Worker":
        worker = _Worker(self._path)
        with self._lock:
            self._workers.add(worker)
        if self._closed:
            worker.kill()
        return worker

    def _replace(self, worker: "_Worker") -> "_Worker":
        worker.kill()
        with self._lock:
            self._workers.discard(worker)
        return worker if self._closed else self._start()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, path: Path) -> None:
        context = get_context("spawn")  # a fork of a process with threads is not safe
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=serve, args=(theirs, path), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def call(self, message: object, deadline: float, gone: threading.Event) -> tuple[bool, Any]:
        if not self._ready:
            self._receive(START, threading.Event())
            self._ready = True
        try:
            self._pipe.send(message)
        except OSError:
            self._fail()
        return self._receive(deadline, gone)

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        with suppress(OSError):
            self._pipe.close()

    def _receive(self, deadline: float, gone: threading.Event) -> Any:
        try:
            if self._is_answered(deadline, gone):
                return self._pipe.recv()
        except (EOFError, OSError):
            self._fail()
        self._process.kill()
        self._process.join()
        if gone.is_set():
            raise CallerGoneError("người hỏi đã rời đi / whoever asked went away")
        raise WorkerTimeoutError(
            f"Quá {deadline:g} giây mà chưa xong nên đã dừng; hãy thu hẹp câu hỏi (thêm điều kiện, LIMIT). / "
            f"Stopped after {deadline:g} seconds; narrow the query (more conditions, LIMIT)."
        )

    def _is_answered(self, deadline: float, gone: threading.Event) -> bool:
        """Wait for the answer, until the deadline or until nobody waits any more."""
        end = time.monotonic() + deadline
        while not self._pipe.poll(min(GLANCE, max(0.0, end - time.monotonic()))):
            if gone.is_set() or time.monotonic() >= end:
                return False
        return True

    def _fail(self) -> None:
        self._process.join(timeout=1)
        raise WorkerDiedError(
            "Câu hỏi làm bộ máy truy vấn dừng đột ngột (quá bộ nhớ hoặc lồng quá sâu); hãy đơn giản hóa. / "
            f"The query ended the query engine (status {self._process.exitcode}: memory, or nesting); simplify it."
        )
