"""A pool of persistent worker processes that ask one generation's store, each call with a deadline.

The engine can be neither interrupted nor trusted with a stranger's query (it may run for ever, take all memory,
or end its process), so the process that serves people never opens the store: a worker that is late is killed
and another takes its place.
"""

import asyncio
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from queries.process import Leaving, Worker

DEADLINE = 10.0  # seconds for one call
QUEUE = 1.0  # seconds to wait for a free worker


class PoolBusyError(RuntimeError):
    """Every worker was busy for longer than a caller waits."""


class WorkerPool:
    """Workers on one store; safe to call from several threads at once, and to use as a context manager."""

    def __init__(self, path: Path, *, size: int = 3, deadline: float = DEADLINE, patience: float = QUEUE) -> None:
        """Start `size` workers on the store in the folder `path`; `deadline` and `patience` are in seconds."""
        self._path = path
        self._deadline = deadline
        self._patience = patience
        self._idle = _Idle()
        self._lock = threading.Lock()
        self._workers: set[Worker] = set()
        self._closed = False
        for _ in range(size):
            self._idle.give(self._start())

    def call(self, name: str, *arguments: Any, deadline: float | None = None, **options: Any) -> Any:
        """Have a worker do one of `queries.worker.CALLS`; raise what it raised, or why there is no answer."""
        turn = self._idle.turn()
        try:
            worker = turn.result(self._patience)
        except TimeoutError:
            worker = _last_look(turn)
        try:
            answer = worker.call((name, arguments, options), self._seconds(deadline))
        except BaseException:
            self._replace(worker)
            raise
        self._idle.give(worker)
        return _value(*answer)

    async def answer(
        self,
        name: str,
        *arguments: Any,
        deadline: float | None = None,
        leaving: Leaving | None = None,
        **options: Any,
    ) -> Any:
        """Do as `call` does, in an event loop; once `leaving` ends nobody waits, and a call under way is stopped."""
        worker = await self._turn()
        try:
            answer = await worker.answer((name, arguments, options), self._seconds(deadline), leaving)
        except BaseException:
            asyncio.get_running_loop().run_in_executor(None, self._replace, worker)
            raise
        self._idle.give(worker)
        return _value(*answer)

    def close(self) -> None:
        """End every worker, busy or not."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, set()
        for worker in workers:
            worker.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _seconds(self, deadline: float | None) -> float:
        return self._deadline if deadline is None else deadline

    async def _turn(self) -> Worker:
        turn = self._idle.turn()
        if turn.done():
            return turn.result()
        loop = asyncio.get_running_loop()
        come: asyncio.Future[None] = loop.create_future()
        turn.add_done_callback(partial(_wake, loop, come, threading.get_ident()))
        timer = loop.call_later(self._patience, _settle, come)
        try:
            await come
        except BaseException:
            if not turn.cancel():
                self._idle.give(turn.result())
            raise
        finally:
            timer.cancel()
        return turn.result() if turn.done() else _last_look(turn)

    def _start(self) -> Worker:
        worker = Worker(self._path)
        with self._lock:
            self._workers.add(worker)
            is_closed = self._closed
        if is_closed:
            worker.kill()
        return worker

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        with self._lock:
            self._workers.discard(worker)
            is_closed = self._closed
        try:
            self._idle.give(worker if is_closed else self._start())
        except OSError:  # no process can be had: whoever gets the dead one tries again
            self._idle.give(worker)


class _Idle:
    """The workers that do nothing, and those who wait for one, first come first served."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: list[Worker] = []
        self._waiting: deque[Future[Worker]] = deque()

    def turn(self) -> "Future[Worker]":
        """Return what will be a worker: at once, or when one is given back."""
        turn: Future[Worker] = Future()
        with self._lock:
            if self._workers:
                turn.set_result(self._workers.pop())  # the one that worked last: what it needs is at hand
            else:
                self._waiting.append(turn)
        return turn

    def give(self, worker: Worker) -> None:
        """Give a worker to whoever has waited longest and still does."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._workers.append(worker)
                    return
                turn = self._waiting.popleft()
            if turn.set_running_or_notify_cancel():
                turn.set_result(worker)
                return


def _last_look(turn: Future[Worker]) -> Worker:
    """Return the worker that came at the last moment; raise `PoolBusyError` where there is none."""
    if not turn.cancel():
        return turn.result()
    raise PoolBusyError("Hệ thống đang bận, hãy thử lại sau ít giây. / Busy: try again in a few seconds.")


def _wake(loop: asyncio.AbstractEventLoop, come: asyncio.Future[None], thread: int, _: Future[Worker]) -> None:
    """Tell a loop that a worker has come, from whatever thread gives it."""
    if threading.get_ident() == thread:
        _settle(come)
        return
    with suppress(RuntimeError):  # the loop has ended, and nobody waits
        loop.call_soon_threadsafe(_settle, come)


def _settle(come: asyncio.Future[None]) -> None:
    if not come.done():
        come.set_result(None)


def _value(done: bool, value: Any) -> Any:  # noqa: FBT001 - as it comes from the worker
    if not done:
        raise value
    return value
