"""Pictures of pages for the desk, drawn from the very file that was read, each in a process that can do nothing else.

The collection remembers where its files lie and their digests: a file that is not there any more, or is another one by
now, has no picture, since the words of the collection are not its words.
"""

import hashlib
import resource
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cli.sources import LARGEST, DamagedMemoryError, remembered
from queries.confinement import confine

SECONDS = 30  # for one picture
_MEMORY = 4 << 30  # bytes of a drawing process


class Drawer:
    """Draws pages of the files of one collection, one at a time; it is what `viz.pictures.Pictures` asks for."""

    def __init__(self, kg: Path) -> None:
        """Take the folder of a collection."""
        self._kg = kg
        self._lock = threading.Lock()

    def has(self, sources: Sequence[str]) -> bool:
        """Say whether a file with one of these digests was read and is still there."""
        return any(path.is_file() for path, _, _ in self._files(sources))

    def page(self, sources: Sequence[str], number: int) -> bytes | None:
        """Return a page, counted from 1, as PNG; `None` where the file has gone or changed, or cannot be drawn."""
        with self._lock:
            for path, member, sha256 in self._files(sources):
                data = _bytes(path, member)
                if hashlib.sha256(data).hexdigest() == sha256:
                    return _drawn(data, member or path.name, number)
        return None

    def _files(self, sources: Sequence[str]) -> list[tuple[Path, str, str]]:
        """Return path, member of an archive and digest of the files with these digests."""
        try:
            known = remembered(self._kg).files
        except DamagedMemoryError:
            return []  # the next build tells it; a page without its picture is still a page
        return [(*_split(key), sha256) for key, sha256 in sorted(known.items()) if sha256 in sources]


def _split(key: str) -> tuple[Path, str]:
    """Return the file on the disk, and the name of the file in it where that is an archive."""
    path = Path(key)
    for folder in path.parents:
        if folder.suffix.lower() == ".zip" and folder.is_file():
            return folder, key.removeprefix(f"{folder}/")
    return path, ""


def _bytes(path: Path, member: str) -> bytes:
    """Return the bytes of a file, nothing where they cannot be had."""
    from loaders.formats import zipped  # noqa: PLC0415 - the desk starts without readers
    from loaders.formats.refusals import UnreadableError  # noqa: PLC0415

    with suppress(OSError, UnreadableError):
        if member:
            return zipped.unpacked(path, member)
        if path.stat().st_size <= LARGEST:
            return path.read_bytes()
    return b""


def _drawn(data: bytes, name: str, number: int) -> bytes | None:
    command = [sys.executable, "-m", "cli.picturing", Path(name).suffix, str(number)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - our own program
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return done.stdout


def main() -> None:
    """Draw the page of the file that comes in, and nothing else."""
    data = sys.stdin.buffer.read()
    suffix, number = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    confine()
    from loaders.formats.pictures import page_picture  # noqa: PLC0415 - whatever is loaded is confined already

    sys.stdout.buffer.write(page_picture(data, f"page{suffix}", int(number)))


if __name__ == "__main__":
    main()
