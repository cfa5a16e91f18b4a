"""Whether names are followed by what those named must do, so that they are the subject of a sentence."""

import re

from loaders.names import Name, Names, names_at, stops_name
from loaders.stretches import flat_text
from loaders.text import Text

_WHOLE_GROUP = re.compile(r"(?:cac|nguoi dung dau|thu truong|truong cac|toan the|moi|tung|tat ca)\s")
# What stands between a subject and its verb: ", nhất là người đứng đầu,", " - theo chức năng - ".
_BETWEEN = re.compile(
    r"\s*,\s*(?:nhat la|truoc het la|dac biet la|trong do co|ke ca|theo chuc nang|theo tham quyen|tuy theo)\b"
    r"[^.;:]{2,120}?,\s*(?=[a-z])|\s+[-–]\s+[^-–.;:]{2,80}?\s+[-–]\s+(?=[a-z])"
)
_NO_VERB = re.compile(r"(?:của|là|và|hoặc|do|ở|có thể)\s")  # with marks: "đo" is a verb


# "Trẻ em được khám", "Cán bộ vi phạm thì …": to whom it is done, or whom a condition tells of; not "được giao", nor
# what is forbidden: "Tổ chức tư vấn giám sát không được ký khống".
_NOT_DOING = re.compile(
    r"\s*(?!không\s+được\s)(?:(?:không|chưa|đều|cũng|sẽ|đã|phải)\s+)*"
    r"(?:thì|(?:được|bị)\s+(?!giao|phân công|ủy quyền|uỷ quyền|chỉ định|"
    r"yêu cầu|đề nghị|cấp có))",
    re.IGNORECASE,
)


def is_subject(text: Text, names: Names, end: int) -> bool:
    """Say whether a list of names is followed by what it must do."""
    rest = flat_text(text, names.end, min(end, names.end + 60))
    if rest.startswith(" nao "):
        return False  # "Chi bộ nào để mất sách thì …": whoever it may be
    following = re.match(r"[\s,]*", rest)
    at = names.end + (following.end() if following else 0)
    if at >= end or (names.names[-1].is_collective and _NOT_DOING.match(text.restored, names.end, end)):
        return False
    if rest.lstrip().startswith(":") or stops_name(text, at) or _goes_on(text, names, end):
        return True
    # One agency called by its name is a subject before any verb, known or not.
    last = names.names[-1]
    called = (
        not last.is_collective
        and not text.folded.startswith("quy ", last.start)
        and len(text.folded[last.start : last.end].split()) > 1
    )
    return called and at > names.end and text.restored[at].islower() and not _NO_VERB.match(text.restored, at)


def _goes_on(text: Text, names: Names, end: int) -> bool:
    """Say whether the duty follows behind words set aside: "Các cấp ủy, nhất là người đứng đầu, rà soát …"."""
    between = _BETWEEN.match(flat_text(text, names.end, min(end, names.end + 160)))
    return between is not None and stops_name(text, names.end + between.end())


def flat_name(text: Text, name: Name) -> str:
    return flat_text(text, name.start, name.end)


def is_whole(text: Text, name: Name) -> bool:
    return _WHOLE_GROUP.match(flat_text(text, name.start, name.end)) is not None


def subject_at(text: Text, start: int, end: int) -> Names | None:
    names = names_at(text, start, end)
    return names if names and is_subject(text, names, end) else None
