"""Somebody whom no list of names knows, told by where the words stand: among agencies, or behind "Trách nhiệm của".

"1. Phòng Kinh tế … 2. Trạm Y tế … 3. Các nhà thuốc": what stands there beside agencies is one of those who do it.
"""

import re
from collections.abc import Callable

from loaders.names import Name, stops_name
from loaders.sections import Node
from loaders.stretches import flat_text, opens_duty
from loaders.text import Text

_FEWEST = 2  # agencies beside it that tell
_NEAREST = 16  # looked at beside it, so that reading stays linear
_MOST_WORDS = 20
# What a heading or a label is about, and nobody.
_TOPIC = re.compile(
    r"(?:mot so(?![a-z])|(?:cac |nhung |ve |viec )?(?:cong (?:tac|viec)|kinh phi|nguon|che do|"
    r"thoi (?:gian|han|diem)|tien do|nhiem vu|noi dung|giai phap|bien phap|hoat dong|chi tieu|du an|"
    r"cong trinh|viec|phan cong|yeu cau|muc|hinh thuc|khen thuong|"
    r"thong tin|co che|bao cao|san pham|lo trinh|du toan|dieu khoan|trach nhiem|ket qua|quy dinh|phu luc|"
    r"linh vuc|mo hinh|so ket|tong ket|dot|buoc|giai doan|dia diem|thanh phan|"
    r"doi tuong|pham vi|tai (?:lieu|khoan)|chu de|khau hieu|to chuc thuc hien|ngoai ra|luu y|"
    r"ghi chu|von|ngan sach|khoan|dieu|nam|thang|quy|tuan|ngay|nguoi nhan)(?![a-z]))"
)


def unlisted(text: Text, start: int, end: int, *, is_asked: bool = False) -> Name | None:
    """Return the words of a heading or a label as a name, where they are no topic and no duty.

    `is_asked` says that words before them ask somebody, so that they need no capital.
    """
    words = text.restored[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip(" \n.:;,"))
    flat = flat_text(text, start, end)
    is_name = (is_asked or text.restored[start : start + 1].isupper()) and 1 <= len(flat.split()) <= _MOST_WORDS
    if (
        not is_name
        or flat.isdigit()
        or re.search(r"[.:;](?!\d)", flat)
        or _TOPIC.match(flat)
        or opens_duty(text, start)
    ):
        return None
    return Name(start, end, is_collective=True, is_registered=False)


def stands_among(node: Node, is_agency: Callable[[Node], bool]) -> bool:
    """Say whether most of what stands beside a node under the same heading names agencies."""
    beside = [each for each in node.parent.children[:_NEAREST] if each is not node] if node.parent else []
    alike = [each for each in beside if each.item.mark is node.item.mark]
    told = sum(map(is_agency, alike))
    return told >= _FEWEST and told * 2 >= len(alike)


def label_end(text: Text, start: int, end: int) -> int | None:
    """Return where the label that a clause begins with ends, if a duty follows: "Các nhà thuốc: niêm yết giá"."""
    colon = flat_text(text, start, min(end, start + 120)).find(":")
    behind = start + colon + 1 if colon > 0 else end
    behind += len(text.restored[behind:end]) - len(text.restored[behind:end].lstrip())
    is_duty = behind < end and (opens_duty(text, behind) or stops_name(text, behind))
    return start + colon if is_duty else None
