"""What a clause says outright: "Cơ quan chủ trì: …", "(Sở Y tế chủ trì)", "Công an xã (phối hợp)"."""

import re

from loaders.names import Name, names_at, stops_name
from loaders.stretches import flat_text
from loaders.text import Text

# "Cơ quan chủ trì: Sở Y tế", "(Sở Y tế chủ trì, …)", "Nhiệm vụ này do Sở Y tế chủ trì": said outright.
_STATED = re.compile(
    r"(?:(?:co quan|don vi|bo phan|nguoi|ca nhan|phong|can bo|cong chuc|dong chi)"
    r"(?:,? (?:co quan|don vi|ca nhan))? (?:duoc giao )?"
    r"(?:chu tri|thuc hien|dau moi|phu trach|tham muu|chiu trach nhiem)(?: (?:thuc hien|tham muu|chinh))?"
    r"|(?:^|(?<=[.;(]) ?)(?:phan cong|trach nhiem|giao)(?: thuc hien)?"
    r"|(?:^|(?<=[.;(]) ?)chiu trach nhiem(?: (?:thuc hien|chinh|chu tri|trien khai))?"
    r"|(?:^|(?<=[.;(]) ?)(?:phan cong )?chu tri(?: thuc hien)?)\s*:\s*"
    r"|(?:^|(?<=[.;(]) ?)dau moi(?: (?:lien he|thuc hien|tiep nhan))?\s*:\s*"
    r"|(?:^|(?<=[.;(]) ?)(?:co quan|don vi|bo phan) (?:chu tri|dau moi|phu trach|thuc hien) la\s+"
)
_AS_LEAD = re.compile(r"\s*\((?:co quan |don vi )?chu tri\)")  # "Phòng Văn hóa (chủ trì), Công an xã (phối hợp)"
_AS_PARTNER = re.compile(r"\s*\((?:co quan |don vi )?phoi hop\)")
_STATED_BEFORE = re.compile(
    r"(?:\((?:giao |do |phan cong )?|(?:nhiem vu|noi dung|cong viec|phan viec|viec) "
    r"(?:nay|tren|noi tren|neu tren) (?:se )?(?:do )?)\s*"
)
NOT_THE_PEOPLE = "(?<!cua nhan dan, )"  # "của Nhân dân, do Nhân dân, vì Nhân dân" tells what is so
DONE_BY = re.compile(rf"(?<![a-z]){NOT_THE_PEOPLE}do\s+")
_IN_CHARGE = re.compile(
    r"\s*(?:se |truc tiep )?(?:la (?:co quan|don vi) )?"
    r"(?:chu tri|thuc hien|dau moi|chiu trach nhiem|dam nhiem|dam nhan|dam trach|dam duong|phu trach)(?![a-z])"
)
_LONGEST_ASIDE = 1200  # characters in which a list in brackets ends
_ASIDE = re.compile(r"\((?:(?P<given>giao|phan cong|de nghi|yeu cau|do)(?: cho)? )?\s*")
_ROLE_IN = re.compile(
    r"\s*(?:guong mau|di dau|nong cot|tien phong|neu guong|lam (?:nong cot|dau moi|truoc)|tham muu|trien khai)(?![a-z])"
)


def in_charge(text: Text, start: int, end: int, opening: re.Pattern[str]) -> tuple[Name, ...]:
    """Return the agencies between an opening and "chủ trì"."""
    for found in opening.finditer(flat_text(text, start, end)):
        names = names_at(text, start + found.end(), end)
        if names is not None and _IN_CHARGE.match(flat_text(text, names.end, min(end, names.end + 40))):
            return tuple(name for name in names.names if _called(text, name))
    return ()


def told_aside(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom words in brackets give a part in the work: "(giao Sở Y tế tham mưu …)", "(chức sắc gương mẫu …)"."""
    for found in _ASIDE.finditer(flat_text(text, start, end)):
        names = names_at(text, start + found.end(), min(end, start + found.end() + _LONGEST_ASIDE))
        if names is None:
            continue
        behind = flat_text(text, names.end, min(end, names.end + 40))
        if (
            stops_name(text, names.end + len(behind) - len(behind.lstrip()))
            if found["given"]
            else _ROLE_IN.match(behind)
        ):
            return names.names
    return ()


def stated(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the lead that a clause states outright."""
    flat = flat_text(text, start, end)
    found = _STATED.search(flat) if ":" in flat or " la " in flat else None
    names = names_at(text, start + found.end(), end) if found else None
    named = tuple(name for name in names.names if _called(text, name)) if names else ()
    return named or in_charge(text, start, end, _STATED_BEFORE)


def _told(text: Text, name: Name, end: int, role: re.Pattern[str]) -> bool:
    return role.match(flat_text(text, name.end, min(end, name.end + 40))) is not None


def told_to_lead(text: Text, subject: tuple[Name, ...], end: int) -> tuple[Name, ...]:
    """Return those of a list who lead, where what each of them is stands behind its name."""
    leading = tuple(name for name in subject if _told(text, name, end, _AS_LEAD))
    return leading or tuple(name for name in subject if not _told(text, name, end, _AS_PARTNER)) or subject


def told_to_help(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return those of the list that a clause begins with who are told to help: "Công an xã (phối hợp)"."""
    names = names_at(text, start, end)
    told = [_told(text, name, end, _AS_PARTNER) for name in names.names] if names else []
    if names is None or not any(told):
        return ()
    leading = [_told(text, name, end, _AS_LEAD) for name in names.names]
    first = leading.index(True) + 1 if True in leading else told.index(True)  # said once for all of those before it
    last = len(told) - told[::-1].index(True)
    return tuple(name for name in names.names[first:last] if not _told(text, name, end, _AS_LEAD))


def _called(text: Text, name: Name) -> bool:
    """Say whether a name is more than the word "cơ quan" of the next label ("…; cơ quan phối hợp: …")."""
    return text.folded[name.start : name.end] not in ("co quan", "don vi")
