"""Texts that lie page by page in the shared folder, true and torn, joined into one document."""

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path("data") / "ocr_pairs"


def joined(folder: Path, pages: int, kind: str) -> str:
    """Return the first pages of a document, untouched, one line end between two; `kind` is "gt" or "eng"."""
    names = (f"p{number:03}.{kind}.txt" for number in range(1, pages + 1))
    return "\n".join((folder / name).read_bytes().decode() for name in names)


@cache
def _aside() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that goes with the program: readers read files."""
    return tempfile.TemporaryDirectory(prefix="pages-")


def page_source(shared: Path, record: Mapping[str, Any]) -> Path | None:
    """Return a file with the text that a record of labels was made for; None where its pages are not there."""
    folder = shared / FOLDER / record["folder"]
    if not folder.is_dir():
        return None
    path = Path(_aside().name) / record["source"]
    path.write_bytes(joined(folder, record["pages"], record["source"].split(".")[1]).encode())
    return path
