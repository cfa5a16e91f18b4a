"""Whom a clause gives its duty to: "Giao Ủy ban nhân dân xã …", "…; giao trách nhiệm người đứng đầu …"."""

import re
from collections.abc import Sequence

from loaders.doing import is_subject
from loaders.names import Name, Names, names_at, stops_name
from loaders.stretches import flat_text
from loaders.subjects import sentences
from loaders.text import Text

_ASSIGN = re.compile(
    r"(?:(?<=\s)|^)(?:giao(?:\s+(?:them|cho|trach nhiem|nhiem vu)){0,3}|yeu cau|(?:kinh )?de nghi|"
    r"phan cong|uy quyen(?:\s+cho)?|cho phep|(?:dong y|nhat tri|thong nhat)(?: chu truong)? (?:de|cho))\s+"
)
_AGREED = re.compile(
    r"(?:(?:co ban )?(?:thong nhat|dong y|nhat tri)|can|truoc mat|tiep tuc|tam thoi|uu tien)(?: viec)?,? (?=giao |"
    r"phan cong |uy quyen )"
)
_NEXT_PART = re.compile(r";\s+")
_ROLE_OF = re.compile(r"(?:tiep tuc |tang cuong |can )?phat huy(?:\s+\S+){0,3}?\s+vai tro(?:\s+\S+){0,4}?\s+cua\s+")


# "Nhận được Công văn này, yêu cầu các sở …": the closing words ask whom they name, whatever stands above.
_RECEIVED = re.compile(r"(?:khi |sau khi |ngay khi )?nhan duoc [^.,;:]{3,60}, (?:(?:kinh )?de nghi|yeu cau) ")


# "Mời Trường Đại học A nghiên cứu …": one body that is called by its name does it; of many it is only hoped.
_INVITED = re.compile(r"(?:^|[;.] )(?:mời|khuyến khích) ", re.IGNORECASE)


def invited(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the one agency that a clause invites by its name to do something."""
    for found in _INVITED.finditer(text.restored[start:end].replace("\n", " ")):
        names = names_at(text, start + found.end(), end)
        if names and not any(name.is_collective for name in names.names) and is_subject(text, names, end):
            return names.names
    return ()


def given_at_once(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom a clause that begins by giving gives its duty to."""
    flat = flat_text(text, start, end)
    if (received := _RECEIVED.match(flat)) and (names := names_at(text, start + received.end(), end)):
        return names.names
    agreed = _AGREED.match(flat)
    return assigned(text, start, end) if _ASSIGN.match(flat, agreed.end() if agreed else 0) else ()


def assigned(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom the clause gives the duty to: "Giao Ủy ban nhân dân xã …", "yêu cầu thủ trưởng …"."""
    for found in _ASSIGN.finditer(flat_text(text, start, end)):
        names = _listed(text, start + found.end(), end) or names_at(text, start + found.end(), end)
        if names is not None:
            return names.names
    return ()


_MEMBERS = re.compile(
    r"(?:(?:cac|nhung|tung|mot so|it nhat) )?(?:dang vien|can bo|cong chuc|vien chuc|nhan vien|hoi vien|doan vien|"
    r"giao vien|chien si|(?:dong chi )?(?:cap |dang |chi |huyen |tinh |thanh )?uy vien|"
    r"thanh vien|(?:cac )?(?:nha thau|don vi thi cong|tu van giam sat)|"
    r"nguoi (?:phu trach|theo doi)|bo phan chuyen mon)"
)


def are_own_members(text: Text, given: Sequence[Name]) -> bool:
    """Say whether those who are given a duty are only members of whoever gives it: "Phân công đảng viên phụ trách"."""
    return all(_MEMBERS.match(flat_text(text, name.start, name.end)) for name in given)


def names_alone(text: Text, start: int, end: int) -> bool:
    """Say whether words are nothing but a list of agencies, perhaps asked: "Đề nghị Hội Nông dân xã, Đoàn xã"."""
    asking = _ASSIGN.match(flat_text(text, start, end))
    names = names_at(text, start + asking.end() if asking else start, end)
    return names is not None and not text.restored[names.end : end].strip(" ,:")


_NAMELY = re.compile(r"[^.;:]{0,80}?\s(?:bao )?gom\s*:\s*")


def _listed(text: Text, start: int, end: int) -> Names | None:
    """Return the members of "Giao các cơ sở trọng điểm gồm: A, B và C"."""
    opened = _NAMELY.match(flat_text(text, start, min(end, start + 120)))
    return names_at(text, start + opened.end(), end) if opened else None


def held_up(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whose part in the work is to grow: "Phát huy vai trò của Đoàn Thanh niên …"."""
    flat = flat_text(text, start, end)
    parts = (start + found.end() for found in _NEXT_PART.finditer(flat))
    for at in sorted((*sentences(text, start, end), *parts)):
        found = _ROLE_OF.match(flat, at - start)
        if found and (names := _those_held_up(text, start + found.end(), end)):
            return names
    return ()


_HELD_UP_TO = re.compile(r"\s(?:trong|để|nhằm|đối với|khi|tham gia|làm|đến)\s|[.;:()]", re.IGNORECASE)
_BETWEEN_HELD = re.compile(r"\s*(?:,|\s(?=và\s))\s*(?:và\s+)?", re.IGNORECASE)
_MOST_WORDS = 9  # of one whose part is to grow


def _those_held_up(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return a list of known names, or of words that no list knows: "của luật gia, hội thẩm trong việc …"."""
    names = names_at(text, start, end)
    stop = _HELD_UP_TO.search(text.restored, start, end)
    last = stop.start() if stop else end
    if stop is None or (names and names.end >= last):
        return names.names if names else ()
    found: list[Name] = list(names.names) if names else []
    at = names.end if names else start
    separator = _BETWEEN_HELD.match(text.restored, at, last)
    if names and separator is None:
        return names.names
    at = separator.end() if separator else at
    while at < last:
        following = _BETWEEN_HELD.search(text.restored, at, last)
        piece_end = following.start() if following else last
        if not 0 < len(text.restored[at:piece_end].split()) <= _MOST_WORDS or stops_name(text, at):
            break
        found.append(Name(at, piece_end, is_collective=True, is_registered=False))
        at = following.end() if following else last
    return tuple(found)


def issues_an_order(text: Text, subject: Sequence[Name], end: int) -> bool:
    """Say whether the subject asks others ("Ban Thường vụ … yêu cầu thủ trưởng …")."""
    return any(
        re.match(r"\s*(?:yeu cau|de nghi|giao)\s", flat_text(text, each.end, min(end, each.end + 20))) is not None
        for each in subject
    )


_GIVEN = re.compile(
    r"(?:(?:^|[.;:,]\s*|dong thoi |\bva )giao|[.;] (?:de nghi|yeu cau)|\. phan cong|(?:^|\. )kien nghi(?: voi)?)"
    r"(?:\s+(?:cho|trach nhiem(?:\s+cho)?|nhiem vu(?:\s+cho)?))?\s+"
)


_THIS_GIVEN = re.compile(
    r"(?:nhiem vu|noi dung|cong viec|phan viec|viec) (?:nay|tren|noi tren|neu tren) "
    r"(?:duoc |se )*(?:giao|phan cong) (?:cho )?"
)
# "Nhận được Kế hoạch này, đề nghị các chi hội …": what is asked once something has happened.
_ASKED_THEN = re.compile(
    r"(?:(?:(?:khi |sau khi |ngay khi )?nhan duoc|can cu|tren co so|trong qua trinh|qua trinh|de |tu |voi |"
    r"ket thuc |so ket |tong ket )"
    r"[^.;:]{0,200}?,|tren day la [^.:]{0,200}?[;,]) (?:(?:kinh )?de nghi|yeu cau) "
)
# "cơ chế đặt hàng, giao nhiệm vụ cho các doanh nghiệp": a mechanism that would give, and nobody is given anything.
_POLICY = re.compile(r"\b(?:co che|chinh sach|phuong an|quy che|quy dinh)\b[^.;]*$")


def asked_then(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom a clause asks behind a basis or a condition: "Nhận được Kế hoạch này, đề nghị các chi hội …"."""
    then = _ASKED_THEN.match(flat_text(text, start, end))
    names = names_at(text, start + then.end(), end) if then else None
    return names.names if names else ()


def given_later(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom a later part of a clause gives the duty to: "…; giao trách nhiệm người đứng đầu …"."""
    flat = flat_text(text, start, end)
    if (this := _THIS_GIVEN.search(flat)) and (names := names_at(text, start + this.end(), end)):
        return names.names
    for found in _GIVEN.finditer(flat):
        if _POLICY.search(flat, 0, found.start()):
            continue
        names = names_at(text, start + found.end(), end)
        if names is not None and is_subject(text, names, end):
            return names.names
    return ()
