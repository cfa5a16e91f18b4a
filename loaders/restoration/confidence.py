"""How sure a reading is: its share among the candidates of its place, the words around it taken as read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.decoding import Lattice
from loaders.restoration.language import LanguageModel
from loaders.restoration.vocabulary import START

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_EDGE = np.array([START, START])
AT_ONCE = 4_096  # places weighed together
SHARPNESS = 0.75  # below 1: neighbours that may themselves be wrong make every share less sure


def _continuation(model: LanguageModel, first: Ints, second: Ints, third: Ints) -> Floats:
    """Return log P(third | first, second), 0 where the third word starts a paragraph; shapes broadcast."""
    first, second, third = np.broadcast_arrays(first, second, third)
    return np.where(third == START, np.float32(0), model.score_triples(first, second, third))


def confidences(model: LanguageModel, lattice: Lattice, chosen: Ints) -> Floats:
    """Return for every place the probability, 0..1, of its chosen candidate."""
    path = np.concatenate((_EDGE, lattice.numbers[np.arange(len(chosen)), chosen], _EDGE))
    parts = range(0, len(chosen), AT_ONCE)
    return np.concatenate([_part(model, lattice, path, slice(at, at + AT_ONCE)) for at in parts])


def _part(model: LanguageModel, lattice: Lattice, path: Ints, part: slice) -> Floats:
    """Return the confidences of some places; `path` has the chosen words, two starts before and after them."""
    here, path = lattice.numbers[part], path[part.start : part.stop + 4][:, None]
    scores = (
        lattice.scores[part]
        + _continuation(model, path[:-4], path[1:-3], here)
        + _continuation(model, path[1:-3], here, path[3:-1])
        + np.where(path[3:-1] == START, 0, _continuation(model, here, path[3:-1], path[4:]))
    ) * SHARPNESS
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    same = here == path[2:-2]  # one word in two shapes is one reading
    return (shares * same).sum(axis=1) / shares.sum(axis=1)
