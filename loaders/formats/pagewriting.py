"""Pages to one text: lines and tables written in their order, where each page begins in it, and where words stand.

Wrapped lines stay lines, with a blank line between paragraphs; the notes of all pages follow the text.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.pdfgrids import Cell, Grid
from loaders.formats.pdflines import Line, joined
from loaders.formats.pdfpages import Sheet
from loaders.formats.pdfparagraphs import Measure, begins_paragraph, is_centred, measure_of
from loaders.formats.pdftables import append, continues
from loaders.formats.strips import Strips
from loaders.formats.writing import NOTE_MARKS, Writing
from ontology.model import Span, Table
from ontology.printed import Strip

_NOTE_WIDTH = 80  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The raw text of pages, where each of them begins in it, its tables, and the strips of each page."""

    raw: str
    starts: tuple[int, ...]
    tables: tuple[Table, ...]
    strips: tuple[tuple[Strip, ...], ...]


def written(sheets: Sequence[Sheet]) -> Written:
    """Return the text of pages."""
    writer = _Writer()
    for sheet in sheets:
        writer.add(sheet)
    writer.close()
    raw = writer.writing.text
    return Written(
        raw=raw,
        starts=tuple(writer.pages),
        tables=tuple(writer.writing.tables),
        strips=writer.strips.by_page(raw, [(sheet.width, sheet.height) for sheet in sheets]),
    )


class _Writer:
    """Writes sheet after sheet; a table is held back until it is seen to end, for it may run over the page."""

    def __init__(self) -> None:
        self.writing = Writing()
        self.strips = Strips()
        self.pages: list[int] = []
        self._grid: Grid | None = None  # the part of the held table on the page before
        self._rows: list[list[Cell]] = []
        self._waiting: dict[int, int] = {}  # page -> row of the held table at which the page begins
        self._notes: list[Line] = []
        self._in_title = False  # the last line written belongs to a centred title
        self._is_full = True  # the last line written reached the margin, so that the next page may go on with it

    def add(self, sheet: Sheet) -> None:
        """Write a page."""
        self.pages.append(-1)
        lines = [part for part in sheet.parts if isinstance(part, Line)]
        measure = measure_of(lines) if lines else None
        before: Line | None = None
        for part in sheet.parts:
            if isinstance(part, Grid):
                self._hold(part)
                before = None
            elif measure is not None:
                self._write_line(part, before, measure)
                before = part
        self._notes += sheet.notes

    def _hold(self, grid: Grid) -> None:
        if self._grid is not None and continues(self._grid, grid):
            begun = append(self._rows, grid)
            if begun:
                self._waiting.setdefault(len(self.pages) - 1, begun[0])
        else:
            self._release()
            self._rows = [list(row) for row in grid.rows]
            self._waiting[len(self.pages) - 1] = 0
        self._grid = grid

    def _release(self) -> None:
        """Write the table that was held back, and note where the pages begin in it."""
        if self._grid is None:
            return
        if self.writing.length:
            self.writing.write("\n")
        self.writing.write_table(_shared(self._rows))
        table = self.writing.tables[-1]
        for cell, span in _first_places(self._rows, table):
            self.strips.add(cell.lines, span.start)
        for page, row in self._waiting.items():
            own = [cell.start for cell in table.rows[row] if row == 0 or cell not in table.rows[row - 1]]
            self._begin(page, min(own, default=table.span.end))
        self._grid, self._rows, self._waiting = None, [], {}

    def _begin(self, page: int, offset: int) -> None:
        for index in range(page + 1):
            if self.pages[index] < 0:
                self.pages[index] = offset

    def _write_line(self, line: Line, before: Line | None, measure: Measure) -> None:
        self._release()
        first_here = self.pages[-1] < 0
        goes_on = before is None and first_here and self._is_full
        begins = begins_paragraph(before, line, measure, in_title=self._in_title) or (before is None and not goes_on)
        if begins and self.writing.length:
            self.writing.write("\n")
        if first_here:
            self._begin(len(self.pages) - 1, self.writing.length)
        self.strips.add([line], self.writing.write(f"{line.text}\n").start)
        self._in_title = is_centred(line, measure) or (self._in_title and not begins)
        self._is_full = line.right > measure.right - 2 * line.size

    def close(self) -> None:
        """Write what was held back, and the notes of all pages."""
        self._release()
        self._begin(len(self.pages) - 1, self.writing.length)
        for lines in _notes(self._notes):
            # Wrapped as text is: a note in small letters would pass for a line of another measure.
            note = joined(line.text for line in lines)
            wrapped = textwrap.wrap(note, _NOTE_WIDTH, break_on_hyphens=False, break_long_words=False)
            self.strips.add(lines, self.writing.write("\n" + "\n".join(wrapped) + "\n").start)


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each note."""
    notes: list[list[Line]] = []
    for line in lines:
        if not notes or line.text[0] in NOTE_MARKS:
            notes.append([])
        notes[-1].append(line)
    return notes


def _first_places(rows: Sequence[Sequence[Cell]], table: Table) -> Iterator[tuple[Cell, Span]]:
    """Yield each cell of a table once, with the range of its words."""
    seen: set[int] = set()
    for row, spans in zip(rows, table.rows, strict=True):
        for cell, span in zip(row, spans, strict=True):
            if id(cell) not in seen:
                yield cell, span
            seen.add(id(cell))


def _shared(rows: list[list[Cell]]) -> list[list[str | tuple[int, int]]]:
    """Return the words of each cell at its first place, and that place at the others."""
    places: dict[int, tuple[int, int]] = {}
    shared: list[list[str | tuple[int, int]]] = []
    for index, row in enumerate(rows):
        shared.append([])
        for column, cell in enumerate(row):
            if id(cell) in places:
                shared[-1].append(places[id(cell)])
            else:
                places[id(cell)] = index, column
                shared[-1].append(cell.text)
    return shared
