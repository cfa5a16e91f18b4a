"""Ruled lines of a scanned page: long thin runs of ink, level or upright, as the borders of tables are.

The page is upright and level. Where ink is missing for a hair's breadth a line goes on; solid black is no line.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from loaders.formats.pdfium import Rule
from loaders.formats.pixels import Pixels

_DARK = 160
_WINDOW = 50  # dots in which nearly all have to be ink
_INKED = 0.9
_THICKEST = 13  # dots: more on either side is a bar or the shadow of a book
_LONG = {True: 120, False: 75}  # dots of a level line, of an upright one: words and letters are shorter
_MOST = 20_000  # runs on a page: with more it is a picture

Mask = NDArray[np.bool_]


def rules_of(page: Pixels) -> tuple[Rule, ...]:
    """Return the ruled lines of a page, in dots."""
    ink = page < _DARK
    thin = ink & ~_solid(ink)
    level, upright = _runs(_stretched(thin)), _runs(_stretched(thin.T))
    found = [
        Rule(is_level, float(at), float(start), float(end))
        for is_level, runs in ((True, level), (False, upright))
        for at, start, end in runs
        if end - start >= _LONG[is_level]
    ]
    return tuple(sorted(found)) if len(found) <= _MOST else ()


def without_rules(page: Pixels, rules: Sequence[Rule]) -> Pixels:
    """Return a page with lines painted over, so that none is read as a letter."""
    clean = page.copy()
    for rule in rules:
        at, start, end = int(rule.at), int(rule.start), int(rule.end)
        near, along = slice(max(0, at - 1), at + 2), slice(max(0, start), end + 1)
        if rule.is_level:
            clean[near, along] = 255
        else:
            clean[along, near] = 255
    return clean


def _sums(ink: Mask, width: int) -> NDArray[np.int32]:
    """Return how much ink there is in the `width` dots of a row from each dot on."""
    total = np.zeros((ink.shape[0], ink.shape[1] + 1), np.int32)
    np.cumsum(ink, axis=1, dtype=np.int32, out=total[:, 1:])
    return total[:, width:] - total[:, :-width] if ink.shape[1] >= width else total[:, :0]


def _covered(full: Mask, width: int, length: int) -> Mask:
    """Return the dots of rows that lie in one of the windows that are marked at their first dot."""
    if not full.shape[1]:
        return np.zeros((full.shape[0], length), np.bool_)
    padded = np.pad(full, ((0, 0), (width - 1, width - 1)))
    return _sums(padded, width)[:, :length] > 0


def _stretched(ink: Mask) -> Mask:
    """Return the dots of rows where the ink goes on for long."""
    full = _sums(ink, _WINDOW) >= _INKED * _WINDOW
    return _covered(full, _WINDOW, ink.shape[1])


def _solid(ink: Mask) -> Mask:
    """Return the dots of areas that are ink on every side."""
    across = _covered(_sums(ink, _THICKEST) == _THICKEST, _THICKEST, ink.shape[1])
    down = across.T
    return _covered(_sums(down, _THICKEST) == _THICKEST, _THICKEST, down.shape[1]).T


def _runs(mask: Mask) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of a mask: row, first dot and the dot after the last."""
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    for (row, start), (_, end) in zip(starts.tolist(), ends.tolist(), strict=True):
        yield row, start, end
