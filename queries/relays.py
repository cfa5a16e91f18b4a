"""Relays: who hands what to whom by when so that the next can hand on, with slack and breaks.

A report that goes through an agency, or to one that reports on, has to be there before that agency's own report is
due. The days between are the slack; where there are none left, the path is broken at that place.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Iri
from queries.occurrences import Occurrence

NEAR = 92  # days: a report that is passed on later than in the next quarter is another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A report that one agency needs in order to make its own; `onward` is that one."""

    given: Occurrence
    to: str
    onward: Occurrence

    @property
    def slack(self) -> int:
        """Return the days between; fewer than 0 where the second is due before the first."""
        return (self.onward.day - self.given.day).days

    @property
    def is_broken(self) -> bool:
        """Say whether the second report is due before the first has to be there."""
        return self.slack < 0

    def as_json(self) -> dict[str, object]:
        """Return who hands what to whom by when, and what becomes of it."""
        return {
            "by": self.given.day.isoformat(),
            "giver": list(self.given.names("reporter") or self.given.task.lead),
            "what": self.given.task.text,
            "document": self.given.document.id,
            "path": self.given.task.path,
            "to": self.to,
            "onward_by": self.onward.day.isoformat(),
            "onward_to": list(self.onward.names("recipient")),
            "onward_document": self.onward.document.id,
            "onward_path": self.onward.task.path,
            "slack": self.slack,
            "broken": self.is_broken,
            "evidence": [
                {"source": each.source, "start": each.start, "end": each.end, "text": each.text}
                for each in (self.given.task.evidence, self.onward.task.evidence)
                if each is not None
            ],
        }


def handovers(found: Sequence[Occurrence]) -> tuple[Handover, ...]:
    """Return every handover between the occurrences, by day; each with the next report that it can still go into.

    Where none follows within a quarter, but one was due shortly before, that one is the break.
    """
    reports: dict[Iri, list[Occurrence]] = defaultdict(list)
    for each in found:
        for reporter in each.parties.get("reporter", {}):
            if each.parties.get("recipient"):
                reports[reporter].append(each)
    listed = (handover for each in found for handover in _of(each, reports))
    return tuple(sorted(listed, key=lambda each: (each.given.day, each.given.task.iri, each.onward.task.iri)))


def _of(given: Occurrence, reports: Mapping[Iri, Sequence[Occurrence]]) -> Iterator[Handover]:
    relays, recipients = given.parties.get("relay", {}), given.parties.get("recipient", {})
    for agency, name in (relays or recipients).items():
        onward = [
            each for each in reports.get(agency, ()) if _may_follow(given, each, set(recipients) if relays else None)
        ]
        for each in _nearest(given.day, onward):
            yield Handover(given=given, to=name, onward=each)


def _may_follow(given: Occurrence, onward: Occurrence, recipients: set[Iri] | None) -> bool:
    """Say whether a report may take up another: not itself, nor one by the same people, and to where that one goes.

    What comes again and again is not collected for a report that is made once, nor the other way round.
    """
    if (given.rhythm == "once") != (onward.rhythm == "once"):
        return False
    if onward.task.iri == given.task.iri or set(given.parties.get("reporter", {})) & set(onward.parties["reporter"]):
        return False
    return recipients is None or bool(recipients & set(onward.parties["recipient"]))


def _nearest(day: dt.date, onward: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """Yield of each task the first occurrence that still can be reached, else the last that could not."""
    by_task: dict[Iri, list[Occurrence]] = defaultdict(list)
    for each in onward:
        by_task[each.task.iri].append(each)
    for own in by_task.values():
        after = [each for each in own if 0 <= (each.day - day).days <= NEAR]
        before = [each for each in own if 0 < (day - each.day).days <= NEAR]
        if after:
            yield min(after, key=lambda each: each.day)
        elif before:
            yield max(before, key=lambda each: each.day)
