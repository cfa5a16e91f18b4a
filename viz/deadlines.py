"""The deadlines of tasks as events of a calendar; what only comes back in a rhythm has no day and is left out."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator

from viz.collection import Collection
from viz.icalendar import Event
from viz.language import Translate
from viz.register import Duty, Register

_TITLE = 120  # letters


def calendar_events(
    duties: Iterable[Duty], collection: Collection, register: Register, say: Translate
) -> Iterator[Event]:
    """Yield an event for each day by which a task is due."""
    for duty in duties:
        document = collection.documents[duty.document]
        lead = "; ".join(register.agencies[each].name if each in register.agencies else each for each in duty.lead)
        for due in duty.due:
            day = due_day(due, document.issued)
            if day is not None:
                yield Event(
                    thing=duty.iri,
                    day=day,
                    yearly=due.startswith("--"),
                    title=f"{document.label} {duty.path}: {duty.text}"[:_TITLE],
                    description=f"{duty.text}\n{say('column.lead')}: {lead or '—'}",
                )


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
