"""Whom a clause itself makes its subject: "Sở Nội vụ chủ trì …", "Hằng năm, Sở Tài chính …", "Văn phòng: Lập …"."""

import re
from collections.abc import Iterator

from loaders.letters import UPPER
from loaders.names import Name, Names, names_at, stops_name
from loaders.stretches import flat_text
from loaders.text import Text

_ADVERBIAL = re.compile(
    r"(?:can cu|tren co so|truong hop|nhan dip|qua trinh|trong qua trinh|trong thoi gian|h[aà]ng nam|"
    r"h[aà]ng (?:thang|quy|tuan|ngay)|dinh ky|"
    r"truoc (?=ngay|thang|quy|nam|het|\d)|cham nhat|sau (?=\d|thoi|ngay)|trong (?=thang|quy|nam)|"
    r"den (?=nam|het|ngay|thang|quy|cuoi)|theo|khi|"
    r"nham|de |truoc mat|tu nam|nam 20|quy |giai doan|doi voi|ben canh|cung voi|ngoai ra|dong thoi|sau khi|neu|trong "
    r"|moi |tu nay|hien nay|tu nam|tu ngay)"
)
# What else a sentence may set before its subject; with its marks, since "tai", "ve" open other words as well.
_SET_FIRST = re.compile(
    r"(?:về|ở|tại|sau|trước|từ|ngay|vào|trên|"
    r"(?:cuối|đầu|giữa)(?= (?:năm|tháng|quý|tuần|mùa|vụ|kỳ|nhiệm kỳ|giai đoạn))|qua|mặt khác|"
    r"song song|tiếp đó|(?:nội dung|việc) này)(?=[\s,])",
    re.IGNORECASE,
)
# A time that no comma parts from its subject: "Mỗi quý một lần Ban Chỉ đạo …", "Trước ngày 15/12 hằng năm UBND xã …".
_DAY = r"(?:ngay )?\d{1,2}(?:[/.]| thang )\d{1,2}(?:(?:[/.]| nam )\d{4})?"
_EVERY = r"(?:h[aà]ng )?(?:\d{1,2} |ba |sau )?(?:ngay|tuan|thang|quy|nam)(?: (?:mot|hai|\d{1,2}) (?:lan|ky))?"
_TIME_FIRST = re.compile(
    rf"(?:(?:moi|h[aà]ng|dinh ky) {_EVERY}|(?:truoc|cham nhat|den)(?: het)? {_DAY}(?: h[aà]ng (?:nam|thang|quy))?|"
    r"(?:ben canh|cung voi|theo|sau|song song voi) do|ngoai ra|dong thoi|truoc mat)\s+"
)
_WHOLE_GROUP = re.compile(r"(?:cac|nguoi dung dau|thu truong|truong cac|toan the|moi)\s")
_INSIDE = re.compile(
    r"\s*(?:trong|tai|o|cua|cho|voi|ve) (?!pham vi|qua trinh|thoi gian)"
)  # a list's end, no duty's start
_TOWARDS = re.compile(r"(?:(?:rieng )?doi voi|ve phia|rieng)\s+")
# What stands between a subject and its verb: ", nhất là người đứng đầu,", " - theo chức năng - ".
_BETWEEN = re.compile(
    r"\s*,\s*(?:nhat la|truoc het la|dac biet la|trong do co|ke ca|theo chuc nang|theo tham quyen|tuy theo)\b"
    r"[^.;:]{2,120}?,\s*(?=[a-z])|\s+[-–]\s+[^-–.;:]{2,80}?\s+[-–]\s+(?=[a-z])"
)
_ONLY = re.compile(r"rieng\s+")
_ALONGSIDE = re.compile(r"(?:cung voi|phoi hop(?: chat che)?(?: voi| cung)*)\s+")
_LABEL_END = re.compile(r"\s*(?:\([^()]{0,80}\))?\s*:\s*")
_TOPIC = re.compile(r"(?:doi voi [^:.;]{3,220}|[^:.;]{3,90}):\s*(?=\S)")
_IF = re.compile(r"(?:khi|neu|truong hop|moi khi)\s")
_HEAD_OF = re.compile(  # one who answers for a place of work, though no name says which
    r"(?:hieu truong|giam doc|thu truong|nguoi dung dau|chu tich|truong (?:thon|ban|ap|buon|khu|khom|xom|tram|phong)|"
    r"to truong|doi truong|chu (?:ho|co so|rung|tau|dau tu|trang trai|doanh nghiep)|thuyen truong)(?: [a-z]+){0,6}"
)
_NO_VERB = re.compile(r"(?:của|là|và|hoặc|do|ở|có thể)\s")  # with marks: "đo" is a verb
_AGAIN = re.compile(r"moi\s.+|.+\s(?:nay|do|ay)")
_EACH = re.compile(r"moi\s")  # "mỗi thôn chọn một sản phẩm": a share of the work, and who sees to it is not told
_BOUND = re.compile(r"\s*(?:phai|co trach nhiem|chiu trach nhiem|co nhiem vu)(?![a-z])")
_PART = re.compile(r";\s+(?=dinh ky|truoc|cham nhat|h[aà]ng|trong|sau|khi|neu)")
_LONGEST_LIST = 1200  # characters in which a list behind a semicolon ends, so that reading stays linear
_NEXT_PART = re.compile(r";\s+")
_SENTENCE = re.compile(rf"(?:[.;]\s+)(?=[{UPPER}])")


def is_subject(text: Text, names: Names, end: int) -> bool:
    """Say whether a list of names is followed by what it must do."""
    rest = flat_text(text, names.end, min(end, names.end + 60))
    following = re.match(r"[\s,]*", rest)
    at = names.end + (following.end() if following else 0)
    if at >= end:
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


def _named_only(text: Text, names: Names) -> Names:
    """Return a list without the bare nouns in front of an agency or a whole group: they end the phrase before it."""
    first = next((i for i, name in enumerate(names.names) if not name.is_collective or _is_whole(text, name)), None)
    return names if not first else Names(names.names[first:], names.end)


def _flat(text: Text, name: Name) -> str:
    return flat_text(text, name.start, name.end)


def _is_whole(text: Text, name: Name) -> bool:
    return _WHOLE_GROUP.match(flat_text(text, name.start, name.end)) is not None


def subject_at(text: Text, start: int, end: int) -> Names | None:
    names = names_at(text, start, end)
    return names if names and is_subject(text, names, end) else None


def _subject_after_adverbial(text: Text, start: int, end: int) -> Names | None:
    """Return the subject that follows "Căn cứ …," or "Hằng năm,": after one of the commas of the sentence."""
    words = flat_text(text, start, end)
    if not _ADVERBIAL.match(words) and not _SET_FIRST.match(text.restored, start, end):
        return None
    if timed := _subject_after_time(text, start, end):
        return timed
    beside = _ALONGSIDE.match(words)
    if beside and names_at(text, start + beside.end(), end):
        return None  # "Cùng với A, B và C …": those are partners, the subject is not said
    stop = re.search(r"[.;](?!\d)", words)
    for comma in re.finditer(r",\s*", words[: stop.start() if stop else len(words)]):
        names = names_at(text, start + comma.end(), end)
        if names is None:
            continue
        subject = _named_only(text, names)
        is_bare = all(name.is_collective for name in subject.names) and not _is_whole(text, subject.names[0])
        answers = _IF.match(words) and len(subject.names) == 1 and _HEAD_OF.fullmatch(_flat(text, subject.names[0]))
        if is_bare and not answers and not _BOUND.match(flat_text(text, subject.end, end)):
            continue  # a bare "cán bộ, công chức" after a comma goes on with a list
        if is_subject(text, subject, end) and not _INSIDE.match(flat_text(text, subject.end, end)):
            return subject
    return None


def _subject_after_time(text: Text, start: int, end: int) -> Names | None:
    """Return the subject that stands right behind a time: an agency called by its name, or a whole group."""
    time = _TIME_FIRST.match(flat_text(text, start, end))
    subject = subject_at(text, start + time.end(), end) if time else None
    is_told = subject is not None and (not subject.names[0].is_collective or _is_whole(text, subject.names[0]))
    return subject if is_told else None


def sentences(text: Text, start: int, end: int) -> tuple[int, ...]:
    """Return where the sentences of a clause start."""
    return (start, *(start + found.end() for found in _SENTENCE.finditer(text.restored[start:end])))


def labelled(text: Text, start: int, end: int) -> Names | None:
    """Return the agencies before a colon: "Văn phòng Đảng ủy: Thực hiện …"."""
    towards = _TOWARDS.match(flat_text(text, start, end))
    names = names_at(text, start + (towards.end() if towards else 0), end)
    if names is None or not _LABEL_END.match(flat_text(text, names.end, min(end, names.end + 90))):
        return None
    return names


def subject_of_part(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return who acts in a later part of the sentence: "…; trước ngày 01 tháng 12 hằng năm, các bộ gửi báo cáo"."""
    for found in _PART.finditer(flat_text(text, start, end)):
        if subject := _subject_after_adverbial(text, start + found.end(), end):
            return subject.names
    return tuple(
        name
        for name in _beside(text, start, end)
        if not _EACH.match(text.folded, name.start)
        and not _INSIDE.match(flat_text(text, name.end, min(end, name.end + 60)))
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
        only = _ONLY.match(text.folded, at, end)
        subject = subject_at(text, only.end() if only else at, end) or _subject_after_adverbial(text, at, end)
        if subject is not None and not (topic and at == start and _is_topic(text, subject, end)):
            found += [name for name in subject.names if name.start not in {other.start for other in found}]
    return _without_repeats(text, (*found, *_beside(text, start, end))) if found else ()


def _without_repeats(text: Text, named: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return agencies without those words that only speak of them again: "các lực lượng này", "mỗi chi hội"."""
    return (*named[:1], *(name for name in named[1:] if not _AGAIN.fullmatch(_flat(text, name))))


def _beside(text: Text, start: int, end: int) -> Iterator[Name]:
    """Yield who does another part of the work: "Sở Nội vụ tổng hợp …; các địa phương bố trí …"."""
    for found in _NEXT_PART.finditer(flat_text(text, start, end)):
        names = names_at(text, start + found.end(), min(end, start + found.end() + _LONGEST_LIST))
        if names is None or text.restored[start + found.end()].isupper():
            continue
        is_told = not names.names[0].is_collective or _is_whole(text, names.names[0])
        rest = flat_text(text, names.end, min(end, names.end + 60))
        if is_told and stops_name(text, names.end + len(rest) - len(rest.lstrip(" ,"))):
            yield from names.names
