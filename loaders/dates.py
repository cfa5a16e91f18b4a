"""Days as directives write them: "22/12/2024", "ngày 30 tháng 9 năm 2025"; impossible days are told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_D = r"(?P<day>[0-3lIi]?[\dlIOoi])"
_M = r"(?P<month>[01]?[\dlO])"
_Y = r"(?P<year>(?:19|20)\d{2})"
NUMERIC = re.compile(rf"(?<![\d/lIO]){_D}\s?[/.\-]\s?{_M}\s?[/.\-]\s?{_Y}(?![\d/])")
WRITTEN = re.compile(
    r"(?P<day>[0-9lIOoi]{1,2})?[\s.…_]{0,8}(?:thang|thing|theng)\s{0,4}(?P<month>[0-9lO]{1,2})?[\s,.…_]{0,8}(?:nam|nim)\s{0,4}"
    + _Y
    + r"(?!\d)"
)
# Years that no paper of ours has: of two or three digits, of five and more, before 1900 or after 2099.
_ODD_YEAR = r"(?P<year>(?!(?:19|20)\d\d(?!\d))\d{2,8})(?!\d)"
_ODD = re.compile(
    rf"ngay\s{{1,3}}(?:\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?|\d{{1,2}}\s{{1,3}}thang\s{{1,3}}\d{{1,2}}\s{{1,3}}nam\s{{1,3}})"
    rf"{_ODD_YEAR}(?![/\-])"
)
_DIGITS = str.maketrans({"l": "1", "I": "1", "i": "1", "O": "0", "o": "0"})


@dataclass(frozen=True, slots=True)
class DateAt:
    """A date in a text: ISO `2025-07-28`, `2025-07` where the day cannot be one, `None` where nothing fits."""

    start: int
    end: int
    iso: str | None
    is_possible: bool


def iso_date(year: int, month: int | None, day: int | None) -> tuple[str | None, bool]:
    """Return a date as far as it is possible, and whether all of it is.

    >>> iso_date(2025, 7, 78), iso_date(2025, 2, 31), iso_date(2025, 9, 30)
    (('2025-07', False), ('2025-02', False), ('2025-09-30', True))
    """
    if month is None or not 1 <= month <= 12:
        return None, False
    if day is None:
        return f"{year}-{month:02}", True
    try:
        return date(year, month, day).isoformat(), True
    except ValueError:
        return f"{year}-{month:02}", False


def _number(digits: str | None) -> int | None:
    return int(digits.translate(_DIGITS)) if digits else None


def date_at(found: re.Match[str]) -> DateAt:
    """Return what a match of `NUMERIC` or `WRITTEN` says."""
    iso, possible = iso_date(int(found["year"]), _number(found["month"]), _number(found["day"]))
    return DateAt(found.start(), found.end(), iso, possible)


def odd_years(folded: str) -> Iterator[re.Match[str]]:
    """Yield the days whose year cannot be meant as it stands: "ngày 12/3/25", "ngày 1 tháng 2 năm 2205"."""
    return _ODD.finditer(folded)


def first_date(folded: str, start: int = 0, end: int | None = None) -> DateAt | None:
    """Return the first date in a range of folded text, `None` where there is none."""
    stop = len(folded) if end is None else end
    found = [match for pattern in (NUMERIC, WRITTEN) if (match := pattern.search(folded, start, stop))]
    return date_at(min(found, key=lambda match: match.start())) if found else None
