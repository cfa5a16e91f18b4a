"""Which numbers of a clause are targets, and which are bases, ratings, starting points or the state of things."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from loaders.layout import Mark
from loaders.parts import ASSIGNMENT, CONTENT
from loaders.quantities import (
    AT_LEAST,
    AT_MOST,
    INDEX,
    KNOWN_UNIT,
    OF_ALL,
    OR_MORE,
    PERCENT,
    RATE,
    SPAN_OF_LIFE_OR_TIME,
    ZERO,
    is_baseline,
)
from loaders.sections import Node, heading_of
from loaders.text import Text
from ontology.folding import fold


class Place(Enum):
    """Where a clause stands, which says how readily its numbers are targets."""

    TARGETS = auto()  # under a heading of targets: every count is one
    OPEN = auto()  # objectives and views: what is reached or made is one
    TASKS = auto()  # shares, and what is bounded or striven for
    STATE = auto()  # what is told before the first part: only what is striven for


@dataclass(frozen=True, slots=True)
class Found:
    """A value in a clause: its match, the words of comparison before it, and where the value before it ends."""

    match: re.Match[str]
    words: str
    after: int = 0

    @property
    def start(self) -> int:
        return self.match.start() - len(self.words)

    @property
    def flat(self) -> str:
        return self.match.string

    @property
    def segment(self) -> str:
        """The words of the same part of the sentence before the value."""
        return re.split(r"[;.:](?!\d)", self.flat[max(0, self.start - _WINDOW) : self.start])[-1]

    @property
    def between(self) -> str:
        """The words since the value before."""
        return self.flat[self.after : self.start] if self.after else ""


_OF_TARGETS = re.compile(
    r"\W*(?:[ivx\d.]+\W+)?(?:(?:cac|mot so|nhung|he thong|tong hop|quan diem|tam nhin|va|dinh huong|ve)\W+)*"
    r"(?:muc tieu|chi tieu)"
)
_OF_PURPOSES = re.compile(r"muc dich|yeu cau|quan diem|muc tieu (?:chung|tong quat|tong quan)")
# A part that tells how things are, or went.
_OF_STATE = re.compile(
    r"\W*(?:phan (?:thu )?[a-z\d]+\W+)?(?:[ivx\d.]+\W+)?(?:(?:khai quat|ve|mot so|nhung|dac diem|boi canh va|cac)\W+)*"
    r"(?:danh gia (?:chung|tinh hinh|ket qua)|su can thiet|ly do|thuc trang|boi canh|ket qua (?:dat duoc|"
    r"thuc hien|noi bat|cong tac|"
    r"trien khai|lanh dao)|ket qua\W*$|uu diem|ton tai|tinh hinh|nguyen nhan|han che|dien bien)"
)
_STRIVEN_FOR = re.compile(r"\bphan dau\b[^.:;]{0,60}\b(?:nam|quy|thang|nhiem ky|giai doan) [^.;:]{1,40}:?\s*$")
_STRIVES = re.compile(r"phan dau|muc tieu|chi tieu(?! (?:\S+ ){0,2}giao\b)|den (?:het |cuoi )?nam 20\d\d")


def place_of(text: Text, node: Node, first_part: int) -> Place:
    """Return where a clause stands; `first_part` is where the first part of the document does."""
    if node.item.mark is Mark.NONE and node.item.start < first_part:
        return Place.STATE
    if sets_targets(text, node):
        return Place.TARGETS
    for above in node.ancestors():
        heading = fold(heading_of(text, above))
        if _OF_STATE.match(heading):
            return Place.STATE
        if _OF_TARGETS.match(heading) and not _OF_PURPOSES.search(heading):
            return Place.TARGETS
        if _OF_PURPOSES.search(heading):
            break
    if stands_among_targets(text, node):
        return Place.TARGETS
    return Place.TASKS if node.part in (ASSIGNMENT, CONTENT) else Place.OPEN


def stands_among_targets(text: Text, node: Node) -> bool:
    """Say whether the line that opens a list tells of targets: "Phấn đấu đến hết năm 2027:"."""
    if node.introduction is None:
        return False
    opened = fold(heading_of(text, node.introduction))
    if opened.startswith(("de ", "nham ")):
        return False  # "Để đạt các chỉ tiêu trên, cần làm tốt những việc sau:"
    return _OF_TARGETS.search(opened) is not None or _STRIVEN_FOR.search(opened) is not None


def sets_targets(text: Text, node: Node) -> bool:
    """Say whether a clause opens with the word for targets: "Mục tiêu cho quý IV và cả năm: tăng trưởng đạt …"."""
    opened = text.folded[node.item.start : node.item.end].replace("\n", " ").partition(":")
    is_short = len(opened[0]) <= _LONGEST_OPENING and bool(opened[1])
    return is_short and bool(_OF_TARGETS.match(opened[0])) and not _OF_PURPOSES.search(opened[0])


def first_part_of(root: Node) -> int:
    """Return where the first numbered part of a document stands, else its first dash; 0 where nothing is marked.

    Dashes before the first number list those whom a telegram asks, and what is told goes on behind them.
    """
    marked = [each.item for each in root.children if each.item.mark is not Mark.NONE]
    numbered = (item.start for item in marked if item.mark < Mark.STAR)
    return next(numbered, marked[0].start if marked else 0)


# "16 bác sĩ trên 1 vạn dân", "165 triệu đồng trên 01 ha": what is counted on, and no value.
_BASE = re.compile(r"0?1|1\.000|10\.000|100\.000")
_OF_BASE = re.compile(r"(?:van|nghin|trieu|ha|hec|m|km|dan|nguoi|tre|lao dong|hoc sinh|ca|thue|ho|phu nu)\b")
# "10 doanh nghiệp đạt doanh thu trên 1 tỷ USD": a mark of what was counted.
_MARK_OF_COUNTED = re.compile(r"\b(?:doanh thu|quy mo|cong suat|von|dien tich|thu nhap|suc chua|do tuoi)\b")
_SEPARATED = re.compile(r"[,;.:+]|\bva\b|\bcung\b")
_REWARD = re.compile(r"\W*(?:\S+\s){0,2}?(?:khen thuong|thi dua)\b")
_EARNS = re.compile(r"[^.;]{0,60}\b(?:duoc cong diem|diem thi dua)\b")
# What is so already, or was reckoned: "hiện có 12 thư viện", "ước tính trên 1.870 tỷ đồng".
_IS_SO = re.compile(r"\b(?:uoc tinh|hien nay|hien co|hien dat|moi dat)\b[^.;]{0,60}$")
_BOUNDED = re.compile(r"(?<![a-z])(?:it nhat|toi thieu|khong duoi|khong it hon)(?![a-z])")
# "các đơn vị giải ngân dưới 50%": whom something is asked of, told by what they reached.
_CONDITION = re.compile(
    r"\b(?:cac|nhung|doi voi|truong hop|neu|tung) (?:don vi|dia phuong|du an|chu dau tu|co quan|xa|truong|so|nganh)\b"
    r"[^,;.]{0,60}$"
)
# "đến năm 2028 có 150.000 ha …": reached by a year that is set.
_BY_YEAR = re.compile(r"\bden (?:het |cuoi )?nam 20\d\d,? [^.;,]{0,40}\b(?:co|dat|len)\s*(?:khoang\s*)?$")
_MADE = re.compile(
    r"(?:xay dung|thanh lap|hinh thanh|mo|thu hut|ho tro|dao tao|boi duong|phat trien|trong|cap|tap huan|to chuc|"
    r"nang cap|lap dat|bo tri|hinh thanh|don(?! vi)|phuc vu)(?: moi| duoc| them)?\s*$"
)
# "xây dựng 05 làng văn hóa", "cải tạo 4 điểm đen": built or given, so that the count is what is to be reached.
_BUILT = re.compile(
    r"\b(?:xay dung|xay moi|hoan thanh|cai tao|sua chua|nang cap|trong moi|tang|xoa|dao tao|thanh lap)"
    r"(?: moi| duoc| them)?\s$"
)
# What stands right before a number that names or places something, and counts no aim.
_NAMES = re.compile(
    r"\b(?:so|muc|cap|cap do|loai|hang|dieu|thu|khoa|quy|thang|ngay|chuong trinh|cong van|tai|tren dia ban|thuoc|giua|"
    r"trong so|cua|voi)\s*$"
)
_REACH = 40  # characters in which the words of comparison stand
_FEWEST_OF_ALL = 6  # things of which some are counted: "8/12 tiêu chí"; of fewer it is a fraction
_LONGEST_OPENING = 80  # characters before the colon of a clause that sets targets
_WINDOW = 400  # characters in which the name of a target stands


def is_target(found: Found, place: Place) -> bool:
    """Say whether a value is a target, by the words around it and where its clause stands."""
    if _is_none(found) or (place is Place.STATE and not _STRIVES.search(found.segment)):
        return False
    match, unit = found.match, found.match["unit"]
    if match.re is SPAN_OF_LIFE_OR_TIME:
        return _is_span(found)
    if unit in PERCENT:
        return not _is_condition(found)
    if unit == "nam" and not re.search(AT_MOST, found.words) and "song khoe" not in found.segment:
        return False
    if match.re in (RATE, ZERO, OF_ALL):
        is_open = place in (Place.TARGETS, Place.OPEN)
        is_said = not _is_fraction(match) if match.re is OF_ALL else bool(found.words.strip())
        return is_said and (is_open or match.re is RATE)
    if match.re is INDEX:
        return bool(found.words.strip()) and "chi so" in found.flat[max(0, match.start() - _WINDOW) : match.start()]
    if place in (Place.TASKS, Place.STATE):  # only what is bounded: "mỗi năm công nhận ít nhất 12 thư viện"
        is_striven = "phan dau" in found.segment or _BY_YEAR.search(f"{found.segment}{found.words}") is not None
        is_built = place is Place.TASKS and not found.words and _BUILT.search(found.flat[: found.start]) is not None
        is_said = is_striven or is_built or _BOUNDED.search(found.words) is not None
        return KNOWN_UNIT.fullmatch(unit) is not None and is_said
    return _is_reached(found) or (place is Place.TARGETS and _is_counted(found))


def _is_fraction(match: re.Match[str]) -> bool:
    """Say whether so many of so many is a share of any number, "2/3 số thôn", and not of those there are."""
    return int(match["of"]) < _FEWEST_OF_ALL and match["value"] != match["of"]


def _is_condition(found: Found) -> bool:
    """Say whether a share tells who is meant and sets nothing: "các đơn vị giải ngân dưới 50%"."""
    return found.words.strip() == "duoi" and _CONDITION.search(found.segment) is not None


def _is_none(found: Found) -> bool:
    """Say whether a number is what a value was, what it is counted on, or a condition of something else."""
    match, flat = found.match, found.flat
    before, after = flat[max(0, match.start() - _REACH) : match.start()], flat[match.end() : match.end() + _REACH]
    if before.endswith("nam ") or is_baseline(before, after) or _REWARD.match(flat) or _EARNS.match(flat, match.end()):
        return True
    is_on_base = found.words.strip() == "tren" and _BASE.fullmatch(match["value"])
    if is_on_base and _OF_BASE.match(match["unit"]):
        return True
    is_mark = found.after and _MARK_OF_COUNTED.search(found.between) and not _SEPARATED.search(found.between)
    return bool(is_mark) or _IS_SO.search(flat[max(0, found.start - _REACH * 2) : match.start()]) is not None


def _is_span(found: Found) -> bool:
    """Say whether years of age, minutes or times are what a target is measured in."""
    unit = found.match["unit"]
    if unit == "tuoi":
        return "tuoi tho" in found.segment
    if unit == "lan":
        return re.search(r"\b(?:gap|cao hon|bang)\b", f"{found.segment}{found.words}"[-_REACH:]) is not None
    return (
        re.search(AT_MOST, found.words) is not None
        and re.search(r"\b(?:thoi gian|trong vong|phat hien|xu ly|phan hoi)\b", found.segment) is not None
    )


def _is_reached(found: Found) -> bool:
    """Say whether a count is bounded, reached or made by the words right before it."""
    plain = KNOWN_UNIT.fullmatch(found.match["unit"]) is None
    stated = re.search(
        rf"(?:{AT_LEAST}|{AT_MOST}|dat|phan dau{'' if plain else '|co|con|duy tri|khoang|len'})", found.words
    )
    made = not plain and _MADE.search(found.flat, max(0, found.start - _REACH), found.start)
    return bool(stated or made) or OR_MORE.match(found.flat, found.match.end()) is not None


def _is_counted(found: Found) -> bool:
    """Say whether a bare count among targets is one: "xây mới 25 nhà", "02 công trình", "16 bác sĩ, 4,2 dược sĩ"."""
    before = found.flat[max(0, found.start - _WINDOW) : found.start]
    goes_on = found.after > 0 and re.fullmatch(r"[^;.]*(?:,|;|\bva)\s*", found.between) is not None
    if KNOWN_UNIT.fullmatch(found.match["unit"]) is None:
        return goes_on
    if _NAMES.search(before) or before.count("(") > before.count(")"):
        return False
    return not (found.after and not _SEPARATED.search(found.between))
