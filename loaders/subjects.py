"""Whom a clause itself makes its subject: "Sở Nội vụ chủ trì …", "Hằng năm, Sở Tài chính …", "Văn phòng: Lập …"."""

import re
from collections.abc import Iterator

from loaders.adverbials import INSIDE, subject_after_adverbial
from loaders.doing import flat_name, is_whole, subject_at
from loaders.letters import UPPER
from loaders.names import Name, Names, names_at, stops_name
from loaders.stretches import flat_text
from loaders.text import Text

_PLACE = re.compile(
    rf"(?:thôn|bản|làng|buôn|ấp|khóm|xóm|khu phố|tổ dân phố|khối|xã|"
    rf"phường)\s+(?:số\s+)?[{UPPER}\d]\w*(?:\s+[{UPPER}\d]\w*){{0,3}}"
)
_UNIT = re.compile(
    rf"(?P<joined>\s*,\s*|\s+và\s+)?(?P<name>(?i:tỉnh|thành phố|huyện|thị xã|đặc khu)\s+"
    rf"[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{1,3}})"
)
_IS = re.compile(r"\s+là\s+(?!(?:cơ quan|đơn vị|đầu mối))", re.IGNORECASE)  # what a place is, nobody is asked
_TOWARDS = re.compile(r"(?:(?:rieng )?doi voi|ve phia|rieng)\s+")
_ONLY = re.compile(r"rieng\s+")
_LABEL_END = re.compile(r"\s*(?:\([^()]{0,80}\))?\s*:\s*")
_TOPIC = re.compile(r"(?:doi voi [^:.;]{3,220}|[^:.;]{3,90}):\s*(?=\S)")
_AGAIN = re.compile(r"moi\s.+|.+\s(?:nay|do|ay)")
_EACH = re.compile(r"moi\s")  # "mỗi thôn chọn một sản phẩm": a share of the work, and who sees to it is not told
_PART = re.compile(r";\s+(?=dinh ky|truoc|cham nhat|h[aà]ng|trong|sau|khi|neu|(?:tai|o|doi voi|voi) )")
_LONGEST_LIST = 1200  # characters in which a list behind a semicolon ends, so that reading stays linear
_NEXT_PART = re.compile(r";\s+")
_SENTENCE = re.compile(rf"(?:[.;]\s+)(?=[{UPPER}])")


def sentences(text: Text, start: int, end: int) -> tuple[int, ...]:
    """Return where the sentences of a clause start."""
    return (start, *(start + found.end() for found in _SENTENCE.finditer(text.restored[start:end])))


def labelled(text: Text, start: int, end: int) -> Names | None:
    """Return the agencies before a colon: "Văn phòng Đảng ủy: Thực hiện …"."""
    towards = _TOWARDS.match(flat_text(text, start, end))
    names = names_at(text, start + (towards.end() if towards else 0), end)
    if names is None:
        return None
    behind = flat_text(text, names.end, min(end, names.end + 90))
    is_told = towards and behind.startswith(", ") and stops_name(text, names.end + 2)
    return names if is_told or _LABEL_END.match(behind) else None


def subject_of_part(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return who acts in a later part of the sentence: "…; trước ngày 01 tháng 12 hằng năm, các bộ gửi báo cáo"."""
    for found in _PART.finditer(flat_text(text, start, end)):
        if subject := subject_after_adverbial(text, start + found.end(), end):
            return subject.names
    return tuple(
        name
        for name in _beside(text, start, end)
        if not _EACH.match(text.folded, name.start)
        and not INSIDE.match(flat_text(text, name.end, min(end, name.end + 60)))
    )


def _is_topic(text: Text, names: Names, end: int) -> bool:
    """Say whether an agency's name before a colon is only part of what the clause is about: "Trường học xanh: …"."""
    rest = flat_text(text, names.end, end)
    return not stops_name(text, names.end + len(rest) - len(rest.lstrip(" ,")))


def own_subject(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom the clause itself makes its subject."""
    if label := labelled(text, start, end):
        return label.names
    found: list[Name] = []
    topic = _TOPIC.match(flat_text(text, start, end))
    starts = [*sentences(text, start, end), *([start + topic.end()] if topic else [])]
    for at in starts:
        subject = _subject_of_sentence(text, at, end)
        if subject is not None and at != start and _is_aside(text, subject, end, is_first=not found):
            continue
        if subject is not None and not (topic and at == start and _is_topic(text, subject, end)):
            named = (*subject.names, *_in_turn(text, subject, end))
            found += [name for name in named if name.start not in {other.start for other in found}]
    return _without_repeats(text, (*found, *_beside(text, start, end))) if found else ()


_MEMBER = r"(?:can bo|cong chuc|vien chuc|dang vien|nguoi lao dong|doan vien|hoi vien)(?: tiep nhan)?"
_MEMBERS = re.compile(rf"{_MEMBER}(?:,? (?:va )?{_MEMBER})*")
_HEAD = re.compile(r"(?:nguoi dung dau|thu truong)")


def _is_aside(text: Text, subject: Names, end: int, *, is_first: bool) -> bool:
    """Say whether a later sentence tells nothing of who leads: who only helps, or how somebody must behave."""
    behind = flat_text(text, subject.end, min(end, subject.end + 60))
    if _ONLY_HELPS.match(behind) or _is_bare_role(text, subject, is_first=is_first):
        return True
    return _ANSWERS.match(behind) is not None and _OFFICE_FIRST.match(flat_name(text, subject.names[0])) is not None


def _is_bare_role(text: Text, subject: Names, *, is_first: bool) -> bool:
    """Say whether a later sentence only tells how those must behave who hold a role, whoever does the work.

    Heads lead beside those named before, as the ones who answer; `is_first` says that nobody was.
    """
    words = [flat_name(text, name) for name in subject.names]
    return all(_MEMBERS.fullmatch(each) or (is_first and _HEAD.fullmatch(each)) for each in words)


def _subject_of_sentence(text: Text, at: int, end: int) -> Names | None:
    """Return whom a sentence makes its subject, singled out by "Riêng …" or not."""
    if only := _ONLY.match(text.folded, at, end):
        place = _PLACE.match(text.restored, only.end(), end)
        if place and stops_name(text, place.end() + 1):
            return Names((Name(*place.span(), is_collective=False, is_registered=False),), place.end())
        at = only.end() if subject_at(text, only.end(), end) else at
    return subject_at(text, at, end) or _places(text, at, end) or subject_after_adverbial(text, at, end)


def _places(text: Text, at: int, end: int) -> Names | None:
    """Return the places that a sentence makes its subject: "Tỉnh An Giang và thành phố Cần Thơ bố trí quỹ đất"."""
    found: list[Name] = []
    while place := _UNIT.match(text.restored, found[-1].end if found else at, end):
        if bool(found) != bool(place["joined"]):
            break
        found.append(Name(place.start("name"), place.end(), is_collective=False, is_registered=False))
    if not found or not stops_name(text, found[-1].end + 1) or _IS.match(text.restored, found[-1].end, end):
        return None
    return Names(tuple(found), found[-1].end)


_ENDS = re.compile(r"[.;:](?!\d)")
_SHARED = re.compile(r"\b(?:phoi hop|cung|giua|cua)(?![a-z])")  # behind it stands with whom, or whose
_NO_AGENCY = re.compile(r"(?:nha nuoc|dang|dong chi|d/c|ong|ba)(?![a-z]| uy)")
# "…; Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để dịch lây lan": for what others do.
_ANSWERS = re.compile(r"\s*,?\s*(?:phai )?chiu trach nhiem(?: [a-z]+){0,3} (?:truoc|neu|khi de)(?![a-z])")
_OFFICE_FIRST = re.compile(
    r"(?:cac )?(?:chu tich|bi thu|giam doc|thu truong|nguoi dung dau|truong|hieu truong)(?![a-z])"
)
_ONLY_HELPS = re.compile(r"\s+(?:cung )?phoi hop(?! (?:chat che )?(?:voi|cung))(?![a-z])")  # "…; Sở Tài chính phối hợp"
_HELPS = re.compile(r"\s*(?:cung )?(?:(?:la )?(?:co quan |don vi )?phoi hop|ho tro|tham gia|phoi thuoc)(?![a-z])")


def _in_turn(text: Text, subject: Names, end: int) -> Iterator[Name]:
    """Yield agencies that do another part behind a comma: "Công an xã tuần tra, Đồn Biên phòng chốt chặn"."""
    flat = flat_text(text, subject.end, min(end, subject.end + _LONGEST_LIST))
    stop = _ENDS.search(flat)
    before = subject.end
    shared = _SHARED.search(flat)
    last = min(each.start() if each else len(flat) for each in (stop, shared))
    for comma in re.finditer(r",\s*", flat[:last]):
        at = subject.end + comma.end()
        names = names_at(text, at, end)
        is_one = names is not None and len(names.names) == 1 and _is_agency(text, names.names[0])
        if names and is_one and _does_its_part(text, names, end) and not _names_somebody(text, before, at):
            yield names.names[0]
        before = at


def _is_agency(text: Text, name: Name) -> bool:
    """Say whether a name is one agency's, no group's and no person's."""
    return not name.is_collective and not _NO_AGENCY.match(flat_name(text, name))


def _does_its_part(text: Text, names: Names, end: int) -> bool:
    behind = flat_text(text, names.end, min(end, names.end + 40))
    return stops_name(text, names.end + len(behind) - len(behind.lstrip())) and not _HELPS.match(behind)


def _names_somebody(text: Text, start: int, end: int) -> bool:
    """Say whether an agency is named in a part of a sentence, so that a list may go on behind its comma."""
    words = re.finditer(r"\b\w", text.restored[start:end])
    return any(names_at(text, start + word.start(), end) for word in words if word[0].isupper())


def _without_repeats(text: Text, named: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return agencies without those words that only speak of them again: "các lực lượng này", "mỗi chi hội"."""
    return (*named[:1], *(name for name in named[1:] if not _AGAIN.fullmatch(flat_name(text, name))))


_OFFICE = re.compile(r"(?:bi thu|chu tich|truong|hieu truong|giam doc|to truong|doi truong)(?: [a-z]+)+")
_RULE_OF_CONDUCT = re.compile(r"\s*(?:neu|khi|chiu trach nhiem|phai chiu)(?![a-z])")


def _holds(text: Text, name: Name) -> bool:
    """Say whether a name is that of an office and its body, and what follows is a duty: "bí thư cấp ủy đối thoại"."""
    behind = flat_text(text, name.end, name.end + 20)
    words = flat_name(text, name)
    return bool(_OFFICE.fullmatch(words)) and not words.endswith(" nao") and not _RULE_OF_CONDUCT.match(behind)


def _beside(text: Text, start: int, end: int) -> Iterator[Name]:
    """Yield who does another part of the work: "Sở Nội vụ tổng hợp …; các địa phương bố trí …"."""
    for found in _NEXT_PART.finditer(flat_text(text, start, end)):
        names = names_at(text, start + found.end(), min(end, start + found.end() + _LONGEST_LIST))
        if names is None or text.restored[start + found.end()].isupper():
            continue
        first = names.names[0]
        is_told = not first.is_collective or first.is_registered or is_whole(text, first) or _holds(text, first)
        rest = flat_text(text, names.end, min(end, names.end + 60))
        if _ONLY_HELPS.match(rest):
            continue
        if is_told and stops_name(text, names.end + len(rest) - len(rest.lstrip(" ,"))):
            yield from names.names
