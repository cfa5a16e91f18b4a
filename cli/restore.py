"""Writes the text of each file in correct Vietnamese; line N stays line N.

Example / Ví dụ:  trienkhai restore scan.txt --out restored/
"""

import argparse
import sys
from pathlib import Path

from cli.main import EXIT_DONE, EXIT_FAULTS
from cli.members import each_read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files, where to write and whether to restore at all."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document / một văn bản")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write one file each here / ghi từng tệp vào đây")
    parser.add_argument(
        "--raw", action="store_true", help="the text in which offsets count / văn bản gốc mà các vị trí đếm theo"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the restored text of each file to standard output or into a folder."""
    from loaders.pipeline import read, restored_text  # noqa: PLC0415 - heavy imports only when the command runs

    faults = 0
    for name, source in each_read(arguments.files, read):
        if source is None:
            faults += 1
            continue
        text = source.raw if arguments.raw else restored_text(source.raw).restored
        if arguments.out is None:
            sys.stdout.write(text)
        else:
            arguments.out.mkdir(parents=True, exist_ok=True)
            target = arguments.out / f"{name.rpartition('.')[0].replace('/', ' ')}.txt"
            target.write_bytes(text.encode())
    return EXIT_FAULTS if faults else EXIT_DONE
