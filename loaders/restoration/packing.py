"""Arrays kept small in the package: rising keys as gaps of 7-bit groups, logarithms in 8 bits, under LZMA."""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEP = 1 / 14  # natural logarithms between two neighbouring quantised values
FILTERS = ({"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 3, "lp": 0, "pb": 0},)


def quantise(logarithms: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    """Return natural logarithms of probabilities as whole steps below 0, at most 255 of them."""
    return np.clip(np.rint(-logarithms / STEP), 0, 255).astype(np.uint8)


def unquantise(steps: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the natural logarithms that `quantise` kept."""
    table = (np.arange(256) * -STEP).astype(np.float32)
    return table[steps]


def pack_rising(keys: NDArray[np.int64]) -> bytes:
    """Return strictly rising non-negative keys as gaps of 7 bits a byte, low bits first."""
    gaps: NDArray[np.int64] = np.diff(keys, prepend=np.int64(0))
    bits: NDArray[np.int32] = np.frexp(gaps.astype(np.float64))[1]
    groups = np.maximum(1, (bits.astype(np.int64) + 6) // 7)
    ends = np.cumsum(groups)
    place = np.arange(int(ends[-1])) - np.repeat(ends - groups, groups)
    low = (np.repeat(gaps, groups) >> (7 * place)) & 127
    more = np.where(place < np.repeat(groups, groups) - 1, 128, 0)
    return (low + more).astype(np.uint8).tobytes()


def unpack_rising(packed: bytes) -> NDArray[np.int64]:
    """Return the keys that `pack_rising` packed."""
    groups = np.frombuffer(packed, dtype=np.uint8)
    last = groups < 128
    firsts = np.concatenate(([0], np.flatnonzero(last)[:-1] + 1))
    gaps = (groups[firsts] & 127).astype(np.int64)
    further = firsts[~last[firsts]]
    rows = np.flatnonzero(~last[firsts])
    shift = 0
    while len(rows):
        further, shift = further + 1, shift + 7
        gaps[rows] |= (groups[further] & 127).astype(np.int64) << shift
        more = ~last[further]
        rows, further = rows[more], further[more]
    return np.cumsum(gaps)


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return named byte strings as one: a line of JSON with their lengths, then each under LZMA."""
    packed = {
        name: lzma.compress(part, lzma.FORMAT_XZ, lzma.CHECK_CRC32, None, FILTERS) for name, part in parts.items()
    }
    head = json.dumps({name: len(part) for name, part in packed.items()}).encode()
    return b"\n".join((head, b"".join(packed.values())))


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the named byte strings that `write_parts` wrote."""
    head, _, body = data.partition(b"\n")
    parts: dict[str, bytes] = {}
    at = 0
    for name, length in json.loads(head).items():
        parts[name] = lzma.decompress(body[at : at + length])
        at += length
    return parts
