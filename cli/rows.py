"""Rows on their way out: as a table for people, as JSON, CSV or TSV for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

# A spreadsheet runs a cell that begins with one of these (CWE-1236); an apostrophe keeps it a text.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def plain_cell(value: object) -> str:
    """Return a cell as CSV holds it: empty for None, and never a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip(" ").startswith(_FORMULA) else text


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
    table = Table(*columns, show_lines=False, expand=False)
    for row in rows:
        table.add_row(*(Text(_short(cell)) for cell in row))
    Console(soft_wrap=not sys.stdout.isatty()).print(table)


def _short(cell: object) -> str:
    """Return an IRI by what comes after the last of the parts that all of them share."""
    text = "" if cell is None else str(cell)
    for mark in ("/id/document/", "/id/agency/", "/ontology/scheme/", "/ontology#"):
        if text.startswith("https://") and mark in text:
            return text.split(mark, 1)[1]
    return text
