"""Subjects that no list of names knows: before "có trách nhiệm" stands somebody, whatever it is called."""

import re

from loaders.names import Name, names_at, stops_name
from loaders.stretches import flat_text
from loaders.text import Text

# What binds the one before it: "Chủ nhà trọ có trách nhiệm khai báo …"; not "cán bộ có trách nhiệm, tận tụy".
_BINDS = re.compile(
    r"(?<!khong)(?<!khong phai)(?<!co nguoi)(?:\s+(?:phai|tu|lien doi|dong))?\s+"
    r"(?:(?:co|chiu) (?:toan bo |mot phan )?trach nhiem(?! cao)|co nhiem vu|"
    r"la (?:co quan|don vi|dau moi|bo phan)(?: (?:dau moi|thuong truc|chu tri|tham muu|giup viec))+|"
    r"chu tri(?=, (?:phoi hop|cung)|,? phoi hop))(?=,? [a-z])(?!, (?:tan tuy|tam huyet|nang luc|uy tin|tam))"
)
_MOST_WORDS = 24
_MOST = 260  # characters before the words that bind
_STOP = re.compile(r"[.;:](?!\d)")
# What begins like this gives a time, a basis, a condition or a thing; with marks, since "thi" opens "thị ủy" as well.
_NOT_SOMEBODY = re.compile(
    r"(?:việc|khi|nếu|trong|theo|căn cứ|kể từ|tính từ|sau|trước|ngay|ngày|đến|từ|do|để|đối với|và|hoặc|hay|thì|ở|tại|"
    r"trên|dưới|cho|với|bằng|nhằm|trường hợp|quá trình|định kỳ|hằng|hàng|nội dung|kết quả|không|chưa|được|bị|cũng|"
    r"đồng thời|ngoài ra|mặc dù|có|là|riêng|bên cạnh|gắn|nêu cao|đội ngũ|tinh thần|ý thức|luật|nghị định|nghị quyết|"
    r"kế hoạch|quyết định|thông tư|quy định|khoản|điều(?! dưỡng)|điểm|chỉ|mức độ|khả năng|nhiệm vụ|trách nhiệm|"
    r"văn bản|tên|\d+)(?!\w)"
)
_OPENS_ADVERBIAL = re.compile(
    r"(?:trong|sau|trước|khi|nếu|theo|căn cứ|trên cơ sở|định kỳ|hằng|hàng|chậm nhất|trường hợp|đối với|quá trình|"
    r"kể từ|ngay|mỗi|để|nhằm|thời gian|từ|trên|dưới|ở|tại)(?!\w)"
)
_SINGLED_OUT = re.compile(r",? (?:nhat la|dac biet la|truoc het la|trong do co)(?![a-z])[^.;:]*$")
_STILL = re.compile(r"(?: van| hoan toan| deu)+$")
_JOINS = (" va", " hoac", " thi", " khong", " chi")  # "… lập dự trù và chịu trách nhiệm": who does both is not told
_BARE = re.compile(
    r"(?:co quan|don vi|to chuc|co so|doanh nghiep|ngan hang|cong chuc|can bo|trung tam|bo phan|luc luong)"
)
_BODY = re.compile(
    r"to chuc(?:, ca nhan|,? (?:ton giao|hanh nghe|cung cap|duoc|su dung|van hanh|tham gia|thuc hien du an))"
)


def bound_at(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom a sentence that starts here binds to a duty, where no list of names knows the words before it."""
    flat = flat_text(text, start, min(end, start + _MOST + 40))
    stop = _STOP.search(flat)
    found = _BINDS.search(flat, 0, stop.start() if stop else len(flat))
    if found is None or found.start() > _MOST:
        return ()
    at = _opening(text, start, start + found.start()) - start
    words = _STILL.sub("", _SINGLED_OUT.sub("", flat[at : found.start()]).strip(" ,"))
    is_nobody = _NOT_SOMEBODY.match(text.restored[start + at : start + found.start()].lower())
    is_whole = 1 < len(words.split()) <= _MOST_WORDS and not words.endswith(_JOINS)
    if not is_whole or is_nobody or _is_duty(text, start + at):
        return ()
    return (Name(start + at, start + at + len(words), is_collective=True, is_registered=False),)


def _opening(text: Text, start: int, end: int) -> int:
    """Return where the one who is bound begins: with the sentence, or behind the time or condition it opens with."""
    words = text.restored[start:end].lower()
    if not _OPENS_ADVERBIAL.match(words):
        return start
    commas = [start + found.end() for found in re.finditer(r",\s+", words)]
    told = [at for at in commas if not _NOT_SOMEBODY.match(words, at - start)]
    named = (at for at in told if names_at(text, at, end))
    return next(named, told[-1] if told else start)


def _is_duty(text: Text, at: int) -> bool:
    """Say whether a duty begins here, and no name: "Tổ chức tập huấn", not "Tổ chức, cá nhân"."""
    is_body = _BODY.match(flat_text(text, at, at + 40)) or names_at(text, at, at + _MOST)
    return stops_name(text, at) and not is_body


def whole(text: Text, subject: tuple[Name, ...], start: int, end: int) -> tuple[Name, ...]:
    """Return the subject, a bare "cơ quan" with the words before its duty that say which one it is."""
    is_bare = len(subject) == 1 and _BARE.fullmatch(flat_text(text, subject[0].start, subject[0].end))
    bound = bound_at(text, start, end) if is_bare else ()
    return bound if bound and bound[0].start == subject[0].start else subject
