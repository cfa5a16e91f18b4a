"""The rows of a table to entries: which rows head a group, which go on with the row above, which begin anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.layout import capitals
from loaders.table_columns import Column, Layout
from ontology.model import Span, Table

_NUMBER = re.compile(r"(?P<label>[IVXLC]+|[A-Z]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s*[.)]?")
_MARK = re.compile(r"[\s\-–—•+*.;:]+")
_GROUP_RANKS = (
    re.compile(r"[A-H]"),
    re.compile(r"[IVXLC]+"),
    re.compile(r"\d+"),
    re.compile(r"\d+\.\d+"),
    re.compile(r"[\d.]+|[a-zđ]"),
)
_SHOUTED = 0.7  # share of capitals in a heading
_DETAILS = (Column.LEAD, Column.COORDINATE, Column.PRODUCT, Column.TIME)


@dataclass(slots=True)
class Entry:
    """One task or target of a table: its cells by column, those of rows that go on with it after the first."""

    number: str
    path: str
    group: str  # the headings of the groups it stands in
    end: int  # of its first row
    cells: dict[Column, list[Span]] = field(default_factory=dict[Column, list[Span]])
    values: dict[int, list[Span]] = field(default_factory=dict[int, list[Span]])  # by place of the value column

    def first(self, column: Column) -> Span | None:
        """Return the first cell of a column."""
        return next(iter(self.cells.get(column, ())), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A row that names the rows below it."""

    label: str
    rank: int
    heading: str


class Rows:
    """Reads the rows of one table from above; what it remembers is the entry before and the groups that are open."""

    def __init__(self, table: Table, layout: Layout, raw: str, prefix: str) -> None:
        self._rows = table.rows[layout.first_row :]
        self._layout = layout
        self._raw = raw
        self._prefix = prefix
        self._name = Column.TASK if layout.holds_tasks else Column.INDICATOR
        self._groups: list[Group] = []
        self._paths: set[str] = set()
        self._count = 0

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of the table, in their order."""
        entry: Entry | None = None
        for index, row in enumerate(self._rows):
            cells = self._cells(row)
            if not any(self._words(span) for span in row):
                continue
            number = self._number(cells)
            if group := self._group(row, cells, number, self._rows[index + 1 :]):
                self._open(group)
                continue
            if entry is not None and self._goes_on(entry, cells, number):
                self._add(entry, row, cells)
                continue
            if entry is not None:
                yield entry
            entry = self._entry(row, cells, number)
        if entry is not None:
            yield entry

    def _words(self, span: Span) -> str:
        return span.of(self._raw).strip()

    def _cells(self, row: Sequence[Span]) -> dict[Column, Span]:
        places = self._layout.places.items()
        return {column: row[place] for column, place in places if place < len(row) and self._words(row[place])}

    def _number(self, cells: Mapping[Column, Span]) -> str:
        cell = cells.get(Column.NUMBER)
        found = _NUMBER.fullmatch(self._words(cell)) if cell else None
        return found["label"] if found else ""

    def _group(
        self, row: Sequence[Span], cells: Mapping[Column, Span], number: str, below: Sequence[Sequence[Span]]
    ) -> Group | None:
        """Return the group that a row opens, if it names no duty of its own."""
        words = [words for words in dict.fromkeys(map(self._words, row)) if words]
        if len(set(row)) == 1 and len(row) > 1:
            found = re.match(r"(?P<label>[A-H]|[IVXLC]+|\d{1,2})\s*[.)\-–]\s+", words[0])
            return Group(found["label"] if found else "", _rank(found["label"] if found else "A"), words[0])
        if not self._is_bare(row, cells) or self._name not in cells:
            return None
        heading = self._words(cells[self._name])
        if re.fullmatch(r"[A-H]|[IVXLC]+", number) or (not number and capitals(heading) > _SHOUTED):
            return Group(number, _rank(number or "A"), heading)
        return Group(number, _rank(number), heading) if self._has_parts(number, below) else None

    def _is_bare(self, row: Sequence[Span], cells: Mapping[Column, Span]) -> bool:
        told = any(column in cells for column in _DETAILS[:3] if self._name is Column.TASK)
        return not told and not any(self._words(row[place]) for place, _ in self._layout.values if place < len(row))

    def _has_parts(self, number: str, below: Sequence[Sequence[Span]]) -> bool:
        """Say whether the next row is a part of this one: "11.1" or "a)" or a dash after "11"."""
        place = self._layout.places.get(Column.NUMBER)
        if not number or place is None or not below or place >= len(below[0]):
            return False
        following = self._words(below[0][place])
        return (
            (following.startswith(f"{number}.") and following != f"{number}.")
            or following[:1] in ("-", "–", "+")
            or (number.isdigit() and re.fullmatch(r"a\s*[.)]?", following) is not None)
        )

    def _open(self, group: Group) -> None:
        while self._groups and self._groups[-1].rank >= group.rank:
            self._groups.pop()
        self._groups.append(group)

    def _goes_on(self, entry: Entry, cells: Mapping[Column, Span], number: str) -> bool:
        """Say whether a row goes on with the entry: the same merged cell, small letters, or no number and no lead."""
        name = cells.get(self._name)
        if name is not None and name == entry.first(self._name):
            return True
        if number or Column.NUMBER not in self._layout.places:
            return False
        return name is None or Column.LEAD not in cells or self._words(name)[0].islower()

    def _add(self, entry: Entry, row: Sequence[Span], cells: Mapping[Column, Span]) -> None:
        for column, span in cells.items():
            if span not in entry.cells.setdefault(column, []):
                entry.cells[column].append(span)
        for place, _ in self._layout.values:
            if place < len(row) and self._words(row[place]) and row[place] not in entry.values.setdefault(place, []):
                entry.values[place].append(row[place])

    def _entry(self, row: Sequence[Span], cells: Mapping[Column, Span], number: str) -> Entry:
        self._count += 1
        while self._groups and number and self._groups[-1].rank >= _rank(number):
            self._groups.pop()
        label = number or str(self._count)
        path = self._prefix
        above = ""
        for step in (*(group.label for group in self._groups), label):
            short = step.removeprefix(f"{above}.") if above else step
            path = f"{path}.{short}" if short else path
            above = step
        group = "; ".join(group.heading for group in self._groups)
        entry = Entry(number=label, path=self._own(path), group=group, end=max(span.end for span in row))
        self._add(entry, row, cells)
        return entry

    def _own(self, path: str) -> str:
        """Return a path that no row before has: a table may count from one in each of its groups."""
        own, count = path, 1
        while own in self._paths:
            count += 1
            own = f"{path}-{count}"
        self._paths.add(own)
        return own


def _rank(label: str) -> int:
    return next((rank for rank, pattern in enumerate(_GROUP_RANKS) if pattern.fullmatch(label)), len(_GROUP_RANKS))


def without_mark(span: Span, raw: str) -> Span:
    """Return a cell without the dash or space before its first letter."""
    mark = _MARK.match(raw, span.start, span.end)
    return Span(mark.end(), span.end) if mark else span
