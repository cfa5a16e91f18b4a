"""Measurable targets: a name, a comparator, a value with its unit, and the year it is set for."""

import re
from collections.abc import Iterator

from loaders.aims import Found, Place, is_target, place_of
from loaders.quantities import (
    INDEX,
    OF_ALL,
    PERCENT,
    RANK,
    RATE,
    SPAN_OF_LIFE_OR_TIME,
    VALUE,
    ZERO,
    comparator,
    number,
    words_before,
)
from loaders.sections import Node
from loaders.target_years import Plan, target_year
from loaders.text import Text, one_line
from ontology.folding import fold
from ontology.model import Indicator

_NAME_START = re.compile(r"[;.:]|,\s*(?:trong do|co)\s|\bva\s+(?=ty le|ti le|so )|,\s*(?=ty le|ti le)")
# What a name begins with and is none of it: "Phấn đấu đến năm 2030,".
_TIME_FIRST = re.compile(
    r"(?:phan dau|dat muc tieu|den (?:het |cuoi )?nam 20\d\d|"
    r"(?:trong |vao )?(?:giai doan|nam) 20\d\d(?:\s*[-–]\s*20\d\d)?|hang nam|va|[,:\s])+"
)
_NOT_A_NAME = re.compile(
    r"(?:co|bo tri|thu hut|dat|xay dung|thanh lap|hinh thanh|moi|trong|nang|duy tri|bao dam|dam bao|it nhat|toi thieu|"
    r"them|tang|keo|giam|grdp|gdp|vao nam|nam|\d+|va|len|trung binh|binh quan|[,\s])*"
)
_GOES_ON = re.compile(r"(?:gdp|grdp|nam|vao)\b")  # "đạt 1,5% GRDP vào năm 2026, trên 2% GRDP vào năm 2030"
# "…; 70% hồ sơ trực tuyến": a value that opens a part is named by the words behind it.
_PART = re.compile(r"[;.]\s*(?:va |phan dau |it nhat |tren |toi thieu )*$")
_GOES_ON_AFTER = re.compile(r"(?:gdp|grdp|nam|vao|den|so voi|trong|moi|tro len|ke hoach|du toan)\b")
_LISTED = re.compile(r",|;|\bva\b")
_RISES = re.compile(r"\s(?:tang|giam|nang) tu\s.{0,60}$")  # "… tăng từ 40% năm 2025 lên"
_WINDOW = 400  # characters in which the name and the year of a target stand
_REACH = 40  # characters in which the words of comparison stand


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


def _indicator(text: Text, node: Node, name_from: int, found: Found, before: Indicator | None) -> Indicator:
    """Return the target that a value with its unit makes; offsets of the match count from the clause."""
    match, start, flat = found.match, node.item.start, found.match.string
    name_at, name = _name(text, start + name_from, start + found.start)
    if _NOT_A_NAME.fullmatch(fold(name)):
        goes_on = (not name or _GOES_ON.match(fold(name))) and _LISTED.search(flat, name_from, match.start())
        after = _named_after(text, start + match.end(), node.item.end)
        opens_part = _PART.search(flat[name_from : found.start]) and after and not _GOES_ON_AFTER.match(fold(after))
        name = before.name if before is not None and goes_on and not opens_part else f"{name} {after}".strip()
    is_range = bool(match["upper"])
    return Indicator(
        span=text.span(name_at if name else start + found.start, start + match.end()),
        name=name,
        comparator=comparator(
            found.words, flat[: found.start], flat[match.end() : match.end() + 2 * _REACH], is_range=is_range
        ),
        value=number(match["value"]),
        upper=number(match["upper"]) if is_range else None,
        unit=one_line(text.restored[start + match.start("unit") : start + match.end("per")]),
        year=target_year(text, start, start + match.end(), node),
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
        year=target_year(text, start, start + found.end(), node),
        path=node.path,
        confidence=0.7,
    )


def indicators_in(text: Text, node: Node, plan: Plan) -> Iterator[Indicator]:
    """Yield the targets of a clause; how readily a number is one depends on where the clause stands."""
    flat = text.folded[node.item.start : node.item.end].replace("\n", " ")
    if _DIGIT.search(flat) is None:
        return
    place = place_of(text, node, plan.first_part)
    is_open = place in (Place.TARGETS, Place.OPEN)
    ranks = [_rank(text, node, found) for found in RANK.finditer(flat)] if is_open else []
    yield from plan.dated(sorted([*_valued(text, node, flat, place), *ranks], key=lambda each: each.span))


_DIGIT = re.compile(r"\d")
_PATTERNS = (VALUE, INDEX, RATE, SPAN_OF_LIFE_OR_TIME, ZERO, OF_ALL)


def _valued(text: Text, node: Node, flat: str, place: Place) -> Iterator[Indicator]:
    last, before = 0, None
    matches = sorted((match for each in _PATTERNS for match in each.finditer(flat)), key=lambda match: match.start())
    for match in matches:
        reach = max(last, match.start() - _REACH)
        found = Found(match, words_before(text, flat, reach, match.start(), node.item.start), last)
        if match.start() >= last and is_target(found, place):
            before = _indicator(text, node, last, found, before)
            yield before
            last = match.end()
