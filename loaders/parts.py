"""The parts of a directive, told by their headings.

Purposes and objectives ask nobody for anything, tasks and solutions do (`content`), and the part on
organising the work says who does what (`assignment`).
"""

import re

from ontology.folding import fold

ASSIGNMENT, CONTENT, OTHER = "assignment", "content", "other"
# "Yêu cầu trong thời gian tới:", "Yêu cầu các đơn vị:" ask somebody; "Mục đích, yêu cầu" does not.
_ASKED = r"(?:trong|cac|uy ban|ubnd|so |bo |thu truong|dang uy|chi bo|dong chi)[^.;]*:$"
_PARTS = (
    (ASSIGNMENT, re.compile(
        r"to chuc (?:trien khai )?(?:va )?thu\S? hien|phan cong|trach nhiem (?:thi hanh|thuc hien)|"
        r"(?:^|\bva )trach nhiem cua|to chuc thi hanh|to chuc trien khai|"
        r"dieu khoan thi hanh|co che thong tin|che do (?:thong tin|bao cao)")),
    (OTHER, re.compile(
        r"muc dich|yeu cau(?! " + _ASKED + r")|"
        r"quan diem|muc tieu|tieu chi|tieu chuan|(?:cac |mot so )?chi tieu|hinh thuc khen|khen "
        r"thuong|doi tuong|tinh hinh|"
        r"nguyen tac|pham vi|thuc trang|ket qua dat duoc|han che|nguyen nhan|boi canh|su can thiet|du bao|bai hoc|"
        r"tam nhin|dinh huong(?! nhiem vu)|dac diem|"
        r"danh gia (?:chung|ket qua|tinh hinh|thuc trang)|"
        # What was reached till now, where the heading begins with it: "VỀ KẾT QUẢ THỰC HIỆN", "Nhìn lại năm 2025".
        r"^\W*(?:[ivx]+\W+|\d+\W+)?(?:ve |mot so |nhung )?(?:ket qua (?:thuc hien|trien khai|lanh dao|thang|quy|nam|"
        r"cong tac|giai doan|sau|qua|thoi gian)|nhin lai|diem lai|diem qua|(?:mot so )?(?:ton tai|uu diem|kho khan))|"
        r"can cu|co so phap ly|giai thich tu ngu|khai niem|"
        r"khau hieu|^\W*quyen han|"
        r"dat van de|uu diem|khuyet diem|thoi gian (?:thuc hien|trien khai)?$|dia diem|thanh phan")),
    (CONTENT, re.compile(
        r"yeu cau " + _ASKED + r"|"
        r"nhiem vu|giai phap|bien phap|noi dung|kinh phi|nguon luc|cong viec|hoat dong|lo trinh|tien do")),
)  # fmt: skip
_DIVISION = re.compile(
    r"^(?:phan\s+(?:thu\s+\w+|[ivx]+)|chuong\s+[ivx\d]+|phu\s+luc(?:\s+(?:so\s+)?[ivx\d]+)?)\b[.:\s]*"
)
# Whom and what a programme is about, how a body works: "Đối tượng, nội dung và hình thức đào tạo".
_WHOM_AND_HOW = re.compile(
    r"\W*(?:[ivx]+[.\-\s]+)?(?:hinh thuc(?! khen| tuyen truyen)|doi tuong|"
    r"pham vi|thoi gian|dia diem|to chuc va hoat dong|"
    r"che do lam viec|nguyen tac lam viec|co cau to chuc)\b(?![^.;]*nhiem vu)"
)
# "Nội dung, phạm vi, đối tượng": what an oversight is about, at which time and of whom.
_OF_OVERSIGHT = re.compile(r"noi dung[^.;]*\bpham vi\b[^.;]*\bdoi tuong\b|noi dung[^.;]*\bdoi tuong\b[^.;]*\bpham vi\b")
_OF_MATTER = re.compile(r"\W*(?:[ivx\d]+[.\-\s]+)?(?:noi dung|hinh thuc) tuyen truyen\b(?! mieng)")
_LOOKS_BACK = re.compile(r"tinh hinh|ket qua|thuc trang|han che|nguyen nhan|danh gia|kiem diem")


def part_of(heading: str, *, is_part: bool = True) -> str | None:
    """Return the part that a heading opens: `assignment`, `content`, `other`; `None` where it does not say.

    A heading inside a part opens objectives or criteria only where it begins with them: "2. Mục tiêu cụ thể".

    >>> part_of("III. TỔ CHỨC THỰC HIỆN"), part_of("Mục tiêu cụ thể"), part_of("Sở Nội vụ")
    ('assignment', 'other', None)
    """
    folded = _DIVISION.sub("", fold(heading))
    found = [(match.start(), part) for part, pattern in _PARTS if (match := pattern.search(folded))]
    if not is_part:
        found = [(at, part) for at, part in found if part != OTHER or at == 0]
    if _WHOM_AND_HOW.match(folded) or _OF_OVERSIGHT.search(folded):
        return OTHER
    if _OF_MATTER.match(folded):
        return CONTENT
    if not found:
        return None
    named = {part for _, part in found}
    if ASSIGNMENT not in named and CONTENT in named and not _LOOKS_BACK.search(folded):
        return CONTENT  # "Chỉ tiêu và nội dung": its headings say which is which
    return min(found)[1]


def tells_matter(folded: str, at: int) -> bool:
    """Say whether a heading of folded text opens what is to be told: only what begins with a verb is a task there."""
    return _OF_MATTER.match(folded, at) is not None


_OPENS = re.compile(
    r"(?:nhiem vu|giai phap|noi dung|cong viec|viec|yeu cau|chi thi|quyet nghi|de nghi|thuc hien|trien khai|"
    r"ket luan|chi dao|y kien)[^.;]*:$"
)


def part_opened_by(words: str) -> str | None:
    """Return `content` where a paragraph without a heading opens a list of tasks: "… các nhiệm vụ sau:"."""
    return CONTENT if _OPENS.search(fold(words)) else None
