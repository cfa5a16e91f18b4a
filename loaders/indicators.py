"""Measurable targets: a name, a comparator, a value with its unit, and the year it is set for."""

import re
from collections.abc import Iterator

from loaders.sections import Node, heading_of
from loaders.text import Text, one_line
from ontology.folding import fold
from ontology.model import Indicator

_NUMBER = r"\d{1,3}(?:[.\s]\d{3})+|\d+(?:,\d+)?"
_AT_LEAST = r"tren|hon|toi thieu|it nhat|khong duoi|khong thap hon|tu|vuot|dat tu|khong it hon|lon hon"
_AT_MOST = r"duoi|toi da|khong qua|khong vuot qua|it hon|nhieu nhat|thap hon|con duoi"
_UNITS = (
    r"%|phan tram|usd|ty dong|trieu dong|dong|nguoi|can bo|doanh nghiep|ho|lop|cuoc|luot|mo hinh|san pham|xa|phuong|"
    r"thon|truong|"
    r"thu vien|dau sach|ban sach|cuon|tu sach|diem|du an|de tai|nhiem vu|co so|to|km|ha|tan|may|trung tam|sang kien|"
    r"bai|tin|buoi|"
    r"nghin|trieu|ty|gio|nam|tac pham|dich vu|ho so|hoc sinh|giao vien|benh vien|cum|don vi|buu dien|khu|cau lac bo"
)
_NO_UNITS = (
    r"tuoi|thang|ngay|nam|quy|lan|khoa|giai doan|dieu|khoan|muc|den|va|tro|"
    r"tai|tu|o|cua|theo|de|la|co|gio|phut|thu|hoac|cap|ky"
)
_VALUE = re.compile(
    rf"(?<![\d.,/])(?P<value>{_NUMBER})(?:\s*(?:-|–|den)\s*(?P<upper>{_NUMBER}))?\s*(?P<unit>{_UNITS}|(?!(?:{_NO_UNITS})(?![a-z]))[a-z]+)(?![a-z])"
)
# Words before a value are looked for backwards from it, so that a clause without numbers costs nothing.
_WORDS_BEFORE = re.compile(
    rf"(?<![a-z])(?:{_AT_LEAST}|{_AT_MOST}|dat|chiem|khoang|bang|giam|tang|co|con|duy tri)"
    rf"(?:\s+(?:{_AT_LEAST}|{_AT_MOST}|dat|khoang|muc|them))*\s*$"
)
_OR_MORE = re.compile(r"\s*(?:\S+\s+){0,2}tro (?:len|xuong)")
_PERCENT_ONLY = ("%", "phan tram")
_YEAR = re.compile(r"(?:den(?: het)?|vao|trong|cuoi|het)?\s*nam\s*(?P<year>20\d\d)")
_NAME_START = re.compile(r"[;.:]|,\s*(?:trong do|co)\s|\bva\s+(?=ty le|ti le|so )|,\s*(?=ty le|ti le)")


def _number(digits: str) -> float:
    return float(digits.replace(" ", "").replace(".", "").replace(",", "."))


def _comparator(words: str, clause: str, after: str) -> str:
    if re.search(rf"(?:^|\s)(?:{_AT_LEAST})\s*$", words) or re.match(r"\s*(?:\S+\s+){0,2}tro len", after):
        return ">="
    if re.search(rf"(?:^|\s)(?:{_AT_MOST})\s*$", words):
        return "<="
    if not words.strip() and (opened := re.search(rf"(?P<word>{_AT_LEAST}|{_AT_MOST})(?:\s+\S+){{0,4}}:", clause)):
        return "<=" if re.fullmatch(_AT_MOST, opened["word"]) else ">="
    return "="


def _year(text: Text, start: int, at: int, node: Node) -> int | None:
    """Return the target year: the last named before the value in its clause, else after it, else in a heading."""
    named = list(_YEAR.finditer(text.folded[max(start, at - _WINDOW) : at].replace("\n", " ")))
    if named:
        return int(named[-1]["year"])
    following = re.match(r"[^.;]*", text.folded[at : min(node.item.end, at + _WINDOW)].replace("\n", " "))
    if following and (found := _YEAR.search(following[0])):
        return int(found["year"])
    for above in node.ancestors():
        if found := _YEAR.search(fold(heading_of(text, above))):
            return int(found["year"])
    return None


def _name(text: Text, start: int, at: int) -> tuple[int, str]:
    """Return where the name of an indicator starts, and the name."""
    start = max(start, at - _WINDOW)
    before = text.folded[start:at].replace("\n", " ")
    cut = 0
    for found in _NAME_START.finditer(before):
        cut = found.end()
    while cut < len(before) and before[cut] in " ,;:":
        cut += 1
    return start + cut, one_line(text.restored[start + cut : at]).strip(" ,")


def _named_after(text: Text, at: int, end: int) -> str:
    """Return the words after a value that say of what it is: "80% số xã có thư viện"."""
    words = re.match(r"[^.;,]*", text.restored[at : min(end, at + _WINDOW)].replace("\n", " "))
    return one_line(words[0]).strip() if words else ""


def _is_target(words: str, unit: str, after: str, *, in_objectives: bool) -> bool:
    if unit in _PERCENT_ONLY:
        return True
    if not in_objectives or (unit == "nam" and not re.search(_AT_MOST, words)):
        return False
    plain = re.fullmatch(_UNITS, unit) is None
    stated = re.search(rf"(?:{_AT_LEAST}|{_AT_MOST}|dat{'' if plain else '|co|con|duy tri|khoang'})", words)
    return stated is not None or _OR_MORE.match(after) is not None


def _indicator(text: Text, node: Node, name_from: int, found: re.Match[str], words: str) -> Indicator:
    """Return the target that a value with its unit makes; offsets of the match count from the clause."""
    start, flat = node.item.start, found.string
    at = found.start() - len(words)
    name_at, name = _name(text, start + name_from, start + at)
    if not name:
        name_at, name = start + at, _named_after(text, start + found.end(), node.item.end)
    after = _YEAR.match(flat[found.end() : found.end() + 30].lstrip(" ("))
    return Indicator(
        span=text.span(name_at, start + found.end()),
        name=name,
        comparator=_comparator(words, flat[:at], flat[found.end() : found.end() + 20]),
        value=_number(found["value"]),
        upper=_number(found["upper"]) if found["upper"] else None,
        unit=one_line(text.restored[start + found.start("unit") : start + found.end("unit")]),
        year=int(after["year"]) if after else _year(text, start, start + found.end(), node),
        path=node.path,
        confidence=0.9 if found["unit"] in _PERCENT_ONLY else 0.7,
    )


def indicators_in(text: Text, node: Node, *, in_objectives: bool) -> Iterator[Indicator]:
    """Yield the targets of a clause; outside the objectives only percentages count."""
    flat = text.folded[node.item.start : node.item.end].replace("\n", " ")
    last = 0
    for found in _VALUE.finditer(flat):
        before = _WORDS_BEFORE.search(flat, max(last, found.start() - _REACH), found.start())
        words = before[0] if before else ""
        if _is_target(words, found["unit"], flat[found.end() : found.end() + _REACH], in_objectives=in_objectives):
            yield _indicator(text, node, last, found, words)
            last = found.end()


_WINDOW = 400  # characters in which the name and the year of a target stand
_REACH = 40  # characters in which the words of comparison stand
