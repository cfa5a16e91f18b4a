"""Registered names of which a scan bent one word beyond what restoration could mend: "Hội Liên hiệp Phụ nút"."""

import re
from dataclasses import dataclass

from loaders.registered import nearly_registered
from loaders.text import Text
from ontology.folding import fold

_WORD = re.compile(r"[a-z0-9&]+")
_GAP = re.compile(r"[\s,\-–]{1,3}|$")
_MOST = 12  # words of a name


@dataclass(frozen=True, slots=True)
class Bent:
    """A registered name as it is meant, and where it ends in the restored text."""

    name: str
    end: int


def bent_name(text: Text, start: int) -> Bent | None:
    """Return the registered name that begins at an offset of the restored text, one of its words bent."""
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
