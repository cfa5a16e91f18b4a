"""Steering committees by what they steer: a paper names one in full, then in short; another paper's is another.

"Ban Chỉ đạo Trung ương" alone says no more than "the committee that this paper spoke of".
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ontology.folding import compose, name_key
from ontology.registers import agencies

_HEAD = r"Ban [Cc]hỉ đạo"
_LEVELS = (
    r"(?:của |cấp )?(?:Trung ương|[Qq]uốc gia|Chính phủ|Nhà nước|[Tt]ỉnh(?: ủy)?|[Tt]hành phố|[Tt]hành ủy"
    r"|[Hh]uyện(?: ủy)?|[Xx]ã|[Pp]hường|[Đđ]ặc khu|Đảng ủy(?: (?:xã|phường|đặc khu))?)"
)
_SHORT = re.compile(rf"{_HEAD}(?: {_LEVELS})*", re.IGNORECASE)
# A name in full goes on to what it steers, and ends where the sentence says something of it.
_FULL = re.compile(
    rf"(?<!\w){_HEAD}(?: {_LEVELS})*(?: (?:về|thực hiện|triển khai|phòng|xây dựng|chuyển đổi|cải cách|phát triển"
    r"|đổi mới|thi hành|công tác|tổng kết|sắp xếp|giảm nghèo)(?!\w)[^.;:()\"“”\n]*)"
)
_NEXT_BODY = r"(?=(?:Ban|Bộ|Ủy ban|Văn phòng|Sở|Đảng ủy|các|Tổ)(?!\w))"
_END = re.compile(
    r",? (?:do|gồm|là|có (?:trách nhiệm|nhiệm vụ|chức năng|quyền)|được|theo|tại|trên cơ sở|để|nhằm|đã|sẽ|phải|ban hành"
    r"|chủ trì|họp|giao|đôn đốc"
    r"|theo dõi|yêu cầu|đề nghị|thống nhất|xem xét|cho ý kiến|chịu|báo cáo|hướng dẫn|kèm)(?!\w).*"
    rf"|(?:,| và) {_NEXT_BODY}.*"
)
_OF_MATTERS = re.compile(r"(?:ban chỉ đạo|ban chỉ huy|sở chỉ huy|hội đồng|tổ|tiểu ban|trung tâm)(?!\w)")
_OF_ILLNESS = re.compile(r"(?<=chống dịch) bệnh(?!\w)")
_MATTER_WORD = re.compile(r"(?<=chống )(?:đại )?dịch (?=\w)|(?<=về )công tác (?=\w)|viêm đường hô hấp cấp (?=covid)")
# "Ban Chỉ đạo Tỉnh ủy về …" is "Ban Chỉ đạo … Tỉnh ủy"; "về" and "công tác" say nothing of what is steered.
_STEERED = re.compile(
    r"(?P<head>ban chỉ đạo)(?P<owner> (?:(?:tỉnh|thành|huyện|quận|thị) ủy|đảng ủy(?: (?:xã|phường|đặc khu))?))?"
    r"(?: về)?(?: công tác)? (?!trung ương|của|quốc gia|chính phủ)(?P<matter>.+)"
)


def is_short(name: str) -> bool:
    """Say whether a name is that of a steering committee without what it steers.

    >>> is_short("Ban Chỉ đạo Trung ương"), is_short("Ban Chỉ đạo chuyển đổi số")
    (True, False)
    """
    return _SHORT.fullmatch(name) is not None


def committees_in(title: str, text: str) -> tuple[str, ...]:
    """Return the committees that a paper names in full: those of its title, else all of its text."""
    for words in (title, text):
        if found := {name_key(name): name for name in map(_whole, _named_in(words))}:
            return tuple(found[key] for key in sorted(found) if not any(_goes_on(key, other) for other in found))
    return ()


@cache
def _registered() -> Mapping[str, str]:
    """Return the steering committees of the register by the keys of their names."""
    return {name_key(agency.name): agency.name for agency in agencies() if _FULL.fullmatch(agency.name)}


def _whole(name: str) -> str:
    """Return a name that a torn line cuts short in full, where the register has one that goes on like it."""
    key = name_key(name)
    whole = [full for known, full in _registered().items() if known.startswith(f"{key} ")]
    return whole[0] if len(whole) == 1 and key not in _registered() else name


def as_named(full: str, named: Iterable[str]) -> str:
    """Return a committee's name without what runs on behind the name that its paper gives it elsewhere.

    >>> as_named("Ban Chỉ đạo về nghề rèn Bộ Nội vụ các bộ", ["Ban Chỉ đạo về nghề rèn"])
    'Ban Chỉ đạo về nghề rèn'
    """
    if name_key(full) in _registered():
        return full
    return next((name for name in named if _goes_on(name_key(full), name_key(name))), full)


def _goes_on(key: str, other: str) -> bool:
    """Say whether a name is another one and words behind it that name no further matter."""
    return key.startswith(f"{other} ") and not key.startswith(f"{other} và ")


def _named_in(words: str) -> Iterable[str]:
    flat = re.sub(r"[ \t]*\n[ \t]*(?!\n)", " ", compose(words))
    for found in _FULL.finditer(flat):
        yield _END.sub("", found[0]).rstrip(" ,")


def meant_committee(short: str, named: Iterable[str]) -> str | None:
    """Return the one committee that a short name may stand for, `None` for none or several.

    >>> meant_committee("Ban Chỉ đạo", ["Ban Chỉ đạo Trung ương về cải cách tiền lương"])
    'Ban Chỉ đạo Trung ương về cải cách tiền lương'
    """
    fitting = [name for name in named if name_key(name).startswith(name_key(short) + " ")]
    return fitting[0] if len(fitting) == 1 else None


def matter_key(name: str) -> str:
    """Return a name without words that change nothing of what a body is for: "phòng, chống dịch Covid-19"."""
    key = name_key(name)
    if not _OF_MATTERS.match(key):
        return key
    key = _MATTER_WORD.sub("", _OF_ILLNESS.sub("", key))
    steered = _STEERED.fullmatch(key)
    return f"{steered['head']} {steered['matter']}{steered['owner'] or ''}" if steered else key
