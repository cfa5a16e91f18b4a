"""Spreadsheets (.xlsx, .xls, .ods): each visible sheet a table, its cells as they are shown, as far as they tell."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

import python_calamine as calamine

from loaders.formats.archives import ENCRYPTED, OLE, forbid_doctypes, open_archive
from loaders.formats.refusals import (
    BrokenSheetError,
    BrokenWordError,
    EmptyFileError,
    PasswordError,
    TooBigError,
    WrongTypeError,
)
from loaders.formats.writing import Writing
from ontology.model import SourceText

MOST_CELLS = 5_000_000
_WANTED = "bảng tính (.xlsx, .xls, .ods), a spreadsheet"
_NO_TIME = time()

Value = int | float | str | bool | time | date | datetime | timedelta


def read(data: bytes, name: str) -> SourceText:
    """Return the sheets of a file, one under the other. Raise the `UnreadableError` that says what is wrong."""
    _check(data)
    writing = Writing()
    for title, rows in _sheets(data):
        if not rows:
            continue
        writing.write(f"{title}\n")
        writing.write_table(rows)
        writing.write("\n")
    if not writing.tables:
        raise EmptyFileError
    return SourceText(
        name=name, sha256=hashlib.sha256(data).hexdigest(), raw=writing.text, tables=tuple(writing.tables)
    )


def _check(data: bytes) -> None:
    """Refuse what must not be opened: passwords, archives that swell or declare entities, other files."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise PasswordError
        return
    if not data.startswith(b"PK"):
        raise WrongTypeError(_WANTED)
    try:
        with open_archive(data, _WANTED) as archive:
            forbid_doctypes(archive)
    except BrokenWordError as error:
        raise BrokenSheetError(str(error.__cause__)) from error


def _sheets(data: bytes) -> Iterator[tuple[str, list[list[str | tuple[int, int]]]]]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.visible is calamine.SheetVisibleEnum.Visible and sheet.typ is calamine.SheetTypeEnum.WorkSheet:
                yield sheet.name, _rows(book.get_sheet_by_name(sheet.name))
    except calamine.PasswordError as error:
        raise PasswordError from error
    except calamine.CalamineError as error:
        raise BrokenSheetError(str(error)) from error


def _rows(sheet: calamine.CalamineSheet) -> list[list[str | tuple[int, int]]]:
    """Return the rows of a sheet from the first used cell on, all of one length; none where nothing is said."""
    if sheet.width * sheet.height > MOST_CELLS:
        raise TooBigError(f"{sheet.height} × {sheet.width} ô / cells")
    rows = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
    if not any(any(row) for row in rows):
        return []
    merged = sheet.merged_cell_ranges or ()
    return _with_merged(rows, sheet.start or (0, 0), merged)


def _with_merged(
    rows: Sequence[Sequence[str]],
    start: tuple[int, int],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
) -> list[list[str | tuple[int, int]]]:
    """Return the rows with the place of the first cell in each place that a merged cell covers."""
    filled: list[list[str | tuple[int, int]]] = [list(row) for row in rows]
    for (top, left), (bottom, right) in merged:
        first = top - start[0], left - start[1]
        if min(first) < 0:
            continue
        for row in range(first[0], min(bottom - start[0] + 1, len(rows))):
            for column in range(first[1], min(right - start[1] + 1, len(rows[row]))):
                if (row, column) != first:
                    filled[row][column] = first
    return filled


def _shown(value: Value) -> str:
    """Return a value as a Vietnamese office writes it: days as 31/12/2025, whole numbers without a point.

    >>> _shown(date(2025, 7, 1)), _shown(12.0), _shown(True)
    ('01/07/2025', '12', 'TRUE')
    """
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == _NO_TIME else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
