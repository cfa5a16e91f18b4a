"""The year by which a target is to be reached: said beside it, above it, or by the title of the whole plan."""

import re

from loaders.sections import Node, heading_of
from loaders.text import Text
from ontology.folding import fold

_YEAR = re.compile(r"(?:den(?: het)?|vao|trong|cuoi|het)?\s*nam\s*(?P<year>20\d\d)")
_YEAR_BEHIND = re.compile(r"(?:\s*|[^,;.()]{0,60}?(?:den(?: het)?|vao|trong|cuoi|het) )nam\s*(?P<year>20\d\d)")
# A heading also dates by a quarter or a month: "Một số chỉ tiêu phải đạt đến hết quý III/2026".
_YEAR_ABOVE = re.compile(r"(?:nam|quy\s+[ivx\d]{1,3}|thang\s+\d{1,2})\s*[/-]?\s*(?P<year>20\d\d)")
_RISES = re.compile(r"\s(?:tang|giam|nang) tu\s.{0,60}$")  # "… tăng từ 40% năm 2025 lên"
# Years that measure and do not set: what is compared with, the day of something else, when something starts.
_OF_SOMETHING_ELSE = re.compile(
    r"so voi (?:cung ky |cung thoi diem |cuoi |dau |muc |ket qua )*nam 20\d\d|ngay \d{1,2} thang \d{1,2} nam 20\d\d|"
    r"(?<!den )\btu (?:dau |cuoi )?nam 20\d\d(?!\s*(?:den|[-–]))"
)
_WINDOW = 400  # characters in which the year of a target stands
_LONGEST = 120  # characters of a line that opens a list of targets: "Phấn đấu đến năm 2030:"; a longer one does more
# A plan for one year: "Kế hoạch cải cách hành chính năm 2026"; not "… giai đoạn 2026 - 2030", "… đến năm 2030".
_OF_TITLE = re.compile(r"\bnam (?P<year>20\d\d)(?!\s*[-–]|\d)")
_LONGER = re.compile(r"den (?:het |cuoi )?nam|giai doan|tam nhin|dinh huong|tu nam|20\d\d\s*[-–]\s*20\d\d")


def year_of_title(title: str | None) -> int | None:
    """Return the year that a plan is for, by its title.

    >>> year_of_title("Cải cách hành chính năm 2026"), year_of_title("phát triển thư viện đến năm 2030")
    (2026, None)
    """
    folded = fold(title or "")
    years = {found["year"] for found in _OF_TITLE.finditer(folded)}
    return int(years.pop()) if len(years) == 1 and not _LONGER.search(folded) else None


def target_year(text: Text, start: int, at: int, node: Node) -> int | None:
    """Return the target year: behind the value in its part, else before it, else after it, else above it."""
    end = node.item.end
    behind = _YEAR_BEHIND.match(_flat(text, at, min(end, at + 90)))
    if behind:
        return int(behind["year"])
    named = list(_YEAR.finditer(_RISES.sub("", _flat(text, max(start, at - _WINDOW), at))))
    if named:
        return int(named[-1]["year"])
    following = re.match(r"[^.;]*", _flat(text, at, min(end, at + _WINDOW)))
    if following and (found := _YEAR.search(re.sub(r"\([^()]*\)?", "", following[0]))):
        return int(found["year"])
    return _year_above(text, node)


def _year_above(text: Text, node: Node) -> int | None:
    """Return the year of what opens the list that the clause stands in, else of the nearest heading that has one."""
    for above in (node, *node.ancestors()):
        opened = heading_of(text, above.introduction) if above.introduction else ""
        own = heading_of(text, above) if above is not node else ""
        for each in (own, opened if len(opened) <= _LONGEST else ""):
            if found := _YEAR_ABOVE.search(_OF_SOMETHING_ELSE.sub("", fold(each))):
                return int(found["year"])
    return None


def _flat(text: Text, start: int, end: int) -> str:
    return _OF_SOMETHING_ELSE.sub("", text.folded[start:end].replace("\n", " "))
