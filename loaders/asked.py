"""What a clause asks as a verb and its object, and of what kind that is: "báo cáo | kết quả thực hiện", report."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.name_words import NOUN_AFTER_ALL, STOP
from ontology.folding import fold

# Words that names end before and that ask for nothing themselves.
_NO_VERB = re.compile(
    r"(?:can cu|truc tiep|tiep tuc|dinh ky|thuong xuyen|kip thoi|chu dong|tich cuc|co trach nhiem|chiu trach nhiem|"
    r"co nhiem vu|hang nam|sau khi|khan truong|nghiem tuc|dong thoi|thoi gian|va bao cao|hoac bao cao|cung nhu|"
    r"tap trung|co ke hoach|co van ban|san sang|du kien|no luc|guong mau|yeu cau|de nghi|thay mat|uy quyen|"
    r"phan cong|tranh thu|uu tien|nhan thuc|tien hanh|hop dong|to cao|khan)(?![a-z])"
)
# Verbs of one syllable, with their marks: without them they would be other words.
_SHORT = re.compile(
    r"(?:mở|mua|lập|cấp|gửi|in|viết|trình|giao|dạy|đặt|góp|tặng)(?!\w)(?! (?:độ|bách|thiết|trong|cho nhau))"
)
_ADVERBIAL = re.compile(
    r"(?:can cu|tren co so|trong (?:vong|qua trinh|thoi gian)|sau|dinh ky|hang|theo|den|tu nay|truoc|khi|nham)\b"
    r"[^,;]{0,160},\s*"
)
_MEANWHILE = re.compile(r"(?:chu tri|phoi hop)(?![a-z])")  # the verb proper may still come
_WORD = re.compile(r"\w+")
_OBJECT = re.compile(r"[^.;]*?(?=[.;]|,?\s*(?:hoàn thành|xong)\s+(?:trước|trong|vào)|,?\s*(?:trước ngày|chậm nhất)|$)")
_KINDS = (
    ("report", re.compile(r"bao cao|tong hop|thong ke")),
    ("inspect", re.compile(r"kiem tra|giam sat|don doc|theo doi|danh gia|so ket|tong ket|ra soat|khao sat")),
    ("advise", re.compile(r"tham muu|de xuat|kien nghi|tham dinh|trinh|tu van|gop y")),
    ("communicate", re.compile(r"tuyen truyen|quan triet|van dong|gioi thieu|cong bo|cong khai|keu goi|phat dong")),
    ("fund", re.compile(r"bo tri|can doi|cap phat|phan bo|thanh toan|quyet toan|giai ngan|chi tra|mua|dau tu")),
    ("train", re.compile(r"dao tao|boi duong|tap huan|day")),
    ("guide", re.compile(r"huong dan|chi dan|ho tro")),
    ("lead", re.compile(r"chi dao|lanh dao|phan cong")),
    ("coordinate", re.compile(r"phoi hop")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The main verb of a clause, what it governs, and its kind; a clause without a known verb is `None` and "do"."""

    verb: str | None
    object: str | None
    kind: str


def asked(clause: str, names: Iterable[str] = ()) -> Asked:
    """Return what a clause of readable text, on one line, asks; `names` of agencies in it hold no verbs.

    >>> asked("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu quy chế thư viện.", ["Sở Nội vụ", "Sở Tài chính"])
    Asked(verb='tham mưu', object='quy chế thư viện', kind='advise')
    """
    plain = clause
    for name in sorted(names, key=len, reverse=True):
        plain = re.sub(re.escape(name), lambda found: "·" * len(found[0]), plain, flags=re.IGNORECASE)
    verbs = _verbs(plain, fold(plain))
    main = next((verb for verb in verbs if not _MEANWHILE.match(fold(plain), verb[0])), verbs[0] if verbs else None)
    if main is None:
        return Asked(None, None, "fund" if fold(clause).startswith("kinh phi") else "do")
    start, end = main
    governed = _OBJECT.match(clause, end)
    words = governed[0].strip(" ,:") if governed else ""
    kind = next((name for name, pattern in _KINDS if pattern.match(fold(clause), start)), "do")
    return Asked(clause[start:end].lower(), words or None, kind)


def _verbs(clause: str, folded: str) -> list[tuple[int, int]]:
    """Return where the verbs of a clause stand, in its order, behind the time or basis it may begin with."""
    opening = _ADVERBIAL.match(folded)
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(folded, opening.end() if opening else 0):
        if found and word.start() < found[-1][1]:
            continue
        verb = _SHORT.match(clause.lower(), word.start()) or STOP.match(folded, word.start())
        if verb and not _NO_VERB.match(folded, word.start()) and not NOUN_AFTER_ALL.match(folded, word.start()):
            found.append((word.start(), verb.end()))
    return found
