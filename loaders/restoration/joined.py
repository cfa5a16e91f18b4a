"""Words printed against each other ("coquan"): parted where the parts are syllables that often follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.damage import LOOKALIKES
from loaders.restoration.language import language_model
from loaders.restoration.syllables import bare, skeletons

LEAST_PART, LONGEST_PART = 2, 7  # letters
LEAST_JOINED, LONGEST_JOINED = 6, 21  # letters
MOST_PARTS = 4
OFTEN = 200.0  # occurrences of two syllables side by side, marks aside, from which they are taken for joined


@cache
def _numbers() -> dict[str, NDArray[np.int64]]:
    """Return the words of the model by their letters without marks."""
    found: dict[str, list[int]] = {}
    for number, word in enumerate(language_model().words):
        found.setdefault(bare(word), []).append(number)
    return {letters: np.array(numbers) for letters, numbers in found.items() if letters in skeletons()}


@lru_cache(maxsize=10_000)
def _together(first: str, second: str) -> float:
    """Return how often two syllables stand side by side in the model's corpus, whatever their marks."""
    model = language_model()
    rows = model.find_bigrams(_numbers()[first][:, None], _numbers()[second][None, :])
    return float(model.bigram_counts[rows].sum())


def _partings(letters: str, parts: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if not letters and len(parts) > 1:
        yield parts
    if len(parts) == MOST_PARTS:
        return
    for size in range(LEAST_PART, min(LONGEST_PART, len(letters)) + 1):
        if letters[:size] in _numbers():
            yield from _partings(letters[size:], (*parts, letters[:size]))


@lru_cache(maxsize=30_000)
def parted(torn: str) -> tuple[int, ...]:
    """Return the lengths of the syllables that were printed as one word; one length where it is one."""
    letters = bare(torn).lower().translate(LOOKALIKES)
    whole = (len(torn),)
    known = letters in skeletons() or language_model().numbers.get(torn.lower()) is not None
    if known or len(letters) != len(torn) or not LEAST_JOINED <= len(torn) <= LONGEST_JOINED or not letters.isalpha():
        return whole
    often = {parts: min(_together(*pair) for pair in pairwise(parts)) for parts in _partings(letters)}
    best = max(often, key=lambda parts: often[parts], default=None)
    return tuple(map(len, best)) if best and often[best] >= OFTEN else whole
