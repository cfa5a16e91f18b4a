"""Builds a collection again and again, and has the build fail or die at a touch of the disk, or at any moment.

    python failing.py KG WAY WHERE SOURCE...

KG is a collection of another state; each attempt works on a copy of it. WAY is `error` (the call fails as on a full
disk) or `kill` (SIGKILL). WHERE is names of touches with `|` between them, `all` for each touch in turn until a build
gets through, or a number of random moments (kill only), with `anew` behind it where every file is read anew. Prints
one JSON line an attempt: where it was, what was told, whether the collection then shows a whole generation, of which
digest, and what the next build gives.

The touches are what Python audits (opening for writing, renaming, linking, making and deleting) under the copy, each
fsync, and each load of the store or exchange of its statements: the program itself knows nothing of this.
"""

import errno
import itertools
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cli.building import rebuild
from cli.main import main
from graph.generations import current_generation, verify
from graph.store import Store

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
IMPORTED = rebuild  # once, before the attempts are forked off
PLACED = {"os.rename": 0, "os.mkdir": 0, "os.symlink": 1, "sqlite3.connect": 0, "shutil.rmtree": 0}
LOADING = ("bulk_load", "load_lines", "exchange")  # ways of the store
TOLD = 3  # the descriptor by which a process apart tells


class Faults:
    """Counts touches; the one that is meant, by number or by the start of its name, fails or kills."""

    def __init__(self, kg: Path, way: str, meant: int | str) -> None:
        self.kg, self.way, self.meant, self.count = str(kg), way, meant, 0

    def install(self) -> None:
        sync = os.fsync

        def fsync(handle: int) -> None:
            self.touch(f"fsync {os.path.basename(os.readlink(f'/proc/self/fd/{handle}'))}")  # noqa: PTH119, PTH115
            sync(handle)

        os.fsync = fsync
        for name in LOADING:
            setattr(Store, name, self.told(name, getattr(Store, name)))
        sys.addaudithook(self.hear)

    def told(self, name: str, load: Callable[..., None]) -> Callable[..., None]:
        """Return a way of loading the store that is a touch."""

        def touching(*given: Any, **options: Any) -> None:
            self.touch(name)
            load(*given, **options)

        return touching

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & WRITING:
                self.place(event, path)
        elif event in PLACED:
            self.place(event, arguments[PLACED[event]])

    def place(self, event: str, path: object) -> None:
        if isinstance(path, str | Path) and str(path).startswith(self.kg):
            self.touch(f"{event} {Path(path).name}")

    def touch(self, what: str) -> None:
        self.count += 1
        if self.count == self.meant or (isinstance(self.meant, str) and what.startswith(self.meant)):
            self.meant = 0  # once
            os.write(TOLD, what.encode())
            if self.way == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.ENOSPC, "No space left on device", what)


def apart(work: Callable[[], object], seconds: float | None = None) -> tuple[int, str]:
    """Do something in a process of its own, killed after so many seconds; return how it ended and what it told."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.dup2(mouth, TOLD)
            status = int(work() or 0)  # type: ignore[call-overload]
        except BaseException as error:  # noqa: BLE001 - told, as the interpreter would
            sys.stderr.write(f"Traceback: {error!r}\n")
            sys.stderr.flush()
            status = 99
        os._exit(status)
    os.close(mouth)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.set_blocking(ear, False)  # reading processes may outlive theirs by a moment
    told = os.read(ear, 1 << 20) if seconds is None else b""
    os.close(ear)
    return status, told.decode()


def build(kg: Path, sources: list[str], faults: Faults | None = None) -> int:
    for name, stream in (("answers", 1), ("log", 2)):
        os.dup2(os.open(kg.parent / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
    if faults is not None:
        faults.install()
    return main(["build", *sources, "--kg", str(kg), "--workers", "1", "--only"])


def shown(kg: Path) -> None:
    generation = current_generation(kg)
    state = {"digest": generation.manifest["digest"], "faults": verify(generation), "notice": generation.notice}
    os.write(TOLD, json.dumps(state).encode())


def attempt(start: Path, way: str, meant: str | float, sources: list[str], *, anew: bool) -> dict[str, object]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kg = Path(folder) / "kg"
        shutil.copytree(start, kg, symlinks=True)
        if anew:
            shutil.rmtree(kg / "cache")
        if isinstance(meant, float):
            status, place = apart(lambda: build(kg, sources), meant)
        else:
            status, place = apart(lambda: build(kg, sources, Faults(kg, way, meant)))
        told = (kg.parent / "log").read_text() if (kg.parent / "log").exists() else ""
        left = sorted(path.name for path in kg.iterdir() if path.name.startswith("."))
        _, after = apart(lambda: shown(kg))
        again, _ = apart(lambda: build(kg, sources))
        _, then = apart(lambda: shown(kg))
        still = sorted(path.name for path in kg.iterdir() if path.name.startswith("."))
    return {
        "meant": meant,
        "place": place,
        "status": status,
        "told": told,
        "left": left,
        "after": json.loads(after or "null"),
        "again": again,
        "then": json.loads(then or "null"),
        "still": still,
    }


def moments(where: str, start: Path, sources: list[str]) -> Iterator[str | float]:
    if where == "all":
        yield from itertools.count(1)
    elif where.split(maxsplit=1)[0].isdigit():
        began = time.monotonic()
        attempt(start, "kill", 0.0, sources, anew=where.endswith("anew"))
        longest = time.monotonic() - began  # a kill at once, and a whole build
        yield from (random.uniform(0, longest) for _ in range(int(where.split(maxsplit=1)[0])))  # noqa: S311 - no secret
    else:
        yield from where.split("|")


if __name__ == "__main__":
    first, way, where, *sources = sys.argv[1:]
    for meant in moments(where, Path(first), sources):
        result = attempt(Path(first), way, meant, sources, anew=where.endswith("anew"))
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        if where == "all" and not result["place"]:
            break
