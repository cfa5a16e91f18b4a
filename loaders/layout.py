"""Lines to items: what each line begins with (a number, a letter, a dash, nothing) and what belongs together.

Layouts of Decree 30/2020/NĐ-CP (annex I) and Guide 36-HD/VPTW: parts I., articles, 1., 1.1., a), dashes.
OCR bends the marks ("1)" for "l)", "II1." for "III.") and drops bullets; `loaders.sections` mends the order.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from loaders.given import names_alone
from loaders.letters import LOWER, UPPER
from loaders.numbering import division_label
from loaders.parts import part_of
from loaders.stretches import opens_duty
from loaders.text import Text


class Mark(IntEnum):
    """The kinds of marks an item begins with, the highest in the tree first."""

    DIVISION = 0  # "Phần thứ nhất", "Chương I", "PHỤ LỤC"
    CAPITAL = 1  # "A."
    ROMAN = 2  # "I.", "I-"
    ARTICLE = 3  # "Điều 1."
    NUMBER = 4  # "1.", "1-", "2.1."
    LETTER = 5  # "a)"
    STAR = 6  # "*"
    DASH = 7  # "-"
    PLUS = 8  # "+"
    NONE = 9  # a paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the restored text, without its surrounding white space."""

    start: int
    end: int
    text: str
    folded: str
    indent: int = 0  # blanks before the first letter

    @property
    def is_blank(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Item:
    """An item as printed: its mark, and the range of its words in the restored text."""

    mark: Mark
    label: str
    start: int
    end: int
    after_gap: bool = False

    def words(self, text: Text) -> str:
        """Return the words of the item, line breaks kept."""
        return text.restored[self.start : self.end]


_ARTICLE = re.compile(r"(?:dieu)\s+(\d{1,3}[a-z]?)\s*[.:]\s*")
_DIVISION = re.compile(r"(phan\s+(?:thu\s+\w+|[ivx]+)|chuong\s+[ivx\d]+|phu\s+luc(?:\s+(?:so\s+)?[ivx\d]+)?)\b[.:\s]*")
_ONLY_NUMBER = re.compile(_DIVISION.pattern)
_ROMAN = re.compile(
    r"([IVX]{1,5}|[IVXilv1|]{1,4})\s*[.\-–/)]{1,2}\s*(?=\S)(?!(?:[A-ZĐ]{1,4}|CTr|TTr|QyĐ)\s?/\s?[A-ZĐ])"
)
_BARE_ROMAN = re.compile(r"([IVX][IVXl1|]{0,3})\s+(?=[^\W\d_])")  # "I QUAN ĐIỂM": the sign behind it is lost
_CAPITAL = re.compile(r"([A-HĐ])\s*[.\-–]\s+(?=\S)")
_LONGEST_PART = 60  # characters of a part's heading that is not in capitals, its number misread
_LONGEST_HEADING = 120  # characters of a heading that is not in capitals
_NUMBER = re.compile(
    r"\(?(\d{1,2}(?:\.\d{1,2}){0,3})(?:\s?[.\-–):]|/(?=\s)|,(?=\s[A-ZĐ])|(?<=\.\d)(?=\s)|(?<=\.\d\d)(?=\s))\.?\s*"
    rf"(?!(?:[A-ZĐ]{{2,}}|CTr|TTr|QyĐ)\s?[/\-])(?=[^\d\s%.,)]|(?<=\.\d\.\s)\d{{1,2}}\s[{LOWER}])"
)
_LETTER = re.compile(r"[.'`,]?\s?([a-zđ¢01])(?:\s?\)|/(?=\s))\s*(?=\S)", re.IGNORECASE)
_LETTER_DASH = re.compile(rf"([a-zđ])\s?[-–.]\s+(?=[{UPPER}])")  # "a- Phòng Nội vụ …"
_DASH = re.compile(r"([-–—•·]|\+|\*|o(?= [A-ZĐ]))\s*(?=[^\s\d\-]|\d)")
# A closing paragraph, which speaks for the whole part above it.
OPENS_CLOSING = re.compile(
    r"(?:trong )?qua trinh (?:to chuc |trien khai |thuc hien(?! phai ))|trong qua trinh|"
    r"tren day la|(?:ban thuong vu|thuong truc|uy ban nhan dan|ubnd|chu tich|ban chi dao|bo|so|dang "
    r"uy)\s[^.;:,]{0,60}?\s"
    r"(?:yeu cau|de nghi)\s|yeu cau (?:cac|thu truong|giam doc|chu tich|truong)|de nghi (?:cac|thu truong|giam doc|"
    r"uy ban)|"
    r"cac co quan, don vi|can cu (?:ke hoach|nghi quyet|chuong trinh|noi dung)|nhan duoc (?:ke hoach|cong van)|"
    r"(?:ke hoach|nghi quyet|chi thi|ket luan|quyet dinh|chuong trinh) nay"
)
_PAGE_NUMBER = re.compile(r"[-–\s.|]*\d{1,3}[-–\s.|]*|\W{1,4}|[-:\s]*\|[-:|\s]*|trang\s+\d+(?:\s*/\s*\d+)?")
# The bars at the edges of a table's row that was saved as plain text; a bar before a sign is a bent "I".
_LEFT_EDGE = re.compile(r"(?:\s|\|(?=[\s|]))*")
_RIGHT_EDGE = re.compile(r"(?:\s|(?<=[\s|])\|)*$")
_ENDS = re.compile(r"[.;:!?…][\"”')\]¹²³⁴⁵⁶⁷⁸⁹]*$|/\.$")


def lines_of(text: Text) -> Iterator[Line]:
    """Yield the lines of the restored text, without blanks and bars of a table at their edges."""
    offset = 0
    for piece in text.restored.split("\n"):
        body = piece.strip()
        left = len(piece) - len(piece.lstrip()) if body else 0
        if "|" in body and (bare := _without_bars(piece)) != body and bare:
            left, body = piece.index(bare), bare
        start = offset + left
        yield Line(start, start + len(body), body, text.folded[start : start + len(body)], start - offset)
        offset += len(piece) + 1


def _without_bars(piece: str) -> str:
    found = _LEFT_EDGE.match(piece)
    rest = piece[found.end() :] if found else piece
    return _RIGHT_EDGE.sub("", rest)


_CAPITAL_LETTERS = re.compile(r"[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def capitals(words: str) -> float:
    """Return the share of capital letters among the letters of some words, 0 where there are none."""
    letters = len("".join(_LETTERS.findall(words)))
    return len("".join(_CAPITAL_LETTERS.findall(words))) / letters if letters else 0.0


def is_page_furniture(line: Line) -> bool:
    """Say whether a line is a page number or a stray sign."""
    if line.is_blank or (line.folded[0].isalpha() and not line.folded.startswith("trang")):
        return False
    return _PAGE_NUMBER.fullmatch(line.folded) is not None


# A narrow cell breaks a symbol behind its number: "71-" above "NQ/TW".
_BROKEN_NUMBER = re.compile(r"\d{1,5}\s?[-–/]")
_CODES = re.compile(r"[A-ZĐ][A-Za-zĐđ]{0,5}[-–/](?:[A-ZĐ]|$)")


def is_furniture_at(lines: Sequence[Line], index: int) -> bool:
    """Say whether one of some lines is a page number or a stray sign, not the number of a symbol broken behind it."""
    if not is_page_furniture(lines[index]):
        return False
    goes_on = _BROKEN_NUMBER.fullmatch(lines[index].text) and index + 1 < len(lines)
    return not (goes_on and _CODES.match(lines[index + 1].text))


def ends_sentence(words: str) -> bool:
    """Say whether some words end with the sign of an ended sentence or clause."""
    return _ENDS.search(words.rstrip()) is not None


def _roman(line: Line) -> tuple[Mark, str, int] | None:
    found = _ROMAN.match(line.text)
    if found is None:
        return _bare_roman(line)
    rest = line.text[found.end() :]
    pure = all(letter in "IVX" for letter in found[1])
    shouted = capitals(rest) > 0.7 and len(rest) > 3
    if pure and (shouted or rest[:1].isupper()):
        return Mark.ROMAN, found[1], found.end()
    if (shouted or _opens_part(found[1], rest)) and not found[0].rstrip().endswith(")"):
        return Mark.ROMAN, found[1], found.end()
    return None


def _bare_roman(line: Line) -> tuple[Mark, str, int] | None:
    """Return a Roman number without a sign behind it, where what follows is the shouted heading of a part."""
    found = _BARE_ROMAN.match(line.text)
    rest = line.text[found.end() :] if found else ""
    is_heading = capitals(rest) > 0.7 and len(rest) < _LONGEST_PART and part_of(rest) is not None
    return (Mark.ROMAN, found[1], found.end()) if found and is_heading else None


def _opens_part(label: str, words: str) -> bool:
    """Say whether a bent Roman number heads a part in small letters: "Ill- Tổ chức thực hiện"."""
    is_bent = len(label) > 1 and any(letter in "IVX" for letter in label)
    return is_bent and words[:1].isupper() and len(words) < _LONGEST_PART and part_of(words) is not None


def mark_of(line: Line) -> tuple[Mark, str, int]:
    """Return the kind of mark a line begins with, its label and the length of the mark with the space after it."""
    found = _DIVISION.match(line.folded)
    if found and (capitals(line.text) > 0.7 or found.end() == len(line.folded) or line.folded.startswith("phan thu")):
        return Mark.DIVISION, division_label(found[1]), 0
    if found := _ARTICLE.match(line.folded):
        return Mark.ARTICLE, found[1], found.end()
    if roman := _roman(line):
        return roman
    if (found := _CAPITAL.match(line.text)) and capitals(line.text) > 0.7:
        return Mark.CAPITAL, found[1], found.end()
    if found := _LETTER.match(line.text) or _LETTER_DASH.match(line.text):
        return Mark.LETTER, found[1].lower(), found.end()
    if found := _NUMBER.match(line.text):
        return Mark.NUMBER, found[1], found.end()
    if found := _DASH.match(line.text):
        kind = {"+": Mark.PLUS, "*": Mark.STAR}.get(found[1], Mark.DASH)
        return kind, found[1], found.end()
    return Mark.NONE, "", 0


def _width(lines: list[Line]) -> int:
    """Return the width to which the lines are wrapped; 0 where each line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 20)
    if not lengths or _are_paragraphs(lines):
        return 0
    usual = lengths[len(lengths) * 3 // 4]
    longest = lengths[len(lengths) * 97 // 100]
    return 0 if longest > 2.2 * usual or usual > 160 else usual


def _are_paragraphs(lines: Sequence[Line]) -> bool:
    """Say whether each line is a paragraph: most end as sentences, and hardly one goes on in small letters."""
    long = [line for line in lines if len(line.text) > _LONG]
    ended = sum(ends_sentence(line.text) for line in long)
    cut = sum(_is_cut(before, line) for before, line in pairwise(lines) if before.text and line.text)
    return len(long) >= _FEWEST_LINES and ended >= _MOST * len(long) and cut <= _HARDLY * len(long)


def _is_cut(before: Line, line: Line) -> bool:
    """Say whether a line goes on with the one right above: in small letters, or where a long one ended no sentence."""
    open_end = len(before.text) > _LONG and not ends_sentence(before.text) and mark_of(line)[0] is Mark.NONE
    return line.text[0].islower() or open_end


_LONG = 60  # characters from which a line would have been wrapped, or ends a paragraph
_MOST, _HARDLY = 0.75, 0.03  # shares of the long lines
_FEWEST_LINES = 3  # that tell


_DATE_GOES_ON = re.compile(r"\d{1,2}/(?:\d{1,2}/)?20\d\d\b")
# No clause ends so, even where a scan sets the next line apart: "… báo cáo kết quả với".
_OPEN_END = re.compile(r"\s(?:và|với|của|cho|theo|trong|tại|về|bằng|các|là|từ|đến|tháng|quý|ngày|giữa|bởi|những|hoặc)$")
# Nor a name behind its first word: "… gửi báo cáo về Ban", and below an empty line "Thường vụ Đảng ủy".
_CUT_NAME = re.compile(
    r"\s(?:về|với|của|cho|tại|qua|do|gửi|trình|và|cáo|mưu|giao) (?:Ban|Ủy ban|Hội|Hội đồng|Sở|Bộ|Phòng|Đoàn|Trung tâm|"
    r"Chi cục|Cục|Liên đoàn)$"
)
# "… đoạn qua xã", at the end of a line of full width; without marks, since restoration makes "quá xa" of it.
_CUT_PLACE = re.compile(r"\s(?:xa|phuong|huyen|tinh|thanh pho|thi xa|thon|dac khu)$")
# Words that with a capital only begin sentences: a paragraph below a heading of full width.
_OPENS_SENTENCE = re.compile(
    r"(?:Các|Những|Mỗi|Từng|Toàn thể|Mọi|Hằng năm|Hàng năm|Định kỳ|Căn cứ|Trên cơ sở|Trong quá trình|Đối với|Đồng thời|"
    r"Ngoài ra|Bên cạnh đó|Riêng)\s(?=[a-zà-ỹđ])"
)
_NOT_WRAPPED = 1.3  # times the width to which lines are wrapped: a line as long is a paragraph
_CUT_OFF = 2  # words of a line that a scan cut off from the one above: the sentence goes on below


class _Items:
    """Gathers lines to items; the only state is the item at hand and the line before."""

    def __init__(self, text: Text, width: int, headings: Container[int]) -> None:
        self.text = text
        self.width = width
        self.headings = headings  # where lines begin that `_lettered` finds
        self.items: list[Item] = []
        self.before: Line | None = None
        self.gap = True

    def add(self, line: Line) -> None:
        mark, label, skip = mark_of(line) if line.start not in self.headings else _capital(line)
        if mark is not Mark.NONE and self._begins(line, mark, skip):
            self.items.append(Item(mark, label, line.start + skip, line.end, self.gap))
        elif self.items and self._continues(line):
            self.items[-1] = replace(self.items[-1], end=line.end)
        else:
            self.items.append(Item(Mark.NONE, "", line.start, line.end, self.gap))
        self.before, self.gap = line, False

    def _begins(self, line: Line, mark: Mark, skip: int) -> bool:
        """Say whether a mark begins an item, or is a wrapped dash ("- xã hội") or number in a sentence."""
        before = self.before
        first = line.text[skip : skip + 1]
        if before is None or self.gap or self.width == 0 or ends_sentence(before.text):
            return True
        if mark >= Mark.NUMBER and not first.isupper():
            return len(before.text) < 0.75 * self.width and not first.isdigit()
        is_cut = len(before.text) >= 0.8 * self.width and before.text[-1:] in ",-("
        return not (mark is Mark.NUMBER and is_cut)

    def _continues(self, line: Line) -> bool:
        """Say whether a line without a mark goes on with the item before it."""
        before = self.before
        if before is None:
            return False
        item = self.items[-1]
        if item.mark is Mark.DIVISION and _ONLY_NUMBER.fullmatch(before.folded):
            return not self.gap or capitals(line.text) > 0.7  # "Chương II" and what it is about on the next line
        if self.width == 0:  # a line is a paragraph; small letters go on with one that was cut
            return line.text[:1].islower() and not ends_sentence(before.text)
        return self._is_wrapped(line, before, item)

    def _is_wrapped(self, line: Line, before: Line, item: Item) -> bool:
        """Say whether a line of a text that is wrapped goes on with the line before."""
        shouted, loud = capitals(before.text) > 0.7, capitals(line.text) > 0.7
        if item.mark in (Mark.ROMAN, Mark.CAPITAL, Mark.DIVISION) and shouted and not loud:
            return False
        lower = line.text[:1].islower() or line.text[:1] in "(,;)%" or before.text.endswith((",", "-", "("))
        lower = lower or _DATE_GOES_ON.match(line.text) is not None or _OPEN_END.search(before.text) is not None
        if ends_sentence(before.text):
            return self._goes_on_after_end(line, before, lower=lower)
        if self._follows_its_agencies(line, item) or self._opens_below(line, before, item):
            return False
        is_cut_off = before.start > item.start and len(before.text.split()) <= _CUT_OFF and not loud
        if is_cut_off:
            return True
        if self.gap:
            return (
                lower
                or self._cuts_name(line, before)
                or (len(before.text) >= 0.9 * self.width and item.mark >= Mark.LETTER and not loud)
            )
        return lower or not self._would_have_fitted(line) or (shouted and loud)

    def _opens_below(self, line: Line, before: Line, item: Item) -> bool:
        """Say whether a line begins the first sentence below a numbered heading that is a line and no sentence."""
        is_heading = item.mark in (Mark.NUMBER, Mark.LETTER) and before.start <= item.start
        return is_heading and _OPENS_SENTENCE.match(line.text) is not None

    def _cuts_name(self, line: Line, before: Line) -> bool:
        """Say whether a line ends within a name that the next one goes on with."""
        is_long = len(before.text) >= 0.85 * self.width
        is_cut = bool(_CUT_NAME.search(before.text) or (is_long and _CUT_PLACE.search(before.folded)))
        return is_cut and line.text[:1].isupper() and capitals(line.text) < 0.7

    def _goes_on_after_end(self, line: Line, before: Line, *, lower: bool) -> bool:
        """Say whether a line goes on with an item though the line before ended a sentence or a part of one."""
        is_long = len(before.text) >= 0.72 * self.width
        if self.gap:  # a scan parts the lines of one clause
            return before.text.endswith(";") and line.text[:1].islower() and is_long
        if line.indent > before.indent + 1 or OPENS_CLOSING.match(line.folded):
            return False
        if before.text.endswith(":") and line.text[:1].isupper():
            return not self._would_have_fitted(line)
        is_new = line.text[:1].isupper() and (
            self._would_have_fitted(line) or len(before.text) > _NOT_WRAPPED * self.width
        )
        return lower or (is_long and not is_new)

    def _follows_its_agencies(self, line: Line, item: Item) -> bool:
        """Say whether a line begins a duty under a long heading that is a list of agencies and nothing else."""
        is_heading = item.mark in (Mark.NUMBER, Mark.LETTER) and line.text[:1].isupper()
        return is_heading and opens_duty(self.text, line.start) and names_alone(self.text, item.start, item.end)

    def _would_have_fitted(self, line: Line) -> bool:
        """Say whether the first word of a line had room on the one before: then it was put on a new one on purpose."""
        first = len(line.text.split(" ", 1)[0])
        return self.before is not None and len(self.before.text) + 1 + first < 0.85 * self.width


def _capital(line: Line) -> tuple[Mark, str, int]:
    found = _CAPITAL.match(line.text)
    return (Mark.CAPITAL, found[1], found.end()) if found else mark_of(line)


def _lettered(lines: Sequence[Line]) -> set[int]:
    """Return where headings behind a capital begin that are not in capitals: a list from 1 stands right below them."""
    printed = [line for line in lines if not line.is_blank]
    return {
        line.start
        for line, below in pairwise(printed)
        if _CAPITAL.match(line.text)
        and len(line.text) <= _LONGEST_HEADING
        and not ends_sentence(line.text)
        and mark_of(below)[:2] == (Mark.NUMBER, "1")
    }


def items_of(text: Text, lines: list[Line], divisions: tuple[int, ...] = ()) -> list[Item]:
    """Return the items that some lines (of the body of a document) make up, in their order.

    `divisions` are offsets where an annex opens: its first item divides the body.
    """
    kept = [line for index, line in enumerate(lines) if not is_furniture_at(lines, index)]
    gathered = _Items(text, _width(kept), _lettered(kept))
    for line in kept:
        if line.is_blank:
            gathered.gap = True
        else:
            gathered.add(line)
    return [replace(item, mark=Mark.DIVISION) if item.start in divisions else item for item in gathered.items]
