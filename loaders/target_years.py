"""The year by which a target is to be reached: said beside it, above it, or by the title of the whole plan."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.sections import Node, heading_of
from loaders.text import Text
from ontology.folding import fold
from ontology.model import Indicator

_IN_YEAR = r"(?:den(?: het)?|vao|trong|cuoi|het)?\s*nam"
_DAY_OR_QUARTER = (
    r"(?:het |truoc |cuoi )?(?:ngay\s)?(?:\d{1,2}[/.-]\d{1,2}[/.-]|(?:quy\s[ivx\d]{1,3}|thang\s\d{1,2})\s?[/-])"
)
# "Đến 31/12/2025: …; đến hết quý II/2026: …" is said before what is reached; another bound before is another duty's.
_YEAR = re.compile(rf"(?:{_IN_YEAR}|\bden\s{_DAY_OR_QUARTER})\s*(?P<year>20\d\d)")
_YEAR_AFTER = re.compile(rf"(?:{_IN_YEAR}|\b(?:den|truoc|het|xong|trong)\s{_DAY_OR_QUARTER})\s*(?P<year>20\d\d)")
_YEAR_BEHIND = re.compile(r"(?:\s*|[^,;.()]{0,60}?(?:den(?: het)?|vao|trong|cuoi|het) )nam\s*(?P<year>20\d\d)")
# A heading also dates by a quarter or a month: "Một số chỉ tiêu phải đạt đến hết quý III/2026".
_YEAR_ABOVE = re.compile(r"(?:nam|quy\s+[ivx\d]{1,3}|thang\s+\d{1,2})\s*[/-]?\s*(?P<year>20\d\d)")
_RISES = re.compile(r"\s(?:tang|giam|nang) tu\s.{0,60}$")  # "… tăng từ 40% năm 2025 lên"
# Years that measure and do not set: what is compared with, the day of something else, when something starts.
_OF_SOMETHING_ELSE = re.compile(
    r"so voi (?:cung ky |cung thoi diem |cuoi |dau |muc |ket qua )*nam 20\d\d|ngay \d{1,2} thang \d{1,2} nam 20\d\d|"
    r"(?:giai doan|thoi ky) truoc nam (?:19|20)\d\d|"
    r"(?<!den )\btu (?:dau |cuoi )?nam 20\d\d(?!\s*(?:den|[-–]))"
)
_WINDOW = 400  # characters in which the year of a target stands
_LONGEST = 120  # characters of a line that opens a list of targets: "Phấn đấu đến năm 2030:"; a longer one does more
_LINES_ABOVE = 5  # in which a table is named
# A plan for one year: "Kế hoạch cải cách hành chính năm 2026"; not "… giai đoạn 2026 - 2030", "… đến năm 2030".
_OF_TITLE = re.compile(r"\bnam (?P<year>20\d\d)(?!\s*[-–]|\d)")
_NAMED = re.compile(r"[“\"][^“”\"]*[”\"]")  # "Đề án “Hỗ trợ … giai đoạn 2026 - 2035” năm 2026" is a plan for 2026
_LONGER = re.compile(r"den (?:het |cuoi )?nam|giai doan|tam nhin|dinh huong|tu nam|20\d\d\s*[-–]\s*20\d\d")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a whole document says of its targets: the year it is for, that of its issue, where its first part stands."""

    year: int | None = None
    issued: int | None = None
    first_part: int = 0

    def dated(self, targets: Iterable[Indicator]) -> Iterator[Indicator]:
        """Yield targets, those without a year with the plan's; what was reached before its issue is none."""
        for each in targets:
            if each.year is None:
                yield replace(each, year=self.year)
            elif self.issued is None or each.year >= self.issued:
                yield each


def year_of_title(title: str | None) -> int | None:
    """Return the year that a plan is for, by its title.

    >>> year_of_title("Cải cách hành chính năm 2026"), year_of_title("phát triển thư viện đến năm 2030")
    (2026, None)
    """
    folded = _OF_SOMETHING_ELSE.sub("", _NAMED.sub("", fold(title or "")))
    years = {found["year"] for found in _OF_TITLE.finditer(folded)}
    return int(years.pop()) if len(years) == 1 and not _LONGER.search(folded) else None


def target_year(text: Text, start: int, at: int, node: Node) -> int | None:
    """Return the target year: behind the value in its part, else before it, else after it, else above it."""
    end = node.item.end
    behind = _YEAR_BEHIND.match(_flat(text, at, min(end, at + 90)))
    is_of_base = text.folded[max(start, at - 4) : at].endswith(" lan")  # "gấp 2 lần năm 2025"
    if behind and not is_of_base:
        return int(behind["year"])
    named = list(_YEAR.finditer(_RISES.sub("", _flat(text, max(start, at - _WINDOW), at))))
    if named:
        return int(named[-1]["year"])
    following = re.match(r"(?:[^.;]|(?<=\d)\.(?=\d))*", _flat(text, at, min(end, at + _WINDOW)))
    if following and not is_of_base and (found := _YEAR_AFTER.search(re.sub(r"\([^()]*\)?", "", following[0]))):
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


def year_above_table(text: Text, start: int) -> int | None:
    """Return the year that the heading of a table gives its targets: one of the short lines right above it."""
    lines = [line for line in text.folded[max(0, start - _WINDOW) : start].split("\n") if line.strip()]
    for line in reversed(lines[-_LINES_ABOVE:]):
        if line.rstrip().endswith((".", ";")) or len(line) > _LONGEST:
            return None
        if years := _YEAR_ABOVE.findall(_OF_SOMETHING_ELSE.sub("", line)):
            return int(years[-1])
    return None


def _flat(text: Text, start: int, end: int) -> str:
    return _OF_SOMETHING_ELSE.sub("", text.folded[start:end].replace("\n", " "))
