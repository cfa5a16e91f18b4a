"""Names of areas: which words are one, and how a name in capitals is written in a sentence."""

import re
from functools import cache

from loaders.names import canonical
from ontology.folding import fold
from ontology.registers import areas

AREA = re.compile(
    r"(?<![a-z])(?:thanh pho|tinh|xa|phuong|dac khu|thi tran|huyen|thi xa|"
    r"(?<!co )(?<!hai )quan(?!\s+(?:su|ly|doi|nhan)))\s+"
    r"(?!(?:uy|doan|hoi chu nghia)(?![a-z]))"
)
AREA_KINDS = ("thành phố", "tỉnh", "thị xã", "xã", "phường", "đặc khu", "thị trấn", "huyện", "quận")
_KINDS = {fold(kind): kind for kind in AREA_KINDS}
# A committee is called by its area without the area's kind: "THÀNH ỦY HẢI PHÒNG".
_COMMITTEE = re.compile(r"(?:tinh|thanh|huyen|quan|thi) (?:uy|doan)\s+(?=\S)")


@cache
def area_names() -> dict[str, tuple[str, str]]:
    """Return (true name, level) of each area by its folded name with its kind ("xa xuan truong")."""
    found: dict[str, tuple[str, str]] = {}
    for area in areas():
        found.setdefault(fold(area.name), (area.name, area.level))
    return found


def in_sentence_case(words: str) -> str:
    """Return capitals as a name is written in a sentence: "ĐẢNG ỦY XÃ XUÂN TRƯỜNG" is "Đảng ủy xã Xuân Trường"."""
    lowered = words.lower()
    area = None
    for found in AREA.finditer(fold(lowered)):
        area = found
    if area is None and (committee := _COMMITTEE.match(fold(lowered))):
        named, place = lowered[: committee.end()].strip(), lowered[committee.end() :]
        return f"{canonical(named[:1].upper() + named[1:])} {place.title()}"
    if area is None:
        return canonical(lowered[:1].upper() + lowered[1:])
    head, place = lowered[: area.start()].strip(), lowered[area.end() :].strip()
    kind = _KINDS[" ".join(fold(lowered[area.start() : area.end()]).split())]
    known = area_names().get(fold(f"{kind} {place}"))
    proper = known[0] if known else f"{kind} {place.title()}"
    named = canonical(head[:1].upper() + head[1:]) if head else ""
    return f"{named} {proper}".strip()
