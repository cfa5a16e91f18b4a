"""The places behind a registered name: "Ủy ban nhân dân xã Xuân Trường", "Sở Y tế các tỉnh, thành phố ven biển"."""

import re

from loaders.letters import UPPER
from loaders.name_words import MARKED_PLACES, NAMED_HEAD, PLACE, STOP
from loaders.registered import registered_end
from loaders.stretches import Stretch
from ontology.folding import fold

_NEXT = re.compile(r"\s+([a-z0-9]+)")
_CALLED = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{1,3}}"
# "các tỉnh, thành phố: Hải Phòng, Quảng Ninh và Lào Cai": the places themselves.
_LISTED = re.compile(rf"\s*:\s*{_CALLED}(?:(?:,| và)\s+{_CALLED})+(?=[\s,.;])(?! [{UPPER}])")
_BRANCH = re.compile(
    r"(?:(?:\s+chi nhanh)?\s+khu vuc|(?<=khu vuc))\s+(?:[ivx]+|\d+)(?![a-z0-9])"
)  # "Kho bạc Nhà nước khu vực IX"
# "Liên đoàn Thương mại và Công nghiệp Việt Nam - Chi nhánh Thanh Hóa": a branch behind a dash.
_BRANCH_OF = re.compile(
    rf"\s+[-–]\s+(?:Chi nhánh|Văn phòng đại diện)(?:\s+(?:tại|tỉnh|thành phố|khu vực))*\s+{_CALLED}"
)
# "các tỉnh, thành phố vùng đồng bằng sông Cửu Long", "các tỉnh khu vực miền Trung và Tây Nguyên": where they lie.
_REGION = re.compile(
    r"\s+(?:thuộc\s+)?(?:vùng|khu vực|miền|duyên hải)(?:\s+(?:vùng|miền|duyên hải|đồng bằng|trung du|sông|núi|"
    r"phía|ven|biển|và))*"
    rf"(?:\s+[{UPPER}]\w*){{1,4}}(?:(?:,| và)(?:\s+(?:vùng|khu vực|miền|duyên hải))?(?:\s+[{UPPER}]\w*){{1,4}})*"
    r"(?=\s+[^\W\d_]|[,.;:]|\s*$)"
)
_OWNED = re.compile(r"\s+(?:truc )?thuoc\s+")
# The commissions of a council: "Ban Dân tộc HĐND tỉnh".
_COUNCIL = re.compile(r"\s+(?:cua\s+)?(?=(?:hdnd|hoi dong nhan dan)(?![a-z]))")
_COMMISSION = re.compile(r"(?:^|[\s,;])ban (?:dan toc|phap che|kinh te|van hoa|do thi)[a-z ,-]{0,30}$")
# "Công đoàn Bộ", "Ban Thường vụ Đảng ủy Sở": the body that the paper's issuer is, by its kind alone.
_BODY_OF_ALL = re.compile(
    r"(?:^|[\s,;])(?:dang uy|chi uy|chi bo|dang bo|cong doan|doan thanh nien(?: cong san ho chi minh)?|"
    r"van phong|thanh tra|hoi cuu chien binh|ban nu cong)$"
)
_KIND = re.compile(r"\s+(?:bo|so|cuc|vu|vien|truong|cong ty|tong cong ty|nganh)(?![a-z0-9])")
_KINDS_AS_WRITTEN = ("Bộ", "Sở", "Cục", "Vụ", "Viện", "Trường", "Công ty", "Tổng công ty", "Ngành")
_PLACE_KIND_END = re.compile(r"(?:^|\s)(?:xa|phuong|huyen|quan|tinh|thanh pho|thi xa|thi tran|dac khu)$")
_MOST = 3  # kinds of place in a row: "phường Nghĩa Tân thành phố Hà Nội"
_CONCERNED = re.compile(r"(?:\s+co)?\s+lien quan(?![a-z])(?!\s+(?:den|toi|trong))")


def places_end(words: Stretch, at: int) -> int:
    """Return where the places after a registered name end: "xã Xuân Trường", "thành phố"."""
    if branch := _BRANCH.match(words.flat, at):
        return branch.end()
    if council := _COUNCIL.match(words.flat, at):
        owner = registered_end(words.flat, council.end())
        if owner and _COMMISSION.search(words.flat, 0, at):
            return places_end(words, owner)
    if owned := _owner_end(words, at) or _own_body_end(words, at):
        return owned
    end = at
    for _ in range(_MOST):
        found = PLACE.match(words.flat, end)
        if found is None or not _is_place_as_written(words, found):
            break
        end = _called_end(words, found.end())
        if " cac " in found[0] and (told := _told_apart_end(words, end)):
            return told
    while (word := _NEXT.match(words.flat, end)) and words.starts_capital(word.start(1)):
        if end == at and not (_is_place_word(words, word.start(1)) or _is_called(words, at, word.start(1))):
            break
        end = word.end()
    return _whose_end(words, at, end)


def _told_apart_end(words: Stretch, end: int) -> int | None:
    """Return where the words end that say which places of a kind are meant: their names, or where they lie."""
    at = words.start + end
    told = _LISTED.match(words.text.restored, at) or _REGION.match(words.text.restored, at)
    return told.end() - words.start if told else None


def _whose_end(words: Stretch, at: int, end: int) -> int:
    """Return where a name ends with its branch behind a dash, or with the "liên quan" of its places."""
    if branch_of := _BRANCH_OF.match(words.text.restored, words.start + end):
        return branch_of.end() - words.start
    concerned = _CONCERNED.match(words.flat, end) if end > at else None
    return concerned.end() if concerned else end


def _owner_end(words: Stretch, at: int) -> int | None:
    """Return where the body ends that a name says it belongs to: "đảng ủy trực thuộc Tỉnh ủy"."""
    owned = _OWNED.match(words.flat, at)
    if owned is None or not words.starts_capital(owned.end()):
        return None
    owner = registered_end(words.flat, owned.end())
    return places_end(words, owner) if owner else None


def _own_body_end(words: Stretch, at: int) -> int | None:
    """Return where the bare kind of the issuing body ends: "Công đoàn Bộ vận động", not "Công đoàn Bộ Nội vụ"."""
    kind = _KIND.match(words.flat, at)
    if kind is None or not _BODY_OF_ALL.search(words.flat, 0, at):
        return None
    following = _NEXT.match(words.flat, kind.end())
    is_named = following is not None and words.starts_capital(following.start(1))
    written = words.written(kind.start(), kind.end()).strip()
    printed = words.text.printed(words.start + kind.start(), words.start + kind.end()).strip()
    is_kind = written in _KINDS_AS_WRITTEN or (written[0].isupper() and printed != written)  # marks were guessed
    return kind.end() if is_kind and not is_named else None


def _is_called(words: Stretch, at: int, name: int) -> bool:
    """Say whether a capital behind "phường" is what the place is called, though agencies begin so: "Trường Vinh"."""
    return _PLACE_KIND_END.search(words.flat, 0, at) is not None and registered_end(words.flat, name) is None


def _called_end(words: Stretch, at: int) -> int:
    """Return where what a place is called ends, in capitals behind its kind."""
    end = at
    while not PLACE.match(words.flat, end) and (word := _NEXT.match(words.flat, end)):
        start = word.start(1)
        is_verb = STOP.match(words.flat, start) and not words.written(start, word.end(1)).istitle()
        if is_verb or not words.starts_capital(start):
            break
        end = word.end()
    return end


def _is_place_as_written(words: Stretch, found: re.Match[str]) -> bool:
    """Say whether the letters make a place's kind: "quận" and no "quản", "tỉnh" and no "tình"."""
    *first, last = words.written(found.start(), found.end()).lower().split()
    if found[0].endswith("cung cap"):
        return first[-1:] == ["cùng"]  # "cung cấp" is a duty
    return last.isascii() or MARKED_PLACES.get(fold(last), last) == last


def _is_place_word(words: Stretch, at: int) -> bool:
    return STOP.match(words.flat, at) is None and NAMED_HEAD.match(words.flat, at) is None
