"""Ruled lines to tables: where lines cross there is a grid; where one is missing, two fields are one cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.pdfium import Glyph, Rule
from loaders.formats.pdflines import Line, joined, lines_of

_NEAR = 3.0  # points within which lines count as one, or as touching
_COVERED = 0.5  # of the side of a field: a line along this much of it is its border
_FEWEST_UPRIGHT, _FEWEST_LEVEL = 3, 2  # lines of a table: with fewer it is a frame around text
_MOST_RULES, _MOST_FIELDS = 2_000, 4_000  # on a page: with more it is a drawing or a map
_OUTSIDE = 8.0  # points by which level lines reach beyond the outer upright ones of a table that is open at its sides

Box = tuple[float, float, float, float]


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table; fields that are one cell share the object."""

    text: str
    lines: list[Line]


@dataclass(slots=True)
class Grid:
    """A table of one page: its rows of cells, and the ranges it covers."""

    top: float
    bottom: float
    columns: tuple[float, ...]  # x of the upright lines
    rows: list[list[Cell]]


@dataclass(slots=True)
class _Frame:
    """The lines of one table, before its cells are told apart."""

    level: list[Rule]
    upright: list[Rule]

    def columns(self) -> list[float]:
        places = _clustered([rule.at for rule in self.upright])
        left, right = min(rule.start for rule in self.level), max(rule.end for rule in self.level)
        before = [left] if left < places[0] - _OUTSIDE else []
        after = [right] if right > places[-1] + _OUTSIDE else []
        return [*before, *places, *after]

    def rows(self) -> list[float]:
        return _clustered([rule.at for rule in self.level])


def _clustered(values: Sequence[float]) -> list[float]:
    """Return values in their order, those near one another as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return lines with those that go on with one another joined: a dotted line is many short ones."""
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.is_level, round(rule.at / _NEAR), rule.start)):
        last = whole[-1] if whole else None
        if (
            last
            and last.is_level == rule.is_level
            and abs(last.at - rule.at) <= _NEAR
            and rule.start <= last.end + _NEAR
        ):
            whole[-1] = Rule(rule.is_level, last.at, last.start, max(last.end, rule.end))
        else:
            whole.append(rule)
    return whole


def _touch(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _frames(rules: Sequence[Rule]) -> list[_Frame]:
    """Return the groups of lines that touch one another."""
    level = [rule for rule in rules if rule.is_level]
    upright = [rule for rule in rules if not rule.is_level]
    frames: list[_Frame] = []
    for rule in upright:
        touched = [each for each in level if _touch(each, rule)]
        near = [frame for frame in frames if any(each in frame.level for each in touched)]
        whole = _Frame([], [rule])
        for frame in near:
            frames.remove(frame)
            whole.level += frame.level
            whole.upright += frame.upright
        whole.level += [each for each in touched if each not in whole.level]
        if touched:
            frames.append(whole)
    return frames


def cells_of(rules: Iterable[Rule]) -> list[Box]:
    """Return the boxes of the cells of all tables that lines rule: left, upper, right and lower edge."""
    return [box for frame, columns, rows in _tables(rules) for box in _boxes(frame, columns, rows)]


def _boxes(frame: _Frame, columns: Sequence[float], rows: Sequence[float]) -> Iterator[Box]:
    fields: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for field, first in _owners(frame, columns, rows).items():
        fields.setdefault(first, []).append(field)
    for (row, column), covered in fields.items():
        last = max(each[0] for each in covered), max(each[1] for each in covered)
        yield columns[column], rows[row], columns[last[1] + 1], rows[last[0] + 1]


def _tables(rules: Iterable[Rule]) -> Iterator[tuple[_Frame, list[float], list[float]]]:
    """Yield the lines of each table with its columns and rows; a frame around text is none, nor is a map."""
    whole = merged(rules)
    for frame in _frames(whole) if len(whole) <= _MOST_RULES else []:
        columns, rows = frame.columns(), frame.rows()
        is_frame = len(columns) < _FEWEST_UPRIGHT or len(rows) < _FEWEST_LEVEL
        if not is_frame and len(columns) * len(rows) <= _MOST_FIELDS:
            yield frame, columns, rows


def grids_of(rules: Iterable[Rule], glyphs: Sequence[Glyph], page: int = 0) -> tuple[list[Grid], list[Glyph]]:
    """Return the tables that the rules of a page make, from above, and the glyphs that stand in none of them."""
    grids: list[Grid] = []
    left = list(glyphs)
    for frame, columns, rows in _tables(rules):
        inside = [glyph for glyph in left if _is_in(glyph, columns, rows)]
        if inside:
            grids.append(_grid(frame, columns, rows, inside, page))
            left = [glyph for glyph in left if not _is_in(glyph, columns, rows)]
    return sorted(grids, key=lambda grid: grid.top), left


def _is_in(glyph: Glyph, columns: Sequence[float], rows: Sequence[float]) -> bool:
    middle = glyph.y - glyph.size / 3
    return columns[0] - _NEAR < (glyph.left + glyph.right) / 2 < columns[-1] + _NEAR and rows[0] < middle < rows[-1]


def _place(value: float, borders: Sequence[float]) -> int:
    """Return the index of the field between borders that a value lies in."""
    inner = sum(value >= border for border in borders[1:-1])
    return min(inner, len(borders) - 2)


def _is_ruled(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Say whether a line runs along one side of a field."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _NEAR)
    return covered >= _COVERED * (end - start)


def _grid(frame: _Frame, columns: list[float], rows: list[float], glyphs: Sequence[Glyph], page: int) -> Grid:
    owner = _owners(frame, columns, rows)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        field = _place(glyph.y - glyph.size / 3, rows), _place((glyph.left + glyph.right) / 2, columns)
        inside.setdefault(owner[field], []).append(glyph)
    cells = {field: _cell(lines_of(inside.get(field, []), page)) for field in set(owner.values())}
    return Grid(
        top=rows[0],
        bottom=rows[-1],
        columns=tuple(columns),
        rows=[[cells[owner[row, column]] for column in range(len(columns) - 1)] for row in range(len(rows) - 1)],
    )


def _cell(lines: list[Line]) -> Cell:
    return Cell(joined(line.text.strip() for line in lines), lines)


def _owners(frame: _Frame, columns: Sequence[float], rows: Sequence[float]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each field the first field of its cell: no line between two fields makes them one."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            owner[row, column] = row, column
            left, right, top, bottom = columns[column], columns[column + 1], rows[row], rows[row + 1]
            if column and not _is_ruled(frame.upright, left, top, bottom):
                _unite(owner, (row, column), (row, column - 1))
            if row and not _is_ruled(frame.level, top, left, right):
                _unite(owner, (row, column), (row - 1, column))
    return owner


def _unite(owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = sorted((owner[one], owner[other]))
    for field, held in owner.items():
        if held == second:
            owner[field] = first
