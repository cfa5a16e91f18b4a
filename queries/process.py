"""One worker process and the pipe to it: a call goes out, and its answer comes back, or why there is none.

A thread waits for the answer; the event loop is told once it has come, which costs a request far less than a thread.
"""

import asyncio
import pickle
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from queries.starter import start
from queries.worker import LONG

START = 30.0  # seconds for a worker to open its store
GLANCE = 0.25  # seconds until it is looked whether somebody still waits for the answer

Message = tuple[str, tuple[Any, ...], dict[str, Any]]  # the call, its arguments and options
Answer = tuple[bool, Any]  # whether it is an answer, and it; else what was raised
Leaving = Callable[[], Coroutine[Any, Any, None]]  # ends when whoever asked has gone


class WorkerTimeoutError(TimeoutError):
    """A call took longer than its deadline and was stopped."""


class WorkerDiedError(RuntimeError):
    """The process ended while it worked on a call: out of memory, or a crash of the engine."""


class CallerGoneError(RuntimeError):
    """Whoever asked went away, so the call was stopped: its worker is for those who wait."""


class Worker:
    """One process, which does one call at a time; after any error of these ways of asking it is of no more use."""

    def __init__(self, path: Path) -> None:
        """Start a process on the store in the folder `path`."""
        self._pipe, theirs = Pipe()
        self._started = start(path, theirs)
        theirs.close()
        self._is_ready = False
        self._ending = threading.Lock()
        self._status: int | None = None

    def call(self, message: Message, deadline: float) -> Answer:
        """Have a call done, in a thread that waits."""
        if not self._is_ready:
            self._receive(START)
            self._is_ready = True
        self._send(message)
        return self._receive(deadline)

    async def answer(self, message: Message, deadline: float, leaving: Leaving | None) -> Answer:
        """Have a call done, in the event loop; stop it once `leaving` ends."""
        if not self._is_ready:
            await self._arrival(START, None)
            self._is_ready = True
        self._send(message)  # a pipe with nothing in it takes a query whole, so this does not wait
        return await self._arrival(deadline, leaving)

    def kill(self) -> int:
        """End the process, whatever it does; return its status, a signal as a negative number."""
        with self._ending:
            if self._status is None:
                self._status = self._started.end()  # whoever waits at the pipe finds its end
        return self._status

    def _send(self, message: Message) -> None:
        with suppress(OSError):  # one that died is found out when its answer is taken
            self._pipe.send(message)

    def _receive(self, deadline: float) -> Answer:
        end = time.monotonic() + deadline
        try:
            is_there = self._pipe.poll(max(0.0, deadline))
            data = self._pipe.recv_bytes() if is_there else LONG
        except (EOFError, OSError):
            raise self._death() from None
        if not is_there:
            raise _late(deadline)
        return pickle.loads(data) if data != LONG else self._receive(end - time.monotonic())  # noqa: S301 - our own

    async def _arrival(self, deadline: float, leaving: Leaving | None) -> Answer:
        end = time.monotonic() + deadline
        try:
            if not await _readable(self._pipe.fileno(), min(GLANCE, deadline)):
                await _patient(self._pipe.fileno(), end - time.monotonic(), leaving)
            data = self._pipe.recv_bytes()
            if data != LONG:
                return pickle.loads(data)  # noqa: S301 - our own
            return await asyncio.wait_for(asyncio.to_thread(self._receive, deadline), end - time.monotonic())
        except WorkerDiedError:
            raise
        except TimeoutError:
            raise _late(deadline) from None
        except (EOFError, OSError):
            raise await asyncio.to_thread(self._death) from None

    def _death(self) -> WorkerDiedError:
        return WorkerDiedError(
            "Câu hỏi làm bộ máy truy vấn dừng đột ngột (quá bộ nhớ hoặc lồng quá sâu); hãy đơn giản hóa. / "
            f"The query ended the query engine (status {self.kill()}: memory, or nesting); simplify it."
        )


def _late(deadline: float) -> WorkerTimeoutError:
    return WorkerTimeoutError(
        f"Quá {deadline:g} giây mà chưa xong nên đã dừng; hãy thu hẹp câu hỏi (thêm điều kiện, LIMIT). / "
        f"Stopped after {deadline:g} seconds; narrow the query (more conditions, LIMIT)."
    )


async def _readable(place: int, seconds: float) -> bool:
    """Say whether something can be read from a place within so many seconds."""
    loop = asyncio.get_running_loop()
    come: asyncio.Future[bool] = loop.create_future()
    loop.add_reader(place, _settle, come, True)
    timer = loop.call_later(seconds, _settle, come, False)
    try:
        return await come
    finally:
        timer.cancel()
        loop.remove_reader(place)


def _settle(future: asyncio.Future[bool], value: bool) -> None:  # noqa: FBT001 - called by the loop
    if not future.done():
        future.set_result(value)


async def _patient(place: int, seconds: float, leaving: Leaving | None) -> None:
    """Wait until something can be read; raise `TimeoutError`, or `CallerGoneError` once `leaving` ends."""
    reading = asyncio.create_task(_readable(place, max(0.0, seconds)))
    watching = asyncio.create_task(leaving()) if leaving else reading
    try:
        await asyncio.wait({reading, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not reading.done():
            raise CallerGoneError("người hỏi đã rời đi / whoever asked went away")
        if not reading.result():
            raise TimeoutError
    finally:
        for task in (reading, watching):
            task.cancel()
        await asyncio.gather(reading, watching, return_exceptions=True)
