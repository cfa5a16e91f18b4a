"""The paths of reports: who reports to whom through whom, and where such a path is broken.

Three breaks: a report that comes back to who writes it; a relay whose own report is due before it can have what it
passes on; a periodic report that names nobody to receive it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from graph.store import Store
from queries.rules import Row, Sift

# "Thường xuyên báo cáo kết quả", "Định kỳ 6 tháng tổng hợp, báo cáo": a clause that is a report and nothing else
_ONLY_A_REPORT = re.compile(
    r"(thường xuyên|định kỳ( [^,;.]{1,30})?|hằng \w+|hàng \w+|tổng hợp|và|, | )*báo cáo ", re.IGNORECASE
)
_LEAP_YEAR = 2024  # any year with a 29 February
_NEAR = 92  # days: a report that is passed on later than in the next quarter is another one


def sift_broken_paths(_: Store) -> Sift:
    """Return the sift that keeps reporting duties whose path is broken, with the reason."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        duties: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            duties[str(row["focus"])].append(row)
        relays = _relays(duties)
        for focus, own in duties.items():
            for vi, en, severity in _breaks(own, relays):
                yield {"focus": focus, "why_vi": vi, "why_en": en, "severity": severity}

    return kept


def _relays(duties: Mapping[str, Sequence[Row]]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the yearly days on which each agency reports to each other one."""
    days: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in (row for rows in duties.values() for row in rows):
        if {"leadAgency", "reportsTo", "due"} <= row.keys():
            days[str(row["leadAgency"]), str(row["reportsTo"])].add(str(row["due"]))
    return {pair: frozenset(each) for pair, each in days.items()}


def _breaks(rows: Sequence[Row], relays: Mapping[tuple[str, str], frozenset[str]]) -> Iterator[tuple[str, str, str]]:
    leads = {str(row["leadAgency"]): str(row["lead"]) for row in rows if "leadAgency" in row}
    recipients = {str(row["reportsTo"]): str(row["recipient"]) for row in rows if "reportsTo" in row}
    if len(leads) == 1 and leads.keys() == recipients.keys():
        (name,) = leads.values()
        yield f"{name} báo cáo cho chính mình.", f"{name} reports to itself.", "warning"
    if not recipients and _ONLY_A_REPORT.match(str(rows[0]["text"])):
        yield "Việc báo cáo không ghi gửi cho ai.", "The clause asks for a report, but names nobody to get it.", "info"
    yield from _late(rows, relays)


def _late(rows: Sequence[Row], relays: Mapping[tuple[str, str], frozenset[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield that a relay has to hand on before it can have what it hands on."""
    for row in rows:
        if not {"via", "reportsTo", "due"} <= row.keys():
            continue
        theirs = relays.get((str(row["via"]), str(row["reportsTo"])), frozenset())
        due = str(row["due"])
        if theirs and due.startswith("--") and not any(0 <= _days(due, each) <= _NEAR for each in theirs):
            relay, days = row["relay"], ", ".join(sorted(theirs))
            yield (
                f"Báo cáo đến {relay} ngày {due}, nhưng {relay} đã phải báo cáo tiếp trước đó ({days}).",
                f"The report reaches {relay} on {due}, but {relay} has to report on before that ({days}).",
                "warning",
            )


def _days(first: str, second: str) -> int:
    """Return the days from one day of the year to the next occurrence of another; 400 where one is no such day."""
    if not (first.startswith("--") and second.startswith("--")):
        return 400
    one, two = (date.fromisoformat(f"{_LEAP_YEAR}{each[1:]}") for each in (first, second))
    return (two - one).days % 366
