"""How fast each format is read, with how much memory, beside a peer on the same file: pypdf, python-docx.

    python benchmarks/formats/measure.py [FILE...]

Without files: real documents of `TRIENKHAI_SHARED` where they are there, else the examples in each format. Each file
is read in a process of its own, often enough to take a second; the fastest run counts. Peers only take the text out;
our readers rebuild paragraphs, tables and pages too. Files without pages count 1,800 letters as one.
"""

import argparse
import importlib.util
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

SHARED = Path(os.environ.get("TRIENKHAI_SHARED", ROOT.parent / "shared"))
LEAST_SECONDS = 1.0
A_PAGE = 1_800  # letters
Reader = Callable[[Path], tuple[int, int]]  # letters and pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One file read by one reader."""

    file: str
    reader: str
    pages: float
    seconds: float
    mebibytes: int

    def __str__(self) -> str:
        rate = self.pages / self.seconds
        return f"{rate:,.0f} pages/s" if rate >= 10 else f"{rate:.2f} pages/s"  # noqa: PLR2004 - digits to show


def _ours(path: Path) -> tuple[int, int]:
    from loaders.pipeline import read  # noqa: PLC0415 - a measured process loads one reader

    source = read(path)
    return len(source.raw), len(source.pages)


def _pypdf(path: Path) -> tuple[int, int]:
    import pypdf  # noqa: PLC0415 - a peer, where it is installed

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]
    return sum(map(len, pages)), len(pages)


def _python_docx(path: Path) -> tuple[int, int]:
    import docx as peer  # noqa: PLC0415 - a peer, where it is installed

    document = peer.Document(str(path))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return sum(map(len, words)), 0


READERS: dict[str, Reader] = {"trienkhai": _ours, "pypdf": _pypdf, "python-docx": _python_docx}
PEERS = {".pdf": ("pypdf", "pypdf"), ".docx": ("python-docx", "docx")}  # and the module to look for


def files(folder: Path) -> Iterator[Path]:
    """Yield the files to measure: real ones where they are, else samples written into a folder."""
    from benchmarks.formats.samples import example, samples  # noqa: PLC0415 - see `_ours`

    real = [*sorted((SHARED / "corpus" / "pdf").glob("*.pdf"))[:2], SHARED / "corpus" / "03-NQ-CP.docx"]
    if shutil.which("tesseract"):
        real.append(SHARED / "corpus" / "scans" / "QD-505-TTg.pdf")
    real.append(SHARED / "data" / "registers" / "binhduong.csv")
    found = [path for path in real if path.is_file()]
    yield from found
    for suffix, data in samples(example()).items():
        if suffix not in {path.suffix for path in found}:
            path = folder / f"example{suffix}"
            path.write_bytes(data)
            yield path


def measured(path: Path) -> Iterator[Measured]:
    """Yield how a file is read by us and by its peer, each in a process of its own; a missing peer is left out."""
    readers = ["trienkhai"]
    peer, module = PEERS.get(path.suffix.lower(), ("", ""))
    if peer and importlib.util.find_spec(module) and "scans" not in path.parts:
        readers.append(peer)
    for reader in readers:
        command = [sys.executable, __file__, "--one", reader, str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        yield Measured(**json.loads(told.stdout))


def _one(reader: str, path: Path) -> Measured:
    """Read a file until a second has passed, and return the fastest run."""
    letters, pages = READERS[reader](path)  # once unmeasured: modules are loaded with the first file
    fastest, spent = float("inf"), 0.0
    while spent < LEAST_SECONDS:
        start = time.perf_counter()
        letters, pages = READERS[reader](path)
        took = time.perf_counter() - start
        fastest, spent = min(fastest, took), spent + took
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Measured(
        file=path.name,
        reader=reader,
        pages=pages or letters / A_PAGE,
        seconds=fastest,
        mebibytes=max(own, others) >> 10,
    )


def main() -> int:
    """Print one line a file and reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--one", choices=sorted(READERS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one = _one(arguments.one, arguments.files[0])
        print(json.dumps({name: getattr(one, name) for name in one.__slots__}))
        return 0
    print(f"{'file':44} {'reader':12} {'pages':>7} {'seconds':>9} {'pages/s':>14} {'MiB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for path in arguments.files or files(Path(folder)):
            for each in measured(path):
                print(
                    f"{each.file[:44]:44} {each.reader:12} {each.pages:7.1f} {each.seconds:9.4f} {each!s:>14} "
                    f"{each.mebibytes:5}"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
