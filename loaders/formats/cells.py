"""Cells of scanned tables, set one under the other and recognised as one picture, then put back where they stand.

Left on the page, Tesseract reads over borders, runs the words of columns together and passes over lone digits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from loaders.formats.pixels import Pixels
from loaders.formats.tesseract import WordLine, recognised_block

_DARK = 128
_INSET = 6  # dots of a border that was not painted over
_LEAST = 30  # dots of ink that may be a letter
_GAP = 40  # dots between the cells in the picture
_MARGIN = 60
_TALLEST = 12_000  # dots of a picture of cells

Box = tuple[int, int, int, int]


def words_in(page: Pixels, cells: Sequence[Box]) -> list[WordLine]:
    """Return the lines in the cells of a page."""
    inked = [trimmed for cell in cells if (trimmed := _trimmed(page, cell))]
    return [line for some in _pictures(inked) for line in _recognised(page, some)]


def without_cells(page: Pixels, cells: Sequence[Box]) -> Pixels:
    """Return a page with the cells painted over."""
    clean = page.copy()
    for left, upper, right, lower in cells:
        clean[max(0, upper) : lower, max(0, left) : right] = 255
    return clean


def _pictures(cells: Sequence[Box]) -> Iterator[list[Box]]:
    """Yield the cells in groups that make pictures of a size that Tesseract takes."""
    group: list[Box] = []
    height = 0
    for cell in cells:
        tall = cell[3] - cell[1] + _GAP
        if group and height + tall > _TALLEST:
            yield group
            group, height = [], 0
        group.append(cell)
        height += tall
    if group:
        yield group


def _recognised(page: Pixels, cells: Sequence[Box]) -> Iterator[WordLine]:
    height = sum(lower - upper + _GAP for _, upper, _, lower in cells) + 2 * _MARGIN
    width = max(right - left for left, _, right, _ in cells) + 2 * _MARGIN
    picture, places, top = np.full((height, width), 255, np.uint8), list[tuple[int, Box]](), _MARGIN
    for left, upper, right, lower in cells:
        picture[top : top + lower - upper, _MARGIN : _MARGIN + right - left] = page[upper:lower, left:right]
        places.append((top, (left, upper, right, lower)))
        top += lower - upper + _GAP
    yield from _put_back(recognised_block(picture), places)


def _trimmed(page: Pixels, cell: Box) -> Box | None:
    """Return the box of the ink in a cell, `None` where there is next to none."""
    left, upper, right, lower = (edge + by for edge, by in zip(cell, (_INSET, _INSET, -_INSET, -_INSET), strict=True))
    ink = page[max(0, upper) : max(0, lower), max(0, left) : max(0, right)] < _DARK
    if np.count_nonzero(ink) < _LEAST:
        return None
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return (
        max(0, left) + int(columns[0]) - 2, max(0, upper) + int(rows[0]) - 2,
        max(0, left) + int(columns[-1]) + 3, max(0, upper) + int(rows[-1]) + 3,
    )  # fmt: skip


def _put_back(lines: Sequence[WordLine], places: Sequence[tuple[int, Box]]) -> Iterator[WordLine]:
    """Yield the lines of the picture where they stand on the page."""
    for line in lines:
        home = [(top, box) for top, box in places if top - _GAP / 2 <= line.y <= top + box[3] - box[1] + _GAP / 2]
        if len(home) == 1:
            top, (left, upper, _, _) = home[0]
            words = [
                replace(word, left=word.left - _MARGIN + left, right=word.right - _MARGIN + left) for word in line.words
            ]
            yield WordLine(line.y - top + upper, line.size, words)
