"""The files that a person names, and those in archives; what cannot be read is told, and the rest goes on."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")


def each_read(paths: Sequence[Path], read: Callable[[Path, str], Found]) -> Iterator[tuple[str, Found | None]]:
    """Yield the name of each file with what was read of it; `None` where it could not be read, which is told."""
    for path in paths:
        try:
            names = _members(path)
        except (OSError, ValueError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            yield path.name, None
            continue
        for member, shown in names:
            try:
                found = read(path, member)
            except (OSError, ValueError) as error:
                print(f"{shown}: {error}", file=sys.stderr)
                yield shown, None
                continue
            yield shown, found


def _members(path: Path) -> list[tuple[str, str]]:
    """Return the name in its archive, "" for an ordinary file, and the name to show, of each file meant."""
    from cli.sources import DOCUMENTS  # noqa: PLC0415 - heavy imports only when a command reads
    from loaders.formats.zipped import members  # noqa: PLC0415

    if path.suffix.lower() != ".zip":
        return [("", path.name)]
    return [
        (member.name, f"{path.name}/{member.shown}")
        for member in members(path)
        if Path(member.name).suffix.lower() in DOCUMENTS
    ]
