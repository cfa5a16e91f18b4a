"""The deadlines of tasks as events of a calendar, and what recurs from its first coming on."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator

from queries.rhythms import BY_DAYS, OnDay, comings, recurrence_rule
from viz.collection import Collection
from viz.icalendar import Event
from viz.language import Translate
from viz.register import Duty, Register

_TITLE = 120  # letters
_YEAR = dt.timedelta(days=366)  # the longest rhythm comes within it


def calendar_events(
    duties: Iterable[Duty], collection: Collection, register: Register, say: Translate
) -> Iterator[Event]:
    """Yield an event for each day by which a task is due, and one for each rhythm, repeated by its rule."""
    for duty in duties:
        document = collection.documents[duty.document]
        lead = "; ".join(register.agencies[each].name if each in register.agencies else each for each in duty.lead)
        for day, yearly, rule, key in (*_dues(duty, document.issued), *_rhythms(duty, document.issued)):
            yield Event(
                thing=duty.iri,
                day=day,
                yearly=yearly,
                rule=rule,
                key=key,
                title=f"{document.label} {duty.path}: {duty.text}"[:_TITLE],
                description=f"{duty.text}\n{say('column.lead')}: {lead or '—'}",
            )


_When = tuple[dt.date, bool, str, str]  # day, whether in every year, rule and key of an event


def _dues(duty: Duty, issued: str | None) -> Iterator[_When]:
    for due in duty.due:
        day = due_day(due, issued)
        if day is not None:
            yield day, due.startswith("--"), "", ""


def _rhythms(duty: Duty, issued: str | None) -> Iterator[_When]:
    """Yield the first coming of each rhythm after the day of issue, and how it comes again."""
    since = _issue_day(issued)
    has_days = any(due.startswith("--") for due in duty.due)
    for every in duty.every:
        given: list[OnDay | None] = [on for on in duty.days if on.every == every]
        for on in given or [None]:
            rule = recurrence_rule(every, on)
            day = next(comings(every, () if on is None else (on,), since, since + _YEAR), None)
            if rule and day and not (has_days and every in BY_DAYS):
                yield day, False, rule, f"{every} {on.day if on else ''} {on.month or '' if on else ''}".strip()


def _issue_day(issued: str | None) -> dt.date:
    if not issued:
        return dt.date(2000, 1, 1)
    return dt.date.fromisoformat(f"{issued}-01"[:10])


def due_day(due: str, issued: str | None) -> dt.date | None:
    """Return a deadline's (first) day; a month counts at its last day, a day in every year from the year of issue."""
    if due.startswith("--"):
        year = int(issued[:4]) if issued and issued[:4].isdigit() else 2000
        due = f"{year}{due[1:]}"
    if len(due) == len("2025-07"):
        due = f"{due}-{calendar.monthrange(int(due[:4]), int(due[5:]))[1]:02}"
    try:
        return dt.date.fromisoformat(due)
    except ValueError:  # 29 February of a year without one, or a bare year
        return None
