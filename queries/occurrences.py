"""One calendar: every day on which something is due, and each coming occurrence of what recurs.

A day in every year comes in each year, a day of every month in each month; "6 tháng" with two days of the year comes on
these; a rhythm without a day is due on the last day of each period, and such a day is not exact. What is done every day
has no occurrences.
"""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.store import Iri, Store
from queries.documents import DocumentFacts, facts_query, find_documents
from queries.rhythms import BY_DAYS, comings, find_days
from queries.tasks import TaskFacts, find_tasks

PARTIES = ("reporter", "relay", "recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A day (ISO 8601) on which a task is due, and how that is known: `once`, `yearly`, or the rhythm."""

    day: dt.date
    rhythm: str
    exact: bool
    task: TaskFacts
    document: DocumentFacts
    parties: Mapping[str, Mapping[Iri, str]]  # role -> agencies with their names, of reports

    def names(self, role: str) -> tuple[str, ...]:
        """Return the names of the agencies in one of the PARTIES."""
        return tuple(sorted(self.parties.get(role, {}).values()))

    @property
    def is_report(self) -> bool:
        """Say whether something has to be handed to somebody."""
        return bool(self.parties)


def occurrences(store: Store, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
    """Return every occurrence from one day to another, both included, by day and place."""
    documents = {each.iri: each for each in find_documents(store)}
    exact = {(str(task), str(due)): bool(said) for task, due, said in store.select(facts_query("exact_days")).rows}
    parties, days = reporting_parties(store), find_days(store.select)
    found = (
        Occurrence(
            day=day,
            rhythm=rhythm,
            exact=is_given(task, rhythm) if not said else exact.get((str(task.iri), said), True),
            task=task,
            document=documents[task.document],
            parties=parties.get(task.iri, {}),
        )
        for task in (replace(each, days=days.get(each.iri, ())) for each in find_tasks(store))
        for day, rhythm, said in days_of(task, first, last)
    )
    return tuple(sorted(found, key=lambda each: (each.day, each.task.document, _start(each.task), each.task.iri)))


def reporting_parties(store: Store) -> Mapping[Iri, Mapping[str, Mapping[Iri, str]]]:
    """Return for each reporting duty who reports, through whom and to whom."""
    found: dict[Iri, dict[str, dict[Iri, str]]] = defaultdict(lambda: defaultdict(dict))
    for task, role, agency, name in store.select(facts_query("reporting")).rows:
        found[Iri(str(task))][str(role)][Iri(str(agency))] = str(name)
    return found


def _start(task: TaskFacts) -> int:
    return task.evidence.start if task.evidence else 0


def days_of(task: TaskFacts, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str, str]]:
    """Yield the days of a task between two days, with the rhythm and the day as the graph has it ("" where none)."""
    yearly = [due for due in task.due if due.startswith("--")]
    for due in dict.fromkeys(task.due):
        rhythm = "yearly" if due.startswith("--") else "once"
        yield from ((day, rhythm, due) for day in _days(due, first, last))
    for every in dict.fromkeys(task.every):
        if not (yearly and every in BY_DAYS):
            yield from ((day, every, "") for day in comings(every, task.days, first, last))


def is_given(task: TaskFacts, rhythm: str) -> bool:
    """Say whether the words give the day on which a rhythm falls."""
    return any(on.every == rhythm for on in task.days)


def _days(due: str, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days between two days that a deadline means; a month or year is due on its last day."""
    whole = [f"{year}{due[1:]}" for year in range(first.year, last.year + 1)] if due.startswith("--") else [due]
    for text in whole:
        day = _last_day(text)
        if day is not None and first <= day <= last:
            yield day


def _last_day(text: str) -> dt.date | None:
    if len(text) == len("2026"):
        text = f"{text}-12"
    if len(text) == len("2026-06"):
        text = f"{text}-{calendar.monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    try:
        return dt.date.fromisoformat(text)
    except ValueError:  # 29 February of a year without one
        return None


def about(found: Iterable[Occurrence], name: str) -> tuple[Occurrence, ...]:
    """Return the occurrences that an agency leads, hands on or receives, by its name or a part of it."""
    wanted = name.casefold()
    return tuple(
        each
        for each in found
        if any(
            wanted in who.casefold()
            for who in (*each.task.lead, *(known for role in PARTIES for known in each.names(role)))
        )
    )
