"""How well some lines fit a column of a table: agencies where a lead is due, a day where a time is."""

import re
from collections.abc import Sequence

from loaders.names import names_at
from loaders.quantities import PERCENT
from loaders.table_columns import Column
from loaders.text import Text

Range = tuple[int, int]

_DAY = (
    r"(?:(?:truoc |den |trong )?(?:ngay )?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20\d\d|"
    r"thang \d{1,2}\s?(?:/|nam|-)?\s?(?:20\d\d)?|"
    r"\d{1,2}\s?/\s?20\d\d|qu[yi] [ivx1-4]{1,3}\s?(?:/|-|nam)?\s?(?:nam )?(?:20\d\d)?|(?:nam )?20\d\d|"
    r"(?:hang|moi|dinh ky)\s(?:hang )?(?:tuan|thang|quy|nam|6 thang)|thuong xuyen|6 thang(?: dau nam| cuoi nam)?|"
    r"giai doan|lien tuc|theo [a-z ]{4,40}|ngay sau khi [a-z ]{4,60}|dau nam|cuoi nam|sau khi [a-z ]{4,60})"
)
_TIME = re.compile(rf"{_DAY}(?:[\s,;.\-–&va]*(?:den |tu |hoan thanh |truoc |trong )*{_DAY})*[\s.,;]*")
_OPENS_TIME = re.compile(rf"(?:truoc |den |trong |tu |hoan thanh |xong )*{_DAY}")
_GROUP = re.compile(r"(?:cac|mot so|toan bo)\s")
_RELATED = re.compile(r"[\s,;.]*(?:\([^()]*\)|co lien quan|lien quan|khac|[\s,;.]+)*")
_GOES_ON = re.compile(
    r"[,;(/–-]\s*$|\b(?:va|cua|ve|cho|cac|theo|trong|voi|uy ban|uy ban nhan dan|bo truong)\s*$|(?:^|\btruong )bo\s*$"
)
_PRODUCT = re.compile(
    r"(?:cac )?(?:ke hoach|bao cao|quyet dinh|nghi quyet|nghi dinh|thong tu|van ban|de an|to trinh|chi thi|huong dan|"
    r"chuong trinh|he thong|co so du lieu|danh muc|quy che|quy dinh|hoi nghi|lop|cong trinh|du an|phuong an|tai lieu)\b"
)
# "≤ 520", "Tối thiểu 95%", "2 - 3", "12 thư viện", "-": what a cell of a table of targets holds.
VALUE_CELL = re.compile(
    r"(?:[≥≤<>=]{1,2}|(?:tren|hon|duoi|dat|tu|it nhat|toi thieu|toi da|khong qua|khong duoi|khoang|vuot)\s)*"
    r"\s*\d[\d.,/]*\s*%?(?:\s*[-–]\s*\d[\d.,]*\s*%?)?(?:\s*[a-z]+(?:\s[a-z]+){0,2})?(?:\s*tro len)?|[-–x/]|"
    r"(?:hoan thanh|dat|khong dat|co|x)"
)
NOTHING = ("-", "–")  # in a cell that has no value
_LONGEST_TIME = 5  # lines
_LONGEST_UNIT = 4  # words


def likeness(text: Text, column: Column | None, pieces: Sequence[Range]) -> float:
    """Return how well pieces of lines, one after the other, make the cell of a column; higher is likelier."""
    if not pieces:
        return _EMPTY.get(column, -0.3) if column else -0.3
    start, end = pieces[0][0], pieces[-1][1]
    words = text.folded[start:end].replace("\n", " ")
    is_time = _TIME.fullmatch(" ".join(words.split())) is not None
    if column is Column.TIME:
        return _of_time(words, len(pieces), is_time=is_time)
    if column in (Column.LEAD, Column.COORDINATE):
        return _of_agencies(text, start, end, words)
    if column is not None and column in _OF_TARGETS:
        return _of_target(text, column, pieces, words)
    score = 1.0 if column is Column.TASK else 0.5
    if is_time or any(_TIME.fullmatch(text.folded[piece[0] : piece[1]]) for piece in pieces[1:]):
        score -= 4
    if column is not None and _is_names(text, start, end) and not _PRODUCT.match(words):
        score -= 2
    if column is Column.TASK and any(_is_names(text, piece[0], end) for piece in pieces[1:]):
        score -= 4  # a name at its end is the next cell
    return score


_OF_TARGETS = (Column.INDICATOR, Column.UNIT, Column.VALUE, Column.PAST)


def _of_target(text: Text, column: Column, pieces: Sequence[Range], words: str) -> float:
    """Return how well pieces make a cell of a table of targets: its name, its unit, what is or was reached."""
    is_value = VALUE_CELL.fullmatch(words) is not None
    if column in (Column.VALUE, Column.PAST):
        return 6 if is_value and len(pieces) == 1 else -2 if len(pieces) == 1 else -6
    if column is Column.UNIT:
        return 1 if len(words.split()) <= _LONGEST_UNIT and not is_value else -4
    begins = [text.folded[start:end] for start, end in pieces[1:]]
    return 1.0 - 4 * is_value - 4 * any(VALUE_CELL.fullmatch(each) or each in PERCENT for each in begins)


_EMPTY = {
    Column.TASK: -10.0,
    Column.INDICATOR: -10.0,
    Column.VALUE: -1.0,
    Column.LEAD: -2.0,
    Column.COORDINATE: -0.5,
    Column.TIME: -1.0,
}


def runs_on(text: Text, before: Range, piece: Range, *, is_new: bool) -> bool:
    """Say whether a piece goes on with the one before it: its end is open, or small letters follow in a new row."""
    first = text.restored[piece[0]]
    begun = is_new and (first.islower() or first in "(–-)")
    return begun or _GOES_ON.search(text.folded[before[0] : before[1]]) is not None


def _of_time(words: str, lines: int, *, is_time: bool) -> float:
    if is_time:
        return 6
    return 2 if _OPENS_TIME.match(words) and lines <= _LONGEST_TIME else -6


def _of_agencies(text: Text, start: int, end: int, words: str) -> float:
    if _is_names(text, start, end):
        return 6
    names = names_at(text, start, end)
    if names is None and _GROUP.match(words) is None:
        return -6
    return 2 if names is not None and _PRODUCT.search(words) is None else -1


def _is_names(text: Text, start: int, end: int) -> bool:
    """Say whether names of agencies are all that a range holds."""
    names = names_at(text, start, end)
    return names is not None and _RELATED.fullmatch(text.folded, names.end, end) is not None
