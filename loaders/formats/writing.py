"""A raw text in the making: what is written, and where it stands."""

import re
import unicodedata
from collections.abc import Sequence

from ontology.model import Span, Table

NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # the marks that notes begin with, whatever the format
_BLANKS = re.compile(r"\s+")


class Writing:
    """Gathers the pieces of a raw text and tells the offsets at which they stand."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.tables: list[Table] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def write(self, words: str) -> Span:
        """Add some words, their letters composed (NFC), and return where they stand."""
        words = unicodedata.normalize("NFC", words)
        start = self.length
        self._pieces.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def write_table(self, rows: Sequence[Sequence[str | tuple[int, int]]]) -> None:
        """Add a table, its cells parted by tabs; a pair (row, column) names the cell that a place shares."""
        start = self.length
        written: list[tuple[Span, ...]] = []
        for row in rows:
            spans: list[Span] = []
            for column, cell in enumerate(row):
                if column:
                    self.write("\t")
                if isinstance(cell, str):
                    spans.append(self.write(_BLANKS.sub(" ", cell).strip()))
                    continue
                above, left = cell
                spans.append(spans[left] if above == len(written) else written[above][left])
            written.append(tuple(spans))
            self.write("\n")
        self.tables.append(Table(span=Span(start, self.length - 1), rows=tuple(written)))
