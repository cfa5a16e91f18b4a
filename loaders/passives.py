"""Who a sentence names behind the thing done: "do Trạm Y tế hướng dẫn", "đầu mối là Sở Y tế", "thì Công an xã …"."""

import re
from collections.abc import Callable

from loaders.doing import is_subject
from loaders.name_words import QUANTIFIER
from loaders.names import Name, Names, names_at, stops_name
from loaders.stated import NOT_THE_PEOPLE
from loaders.stretches import flat_text, opens_duty
from loaders.subjects import sentences
from loaders.text import Text

_LONGEST_SENTENCE = 260  # characters of a sentence in which whoever does the thing is named
_LONGEST_LIST = 1200  # characters in which a list of those who do it ends
# "Danh sách do Phòng Nội vụ tổng hợp", "Việc chi trả được Kho bạc thực hiện": a thing, and by whom it is done.
_THING = re.compile(
    r"(?:(?:hai|ba|bon|cac|nhung) )?(?:viec(?: nay)?|danh sach|ho so|noi dung|cong tac|cac khoan|thu tuc|ket qua|"
    r"so lieu|khau|phan|tien do|tinh hinh|bo tieu "
    r"chi|tai lieu|ke hoach|phuong an|bao cao|lich)(?![a-z])"
)
MONEY = re.compile(r"(?:tong |muc |nguon )?(?:kinh phi|nguon|ngan sach|von|chi phi|tien(?! do| trinh))(?![a-z])")
# "Kinh phí còn nợ phải được chủ đầu tư bàn giao", "Kinh phí do Văn phòng tham mưu cân đối"
_MUST_BE = re.compile(r"^[^.;:,]{2,140}\b(?:(?:phai|can) duoc |do [^.;:,]{3,80} (?:tham muu|de xuat|lap du toan)\b)")


def is_owed(flat: str) -> bool:
    """Say whether a sentence of folded text tells what must be done to a thing."""
    return _MUST_BE.search(flat) is not None


# With their marks: "độ" and "đo" are other words. Whoever is handed a thing looks after it: "Đập xong giao cho Hội …".
_BY = re.compile(
    r"(?<=\s)(?:do|[đd]ược|bị|(?P<handed>(?:bàn )?giao(?: lại)? cho)|giao(?-i:(?= [A-ZĐ]))) ", re.IGNORECASE
)
_COMMON_PLACE = re.compile(r"(?:các )?(?:thôn|ấp|bản|buôn|khóm|xóm|khu phố|tổ dân phố|khối phố)(?!\w)", re.IGNORECASE)
_FIRST_PART, _WITH_ASIDES = re.compile(r"[^.;:,]{2,140}"), re.compile(r"[^.;:]{2,200}")
_BY_AFTER_COMMA = re.compile(rf"(?:,\s*(?:va )?|;\s+(?P<thing>[^.;:,]{{3,60}}?\s)){NOT_THE_PEOPLE}do\s+")
# What tells of the thing only, whose it is or where it comes from.
_TELLS_OF_IT = re.compile(
    r"\s*(?:quản lý(?!,? và (?!sử dụng|khai thác|vận hành|bảo vệ|duy trì))|"
    r"làm (?:chủ đầu tư|(?:phó )?trưởng|tổ trưởng|thành viên)|ban hành|"
    r"cấp(?! và)|phát động|công bố|đề ra|phát hiện|đang|chưa|không|còn|đã|gây|bị|thiếu|thì|"
    r"hiến tặng|tặng|giao|phê duyệt|yêu cầu|đề nghị|thành lập|đầu tư(?! xây))"
    r"(?!\w)",
    re.IGNORECASE,
)
# "Chủ công trong đấu tranh là Công an tỉnh", "Trách nhiệm rà soát thuộc về Hội Nông dân".
_THE_ONE = re.compile(
    r"(?:(?<=[.;] )|^)(?:(?:chu cong|chu luc|nong cot|dau moi|trach nhiem|don vi (?:chu tri|dau moi|chiu trach nhiem)|"
    r"chiu trach nhiem(?: chinh)?(?= (?:trong|truoc|ve|doi voi))|nguoi phu trach|"
    r"don vi (?:phu trach|thuc hien)|co quan (?:thuong truc|chu tri|dau moi|tham muu)|luc luong (?:nong cot|"
    r"chu cong|chu luc|chinh)|bo phan (?:dau "
    r"moi|thuong truc)|nguoi chiu trach nhiem)(?![a-z]))[^.;:]{0,120}?(?<!nhat)(?<!dac biet)"
    r"(?<!truoc het) (?:la|thuoc ve) "
)
# "Nơi nào để tái diễn thì Chủ tịch xã phải kiểm điểm": whom a condition leads to.
_THEN = re.compile(r"(?:(?<=[.;] )|^)[^.;:]{3,220}? thi\s+")
_THEN_WRITTEN = re.compile(r"\sthì\s*$", re.IGNORECASE)
# "Mở chuyên mục về phòng cháy - Trung tâm Văn hóa phường."
_BEHIND_DASH = re.compile(r"(?<=[\w)”\"])\s+[-–]\s+(?=\S)")
_ENDS = re.compile(
    r"\s*(?:(?:chu tri|thuc hien|phu trach|dam nhiem|dau moi|lam (?:diem|mau|truoc|dau moi)|tham muu|"
    r"huong dan)?\s*[./]*\s*$|"
    r"(?:chu tri|thuc hien|phu trach|dau moi)(?=[,;.]))"
)


def is_followed_by_duty(text: Text, names: Names, end: int) -> bool:
    """Say whether a list of names is followed right away by what it does."""
    behind = flat_text(text, names.end, min(end, names.end + 40))
    return stops_name(text, names.end + len(behind) - len(behind.lstrip(" ,")))


def told_behind(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return who does what a clause tells of the thing done, of a condition, or behind a dash."""
    rules = (_done_by, _done_by_in_passing, _the_one, _whose_duty, _then, _behind_dash, _in_last_brackets, _at_end)
    return next((names for rule in rules if (names := rule(text, start, end))), ())


def told_of_thing(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return by whom what a sentence about a thing tells of is done, or whose duty it is: whoever the heading names."""
    return _owed(text, start, end) or _done_by(text, start, end)


_SENTENCE_ENDS = re.compile(r"\s*(?:[.;]|$)")
_OWED = re.compile(r"\b(?:la|thuoc) (?:nhiem vu|trach nhiem|phan viec) (?:cua |thuoc(?: ve)? )?")


def _owed(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whose duty a sentence ends by saying it is: "Giới thiệu sách mới là nhiệm vụ của Thư viện tỉnh."."""
    found = _OWED.search(flat_text(text, start, end))
    return _listed(text, start + found.end(), end, lambda names: _closes(text, names, end)) if found else ()


def _listed(text: Text, at: int, end: int, is_told: Callable[[Names], bool]) -> tuple[Name, ...]:
    names = names_at(text, at, min(end, at + _LONGEST_LIST))
    return names.names if names and is_told(names) else ()


def does(text: Text, end: int) -> Callable[[Names], bool]:
    """Return the question whether a list does something, and the words behind it do not only tell of the thing."""
    return lambda names: (
        (is_followed_by_duty(text, names, end) or _is_agency_at_work(text, names, end))
        and not _TELLS_OF_IT.match(text.restored, names.end, min(end, names.end + 40))
    )


_PERSON = re.compile(r"(?:dong chi|d/c|ong|ba)(?![a-z])")


def _is_agency_at_work(text: Text, names: Names, end: int) -> bool:
    """Say whether an agency called by its name stands before any verb, known or not."""
    last = names.names[-1]
    return not last.is_collective and not _PERSON.match(text.folded, last.start) and is_subject(text, names, end)


def _done_by(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return who does what a sentence that begins with the thing to be done tells of."""
    for at in sentences(text, start, end):
        flat = flat_text(text, at, min(end, at + _LONGEST_SENTENCE))
        begins = at == start and (not opens_duty(text, at) or QUANTIFIER.match(flat) is not None)
        if not (_THING.match(flat) or begins) or (MONEY.match(flat) and not is_owed(flat)):
            continue
        part = (_WITH_ASIDES if begins else _FIRST_PART).match(flat)
        for found in _BY.finditer(text.restored, at, at + part.end()) if part else ():
            names = _listed(text, found.end(), end, does(text, end))
            if found["handed"] is None and found[0].lower().startswith("giao"):
                names = names or _listed(text, found.end(), end, lambda listed: _closes(text, listed, end))
            if names := names or (_handed_to(text, found.end()) if found["handed"] else ()):
                return names
    return ()


def _closes(text: Text, names: Names, end: int) -> bool:
    """Say whether a sentence ends with a list: "Việc cắt cỏ giao Đoàn xã."."""
    return _SENTENCE_ENDS.match(text.flat, names.end, end) is not None


def _handed_to(text: Text, at: int) -> tuple[Name, ...]:
    """Return the villages that something is handed to, which only here are called by the bare noun."""
    place = _COMMON_PLACE.match(text.restored, at)
    is_told = place is not None and stops_name(text, place.end() + 1)
    return (Name(at, place.end(), is_collective=True, is_registered=False),) if place and is_told else ()


def _done_by_in_passing(text: Text, start: int, end: int) -> tuple[Name, ...]:
    for found in _BY_AFTER_COMMA.finditer(flat_text(text, start, end)):
        is_written = text.restored[start + found.start() : start + found.end()].rstrip().lower().endswith("do")
        is_work = found["thing"] is not None and opens_duty(text, start + found.start("thing"))
        if is_written and not is_work and (names := _listed(text, start + found.end(), end, does(text, end))):
            return names
    return ()


def _the_one(text: Text, start: int, end: int) -> tuple[Name, ...]:
    opened = _THE_ONE.search(flat_text(text, start, end))
    return _listed(text, start + opened.end(), end, bool) if opened else ()


def _then(text: Text, start: int, end: int) -> tuple[Name, ...]:
    for opened in _THEN.finditer(flat_text(text, start, end)):
        at = start + opened.end()
        is_written = _THEN_WRITTEN.search(text.restored, start + opened.start(), at)
        if is_written and (names := _listed(text, at, end, lambda names: is_followed_by_duty(text, names, end))):
            return names
    return ()


_ROLE_SAID = re.compile(
    r"(?:trach nhiem(?: (?:thuc hien|chinh))?(?: cua)?|giao|phan cong|don vi (?:thuc hien|chu tri)|thuc hien)\s*:?\s+"
)
_ASIDE = re.compile(r"\s[(\[](?P<who>[^()\[\]]{3,200})[)\]]\s*[./]*\s*$")
_ONE_OF = re.compile(
    r"(?:\b(?:cac|nhung|luc luong|nganh|don vi|co quan|doan the|nhu|cua|voi|tai|o|to chuc)\b[^,;]{0,20}|\d)$"
)


def _behind_role(text: Text, at: int, end: int) -> int:
    said = _ROLE_SAID.match(flat_text(text, at, end))
    return at + said.end() if said else at


def _in_last_brackets(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the agencies that stand alone in brackets at the end of a clause: "Kiểm tra bể bơi (Công an xã)."."""
    flat = flat_text(text, start, end)
    aside = _ASIDE.search(flat)
    if aside is None or not opens_duty(text, start) or _ONE_OF.search(flat, 0, aside.start()):
        return ()
    first, last = start + aside.start("who"), start + aside.end("who")
    names = names_at(text, first, last)
    is_alone = names is not None and not text.restored[names.end : last].strip(" .,;")
    return names.names if names and is_alone and not names.names[0].is_collective else ()


_WHOSE = re.compile(r"(?:nhiem vu|trach nhiem|phan viec) cua\s+")


_IN_CHARGE_AT_END = re.compile(
    r",\s+(?P<who>[^,;:.()]{3,80}?)\s+(?:cung |se |truc tiep )?"
    r"(?:dam nhan|dam nhiem|dam trach|phu trach|lo|lo lieu)\s*[./]*$"
)


def _at_end(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return who takes on what a clause asks, told at its end: "Dán nhãn sách, nhóm tình nguyện đảm nhận."."""
    flat = flat_text(text, start, end)
    told = _IN_CHARGE_AT_END.search(flat) if opens_duty(text, start) else None
    names = names_at(text, start + told.start("who"), end) if told else None
    return names.names if told and names and names.end == start + told.end("who") else ()


def _whose_duty(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whose duty a clause says it is: "Nhiệm vụ của Trạm Y tế là …"."""
    opened = _WHOSE.match(flat_text(text, start, end))
    return (
        _listed(text, start + opened.end(), end, lambda names: text.folded.startswith(" la ", names.end))
        if opened
        else ()
    )


def _behind_dash(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the agencies that stand at the end of a clause, behind a dash."""
    flat = flat_text(text, start, end)
    if not opens_duty(text, start):
        return ()
    for dash in _BEHIND_DASH.finditer(flat):
        at = start + dash.end()
        is_told = text.restored[at].isupper() or _behind_role(text, at, end) > at
        if is_told and (
            names := _listed(
                text, _behind_role(text, at, end), end, lambda names: _ENDS.match(flat, names.end - start) is not None
            )
        ):
            return names
    return ()
