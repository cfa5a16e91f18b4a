"""Tables that were flattened to text: a row a line, its cells apart by tabs or wide gaps; or cell below cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.furniture import is_gazette_head
from loaders.layout import Line, capitals, is_page_furniture, lines_of
from loaders.stacked import stacked_table
from loaders.table_columns import Column, columns_of, layout_of
from loaders.text import Text
from loaders.zones import opens_tail
from ontology.model import Span, Table

Range = tuple[int, int]

_BREAK = re.compile(r"[^\S\n\t]*\t[^\S\n\t]*| {3,}|\s*\|\s*")
_BREAKS = ("\t", "   ", "|")  # one of them is in all that `_BREAK` finds
_FEWEST_CELLS = 3  # of a row of headings
_WORK_AND_DOER = 2
_GROUP = re.compile(r"(?:[A-H]|[IVX]{1,5})[.\-)]?\s+\S")
_SHOUTED = 0.7  # share of capitals in a heading


@dataclass(frozen=True, slots=True)
class Flattened:
    """The tables found in a text, in its order, and the ranges in them that are none of their cells."""

    tables: tuple[Table, ...] = ()
    noise: tuple[Range, ...] = ()


def flattened_tables(text: Text, known: Sequence[Range]) -> Flattened:
    """Return the tables of tasks or targets that stand in a text as lines.

    `known` are ranges of the restored text that a reader of the format has seen as tables; nothing in them is one.
    """
    lines = [line for line in lines_of(text) if not any(start <= line.start < end for start, end in known)]
    tables: list[Table] = []
    noise: list[Range] = []
    at = 0
    while at < len(lines):
        if ruled := _ruled(text, lines, at):
            table, at = ruled
            tables.append(table)
        elif stacked := stacked_table(text, lines, at):
            tables.append(stacked.table)
            noise += [(lines[index].start, lines[index].end) for index in stacked.noise]
            at = stacked.end
        else:
            at += 1
    return Flattened(tuple(tables), tuple(noise))


def _ruled(text: Text, lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Return the table whose row of headings is a line, and the line after it; `None` where none begins."""
    headings = _cells(lines[at])
    if len(headings) < _FEWEST_CELLS and not _are_work_and_doer(text, headings):
        return None
    rows = [headings]
    end = at + 1
    for index in range(at + 1, len(lines)):
        if lines[index].is_blank or is_page_furniture(lines[index]) or is_gazette_head(lines[index]):
            continue
        cells = _cells(lines[index])
        if opens_tail(lines[index]):
            break
        if len(cells) == 1 and not _heads_group(lines, index):
            break
        rows.append(cells)
        end = index + 1
    table = _table(text, rows)
    return (table, end) if len(rows) > 1 and layout_of(table, text.raw) else None


def _are_work_and_doer(text: Text, headings: Sequence[tuple[int, int]]) -> bool:
    """Say whether two headings are those of a table that has no others: "Việc", "Người làm"."""
    words = [text.restored[start:end] for start, end in headings]
    return len(words) == _WORK_AND_DOER and set(columns_of(words)) == {Column.TASK, Column.LEAD}


def _cells(line: Line) -> list[tuple[int, int]]:
    """Return the ranges of the cells of a line, empty ones too."""
    cells: list[tuple[int, int]] = []
    start = line.start
    if not any(sign in line.text for sign in _BREAKS):
        return [(start, line.end)]
    for gap in _BREAK.finditer(line.text):
        cells.append((start, line.start + gap.start()))
        start = line.start + gap.end()
    return [*cells, (start, line.end)]


def _heads_group(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line without cells heads the rows below it: "II. Thủ tục hành chính" above a row."""
    line = lines[index]
    if _GROUP.match(line.text) is None and capitals(line.text) < _SHOUTED:
        return False
    following = next((other for other in lines[index + 1 :] if not other.is_blank), None)
    return following is not None and len(_cells(following)) >= _FEWEST_CELLS


def _table(text: Text, rows: Sequence[Sequence[tuple[int, int]]]) -> Table:
    """Return a table of the raw text; a row of one cell is a banner over the whole width."""
    width = max(map(len, rows))
    spans = [tuple(text.span(*cell) for cell in row) if len(row) > 1 else (text.span(*row[0]),) * width for row in rows]
    return Table(span=Span(spans[0][0].start, spans[-1][-1].end), rows=tuple(spans))
