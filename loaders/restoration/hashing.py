"""Whole-number keys found by hashing, many at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: Fibonacci hashing
FILTER_BITS = 2  # the filter has so many times (a power of two) more bits than there are slots


class KeyIndex:
    """Finds the places of many keys at once in an array of distinct keys."""

    __slots__ = ("_bits", "_filter", "_keys", "_mask", "_shift", "_slots")

    def __init__(self, keys: NDArray[np.int64]) -> None:
        """Index distinct non-negative keys; memory 4 bytes for each of at least twice as many slots."""
        bits = max(4, int(2 * len(keys)).bit_length())
        self._bits = np.uint64(64 - bits - FILTER_BITS)
        present = np.zeros(1 << (bits + FILTER_BITS), dtype=bool)
        present[self._hash(keys) >> self._bits] = True
        self._filter = np.packbits(present, bitorder="little")
        self._shift = np.uint64(64 - bits)
        self._mask = (1 << bits) - 1
        self._keys = np.append(keys, -1)  # an empty slot points at the last, which no key equals
        self._slots = np.full(1 << bits, len(keys), dtype=np.int32)
        self._fill(keys)

    @staticmethod
    def _hash(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
        return keys.view(np.uint64) * MULTIPLIER

    def _slot(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        return (self._hash(keys) >> self._shift).view(np.int64)

    def _fill(self, keys: NDArray[np.int64]) -> None:
        empty = len(keys)
        waiting, slots = np.arange(empty, dtype=np.int32), self._slot(keys)
        while len(waiting):
            free = self._slots[slots] == empty
            self._slots[slots[free]] = waiting[free]
            lost = self._slots[slots] != waiting
            waiting, slots = waiting[lost], (slots[lost] + 1) & self._mask

    def find(self, keys: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the place of each key, or the number of keys for an unknown one; any shape."""
        flat = np.ascontiguousarray(keys).ravel()
        places = np.full(len(flat), len(self._keys) - 1, dtype=np.int32)
        spots = (self._hash(flat) >> self._bits).view(np.int64)
        likely = np.flatnonzero((self._filter[spots >> 3] >> (spots & 7).astype(np.uint8)) & 1)
        places[likely] = self._probe(flat[likely])
        return places.reshape(keys.shape)

    def _probe(self, keys: NDArray[np.int64]) -> NDArray[np.int32]:
        slots = self._slot(keys)
        places = self._slots[slots]
        empty = len(self._keys) - 1
        astray = np.flatnonzero((places != empty) & (self._keys[places] != keys))
        while len(astray):
            slots[astray] = (slots[astray] + 1) & self._mask
            found = self._slots[slots[astray]]
            places[astray] = found
            astray = astray[(found != empty) & (self._keys[found] != keys[astray])]
        return places
