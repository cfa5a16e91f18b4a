"""Where words of a text are printed: a range of the text to boxes on its pages, and how surely they were recognised.

A reader keeps a strip for each printed line, or for what a cell of a table has of it. Boxes are shares of the page's
width and height, so that they fit a picture of the page of any size.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

FINE = 1000  # steps of a strip's numbers in the width and the height of a page
_WORD = re.compile(r"\S+")
_LEVEL = 0.15  # degrees: on a page that is more crooked a box for each word hugs a line better than one for all

Box = tuple[float, float, float, float]  # left, upper, right and lower edge


class Strip(NamedTuple):
    """Words of one printed line: their range of the raw text and where they stand, in thousandths of the page.

    A tuple, which JSON writes without names: a page has fifty of them.
    """

    start: int
    end: int
    top: int
    bottom: int
    edges: tuple[int, ...]  # the left and the right edge of each word
    sure: tuple[int, ...] = ()  # how surely each word was recognised, in per cent; empty where letters are in the file


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """The strips of a page, in points as it was read: turned clockwise by quarters, then levelled by `tilt` degrees."""

    width: float
    height: float
    turns: int = 0
    tilt: float = 0.0
    strips: tuple[Strip, ...] = ()  # ascending

    def as_it_lies(self, box: Box) -> Box:
        """Return a box of the page as read on the page as it lies in its file, both in shares of the page.

        >>> PrintedPage(width=100, height=200, turns=1).as_it_lies((0.0, 0.25, 0.5, 0.5))
        (0.25, 0.5, 0.5, 1.0)
        """
        corners = [self._back(x, y) for x in box[::2] for y in box[1::2]]
        across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        if self.tilt:  # a crooked box stays as wide and high as it is, about its own middle
            wide, high = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
            wide, high = (high, wide) if self.turns % 2 else (wide, high)
            x, y = sum(across) / 4, sum(down) / 4
            across, down = [x - wide, x + wide], [y - high, y + high]
        return _within(across[0]), _within(down[0]), _within(across[-1]), _within(down[-1])

    def _back(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page as read where it was before the page was levelled and turned."""
        angle = math.radians(self.tilt)
        right, down = (x - 0.5) * self.width, (y - 0.5) * self.height
        x = (right * math.cos(angle) - down * math.sin(angle)) / self.width + 0.5
        y = (right * math.sin(angle) + down * math.cos(angle)) / self.height + 0.5
        match self.turns % 4:
            case 1:
                return y, 1 - x
            case 2:
                return 1 - x, 1 - y
            case 3:
                return 1 - y, x
            case _:
                return x, y


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A box on a page, its edges shares (0..1) of the width and height of the page as it lies in its file."""

    page: int  # counted from 1
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None  # 0..1 of the least sure word in it; None where nothing had to be recognised


def places_of(pages: Sequence[PrintedPage], raw: str, start: int, end: int) -> tuple[Place, ...]:
    """Return where a range of the raw text is printed: whole words, a box for each line that they stand on.

    >>> page = PrintedPage(width=595, height=842, strips=(Strip(0, 9, 100, 120, (100, 150, 160, 240)),))
    >>> [(place.page, place.left, place.right) for place in places_of([page], "Điều tra.", 5, 8)]
    [(1, 0.16, 0.24)]
    """
    return tuple(
        Place(page=number, **dict(zip(("left", "top", "right", "bottom"), box, strict=True)), confidence=sure)
        for number, page in enumerate(pages, start=1)
        for strip in _touching(page.strips, start, end)
        for box, sure in _boxes(page, strip, raw, (start, end))
    )


def word_confidences(pages: Sequence[PrintedPage], raw: str, start: int, end: int) -> Iterator[float]:
    """Yield how surely each word of a range was recognised; nothing for words whose letters are in the file."""
    for page in pages:
        for strip in _touching(page.strips, start, end):
            words = _WORD.finditer(raw, strip.start, strip.end)
            for word, sure in zip(words, strip.sure, strict=False):
                if word.start() < end and start < word.end():
                    yield sure / 100


def unsure_words(pages: Sequence[PrintedPage], raw: str, least: float) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that were recognised with less confidence than `least`."""
    for page in pages:
        for strip in page.strips:
            for word, sure in zip(_WORD.finditer(raw, strip.start, strip.end), strip.sure, strict=False):
                if sure < 100 * least:
                    yield word.span()


def _touching(strips: Sequence[Strip], start: int, end: int) -> Iterator[Strip]:
    """Yield the strips that share letters with a range."""
    first = max(0, bisect_right(strips, start, key=lambda strip: strip.start) - 1)
    for strip in strips[first:]:
        if strip.start >= end:
            return
        if strip.end > start:
            yield strip


def _boxes(page: PrintedPage, strip: Strip, raw: str, wanted: tuple[int, int]) -> Iterator[tuple[Box, float | None]]:
    words = list(_WORD.finditer(raw, strip.start, strip.end))[: len(strip.edges) // 2]
    meant = [at for at, word in enumerate(words) if word.start() < wanted[1] and wanted[0] < word.end()]
    groups = [[at] for at in meant] if abs(page.tilt) > _LEVEL else [meant] if meant else []
    for group in groups:
        left, right = strip.edges[2 * group[0]], strip.edges[2 * group[-1] + 1]
        box = page.as_it_lies((left / FINE, strip.top / FINE, right / FINE, strip.bottom / FINE))
        yield box, min((strip.sure[at] / 100 for at in group), default=None) if strip.sure else None


def _within(share: float) -> float:
    return min(1.0, max(0.0, round(share, 4)))
