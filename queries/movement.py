"""Who has moved: agencies that were to issue a document of their own, and by a day had not."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from graph.store import Store, Value
from ontology.model import Branch
from queries.documents import concept, document_identity, facts_query
from queries.groups import find_members, listed
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

    Of a group ("các xã, phường") those of its members are told that have not moved; where none has, the collection may
    just not hold such documents, and that weighs less. An agency is known by its whole name too: a district's own plan
    may leave out the province that the province's plan says.
    """
    by_group = _sift_groups(store)
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
            if by & issued or not _is_late(due, str(row["issued"]), str(row["day"])):
                continue
            told = {**row, "due": f" ({due})" if due else "", "document": document_identity(str(row["document"]))}
            yield from by_group(row, told) if row.get("group") else (told,)

    return kept


def _sift_groups(store: Store) -> Callable[[Row, Row], Iterator[Row]]:
    """Return what tells of a group's late duty which members have not moved."""
    groups = find_members(store)
    moved = {(str(area), concept(branch), str(above)) for area, branch, above in _answers(store, "area_answers")}
    issued = {(str(agency), None, str(above)) for agency, _, above in _answers(store, "answers")}

    def told(row: Row, late: Row) -> Iterator[Row]:
        group = groups.get(str(row["agency"]))
        if group is None:
            return
        branches = {group.branch} if group.branch else {str(each) for each in Branch}
        done = moved | issued
        members = group.on(str(row["issued"]), str(row["day"]))
        above = str(row["document"])
        missing = [each for each in members if not any((each.iri, of, above) in done for of in (*branches, None))]
        if missing:
            severity = "info" if len(missing) == len(members) else "warning"
            yield {**late, "who": listed(group, missing, len(members)), "severity": severity}

    return told


def _answers(store: Store, name: str) -> tuple[tuple[Value | None, ...], ...]:
    return store.select(facts_query(name)).rows


def _is_late(due: str, issued: str, day: str) -> bool:
    if due.startswith("-"):
        return False
    if due:
        return due < day
    whole = f"{issued}-28"[:10] if len(issued) == len("2025-07") else issued
    return (date.fromisoformat(whole) + _PATIENCE).isoformat() < day
