"""What an audit asks of agencies: which no longer exist, and which have too much due at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.store import Store
from ontology.registers import agency_named
from queries.levels import LAST_DAY
from queries.rules import Row, Sift

MANY = 15  # tasks due in one quarter: more than one a week
# "Ủy ban nhân dân các quận, huyện": bodies of the level that ended on 30 June 2025
_DISTRICT = re.compile(r"\b(quận|huyện|thị xã|thị trấn)\b(?! đoàn)", re.IGNORECASE)
_SHOWN = 5  # passages of one finding


def sift_dissolved(_: Store) -> Sift:
    """Return the sift that keeps leads that the registers say ended, one finding a document and agency."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            grouped[str(row["focus"]), str(row["other"])].append(row)
        for group in grouped.values():
            yield from _dissolved(group)

    return kept


def _dissolved(rows: list[Row]) -> Iterator[Row]:
    name, issued = str(rows[0]["agency"]), str(rows[0].get("issued", ""))
    found = _end(name)
    if found is None:
        return
    ended, successors = found
    tasks = sorted({str(row["task"]) for row in rows})
    already = bool(issued) and ended < issued and not issued.startswith(ended[: len(issued)])
    for task in tasks[:_SHOWN]:
        yield {
            **rows[0],
            "source": task,
            "count": str(len(tasks)),
            "ended": ended,
            "successors": f" ({', '.join(successors)})" if successors else "",
            "severity": "violation" if already else "info",
        }


def _end(name: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the last day of an agency and its successors; None where it still exists or is not known."""
    agency = agency_named(name)
    if agency is not None and (ended := agency.valid_to or _succeeded(agency.successors)) is not None:
        return ended, agency.successors
    return (LAST_DAY["district"], ()) if _DISTRICT.search(name) else None


def _succeeded(successors: Iterable[str]) -> str | None:
    """Return the day on which the last of an agency's successors began: by then it was no more."""
    begun = [agency.valid_from for name in successors if (agency := agency_named(name)) is not None]
    return max((day for day in begun if day is not None), default=None) if all(begun) else None


def sift_overloaded(_: Store) -> Sift:
    """Return the sift that keeps agencies leading at least `MANY` tasks due in one quarter."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        grouped: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
        for row in rows:
            due = str(row["due"])
            quarter = f"quý {(int(due[5:7]) + 2) // 3}/{due[:4]}"
            grouped[str(row["focus"]), quarter][str(row["task"])] = row
        for (_, quarter), tasks in grouped.items():
            if len(tasks) >= MANY:
                said = {"quarter": quarter, "count": str(len(tasks))}
                yield from ({**tasks[task], **said, "source": task} for task in sorted(tasks)[:_SHOWN])

    return kept
