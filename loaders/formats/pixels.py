"""Pictures of pages made ready for reading: grey, upright, level, at the size that the recogniser was taught on.

Colours come as red, green, blue. A page is an array of bytes, rows from above, 0 black and 255 white, at `DPI` dots
an inch.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

DPI = 300
MOST_PIXELS = 80_000_000  # a sheet of A3 at 600 dots an inch
_STEEPEST = 3.0  # degrees that are taken for a crooked sheet
_STEP = 0.1
_LEVEL = 0.15  # degrees that need no mending
_COARSE = 4  # how much smaller the picture is in which the slope is looked for
_DARK = 128
_LEAST_RED = 0.0005  # of a page: with less there is no stamp on it

Pixels = NDArray[np.uint8]


def grey_of(colours: Pixels) -> Pixels:
    """Return the brightest of a pixel's colours: ink without colour stays dark, stamps and coloured pens fade."""
    return np.ascontiguousarray(colours if colours.ndim == 2 else colours[..., :3].max(axis=2))


def red_of(colours: Pixels) -> Pixels | None:
    """Return what is red on a page as dark on white; `None` where there is next to nothing red."""
    if colours.ndim == 2:
        return None
    red, green, blue = (colours[..., channel].astype(np.int16) for channel in range(3))
    strength = np.clip(2 * (red - np.maximum(green, blue)), 0, 255)
    if np.count_nonzero(strength > _DARK) < _LEAST_RED * strength.size:
        return None
    return (255 - strength).astype(np.uint8)


def turned(page: Pixels, quarters: int) -> Pixels:
    """Return a page turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(page, -quarters))


def levelled(page: Pixels, slope: float) -> Pixels:
    """Return a page whose lines run level and whose borders stand upright, as if it had been laid straight."""
    if not slope:
        return page
    laid = Image.fromarray(page).rotate(slope, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(laid, dtype=np.uint8)


def slope_of(page: Pixels) -> float:
    """Return the slope of a page's lines in degrees, downwards to the right: that at which its rows differ most.

    It is 0 where nothing needs mending.
    """
    ink = np.ascontiguousarray(page[::_COARSE, ::_COARSE] < _DARK)
    rows, columns = np.nonzero(ink)
    if not rows.size:
        return 0.0
    scores = {slope: _unevenness(rows, columns, slope, ink.shape[0]) for slope in _slopes()}
    slope = max(scores, key=lambda slope: (scores[slope], -abs(slope)))
    return slope if abs(slope) >= _LEVEL else 0.0


def _slopes() -> Iterator[float]:
    steps = round(_STEEPEST / _STEP)
    for step in range(-steps, steps + 1):
        yield round(step * _STEP, 2)


def _unevenness(rows: NDArray[np.intp], columns: NDArray[np.intp], slope: float, height: int) -> int:
    """Return the sum of squares of the rows' ink when a slope is taken out: lines make rows full or empty."""
    level = np.rint(rows - columns * math.tan(math.radians(slope))).astype(np.int64) + height
    counts = np.bincount(np.clip(level, 0, 3 * height))
    return int((counts * counts).sum())
