"""How often a duty recurs, by the words of its clause: "định kỳ 6 tháng, 1 năm", "hằng quý", "thường xuyên"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.text import Text
from ontology.model import Recurrence

_NUMBER_WORDS = {"mot": 1, "hai": 2, "ba": 3, "sau": 6}
# "định kỳ hằng quý, 6 tháng (trước ngày 10/6), năm", "báo cáo tuần, tháng"; not "quý III", "tháng 6", "năm 2026".
_UNIT = (
    r"(?:(?:\d{1,2}|ba|sau|mot|hai)\s*)?(?:tuan|thang|"
    r"quy(?!\s*(?:dinh|che|trinh|hoach|mo|chuan|tac|luat|phap|dau|i|v|ii))|nam)"
    r"(?![a-z])(?!\s*(?:\d|tiep|sau|truoc(?! (?:ngay|\d))|toi|nay|qua|hoc))"
)
_CHAIN = re.compile(
    r"(?:dinh ky|theo(?: tung)?|h[aà]ng|moi|thuong xuyen|"
    r"(?<=thuc hien)(?= (?:\d{1,2}|ba|sau) thang truoc ngay)|"
    r"(?<=bao cao)|(?<=bao cao:)|(?<=bao cao ket qua)|"
    r"(?=(?:6|sau) thang,? (?:va )?(?:1 |mot )?nam (?:bao cao|so ket))|ngay \d{1,2}(?: cua)?(?= h[aà]ng))\b"
    rf"(?P<list>(?:[\s,]*(?:\([^()]{{0,60}}\)[\s,]*)?(?:va\s+(?=h[aà]ng))?"
    rf"(?:(?:va|hoac|theo|h[aà]ng|moi|dinh ky|dot xuat|mot lan|lan)[\s,]*)?"
    rf"(?:ca\s(?=nam))?{_UNIT}){{1,8}})"
)
_QUARTER_END = re.compile(
    r"(?:ngay \d{1,2} )?(?:cua )?thang (?:cuoi|dau) (?:cua )?(?:moi )?quy(?!\s*(?:dinh|che|trinh|hoach|[iv]))"
)
# A day that belongs to no month by name: "trước ngày 25", "ngày 10 và ngày 25", not "ngày 05/6", "ngày 10 tháng 12".
_MONTHLY_DAY = re.compile(
    r"(?<!tu )\bngay (?P<day>\d{1,2})(?: va (?:ngay )?(?P<next>\d{1,2}))?"
    r"(?![\d/.-]|\s*/|\s+thang\s+(?:\d|cuoi|dau|giua)|\s+cua thang (?:cuoi|dau|giua)|\s+lam viec|\s+ngay)"
)
_QUARTERLY_DAY = re.compile(
    r"\bngay (?P<day>\d{1,2}) (?:cua )?thang (?P<month>cuoi|giua|dau) (?:cua )?(?:moi |hang )?quy"
)
_MONTHS_OF_QUARTER = {"dau": 1, "giua": 2, "cuoi": 3}
_DAYS = frozenset(range(1, 32))
_ONCE = re.compile(
    r"(?:moi\s+|h[aà]ng\s+)?(?:(?P<count>\d{1,2}|ba|sau|mot|hai)\s+)?(?P<unit>tuan|thang|quy|nam)\s+"
    r"(?:(?:it nhat|toi thieu)\s+)?(?:mot|1|01)\s+(?:lan|luot|ky)(?![a-z])|"
    r"(?:mot|0?1)\s+(?:lan|cuoc|buoi|dot|ky)\s*/\s*(?:(?P<per>\d{1,2})\s*)?(?P<each>tuan|thang|quy|nam)(?![a-z])"
)
# "6 tháng rà soát lại một lần": what is done stands between.
_ONCE_PARTED = re.compile(
    r"(?<![\d/] )(?:moi |cu )?(?P<count>\d{1,2}|ba|sau|hai)\s+(?P<unit>tuan|thang|quy|nam)\s+(?!dau|"
    r"cuoi)(?:[a-z]+\s){1,5}?(?:mot|0?1)\s+lan\b"
)
_MONTH_END = re.compile(r"ngay (?:lam viec )?(?:cuoi|dau)(?: (?:cung|tien))? (?:cua )?(?:moi )?thang(?!\s*\d)")
_DAILY = re.compile(
    r"(?:h[aà]ng|moi) ngay(?! (?:le|nghi|lam viec|dau))(?=[^.;]{0,40}\b(?:bao cao|cap nhat|gui|kiem tra|giao ban))|"
    r"\b(?:bao cao|khai bao|cap nhat|chot so lieu|giao ban|gui (?:bao cao|so lieu))\b"
    r"(?:(?! (?:quan ly|sinh hoat|cong viec|hoat dong|dung|doi song) (?:h[aà]ng|moi))[^.;]){0,60}? (?:h[aà]ng|moi) ngay"
    r"(?! (?:le|nghi|lam viec|dau))(?=\s*(?:[,.;(]|$|(?:ve|cho|truoc|tren|qua|gui|bang|voi|luc|vao) ))"
)
_WEEKDAY = re.compile(r"\b(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat) (?:h[aà]ng|moi) tuan\b")
_IN_CHAIN = re.compile(r"(?:(?P<count>\d{1,2}|ba|sau|mot|hai)\s*)?(?P<unit>tuan|thang|quy|nam)(?![a-z])")
# "trước ngày 05/6 (6 tháng)": the bracket says what the report is for.
_IN_BRACKETS = re.compile(
    r"(?<=\d )\((?:doi voi )?(?:bao cao )?(?:(?P<count>6|9) )?(?P<unit>thang|quy|nam)(?: dau nam)?\)"
)
_ASIDE = re.compile(r"\([^()]*\)")
_REVIEW = re.compile(
    r"bao cao|kiem tra|giam sat|so ket|tong ket|danh gia|thong ke|ra soat|giao ban|hop |so, tong ket|tong hop|cap "
    r"nhat|nghe|kiem ke|rut kinh nghiem|kiem diem|doi chieu|"
    r"gui (?:so|ket qua|thong tin|danh sach|ve|phieu)|nop (?:so|ve|bao)|dem (?:lai|so)|"
    r"doi thoai|khao sat|dieu tra|cong bo|ban giao|lam viec voi"
)
# What "hằng năm" may belong to when it is no rhythm of the duty.
_NOT_A_RHYTHM = re.compile(
    r"(?:kinh phi|ngan sach|ke hoach|chuong trinh|cong tac|du toan|khen thuong|xep loai|chi tieu|thi dua|chi|binh "
    r"quan|von|"
    r"nhiem vu|tang|tang truong|dao tao)(?:,?\s+\w+){0,3}\s*$|\b(?:chuong trinh|ke hoach)(?:,?\s+\w+){0,8}\s*$"
)


def _duration(count: str | None, unit: str) -> str:
    number = _NUMBER_WORDS.get(count or "", 0) or int(count or 1)
    if unit == "quy":
        return f"P{number * 3}M"
    return f"P{number}{ {'tuan': 'W', 'thang': 'M', 'nam': 'Y'}[unit] }"


def _segments(flat: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"[^.;]+(?:\.(?=\d)[^.;]*)*", flat):
        yield found.start(), found[0]


_FOCAL = re.compile(r"\bdau moi\b")  # "đầu mối nắm tình hình" is no "mỗi năm"


def recurrences_in(text: Text, start: int, end: int) -> tuple[Recurrence, ...]:
    """Return how often a clause says that its report, review or count recurs."""
    flat = _FOCAL.sub(lambda found: " " * len(found[0]), text.folded[start:end].replace("\n", " "))
    found: dict[str, Recurrence] = {}
    for offset, segment in _segments(flat):
        for a, b, every in (*_stated_rhythms(segment), *_reviewed(segment, known=bool(found))):
            span = text.span(start + offset + a, start + offset + b)
            found.setdefault(every, Recurrence(every=every, span=span))
    return tuple(_on_days(recurrence, flat) for recurrence in found.values())


def _on_days(recurrence: Recurrence, flat: str) -> Recurrence:
    """Return a monthly or quarterly rhythm with the days that its clause gives it."""
    if recurrence.every == "P1M":
        days = {int(found["day"]) for found in _MONTHLY_DAY.finditer(flat)}
        days |= {int(found["next"]) for found in _MONTHLY_DAY.finditer(flat) if found["next"]}
        return replace(recurrence, days=tuple(sorted(days & _DAYS)))
    if recurrence.every == "P3M" and (found := _QUARTERLY_DAY.search(flat)) and int(found["day"]) in _DAYS:
        return replace(recurrence, days=(int(found["day"]),), month=_MONTHS_OF_QUARTER[found["month"]])
    return recurrence


def _stated_rhythms(segment: str) -> Iterator[tuple[int, int, str]]:
    """Yield rhythms that speak for themselves: "tháng cuối quý", "mỗi năm một lần"."""
    if "quy" in segment and (quarterly := _QUARTER_END.search(segment)):
        yield quarterly.start(), quarterly.end(), "P3M"
    for told in _IN_BRACKETS.finditer(segment) if "(" in segment else ():
        yield told.start(), told.end(), _duration(told["count"], told["unit"])
    if "thang" in segment and (monthly := _MONTH_END.search(segment)):
        yield monthly.start(), monthly.end(), "P1M"
    if "ngay" in segment and (daily := _DAILY.search(segment)):
        yield daily.start(), daily.end(), "P1D"
    if "tuan" in segment and (weekly := _WEEKDAY.search(segment)):
        yield weekly.start(), weekly.end(), "P1W"
    for parted in _ONCE_PARTED.finditer(segment) if " lan" in segment else ():
        yield parted.start(), parted.end(), _duration(parted["count"], parted["unit"])
    for once in _ONCE.finditer(segment):
        yield once.start(), once.end(), _duration(once["count"] or once["per"], once["unit"] or once["each"])


def _reviewed(segment: str, *, known: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the rhythms of a report or a review; `known` says that the clause has one already."""
    if not _REVIEW.search(segment):
        return
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), segment)
    for chain in _CHAIN.finditer(segment):
        if not _is_rhythm(segment, chain):
            continue
        for one in _IN_CHAIN.finditer(plain, chain.start("list"), chain.end("list")):
            every = _duration(one["count"], one["unit"])
            if every == "P1Y" and known and _ends_a_day(segment, chain):
                continue  # "định kỳ 6 tháng … trước ngày 05/6 và 10/12 hằng năm" is every six months
            known = True
            yield one.start(), one.end(), every


def _ends_a_day(segment: str, chain: re.Match[str]) -> bool:
    return re.search(r"\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s*$", segment[: chain.start()]) is not None


_SAID = ("hang", "hàng", "moi")


def _is_rhythm(segment: str, chain: re.Match[str]) -> bool:
    """Say whether "hằng năm" is the rhythm of a report or review, not part of a plan's or budget's name."""
    if chain[0].startswith(("dinh ky", "theo", "thuong xuyen", "ngay")) or not chain[0].lstrip().startswith(_SAID):
        return True
    before, after = segment[: chain.start()], segment[chain.end() : chain.end() + 70]
    if re.match(r"\s*(?:,|\(|lan)?\s*(?:\S+\s+){0,12}?(?:" + _REVIEW.pattern + ")", after) and not _NOT_A_RHYTHM.search(
        before
    ):
        return True
    if re.search(r"ngay\s+\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s*$", before):
        return True
    return re.search(
        r"(?:bao cao|so ket|tong ket|danh gia|kiem tra|dinh ky|cong bo|cap nhat|ra soat|thong ke|giao ban|giam sat|"
        r"kiem ke|khao sat|thong bao):?(?:\s+\S+){0,9}\s*$",
        before,
    ) is not None and not (_NOT_A_RHYTHM.search(before))


CONTINUOUS = re.compile(r"thuong xuyen|lien tuc|hang ngay")


def is_continuous(text: Text, start: int, end: int) -> bool:
    """Say whether a clause calls its duty a standing one ("thường xuyên")."""
    return CONTINUOUS.search(text.folded[start:end].replace("\n", " ")) is not None
