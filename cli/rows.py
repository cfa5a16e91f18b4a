"""Rows on their way out: as a table for people, as JSON, CSV or TSV for programs."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from viz.files.cells import disarmed

_NARROW = 18  # characters: a symbol, a day; such cells are not broken where the screen allows
_BROKEN = 6  # characters that a column of longer texts gets at least
_ENDLESS = 10_000  # a file or a pipe has no edge
_SHARED = re.compile(r"^https?://\S*?/(?:id/[a-z]+/|ontology/scheme/|ontology#)")  # what IRIs of one kind begin with
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "inCollection": a heading breaks where its words meet


def plain_cell(value: object) -> str:
    """Return a cell as CSV holds it: empty for None, and never a formula."""
    return disarmed(value) if isinstance(value, str) else "" if value is None else str(value)


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], form: str) -> None:
    """Print rows to stdout in one of the forms table, json, csv, tsv."""
    if form == "json":
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif form == "table":
        _print_table(columns, rows)
    else:
        dialect = "excel-tab" if form == "tsv" else "excel"
        writer = csv.writer(sys.stdout, dialect=dialect, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([plain_cell(cell) for cell in row] for row in rows)


def print_json(value: object) -> None:
    """Print a value as indented JSON, letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    cells = [[_short(cell) for cell in row] for row in rows]
    console = Console(width=None if sys.stdout.isatty() else _ENDLESS)
    longest = [max((len(row[at]) for row in cells), default=0) for at in range(len(columns))]
    heads = [_CAPITAL.sub(" ", name).lower() for name in columns]
    words = [max(map(len, head.split()), default=0) for head in heads]
    least = [max(one, two) if one <= _NARROW else _BROKEN for one, two in zip(longest, words, strict=True)]
    fits = sum(least) + len(least) <= console.width
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for head, width in zip(heads, least, strict=True):
        table.add_column(head, min_width=width if fits else None, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _short(cell: object) -> str:
    """Return an IRI by what comes after the last of the parts that all of them share."""
    text = "" if cell is None else str(cell)
    return _SHARED.sub("", text)
