"""Processes that help with a build: each is given one piece of work after the other and gives back bytes.

They share nothing but what they are given, so it plays no part who does which piece. One that is left alone, since
the process that started it died, ends by itself.
"""

import gc
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Self

from graph.forking import end_with_parent, fork_server

WORTH = 64  # documents: fewer are done sooner than another process begins
Work = Callable[[bytes], bytes]
_DONE, _FAILED = b"+", b"-"


class HandLostError(OSError):
    """A helping process ended in the middle of its work."""


@dataclass(frozen=True, slots=True)
class _Hand:
    pipe: Connection
    process: BaseProcess


def spread(begin: Callable[[bytes], Work], common: bytes, pieces: Iterable[bytes], hands: int) -> Iterator[bytes]:
    """Yield what is made of each piece, as it comes; raise `HandLostError`.

    `begin` makes the work from what all pieces have in `common`; with fewer than two hands it is done in this process.
    A piece that fails elsewhere is tried here, so that its error is seen where it belongs.
    """
    if hands < 2:  # noqa: PLR2004 - one is this process
        yield from map(begin(common), pieces)
        return
    with _started(begin, common, hands) as pipes:
        for piece, answer in _answers(pipes, iter(pieces)):
            yield answer[1:] if answer[:1] == _DONE else begin(common)(piece)


class Beside:
    """One piece of work that a process does beside this one; where that process is lost, it is done here.

    To be used as a context, at whose end the process is ended whatever it does.
    """

    def __init__(
        self,
        begin: Callable[[bytes], Work],
        common: bytes,
        piece: Callable[[], bytes],
        otherwise: Callable[[], bytes] | None = None,
        *,
        alone: bool = False,
    ) -> None:
        """Begin the work; `alone`: without another process, when its answer is asked for.

        `otherwise` says what is done here instead, if it is not the same.
        """
        self._otherwise = otherwise or (lambda: begin(common)(piece()))
        self._ends = ExitStack()
        self._pipe: Connection | None = None
        if not alone:
            with suppress(OSError):  # no process can be had: it is done here
                (self._pipe,) = self._ends.enter_context(_started(begin, common, 1))
                _give(self._pipe, piece())

    def answer(self) -> bytes:
        """Return what came of the work."""
        pipe, self._pipe = self._pipe, None  # it answers once
        with suppress(HandLostError):
            answer = _FAILED if pipe is None else _taken(pipe)
            if answer[:1] == _DONE:
                return answer[1:]
        return self._otherwise()

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._ends.close()


def _answers(pipes: Sequence[Connection], coming: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield each piece with its answer; whoever has answered is given the next piece first."""
    busy = dict(zip(pipes, coming, strict=False))
    for pipe, piece in busy.items():
        _give(pipe, piece)
    while busy:
        answered = wait(list(busy))
        for pipe in [each for each in pipes if each in answered]:
            answer, piece = _taken(pipe), busy.pop(pipe)
            if (following := next(coming, None)) is not None:
                busy[pipe] = following
                _give(pipe, following)
            yield piece, answer


@contextmanager
def _started(begin: Callable[[bytes], Work], common: bytes, hands: int) -> Generator[Sequence[Connection]]:
    started: list[_Hand] = []
    try:
        for _ in range(hands):
            started.append(_start(begin))  # noqa: PERF401 - those that started are ended whatever happens to the next
        for hand in started:
            _give(hand.pipe, common)
        yield [hand.pipe for hand in started]
    finally:
        for hand in started:
            hand.process.kill()
            hand.process.join()
            hand.process.close()
            hand.pipe.close()


def _start(begin: Callable[[bytes], Work]) -> _Hand:
    context = fork_server()  # a copy of this process would share the engine's threads
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, begin), daemon=True)
    process.start()
    theirs.close()
    return _Hand(ours, process)


def _give(pipe: Connection, piece: bytes) -> None:
    with suppress(OSError):  # one that died is found out when its answer is taken
        pipe.send_bytes(piece)


def _taken(pipe: Connection) -> bytes:
    try:
        return pipe.recv_bytes()
    except (EOFError, OSError) as error:
        raise HandLostError(
            "một tiến trình phụ đã dừng giữa chừng, có thể vì thiếu bộ nhớ; hãy chạy lại với --workers 1 / "
            "a helping process ended midway, perhaps for want of memory; run again with --workers 1"
        ) from error


def _serve(pipe: Connection, begin: Callable[[bytes], Work]) -> None:
    """Work until the other end is closed."""
    end_with_parent()  # some work takes minutes, and only after it a closed pipe would be seen
    os.setsid()  # an interrupt by hand is for the process that started this one
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # records are trees, and it is ended when its work is done
    with suppress(EOFError, OSError):
        work = begin(pipe.recv_bytes())
        while True:
            pipe.send_bytes(_done(work, pipe.recv_bytes()))


def _done(work: Work, piece: bytes) -> bytes:
    try:
        return _DONE + work(piece)
    except Exception as error:  # noqa: BLE001 - it is met again where the piece came from
        return _FAILED + repr(error).encode()
