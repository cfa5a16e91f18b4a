"""What tells the members of a group apart behind its name: "các cơ quan nêu trên", "các tỉnh có cảng biển"."""

import re

from loaders.name_words import QUALIFIER
from loaders.stretches import Stretch

_GAP = re.compile(r"\s+")
# "các xã có rừng"; not the duty of "các xã có kế hoạch …".
_HAVING = re.compile(
    r"\s+co\s+(?!(?:trach nhiem|nhiem vu|ke hoach|van ban|giai phap|bien phap|phuong an|chinh sach|co che|hinh thuc|"
    r"lo trinh|de an|bao cao|y kien|quy dinh|huong dan|chuong trinh|the|mat|so|hieu|danh|gang|cong van|lich|ket qua|"
    r"to trinh|quyet dinh|phan|dieu kien|nhu cau|bo phan|it nhat|tren|duoi)\b)"
)
_WORD = re.compile(r"[a-z0-9]+")
_END = re.compile(r"\s*(?:[,;:]|\s(?:va|hoac)(?![a-z])|$)")
_MOST = 4  # words of what a group has


def is_qualified(words: Stretch, at: int) -> bool:
    """Say whether such words start at an offset."""
    return QUALIFIER.match(words.flat, at) is not None


def qualified_end(words: Stretch, end: int, *, is_group: bool) -> int:
    """Return where the name of a group ends with what tells its members apart; `is_group` says that it has "các"."""
    gap = _GAP.match(words.flat, end)
    found = QUALIFIER.match(words.flat, gap.end()) if gap else None
    if found is not None:
        return found.end()
    return _having_end(words, end) if is_group else end


def _having_end(words: Stretch, end: int) -> int:
    having = _HAVING.match(words.flat, end)
    at = having.end() if having else 0
    for _ in range(_MOST if having else 0):
        word = _WORD.match(words.flat, at)
        if word is None or words.stops(at):
            break
        gap = _GAP.match(words.flat, word.end())
        if _END.match(words.flat, word.end()) or (gap and words.stops(gap.end())):
            return word.end()
        at = gap.end() if gap else word.end()
    return end
