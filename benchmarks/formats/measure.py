"""Measure how fast the readers of formats read, in pages a second, beside other libraries where they are installed.

Give it PDFs and Word files: `python benchmarks/formats/measure.py FILE...`. Each file is read often enough to take
a second; the fastest run counts. Peers only take the text out; our readers rebuild paragraphs and tables too.
"""

import argparse
import importlib.util
import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from loaders.formats import docx, pdf

LEAST_SECONDS = 1.0
Reader = Callable[[bytes], int]


def _ours(data: bytes) -> int:
    read = pdf.read if data.startswith(b"%PDF") else docx.read
    return len(read(data, "measured").raw)


def _pypdf(data: bytes) -> int:
    import pypdf  # noqa: PLC0415 - a peer, where it is installed

    return sum(len(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _python_docx(data: bytes) -> int:
    import docx as peer  # noqa: PLC0415 - a peer, where it is installed

    document = peer.Document(io.BytesIO(data))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return sum(map(len, words))


PEERS: dict[str, tuple[str, Reader]] = {".pdf": ("pypdf", _pypdf), ".docx": ("docx", _python_docx)}


def _seconds(reader: Reader, data: bytes) -> tuple[float, int]:
    """Return the fastest run of a reader in seconds, and the letters that it took out."""
    fastest, letters, spent = float("inf"), 0, 0.0
    while spent < LEAST_SECONDS:
        start = time.perf_counter()
        letters = reader(data)
        took = time.perf_counter() - start
        fastest, spent = min(fastest, took), spent + took
    return fastest, letters


def _pages(data: bytes) -> int:
    return len(pdf.read(data, "measured").pages) if data.startswith(b"%PDF") else 0


def main() -> int:
    """Print one line a file and reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    print(f"{'file':42} {'reader':12} {'seconds':>8} {'pages/s':>8} {'letters/s':>10}")
    for path in parser.parse_args().files:
        data = path.read_bytes()
        pages = _pages(data)
        module, peer = PEERS[path.suffix.lower()]
        readers = [("trienkhai", _ours)] + ([(module, peer)] if importlib.util.find_spec(module) else [])
        for name, reader in readers:
            seconds, letters = _seconds(reader, data)
            rate = f"{pages / seconds:8.0f}" if pages else " " * 8
            print(f"{path.name[:42]:42} {name:12} {seconds:8.4f} {rate} {letters / seconds:10.0f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
