"""Deadlines: by month as a list with a table of months, those that come back, and all of them as a calendar file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from viz.deadlines import calendar_events
from viz.facets import facets, narrow
from viz.icalendar import write_calendar
from viz.pages.tasks import perspective
from viz.register import Duty
from viz.visit import Visit

PAGE = 150
FACETS = ("agency", "document", "level", "branch", "area", "lead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A day (ISO 8601) by which a task is due; `--MM-DD` for a day in every year, a duration for a frequency."""

    due: str
    duty: Duty

    @property
    def month(self) -> str:
        """Return year and month."""
        return self.due[:7]


def calendar_page(visit: Visit) -> Response:
    """List deadlines by month; `month=2026-06` shows one month, `as-of` is the day that decides what is past."""
    duties, shown = _narrowed(visit)
    entries = sorted(
        (Entry(due=due, duty=duty) for duty in duties for due in duty.due if not due.startswith("--")),
        key=lambda entry: (entry.due, entry.duty.document, entry.duty.start),
    )
    month = visit.state.get("month", "")
    listed = [entry for entry in entries if not month or entry.month == month]
    first = visit.number("from")
    size = len(listed) if visit.is_kept else PAGE
    return visit.write(
        "calendar.html",
        entries=listed[first : first + size],
        total=len(listed),
        first=first,
        size=size,
        months=_months(entries),
        yearly=[] if month else sorted(_yearly(duties), key=lambda entry: (entry.due, entry.duty.iri)),
        recurring=[] if month else [duty for duty in duties if duty.every],
        undated=sum(not duty.due and not duty.every for duty in duties),
        today=visit.day(),
        facets=shown,
        register=visit.register,
        state=visit.state,
    )


def calendar_file(visit: Visit) -> Response:
    """Return the deadlines as iCalendar; those that only name a frequency have no day and are left out."""
    duties, _ = _narrowed(visit)
    events = calendar_events(duties, visit.collection, visit.register, visit.say)
    text = write_calendar(events, visit.say("calendar.title"))
    headers = {"content-disposition": 'attachment; filename="deadlines.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


def _narrowed(visit: Visit) -> tuple[list[Duty], object]:
    whole = perspective(visit)
    dimensions = {name: whole.dimensions[name] for name in FACETS}
    duties, counts = narrow(visit.register.duties, dimensions, visit.state)
    return duties, facets(counts, visit.state, whole.label, whole.orders)


def _yearly(duties: list[Duty]) -> Iterator[Entry]:
    return (Entry(due=due, duty=duty) for duty in duties for due in duty.due if due.startswith("--"))


def _months(entries: list[Entry]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return for each year its twelve months with the number of deadlines in them."""
    counts = Counter(entry.month for entry in entries)
    years = sorted({month[:4] for month in counts})
    return [(year, [(f"{year}-{month:02}", counts[f"{year}-{month:02}"]) for month in range(1, 13)]) for year in years]
