"""Tables as text (.csv, .tsv): rows of cells between commas, semicolons, tabs or bars, whichever part them evenly.

The raw text is the file decoded; each cell is a range of it, without its quotation marks.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.formats import txt
from ontology.model import SourceText, Span, Table

_DELIMITERS = ",;\t|"
_SAMPLE = 60_000  # characters that tell how the cells are parted

Cells = tuple[Span, ...]


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a file with its rows as one table. Raise what plain text raises."""
    source = txt.read(data, name)
    rows = tuple(_rows(source.raw, _delimiter(source.raw)))
    return replace(source, tables=(Table(span=Span(0, len(source.raw)), rows=rows),))


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """Return a pattern of one cell and what ends it; quotation marks within a quoted cell are doubled (RFC 4180)."""
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"(?P<quoted>(?:[^"]|"")*+)"[ ]*|(?P<bare>[^{mark}\r\n]*))(?P<end>{mark}|\r?\n|\r|\Z)')


def _rows(raw: str, delimiter: str) -> Iterator[Cells]:
    """Yield the cells of each row that is not blank."""
    cells: list[Span] = []
    pattern, at = _cell(delimiter), 0
    while at <= len(raw):
        found = pattern.match(raw, at)
        if found is None:  # a quotation mark that nothing closes is a letter like any other
            break
        cells.append(Span(*found.span("quoted" if found["quoted"] is not None else "bare")))
        if found["end"] != delimiter:
            if any(cell.of(raw).strip() for cell in cells):
                yield tuple(cells)
            cells = []
            if found.end() == len(raw):
                return
        at = found.end()


def _delimiter(raw: str) -> str:
    """Return what parts the cells: the sign with which most rows are of one length, and of more than one cell."""
    sample = raw[:_SAMPLE]
    return max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths = Counter(len(row) for row in _rows(sample, delimiter))
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
    return (count / widths.total() if width > 1 else 0.0), width
