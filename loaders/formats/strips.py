"""Printed lines to strips: where in the raw text the words of each line stand, and where on the page."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

from loaders.formats.pdflines import Line
from ontology.printed import FINE, Strip

_ABOVE, _BELOW = 0.95, 0.25  # letter sizes that marks and tails reach above and below the base line
_WORD = re.compile(r"\S+")


class Strips:
    """Gathers where printed lines were written, page by page."""

    def __init__(self) -> None:
        self._written: list[tuple[Sequence[Line], int]] = []

    def add(self, lines: Sequence[Line], start: int) -> None:
        """Note lines that were written one after the other, from `start` in the raw text on."""
        self._written.append((lines, start))

    def by_page(self, raw: str, sizes: Sequence[tuple[float, float]]) -> tuple[tuple[Strip, ...], ...]:
        """Return the strips of each page of the raw text; `sizes` are widths and heights in points."""
        pages: list[list[Strip]] = [[] for _ in sizes]
        for lines, start in self._written:
            for line, first, last in _found(lines, raw, start):
                pages[line.page].append(_strip(line, first, last, sizes[line.page]))
        return tuple(tuple(sorted(strips)) for strips in pages)


def _found(lines: Sequence[Line], raw: str, start: int) -> Iterator[tuple[Line, int, int]]:
    """Yield the range of each line: its words follow those of the line before, with blanks or a hyphen between."""
    at = start
    for line in lines:
        first = -1
        for word in line.text.split():
            found = _WORD.search(raw, at)
            if found is None:
                return
            first = found.start() if first < 0 else first
            at = min(found.end(), found.start() + len(unicodedata.normalize("NFC", word)))
        if first >= 0:
            yield line, first, at


def _strip(line: Line, start: int, end: int, size: tuple[float, float]) -> Strip:
    width, height = size
    return Strip(
        start=start,
        end=end,
        top=_fine(line.y - _ABOVE * line.size, height),
        bottom=_fine(line.y + _BELOW * line.size, height),
        edges=tuple(_fine(edge, width) for edge in line.edges),
        sure=tuple(round(100 * each) for each in line.sure) if min(line.sure, default=1.0) < 1 else (),
    )


def _fine(place: float, length: float) -> int:
    """Return a place as a share of a length in whole steps; hostile files print beside the page."""
    share = place / length if length else 0.0
    return round(FINE * min(1.0, max(0.0, share))) if math.isfinite(share) else 0
