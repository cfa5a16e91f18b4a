"""A table as CSV that Excel opens with the right letters: a byte-order mark, every cell quoted, none a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from viz.files.cells import disarmed
from viz.files.kinds import Cell, Table
from viz.files.rows import as_text

MARK = "\ufeff"  # by which Excel knows UTF-8


def write_table(table: Table) -> bytes:
    """Return a table as a CSV file, its columns under the names that programs use."""
    return write_separated([column.name for column in table.kind.columns], table.rows)


def write_separated(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as a CSV file for spreadsheets."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([disarmed(head) for head in heads])
    writer.writerows([disarmed(cell) if isinstance(cell, str) else as_text(cell) for cell in row] for row in rows)
    return (MARK + buffer.getvalue()).encode()
