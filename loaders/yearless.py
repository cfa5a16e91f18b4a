"""Deadlines that a clause states without a year, and those that the stage it stands in has.

A plan of February that says "xong trong quý II" means the quarter that comes; so do "trong tháng 8" and "trước ngày
10/10". A heading "Giai đoạn 1 (từ ngày … đến ngày …)" gives its end to the clauses below that name no day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from loaders.deadlines import deadlines_in
from loaders.sections import Node
from loaders.text import Text
from ontology.model import Deadline

_BY = r"(?:truoc|cham nhat|muon nhat|xong|het|trong|vao|hoan thanh|cuoi)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OPEN = r"(?![a-z\d]|\s*[/.-]\s*[\div]|\s*(?:nam|cua nam|hang|hàng|moi|va|hoac|den)\b|,\s*(?:quy|thang|[ivx]+\b|\d))"
_QUARTER = re.compile(rf"\b{_BY}\s+(?:het\s+|cuoi\s+)?quy\s+(?P<quarter>iv|i{{1,3}}|[1-4]){_OPEN}")
_MONTH = re.compile(rf"\b{_BY}\s+(?:het\s+|cuoi\s+)?thang\s+(?P<month>1[0-2]|0?[1-9]){_OPEN}")
_DAY = re.compile(
    r"\b(?:truoc|cham nhat|muon nhat|xong|het|han)\s+(?:la\s+|truoc\s+|vao\s+)*(?:ngay\s+)?"
    rf"(?P<day>\d{{1,2}})\s?(?:/|thang\s)\s?(?P<month>1[0-2]|0?[1-9]){_OPEN}"
)
_RECURS = re.compile(r"\b(?:h[aà]ng|moi|dinh ky|theo) (?:tuan|thang|quy|nam|ky)\b|dinh ky|\b6 thang|\bcac nam")
_STAGE = re.compile(
    r"(?:giai doan|dot|buoc|chang|tuan|thang|quy|6 thang|tu (?:ngay|thang|quy|nay)|trong (?:nam|quy|thang)|"
    r"den (?:het )?(?:ngay|thang|quy)|truoc (?:ngay|thang))\b"
)
_MONTHS = 12
_SOON = 6  # months ahead in which a day of the next year is meant
_WHOLE_YEARS = re.compile(r"20\d\d\s*[-–]\s*20\d\d")


def _coming(issued: str, month: int, day: int) -> str | None:
    """Return the next such day on or after the day of issue; one that is long in coming is rather past."""
    year, of, on = int(issued[:4]), int(issued[5:7]), int(issued[8:10])
    if (month, day) >= (of, on):
        return f"{year}-{month:02}-{day:02}"
    return f"{year + 1}-{month:02}-{day:02}" if month + _MONTHS - of <= _SOON else None


def _days(flat: str) -> Iterator[tuple[re.Match[str], int, int]]:
    for found in _DAY.finditer(flat):
        month, day = int(found["month"]), int(found["day"])
        if 1 <= day <= monthrange(2023, month)[1]:
            yield found, month, day
    for found in _MONTH.finditer(flat):
        yield found, int(found["month"]), monthrange(2023, int(found["month"]))[1]
    for found in _QUARTER.finditer(flat):
        month = 3 * _QUARTERS[found["quarter"]]
        yield found, month, monthrange(2023, month)[1]


def yearless_deadlines(text: Text, start: int, end: int, issued: str | None) -> tuple[Deadline, ...]:
    """Return the deadlines of a clause that name no year, as they come after the day of issue."""
    flat = text.folded[start:end].replace("\n", " ")
    if issued is None or len(issued) < len("2026-01-01") or _RECURS.search(flat):
        return ()
    return tuple(
        Deadline(due=due, span=text.span(start + found.start(), start + found.end()), exact=False)
        for found, month, day in _days(flat)
        if (due := _coming(issued, month, day)) is not None
    )


def stage_deadlines(text: Text, node: Node) -> tuple[Deadline, ...]:
    """Return the end of the stage that a clause stands in: its nearest heading that is one says by when."""
    for above in node.ancestors():
        flat = text.folded[above.item.start : above.item.end].replace("\n", " ")
        if _STAGE.match(flat) and not _WHOLE_YEARS.search(flat):
            ends = deadlines_in(text, above.item.start, above.item.end)
            return tuple(each for each in ends if not each.due.startswith("--"))[-1:]
    return ()
