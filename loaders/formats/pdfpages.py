"""A page to what its document says on it: running heads and page numbers taken off, notes set apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.pdfgrids import Grid, grids_of
from loaders.formats.pdfium import Page
from loaders.formats.pdflines import Line, lines_of, usual

_EDGE_LINES = 2  # lines at the head and the foot of a page that may be running heads
_MARGIN = 0.13  # of the height of a page: where running heads stand
_NOTE_SIZE = 0.88  # of the usual size: notes are set smaller
_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*\d(\[]")
_PAGE_NUMBER = re.compile(r"[-–\s.|]*\d{1,4}[-–\s.|]*|trang\s+\d+(?:\s*/\s*\d+)?", re.IGNORECASE)
_LEADING = 2.0  # letter sizes from one line of the notes to the next at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is left of a page: its lines and tables from above, and the lines of its notes."""

    width: float
    height: float
    parts: tuple[Line | Grid, ...]
    notes: tuple[Line, ...]

    @property
    def is_blank(self) -> bool:
        return not self.parts and not self.notes


@dataclass(slots=True)
class _Drawn:
    page: Page
    lines: list[Line]
    grids: list[Grid]


def sheets_of(pages: Sequence[Page]) -> list[Sheet]:
    """Return what the pages of a document say, page by page."""
    drawn = [_drawn(page, number) for number, page in enumerate(pages)]
    repeated = _repeated(drawn)
    size = usual(line.size for each in drawn for line in each.lines for _ in line.text)
    return [_sheet(each, repeated, size) for each in drawn]


def _drawn(page: Page, number: int) -> _Drawn:
    grids, glyphs = grids_of(page.rules, page.glyphs, number)
    return _Drawn(page, lines_of(glyphs, number), grids)


def _pattern(line: Line) -> str:
    """Return the words of a line with its numbers made alike: a running head counts the pages."""
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def _edges(drawn: _Drawn) -> Iterator[Line]:
    """Yield the lines at the head and the foot of a page that may be running heads."""
    height = drawn.page.height
    yield from (line for line in drawn.lines[:_EDGE_LINES] if line.y < _MARGIN * height)
    yield from (line for line in drawn.lines[-_EDGE_LINES:] if line.y > (1 - _MARGIN) * height)


def _repeated(drawn: Sequence[_Drawn]) -> frozenset[str]:
    """Return the patterns of lines that stand at the edge of at least two pages and of a third of all."""
    counts = Counter(pattern for each in drawn for pattern in {_pattern(line) for line in _edges(each)})
    return frozenset(pattern for pattern, count in counts.items() if count > 1 and 3 * count >= len(drawn))


def _sheet(drawn: _Drawn, repeated: frozenset[str], size: float) -> Sheet:
    furniture = {
        line for line in _edges(drawn) if _pattern(line) in repeated or _PAGE_NUMBER.fullmatch(line.text.strip())
    }
    lines = [line for line in drawn.lines if line not in furniture]
    notes = _notes(lines, drawn.grids, size)
    parts: list[Line | Grid] = [*lines[: len(lines) - len(notes)], *drawn.grids]
    parts.sort(key=lambda part: part.top if isinstance(part, Grid) else part.y)
    return Sheet(width=drawn.page.width, height=drawn.page.height, parts=tuple(parts), notes=tuple(notes))


def _notes(lines: Sequence[Line], grids: Sequence[Grid], size: float) -> list[Line]:
    """Return the lines at the foot of a page that are set small and begin with the mark of a note."""
    start = len(lines)
    lowest = max((grid.bottom for grid in grids), default=0.0)
    while start and lines[start - 1].size <= _NOTE_SIZE * size and lines[start - 1].y > lowest:
        start -= 1
    while start < len(lines) and not _NOTE.match(lines[start].text):
        start += 1
    return list(lines[start:])
