"""What the OCR makes of whole words: counts of what was printed for a word, beside the channel of letters.

Letters are not printed each by itself: "ứng" comes out as "ting", while "ứ" within a word hardly ever comes out
as "ti". What words were printed as is counted and makes these readings likelier; the channel of letters stays as it is
for what was not seen, since few words were seen often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.language import language_model
from loaders.restoration.packing import read_parts
from loaders.restoration.shapes import Shape

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
WEIGHT = 30.0  # pseudo-counts beside those of a word, so that few of them say little


@dataclass(frozen=True, slots=True)
class Seen:
    """Words that were printed as one torn word: their numbers, shapes, and log of their counted share."""

    numbers: Ints
    shapes: Ints
    shares: Floats


NOTHING = Seen(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


@cache
def _counts() -> Mapping[str, Seen]:
    """Return what each torn word was."""
    packed = read_parts((files("loaders.restoration") / "channel.model").read_bytes())
    model = language_model()
    totals = np.zeros((len(Shape), len(model.words)), dtype=np.float32)
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for line in packed["words"].decode().splitlines():
        torn, true, count = line.split("\t")
        number = model.numbers.get(true.lower())
        if number is not None:
            totals[_shape(true), number] += int(count)
            found[torn].append((number, _shape(true), int(count)))
    return {torn: _seen(entries, totals) for torn, entries in found.items()}


def _seen(entries: list[tuple[int, int, int]], totals: Floats) -> Seen:
    numbers, shapes, counts = np.array(sorted(entries), dtype=np.int64).T
    return Seen(numbers, shapes, np.log(counts / (totals[shapes, numbers] + WEIGHT)).astype(np.float32))


def _shape(word: str) -> Shape:
    if word.islower():
        return Shape.LOWER
    return Shape.CAPITALS if word.isupper() and len(word) > 1 else Shape.TITLE


def seen(torn: str) -> Seen:
    """Return the words that a torn word was seen to stand for."""
    return _counts().get(torn, NOTHING)


def likelier(torn: str, numbers: Ints, shapes: Ints, scores: Floats) -> Floats:
    """Return log P(torn | word) of words: what the letters say, and more where such a reading was counted."""
    together = scores.copy()
    known = seen(torn)
    for number, shape, share in zip(known.numbers, known.shapes, known.shares, strict=True):
        at = (numbers == number) & (shapes == shape)
        together[at] = np.logaddexp(together[at], share)
    return together
