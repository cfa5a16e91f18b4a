"""The targets of a table: a name, a unit, and a cell for each year with what is to be reached."""

import re
from collections.abc import Iterator

from loaders.letters import UPPER
from loaders.table_columns import Column, Layout
from loaders.table_rows import Entry, without_mark
from loaders.text import Text, one_line
from ontology.folding import fold
from ontology.model import Indicator, Span

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{1,2}(?!\d)"
_SIGNS = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", ">": ">", "<": "<", "=": "="}
_AT_LEAST = r"tren|hon|toi thieu|it nhat|khong duoi|tu|vuot"
_AT_MOST = r"duoi|toi da|khong qua|khong vuot qua|nhieu nhat"
_VALUE = re.compile(
    rf"(?:(?P<sign>[≥≤]|>=|<=|[<>=])|(?P<least>{_AT_LEAST})\s|(?P<most>{_AT_MOST})\s|(?:dat|khoang|bang)\s)?\s*"
    rf"(?:dat\s*)?(?P<value>{_DIGITS})\s*%?(?:\s*(?:-|–|den)\s*(?P<upper>{_DIGITS})\s*%?)?(?P<after>[^;\n]*)"
)
_YEAR = re.compile(r"20\d\d")
_SCOPE = re.compile(rf"[{UPPER}][^,;]*")


def _number(digits: str) -> float:
    """Return a number as Vietnamese writes it: points part thousands, a comma the decimals; "0.7" is a slip for "0,7".

    >>> _number("1.000"), _number("0,7"), _number("0.7")
    (1000.0, 0.7, 0.7)
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    return float(digits.replace(",", "."))


def _comparator(found: re.Match[str]) -> str:
    if found["sign"]:
        return _SIGNS[found["sign"]]
    if found["least"] or "tro len" in found["after"]:
        return ">="
    return "<=" if found["most"] else "="


def _scope(after: str) -> str:
    """Return what a value holds for, where the cell says it after the number: "≤ 3 Đông Nam Á"."""
    words = after.strip(" .,")
    return f" ({words})" if _SCOPE.fullmatch(words) else ""


def _unit(unit: str, words: str) -> str:
    """Return the unit of the row, else the one that the value cell gives itself."""
    if unit:
        return unit
    if "%" in words:
        return "%"
    found = re.search(r"\d\s*([^\d\s;,%≥≤<>=-][^\d;,]{0,40})$", words)
    return found[1].strip() if found else ""


def _numbers(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the parts of a value cell, parted by semicolons, that begin with a number, each with its match."""
    for part in re.split(r"[;\n]", words):
        if found := _VALUE.match(fold(part.strip())):
            yield part.strip(), found


def indicators_of(text: Text, entry: Entry, layout: Layout, method: str) -> Iterator[Indicator]:
    """Yield the targets of one row, one for each number in each of its value columns."""
    cell = entry.first(Column.INDICATOR)
    if cell is None:
        return
    name = without_mark(cell, text.raw)
    units = entry.first(Column.UNIT)
    unit = one_line(units.of(text.raw)) if units else ""
    for place, year in layout.values:
        for value in entry.values.get(place, ()):
            for part, found in _numbers(value.of(text.raw)):
                yield Indicator(
                    span=Span(name.start, max(name.end, value.end)),
                    name=one_line(name.of(text.raw)) + _scope(part[found.start("after") :]),
                    comparator=_comparator(found),
                    value=_number(found["value"]),
                    upper=_number(found["upper"]) if found["upper"] else None,
                    unit=_unit(unit, part),
                    year=year or _year_in(entry.group),
                    path=entry.path,
                    confidence=0.95,
                    method=method,
                )


def _year_in(words: str) -> int | None:
    years = _YEAR.findall(words)
    return int(years[-1]) if years else None
