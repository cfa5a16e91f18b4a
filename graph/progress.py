"""How far a task has come: as people recorded it, else as the tasks that carry it out have come.

A dropped task counts for nothing; one of which nobody said anything counts as not begun, and is counted apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.judged_quads import STATUSES
from graph.quads import Iri, Quad, number
from graph.store import Store
from ontology.identifiers import graph_iri
from ontology.terms import TK, concept

_DONE, _DROPPED = str(concept("status", STATUSES["done"])), str(concept("status", STATUSES["dropped"]))
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What people recorded of a task: the concept, and the percentage that is done."""

    concept: str
    share: int | None = None

    @property
    def done(self) -> int | None:
        """Return the percentage; `None` where the task was dropped."""
        if self.concept == _DROPPED:
            return None
        return _WHOLE if self.concept == _DONE else (self.share or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a task has come in percent, and how many of the tasks right below it are done or not known."""

    percent: int | None  # None: every task below was dropped
    below: int
    done: int
    unknown: int


def progress(below: Mapping[str, Sequence[str]], statuses: Mapping[str, Status]) -> dict[str, Progress]:
    """Return the progress of every task with tasks below it of which anything is known, there or further down.

    >>> done = Status(concept=_DONE)
    >>> progress({"a": ["b", "c"], "c": ["d"]}, {"b": done, "d": done})["a"].percent
    100
    """
    found: dict[str, Progress] = {}
    for task in sorted(below):
        _settle(task, below, statuses, found, set())
    return {task: each for task, each in found.items() if each.unknown < each.below or task in statuses}


def _settle(
    task: str,
    below: Mapping[str, Sequence[str]],
    statuses: Mapping[str, Status],
    found: dict[str, Progress],
    above: set[str],
) -> tuple[int | None, bool]:
    """Return the percentage of a task and whether anything is known of it; a circle counts once."""
    children = [each for each in below.get(task, ()) if each not in above]
    if children and task not in found:
        settled = [_settle(each, below, statuses, found, above | {task}) for each in children]
        kept = [share for share, _ in settled if share is not None]
        found[task] = Progress(
            percent=round(sum(kept) / len(kept)) if kept else None,
            below=len(children),
            done=sum(share == _WHOLE for share in kept),
            unknown=sum(not is_known for _, is_known in settled),
        )
    if task in statuses:
        return statuses[task].done, True
    if task in found:
        return found[task].percent, found[task].unknown < found[task].below
    return 0, False


def progress_quads(store: Store, base: str) -> Iterator[Quad]:
    """Yield the progress of the tasks of a store that holds lineage and judgements."""
    graph = Iri(graph_iri("inferred", base=base))
    statuses = {
        str(task): Status(concept=str(status), share=None if share is None else int(share))
        for task, status, share in store.select(_STATUSES).rows
    }
    below: defaultdict[str, list[str]] = defaultdict(list)
    for lower, upper in store.select(_REFINES).rows if statuses else ():
        below[str(upper)].append(str(lower))
    for task, each in sorted(progress(below, statuses).items()):
        for predicate, value in (
            (TK.progress, each.percent),
            (TK.tasksBelow, each.below),
            (TK.tasksDone, each.done),
            (TK.tasksUnknown, each.unknown),
        ):
            if value is not None:
                yield Quad(Iri(task), Iri(predicate), number(value), graph)


_STATUSES = f"""
SELECT DISTINCT ?task ?status ?share WHERE {{
  ?task a <{TK.Task}> ; <{TK.status}> ?status . OPTIONAL {{ ?task <{TK.share}> ?share }}
}}"""
_REFINES = f"SELECT DISTINCT ?lower ?upper WHERE {{ ?lower <{TK.refines}> ?upper }} ORDER BY ?upper ?lower"
