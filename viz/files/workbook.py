"""Workbooks for Excel and LibreOffice: a frozen head, filters, widths, true days and numbers, links between sheets.

Texts are written as texts: a cell that looks like a formula is none, and stays none when it is edited.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter brings types for a part of what it takes.

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from viz.files.cells import is_formula
from viz.files.kinds import Cell

ROWS = 1_048_575  # of a sheet, below its head
_LINKS = 65_530  # that Excel allows on a sheet
_LETTERS = 32_767  # that Excel allows in a cell
_LINE, _HIGHEST = 15.0, 409.0  # points: of one line, and of the highest row that Excel allows
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - no clock: the same facts give the same bytes; Excel knows no zones


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a row of another sheet (its first row below the head is 0)."""

    words: str
    sheet: str
    row: int


SheetCell = Cell | dt.date | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name, the heads of its columns with their widths in letters, its rows."""

    name: str
    heads: tuple[tuple[str, int], ...]
    rows: Sequence[tuple[SheetCell, ...]]
    frozen: int = 1  # columns that stay in sight


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    head: Format
    text: Format
    armed: Format  # a text that looks like a formula
    day: Format
    number: Format
    link: Format


def write_workbook(sheets: Sequence[Sheet], title: str, *, day: str = "dd/mm/yyyy") -> bytes:
    """Return the file; `day` is how Excel shows days."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"title": title, "created": _MADE})
    formats = _formats(book, day)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats)
    book.close()
    return buffer.getvalue()


def _formats(book: Workbook, day: str) -> _Formats:
    shape = {"text_wrap": True, "valign": "top"}
    return _Formats(
        head=book.add_format({**shape, "bold": True, "bg_color": "#E8EEF4", "bottom": 1}),
        text=book.add_format(shape),
        armed=book.add_format({**shape, "quote_prefix": True}),
        day=book.add_format({**shape, "num_format": day, "align": "left"}),
        number=book.add_format({**shape, "num_format": "General"}),
        link=book.add_format({**shape, "font_color": "#0B4F8A", "underline": 1}),
    )


def _write(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    for at, (head, width) in enumerate(sheet.heads):
        page.set_column(at, at, width)
        page.write_string(0, at, head, formats.head)
    shown = sheet.rows[:ROWS]
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(len(shown), 1), len(sheet.heads) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P/&N")
    links = 0
    for number, row in enumerate(shown, start=1):
        page.set_row(number, _height(row, sheet.heads))
        for at, cell in enumerate(row):
            links += isinstance(cell, Link)
            _put(page, (number, at), cell.words if isinstance(cell, Link) and links > _LINKS else cell, formats)


def _height(row: tuple[SheetCell, ...], heads: Sequence[tuple[str, int]]) -> float:
    """Return the height in points that shows the longest cell of a row, as far as Excel allows."""
    widths = (width for _, width in heads)
    lines = (
        _lines(cell.words if isinstance(cell, Link) else cell, width) for cell, width in zip(row, widths, strict=False)
    )
    return min(_LINE * max(lines, default=1), _HIGHEST)


def _lines(cell: SheetCell, width: int) -> int:
    return sum(1 + len(line) // width for line in cell.split("\n")) if isinstance(cell, str) and cell else 1


def _put(page: Worksheet, place: tuple[int, int], cell: SheetCell, formats: _Formats) -> None:
    match cell:
        case None | "":
            page.write_blank(*place, None, formats.text)
        case bool():
            page.write_boolean(*place, cell, formats.text)
        case int() | float():
            page.write_number(*place, cell, formats.number)
        case dt.date():
            page.write_datetime(*place, dt.datetime.combine(cell, dt.time()), formats.day)
        case Link():
            address = f"internal:'{cell.sheet}'!A{cell.row + 2}"
            page.write_url(*place, address, formats.link, string=cell.words[:_LETTERS] or "→")
        case _:
            shown = cell if len(cell) <= _LETTERS else f"{cell[: _LETTERS - 1]}…"
            page.write_string(*place, shown, formats.armed if is_formula(cell) else formats.text)
