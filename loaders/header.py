"""What the head and the foot of a document say of it: symbol, kind, title, day, issuer, area, level, signer.

Places: Decree 30/2020/NĐ-CP annex I (national name and issuer side by side, number, place and day, kind and
title, signature) and Guide 36-HD/VPTW (Party name on the right, issuer on the left, star, number).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from loaders.citations import named_in
from loaders.dates import first_date
from loaders.layout import Line, capitals
from loaders.persons import is_surname, mended
from loaders.names import canonical, names_at, spelled
from loaders.symbols import SymbolAt, kind_of_code, letter_symbol_of, symbol_of, symbols_in
from loaders.text import Text, one_line
from loaders.zones import LETTER, Zones
from ontology.folding import fold
from ontology.model import Branch, Header, Level, Span
from ontology.registers import areas, organs

_NATION = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–]\s*tu do\s*[-–]\s*hanh phuc|dang cong san viet nam|[-*_=–—]{2,}"
)
_NUMBER_LINE = re.compile(r"(?:^|\s)s[o06&4éeb]?\S{0,2}\s*[:.]?\s*(?=\d{1,5}\s*[-–/]?\s*[a-z])|^\s*(?=\d{1,5}\s?[-–/]\s?[a-z]{2})")
_AREA = re.compile(r"(?:thanh pho|tinh|xa|phuong|dac khu|thi tran|huyen|quan|thi xa)\s+")
_ISSUES = re.compile(
    r"\s+(?:xay dung|ban hanh|de ra|trien khai|dua ra|to chuc)\s+(?:va trien khai\s+)?(?:\S+\s+){0,3}?(?:ke hoach|chuong trinh|nghi quyet|chi thi|huong dan|ket luan)"
)
_KIND_WORDS = {"party": r"dang|uy ban kiem tra|ban thuong vu|ban chap hanh|tinh uy|thanh uy|huyen uy|bo chinh tri|ban bi thu|trung uong dang"}
_SIGN = re.compile(r"(?:t/?m\.?|kt\.?|tl\.?|tuq\.?|q\.?)\s|chu tich|bi thu|giam doc|bo truong|thu tuong|chanh van phong|truong ban")
_CENTRAL_CITIES = ("ha noi", "hai phong", "da nang", "can tho", "ho chi minh", "hue")
_NAME_LINE = re.compile(r"[A-ZÀ-ỸĐ][\wÀ-ỹ]*(?:\s+[A-ZÀ-ỸĐ][\wÀ-ỹ]*){1,4}$")


@cache
def _organs() -> dict[str, tuple[Level | None, Branch | None]]:
    """Return level and branch of each organ code, folded; `None` where bodies that share the code differ."""
    found: dict[str, tuple[Level | None, Branch | None]] = {}
    for organ in organs():
        level, branch = found.get(fold(organ.code), (organ.level, organ.branch))
        found[fold(organ.code)] = (level if level == organ.level else None, branch if branch == organ.branch else None)
    return found


@cache
def _area_names() -> dict[str, tuple[str, str]]:
    """Return (true name, level) of each area by its folded name with its kind ("xa xuan truong")."""
    found: dict[str, tuple[str, str]] = {}
    for area in areas():
        found.setdefault(fold(area.name), (area.name, area.level))
    return found


_NUMBER_WORD = 6  # characters that "Số:" may have become


def _symbol(text: Text, zones: Zones) -> tuple[SymbolAt, Span] | None:
    """Return the document's own symbol: on the number line of the letterhead, else above the first part."""
    lines = zones.head or zones.body[:6]
    for line in lines:
        marked = _NUMBER_LINE.search(line.folded)
        at = symbol_of(line.text[marked.end() :]) if marked else None
        if marked and at is None and zones.kind == LETTER:
            at = letter_symbol_of(line.text[marked.end() :])
        if at and marked:
            start = line.start + marked.end() + at.start
            return at, text.span(start, start + at.end - at.start)
        if zones.head and (at := symbol_of(line.text)) and at.start <= _NUMBER_WORD:
            return at, text.span(line.start + at.start, line.start + at.end)
    if zones.head or not lines:
        return None
    first = next((at for at in symbols_in(text) if at.end <= lines[-1].end), None)
    if first is None or text.folded[: first.start].count("\n") > 3:
        return None
    return first, text.span(first.start, first.end)


def _issued(text: Text, zones: Zones) -> tuple[str | None, Span | None]:
    for line in zones.head:
        if re.search(r"ng[aàd]y|thang", line.folded) and (found := first_date(text.folded, line.start, line.end)):
            return found.iso, text.span(found.start, found.end)
    return None, None


def _letterhead(zones: Zones) -> list[str]:
    """Return the issuer's lines of the letterhead: the nation's and the Party's names, number and day taken out."""
    found: list[str] = []
    for line in zones.head:
        cell = re.split(r"\s{3,}|\t", line.folded)[0]
        folded = _NATION.split(cell)
        if _NUMBER_LINE.search(line.folded) or re.search(r"ngay\s*\d|thang\s*\d", line.folded):
            break
        kept = folded[0].strip(" *-")
        if kept and capitals(line.text[: len(folded[0])]) > 0.6:
            found.append(line.text[line.folded.index(kept) : line.folded.index(kept) + len(kept)])
    return found


_LOWER_WORDS = re.compile(r"[A-ZÀ-ỸĐ]{2,}|[A-ZÀ-ỸĐ](?![a-zà-ỹ])")


def _titled(words: str) -> str:
    """Return capitals as a name is written in a sentence: "ĐẢNG ỦY XÃ XUÂN TRƯỜNG" is "Đảng ủy xã Xuân Trường"."""
    lowered = words.lower()
    area = None
    for found in _AREA.finditer(fold(lowered)):
        area = found
    if area is None:
        return canonical(lowered[:1].upper() + lowered[1:])
    head, place = lowered[: area.start()].strip(), lowered[area.end() :].strip()
    kind = lowered[area.start() : area.end()].strip()
    known = _area_names().get(fold(f"{kind} {place}"))
    proper = known[0] if known else f"{kind} {place.title()}"
    named = canonical(head[:1].upper() + head[1:]) if head else ""
    return f"{named} {proper}".strip()


def _issuer_of_letterhead(lines: Sequence[str]) -> str | None:
    """Return the issuer that the letterhead names; the upper line of two is the body it belongs to."""
    if not lines:
        return None
    joined = list(lines)
    first = fold(joined[0])
    if len(joined) > 1 and re.match(r"(?:dang bo|tinh|thanh pho|huyen|bo|tong cuc|ubnd|uy ban nhan dan (?:tinh|thanh pho|huyen|quan|xa|phuong))\b", first) and not first.startswith("bo chi huy"):
        if re.match(r"(?:dang uy|ban|uy ban|so|cuc|chi cuc|truong|trung tam|phong|thanh uy|tinh uy|huyen uy|van phong|dang bo)", fold(joined[1])):
            joined = joined[1:]
    return _titled(one_line(" ".join(joined)))


def _issuer_of_preamble(text: Text, zones: Zones) -> tuple[str, Span] | None:
    """Return who issues the document by its preamble: "…, Ban Thường vụ Thành ủy xây dựng kế hoạch …"."""
    body = zones.body[:40]
    if not body:
        return None
    flat = text.folded[body[0].start : body[-1].end].replace("\n", " ")
    issues = _ISSUES.search(flat)
    if issues is None:
        return None
    start = body[0].start
    for comma in reversed(list(re.finditer(r"[,;)]\s*", flat[: issues.start()]))[-6:]):
        names = names_at(text, start + comma.end(), start + issues.end())
        if names and abs(names.end - start - issues.start()) <= 2:
            name = names.names[-1]
            return spelled(text, name), text.span(name.start, name.end)
    return None


def _most_named_area(text: Text, kinds: str) -> str | None:
    """Return the area of some kinds that the text names most, in the register's spelling where it has it."""
    counted: Counter[str] = Counter()
    printed: dict[str, str] = {}
    pattern = re.compile(rf"(?<!\w)({kinds})\s+((?:[A-ZÀ-ỸĐ][\wà-ỹ]*\s?){{1,4}})", re.IGNORECASE)
    for found in pattern.finditer(text.restored.replace("\n", " ")):
        if not found[2][:1].isupper():
            continue
        words = re.match(r"(?:[A-ZÀ-ỸĐ][\wà-ỹ]*\s?)+", found[2])
        if words is None:
            continue
        name = f"{found[1].lower()} {words[0].strip()}"
        counted[fold(name)] += 1
        printed.setdefault(fold(name), name)
    if not counted:
        return None
    best = max(sorted(counted), key=lambda name: (counted[name], name in _area_names()))
    return _area_names()[best][0] if best in _area_names() else printed[best]


def _area(text: Text, issuer: str | None, lines: Sequence[str], symbol: SymbolAt | None) -> tuple[str | None, str | None]:
    """Return the area that the issuer works in, and the one above it, as far as the text names them."""
    areas_named = [_titled(line) for line in lines if _AREA.search(fold(line))]
    found = [match for name in areas_named if (match := re.search(r"(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận|thị xã|thị trấn) .+", name))]
    own = re.search(r"(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận|thị xã|thị trấn) [A-ZÀ-ỸĐ].*", issuer or "")
    names = [match[0] for match in found]
    area = own[0] if own else (names[-1] if names else None)
    above = next((name for name in names if name != area), None)
    if area is None and _is_local(issuer, symbol):
        area = _most_named_area(text, _kinds_for(issuer))
    return area, above


def _is_local(issuer: str | None, symbol: SymbolAt | None) -> bool:
    if issuer is None:
        return symbol is not None and fold(symbol.organ) in ("tu", "hu", "du", "ubnd", "hdnd")
    return re.search(r"tinh|thanh pho|thanh uy|xa|phuong|huyen|quan|dang uy|so |uy ban nhan dan", fold(issuer)) is not None


def _kinds_for(issuer: str | None) -> str:
    folded = fold(issuer or "")
    for word, kinds in (("thanh", "thành phố|thị xã"), ("tinh", "tỉnh"), ("xa", "xã"), ("phuong", "phường"), ("huyen", "huyện")):
        if word in folded.split():
            return kinds
    return "thành phố|tỉnh|xã|phường"


def _level(text: Text, issuer: str | None, area: str | None, symbol: SymbolAt | None) -> Level | None:
    """Return the administrative level: by the area's kind, the issuer's words, the organ code of the symbol."""
    folded, place = fold(issuer or ""), fold(area or "")
    named = f"{folded} {place}"
    if re.search(r"\b(?:xa|phuong|dac khu|thi tran)\b", named) and not re.search(r"\bthi xa\b", named):
        return Level.COMMUNE
    if re.search(r"\b(?:huyen|quan|thi xa|huyen uy|quan uy)\b", named) and "quan su" not in named:
        return Level.DISTRICT
    if re.search(r"\bthanh (?:pho|uy)\b", named):
        central = any(city in place or city in folded for city in _CENTRAL_CITIES)
        below = re.search(r"tinh uy|dang bo tinh|ubnd tinh|cua tinh\b|uy ban nhan dan tinh", text.folded.replace("\n", " "))
        return Level.PROVINCE if central or not below else Level.DISTRICT
    if re.search(r"\btinh\b|\bso\b", named):
        return Level.PROVINCE
    organ = _organs().get(fold(symbol.organ)) if symbol else None
    if organ and organ[0]:
        return organ[0]
    if re.search(r"trung uong|bo chinh tri|ban bi thu|chinh phu|quoc hoi|\bbo\b|thu tuong", folded):
        return Level.CENTRAL
    return None


def _branch(issuer: str | None, symbol: SymbolAt | None, text: Text) -> Branch | None:
    folded = fold(issuer or "")
    if re.search(r"mat tran|lien doan|hoi lien hiep|doan thanh nien|hoi nong dan|hoi cuu chien binh", folded):
        return Branch.FRONT
    organ = _organs().get(fold(symbol.organ)) if symbol else None
    if organ and organ[1]:
        return organ[1]
    if re.search(r"\bdang\b|tinh uy|thanh uy|huyen uy|quan uy|dang uy|bo chinh tri|ban bi thu|trung uong", folded):
        return Branch.PARTY
    if folded:
        return Branch.STATE
    return Branch.PARTY if "dang cong san viet nam" in text.folded[:600] else None


def _signer(text: Text, zones: Zones) -> tuple[str | None, Span | None]:
    """Return the signer: the last line of the tail, or the end of one, that is a person's name."""
    if not any(_SIGN.search(line.folded) for line in zones.tail) and not zones.tail:
        return None, None
    for line in reversed([line for line in zones.tail if not line.is_blank][-14:]):
        cells = re.split(r"\s{3,}|\t", line.text)
        found = re.search(r"([A-ZÀ-ỸĐ][\wÀ-ỹ]*(?:\s+[A-ZÀ-ỸĐ][\wÀ-ỹ&§$]*){1,4})\s*\.?$", line.text)
        if found is None:
            continue
        if len(cells) > 1 and _NAME_LINE.fullmatch(cells[-1].rstrip(".")) and not _SIGN.search(fold(cells[-1])):
            start = line.end - len(cells[-1])
            return mended(cells[-1], text.printed(start, line.end)), text.span(start, line.end)
        words = found[1].split()
        while len(words) > 4 or (words and not is_surname(words[0])):
            words = words[1:]
        if len(words) >= 2 and not line.folded.startswith(("-", "luu", "noi")) or (len(words) >= 3 and "," in line.text):
            if capitals(" ".join(words)) > 0.8 and len(words) < 2:
                continue
            start = line.end - (len(line.text) - line.text.rindex(words[0]))
            return mended(" ".join(words), text.printed(start, line.end)), text.span(start, line.end)
    return None, None


def _title(zones: Zones) -> str | None:
    words = one_line("\n".join(line.text for line in zones.title if not line.is_blank and not re.fullmatch(r"[\s*_\-–—=.]*", line.text)))
    return words.strip(" *-_") or None


def _span_of(text: Text, lines: Sequence[Line]) -> Span | None:
    kept = [line for line in lines if not line.is_blank]
    return text.span(kept[0].start, kept[-1].end) if kept else None


def header_of(text: Text, zones: Zones) -> Header:
    """Return what a document says of itself; what it does not say stays `None`."""
    at = _symbol(text, zones)
    symbol, symbol_span = at if at else (None, None)
    issued, issued_span = _issued(text, zones)
    lines = _letterhead(zones)
    issuer, issuer_span = _issuer_of_letterhead(lines), _span_of(text, zones.head[: len(lines) or 0])
    if issuer is None and (said := _issuer_of_preamble(text, zones)):
        issuer, issuer_span = said
    area, above = _area(text, issuer, lines, symbol)
    signer, signer_span = _signer(text, zones)
    spans = {
        "symbol": symbol_span, "issued": issued_span, "issuer": issuer_span, "signer": signer_span,
        "title": _span_of(text, zones.title),
    }  # fmt: skip
    return Header(
        symbol=symbol.symbol if symbol else None,
        printed_symbol=one_line(symbol_span.of(text.raw)) if symbol_span else None,
        kind=zones.kind or (kind_of_code(symbol.code) if symbol else None),
        title=_title(zones),
        issued=issued,
        issuer=issuer,
        area=area,
        parent_area=above,
        level=_level(text, issuer, area, symbol),
        branch=_branch(issuer, symbol, text),
        signer=signer,
        spans={name: span for name, span in spans.items() if span is not None},
    )


def completed(header: Header, text: Text) -> Header:
    """Return the header with the day and the issuer that the text gives its own symbol, where the letterhead has none."""
    if header.symbol is None or (header.issued and header.issuer):
        return header
    own = next((name for name in named_in(text) if name.symbol == header.symbol and (name.issued or name.issuer)), None)
    if own is None:
        return header
    issuer = header.issuer or own.issuer
    return replace(header, issued=header.issued or own.issued, issuer=issuer)
