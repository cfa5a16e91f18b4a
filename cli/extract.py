"""Prints one JSON object a line for each document: what it is, its citations, relations, tasks and indicators.

Each row of a register (.csv, .xlsx) is a document, and so is each file of an archive (.zip).

Example / Ví dụ:  trienkhai extract examples/corpus/*.txt | head -n 1
"""

import argparse
import json
import sys
from pathlib import Path

from cli.main import EXIT_DONE, EXIT_FAULTS
from cli.members import each_read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files to read."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document / một văn bản")
    parser.add_argument("--json", action="store_true", help="the only format, and the default / định dạng duy nhất")


def run(arguments: argparse.Namespace) -> int:
    """Print the extraction of each document; a file that cannot be read is told and the rest goes on."""
    from graph.resolve import own_id  # noqa: PLC0415 - heavy imports only when the command runs
    from loaders.extraction import extraction  # noqa: PLC0415
    from loaders.pipeline import contents  # noqa: PLC0415

    faults = 0
    for name, found in each_read(arguments.files, contents):
        if found is None:
            faults += 1
            continue
        for note in found.notes:
            print(f"{name}: {note.message}", file=sys.stderr)
        for document in found.documents:
            print(json.dumps(extraction(document, own_id(document)), ensure_ascii=False))
    return EXIT_FAULTS if faults else EXIT_DONE
