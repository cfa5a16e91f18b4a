"""Codes that bodies of the police go by, beside their names or instead: "Phòng Cảnh sát hình sự (PC02)", "PC02"."""

import re

from loaders.name_words import NAMED_HEAD, NOT_NAMED
from loaders.stretches import Stretch

_CODE = r"[pc][achkvx]\d\d(?![a-z0-9])"
CODE = re.compile(rf"(?<![a-z0-9/\-]){_CODE}")
_LONGEST = 16  # words of a name before its code
_IN_BRACKETS = re.compile(rf"(?P<words>(?:,? [a-z]+){{0,{_LONGEST}}}) \({_CODE}\)")
_WORD = re.compile(r"[a-z]+")
_OTHER = re.compile(r"\b(?:voi|cung|chu tri|phoi hop|giao|bao cao|co trach nhiem)\b")


def code_end(words: Stretch, at: int) -> int | None:
    """Return where a code ends that stands for a body's name, `None` where none does."""
    found = CODE.match(words.flat, at)
    return found.end() if found and words.written(at, found.end()).isupper() else None


def coded_end(words: Stretch, end: int) -> int:
    """Return where a name ends that goes on up to its code in brackets, else `end`."""
    found = _IN_BRACKETS.match(words.flat, end)
    if found is None or _OTHER.search(found["words"]) or _names_another(words, *found.span("words")):
        return end
    return found.end("words")


def _names_another(words: Stretch, start: int, end: int) -> bool:
    """Say whether another name begins between two offsets."""
    return any(
        words.starts_capital(word.start())
        and NAMED_HEAD.match(words.flat, word.start())
        and not NOT_NAMED.match(words.flat, word.start())
        for word in _WORD.finditer(words.flat, start, end)
    )
