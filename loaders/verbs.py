"""The verbs by which a document says what it does with another: it carries it out, changes it or only looks at it."""

import re

from ontology.model import Relation

Told = tuple[Relation, str | None]  # a relation and its finer word

CITED: Told = (Relation.CITES, None)
REPEALED: Told = (Relation.CITES, "repeals")  # ended, and nothing put in its place
DOING = (
    r"(?:tiep tuc |to chuc |day manh |tang cuong |lanh dao |chi dao |huong dan |viec |cac |noi dung |de |nham |va |, )*"
    r"(?:trien khai|thuc hien|quan triet|cu the hoa|thi hanh)"
    r"(?: (?:trien khai|thuc hien|quan triet|cu the hoa|thi hanh|va|co hieu qua|hieu qua|noi dung|cac|mot so|tot|"
    r"nghiem|"
    r"nghiem tuc|nhiem vu|muc tieu|theo|tinh than|tai|cua))*"
)
_ENDS = r"thay the|bai bo|huy bo|thu hoi"
_MENDS = r"sua doi,? bo sung|dieu chinh,? bo sung|sua doi|bo sung|dieu chinh|dinh chinh|keo dai|gia han"
_ENDED = re.compile(rf"\b(?P<verb>{_ENDS})(?: (?:toan bo|hieu luc(?: thi hanh)?|doi voi|cua|cac|\d+))*(?: so)?:?\s*$")
# "điều chỉnh mục đích sử dụng đất tại …", "đính chính Phụ lục I kèm theo …", "bãi bỏ một phần …"; not what another
# verb between them governs: "bổ sung kinh phí để thực hiện …", "điều chỉnh … theo …".
_MENDED = re.compile(
    rf"\b(?P<verb>{_MENDS}|(?:{_ENDS})(?= (?:mot |noi dung|diem |khoan |dieu |phu luc|muc |chuong )))"
    r"(?P<what>[^;:.]{0,200})$"
)
_NOT_ITS_OBJECT = re.compile(
    r"\b(?:(?<!kem )theo|thuc hien|trien khai|thi hanh|ve viec|de(?! an\b)|nham|duoc|da|thay the|bai bo|"
    r"cua [^,]* tai)\b"
)
_PASSIVE = re.compile(
    r"\b(?P<verb>thay the|bai bo|sua doi,? bo sung|sua doi|bo sung)(?: [^;:.]{0,60}?)? (?:boi|tai|theo|bang)"
    r"(?: cac)?\s*$"
)
_PASSIVELY = re.compile(r"\bduoc (?:thay the|bai bo|sua doi|bo sung)\b")
_ONLY_PROPOSED = re.compile(r"\b(?:du thao|de nghi|de xuat|gop y|xin y kien|lay y kien)\b")
_REPEALING = ("bai bo", "huy bo", "thu hoi")


def change_in(words: str) -> Told | None:
    """Return how the folded words before a document say that it is changed, `None` where they do not.

    >>> change_in("bai bo"), change_in("dieu chinh dieu 1 tai"), change_in("bo sung kinh phi de thuc hien")
    ((<Relation.CITES: 'cites'>, 'repeals'), (<Relation.AMENDS: 'amends'>, None), None)
    """
    if _PASSIVELY.search(words):
        return None
    if ended := _ENDED.search(words):
        ends = REPEALED if ended["verb"] in _REPEALING else (Relation.REPLACES, None)
        return CITED if _is_proposed(words) else ends
    mended = _MENDED.search(words)
    if mended is None or _NOT_ITS_OBJECT.search(mended["what"]):
        return None
    return CITED if _is_proposed(words) else (Relation.AMENDS, "corrects" if mended["verb"] == "dinh chinh" else None)


def _is_proposed(words: str) -> bool:
    return _ONLY_PROPOSED.search(words) is not None


def passive_change_in(words: str) -> Relation | None:
    """Return what the next document did to the one before: "…, được sửa đổi, bổ sung bởi …".

    >>> passive_change_in("da duoc sua doi, bo sung mot so dieu boi")
    <Relation.AMENDS: 'amends'>
    """
    found = _PASSIVE.search(words) if _PASSIVELY.search(words) else None
    if found is None:
        return None
    return Relation.REPLACES if found["verb"] in ("thay the", "bai bo") else Relation.AMENDS


_STOPPED = re.compile(
    r"\b(?:tam dung|tam hoan|tam ngung|dung|ngung|hoan)(?: viec)? (?:\S+ ){0,2}(?:thuc hien|thi hanh|ap dung)\b[^;.]*$"
)
_LOOKED_AT = re.compile(
    r"\b(?:so ket|tong ket|so, tong ket|tinh hinh|ket qua|danh gia|kiem tra|giam sat|khao sat|kiem diem)\b"
    r"[^;.]{0,80}\b(?:thuc hien|thi hanh|trien khai)[^;.]{0,30}$"
)
_TOLD_OF = re.compile(r"\b(?:bao cao|cuoc hop|thong bao)\b")  # one that reports on it carries nothing out
_GUIDES = re.compile(
    r"\bhuong dan\b[^;.,]{0,60}\b(?:thuc hien|thi hanh|trien khai)\b[^;.]{0,60}$|"
    r"\bquy dinh chi tiet\b[^;.]{0,60}$"
)


def use_of(words: str) -> Told | None:
    """Return the finer word where the carrying out of a document is stopped or looked at."""
    if _STOPPED.search(words):
        return Relation.CITES, "suspends"
    if not _LOOKED_AT.search(words):
        return None
    return (Relation.CITES if _TOLD_OF.search(words) else Relation.IMPLEMENTS), "reviews"


def is_guidance(words: str) -> bool:
    """Say whether the words before a document call themselves a guide to carrying it out."""
    return _GUIDES.search(words) is not None
