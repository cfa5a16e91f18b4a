"""Registered names of which a scan bent one word beyond what restoration could mend: "Hội Liên hiệp Phụ nút"."""

import re
from dataclasses import dataclass

from loaders.registered import nearly_registered, opens_name
from loaders.text import Text
from ontology.folding import fold

_WORD = re.compile(r"[a-z0-9&]+")
_GAP = re.compile(r"[\s,\-–]{1,3}|$")
_OPENING = re.compile(r"([a-z0-9&]+)[\s,\-–]{1,3}([a-z0-9&]+)")
# "Dang ty" is what scans make of "Đảng ủy", and restoration of that: "Đảng từ"; not where "từ" is printed.
_COMMITTEE = re.compile(r"dang\s+tu(?![a-z])")
_PRINTED = re.compile(r"dang\s+t{1,2}[yi]")
_MOST, _LONGEST = 12, 80  # words and characters of a name


@dataclass(frozen=True, slots=True)
class Bent:
    """A registered name as it is meant, and where it ends in the restored text."""

    name: str
    end: int


def _is_changed(text: Text, start: int) -> bool:
    """Say whether restoration changed anything where a name would stand; in clean text nothing can be bent."""
    end = min(start + _LONGEST, len(text.restored))
    return text.printed(start, end) != text.restored[start:end]


def bent_name(text: Text, start: int) -> Bent | None:
    """Return the registered name that begins at an offset of the restored text, one of its words bent."""
    if committee := _COMMITTEE.match(text.folded, start):
        is_bent = _PRINTED.fullmatch(fold(text.printed(*committee.span()))) is not None
        return Bent("Đảng ủy", committee.end()) if is_bent else None
    opening = _OPENING.match(text.folded, start)
    if opening is None or not opens_name(*opening.groups()) or not _is_changed(text, start):
        return None
    words: list[tuple[str, str]] = []
    ends: list[int] = []
    at = start
    while len(words) < _MOST and (word := _WORD.match(text.folded, at)):
        words.append((word[0], fold(text.printed(*word.span()))))
        ends.append(word.end())
        gap = _GAP.match(text.folded, word.end())
        if gap is None:
            break
        at = gap.end()
    near = nearly_registered(words)
    return Bent(near[1], ends[near[0] - 1]) if near else None
