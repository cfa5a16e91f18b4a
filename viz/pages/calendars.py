"""Deadlines: by month as a list with a table of months, those that come back, and all of them as a calendar file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from starlette.responses import Response

from graph.quads import Literal
from viz.deadlines import calendar_events
from viz.downloads import Table, take
from viz.facets import Facet, facets, narrow
from viz.icalendar import write_calendar
from viz.listing import Perspective, query_of
from viz.pages.tasks import perspective, row
from viz.register import Duty
from viz.results import nt
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
    duties, whole, shown = _narrowed(visit)
    entries = sorted(
        (Entry(due=due, duty=duty) for duty in duties for due in duty.due if not due.startswith("--")),
        key=lambda entry: (entry.due, entry.duty.document, entry.duty.start),
    )
    month = visit.state.get("month", "")
    listed = [entry for entry in entries if not month or entry.month == month]
    yearly = [] if month else sorted(_yearly(duties), key=lambda entry: (entry.due, entry.duty.iri))
    recurring = [] if month else [duty for duty in duties if duty.every]
    things = query_of(whole, visit.state, lines=(_when(month),), also=("?due",) if month else ("?due", "?every"))
    if visit.state.get("as"):
        returning = (Entry(due=every, duty=duty) for duty in recurring for every in duty.every)
        return take(_table(visit, (*listed, *yearly, *returning), things), visit.state["as"], visit.source.run_sparql)
    first = visit.number("from")
    size = len(listed) if visit.is_kept else PAGE
    return visit.write(
        "calendar.html",
        entries=listed[first : first + size],
        total=len(listed),
        first=first,
        size=size,
        months=_months(entries),
        yearly=yearly,
        recurring=recurring,
        things=things,
        undated=sum(not duty.due and not duty.every for duty in duties),
        today=visit.day(),
        facets=shown,
        register=visit.register,
        state=visit.state,
    )


def calendar_file(visit: Visit) -> Response:
    """Return the deadlines as iCalendar; what comes back in a rhythm comes again by its rule."""
    duties, _, _ = _narrowed(visit)
    events = calendar_events(duties, visit.collection, visit.register, visit.say)
    text = write_calendar(events, visit.say("calendar.title"))
    headers = {"content-disposition": 'attachment; filename="deadlines.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


def _narrowed(visit: Visit) -> tuple[list[Duty], Perspective[Duty], tuple[Facet, ...]]:
    whole = perspective(visit).by(FACETS)
    duties, counts = narrow(visit.register.duties, whole.dimensions, visit.state)
    return duties, whole, facets(counts, visit.state, whole.label, whole.orders)


def _when(month: str) -> str:
    """Return the pattern of tasks with a time: a day of the month, or any day and any rhythm."""
    if month:
        return f"?task tk:due ?due . FILTER (STRSTARTS(STR(?due), {nt(Literal(month))}))"
    return "{ ?task tk:due ?due } UNION { ?task tk:every ?every }"


def _table(visit: Visit, entries: Iterable[Entry], things: str) -> Table:
    """Return the calendar as rows: each time of each task, then what the task is."""
    rows = [(entry.due, *row(visit, entry.duty).values()) for entry in entries]
    columns = ("when", *(row(visit, visit.register.duties[0]) if rows else ()))
    return Table(name="calendar", columns=columns, rows=rows, sparql=things)


def _yearly(duties: list[Duty]) -> Iterator[Entry]:
    return (Entry(due=due, duty=duty) for duty in duties for due in duty.due if due.startswith("--"))


def _months(entries: list[Entry]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return for each year its twelve months with the number of deadlines in them."""
    counts = Counter(entry.month for entry in entries)
    years = sorted({month[:4] for month in counts})
    return [(year, [(f"{year}-{month:02}", counts[f"{year}-{month:02}"]) for month in range(1, 13)]) for year in years]
