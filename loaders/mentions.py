"""Documents named in a text, each place with its symbol, kind, day and issuer."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from loaders.dates import first_date
from loaders.letters import LOWER
from loaders.names import canonical
from loaders.registered import registered_end
from loaders.symbols import SymbolAt, kind_of_code, symbols_in
from loaders.text import Text, one_line
from ontology.folding import fold
from ontology.model import Level
from ontology.registers import organs

_KINDS = (
    r"nghi quyet|ke hoach(?: hanh dong)?|chuong trinh(?: hanh dong)?|quyet dinh|ket luan|chi thi|cong van|van ban|"
    r"huong dan|thong bao|nghi dinh|thong tu|luat|phap lenh|quy dinh|quy che|bao cao|to trinh|de an|cong dien|"
    r"bo luat|thong tri|giay phep|lenh"
)
_KIND_BEFORE = re.compile(rf"(?<!\w)(?P<kind>{_KINDS})\s*(?:lien tich\s*)?(?:\S{{1,3}}\s*)?[:\s]*$")
_SHORT = re.compile(
    rf"(?<!\w)(?P<kind>{_KINDS})\s+(?:s\S{{0,2}}\s+)?(?P<number>\d{{1,5}})(?![\d/%]|\s?[-–/]\s?[a-zđ]{{2}})"
)
_NAMELESS = re.compile(
    rf"(?:(?:va|,|;|cung|theo|tai|voi)\s+)(?P<kind>{_KINDS})(?=\s+(?:cua|ban hanh kem theo|trung uong))"
)
_ISSUER_END = re.compile(
    r"\s(?:ve|v/v|ban hanh|thuc hien|trien khai|tiep tuc|phe duyet|quy dinh|huong dan|sua doi|da|de|nham|tai|giai doan|"
    r"thanh lap|cong bo|bai bo|thay the|thong qua|kien toan|bo nhiem|cu the hoa|quan triet|thi hanh|"
    r"doi voi|dieu chinh|bo sung|dinh chinh|giai thich|uy quyen cho|(?:thi )?giao|duoc|yeu cau|thi|"
    r"(?:va|hoac|kem theo|cung)\s+(?:" + _KINDS + r")|trong|den|dua)\b|[,;.()\[\]“”\"]|:|/\."
)
# "của UBND xã … và theo dõi tiến độ": a name goes on after "và" in capitals, or with a word for a group.
# What the paper did or does is none of it: "của Tỉnh ủy đi vào cuộc sống", "của Chính phủ chưa được kiểm điểm".
_NO_NAME = re.compile(
    rf"\svà\s(?=[{LOWER}])(?!các\s|cơ quan|đơn vị)|\svà$|"
    r"\s(?:đi (?:dần )?vào|chưa|vẫn|còn|đang|sẽ|phải|có hiệu lực|bước đầu|nói trên|nêu trên|nói về|liên quan)\s"
)
_DATE_FIRST = re.compile(r"[\s,(]*(?:ngay|ngdy|ngay:)?[\s,]*")
_OF = re.compile(r"[\s,)]*(?:cua|caa|cia)\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """A document named at one place: with its symbol, or (between two others) by its kind alone."""

    start: int
    end: int
    symbol: str | None
    kind: str | None
    issued: str | None
    issuer: str | None
    title_end: int
    title: str | None = None  # of one that is called by its name alone


# "Luật Xây dựng số 50/2014/QH13": the name stands between kind and number.
_LAW_BEFORE = re.compile(r"(?<!\w)(?P<kind>bo luat|luat|phap lenh)\s+(?:\S+\s+){1,12}so\s*:?\s*$")


_NUMBER_WORD = re.compile(r"(?:^|\s)số\s*:?\s*$")


def _kind_start(text: Text, at: SymbolAt) -> tuple[int, str | None]:
    window = max(0, at.start - 40)
    found = _KIND_BEFORE.search(text.folded[window : at.start].replace("\n", " "))
    if found is None and at.code in ("L", "PL"):
        window = max(0, at.start - 110)
        found = _LAW_BEFORE.search(text.folded[window : at.start].replace("\n", " "))
    if found is None:
        return at.start, None
    return window + found.start("kind"), text.restored[window + found.start("kind") : window + found.end("kind")]


def _law_name(text: Text, at: SymbolAt, start: int, printed: str | None) -> str | None:
    """Return the name between a law's kind and its number: "Luật Xây dựng số 50/2014/QH13"."""
    if at.code not in ("L", "PL") or printed is None:
        return None
    name = _NUMBER_WORD.sub("", one_line(text.restored[start + len(printed) : at.start])).strip()
    return name if name[:1].isupper() else None


def _kind_of(at: SymbolAt, printed: str | None) -> str | None:
    """Return the kind that stands before a symbol where its code may be that: "Quy định số 66-QĐ/TW"."""
    coded = "luật" if at.organ == "QH" else kind_of_code(at.code)
    named = one_line(printed or "").lower()
    if coded == _PROGRAMME and fold(named) == fold(f"{coded} hành động"):
        return f"{coded} hành động"  # a kind of its own; a "kế hoạch hành động" is a plan
    if fold(named) in _SAME_CODE.get(at.code, ()) or (coded and named and fold(coded).startswith(f"{fold(named)} ")):
        return named  # the text says less than the code: "chương trình số 12/CTPH-UBND"
    return coded


_PROGRAMME = "chương trình"
_SAME_CODE = {
    "QĐ": ("quy dinh",), "L": ("nghi quyet", "bo luat", "lenh"), "PL": ("nghi quyet", "lenh"),
    "TT": ("thong tri", "thong tu"),
}  # fmt: skip


def is_same_kind(one: str | None, other: str | None) -> bool:
    """Say whether two kinds are one, which may be told in full once: "Chương trình hành động số 12 … và số 13 …".

    >>> is_same_kind("chương trình", "chương trình hành động"), is_same_kind("kế hoạch", "chương trình")
    (True, False)
    """
    short, long = sorted((one or "", other or ""), key=len)
    return one == other or bool(short and long.startswith(f"{short} "))


_NEXT_ITEM = re.compile(r"\n\s*(?:\d{1,2}[.)]|[ivx]{1,4}[.-]|[-+*])\s")


def _up_to_next_item(words: str) -> str:
    """Return folded words up to the numbered or dashed item that follows them: a title has no full stop."""
    item = _NEXT_ITEM.search(words)
    return words[: item.start()] if item else words


def issued_by(text: Text, end: int) -> tuple[str | None, str | None, int]:
    """Return the date and the issuer that stand right after a symbol, and where they end."""
    window = _up_to_next_item(text.folded[end : end + 160]).replace("\n", " ")
    skipped = _DATE_FIRST.match(window)
    at = skipped.end() if skipped else 0
    found = first_date(window, at, at + 26)
    issued = None
    if found and found.start - at <= 3:
        issued, at = found.iso, found.end
    else:
        at = 0
    of = _OF.match(window, at)
    if of is None:
        return issued, None, end + at
    # A name that the register has ends no sooner: "Bộ Tài nguyên …" holds a word that ends others; not what it is for.
    known = registered_end(window, of.end()) or of.end()
    known = of.end() if " ve " in window[of.end() : known] else known
    stop = _ISSUER_END.search(window, known)
    close = stop.start() if stop else len(window)
    if goes_on := _NO_NAME.search(text.restored, end + of.end(), end + close):
        close = goes_on.start() - end
    close = _line_of_issuer(text, end + of.end(), end + close) - end
    printed = one_line(text.restored[end + of.end() : end + close])
    if not 0 < len(printed.split()) <= 16:
        return issued, None, end + at
    return issued, canonical(printed), end + close


def _line_of_issuer(text: Text, start: int, end: int) -> int:
    """Return where an issuer ends: at the line's end where that completes a name and the next begins with a capital."""
    cell = text.restored.find("\t", start, end)
    end = cell if cell > start else end  # of a table's row
    line = text.restored.find("\n", start, end)
    if line < 0 or not text.restored[line:end].strip()[:1].isupper():
        return end
    return line if registered_end(text.folded, start) == line else end


_GIVEN_IN = re.compile(
    r"(?:y kien|chi dao|ket luan|yeu cau|de nghi|huong dan|;)\s+cua\s+(?P<issuer>[^;.()]{4,110}?)\s+"
    r"tai(?:\s+cac)?(?:\s+(?:van\s+ban|to trinh|bao cao))?\s*:?\s*(?:so\s*:?\s*)?$"
)
# A head proposes for what he heads: "theo đề nghị của Bộ trưởng Bộ Y tế tại Tờ trình số …".
_HEAD_OF = re.compile(
    r"(?:bo truong|giam doc|chu tich|chu nhiem|truong ban|thu truong)\s+"
    r"(?=(?:bo|so|uy ban|ubnd|van phong|ban|hoi|lien doan)\s)"
)


# "UBND xã đã ban hành Quyết định số …", "nghe Sở Y tế trình bày Báo cáo số …": who does it stands before the verb.
_GIVES = re.compile(r"(?: da| vua)? (?:ban hanh|trinh bay|ky ban hanh|gui|co)(?: ban hanh)? $")
_SUBJECT = re.compile(r"(?:^|[.;:,]\s|\bnghe\s|\b(?:sau )?khi\s|\d\s|\n)(?=[a-z])")
_AREA_BEHIND = re.compile(
    r"(?:\s(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)(?:\s[A-ZĐÀ-Ỹ]\w*){0,4})?"
)


def _giver(text: Text, window: int, flat: str) -> str | None:
    """Return whom a sentence that tells of a paper has issue it: a registered name, alone before the verb."""
    gives = _GIVES.search(flat)
    if gives is None:
        return None
    for found in _SUBJECT.finditer(text.folded[window : window + gives.start()]):
        end = registered_end(flat, found.end())
        if end is None or not text.restored[window + found.end()].isupper():
            continue
        rest = text.restored[window + end : window + gives.start()].replace("\n", " ") if end <= gives.start() else "-"
        if _AREA_BEHIND.fullmatch(rest):
            return canonical(one_line(text.restored[window + found.end() : window + gives.start()]))
    return None


def _issuer_before(text: Text, start: int) -> str | None:
    """Return the issuer of "ý kiến chỉ đạo của Ban Thường vụ Thành ủy tại Công văn số …"."""
    window = max(0, start - 170)
    flat = text.folded[window:start].replace("\n", " ")
    found = _GIVEN_IN.search(flat)
    if found is None:
        return _giver(text, window, flat)
    head = _HEAD_OF.match(flat, found.start("issuer"))
    first = head.end() if head else found.start("issuer")
    if "," in found["issuer"] and registered_end(flat, first) != found.end("issuer"):
        return None  # a list, or what one name says of another
    return canonical(one_line(text.restored[window + first : window + found.end("issuer")]))


_FOOTNOTED = re.compile(r"[A-ZĐ]\d$")


def named_in(text: Text) -> list[Named]:
    """Return the documents named with a symbol, in the order of the text."""
    found: list[Named] = []
    organ = ""
    for at in symbols_in(text):
        start, printed = _kind_start(text, at)
        issued, issuer, end = issued_by(text, at.end)
        issuer = issuer or _issuer_before(text, start)
        if issuer is None and found and at.organ == organ and _goes_on(text, found[-1], start):
            issuer = found[-1].issuer  # "tại Tờ trình số … và Báo cáo số …"
        organ = at.organ
        issuer = _of_code(at, issuer)
        title = _law_name(text, at, start, printed)
        found.append(Named(start, at.end, at.symbol, _kind_of(at, printed), issued, issuer, end, title))
    return _shared(text, _without_footnotes(found))


def _without_footnotes(found: Sequence[Named]) -> list[Named]:
    """Return documents without the number of a footnote behind a symbol that stands bare elsewhere: "CTr/BCĐ3"."""
    known = {name.symbol for name in found}
    bare = [name.symbol[:-1] if name.symbol and _FOOTNOTED.search(name.symbol) else None for name in found]
    return [replace(name, symbol=symbol) if symbol in known else name for name, symbol in zip(found, bare, strict=True)]


def _of_code(at: SymbolAt, issuer: str | None) -> str | None:
    """Return the issuer; where the code is one body's, that body if the text names none, or one with bent letters.

    "438/QĐ-TTg … Thủ wong Chính phủ", "09-NQ/ThU … của Thủ quỹ"
    """
    coded = _bodies().get(at.organ) or _COMMITTEES.get(at.organ)
    if coded is None or issuer == coded or (issuer and fold(issuer).endswith(f" {fold(coded)}")):
        return issuer  # "Bộ trưởng Bộ Y tế": the head of that body, who says more
    if issuer is None:
        return _bodies().get(at.organ)
    likeness = SequenceMatcher(None, fold(issuer), fold(coded), autojunk=False).ratio()
    is_whole = at.organ in _COMMITTEES and " uy" in fold(issuer)  # "Huyện ủy Hà Trung"
    return coded if likeness >= _SAME_NAME and not is_whole else issuer


_COMMITTEES = {"ThU": "Thị ủy", "HU": "Huyện ủy", "QU": "Quận ủy"}


@cache
def _bodies() -> dict[str, str]:
    """Return the central bodies by their code, where it is no other's."""
    count = Counter(organ.code for organ in organs())
    return {organ.code: organ.name for organ in organs() if count[organ.code] == 1 and organ.level is Level.CENTRAL}


_SAME_NAME = 0.75  # of letters; two bodies of one code are never that alike
_LISTED = re.compile(r"[\s,]*(?:va|,)\s*(?:so:?\s*)?")


_LISTED_PAPER = re.compile(r"[\s,]*(?:va|,)\s*(?:cac\s+)?(?:(?:van ban|to trinh|bao cao)\s*)?:?\s*(?:so\s*:?\s*)?")


def _goes_on(text: Text, before: Named, start: int) -> bool:
    """Say whether nothing but a comma or "và" stands between a document and the next."""
    gap = " ".join(text.folded[before.title_end : start].split())
    return _LISTED_PAPER.fullmatch(f"{gap} ") is not None


def _shared(text: Text, named: list[Named]) -> list[Named]:
    """Return the documents, those of a list with what is said once behind it: "số 12 và 13 ngày … của Chính phủ"."""
    for index in reversed(range(len(named) - 1)):
        one, following = named[index], named[index + 1]
        gap = " ".join(text.folded[one.title_end : following.start].split())
        if one.issuer is None and _share_issuer(one, following) and _LISTED.fullmatch(f"{gap} "):
            printed = text.restored[following.start : following.start + 1].isdigit()
            day = one.issued or (following.issued if printed else None)
            named[index] = replace(one, issued=day, issuer=following.issuer)
    return named


def _share_issuer(one: Named, following: Named) -> bool:
    """Say whether what is said of two documents of a list may be said of both: one kind, or one organ's code.

    "Chỉ thị số 22/CT-TTg … và Công điện số 38/CĐ-TTg … của Thủ tướng Chính phủ"
    """
    codes = [re.search(r"[-/]([^-/]+)$", each.symbol or "") for each in (one, following)]
    is_one_organ = codes[0] is not None and codes[1] is not None and codes[0][1] == codes[1][1]
    return is_same_kind(one.kind, following.kind) or is_one_organ


def nameless_between(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """Return the last document between two others that is named by its kind alone ("và Kế hoạch hành động của …")."""
    found = None
    for match in _NAMELESS.finditer(text.folded[start:end].replace("\n", " ")):
        found = (start + match.start("kind"), start + match.end())
    return found


def short_mentions(text: Text, named: Sequence[Named]) -> dict[str, list[tuple[int, int]]]:
    """Return where the text names a document by kind and number alone ("Nghị quyết 57"), by symbol."""
    taken = [(name.start, name.end) for name in named]
    by_number: dict[tuple[str, str], set[str]] = {}
    for name in named:
        if name.symbol and name.kind:
            number = re.match(r"\d+", name.symbol)
            by_number.setdefault((number[0] if number else "", name.kind[:4]), set()).add(name.symbol)
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _SHORT.finditer(text.folded.replace("\n", " ")):
        if any(start <= match.start() < end for start, end in taken):
            continue
        kind = text.restored[match.start() : match.start() + 4].lower()
        symbols = by_number.get((match["number"], kind), set())
        if len(symbols) == 1:
            found.setdefault(next(iter(symbols)), []).append((match.start(), match.end()))
    return found
