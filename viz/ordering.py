"""The order and place of things in layered rows: barycentres against crossings, least squares for places."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Something that takes room in a row: its lane keeps it left or right of other lanes."""

    key: str
    lane: int
    width: float


def order_rows(rows: Sequence[Sequence[Slot]], links: Iterable[tuple[str, str]]) -> list[list[Slot]]:
    """Order each row, lane by lane, so that linked things of neighbouring rows stand near each other."""
    above, below = _neighbours(links)
    ordered = [sorted(row, key=lambda slot: (slot.lane, slot.key)) for row in rows]
    for sweep in range(SWEEPS):
        downwards = sweep % 2 == 0
        near = above if downwards else below
        position = {slot.key: float(place) for row in ordered for place, slot in enumerate(row)}
        for row in ordered if downwards else reversed(ordered):
            centre = {slot.key: _mean(near[slot.key], position, position[slot.key]) for slot in row}
            row.sort(key=lambda slot: (slot.lane, centre[slot.key], slot.key))
            position |= {slot.key: float(place) for place, slot in enumerate(row)}
    return ordered


def place_rows(
    rows: Sequence[Sequence[Slot]], links: Iterable[tuple[str, str]], *, gap: float
) -> dict[int, dict[str, float]]:
    """Return the centre of each slot by lane; slots keep their order and `gap` pixels between them."""
    above, below = _neighbours(links)
    lanes: dict[int, list[list[Slot]]] = defaultdict(list)
    for row in rows:
        by_lane: dict[int, list[Slot]] = defaultdict(list)
        for slot in row:
            by_lane[slot.lane].append(slot)
        for lane, members in by_lane.items():
            lanes[lane].append(members)
    return {lane: _place_lane(members, above, below, gap) for lane, members in lanes.items()}


def _place_lane(
    rows: Sequence[Sequence[Slot]],
    above: Mapping[str, list[str]],
    below: Mapping[str, list[str]],
    gap: float,
) -> dict[str, float]:
    centres: dict[str, float] = {}
    for row in rows:
        offsets = _offsets(row, gap)
        centres |= {slot.key: offset - offsets[-1] / 2 for slot, offset in zip(row, offsets, strict=True)}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            near = above if sweep % 2 == 0 else below
            wished = [_mean(near[slot.key], centres, centres[slot.key]) for slot in row]
            centres |= {slot.key: x for slot, x in zip(row, _spread(wished, _offsets(row, gap)), strict=True)}
    return centres


def _offsets(row: Sequence[Slot], gap: float) -> list[float]:
    """Return the centres of slots set side by side, from the first one's."""
    offsets = [0.0]
    for left, right in pairwise(row):
        offsets.append(offsets[-1] + (left.width + right.width) / 2 + gap)
    return offsets


def _spread(wished: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """Return the places nearest to the wished ones (least squares) that keep the order and the distances.

    With the distances taken off this is isotonic regression, solved by pooling adjacent violators.
    """
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] >= mean:
            other, size = pools.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        pools.append((mean, count))
    flat = [mean for mean, count in pools for _ in range(count)]
    return [place + offset for place, offset in zip(flat, offsets, strict=True)]


def _neighbours(links: Iterable[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for upper, lower in links:
        above[lower].append(upper)
        below[upper].append(lower)
    return above, below


def _mean(keys: Sequence[str], places: Mapping[str, float], otherwise: float) -> float:
    known = [places[key] for key in keys if key in places]
    return sum(known) / len(known) if known else otherwise
