"""Who speaks in a document where that is not the body of the letterhead: the committee or the head that signs it.

A standing committee's paper has the committee's letterhead (Guide 36-HD/VPTW): "TỈNH ỦY …" above, "T/M BAN THƯỜNG VỤ"
below. A chairman decides in his own name under the letterhead of the People's Committee (Decree 30/2020/NĐ-CP, annex
I): "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" above what he decides, "CHỦ TỊCH" without "TM." below.
"""

import re
from collections.abc import Iterable, Iterator

from loaders.layout import Line, capitals
from loaders.places import AREA
from loaders.text import Text
from loaders.zones import Zones
from ontology.folding import fold

_SHOUTED = 0.7  # the share of capitals from which words are written in capitals
_STANDING = re.compile(r"(?<![a-z])t\s?/?\s?m\s?[.,]?\s+ban thuong vu")
# "Tỉnh ủy Hà Châu", "Đảng ủy xã Vân Sơn", "Tỉnh đoàn Hà Châu": what has a standing committee.
_HAS_STANDING = re.compile(
    r"(?:(?:tinh|thanh|huyen|quan|thi|dang) uy|(?:tinh|thanh|huyen|quan|thi|xa) doan|ban chap hanh|dang bo|doan|hoi|"
    r"lien doan|cong doan)\b"
)
# "TỈNH ỦY HÀ CHÂU" above, "T/M BAN CHẤP HÀNH" below: the whole committee of the Party's branch there.
_WHOLE_COMMITTEE = re.compile(r"(?P<kind>Tỉnh|Thành|Huyện|Thị|Quận) (?:ủy|uỷ) (?P<place>\S.*)")
_WHOLE_OF_COMMUNE = re.compile(r"Đảng (?:ủy|uỷ) (?P<area>(?:xã|phường|đặc khu|thị trấn) \S.*)")
_AREAS = {"tinh": "tỉnh", "thanh": "thành phố", "huyen": "huyện", "thi": "thị xã", "quan": "quận"}
_WHOLE_SIGNS = re.compile(r"(?<![a-z])t\s?/?\s?m\s?[.,]?\s+ban chap hanh")
_COMMITTEE = re.compile(r"(?:uy ban nhan dan|ubnd)\b")
_ON_BEHALF = re.compile(r"(?<![a-z])t\s?/?\s?m\s?[.,]?\s+(?:uy ban|ubnd)")
_SIGNS = re.compile(r"(?:^|\s)(?:(?:kt|q)\s?\.\s?)?chu tich\s*$")
_HEAD = re.compile(r"chu tich\s+(?:uy ban nhan dan|ubnd)\b")
_COMMANDS = re.compile(
    r"chu tich\s+(?:uy ban nhan dan|ubnd)\s+(?:[a-z]+\s+){1,6}?(?:yeu cau|chi thi|quyet dinh|giao|chi dao)\b"
)
_ORDERS = ("chỉ thị", "công điện")  # what a chairman issues in his own name as often as the committee does
_OPENING = 12  # lines of a body in which it is said who decides


def as_written(text: Text, name: str) -> str:
    """Return a name that the letterhead has in capitals as a sentence of the text has it, its capitals apart the same.

    Only a name without an area's: where one is, the register knows which words are proper.
    """
    if AREA.search(fold(name)):
        return name
    at = -1
    while (at := text.folded.find(fold(name), at + 1)) >= 0:
        written = text.restored[at : at + len(name)]
        is_same = written.casefold() == name.casefold() and written[:1].isupper()
        if is_same and not any(len(word) > 1 and word.isupper() for word in _other_words(written, name)):
            return written
    return name


def _other_words(written: str, name: str) -> Iterator[str]:
    """Yield the words that are written otherwise than in a name: "BỘ" of "BỘ Y tế", not "MTTQ"."""
    return (word for word, own in zip(written.split(), name.split(), strict=False) if word != own)


def speaker_of(text: Text, zones: Zones, issuer: str | None) -> str | None:
    """Return who issues a document whose letterhead names `issuer`: that body, its standing committee or its head."""
    if issuer is None:
        return None
    issuer = as_written(text, issuer)
    if fold(issuer).startswith(("ban thuong", "thuong truc", "chu tich")):
        return issuer
    if _HAS_STANDING.match(fold(issuer)) and is_of_standing_committee(zones.tail):
        return f"Ban Thường vụ {issuer}"
    if (branch := _branch_of(issuer)) and _signs_for_whole(zones.tail):
        return f"Ban Chấp hành Đảng bộ {branch}"
    if _COMMITTEE.match(fold(issuer)) and _is_of_chairman(text, zones):
        return f"Chủ tịch {issuer}"
    return issuer


def _branch_of(issuer: str) -> str | None:
    """Return the area whose Party branch a committee leads: "tỉnh Hà Châu" of "Tỉnh ủy Hà Châu"."""
    if commune := _WHOLE_OF_COMMUNE.match(issuer):
        return commune["area"]
    whole = _WHOLE_COMMITTEE.match(issuer)
    return f"{_AREAS[fold(whole['kind'])]} {whole['place']}" if whole else None


def is_of_standing_committee(tail: Iterable[Line]) -> bool:
    """Say whether a document's foot signs for the standing committee."""
    signed = ((line, found) for line in tail if (found := _STANDING.search(line.folded)))
    return any(capitals(line.text[found.start() : found.end()]) > _SHOUTED for line, found in signed)


def _signs_for_whole(tail: Iterable[Line]) -> bool:
    """Say whether a document's foot signs for the whole committee."""
    signed = ((line, found) for line in tail if (found := _WHOLE_SIGNS.search(line.folded)))
    return any(capitals(line.text[found.start() : found.end()]) > _SHOUTED for line, found in signed)


def _is_of_chairman(text: Text, zones: Zones) -> bool:
    opening = [line for line in (*zones.title, *zones.body) if not line.is_blank][: len(zones.title) + _OPENING]
    if any(_HEAD.match(line.folded) and capitals(line.text) > _SHOUTED for line in opening):
        return True
    if zones.kind not in _ORDERS or any(_ON_BEHALF.search(line.folded) for line in zones.tail):
        return False
    signs = any(_SIGNS.search(line.folded) and capitals(line.text[-8:]) > _SHOUTED for line in zones.tail)
    body = (text.folded[zones.body[0].start : zones.body[-1].end] if zones.body else "").replace("\n", " ")
    return signs and _COMMANDS.search(body) is not None
