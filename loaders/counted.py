"""Deadlines that the day of the document itself settles: "trong 30 ngày kể từ ngày ký", "trong tháng 10".

What is counted from another event ("kể từ ngày nhận được báo cáo") is a day that the document does not tell; it
stays in the words of the task.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from loaders.text import Text
from ontology.model import Deadline, Task

_KINDS = (
    r"(?:van ban|nghi quyet|quyet dinh|chi thi|ket luan|ke hoach|chuong trinh|de an|huong dan|quy dinh|cong van|"
    r"thong bao|thong tri)"
)
_COUNTED = re.compile(
    r"(?:trong(?: vong| thoi (?:han|gian))?|cham nhat(?: la)?|khong qua|thoi han|sau) "
    r"(?P<many>\d{1,3}) (?P<unit>ngay|thang)(?P<working> lam viec)?,? ?(?:ke tu|tinh tu|tu|sau) (?:khi|ngay) "
    rf"(?:{_KINDS} nay )?(?:duoc )?(?:ky(?: ban hanh)?|ban hanh|co hieu luc)(?P<whose> {_KINDS}(?P<own> nay)?)?"
)
_OF_ANOTHER = re.compile(r"\s*(?:so|cua|tai|ngay)\b|\s*\d")
_SATURDAY = 5


def _months_later(day: date, many: int) -> date:
    """Return the same day that many months later; the month's last day where it is shorter."""
    year, month = divmod(day.month - 1 + many, 12)
    return date(day.year + year, month + 1, min(day.day, monthrange(day.year + year, month + 1)[1]))


def _working_days_later(day: date, many: int) -> date:
    """Return the day that many working days later; public holidays are not known here and are not left out."""
    while many:
        day += timedelta(days=1)
        many -= day.weekday() < _SATURDAY
    return day


def _counted(text: Text, start: int, end: int, issued: date) -> Iterator[Deadline]:
    flat = text.folded[start:end].replace("\n", " ")
    for found in _COUNTED.finditer(flat):
        if found["whose"] and not found["own"] and _OF_ANOTHER.match(flat, found.end()):
            continue
        many = int(found["many"])
        if found["unit"] == "thang":
            due = _months_later(issued, many)
        elif found["working"]:
            due = _working_days_later(issued, many)
        else:
            due = issued + timedelta(days=many)
        span = text.span(start + found.start(), start + found.end())
        yield Deadline(due=due.isoformat(), span=span, exact=False)


# "trong tháng 10" without a year is in the year of the paper, where that month is still to come.
_MONTH = re.compile(r"(?:trong|xong|het) thang (?P<month>1[0-2]|0?[1-9])(?!\s*(?:/|-|nam|va|,? (?:hang|moi)\b)|\d)")


def _this_year(text: Text, start: int, end: int, issued: date) -> Iterator[Deadline]:
    for found in _MONTH.finditer(text.folded[start:end].replace("\n", " ")):
        month = int(found["month"])
        if month >= issued.month:
            due = date(issued.year, month, monthrange(issued.year, month)[1])
            yield Deadline(due=due.isoformat(), span=text.span(start + found.start(), start + found.end()), exact=False)


def with_counted_days(text: Text, task: Task, place: tuple[int, int], issued: str | None) -> Task:
    """Return a task with the deadlines that its clause counts from the day of issue, where that day is known."""
    try:
        day = date.fromisoformat(issued or "")
    except ValueError:
        return task  # a month, or no date at all: nothing to count from
    known = {due.due for due in task.due}
    counted = tuple(
        due for due in (*_counted(text, *place, day), *_this_year(text, *place, day)) if due.due not in known
    )
    return replace(task, due=tuple(sorted((*task.due, *counted), key=lambda due: due.span))) if counted else task
