"""Which column of a register holds what: told by its name, or by what stands in it, and always shown.

Names are free: `loaders/words/register_columns.txt` knows the usual ones. Where no row names the columns, symbols
and days show themselves, and the column of the longest texts holds the subjects.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.dates import first_date
from ontology.folding import compose, fold

_FIRST_ROWS = 20  # among which the names of the columns stand
_SAMPLE = 300  # rows that show what stands in a column
_MOSTLY, _OFTEN = 0.5, 0.3  # of a column's cells
_WORDS = 4  # of a subject, on the whole
_SYMBOL = re.compile(r"\s*\d{1,6}\s*[a-z]?\s*(?:/\s*\d{4}\s*)?[-/–]\s*[a-z][a-z0-9&]{0,11}\s*(?:[-/–]\s*[a-z0-9&]+.*)?")

Cells = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The place of each field among the cells of a row, and of the row that names them (-1: none does)."""

    places: Mapping[str, int]
    heading: int

    def cell(self, row: Cells, field: str) -> str:
        """Return the words of a field, "" where the row or the register has none."""
        place = self.places.get(field, len(row))
        return row[place].strip() if place < len(row) else ""


def columns_of(rows: Sequence[Cells]) -> Columns | None:
    """Return where a table has symbols, with days or subjects beside them; `None` where it is no register."""
    named = [_named(row) for row in rows[:_FIRST_ROWS]]
    heading = max(range(len(named)), key=lambda at: (len(named[at]), -at), default=-1)
    places = named[heading] if named else {}
    if len(places) < 2:
        places, heading = dict[str, int](), -1
    sample = rows[heading + 1 : heading + 1 + _SAMPLE]
    if _share(sample, places.get("symbol", -1), _is_symbol) < _OFTEN:
        places.pop("symbol", None)
    _complete(places, sample)
    if "symbol" not in places or len(places) == 1:
        return None
    return Columns(places=places, heading=heading)


def _named(row: Cells) -> dict[str, int]:
    """Return the fields that the cells of a row name, each where it is named first."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        words = " ".join(re.findall(r"[a-z0-9]+", fold(compose(cell))))
        field = next((field for field, pattern in _patterns() if words and pattern.match(words)), "-")
        if field != "-":
            found.setdefault(field, place)
    return found


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = (files("loaders") / "words" / "register_columns.txt").read_text("utf-8").splitlines()
    rules = (line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    return tuple((field, re.compile(pattern)) for field, pattern in rules)


def _complete(places: dict[str, int], sample: Sequence[Cells]) -> None:
    """Add the fields that no name tells, by what stands in the columns that are left."""
    width = max(map(len, sample), default=0)
    for field, fits in (("symbol", _is_symbol), ("date", _is_day)):
        left = [place for place in range(width) if place not in places.values()]
        best = max(left, key=lambda place: _share(sample, place, fits), default=-1)
        if field not in places and _share(sample, best, fits) >= _MOSTLY:
            places[field] = best
    left = [place for place in range(width) if place not in places.values()]
    longest = max(left, key=lambda place: _words(sample, place), default=-1)
    if "subject" not in places and _words(sample, longest) >= _WORDS:
        places["subject"] = longest


def _share(sample: Sequence[Cells], place: int, fits: Callable[[str], bool]) -> float:
    cells = [row[place] for row in sample if 0 <= place < len(row) and row[place].strip()]
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _words(sample: Sequence[Cells], place: int) -> float:
    cells = [row[place] for row in sample if 0 <= place < len(row)]
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0


def _is_symbol(cell: str) -> bool:
    return _SYMBOL.fullmatch(fold(compose(cell))) is not None


def _is_day(cell: str) -> bool:
    found = first_date(fold(compose(cell)))
    return found is not None and len(cell.split()) <= _WORDS + 2
