"""Texts of the shared folder that are no files of their own: page by page, or lines of the language corpus."""

import lzma
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
    return _written(record, joined(folder, record["pages"], record["source"].split(".")[1]))


def corpus_source(shared: Path, record: Mapping[str, Any]) -> Path | None:
    """Return a file with the lines of the corpus that a record of labels was made for; None where it is not there."""
    corpus = shared / "data" / "lm" / "corpus.txt.xz"
    if not corpus.is_file():
        return None
    first, last = record["corpus_lines"]
    return _written(record, "\n".join(_corpus(corpus)[first:last]))


def _written(record: Mapping[str, Any], text: str) -> Path:
    path = Path(_aside().name) / record["source"]
    path.write_bytes(text.encode())
    return path


@cache
def _corpus(path: Path) -> list[str]:
    return lzma.decompress(path.read_bytes()).decode().split("\n")
