"""Documents added from the desk: files go into a folder of the collection, a build reads them, and it can be undone.

A build is a process of its own: the desk goes on answering whatever becomes of it.
"""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cli.progress import PROGRESS
from cli.sources import Memory
from viz.uploads import distinct
from viz.works import Batch, BusyError, Progress

FOLDER = "added"
ABOUT = ".about.json"  # hidden, so that no build takes it for a document
_COUNTED = re.compile(r"(\d+)/(\d+)")
_LINES = 12  # of what a build says that are shown


class Builder:
    """Adds to one collection, one build at a time; it is what `viz.works.Works` asks for."""

    def __init__(self, kg: Path) -> None:
        """Take the folder of a collection."""
        self._kg = kg
        self._lock = threading.Lock()
        self._progress = Progress()

    def progress(self) -> Progress:
        """Return how far the newest build is."""
        return self._progress

    def batches(self) -> tuple[Batch, ...]:
        """Return what was added, the newest first."""
        folders = sorted((self._kg / FOLDER).glob(f"*/{ABOUT}"), reverse=True)
        return tuple(_batch(each.parent) for each in folders)

    def add(self, files: Sequence[tuple[str, bytes]], by: str) -> None:
        """Keep files and start a build that reads them; raise `BusyError`."""
        self._begin()
        try:
            now = dt.datetime.now(tz=dt.UTC).astimezone()
            folder = self._kg / FOLDER / now.strftime("%Y%m%d-%H%M%S-%f")
            folder.mkdir(parents=True)
            names = distinct([name for name, _ in files])
            for name, (_, content) in zip(names, files, strict=True):
                (folder / name).write_bytes(content)
            about = {"by": by, "at": now.isoformat(timespec="seconds"), "names": names}
            (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        except OSError as error:
            self._progress = Progress(failed=True, message=f"không ghi được tệp / files not kept: {error.strerror}")
            return
        self._start(["-m", "cli.main", "build", *(str(folder / name) for name in names), "--kg", str(self._kg)])

    def undo(self, batch: str) -> None:
        """Start a build without what was added together; raise `BusyError`, or `KeyError` for an unknown batch."""
        if batch not in {each.id for each in self.batches()}:
            raise KeyError(batch)
        self._begin()
        self._start(["-m", "cli.adding", str(self._kg), batch])

    def rebuild(self) -> None:
        """Start a build of what is there, so that what people said counts; raise `BusyError`."""
        self._begin()
        self._start(["-m", "cli.main", "build", "--kg", str(self._kg)])

    def _begin(self) -> None:
        with self._lock:
            if self._progress.running:
                raise BusyError("đang dựng kho; hãy đợi xong rồi thử lại / a build is under way; wait until it ends")
            self._progress = Progress(running=True)

    def _start(self, arguments: Sequence[str]) -> None:
        threading.Thread(target=self._run, args=(arguments,), daemon=True).start()

    def _run(self, arguments: Sequence[str]) -> None:
        told: list[str] = []
        with subprocess.Popen(  # noqa: S603 - our own program, its arguments our own
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, PROGRESS: "1", "PYTHONIOENCODING": "utf-8"},
        ) as process:
            for line in process.stdout or ():
                counted = _COUNTED.fullmatch(line.strip())
                if counted:
                    self._progress = Progress(running=True, done=int(counted[1]), total=int(counted[2]))
                elif line.strip():
                    told = [*told, line.strip().replace(str(self._kg), "…")][-_LINES:]
        self._progress = Progress(failed=process.returncode > 1, message="\n".join(told))


def _batch(folder: Path) -> Batch:
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    return Batch(id=folder.name, by=about["by"], at=about["at"], names=tuple(about["names"]))


def without(memory: Memory, folder: Path) -> Memory:
    """Return what a collection remembers without what lies in a folder."""
    inside = str(folder.absolute()) + os.sep
    return replace(
        memory,
        sources=tuple(each for each in memory.sources if not each.startswith(inside)),
        files={path: sha256 for path, sha256 in memory.files.items() if not path.startswith(inside)},
    )


def take_back(kg: Path, batch: str) -> int:
    """Build without what was added together, then delete its files; return the exit status of the build."""
    from cli.building import rebuild  # noqa: PLC0415 - the desk starts without the whole project
    from cli.crew import Crew  # noqa: PLC0415
    from cli.main import EXIT_NOT_DONE  # noqa: PLC0415

    folder = kg / FOLDER / batch
    status = rebuild(kg, Crew(1), lambda memory: without(memory, folder))
    if status != EXIT_NOT_DONE:
        shutil.rmtree(folder)
    return status


if __name__ == "__main__":
    sys.exit(take_back(Path(sys.argv[1]), sys.argv[2]))
