"""Reading files in processes of their own, with little memory, time and trust; one that breaks is replaced.

A reading process has no network, a bound on its memory, on the files it may open and on its processor time for
each file; one that is silent for too long is ended together with the programs that it started.
"""

import json
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, cast

import msgspec

from cli.sources import Found
from graph.forking import fork_server
from ontology.model import Contents
from queries.confinement import confine

SECONDS = 120  # for one file, and more for large ones that may be scans
_BYTES_A_SECOND = 20_000  # of a scan, at some seconds a page
_MEMORY = 4 << 30  # bytes of one reading process
_FILES = 256
_CAN_BE_SCANS = frozenset((".pdf", ".tif", ".tiff"))

Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read; with a `record` of it and clean texts `beside` it, the torn text that is read again."""

    found: Found
    record: bytes | None = None
    beside: tuple[str, ...] = ()


def read_all(jobs: Sequence[Job], workers: int) -> Iterator[tuple[Found, bytes | Fault]]:
    """Yield the record of each file, or a fault, as they come."""
    waiting = deque(jobs)
    readers = [_Reader() for _ in range(min(workers, len(jobs)))]
    try:
        while waiting or any(reader.found for reader in readers):
            for reader in readers:
                if waiting and reader.found is None:
                    reader.give(waiting.popleft())
            yield from _finished([reader for reader in readers if reader.found is not None])
    finally:
        for reader in readers:
            reader.end()


def _finished(busy: Sequence["_Reader"]) -> Iterator[tuple[Found, bytes | Fault]]:
    """Wait until a reader has something to tell or has had its time, and yield what became of its file."""
    patience = max(0.0, min(reader.deadline for reader in busy) - time.monotonic())
    ready = wait([reader.pipe for reader in busy], timeout=patience)
    for reader in busy:
        if reader.pipe in ready or time.monotonic() > reader.deadline:
            yield reader.take()


@dataclass(frozen=True, slots=True)
class _Order:
    """What a reading process is told."""

    path: bytes  # a name may be no text
    member: str
    seconds: int
    record: bytes | None
    beside: tuple[str, ...]


class _Reader:
    """A reading process and the file that it has at hand."""

    def __init__(self) -> None:
        self.found: Found | None = None
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        context = fork_server(load=["loaders.pipeline"])
        self.pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, job: Job) -> None:
        """Have a file read."""
        seconds = _seconds_for(job.found)
        self.found, self.deadline = job.found, time.monotonic() + seconds
        order = _Order(os.fsencode(job.found.path), job.found.member, seconds, job.record, job.beside)
        with suppress(OSError):  # one that died is found out when its answer is taken
            self.pipe.send_bytes(msgspec.json.encode(order))

    def take(self) -> tuple[Found, bytes | Fault]:
        """Return the file at hand and what became of it; a reader that died or is late is replaced."""
        found, self.found = self.found, None
        assert found is not None  # noqa: S101 - taken only from readers that were given a file
        if self.pipe.poll():
            with suppress(EOFError, OSError):
                return found, _answer(self.pipe.recv_bytes())
        self.end()
        self._start()
        return found, ("E_PARSER_DIED", _died(_seconds_for(found)))

    def end(self) -> None:
        """End the process with all that it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid or 0, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()


def _died(seconds: int) -> str:
    return (
        f"đọc tệp này làm chương trình đọc dừng, hoặc quá {seconds} giây; hãy lưu lại tệp hoặc chia nhỏ / "
        f"reading this file ended the reader, or took over {seconds} seconds; save it again, or split it"
    )


def _seconds_for(found: Found) -> int:
    """Return how long a file may take: scans by their size, for their pages take seconds each."""
    if Path(found.member or found.path).suffix.lower() not in _CAN_BE_SCANS:
        return SECONDS
    with suppress(OSError):
        return SECONDS + found.path.stat().st_size // _BYTES_A_SECOND
    return SECONDS


def _answer(told: bytes) -> bytes | Fault:
    """Return the record or the fault in an answer: a fault is a list, a record an object."""
    if told.startswith(b"["):
        code, message = json.loads(told)
        return code, message
    return told


def _serve(pipe: Connection) -> None:
    """Read files until the other end is closed."""
    os.setsid()  # a group of its own, so that it ends with the programs it started, and an interrupt is not its own
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    confine(programs=True)
    with suppress(EOFError, OSError):
        while True:
            order = msgspec.json.decode(pipe.recv_bytes(), type=_Order)
            used = int(time.process_time())
            resource.setrlimit(resource.RLIMIT_CPU, (used + order.seconds, resource.RLIM_INFINITY))
            pipe.send_bytes(_read(order))


def _read(order: _Order) -> bytes:
    """Return the record of a file; any error of the reader is this file's fault, and no other's."""
    from loaders.pipeline import contents, read_again  # noqa: PLC0415 - the parent need not load the reader's models

    try:
        if order.record is None:
            found = contents(Path(os.fsdecode(order.path)), order.member)
        else:
            found = read_again(msgspec.json.decode(order.record, type=Contents), order.beside)
        record = msgspec.json.encode(found)
    except Exception as error:  # noqa: BLE001 - whatever it is, it goes into the report with its words
        words = str(error)
        # A reader's own error is written for people, in two languages; any other needs its kind.
        told = words if " / " in words else f"{type(error).__name__}: {words}"
        return json.dumps([getattr(error, "code", "E_READ"), told]).encode()
    for document in found.documents:
        length = len(document.source.raw)
        if outside := [span for span in _spans(msgspec.to_builtins(document)) if span["end"] > length]:
            told = f"vị trí ngoài văn bản / a span lies outside the text: {outside[0]}"
            return json.dumps(["E_SPAN", told]).encode()
    return record


def _spans(value: Any) -> Iterator[dict[str, int]]:
    """Yield every span in a record that was turned into plain dictionaries and lists."""
    if isinstance(value, dict):
        parts = cast("dict[str, Any]", value)
        if parts.keys() == {"start", "end"}:
            yield parts
        for part in parts.values():
            yield from _spans(part)
    elif isinstance(value, list | tuple):
        for part in cast("list[Any]", value):
            yield from _spans(part)
