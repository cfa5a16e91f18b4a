"""Who has moved: agencies that were to issue a document of their own, and by a day had not."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from graph.store import Store
from queries.documents import document_identity, facts_query
from queries.rules import Row, Sift

_PATIENCE = timedelta(days=90)  # where the text sets no deadline


# What these issue answers for the body that they act for, under whose letterhead it stands.
_ACTING = ("Ban Thường vụ ", "Chủ tịch ")


def bodies(name: str) -> tuple[str, ...]:
    """Return whom a paper of an issuer answers for: the issuer, and the body it acts for.

    >>> bodies("Ban Thường vụ Tỉnh ủy Hà Châu"), bodies("Tỉnh ủy Hà Châu")
    (('Ban Thường vụ Tỉnh ủy Hà Châu', 'Tỉnh ủy Hà Châu'), ('Tỉnh ủy Hà Châu',))
    """
    return (name, *(name.removeprefix(head) for head in _ACTING if name.startswith(head)))


def sift_late_plans(store: Store) -> Sift:
    """Return the sift that keeps duties to issue a plan that are due and that no document answers.

    A group ("các tỉnh ủy") is not asked here: which of its members the collection should hold is not known. An agency
    is known by its whole name too: a district's own plan may leave out the province that the province's plan says.
    """
    answers = store.select(facts_query("answers")).rows
    issued = {
        (who, str(above))
        for agency, name, above in answers
        for who in (str(agency), *(bodies(str(name)) if name else ()))
    }

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            due = str(row.get("due", ""))
            by = {(str(who), str(row["document"])) for who in (row["agency"], row["who"])}
            if row.get("group") or by & issued:
                continue
            if _is_late(due, str(row["issued"]), str(row["day"])):
                yield {**row, "due": f" ({due})" if due else "", "document": document_identity(str(row["document"]))}

    return kept


def _is_late(due: str, issued: str, day: str) -> bool:
    if due.startswith("-"):
        return False
    if due:
        return due < day
    whole = f"{issued}-28"[:10] if len(issued) == len("2025-07") else issued
    return (date.fromisoformat(whole) + _PATIENCE).isoformat() < day
