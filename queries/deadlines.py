"""Deadlines of linked tasks: which lower ones are later than every deadline of the task that they carry out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.store import Store
from queries.rules import Row, Sift


def sift_later_deadlines(_: Store) -> Sift:
    """Return the sift that keeps deadlines later than all above, each where the clause that says who leads has it."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        listed = [row for row in rows if not str(row["due"]).startswith("-")]
        last: dict[str, str] = {}
        leading: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for row in listed:
            upper = str(row["upperDue"])
            if not upper.startswith("-"):
                last[str(row["other"])] = max(last.get(str(row["other"]), ""), upper)
            if "lead" in row:
                leading[_again(row)].add(str(row["focus"]))
        for row in listed:
            upper = str(row["upperDue"])
            is_later = not upper.startswith("-") and last[str(row["other"])] < str(row["due"])
            if is_later and ("lead" in row or not leading[_again(row)]):
                yield row

    return kept


def _again(row: Row) -> tuple[str, str, str]:
    return str(row["document"]), str(row["other"]), str(row["due"])
