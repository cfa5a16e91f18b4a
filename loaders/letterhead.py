"""The letterhead and the title: symbol, day and issuer as the head of a document prints them.

Places: Decree 30/2020/NĐ-CP annex I (national name and issuer side by side, number, place and day) and
Guide 36-HD/VPTW (Party name on the right, issuer on the left, star, number).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.dates import first_date
from loaders.glued_heads import Cut, code_of, completed_line, cut_of
from loaders.layout import Line, capitals
from loaders.names import names_at, spelled
from loaders.places import AREA, area_names, in_sentence_case
from loaders.published import above_bases
from loaders.registered import canonical
from loaders.symbols import SymbolAt, letter_symbol_of, symbol_of, symbols_in
from loaders.text import Text, one_line
from loaders.zones import LETTER, Zones
from ontology.folding import fold
from ontology.model import Span
from ontology.registers import organs

_NATION = re.compile(
    r"(?:c\S{1,4}\s?)?h[o0]\S? xa h[o0]\S{0,2} chu nghia viet nam|doc lap\s*[-–]\s*tu do\s*[-–]\s*hanh phuc|dang cong "
    r"san viet nam|(?<!uong )doan (?:tncs|thanh nien cong san) ho chi minh|[-*_=–—]{2,}"
)
_NUMBER_LINE = re.compile(
    r"(?:^|\s)s[o06&4éeb]?[^\s\d]{0,2}\s*[:.]?\s*(?=\d{1,5}\s*(?:/\s?(?:19|20)\d\d\s?)?[-–/]?\s*[a-z])|^\s*(?=\d{1,5}\s?[-–/]\s?[a-z]{2})"
)
_ISSUES = re.compile(
    r"(?<=\S)\s{1,3}(?:xay dung|ban hanh|de ra|trien khai|dua ra|to chuc)\s{1,3}(?:va trien khai\s)?"
    r"(?:\S{1,12}\s{1,3}){0,3}?(?:ke hoach|chuong trinh|nghi quyet|chi thi|huong dan|ket luan)"
)
# "ĐẢNG ỦY PHƯỜNG BA ĐÌNH Ba Đình, ngày 10 tháng …": place and day stand on the right of the issuer.
_PLACE_AND_DAY = re.compile(r"\s+\S+(?:\s\S+){0,3}?,\s*ngay\s")
_NUMBER_WORD = 6  # characters that "Số:" may have become


def symbol_of_head(text: Text, zones: Zones) -> tuple[SymbolAt, Span] | None:
    """Return the document's own symbol: on the number line of the letterhead, else above the first part."""
    lines = zones.head if zones.kind else above_bases(zones.body[:6])
    for line in lines:
        marked = _NUMBER_LINE.search(line.folded)
        at = symbol_of(line.text[marked.end() :]) if marked else None
        if marked and at is None and zones.kind == LETTER:
            at = letter_symbol_of(line.text[marked.end() :])
        if at and marked:
            start = line.start + marked.end() + at.start
            at = _parted_from_place(at, line, zones)
            return at, text.span(start, start + at.end - at.start)
        if zones.head and (at := symbol_of(line.text)) and at.start <= _NUMBER_WORD:
            at = _parted_from_place(at, line, zones)
            return at, text.span(line.start + at.start, line.start + at.end)
    if zones.head or not lines:
        return None
    first = next((at for at in symbols_in(text) if at.end <= lines[-1].end), None)
    if first is None or text.folded[: first.start].count("\n") > 3:
        return None
    if not any(line.start <= first.start < line.end for line in lines):
        return None  # "Căn cứ Nghị định số …" names another
    return first, text.span(first.start, first.end)


def _parted_from_place(at: SymbolAt, line: Line, zones: Zones) -> SymbolAt:
    """Return a symbol without what has grown into its end where place and day follow on its line."""
    codes = {organ.code for organ in organs()}
    if at.organ in codes or not at.symbol.endswith(at.organ) or not re.search(r",\s*ngay\s", line.folded):
        return at
    first, _, unit = at.organ.partition("-")
    if first in codes and unit.isupper():
        return at  # "MTTQ-BTT": the organ and its unit; a place grows on without a hyphen
    own = code_of(at.organ, codes, (each.text for each in zones.head))
    if own is None:
        return at
    lost = len(at.organ) - len(own)
    return replace(at, symbol=f"{at.symbol.removesuffix(at.organ)}{own}", organ=own, end=at.end - lost)


def issued_on(text: Text, zones: Zones) -> tuple[str | None, Span | None]:
    for line in zones.head:
        if re.search(r"ng[aàd]y|thang", line.folded) and (found := first_date(text.folded, line.start, line.end)):
            return found.iso, text.span(found.start, found.end)
    return None, None


def _as_registered(words: str, printed: str) -> str:
    """Return a line with the area that its printed letters are, where the register has it and not the restored one."""
    for source in (words, printed):
        area = AREA.search(fold(source))
        known = area_names().get(" ".join(fold(source[area.start() :]).split())) if area else None
        if area and known:
            here = AREA.search(fold(words))
            return words[: here.start()] + known[0].upper() if here else words
    return words


def issuer_lines(text: Text, zones: Zones) -> list[str]:
    """Return the issuer's lines of the letterhead: the nation's and the Party's names, number and day taken out."""
    found: list[str] = []
    for line in zones.head:
        if (cut := cut_of(line.text)) and not _NUMBER_LINE.search(line.folded):
            found.append(completed_line(text, cut))
            continue
        cell = _own_cell(line)
        folded = _NATION.split(cell)
        if _NUMBER_LINE.search(cell) or re.search(r"ngay\s*\d|thang\s*\d", cell):
            continue
        kept = folded[0].strip(" *-|:")
        at = line.folded.index(kept)
        if kept and capitals(line.text[at : at + len(kept)]) > 0.6:
            words, printed = line.text[at : at + len(kept)], text.printed(line.start + at, line.start + at + len(kept))
            if len(folded) > 1 and words != printed:  # torn, and the nation's name right beside it
                words = completed_line(text, Cut(words, ""))
            if short := _SHORT_FORM.match(printed):  # a short form is no word to be restored
                words = f"{short[0]}{words[words.find(' ') :]}"
            found.append(_as_registered(written_out(words), printed))
    return _with_areas(found)


_SHORT = (
    (re.compile(r"^(?:BCH|BAN CHẤP HÀNH) (?=HỘI )"), ""),
    (re.compile(r"^BCH\b"), "BAN CHẤP HÀNH"),
    (re.compile(r"^BTV\b"), "BAN THƯỜNG VỤ"),
    (re.compile(r"^HĐND\b"), "HỘI ĐỒNG NHÂN DÂN"),
    (re.compile(r"^UBND\b"), "ỦY BAN NHÂN DÂN"),
)


_SHORT_FORM = re.compile(r"(?:BCH|BTV|UBND)(?= )")


def written_out(words: str) -> str:
    """Return a line of the letterhead with its short forms written out; a union stands for its committee.

    >>> written_out("UBND XÃ TÂN LỘC"), written_out("BCH HỘI NÔNG DÂN XÃ TÂN LỘC")
    ('ỦY BAN NHÂN DÂN XÃ TÂN LỘC', 'HỘI NÔNG DÂN XÃ TÂN LỘC')
    """
    for pattern, whole in _SHORT:
        words = pattern.sub(whole, words)
    return words


_CELLS = re.compile(r"\s{3,}|\t|(?<=\w)\s*\|")


def _own_cell(line: Line) -> str:
    """Return the issuer's half of a line of two columns: the left one, unless that is the nation's or the Party's."""
    cells = [_PLACE_AND_DAY.split(cell)[0] for cell in _CELLS.split(line.folded)]
    return next((cell for cell in cells if _NATION.split(cell)[0].strip(" *-|:")), cells[0])


_AREA_CUT = re.compile(r".*\b(?:tinh|thanh pho|xa|phuong|dac khu|huyen|quan|thi xa)$")


def _with_areas(lines: Sequence[str]) -> list[str]:
    """Return the lines, an area's name put to its kind: "ỦY BAN NHÂN DÂN TỈNH" above "HÀ CHÂU"."""
    whole: list[str] = []
    for line in lines:
        if whole and _AREA_CUT.fullmatch(fold(whole[-1])):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


# The upper line of two names the body that the issuer belongs to: "UBND TỈNH …" above "SỞ Y TẾ".
_BODY_ABOVE = re.compile(
    r"(?:dang bo|(?:tinh|thanh|huyen|quan|thi|dang) uy|tinh|thanh pho|huyen|bo(?! chi huy)|tong cuc|ubnd|uy ban mttq|"
    r"uy ban mat tran to quoc|so|cong an|bo chi huy|cuc|tong cong ty|tap doan|dai hoc|"
    r"uy ban nhan dan (?:tinh|thanh pho|huyen|quan|xa|phuong))\b"
)
_OWN_BODY = re.compile(
    r"dang uy|ban|uy ban|so|cuc|chi cuc|truong|trung tam|phong|thanh uy|tinh uy|huyen uy|van phong|dang bo|chi bo|"
    r"(?:tinh|thanh|huyen|xa|phuong) doan|chi doan|doan|hoi|lien doan|cong doan|benh vien|cong an|bo chi huy|vien|"
    r"chi nhanh|dai|khoa|cong ty|thanh tra|hat|kho bac"
)


def issuer_of_lines(lines: Sequence[str]) -> str | None:
    """Return the issuer that the letterhead names; the upper line of two is the body it belongs to."""
    if not lines:
        return None
    lines = _without_area_above(lines)
    if len(lines) > 1 and (organ := _BARE_ORGANS.get(" ".join(fold(lines[-1]).split()))):
        return f"{organ} {in_sentence_case(one_line(' '.join(lines[:-1])))}"
    own = next((i for i in range(len(lines) - 1, 0, -1) if _OWN_BODY.match(fold(lines[i]))), None)
    if own and _BODY_ABOVE.match(fold(lines[0])):
        return in_sentence_case(one_line(" ".join(lines[own:])))
    return in_sentence_case(one_line(" ".join(lines)))


_AREA_LINE = re.compile(r"(?:tinh|thanh pho) \S+(?: \S+){0,3}")
_LOWER_AREA = re.compile(r".*\b(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho) \S+")


def _without_area_above(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without a last one that only says in which province the area of the line before lies."""
    is_above = len(lines) > 1 and _AREA_LINE.fullmatch(fold(lines[-1])) and _LOWER_AREA.match(fold(lines[-2]))
    return lines[:-1] if is_above else lines


# Organs that stand under the body they belong to: "TỈNH ĐOÀN HÀ CHÂU" above "BAN CHẤP HÀNH".
_BARE_ORGANS = {
    "ban thuong truc": "Ban Thường trực", "ban chap hanh": "Ban Chấp hành", "ban thuong vu": "Ban Thường vụ",
    "thuong truc": "Thường trực", "ban bi thu": "Ban Bí thư", "van phong": "Văn phòng",
}  # fmt: skip


def issuer_of_title(text: Text, zones: Zones) -> str | None:
    """Return whose paper it is where the title begins with it: "KẾT LUẬN CỦA BAN BÍ THƯ", "… của Tỉnh ủy thực hiện"."""
    first = next((line for line in zones.title if not line.is_blank), None)
    if first is None or not (found := _OF_BODY.match(first.folded)):
        return None
    if found["central"]:
        return canonical(first.text[found.start("central") : found.end("central")].capitalize())
    if first.text.isupper():
        return in_sentence_case(one_line(first.text[found.start("body") :]).strip(" .,"))
    names = names_at(text, first.start + found.start("body"), zones.title[-1].end)
    return spelled(text, names.names[0]) if names and len(names.names) == 1 else None


_OF_BODY = re.compile(
    r"cua (?:(?P<central>bo chinh tri|ban bi thu)\b|(?P<body>(?:ban chap hanh|ban thuong vu|thuong truc|"
    r"(?:tinh|thanh|huyen|quan|thi|dang) uy|hoi dong nhan dan)\b))"
)


def issuer_of_preamble(text: Text, zones: Zones) -> tuple[str, Span] | None:
    """Return who issues the document by its preamble: "…, Ban Thường vụ Thành ủy xây dựng kế hoạch …"."""
    body = zones.body[:40]
    if not body:
        return None
    flat = text.folded[body[0].start : body[-1].end].replace("\n", " ")
    start = body[0].start
    for issues in _ISSUES.finditer(flat):
        if said := _subject_before(text, flat, start, issues):
            return said
    return None


def _subject_before(text: Text, flat: str, start: int, issues: re.Match[str]) -> tuple[str, Span] | None:
    """Return the agency right before "xây dựng kế hoạch", after one of the commas before it."""
    for comma in reversed(list(re.finditer(r"[,;)]\s*", flat[: issues.start()]))[-6:]):
        names = names_at(text, start + comma.end(), start + issues.end())
        if names and abs(names.end - start - issues.start()) <= 2:
            name = names.names[-1]
            return spelled(text, name), text.span(name.start, name.end)
    return None


# Under the kind stands whose it is, before what it is about (Guide 36-HD/VPTW): "CỦA BỘ CHÍNH TRỊ về …".
_OF_ISSUER = re.compile(
    r"^(?:của\s[^,;:]{3,90}?|Hội nghị (?:lần thứ )?[^,;:]{3,80}?\skh[oó][aá]\s[IVXL]+)"
    r"\s+(?=(?:về|thực hiện|triển khai|tiếp tục|tổ chức|tăng cường)\s)",
    re.IGNORECASE,
)


def title_of(zones: Zones) -> str | None:
    words = one_line(
        "\n".join(
            line.text for line in zones.title if not line.is_blank and not re.fullmatch(r"[\s*_\-–—=.]*", line.text)
        )
    )
    return _OF_ISSUER.sub("", words.strip(" *-_")) or None
