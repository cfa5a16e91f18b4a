"""When a clause says its duty is due.

A month counts at its last day, "quý II/2026" at the quarter's, a year at its last day; a day "hằng năm" is
`--MM-DD`. A mere start ("từ quý …") and an open end ("và những năm tiếp theo") are no deadlines.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from loaders.dates import NUMERIC, WRITTEN, date_at, odd_years
from loaders.text import Text
from ontology.model import Deadline, Problem

# "trước ngày 05/6 (6 tháng) và trước ngày 05/12 (năm)": what a bracket says the report is for.
_YEARLY = re.compile(
    r"(?:h[aà]ng|moi) nam|\((?:doi voi )?(?:bao cao )?(?:6 thang|9 thang|quy|nam|ca nam|tong ket nam)[^()\d]*\)"
)
_BY = (
    r"(?:truoc|cham nhat|muon nhat|den het|den|xong|het|vao|trong|khong qua|han|thoi han|thoi gian|hoan thanh|cuoi|"
    r"khong (?:de|duoc|cham|muon|keo dai|tre)(?: qua| hon))"
)
_DAY_MONTH = re.compile(
    r"(?:truoc|cham nhat|vao|den|han|het|la|tu|va|,)\s*(?:la\s*)?(?:het\s*)?(?:vao\s*)?(?:truoc\s*)?"
    r"(?:ngay\s*|(?<=va )|(?<=, )|(?=\d{1,2}\s?/))"
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
    r"qu[yi]\s*(?P<quarter>i['’]?v|1v|lv|i{1,3}|1{2,3}|[1-4]|l{1,3}|il|li|1l|l1|i1|1i)\s*(?:/|-|nam|,|\s)\s*(?:nam\s*)?(?P<year>20\d\d)"
)
# "Quý IV/2025 - Quý I/2026": the first of two is a start.
_GOES_ON = re.compile(r"\s*(?:-|–|den|toi)\s*(?:het |cuoi |dau |ngay |thang |quy |nam )*[\div]")
_EACH_YEAR = re.compile(
    r"(?:thang\s*(?P<month>1[0-2]|0?[1-9])|quy\s*(?P<quarter>i{1,3}|iv|[1-4]))(?:\s*(?:cua|moi|h[aà]ng))?\s+"
    r"(?:(?<=moi )|(?<=hang )|(?<=hàng )|h[aà]ng |moi )nam"
)
_MONTH = re.compile(r"thang\s*(?P<month>0?[1-9]|1[0-2])\s*(?:/|nam|-)\s*(?P<year>20\d\d)")
_HALF = re.compile(r"(?P<half>6 thang (?:dau|cuoi) nam|(?:giua|cuoi|dau) nam)\s*(?P<year>20\d\d)")
_YEAR = re.compile(r"nam\s*(?P<year>20\d\d)")
_MONTH_WORD = re.compile(r"th[aie]ng")  # in every written date
_YEARS_ON = re.compile(
    r"[^.;]{0,6}(?:va|,)\s*(?:nhung|cac|hang)\s*nam\s*(?:tiep theo|sau)|va (?:nhung|cac) nam tiep|tro di"
)
_START = re.compile(r"(?:tu|bat dau|ke tu|tinh tu|sau)\s*(?:ngay|thang|quy|nam|het|giua|dau|cuoi)?\s*$")
_PAST = re.compile(
    r"(?:so\s*)?[\w\-/]*(?:\d[\w\-/]*)?[-/][a-z]{2,}[\w\-/]*\s*,?\s*(?:ngay)?\s*$|(?:ban hanh|ky|cong bo|sua doi|"
    r"thong qua|so voi|giai doan|tinh den(?: het| cuoi)?)\s*(?:ngay|nam)?\s*$"
)
_PERIOD = re.compile(
    r"(?P<noun>giai doan|chien luoc|quy hoach|tam nhin|dinh huong|nhiem ky|ke hoach|de an|chuong trinh|du an|muc "
    r"tieu)(?:[^.;:]{0,80})$"
)
_DUE_YEAR = re.compile(
    r"(?:hoan thanh|xong|truoc|cham nhat|het|trong|vao|phan dau|so ket|tong ket|ban hanh|thoi gian|thoi han|den|cuoi|"
    r"ket thuc|dua vao|trinh|"
    r"trien khai|thuc hien|nghiem thu)[^.;]{0,50}$"
)

# "trước ngày 15/7/2026 và ngày 10/12/2026": the second day is one like the first.
_AND_A_DAY = re.compile(r"(?:truoc|cham nhat)[^.;]{0,16}?\d{1,2}/\d{1,2}/20\d\d(?:,| va) (?:ngay )?$")

_WHEN = re.compile(r"(?:thoi gian|thoi han)(?: thuc hien| hoan thanh| trien khai)?\s*:\s*(?:trong |het )?$")


def _last_day(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def _is_start(before: str) -> bool:
    return _START.search(before) is not None


def _exact(text: Text, start: int, end: int) -> Iterator[Deadline]:
    """Yield full dates that stand as deadlines, not as the day of a document."""
    flat = text.folded[start:end].replace("\n", " ")
    for pattern in (NUMERIC, WRITTEN) if _MONTH_WORD.search(flat) else (NUMERIC,):
        for found in pattern.finditer(flat):
            before = flat[max(0, found.start() - 40) : found.start()]
            if found.re is WRITTEN and not found["day"]:
                continue
            if (
                _is_start(before.rstrip())
                or not (re.search(_BY + r"[^.;]{0,14}$", before) or _AND_A_DAY.search(before))
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


def _months_of_every_year(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield months and quarters of every year at their last day: "vào tháng 12 hằng năm"."""
    for found in _EACH_YEAR.finditer(flat):
        month = int(found["month"]) if found["month"] else 3 * _ROMAN_QUARTERS[found["quarter"]]
        if not re.search(r"\d\s*$", flat[: found.start()]):
            yield found.start(), found.end(), f"--{_last_day(2025, month)[5:]}"


def _rounded(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield quarters, months and halves as (start, end, ISO day)."""
    for found in _QUARTER.finditer(flat):
        is_named_so = _PROGRAMME.search(flat[max(0, found.start() - 30) : found.start()]) is not None
        if not is_named_so and not _is_start(flat[: found.start()].rstrip()) and not _GOES_ON.match(flat, found.end()):
            quarter = _ROMAN_QUARTERS[found["quarter"]]
            yield found.start(), found.end(), _last_day(int(found["year"]), quarter * 3)
    for found in _HALF.finditer(flat):
        if re.search(_BY + r"[^.;]{0,10}$", flat[max(0, found.start() - 30) : found.start()]):
            month = 12 if found["half"].startswith("cuoi") or "cuoi" in found["half"] else 6
            yield found.start(), found.end(), _last_day(int(found["year"]), month)
    for found in _MONTH.finditer(flat):
        before = flat[max(0, found.start() - 30) : found.start()]
        if re.search(r"(?:\d|dau|giua)\s*$", before) or _is_start(before.rstrip()) or _GOES_ON.match(flat, found.end()):
            continue
        if re.search(_BY + r"[^.;]{0,10}$|[(:]\s*$", before) or _HELD.search(before):
            yield found.start(), found.end(), _last_day(int(found["year"]), int(found["month"]))


_PROGRAMME = re.compile(r"\b(?:chuong trinh|ke hoach|lich) cong tac\s*$")  # "chương trình công tác quý IV/2026"
# "trong sinh hoạt chi bộ tháng 4/2026", "tại kỳ họp tháng 7/2026": what is held in a month is done in it.
_HELD = re.compile(r"\b(?:sinh hoat|ky hop|phien hop|giao ban|hoi nghi)\b[^.;,\d]{0,20}$")
_DONE_BEHIND = re.compile(r"\b(?:hoan thanh|xong|trinh|ban hanh|phe duyet|ket thuc|bao cao|so ket|tong ket)\b")


# What a document is about: "Nghị quyết số 39-NQ/TW ngày … về phát triển tỉnh đến năm 2030".
_TITLED = re.compile(r"\d[-/][^\s;]*[a-z][^\s;]*\s[^;]{0,120}?(?P<about>\bve )[^.;]*$")
_WHOLE_PERIOD = re.compile(r"20\d\d\s*[-–]\s*20\d\d,?\s(?:[a-z]+\s){0,4}?(?:trong|xong|truoc|vao)\s*$")


_WITHIN = re.compile(r"\b(?:trong|xong|het)\s*$")


def _is_in_a_name(before: str) -> bool:
    """Say whether a year belongs to the name of a period, plan or programme; behind "…, trình" it is a deadline.

    So it is behind a period that is told whole: "giai đoạn 2026 - 2030 trong năm 2026".
    """
    if _WITHIN.search(before):
        return False  # "… theo quy hoạch trong năm 2026": the name ends before
    if titled := _TITLED.search(before):
        return not _DONE_BEHIND.search(before, titled.end("about"))
    period = _PERIOD.search(before)
    if period is None or _WHOLE_PERIOD.search(before, period.end("noun")):
        return False
    return not _DONE_BEHIND.search(before, period.end("noun"))


_DONE_IN_PERIOD = re.compile(
    r"\b(?:hoan thanh|xong)\b[^.;]{0,160}?\btrong giai doan (?P<first>20\d\d)\s*[-–]\s*(?P<last>20\d\d)"
)


def _periods(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield the ends of periods in which something is to be completed: "hoàn thành … trong giai đoạn 2026 - 2028"."""
    for found in _DONE_IN_PERIOD.finditer(flat):
        yield found.start("first"), found.end(), f"{found['last']}-12-31"


def _years(flat: str) -> Iterator[tuple[int, int, str]]:
    for found in _YEAR.finditer(flat):
        before, after = flat[max(0, found.start() - 160) : found.start()], flat[found.end() : found.end() + 40]
        if re.search(r"(?:thang\s*\d{1,2}|quy\s*\w{1,3})\s*$", before) or _is_start(before.rstrip()[-14:]):
            continue
        if (
            _YEARS_ON.match(after)
            or re.match(r"\s*(?:-|–|den|,\s*20\d\d|,?\s*tam nhin)", after)
            or _is_in_a_name(before)
        ):
            continue
        if _WHEN.search(before) or (not before.strip(" (") and re.match(r"\s*[,:]", after)):
            yield found.start(), found.end(), f"{found['year']}-12-31"
        elif _DUE_YEAR.search(before) and re.search(
            r"(?:den|het|trong|vao|truoc|cuoi|nhat|xong|thanh)\s*(?:het\s*)?$", before
        ):
            is_before = re.search(r"truoc\s*$", before) is not None  # "trước năm 2028" ends with 2027
            yield found.start(), found.end(), f"{int(found['year']) - is_before}-12-31"


def deadlines_in(text: Text, start: int, end: int) -> tuple[Deadline, ...]:
    """Return the deadlines that a clause of the restored text states."""
    flat = text.folded[start:end].replace("\n", " ")
    exact = (*_exact(text, start, end), *_yearly(text, start, end))
    # "danh sách năm 2026, gửi trước ngày 10/4/2026": the year belongs to the list
    years = [] if exact else [*_years(flat), *_periods(flat)]
    rounded = [
        Deadline(due=due, span=text.span(start + a, start + b), exact=False)
        for a, b, due in (*_rounded(flat), *years, *_months_of_every_year(flat))
    ]
    found: dict[str, Deadline] = {}
    for deadline in (*exact, *rounded):
        found.setdefault(deadline.due, deadline)
    return tuple(sorted(found.values(), key=lambda deadline: deadline.span))


def impossible_dates(text: Text) -> Iterator[Problem]:
    """Yield a problem for each day that no calendar has ("31/02/2025"), and for each year that nobody can mean."""
    for found in odd_years(text.folded):
        words = text.restored[found.start() : found.end()]
        yield Problem(
            code="date-range",
            message=f"Năm trong “{words}” không thể đúng, nên ngày này không được đọc; hãy sửa ở bản gốc. / "
            f"The year in “{words}” cannot be right, so the day was not read; mend the original.",
            span=text.span(found.start(), found.end()),
        )
    for found in NUMERIC.finditer(text.folded):
        when = date_at(found)
        if not when.is_possible:
            yield Problem(
                code="impossible-date",
                message=f"Không có ngày “{found[0]}” trong lịch; giữ nguyên chữ, không suy đoán. / "
                f"No calendar has the day “{found[0]}”; the words are kept, nothing is guessed.",
                span=text.span(found.start(), found.end()),
            )
