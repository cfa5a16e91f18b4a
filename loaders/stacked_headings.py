"""The headings of a table whose cells stand one below the other: "TT", "Nhiệm vụ", "Cơ quan chủ trì" and so on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.layout import Line, is_page_furniture
from loaders.table_columns import Column, column_of, columns_of
from loaders.text import Text

_FIRST = re.compile(r"(?:s?tt|so tt|so thu tu)(?:\s+(?=\S)|$)")
_MOST_LINES = 24
_FEWEST_COLUMNS = 3
COLUMN_NUMBER = re.compile(r"\(?\d\)|\(\d\)?")
ROW = re.compile(r"(?P<number>\d{1,3})(?:[.)]?\s+(?=\S)|[.)]?$)")
GROUP = re.compile(r"(?P<label>[A-H]|[IVX]{1,5})(?:[.)\-]?\s+(?=\S)|[.)]?$)")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns hold, where the headings stand, and how they come again on each page."""

    columns: tuple[Column | None, ...]  # of the cells of a row behind its number
    cells: tuple[Range, ...]
    lines: tuple[str, ...]  # as they come again on each page
    end: int  # the line after the headings


def headings_at(text: Text, lines: Sequence[Line], at: int) -> Headings | None:
    """Return the headings that begin with "TT" at a line: a heading begins with a capital, small letters go on."""
    first = _FIRST.match(lines[at].folded)
    if first is None:
        return None
    number_end = lines[at].start + first.end()
    cells: list[Range] = [(lines[at].start, number_end)]
    if number_end < lines[at].end:
        cells.append((number_end, lines[at].end))
    index = at + 1
    while index < min(len(lines), at + _MOST_LINES):
        line = lines[index]
        is_number = is_page_furniture(line)
        if GROUP.match(line.text) or (ROW.match(line.text) and not (is_number and _is_of_page(lines, index, cells))):
            break
        if line.is_blank or is_number or COLUMN_NUMBER.fullmatch(line.text):
            pass
        elif len(cells) > 1 and (line.text[:1].islower() or line.text[:1] in "(/"):
            cells[-1] = (cells[-1][0], line.end)
        else:
            cells.append((line.start, line.end))
        index += 1
    columns = _told(columns_of([" ".join(text.restored[start:end].split()) for start, end in cells[1:]]))
    if len(columns) < _FEWEST_COLUMNS - 1 or not (Column.TASK in columns or of_targets(columns)):
        return None
    return Headings(columns, tuple(cells), tuple(line.folded for line in lines[at:index] if not line.is_blank), index)


def _told(columns: tuple[Column | None, ...]) -> tuple[Column | None, ...]:
    """Return columns, those behind the first one of targets as their values: "Chỉ tiêu", "Mục tiêu 2026"."""
    if Column.TASK in columns or Column.INDICATOR not in columns:
        return columns
    first = columns.index(Column.INDICATOR)
    return tuple(
        Column.VALUE if column is Column.INDICATOR and place > first else column for place, column in enumerate(columns)
    )


def of_targets(columns: Sequence[Column | None]) -> bool:
    """Say whether columns are those of a table of targets: what is counted, and what is to be reached."""
    return Column.TASK not in columns and Column.INDICATOR in columns and Column.VALUE in columns


def _is_of_page(lines: Sequence[Line], index: int, cells: Sequence[Range]) -> bool:
    """Say whether a number among headings is that of the page: too few columns above, or a heading goes on below."""
    following = next((line for line in lines[index + 1 :] if not line.is_blank), None)
    if len(cells) < _FEWEST_COLUMNS or following is None:
        return True
    goes_on = following.text[0].islower() or column_of(following.text) is not None
    return goes_on and lines[index].text.strip() != "1"


def after_headings(lines: Sequence[Line], at: int, head: Headings) -> int | None:
    """Return the line after the headings where they come again at the top of a page."""
    if lines[at].folded != head.lines[0]:
        return None
    seen = 0
    while at < len(lines) and seen < len(head.lines):
        if not lines[at].is_blank:
            if lines[at].folded != head.lines[seen]:
                return None
            seen += 1
        at += 1
    return at
