"""Where an issuer works, on which level and in which branch: told by its name, its area and its code."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from loaders.letters import UPPER
from loaders.persons import is_surname
from loaders.places import AREA, area_names, in_sentence_case
from loaders.symbols import SymbolAt
from loaders.text import Text
from ontology.folding import fold
from ontology.model import Branch, Level
from ontology.registers import organs

_CENTRAL_CITIES = ("ha noi", "hai phong", "da nang", "can tho", "ho chi minh", "hue")


@cache
def _organs() -> dict[str, tuple[Level | None, Branch | None]]:
    """Return level and branch of each organ code, folded; `None` where bodies that share the code differ."""
    found: dict[str, tuple[Level | None, Branch | None]] = {}
    for organ in organs():
        level, branch = found.get(fold(organ.code), (organ.level, organ.branch))
        found[fold(organ.code)] = (level if level == organ.level else None, branch if branch == organ.branch else None)
    return found


def _most_named_area(text: Text, kinds: str) -> str | None:
    """Return the area of some kinds that the text names most, in the register's spelling where it has it."""
    counted: Counter[str] = Counter()
    printed: dict[str, str] = {}
    pattern = re.compile(rf"(?<!\w)({kinds})\s+((?:[{UPPER}]\w*\s?){{1,4}})", re.IGNORECASE)
    for found in pattern.finditer(text.restored.replace("\n", " ")):
        if not found[2][:1].isupper() or _is_of_head(text, found):
            continue
        words = re.match(rf"(?:[{UPPER}]\w*\s?)+", found[2])
        if words is None:
            continue
        name = f"{found[1].lower()} {words[0].strip()}"
        counted[fold(name)] += 1
        printed.setdefault(fold(name), name)
    if not counted:
        return None
    best = max(sorted(counted), key=lambda name: (counted[name], name in area_names()))
    return area_names()[best][0] if best in area_names() else printed[best]


# "Chủ tịch UBND tỉnh Trần Hữu Lộc": behind the kind of an area stands the name of who heads it.
_HEAD_OF = re.compile(
    r"(?:chu tich|bi thu|giam doc|chanh van phong|thuong truc)(?:\s(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|cong "
    r"an|doan dbqh))*\s*$"
)


def _is_of_head(text: Text, found: re.Match[str]) -> bool:
    before = text.folded[max(0, found.start() - 60) : found.start()].replace("\n", " ")
    return is_surname(found[2].split()[0]) and _HEAD_OF.search(before) is not None


def areas_of(
    text: Text, issuer: str | None, lines: Sequence[str], symbol: SymbolAt | None
) -> tuple[str | None, str | None]:
    """Return the area that the issuer works in, and the one above it, as far as the text names them."""
    areas_named = [in_sentence_case(line) for line in lines if AREA.search(fold(line))]
    found = [
        match
        for name in areas_named
        if (match := re.search(r"(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận|thị xã|thị trấn) .+", name))
    ]
    if committee := _COMMITTEE.match(issuer or ""):
        area = f"{_COMMITTEE_AREAS[committee['kind'].lower()]} {committee['place'].strip()}"
        return area, next((match[0] for match in found if match[0] != area), None)
    own = re.search(rf"(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận|thị xã|thị trấn) [{UPPER}].*", issuer or "")
    names = [match[0] for match in found] + [
        f"{_COMMITTEE_AREAS[match['kind'].lower()]} {match['place'].strip()}"
        for line in lines
        if (match := _COMMITTEE.fullmatch(in_sentence_case(line)))
    ]
    area = own[0] if own else (names[-1] if names else None)
    above = next((name for name in names if name != area), None)
    if area is None and _is_local(issuer, symbol):
        area = _most_named_area(text, _kinds_for(issuer))
    return area, above


# "Thành ủy Rạch Giá" works in thành phố Rạch Giá.
_COMMITTEE = re.compile(rf"(?P<kind>Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|uỷ|[Đđ]oàn) (?P<place>[{UPPER}].*)")
_COMMITTEE_AREAS = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}


def _is_local(issuer: str | None, symbol: SymbolAt | None) -> bool:
    organ = _organs().get(fold(symbol.organ)) if symbol else None
    if organ and organ[0] is Level.CENTRAL:
        return False
    if issuer is None:
        return symbol is not None and fold(symbol.organ) in ("tu", "hu", "du", "ubnd", "hdnd")
    return (
        re.search(
            r"\b(?:tinh|thanh pho|thanh uy|xa|phuong|huyen|quan|dang uy|so|uy ban nhan dan)\b(?! dung)", fold(issuer)
        )
        is not None
    )


def _kinds_for(issuer: str | None) -> str:
    folded = fold(issuer or "")
    for word, kinds in (
        ("thanh", "thành phố|thị xã"),
        ("tinh", "tỉnh"),
        ("xa", "xã"),
        ("phuong", "phường"),
        ("huyen", "huyện"),
    ):
        if word in folded.split():
            return kinds
    return "thành phố|tỉnh|xã|phường"


def level_of(
    text: Text, issuer: str | None, area: str | None, symbol: SymbolAt | None, lines: Sequence[str] = ()
) -> Level | None:
    """Return the administrative level: by the area's kind, the issuer's words, the organ code of the symbol.

    `lines` are those of the letterhead: a body below a ministry's line is a central one.
    """
    level = _level_named(text, fold(issuer or ""), fold(area or ""), symbol)
    return level or (
        Level.CENTRAL if any(re.match(r"(?:bo|van phong chinh phu)\b", fold(each)) for each in lines) else None
    )


def _level_named(text: Text, folded: str, place: str, symbol: SymbolAt | None) -> Level | None:
    named = f"{folded} {place}"
    if re.search(r"\b(?:xa|phuong|dac khu|thi tran)\b", named) and not re.search(r"\bthi xa\b", named):
        return Level.COMMUNE
    if re.search(
        r"\b(?:huyen|(?<!co )(?<!hai )quan(?! (?:ly|tri|su|doi|dan|chung|khu|trac)\b)|thi xa|huyen uy|quan uy)\b", named
    ):
        return Level.DISTRICT
    if re.search(r"\bthanh (?:pho|uy)\b", named):
        central = any(city in place or city in folded for city in _CENTRAL_CITIES)
        below = re.search(
            r"tinh uy|dang bo tinh|ubnd tinh|cua tinh\b|uy ban nhan dan tinh", text.folded.replace("\n", " ")
        )
        return Level.PROVINCE if central or not below else Level.DISTRICT
    if re.search(r"\btinh\b|\bso\b", named):
        return Level.PROVINCE
    organ = _organs().get(fold(symbol.organ)) if symbol else None
    if organ and organ[0]:
        return organ[0]
    if re.search(r"trung uong|bo chinh tri|ban bi thu|chinh phu|quoc hoi|\bbo\b|thu tuong", folded):
        return Level.CENTRAL
    return None


def branch_of(issuer: str | None, symbol: SymbolAt | None, text: Text) -> Branch | None:
    folded = fold(issuer or "")
    if re.search(
        r"mat tran|mttq|lien doan|hoi lien hiep|doan thanh nien|(?:tinh|thanh|huyen|xa) doan|hoi nong dan|"
        r"trung uong doan|hoi cuu chien binh",
        folded,
    ):
        return Branch.FRONT
    organ = _organs().get(fold(symbol.organ)) if symbol else None
    if organ and organ[1]:
        return organ[1]
    if re.search(r"\bdang\b|tinh uy|thanh uy|huyen uy|quan uy|dang uy|bo chinh tri|ban bi thu|trung uong", folded):
        return Branch.PARTY
    if folded:
        return Branch.STATE
    return Branch.PARTY if "dang cong san viet nam" in text.folded[:600] else None
