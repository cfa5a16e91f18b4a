"""One build at a time in a collection's folder: the lock of the file system, which ends with the process."""

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Generator
from pathlib import Path
from typing import TextIO

_MOMENT, _STEP = 1.0, 0.01  # seconds: whoever has the lock writes its number right after


class BusyError(RuntimeError):
    """Another process is building in this folder."""


@contextlib.contextmanager
def building(kg: Path) -> Generator[None]:
    """Hold the right to build in a folder; raise `BusyError` where another process has it."""
    kg.mkdir(parents=True, exist_ok=True)
    with (kg / "build.lock").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                f"kho {kg} đang được tiến trình khác dựng (PID {_holder(lock) or '?'}); "
                "hãy chờ rồi chạy lại / "
                "another process is building here; wait for it and run again"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        _clear(kg)
        yield


def _holder(lock: TextIO) -> str:
    """Return the number of the process that holds a lock; "" where it does not say so within a moment."""
    until = time.monotonic() + _MOMENT
    while time.monotonic() < until:
        lock.seek(0)
        number = lock.read().strip()
        if number.isdigit() and _lives(int(number)):  # one that was killed has left its number
            return number
        time.sleep(_STEP)
    return ""


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        pass
    return True


def _clear(kg: Path) -> None:
    """Delete what a build that was killed has left."""
    for folder in kg.glob(".building-*"):
        shutil.rmtree(folder)
    for pattern in (".current-*", ".sources-*"):
        for file in kg.glob(pattern):
            file.unlink()
