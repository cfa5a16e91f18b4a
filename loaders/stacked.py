"""Tables whose cells stand one below the other, a line or a few each, as text taken out of a page leaves them.

The headings come first ("TT", "Nhiệm vụ", "Cơ quan chủ trì" …), then row by row a number and the cells. Where one cell
ends and the next begins is not printed: of all ways to share the lines of a row among its columns the likeliest is
taken, by what each column can hold (`loaders.cell_likeness`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.cell_likeness import NOTHING, PERCENT, VALUE_CELL, likeness, runs_on
from loaders.furniture import is_gazette_head
from loaders.layout import Line, capitals, is_furniture_at
from loaders.numbering import ROMANS
from loaders.stacked_headings import COLUMN_NUMBER, GROUP, ROW, Headings, Range, after_headings, headings_at, of_targets
from loaders.table_columns import Column, layout_of
from loaders.text import Text
from loaders.zones import opens_tail
from ontology.model import Span, Table

_MOST_GROUP_LINES = 6
_CLOSES = re.compile(r"phu luc|dieu \d+\.|ghi chu\s*:")
_MOST_ROW_LINES = 80
_LONGER = 3  # times as long as any other row the last one may be: where it ends is not printed
_SHOUTED = 0.7
_LONGEST_NAME = 40  # words on a line of the name of a target
_SENTENCE = 7  # words of a sentence, at least
_IN_A_SENTENCE = 5.0  # what beginning a cell in the middle of a sentence costs
_LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H")


@dataclass(frozen=True, slots=True)
class Stacked:
    """A table, the line after it, and the lines in it that are none of its cells: page numbers, headings that recur."""

    table: Table
    end: int
    noise: tuple[int, ...]


def stacked_table(text: Text, lines: Sequence[Line], at: int) -> Stacked | None:
    """Return the table whose headings begin at a line, `None` where none does."""
    head = headings_at(text, lines, at)
    if head is None:
        return None
    reader = _Reader(text, lines, head)
    rows, end = reader.rows()
    if not any(len(row) > 1 for row in rows):
        return None
    width = len(head.cells)
    spans: list[tuple[Span, ...]] = [tuple(text.span(*cell) for cell in head.cells)]
    spans += [tuple(text.span(*c) for c in row) if len(row) > 1 else (text.span(*row[0]),) * width for row in rows]
    table = Table(span=Span(spans[0][0].start, spans[-1][-1].end), rows=tuple(spans))
    return Stacked(table, end, tuple(reader.noise)) if layout_of(table, text.raw) else None


class _Reader:
    """Reads the rows below some headings; what it remembers is the number before and the lines that are no cells."""

    def __init__(self, text: Text, lines: Sequence[Line], head: Headings) -> None:
        self._text = text
        self._lines = lines
        self._head = head
        self._number = 0
        self._label = ""
        self._name = Column.INDICATOR if of_targets(head.columns) else Column.TASK
        self.noise: list[int] = []

    def rows(self) -> tuple[list[Sequence[Range]], int]:
        """Return the rows as ranges of their cells, a group as one, and the line after them."""
        rows: list[Sequence[Range]] = []
        at, longest = self._head.end, 0
        while at < len(self._lines):
            if (row := self._row_number(at)) is not None:
                end = self._row_end(at + 1) or self._last_row_end(at + 1, longest)
                if self._name is Column.INDICATOR and not self._values(at, end):
                    break  # the text goes on with a list of its own
                longest = max(longest, end - at)
                rows += self._row(at, end, row)
                at = end
            elif after := self._skipped(at):
                at = after
            elif (group := self._group(at)) is not None:
                rows.append(group[0])
                at = group[1]
            else:
                break
        return rows, at

    def _row_number(self, at: int) -> re.Match[str] | None:
        """Return the number that opens a row at a line: the first, the next, or one again in a new group."""
        row = ROW.match(self._lines[at].text)
        if row is None or (self._number and int(row["number"]) not in (1, self._number + 1)):
            return None
        if not self._number and int(row["number"]) > 1 and self._counts_from_one(at + 1):
            return None  # the number of the page between the headings and the first row
        self._number = int(row["number"])
        return row

    def _counts_from_one(self, at: int) -> bool:
        following = next((line for line in self._lines[at:] if not line.is_blank), None)
        row = ROW.match(following.text) if following else None
        return row is not None and int(row["number"]) == 1

    def _skipped(self, at: int) -> int | None:
        """Return the line after a blank, a page number or head, or headings that come again; `None` at a cell."""
        line = self._lines[at]
        if line.is_blank:
            return at + 1
        if self._is_noise(at):
            self.noise.append(at)
            return at + 1
        after = after_headings(self._lines, at, self._head)
        if after is not None:
            self.noise += range(at, after)
        return after

    def _is_noise(self, at: int) -> bool:
        """Say whether a line is no cell; among targets a number is a page's only where it stands by itself."""
        line = self._lines[at]
        if self._name is Column.INDICATOR and line.text[:1].isdigit() and not _stands_alone(self._lines, at):
            return False
        if self._name is Column.INDICATOR and (line.text in PERCENT or line.folded in NOTHING):
            return False
        return (
            is_furniture_at(self._lines, at) or is_gazette_head(line) or COLUMN_NUMBER.fullmatch(line.text) is not None
        )

    def _labels(self, line: Line) -> str | None:
        """Return the label of a group at a line: the first of a kind, or the one after the last."""
        found = GROUP.match(line.text)
        if found is None:
            return None
        follow = {before: after for labels in (ROMANS, _LETTERS) for before, after in pairwise(labels)}
        return found["label"] if found["label"] in ("I", "A", follow.get(self._label)) else None

    def _group(self, at: int) -> tuple[Sequence[Range], int] | None:
        """Return a heading of rows and the line after it: "II" above "PHÁT TRIỂN HẠ TẦNG", or both on a line."""
        lines = self._lines
        label = self._labels(lines[at])
        if label is None:
            is_part = GROUP.match(lines[at].text) is not None  # one that follows no group: the text goes on
            return ([(lines[at].start, lines[at].end)], at + 1) if _is_shouted(lines[at]) and not is_part else None
        self._label = label
        end = at + 1
        while end < len(lines) and end - at < _MOST_GROUP_LINES and not lines[end].is_blank:
            if ROW.match(lines[end].text) or GROUP.match(lines[end].text):
                break
            end += 1
        mark = GROUP.match(lines[at].text)
        words = lines[at].start + (mark.end() if mark else 0)
        heading = (words if words < lines[at].end else lines[min(at + 1, end - 1)].start, lines[end - 1].end)
        label_at = (lines[at].start, lines[at].start + len(label))
        nothing = (heading[1], heading[1])
        return [label_at, *(heading if column is self._name else nothing for column in self._head.columns)], end

    def _row_end(self, start: int) -> int | None:
        """Return the line where the next row or group begins, `None` where the row is the last."""
        for index in range(start, min(len(self._lines), start + _MOST_ROW_LINES)):
            line = self._lines[index]
            if self._is_part(line) or (self._name is Column.INDICATOR and _is_prose(line)):
                return None
            row = ROW.match(line.text)
            if row and int(row["number"]) == self._number + 1 and self._opens_row(index, row):
                return index
            if self._labels(line) and _opens_rows(self._lines, index, self._number):
                return index
        return None

    def _is_part(self, line: Line) -> bool:
        """Say whether a line heads the part of the document behind the table: "V. MỘT SỐ YÊU CẦU"."""
        return GROUP.match(line.text) is not None and _is_shouted(line) and self._labels(line) is None

    def _opens_row(self, index: int, row: re.Match[str]) -> bool:
        """Say whether a number opens a row and is no value: in a table of targets a name stands behind it."""
        if self._name is not Column.INDICATOR:
            return True
        line = self._lines[index]
        if row.end() < len(line.text):
            return VALUE_CELL.fullmatch(line.folded) is None
        following = next((each for each in self._lines[index + 1 :] if not each.is_blank), None)
        return following is not None and VALUE_CELL.fullmatch(following.folded) is None

    def _last_row_end(self, start: int, longest: int) -> int:
        """Return the line after the last row; that of a table of targets ends with its last value."""
        end = _last_row_end(self._lines, start, longest)
        if self._name is not Column.INDICATOR:
            return end
        end = next((index for index in range(start, end) if _is_prose(self._lines[index])), end)
        values = self._values(start, end)
        width = sum(column not in (Column.INDICATOR, Column.UNIT) for column in self._head.columns)
        return values[min(width, len(values)) - 1] + 1 if values else end

    def _values(self, start: int, end: int) -> list[int]:
        """Return the lines that are a value each."""
        return [
            index
            for index in range(start, end)
            if VALUE_CELL.fullmatch(self._lines[index].folded) and not self._is_noise(index)
        ]

    def _row(self, at: int, end: int, number: re.Match[str]) -> Iterator[tuple[Range, ...]]:
        """Yield the cells of a row, its number first; what stands on the next page as a row without a number."""
        first = self._lines[at]
        words = first.start + number.end()
        label = (first.start, min(first.end, words))
        for part, pieces in enumerate(self._parts(at, end, (words, first.end))):
            if pieces:
                cells = _shared(self._text, pieces, self._head.columns, goes_on=part > 0)
                yield (label if part == 0 else (pieces[0][0], pieces[0][0]), *cells)

    def _parts(self, at: int, end: int, opening: Range) -> list[list[Range]]:
        """Return the lines of a row page by page."""
        parts: list[list[Range]] = [[opening] if opening[0] < opening[1] else []]
        index = at + 1
        while index < end:
            line = self._lines[index]
            if after := None if _is_year(line) else self._skipped(index):
                if after > index + 1:
                    parts.append([])  # the headings came again
                index = after
                continue
            parts[-1].append((line.start, line.end))
            index += 1
        return parts


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    return lines[at - 1].is_blank and at + 1 < len(lines) and lines[at + 1].is_blank


def _closes(line: Line) -> bool:
    """Say whether a line stands behind a table: what comes next in the document, or its end."""
    return opens_tail(line) or _CLOSES.match(line.folded) is not None


def _is_shouted(line: Line) -> bool:
    return capitals(line.text) > _SHOUTED and len(line.text.split()) > 1 and not _closes(line)


def _opens_rows(lines: Sequence[Line], index: int, number: int) -> bool:
    """Say whether a group's label is followed by a row within a few lines."""
    for line in lines[index + 1 : index + 5]:
        row = ROW.match(line.text)
        if row and int(row["number"]) in (1, number + 1):
            return True
    return False


def _last_row_end(lines: Sequence[Line], start: int, longest: int) -> int:
    """Return the line after the last row: before what closes the document, or a part of it."""
    end = start
    for index in range(start, min(len(lines), start + (_LONGER * longest or _MOST_ROW_LINES))):
        line = lines[index]
        if _closes(line) or (GROUP.match(line.text) and not line.text[1:2].islower()):
            break
        if not line.is_blank:
            end = index + 1
    return end


def _is_prose(line: Line) -> bool:
    """Say whether a line is of running text, which no cell of a table of targets holds."""
    words = line.text.split()
    return len(words) > _LONGEST_NAME or (len(words) >= _SENTENCE and line.text.rstrip().endswith((".", ";", ":")))


def _is_year(line: Line) -> bool:
    return re.fullmatch(r"20\d\d", line.text) is not None


def _shared(text: Text, pieces: Sequence[Range], columns: Sequence[Column | None], *, goes_on: bool) -> list[Range]:
    """Return the likeliest cells: a run of the pieces for each column, in order, empty where it holds nothing."""
    count = len(pieces)
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] + [(float("-inf"), ())] * count
    for column in columns:
        following: list[tuple[float, tuple[int, ...]]] = [(float("-inf"), ())] * (count + 1)
        for end in range(count + 1):
            for start in range(end + 1):
                score, ends = best[start]
                if score == float("-inf"):
                    continue
                score += likeness(text, column, pieces[start:end])
                if 0 < start < end and runs_on(text, pieces[start - 1], pieces[start], is_new=not goes_on):
                    score -= _IN_A_SENTENCE
                if score > following[end][0]:
                    following[end] = (score, (*ends, end))
        best = following
    cells: list[Range] = []
    start = 0
    for end in best[count][1]:
        cells.append((pieces[start][0], pieces[end - 1][1]) if end > start else _empty(pieces, start))
        start = end
    return cells


def _empty(pieces: Sequence[Range], at: int) -> Range:
    """Return the empty range that a cell without words stands at."""
    place = pieces[at][0] if at < len(pieces) else pieces[-1][1] if pieces else 0
    return place, place
