"""Which facts of a task or document are a person's word and not the text's: whose, since when, and what was read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.store import Rows, Value
from queries.documents import facts_query

_DAY = len("2026-01-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One fact as a person says it is; `fact` is "task" where the person says that there is a task at all."""

    fact: str
    values: tuple[str, ...]
    read: tuple[str, ...]
    by: str
    at: str

    def as_json(self) -> dict[str, object]:
        """Return fact, speaker, time and what was read."""
        return {"fact": self.fact, "by": self.by, "at": self.at, "read": list(self.read)}


def find_corrections(select: Callable[[str, Mapping[str, Value]], Rows]) -> Mapping[str, tuple[Correction, ...]]:
    """Return what people corrected or added, by the IRI of the task or document, the oldest first."""
    found: dict[tuple[str, str], list[tuple[Value | None, ...]]] = {}
    for thing, judgement, *said in select(facts_query("corrections"), {}).rows:
        found.setdefault((str(thing), str(judgement)), []).append(tuple(said))
    corrections: dict[str, list[Correction]] = {}
    for (thing, _), rows in found.items():
        corrections.setdefault(thing, []).append(_correction(rows))
    return {thing: tuple(each) for thing, each in corrections.items()}


def _correction(rows: list[tuple[Value | None, ...]]) -> Correction:
    kind, fact, _, _, by, at = rows[0]
    return Correction(
        fact="task" if kind == "missed-task" else str(fact or ""),
        values=_distinct(row[2] for row in rows),
        read=_distinct(row[3] for row in rows),
        by=str(by),
        at=str(at),
    )


def _distinct(values: Iterable[Value | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if value is not None))


def told(corrections: Iterable[Correction]) -> str:
    """Return in one line which facts are whose word since when."""
    return "; ".join(f"{each.fact}: {each.by}, {each.at[:_DAY]}" for each in corrections)
