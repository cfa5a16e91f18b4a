"""When what recurs comes: on the days that its words give, else on the last day of each period."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.store import Rows, Value
from queries.documents import facts_query

MONTHS = {"P1M": 1, "P2M": 2, "P3M": 3, "P6M": 6, "P1Y": 12}
WEEKS = frozenset({"P1W", "P7D"})  # XML Schema, and so the graph, has only days for weeks
BY_DAYS = frozenset({"P6M", "P1Y"})  # a day in every year says when these fall


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDay:
    """A day of the month on which a rhythm falls; `month` tells which of the period, from 1, the last unless said."""

    every: str
    day: int
    month: int | None = None


def find_days(select: Callable[[str, Mapping[str, Value]], Rows]) -> Mapping[str, tuple[OnDay, ...]]:
    """Return the days that texts give for what recurs, by task."""
    found: dict[str, list[OnDay]] = defaultdict(list)
    for task, every, day, month in select(facts_query("recurrence_days"), {}).rows:
        on = OnDay(every=str(every), day=int(day or 0), month=None if month is None else int(month))
        found[str(task)].append(on)
    return {task: tuple(days) for task, days in found.items()}


def comings(every: str, days: Iterable[OnDay], first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days between two days on which a rhythm comes, in order."""
    given = [on for on in days if on.every == every]
    if not given:
        yield from period_ends(every, first, last)
        return
    size = MONTHS.get(every, 0)
    fallen = (_fallen(end, size, on) for end in period_ends(every, first, _after(last, size)) for on in given)
    yield from sorted({day for day in fallen if first <= day <= last})


def _after(day: dt.date, months: int) -> dt.date:
    """Return a day so much later that the period of the day has ended."""
    return day + dt.timedelta(days=31 * months)


def _fallen(end: dt.date, size: int, on: OnDay) -> dt.date:
    """Return the day in a period that ends on `end`; a short month has it on its last day."""
    back = size - (on.month or size)
    year, month = divmod(12 * end.year + end.month - 1 - back, 12)
    return dt.date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def period_ends(every: str, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the last day of each period between two days: of weeks, months, quarters, halves and years."""
    if every in WEEKS:
        sunday = first + dt.timedelta(days=(6 - first.weekday()) % 7)
        yield from _steps(sunday, last)
        return
    months = MONTHS.get(every)
    if months is None:
        return
    for year in range(first.year, last.year + 1):
        for month in range(months, 13, months):
            day = dt.date(year, month, calendar.monthrange(year, month)[1])
            if first <= day <= last:
                yield day


def _steps(day: dt.date, last: dt.date) -> Iterator[dt.date]:
    while day <= last:
        yield day
        day += dt.timedelta(days=7)


def recurrence_rule(every: str, on: OnDay | None) -> str | None:
    """Return how a calendar (RFC 5545) repeats a first coming; None for what has no days, such as every day.

    >>> recurrence_rule("P1M", OnDay(every="P1M", day=25))
    'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=25'
    """
    if every in WEEKS:
        return "FREQ=WEEKLY"
    months = MONTHS.get(every)
    if months is None:
        return None
    day = -1 if on is None else on.day
    if day <= 28:  # noqa: PLR2004 - every month has them
        return f"FREQ=MONTHLY;INTERVAL={months};BYMONTHDAY={day}"
    days = ",".join(map(str, range(28, day + 1)))
    return f"FREQ=MONTHLY;INTERVAL={months};BYMONTHDAY={days};BYSETPOS=-1"
