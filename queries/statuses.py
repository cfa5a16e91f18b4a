"""How far each task is, as people recorded it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from graph.store import Rows, Value
from queries.documents import facts_query


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """What a person recorded of a task: `said` is open, done or dropped."""

    said: str
    day: str | None
    share: int | None
    evidence: tuple[str, ...]
    by: str
    at: str
    judgement: str  # id


def find_statuses(select: Callable[[str, Mapping[str, Value]], Rows]) -> dict[str, TaskStatus]:
    """Return the status of each task that has one, by the task's IRI."""
    found: dict[str, TaskStatus] = {}
    for task, said, day, share, evidence, by, at, judgement in select(facts_query("statuses"), {}).rows:
        status = TaskStatus(
            said=str(said),
            day=None if day is None else str(day),
            share=None if share is None else int(share),
            evidence=() if evidence is None else (str(evidence),),
            by=str(by),
            at=str(at),
            judgement=str(judgement).rsplit("/", 1)[-1],
        )
        known = found.get(str(task))
        found[str(task)] = replace(known, evidence=known.evidence + status.evidence) if known else status
    return found
