"""The words that belong to the head of a name: "Trung tâm Văn hóa và Thông tin", "các đơn vị liên quan"."""

import re

from loaders.letters import LOWER, UPPER
from loaders.name_codes import CODE
from loaders.name_qualifiers import is_qualified
from loaders.name_words import (
    AND,
    AROUND,
    COLLECTIVE_HEAD,
    COUPLE,
    GENERAL_HEAD,
    GENERAL_TAIL,
    NAMED_HEAD,
    NOT_NAMED,
    QUANTIFIER,
    STOP,
)
from loaders.stretches import Stretch

_WORD = re.compile(r"[a-z0-9&]+")
_GAP = re.compile(r"\s*[-–]\s*|\s+")
_LONGEST_TAIL, _LONGEST_NAMED = 12, 18  # words after the head of a group, of a name
_GROUPS = ("cac co quan", "cac don vi", "cac so", "cac to chuc", "cac doan the")
_WORK = re.compile(
    r"(?:trung tam|(?<![a-z])vien|(?<!hieu )(?<!hoi dong )truong|(?<!chi )ban|(?<![a-z] )doan|(?<![a-z])to)$"
)


def tail_end(words: Stretch, at: int, *, named_head: bool) -> int:
    """Return where the words that belong to a head end."""
    end, is_proper = at, named_head
    for _ in range(_LONGEST_NAMED if named_head else _LONGEST_TAIL):
        gap = _GAP.match(words.flat, end)
        if gap is None:
            return end
        following = gap.end()
        if not named_head and (around := AROUND.match(words.flat, following)):
            return around.end()
        if couple := _couple(words, following):
            end = couple
            continue
        is_proper = is_proper or words.starts_capital(following)
        if not is_proper and _is_general(words, at):
            more = GENERAL_TAIL.match(words.flat, following)
            if more is None and not AND.match(words.flat, following):
                return end
            if more is not None and not words.stops(following):
                end = more.end()
                continue
        word = _WORD.match(words.flat, following)
        if named_head and _is_behind_proper_name(words, at, end, following):
            return end
        if word is None or _ends(words, following, (at, end), named_head=named_head):
            return end
        end = _whole_word(words, word)
    return end


_PROPER = re.compile(rf"(?<![{UPPER}\w])[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+$")
_GOES_ON = re.compile(
    r"(?:va|cua|thuoc|tai|tinh|thanh pho|xa|phuong|dac khu|huyen|quan|thi xa|thi tran|khu|cum|cap|co so|quoc te|"
    r"tap|viet nam|trung uong|so|chi nhanh|vung|mien|lien)(?![a-z])|[\d&]"
)


def _is_behind_proper_name(words: Stretch, head: int, end: int, following: int) -> bool:
    """Say whether small letters begin behind what a body is called: "Công ty Cấp nước Sông Trà | súc rửa …"."""
    if words.starts_capital(following) or words.flat[end:following].strip() or _GOES_ON.match(words.flat, following):
        return False
    return _PROPER.search(words.written(head, end)) is not None


def _whole_word(words: Stretch, word: re.Match[str]) -> int:
    """Return where a word ends, with its second syllable where it names a work: "Văn phòng Đăng ký đất đai"."""
    work = STOP.match(words.flat, word.start()) if words.starts_capital(word.start()) else None
    work = work or _NAMED_AFTER_WORK.match(words.flat, word.start())
    return max(word.end(), len(words.flat[: work.end()].rstrip())) if work else word.end()


_CONDITIONS = ("khi ", "neu ")
_CONDITION = re.compile(r"(?:khi|nếu)\s")  # as they are written: "Công ty Khí" goes on


def _ends(words: Stretch, following: int, so_far: tuple[int, int], *, named_head: bool) -> bool:
    """Say whether a name, whose head and whole so far end at `so_far`, ends before the word that follows."""
    head, end = so_far
    inside = named_head and (words.starts_capital(following) or (end == head and _names_work(words, head)))
    if words.flat.startswith(_CONDITIONS, following) and _CONDITION.match(words.text.restored, words.start + following):
        return True
    if words.stops(following) and not inside:
        return not (named_head and _NAMED_AFTER_WORK.match(words.flat, following))
    if is_qualified(words, following) and not words.starts_capital(following):
        return True
    if AND.match(words.flat, following) and not _goes_on_after_and(words, following, named_head=named_head):
        return not (named_head and _is_last_half(words, following))
    return not named_head and (_opens_group(words, following) or words.flat.endswith("lien quan", 0, end))


def _couple(words: Stretch, at: int) -> int | None:
    """Return where two words that a comma joins in a name end."""
    found = COUPLE.match(words.flat, at)
    return found.end() if found and (words.starts_capital(at) or not words.stops(at)) else None


def _is_general(words: Stretch, head: int) -> bool:
    """Say whether the head that ends here is a general one: "các cơ quan", "các ngành"."""
    return GENERAL_HEAD.search(words.flat, max(0, head - 12), head) is not None


def _names_work(words: Stretch, end: int) -> bool:
    """Say whether the head that ends here is named after its work: "Trung tâm học tập", "Đoàn kiểm tra"."""
    return _WORK.search(words.flat, max(0, end - 12), end) is not None


def _goes_on_after_and(words: Stretch, at: int, *, named_head: bool) -> bool:
    word = re.compile(r"[a-z]+\s+([a-z0-9]+)").match(words.flat, at)
    if word is None or not named_head:
        return False
    opens_another = NAMED_HEAD.match(words.flat, word.start(1)) and not NOT_NAMED.match(words.flat, word.start(1))
    opens_another = opens_another or CODE.match(words.flat, word.start(1))
    return words.starts_capital(word.start(1)) and not opens_another


# "Viện Kinh tế xây dựng phối hợp thực hiện": a work right before the duty proper ends the name.
_NAMED_AFTER_WORK = re.compile(
    r"(?:xay dung|quan ly|phat trien|kiem tra|dao tao|tu van|thanh tra|dang ky|giam dinh|khai thac|bao tri|xuc tien)"
    r" (?=chu tri\b|phoi hop (?:thuc hien|voi)\b|co trach nhiem\b|chiu trach nhiem\b|la (?:co quan|dau moi)\b|"
    r"(?:thuc hien|dam nhiem|dam nhan)(?:[,.;]|$))"
)
# "Cục Quản lý nhà và thị trường bất động sản chủ trì": small words behind "và", and then the duty of one body.
_LAST_HALF = re.compile(
    r"va (?!cac |nhung |moi |tung |toan |co |cac|chi dao|trien khai)(?P<words>(?:[a-z]+ ){2,6}?)"
    r"(?=chu tri\b|phoi hop\b|co trach nhiem\b|chiu trach nhiem\b|dam nhiem\b|la co quan\b)"
)


# "do Phòng Quản lý quy hoạch và xây dựng thực hiện, …": two verbs in a row, of which only the second is the duty.
_WORK_LAST = re.compile(
    r"va (?:xay dung|quan ly|phat trien|dao tao|khai thac|bao tri|giam dinh|tu van|dang ky|xuc tien dau tu)"
    r" (?=(?:chu tri|thuc hien|dam nhiem|dam nhan|phu trach)(?:[,.;]|$))"
)


def _is_last_half(words: Stretch, at: int) -> bool:
    """Say whether words behind "và" can only be the end of the name: no agency, no group and no duty."""
    found = _LAST_HALF.match(words.flat, at)
    if found is None:
        return _WORK_LAST.match(words.flat, at) is not None
    first = found.start("words")
    is_other = any(pattern.match(words.flat, first) for pattern in (NAMED_HEAD, COLLECTIVE_HEAD, QUANTIFIER))
    return not is_other and not words.stops(first) and words.written(first, found.end()).islower()


def _opens_group(words: Stretch, at: int) -> bool:
    """Say whether another group begins: "người đứng đầu cấp ủy các cơ quan"."""
    quantifier = QUANTIFIER.match(words.flat, at)
    is_group = quantifier is not None and COLLECTIVE_HEAD.match(words.flat, quantifier.end()) is not None
    return is_group and words.flat.startswith(_GROUPS, at)
