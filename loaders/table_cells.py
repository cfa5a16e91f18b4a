"""What the cells of a table say: whom a cell names, and by when or how often."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.deadlines import deadlines_in
from loaders.names import names_at, spelled
from loaders.text import Text
from ontology.model import Deadline, LeadSource, Party, Recurrence

_BETWEEN = re.compile(r"[\s,;:.\-–+•/]*(?:(?:va|cung)\s+(?=[a-z]))?")
_REMARK = re.compile(r"\s*\([^()]*\)")
_UNITS_ONLY = re.compile(
    r"(?:cac )?(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)(?: truc thuoc (?:trung uong|tw|tinh))?"
)
_CHUNK = re.compile(r"[^,;(]+")
_GROUP = re.compile(
    r"(?:cac )?(?:bo|so),? (?:ban, )?nganh(?:(?:,| va) (?:cac )?(?:dia phuong|doan the))*(?: (?:co )?lien quan)?"
)

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WHEN = re.compile(
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<of>\d{1,2})\s*[/.-]\s*(?P<on>20\d\d)"
    r"|qu[yi]\s*(?P<quarter>iv|i{1,3}|[1-4])\s*(?:/|-|nam|\s)\s*(?:nam\s*)?(?P<in>20\d\d)"
    r"|(?P<month>\d{1,2})\s*(?:/|-|\s+nam\s+)\s*(?P<year>20\d\d)"
    r"|(?P<first>20\d\d)\s*(?:-|–|den|den nam)\s*(?:nam\s*)?(?P<last>20\d\d)"
    r"|(?P<whole>20\d\d)"
)
_EACH_YEAR = re.compile(
    r"(?:(?:ngay\s*)?(?P<day>\d{1,2})\s*/\s*|thang\s*)(?P<month>\d{1,2})(?!\s*[/\d])[^;]{0,12}?(?:hang|moi) nam"
)
_START = re.compile(r"(?:tu|bat dau|ke tu|sau)\s*(?:ngay|thang|quy|nam)?\s*$")
_SCHOOL_YEAR = re.compile(r"nam hoc\s*$")  # "trước năm học 2026 - 2027" ends with neither year
_OPEN_END = re.compile(r"[^;]{0,6}(?:va|,)\s*(?:nhung|cac)\s*nam\s*(?:tiep theo|sau|tiep)|\s*tro di")
_GOES_ON = re.compile(r"\s*(?:-|–|den|toi)\s*(?:het |cuoi |dau |ngay |thang |quy |nam )*[\div]")  # a mere start
_STANDING = re.compile(r"thuong xuyen|lien tuc|hang ngay|nhung nam tiep theo|cac nam tiep theo")
_EVERY = re.compile(
    r"(?:hang|moi|dinh ky)\s+(?P<unit>tuan|thang|quy|nam)|"
    r"(?P<count>\d{1,2})\s*thang(?!\s*(?:/\s*\d|\d|nam))(?:\s*/?\s*lan)?"
)
_DURATIONS = {"tuan": "P1W", "thang": "P1M", "quy": "P3M", "nam": "P1Y"}
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class _Piece:
    """A name in a cell, and where it stands in the restored text."""

    start: int
    end: int
    name: str


def parties_in(text: Text, start: int, end: int) -> tuple[Party, ...]:
    """Return whom a cell of the restored text names; every part of it names somebody, known or not."""
    found: dict[str, Party] = {}
    for piece in _pieces(text, start, end):
        party = Party(name=piece.name, span=text.span(piece.start, piece.end), source=LeadSource.TABLE)
        found.setdefault(piece.name.casefold(), party)
    return tuple(found.values())


def _pieces(text: Text, start: int, end: int) -> list[_Piece]:
    """Return the names of a cell; words that no name begins with go on with the name before: "… ở nước ngoài"."""
    pieces: list[_Piece] = []
    at = _after_separator(text, start, end)
    before = start
    while at < end:
        separator = text.raw[text.raw_offset(before) : text.raw_offset(at)].strip()
        read = _names(text, at, end) if at == start or separator or text.restored[at].isupper() else []
        if read:
            pieces = _united(text, [*pieces, *read])
        elif pieces and ";" not in separator:
            pieces.append(_piece(text, pieces.pop().start, _chunk_end(text, at, end)))
        else:
            pieces.append(_piece(text, at, _chunk_end(text, at, end)))
        before = max(pieces[-1].end, at + 1)
        at = _after_separator(text, before, end)
    return [piece for piece in pieces if piece.name]


def _united(text: Text, pieces: list[_Piece]) -> list[_Piece]:
    """Return names with mere kinds of places put to the name before: "UBND tỉnh, thành phố" is one."""
    united: list[_Piece] = []
    for piece in pieces:
        if united and _UNITS_ONLY.fullmatch(text.folded, piece.start, piece.end):
            united.append(_piece(text, united.pop().start, piece.end))
        else:
            united.append(piece)
    return united


def _after_separator(text: Text, at: int, end: int) -> int:
    """Return where the next name may begin: after commas, "và", remarks in brackets."""
    before = -1
    while before != at:
        before = at
        for pattern in (_REMARK, _BETWEEN):
            if (found := pattern.match(text.folded, at, end)) is not None:
                at = found.end()
    return at


def _names(text: Text, at: int, end: int) -> list[_Piece]:
    """Return the names that begin at an offset."""
    if group := _GROUP.match(text.folded, at, end):
        return [_piece(text, at, group.end())]
    names = names_at(text, at, end)
    return [_Piece(name.start, name.end, spelled(text, name)) for name in names.names] if names else []


def _chunk_end(text: Text, at: int, end: int) -> int:
    chunk = _CHUNK.match(text.folded, at, end)
    return at + len(text.folded[at : chunk.end()].rstrip()) if chunk else at + 1


def _piece(text: Text, start: int, end: int) -> _Piece:
    return _Piece(start, end, " ".join(text.restored[start:end].split()).strip(" -–,;.()"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When a cell says that a duty is due, how often it recurs, and whether it is a standing one."""

    due: tuple[Deadline, ...] = ()
    every: tuple[Recurrence, ...] = ()
    is_continuous: bool = False


def _last_day(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def _month_end(year: str, month: int) -> str | None:
    return _last_day(int(year), month) if 1 <= month <= _LAST_MONTH else None


def _due_of(found: re.Match[str]) -> str | None:
    """Return the day that a match of `_WHEN` stands for, `None` where no calendar has it."""
    if found["day"]:
        year, month, day = int(found["on"]), int(found["of"]), int(found["day"])
        possible = 1 <= month <= _LAST_MONTH and 1 <= day <= monthrange(year, month)[1]
        return f"{year}-{month:02}-{day:02}" if possible else None
    if found["quarter"]:
        return _last_day(int(found["in"]), 3 * _QUARTERS[found["quarter"]])
    if found["month"]:
        return _month_end(found["year"], int(found["month"]))
    return f"{found['last'] or found['whole']}-12-31"


def _dues(text: Text, start: int, end: int) -> Iterator[Deadline]:
    flat = text.folded[start:end].replace("\n", " ")
    for found in _WHEN.finditer(flat):
        due = _due_of(found)
        if due is None or _START.search(flat[: found.start()]) or _OPEN_END.match(flat, found.end()):
            continue
        if _GOES_ON.match(flat, found.end()) or _SCHOOL_YEAR.search(flat[: found.start()]):
            continue
        span = text.span(start + found.start(), start + found.end())
        yield Deadline(due=due, span=span, exact=bool(found["day"]))
    for found in _EACH_YEAR.finditer(flat):
        month = int(found["month"])
        if 1 <= month <= _LAST_MONTH:
            day = int(found["day"] or monthrange(2025, month)[1])
            span = text.span(start + found.start(), start + found.end())
            yield Deadline(due=f"--{month:02}-{day:02}", span=span, exact=bool(found["day"]))


def times_in(text: Text, start: int, end: int) -> Times:
    """Return what a cell of the restored text says of time: "6/2025", "Quý II/2026", "2026 - 2027", "Hằng năm"."""
    flat = text.folded[start:end].replace("\n", " ")
    due = {deadline.due: deadline for deadline in (*deadlines_in(text, start, end), *_dues(text, start, end))}
    every: dict[str, Recurrence] = {}
    for found in _EVERY.finditer(flat):
        rhythm = _DURATIONS[found["unit"]] if found["unit"] else f"P{int(found['count'])}M"
        every.setdefault(rhythm, Recurrence(every=rhythm, span=text.span(start + found.start(), start + found.end())))
    return Times(
        due=tuple(sorted(due.values(), key=lambda deadline: deadline.span)),
        every=tuple(every.values()),
        is_continuous=_STANDING.search(flat) is not None,
    )
