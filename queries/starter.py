"""Where workers come from: forks of a process that has one thread and has loaded all that they need.

To fork the process that serves people would not be safe, since it has threads, and a new one loads for a second; a
fork of this one is there in milliseconds. It holds no store and hears no query.
"""

import gc
import os
import pickle
import signal
import socket
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from queries.worker import serve

PATIENCE = 60.0  # seconds for the starter to load, or to answer
_ORDER = 1 << 16  # bytes, more than the longest path
_LOST = -signal.SIGKILL  # the status of a worker whose starter has gone: it ends with it


class StartError(OSError):
    """No process could be had."""


@dataclass(frozen=True, slots=True)
class Started:
    """A worker process, which nothing else can take the number of until it was ended here."""

    number: int
    starter: "_Starter"

    def end(self) -> int:
        """Kill the process if it still runs; return how it ended, a signal as a negative number."""
        try:
            return self.starter.ask(("end", self.number))
        except StartError:
            return _LOST


def start(path: Path, line: Connection) -> Started:
    """Start a worker on a store, which answers on `line`; raise `StartError`."""
    global _newest  # noqa: PLW0603 - one for each process, made when it is needed
    with _LOCK:
        if _newest is None or not _newest.is_alive():
            _newest = _Starter()
        starter = _newest
    return Started(starter.ask(("start", path), line.fileno()), starter)


class _Starter:
    """The line to the process that forks, which does one order at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair()
        self._line.settimeout(PATIENCE)
        self._process = get_context("spawn").Process(target=fork_workers, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, order: tuple[str, object], *places: int) -> int:
        """Have an order done; return the number that answers it."""
        with self._lock:
            try:
                socket.send_fds(self._line, [pickle.dumps(order)], places)
                answer: int | str = pickle.loads(self._line.recv(_ORDER))  # noqa: S301 - from our own process
            except (OSError, EOFError) as error:
                self._process.kill()  # whatever is wrong with it, the next worker needs another one
                raise StartError(f"không mở được tiến trình / no process can be started: {error}") from None
        if isinstance(answer, str):
            raise StartError(answer)
        return answer


_LOCK = threading.Lock()
_newest: _Starter | None = None


def fork_workers(line: socket.socket) -> None:
    """Fork a worker for each order to start one, end those that are named, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives orders
    gc.freeze()  # what is loaded stays as it is, and so in memory once for all
    while True:
        with suppress(ConnectionError):
            order, places, _, _ = socket.recv_fds(line, _ORDER, 1)
            if not order:
                return
            line.send(pickle.dumps(_done(pickle.loads(order), places, line)))  # noqa: S301 - as above


def _done(order: tuple[str, object], places: list[int], line: socket.socket) -> int | str:
    try:
        match order:
            case "start", Path() as path:
                return _forked(path, Connection(places[0]), line)
            case _, int() as number:
                os.kill(number, signal.SIGKILL)
                return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
            case _:
                raise ValueError(order)
    except OSError as error:
        return str(error)


def _forked(path: Path, connection: Connection, line: socket.socket) -> int:
    number = os.fork()
    if number:
        connection.close()
        return number
    try:
        line.close()
        serve(connection, path)
    except BaseException:  # noqa: BLE001 - nothing may get back into the loop of the starter
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
