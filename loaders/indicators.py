"""Measurable targets: a name, a comparator, a value with its unit, and the year it is set for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.quantities import (
    AT_LEAST,
    AT_MOST,
    INDEX,
    KNOWN_UNIT,
    OR_MORE,
    PERCENT,
    RANK,
    VALUE,
    comparator,
    is_baseline,
    number,
    words_before,
)
from loaders.sections import Node, heading_of
from loaders.text import Text, one_line
from ontology.folding import fold
from ontology.model import Indicator

_YEAR = re.compile(r"(?:den(?: het)?|vao|trong|cuoi|het)?\s*nam\s*(?P<year>20\d\d)")
_YEAR_BEHIND = re.compile(r"(?:\s*|[^,;.()]{0,60}?(?:den(?: het)?|vao|trong|cuoi|het) )nam\s*(?P<year>20\d\d)")
_NAME_START = re.compile(r"[;.:]|,\s*(?:trong do|co)\s|\bva\s+(?=ty le|ti le|so )|,\s*(?=ty le|ti le)")
# What a name begins with and is none of it: "Phấn đấu đến năm 2030,".
_TIME_FIRST = re.compile(
    r"(?:phan dau|dat muc tieu|den (?:het |cuoi )?nam 20\d\d|"
    r"(?:trong |vao )?(?:giai doan|nam) 20\d\d(?:\s*[-–]\s*20\d\d)?|hang nam|va|[,:\s])+"
)
_NOT_A_NAME = re.compile(
    r"(?:co|bo tri|thu hut|dat|xay dung|thanh lap|hinh thanh|moi|trong|nang|duy tri|bao dam|dam bao|it nhat|toi thieu|"
    r"them|tang|giam|grdp|gdp|vao nam|nam|\d+|va|len|trung binh|binh quan|[,\s])*"
)
_GOES_ON = re.compile(r"(?:gdp|grdp|nam|vao)\b")  # "đạt 1,5% GRDP vào năm 2026, trên 2% GRDP vào năm 2030"
_BOUNDED = re.compile(r"(?<![a-z])(?:it nhat|toi thieu|khong duoi|khong it hon)(?![a-z])")
_LISTED = re.compile(r",|;|\bva\b")
_RISES = re.compile(r"\s(?:tang|giam|nang) tu\s.{0,60}$")  # "… tăng từ 40% năm 2025 lên"
_RISE = re.compile(r"\s(?:tang|giam|nang) tu\s[^.;]{0,30}nam 20\d\d")  # what it rises from has a year of its own
_MADE = re.compile(
    r"(?:xay dung|thanh lap|hinh thanh|mo|thu hut|ho tro|dao tao|boi duong|phat trien|trong|cap|tap huan|to chuc|"
    r"nang cap|lap dat|bo tri)(?: moi| duoc| them)?\s*$"
)
_WINDOW = 400  # characters in which the name and the year of a target stand
_REACH = 40  # characters in which the words of comparison stand


@dataclass(frozen=True, slots=True)
class _Found:
    """A value in a clause: its match, and the words of comparison before it."""

    match: re.Match[str]
    words: str

    @property
    def start(self) -> int:
        return self.match.start() - len(self.words)


def _year(text: Text, start: int, at: int, node: Node) -> int | None:
    """Return the target year: behind the value in its part, else before it, else after it, else in a heading."""
    end = node.item.end
    behind = _YEAR_BEHIND.match(text.folded[at : min(end, at + 90)].replace("\n", " "))
    if behind:
        return int(behind["year"])
    before = text.folded[max(start, at - _WINDOW) : at].replace("\n", " ")
    named = list(_YEAR.finditer(_RISE.sub("", before)))
    if named:
        return int(named[-1]["year"])
    following = re.match(r"[^.;]*", text.folded[at : min(end, at + _WINDOW)].replace("\n", " "))
    if following and (found := _YEAR.search(re.sub(r"\([^()]*\)?", "", following[0]))):
        return int(found["year"])
    for above in node.ancestors():
        if found := _YEAR.search(fold(heading_of(text, above))):
            return int(found["year"])
    return None


def _name(text: Text, start: int, at: int) -> tuple[int, str]:
    """Return where the name of an indicator starts, and the name, without the time it is set for."""
    start = max(start, at - _WINDOW)
    before = text.folded[start:at].replace("\n", " ")
    cut = 0
    for found in _NAME_START.finditer(before):
        cut = found.end()
    while cut < len(before) and before[cut] in " ,;:":
        cut += 1
    time = _TIME_FIRST.match(before, cut)
    first = time.end() if time else cut
    rise = _RISES.search(before, first)
    last = start + rise.start() if rise else at
    return start + cut, one_line(text.restored[start + first : last]).strip(" ,")


def _named_after(text: Text, at: int, end: int) -> str:
    """Return the words after a value that say of what it is: "80% số xã có thư viện"."""
    words = re.match(r"[^.;,]*", text.restored[at : min(end, at + _WINDOW)].replace("\n", " "))
    return one_line(words[0]).strip() if words else ""


def _is_target(found: _Found, flat: str, *, in_objectives: bool) -> bool:
    match, unit = found.match, found.match["unit"]
    if is_baseline(flat[max(0, match.start() - _REACH) : match.start()], flat[match.end() : match.end() + _REACH]):
        return False
    if unit in PERCENT:
        return True
    if unit == "nam" and not re.search(AT_MOST, found.words):
        return False
    if not in_objectives:  # elsewhere only what is bounded counts: "mỗi năm công nhận ít nhất 12 thư viện"
        return KNOWN_UNIT.fullmatch(unit) is not None and _BOUNDED.search(found.words) is not None
    if match.re is INDEX:
        return bool(found.words.strip()) and "chi so" in flat[max(0, match.start() - _WINDOW) : match.start()]
    plain = KNOWN_UNIT.fullmatch(unit) is None
    stated = re.search(
        rf"(?:{AT_LEAST}|{AT_MOST}|dat|phan dau{'' if plain else '|co|con|duy tri|khoang|len'})", found.words
    )
    made = not plain and _MADE.search(flat, max(0, found.start - _REACH), found.start)
    return bool(stated or made) or OR_MORE.match(flat, match.end()) is not None


def _indicator(text: Text, node: Node, name_from: int, found: _Found, before: Indicator | None) -> Indicator:
    """Return the target that a value with its unit makes; offsets of the match count from the clause."""
    match, start, flat = found.match, node.item.start, found.match.string
    name_at, name = _name(text, start + name_from, start + found.start)
    if _NOT_A_NAME.fullmatch(fold(name)):
        goes_on = (not name or _GOES_ON.match(fold(name))) and _LISTED.search(flat, name_from, match.start())
        after = _named_after(text, start + match.end(), node.item.end)
        name = before.name if before is not None and goes_on else f"{name} {after}".strip()
    is_range = bool(match["upper"])
    return Indicator(
        span=text.span(name_at if name else start + found.start, start + match.end()),
        name=name,
        comparator=comparator(
            found.words, flat[: found.start], flat[match.end() : match.end() + _REACH], is_range=is_range
        ),
        value=number(match["value"]),
        upper=number(match["upper"]) if is_range else None,
        unit=one_line(text.restored[start + match.start("unit") : start + match.end("per")]),
        year=_year(text, start, start + match.end(), node),
        path=node.path,
        confidence=0.9 if match["unit"] in PERCENT else 0.7,
    )


def _rank(text: Text, node: Node, found: re.Match[str]) -> Indicator:
    """Return the target to be among the first: "nhóm 50 nước đứng đầu thế giới về đọc sách"."""
    start = node.item.start
    return Indicator(
        span=text.span(start + found.start(), start + found.end()),
        name=_named_after(text, start + found.end(), node.item.end),
        comparator="<=",
        value=float(found["value"]),
        unit=one_line(text.restored[start + found.start("unit") : start + found.end("unit")]),
        year=_year(text, start, start + found.end(), node),
        path=node.path,
        confidence=0.7,
    )


def indicators_in(text: Text, node: Node, *, in_objectives: bool) -> Iterator[Indicator]:
    """Yield the targets of a clause; outside the objectives only percentages count."""
    flat = text.folded[node.item.start : node.item.end].replace("\n", " ")
    ranks = [_rank(text, node, found) for found in RANK.finditer(flat)] if in_objectives else []
    yield from sorted([*_valued(text, node, flat, in_objectives=in_objectives), *ranks], key=lambda each: each.span)


def _valued(text: Text, node: Node, flat: str, *, in_objectives: bool) -> Iterator[Indicator]:
    last, before = 0, None
    matches = sorted([*VALUE.finditer(flat), *INDEX.finditer(flat)], key=lambda match: match.start())
    for match in matches:
        reach = max(last, match.start() - _REACH)
        found = _Found(match, words_before(text, flat, reach, match.start(), node.item.start))
        if _is_target(found, flat, in_objectives=in_objectives):
            before = _indicator(text, node, last, found, before)
            yield before
            last = match.end()
