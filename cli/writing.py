"""Files on their way out: to standard output, to a file, or several into a folder."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from cli.main import EXIT_DONE, EXIT_NOT_DONE


def write_files(files: Mapping[str, bytes], out: Path | None) -> int:
    """Write files by their names in the folder `out`; one without a name is `out` itself. Return the exit status."""
    if out is None:
        sys.stdout.buffer.write(b"".join(files.values()))
        return EXIT_DONE
    try:
        for name, data in files.items():
            path = out / name if name else out
            if name:
                out.mkdir(parents=True, exist_ok=True)
            _write(path, data)
            print(f"{path} ({len(data):,} byte)", file=sys.stderr)
    except OSError as error:
        print(f"không ghi được {out}: {error.strerror} / cannot write it", file=sys.stderr)
        return EXIT_NOT_DONE
    return EXIT_DONE


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: what stood there stays until the new one is on the disk."""
    if path.exists() and not path.is_file():  # a device, a pipe
        path.write_bytes(data)
        return
    path = path.resolve()  # a link stays one
    aside = path.with_name(f".trienkhai-{os.getpid()}")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # some disks tell only now that they are full
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
