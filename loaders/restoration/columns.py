"""Cells of neighbouring table lines put into columns, though the OCR lost some of the bars between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders.restoration.pieces import Piece

Cells = Sequence[Sequence[Piece]]


def by_column(rows: Sequence[Cells]) -> list[list[tuple[int, int]]]:
    """Return the columns of a table from the left, each as (row, cell of the row) from the top.

    The rows with the most cells say where the columns stand; the cells of other rows go to the nearest ones, in
    their order.
    """
    width = max(map(len, rows))
    full = [_centres(row) for row in rows if len(row) == width]
    middles = [sum(centres[column] for centres in full) / len(full) for column in range(width)]
    columns: list[list[tuple[int, int]]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        for cell, column in enumerate(_nearest(_centres(row), middles)):
            columns[column].append((number, cell))
    return columns


def _centres(row: Cells) -> list[float]:
    """Return where the cells stand in their line, 0..1; an empty one stands after the one before it."""
    pieces = [piece for cell in row for piece in cell]
    first, size = pieces[0].start, max(pieces[-1].end - pieces[0].start, 1)
    at = 0.0
    centres: list[float] = []
    for cell in row:
        if cell:
            at = ((cell[0].start + cell[-1].end) / 2 - first) / size
        centres.append(at)
    return centres


def _nearest(centres: Sequence[float], middles: Sequence[float]) -> list[int]:
    """Return a column for each cell, rising, so that the distances are least in sum; columns may stay empty."""
    costs = [0.0] * (len(middles) + 1)  # of the cells so far in the columns before
    choices: list[list[bool]] = []
    for centre in centres:
        taken = [float("inf"), *(cost + abs(centre - middle) for cost, middle in zip(costs, middles, strict=False))]
        row: list[bool] = [False]
        for before, here in pairwise(range(len(taken))):
            row.append(taken[here] <= taken[before])
            taken[here] = min(taken[here], taken[before])
        choices.append(row)
        costs = taken
    columns: list[int] = []
    column = len(middles)
    for row in reversed(choices):
        while not row[column]:
            column -= 1
        columns.append(column - 1)
        column -= 1
    return columns[::-1]
