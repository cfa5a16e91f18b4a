"""When a clause says its duty is due, and how often it recurs.

A month counts at its last day, "quý II/2026" at the quarter's, a year at its last day; a day "hằng năm" is
`--MM-DD`. A mere start ("từ quý …") and an open end ("và những năm tiếp theo") are no deadlines.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from loaders.dates import NUMERIC, WRITTEN, date_at
from loaders.text import Text
from ontology.model import Deadline, Problem, Recurrence

_YEARLY = re.compile(r"(?:h[aà]ng|moi) nam")
_BY = r"(?:truoc|cham nhat|muon nhat|den het|den|xong|het|vao|trong|khong qua|han|thoi han|thoi gian|hoan thanh|cuoi)"
_DAY_MONTH = re.compile(
    r"(?:truoc|cham nhat|vao|den|han|het|la|tu|va|,)\s*(?:la\s*)?(?:het\s*)?(?:vao\s*)?(?:truoc\s*)?(?:ngay\s*)"
    r"(?P<day>\d{1,2})\s*(?:/|thang)\s*(?P<month>\d{1,2})(?!\d|\s?[/.]\s?\d{4}|\s*(?:nam|/)\s*\d{4})"
)
_ROMAN_QUARTERS = {
    "i'v": 4,
    "i’v": 4,
    "1v": 4,
    "lv": 4,
    "11": 2,
    "111": 3,
    "1l": 2,
    "l1": 2,
    "i1": 2,
    "1i": 2,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "l": 1,
    "ll": 2,
    "lll": 3,
    "il": 2,
    "li": 2,
}
_QUARTER = re.compile(
    r"qu[yi]\s*(?P<quarter>i['’]?v|1v|lv|i{1,3}|1{2,3}|[1-4]|l{1,3}|il|li|1l|l1|i1|1i)\s*(?:/|-|nam|\s)\s*(?:nam\s*)?(?P<year>20\d\d)"
)
_MONTH = re.compile(r"thang\s*(?P<month>0?[1-9]|1[0-2])\s*(?:/|nam|-)\s*(?P<year>20\d\d)")
_HALF = re.compile(r"(?P<half>6 thang (?:dau|cuoi) nam|(?:giua|cuoi|dau) nam)\s*(?P<year>20\d\d)")
_YEAR = re.compile(r"nam\s*(?P<year>20\d\d)")
_YEARS_ON = re.compile(
    r"[^.;]{0,6}(?:va|,)\s*(?:nhung|cac|hang)\s*nam\s*(?:tiep theo|sau)|va (?:nhung|cac) nam tiep|tro di"
)
_START = re.compile(r"(?:tu|bat dau|ke tu|tinh tu|sau)\s*(?:ngay|thang|quy|nam|het|giua|dau|cuoi)?\s*$")
_PAST = re.compile(
    r"(?:so\s*)?[\w\-/]*(?:\d[\w\-/]*)?[-/][a-z]{2,}[\w\-/]*\s*,?\s*(?:ngay)?\s*$|(?:ban hanh|ky|cong bo|sua doi|"
    r"thong qua|so voi|giai doan)\s*(?:ngay|nam)?\s*$"
)
_PERIOD = re.compile(
    r"(?:giai doan|chien luoc|quy hoach|tam nhin|dinh huong|nhiem ky|ke hoach|de an|chuong trinh|du an|muc "
    r"tieu)(?:[^.;:]{0,80})$"
)
_DUE_YEAR = re.compile(
    r"(?:hoan thanh|xong|truoc|cham nhat|het|trong|vao|phan dau|so ket|tong ket|ban hanh|thoi gian|thoi han|den|cuoi|"
    r"ket thuc|dua vao|trinh|"
    r"trien khai|thuc hien|nghiem thu)[^.;]{0,50}$"
)

_WHEN = re.compile(r"(?:thoi gian|thoi han)(?: thuc hien| hoan thanh| trien khai)?\s*:\s*(?:trong |het )?$")

_EVERY = re.compile(
    r"(?:(?:h[aà]ng|moi|theo|1|mot lan moi)\s+(?P<unit>tuan|thang|quy|nam|ngay)(?!\s*\d)|"
    r"(?P<count>\d{1,2}|ba|sau|mot|hai)\s*(?P<plural>thang|nam|tuan|quy)(?:\s*(?:mot lan|/lan|1 lan))?)(?![a-z])"
)
_NUMBER_WORDS = {"mot": 1, "hai": 2, "ba": 3, "sau": 6}
_CHAIN = re.compile(
    r"(?:dinh ky|theo|h[aà]ng|moi|thuong xuyen)\b(?P<list>(?:[\s,]*(?:va|hoac|theo|h[aà]ng|moi|dinh ky|dot xuat|mot "
    r"lan|lan)?[\s,]*"
    r"(?:(?:\d{1,2}|ba|sau|mot|hai)\s*)?(?:tuan|thang|quy(?!\s*(?:dinh|che|trinh|hoach|mo|chuan|tac|luat|phap|dau))|nam)(?![a-z])(?!\s*(?:\d{4}|tiep|sau|truoc))){1,8})"
)
_QUARTER_END = re.compile(r"(?:ngay \d{1,2} )?thang cuoi (?:cua )?(?:moi )?quy(?!\s*(?:dinh|che|trinh|hoach))")
_ONCE = re.compile(
    r"(?:moi\s+|h[aà]ng\s+)?(?:(?P<count>\d{1,2}|ba|sau|mot|hai)\s+)?(?P<unit>tuan|thang|quy|nam)\s+(?:mot|1|01)\s+(?:lan|luot|ky)(?![a-z])"
)
_IN_CHAIN = re.compile(r"(?:(?P<count>\d{1,2}|ba|sau|mot|hai)\s*)?(?P<unit>tuan|thang|quy|nam)(?![a-z])")
_REVIEW = re.compile(
    r"bao cao|kiem tra|giam sat|so ket|tong ket|danh gia|thong ke|ra soat|giao ban|hop |so, tong ket|tong hop|cap "
    r"nhat|nghe|kiem ke|"
    r"doi thoai|khao sat|cong bo|ban giao|lam viec voi"
)
# What "hằng năm" may belong to when it is no rhythm of the duty.
_NOT_A_RHYTHM = re.compile(
    r"(?:kinh phi|ngan sach|ke hoach|chuong trinh|cong tac|du toan|khen thuong|xep loai|chi tieu|thi dua|chi|binh "
    r"quan|von|"
    r"nhiem vu|tang|tang truong|dao tao)(?:\s+\w+){0,3}\s*$"
)


def _last_day(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def _is_start(before: str) -> bool:
    return _START.search(before) is not None


def _exact(text: Text, start: int, end: int) -> Iterator[Deadline]:
    """Yield full dates that stand as deadlines, not as the day of a document."""
    flat = text.folded[start:end].replace("\n", " ")
    for pattern in (NUMERIC, WRITTEN):
        for found in pattern.finditer(flat):
            before = flat[max(0, found.start() - 40) : found.start()]
            if found.re is WRITTEN and not found["day"]:
                continue
            if (
                _is_start(before.rstrip())
                or not re.search(_BY + r"[^.;]{0,14}$", before)
                or _PAST.search(before.rstrip())
            ):
                continue
            when = date_at(found)
            if when.iso and when.is_possible and len(when.iso) == 10:
                yield Deadline(due=when.iso, span=text.span(start + when.start, start + when.end))


def _yearly(text: Text, start: int, end: int) -> Iterator[Deadline]:
    flat = text.folded[start:end].replace("\n", " ")
    for found in _DAY_MONTH.finditer(flat):
        day, month = int(found["day"]), int(found["month"])
        sentence = flat[found.start() : found.end() + 60].split(".")[0]
        before = flat[max(0, found.start() - 160) : found.start()]
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        if _YEARLY.search(sentence) or re.search(r"(?:h[aà]ng nam|dinh ky|6 thang)[^.;]*$", before):
            yield Deadline(
                due=f"--{month:02}-{day:02}", span=text.span(start + found.start("day"), start + found.end())
            )


def _rounded(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield quarters, months and halves as (start, end, ISO day)."""
    for found in _QUARTER.finditer(flat):
        if not _is_start(flat[: found.start()].rstrip()):
            quarter = _ROMAN_QUARTERS[found["quarter"]]
            yield found.start(), found.end(), _last_day(int(found["year"]), quarter * 3)
    for found in _HALF.finditer(flat):
        if re.search(_BY + r"[^.;]{0,10}$", flat[max(0, found.start() - 30) : found.start()]):
            month = 12 if found["half"].startswith("cuoi") or "cuoi" in found["half"] else 6
            yield found.start(), found.end(), _last_day(int(found["year"]), month)
    for found in _MONTH.finditer(flat):
        before = flat[max(0, found.start() - 30) : found.start()]
        if re.search(r"(?:\d|dau|giua)\s*$", before) or _is_start(before.rstrip()):
            continue
        if re.search(_BY + r"[^.;]{0,10}$|[(:]\s*$", before):
            yield found.start(), found.end(), _last_day(int(found["year"]), int(found["month"]))


def _years(flat: str) -> Iterator[tuple[int, int, str]]:
    for found in _YEAR.finditer(flat):
        before, after = flat[max(0, found.start() - 90) : found.start()], flat[found.end() : found.end() + 40]
        if re.search(r"(?:thang\s*\d{1,2}|quy\s*\w{1,3})\s*$", before) or _is_start(before.rstrip()[-14:]):
            continue
        if _YEARS_ON.match(after) or re.match(r"\s*(?:-|–|den|,\s*20\d\d)", after) or _PERIOD.search(before):
            continue
        if _WHEN.search(before):
            yield found.start(), found.end(), f"{found['year']}-12-31"
        elif _DUE_YEAR.search(before) and re.search(
            r"(?:den|het|trong|vao|truoc|cuoi|nhat|xong|thanh)\s*(?:het\s*)?$", before
        ):
            is_before = re.search(r"truoc\s*$", before) is not None  # "trước năm 2028" ends with 2027
            yield found.start(), found.end(), f"{int(found['year']) - is_before}-12-31"


def deadlines_in(text: Text, start: int, end: int) -> tuple[Deadline, ...]:
    """Return the deadlines that a clause of the restored text states."""
    flat = text.folded[start:end].replace("\n", " ")
    rounded = [
        Deadline(due=due, span=text.span(start + a, start + b), exact=False)
        for a, b, due in (*_rounded(flat), *_years(flat))
    ]
    exact = (*_exact(text, start, end), *_yearly(text, start, end))
    if exact:  # "danh sách năm 2026, gửi trước ngày 10/4/2026": the year belongs to the list
        rounded = [deadline for deadline in rounded if not deadline.due.endswith("-12-31")]
    found: dict[str, Deadline] = {}
    for deadline in (*exact, *rounded):
        found.setdefault(deadline.due, deadline)
    return tuple(sorted(found.values(), key=lambda deadline: deadline.span))


def _duration(count: str | None, unit: str) -> str:
    number = _NUMBER_WORDS.get(count or "", 0) or int(count or 1)
    if unit == "quy":
        return f"P{number * 3}M"
    return f"P{number}{ {'tuan': 'W', 'thang': 'M', 'nam': 'Y'}[unit] }"


def _segments(flat: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"[^.;]+(?:\.(?=\d)[^.;]*)*", flat):
        yield found.start(), found[0]


def recurrences_in(text: Text, start: int, end: int) -> tuple[Recurrence, ...]:
    """Return how often a clause says that its report, review or count recurs."""
    flat = text.folded[start:end].replace("\n", " ")
    found: dict[str, Recurrence] = {}
    for offset, segment in _segments(flat):
        for a, b, every in (*_stated_rhythms(segment), *_reviewed(segment, known=bool(found))):
            span = text.span(start + offset + a, start + offset + b)
            found.setdefault(every, Recurrence(every=every, span=span))
    return tuple(found.values())


def _stated_rhythms(segment: str) -> Iterator[tuple[int, int, str]]:
    """Yield rhythms that speak for themselves: "tháng cuối quý", "mỗi năm một lần"."""
    if quarterly := _QUARTER_END.search(segment):
        yield quarterly.start(), quarterly.end(), "P3M"
    for once in _ONCE.finditer(segment):
        yield once.start(), once.end(), _duration(once["count"], once["unit"])


def _reviewed(segment: str, *, known: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the rhythms of a report or a review; `known` says that the clause has one already."""
    if not _REVIEW.search(segment):
        return
    for chain in _CHAIN.finditer(segment):
        if not _is_rhythm(segment, chain):
            continue
        for one in _IN_CHAIN.finditer(segment, chain.start("list"), chain.end("list")):
            every = _duration(one["count"], one["unit"])
            if every == "P1Y" and known and _ends_a_day(segment, chain):
                continue  # "định kỳ 6 tháng … trước ngày 05/6 và 10/12 hằng năm" is every six months
            known = True
            yield one.start(), one.end(), every


def _ends_a_day(segment: str, chain: re.Match[str]) -> bool:
    return re.search(r"\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s*$", segment[: chain.start()]) is not None


def _is_rhythm(segment: str, chain: re.Match[str]) -> bool:
    """Say whether "hằng năm" is the rhythm of a report or review, not part of a plan's or budget's name."""
    if chain[0].startswith(("dinh ky", "theo", "thuong xuyen")):
        return True
    before, after = segment[: chain.start()], segment[chain.end() : chain.end() + 70]
    if re.match(r"\s*(?:,|\(|lan)?\s*(?:\S+\s+){0,12}?(?:" + _REVIEW.pattern + ")", after) and not _NOT_A_RHYTHM.search(
        before
    ):
        return True
    if re.search(r"ngay\s+\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s*$", before):
        return True
    return re.search(
        r"(?:bao cao|so ket|tong ket|danh gia|kiem tra|dinh ky)(?:\s+\S+){0,6}\s*$", before
    ) is not None and not (_NOT_A_RHYTHM.search(before))


_AFTER_DAYS = re.compile(r"(?:sau|trong(?: thoi han| vong)?)\s+(?P<days>\d{1,3})\s+ngay")
CONTINUOUS = re.compile(r"thuong xuyen|lien tuc|hang ngay")


def is_continuous(text: Text, start: int, end: int) -> bool:
    """Say whether a clause calls its duty a standing one ("thường xuyên")."""
    return CONTINUOUS.search(text.folded[start:end].replace("\n", " ")) is not None


def impossible_dates(text: Text, start: int, end: int) -> Iterator[Problem]:
    """Yield a problem for each day that no calendar has ("31/02/2025")."""
    for found in NUMERIC.finditer(text.folded, start, end):
        when = date_at(found)
        if not when.is_possible:
            yield Problem(
                code="impossible-date",
                message=f"Không có ngày “{found[0]}” trong lịch; giữ nguyên chữ, không suy đoán. / "
                f"No calendar has the day “{found[0]}”; the words are kept, nothing is guessed.",
                span=text.span(found.start(), found.end()),
            )
