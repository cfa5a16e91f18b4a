"""Codes that bodies of the police go by, beside their names or instead: "Phòng Cảnh sát hình sự (PC02)", "PC02"."""

import re

from loaders.name_words import NAMED_HEAD, NOT_NAMED, STOP
from loaders.stretches import Stretch

_CODE = r"(?:p[achkvx]|[acv])\d\d(?![a-z0-9/\-])"
CODE = re.compile(rf"(?<![a-z0-9/\-]){_CODE}")
_LONGEST = 16  # words of a name before its code
_IN_BRACKETS = re.compile(rf"(?P<words>(?:,? [a-z]+){{0,{_LONGEST}}}) \({_CODE}\)")
_SECTION = re.compile(r"(?:phong|doi|cuc|vu|ban|trung tam)(?![a-z])")
_OTHER = re.compile(r"\b(?:voi|cung|chu tri|phoi hop|giao|gui|cua|bao cao|co trach nhiem)\b")
_WORD = re.compile(r"[a-z]+")


def code_end(words: Stretch, at: int) -> int | None:
    """Return where a code ends that stands for a body's name, `None` where none does."""
    found = CODE.match(words.flat, at)
    return found.end() if found and words.written(at, found.end()).isupper() else None


def coded_end(words: Stretch, head: int, end: int) -> int:
    """Return where the name of a section ends that goes on up to its code in brackets, else `end`."""
    found = _IN_BRACKETS.match(words.flat, end) if _SECTION.match(words.flat, head) else None
    if found is None or _OTHER.search(found["words"]) or _goes_on(words, *found.span("words")):
        return end
    return found.end("words")


def _goes_on(words: Stretch, start: int, end: int) -> bool:
    """Say whether another name begins between two offsets, or a duty behind the work that the first words name."""
    found = [word.start() for word in _WORD.finditer(words.flat, start, end)]
    is_other = any(
        words.starts_capital(at) and NAMED_HEAD.match(words.flat, at) and not NOT_NAMED.match(words.flat, at)
        for at in found
    )
    return is_other or any(STOP.match(words.flat, at) for at in found[2:])
