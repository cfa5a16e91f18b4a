"""Subjects behind what a sentence sets before them: "Căn cứ Kế hoạch này, Sở Nội vụ …", "Hằng năm, Sở Tài chính …"."""

import re
from functools import partial

from loaders.doing import flat_name, is_subject, is_whole, subject_at
from loaders.letters import UPPER
from loaders.names import Name, Names, names_at
from loaders.stretches import flat_text
from loaders.text import Text

_ADVERBIAL = re.compile(
    r"(?:can cu|tren co so|truong hop|nhan dip|qua trinh|trong qua trinh|trong thoi gian|h[aà]ng nam|"
    r"h[aà]ng (?:thang|quy|tuan|ngay)|dinh ky|"
    r"truoc (?=ngay|thang|quy|nam|het|\d)|cham nhat|sau (?=\d|thoi|ngay)|trong (?=thang|quy|nam)|"
    r"den (?=nam|het|ngay|thang|quy|cuoi)|theo|khi|"
    r"nham|de |truoc mat|tu nam|nam 20|quy |giai doan|doi voi|ben canh|cung voi|ngoai ra|dong thoi|sau khi|trong "
    r"|moi |tu nay|hien nay|tu nam|tu ngay|ngoai (?=viec|ra|cac|hai|nhung|phan)|"
    r"rieng (?=doi voi|ve|trong|tai)|nhan (?=ngay|dip)|cu (?=\d|mot|hai|ba|moi|dinh))"
)
# What else a sentence may set before its subject; with its marks, since "tai", "ve", "neu" open other words as well.
_SET_FIRST = re.compile(
    r"(?:về|với|ở|tại|sau|trước|từ|ngay|vào|trên|nếu|"
    r"mùa|dịp|tháng(?= \d)|\d{1,2} (?:ngày|tuần|tháng)(?= (?:sau|(?:một|hai|\d{1,2}) (?:lần|kỳ)))|"
    r"(?:cuối|đầu|giữa)(?= (?:mỗi |từng )?(?:năm|tháng|quý|tuần|mùa|vụ|kỳ|nhiệm kỳ|giai đoạn))|"
    r"qua|mặt khác|lúc|nhận được|"
    r"(?:có|gặp|nảy sinh|phát sinh)(?= (?:khó khăn|vướng mắc|vấn đề|thay đổi|sự cố|tình huống|yêu cầu))|"
    r"song song|(?:kết quả(?: thực hiện)?|số liệu)(?=, )|"
    rf"(?:sơ kết|tổng kết|kết thúc|bước vào)(?= [^,.;:]{{2,40}}, (?:(?-i:[{UPPER}])|(?:đề nghị|yêu cầu|giao) ))|"
    r"tiếp đó|(?:nội dung|việc) này)(?=[\s,])",
    re.IGNORECASE,
)
_INVITES = re.compile(r"mời\s", re.IGNORECASE)  # without its mark it would be "mỗi"
# A time that no comma parts from its subject: "Mỗi quý một lần Ban Chỉ đạo …", "Trước ngày 15/12 hằng năm UBND xã …".
_DAY = r"(?:ngay )?\d{1,2}(?:[/.]| thang )\d{1,2}(?:(?:[/.]| nam )\d{4})?"
_EVERY = r"(?:h[aà]ng )?(?:\d{1,2} |ba |sau )?(?:ngay|tuan|thang|quy|nam)(?: (?:mot|hai|\d{1,2}) (?:lan|ky))?"
_TIME_FIRST = re.compile(
    rf"(?:(?:moi|h[aà]ng|dinh ky) {_EVERY}|(?:truoc|cham nhat|den)(?: het)? {_DAY}(?: h[aà]ng (?:nam|thang|quy))?|"
    r"(?:ben canh|cung voi|theo|sau|song song voi) do|ngoai ra|dong thoi|truoc mat)\s+"
)
INSIDE = re.compile(
    r"\s*(?:trong|tai|o|cua|cho|voi|ve) (?!pham vi|qua trinh|thoi gian)"
)  # a list's end, no duty's start
_ALONGSIDE = re.compile(r"(?:cung voi|phoi hop(?: chat che)?(?: voi| cung)*)\s+")
_BARE = 2  # words of a noun that tells nobody apart
_TIME = re.compile(
    r"(?:h[aà]ng|moi|cu|dinh ky|cham nhat|truoc (?:ngay|\d)|trong (?:thang|quy|nam)|(?:dau|cuoi) (?:thang|quy|nam))\b"
)
_IF = re.compile(r"(?:khi|neu|truong hop|moi khi)\s")
_HEAD_OF = re.compile(  # one who answers for a place of work, though no name says which
    r"(?:hieu truong|giam doc|thu truong|nguoi dung dau|chu tich|truong (?:thon|ban|ap|buon|khu|khom|xom|tram|phong)|"
    r"to truong|doi truong|chu (?:ho|co so|rung|tau|dau tu|trang trai|doanh nghiep|be|nha|quan|vuon)|"
    r"can bo (?:thon|y te|xa)|thuyen truong)(?: [a-z]+){0,6}"
)
_BOUND = re.compile(r"\s*(?:phai|co trach nhiem|chiu trach nhiem|co nhiem vu)(?![a-z])")


def _is_told_apart(text: Text, name: Name) -> bool:
    """Say whether the words of a bare noun tell whom it means: "lực lượng dân phòng", not "cán bộ"."""
    words = flat_name(text, name)
    return len(words.split()) > _BARE and "," not in words


def _is_common(text: Text, name: Name) -> bool:
    """Say whether a name is a common noun: "cán bộ", not "Trạm Y tế xã, phường"."""
    return name.is_collective and not (name.is_registered and text.restored[name.start].isupper())


def _named_only(text: Text, names: Names) -> Names:
    """Return a list without the bare nouns in front of an agency or a whole group: they end the phrase before it."""
    if _is_told_apart(text, names.names[0]):
        return names
    first = next((i for i, name in enumerate(names.names) if not name.is_collective or is_whole(text, name)), None)
    return names if not first else Names(names.names[first:], names.end)


# "…, tham mưu báo cáo Ủy ban nhân dân xã, Sở Y tế theo quy định": those a report goes to, not who makes it.
_GIVES_TO = re.compile(
    r"[^,;]*\b(?:bao cao|gui|trinh|tham muu(?: cho)?|phoi hop(?: voi| cung)?|cung(?: voi)?|de xuat|kien nghi)\s+"
)


def _is_in_list(text: Text, start: int, comma: int) -> bool:
    """Say whether what stands before a comma is one to whom something is given, so that a list goes on behind it."""
    piece = start + text.folded[start:comma].rfind(",") + 1
    given = _GIVES_TO.match(flat_text(text, piece, comma))
    names = names_at(text, piece + given.end(), comma) if given else None
    return names is not None and not text.restored[names.end : comma].strip()


def sets_first(text: Text, start: int, end: int) -> bool:
    """Say whether a sentence sets something before its subject."""
    if _INVITES.match(text.restored, start, end):
        return False
    opened = _ADVERBIAL.match(flat_text(text, start, end)) or _SET_FIRST.match(text.restored, start, end)
    return opened is not None


def subject_after_adverbial(text: Text, start: int, end: int) -> Names | None:
    """Return the subject that follows "Căn cứ …," or "Hằng năm,": after one of the commas of the sentence."""
    words = flat_text(text, start, end)
    if in_course := _subject_in_course(text, start, end):
        return in_course
    if not sets_first(text, start, end):
        return None
    if timed := _subject_after_time(text, start, end):
        return timed
    beside = _ALONGSIDE.match(words)
    if beside and names_at(text, start + beside.end(), end):
        return None  # "Cùng với A, B và C …": those are partners, the subject is not said
    stop = re.search(r"[.;](?!\d)", words)
    for number, comma in enumerate(re.finditer(r",\s*", words[: stop.start() if stop else len(words)])):
        names = names_at(text, start + comma.end(), end)
        if names is None:
            continue
        subject = _named_only(text, names)
        is_bare = all(map(partial(_is_common, text), subject.names)) and not is_whole(text, subject.names[0])
        is_head = len(subject.names) == 1 and _HEAD_OF.fullmatch(flat_name(text, subject.names[0]))
        answers = _IF.match(words) and is_head
        is_first = number == 0 and (_TIME.match(words) or _is_told_apart(text, subject.names[0]) or is_head)
        if is_bare and not (answers or is_first) and not _BOUND.match(flat_text(text, subject.end, end)):
            continue  # a bare "cán bộ, công chức" after a comma goes on with a list
        if _is_in_list(text, start, start + comma.start()):
            continue
        if is_subject(text, subject, end) and not INSIDE.match(flat_text(text, subject.end, end)):
            return subject
    return None


_TIME_OPENS = re.compile(
    r"(?:mùa|dịp|tháng|quý|năm|chiều|sáng|tối|cuối|đầu(?! tư)|giữa|từ|trong|sau|ngay|hằng|mỗi|cứ|đến)\s", re.IGNORECASE
)
_FIRST_PART = re.compile(r"[^.;:,]*")
_CAPITAL = re.compile(rf"(?<=\s)[{UPPER}]\w*")
GOVERNS = re.compile(
    r"(?:của|tại|với|cho|ở|từ|đến|qua|về|do|được|theo|là|và|gửi|cáo|trình|mưu|bởi|trên|dưới|vào|hợp|giữa|trong|"
    r"đảng|thuộc)$",
    re.IGNORECASE,
)
_LONGEST_TIME = 70  # characters


def _subject_in_course(text: Text, start: int, end: int) -> Names | None:
    """Return the agency that stands behind a time with no comma between: "Mùa hè năm nay Đoàn xã mở …"."""
    if not _TIME_OPENS.match(text.restored, start, end):
        return None
    part = _FIRST_PART.match(text.restored, start, min(end, start + _LONGEST_TIME))
    for word in _CAPITAL.finditer(text.restored, start + 1, part.end() if part else start):
        if GOVERNS.search(text.restored[start : word.start()].rstrip()):
            return None  # "Hằng tháng báo cáo Thủ tướng Chính phủ …": what follows is the name of the one reported to
        subject = subject_at(text, word.start(), end)
        if subject and len(subject.names) == 1 and not subject.names[0].is_collective:
            return subject
    return None


def _subject_after_time(text: Text, start: int, end: int) -> Names | None:
    """Return the subject that stands right behind a time: an agency called by its name, or a whole group."""
    time = _TIME_FIRST.match(flat_text(text, start, end))
    subject = subject_at(text, start + time.end(), end) if time else None
    is_told = subject is not None and (not subject.names[0].is_collective or is_whole(text, subject.names[0]))
    return subject if is_told else None
