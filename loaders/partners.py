"""Partners that no list of names knows: what stands right behind "phối hợp với" is somebody, whatever it is called."""

import re
from dataclasses import replace

from loaders.name_words import NOT_PARTNERS
from loaders.names import Name, Names, names_at, stops_name
from loaders.text import Text

_MOST = 14  # words of such a name
_PIECE = re.compile(r"\s*[^\s,;:.()]+")
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:va\s+)?|\s(?:va|cung)\s+)")


def partners_at(text: Text, start: int, end: int) -> Names | None:
    """Return the list that starts at an offset: known names, and between them or before them words that are unknown."""
    found: list[Name] = []
    at = start
    while at < end:
        known = names_at(text, at, end)
        names = known.names if known else _unknown_at(text, at, end)
        if not names:
            break
        found += names
        at = known.end if known else names[-1].end
        flat = text.folded[at : min(end, at + 8)].replace("\n", " ")
        separator = _SEPARATOR.match(flat)
        if known or separator is None or stops_name(text, at + separator.end()):
            break  # a list of known names ends where it ends
        at += separator.end()
    return _with_work(text, Names(tuple(found), at), end) if found else None


_WORK = re.compile(
    r"(?:quan ly|cung cap|dang ky|tham dinh|lien ket|kiem tra|thanh tra|giam sat|thi hanh|dieu tra|su dung|dao tao|"
    r"van hanh|bao tri|tu van|khai thac|san xuat|bao ve|thu gom|van chuyen|to chuc lap)(?![a-z])"
)
_BARE = re.compile(r"(?:co quan|don vi|co so|to chuc|doanh nghiep|luc luong|bo phan)")
_MOST_WORK = 8  # words of what such a body does
_WORD = re.compile(r"\s+(?=[a-z0-9])")


def _with_work(text: Text, names: Names, end: int) -> Names:
    """Return a list whose last name, a bare "cơ quan", goes on with its work: "cơ quan quản lý thuế trong việc …"."""
    last = names.names[-1]
    flat = text.folded[last.end : min(end, last.end + 100)].replace("\n", " ")
    if not _BARE.fullmatch(text.folded, last.start, last.end) or names.end != last.end:
        return names
    stop = re.search(r"[.,;:()]|$", flat)
    words = [found.end() for found in _WORD.finditer(flat, 0, stop.start() if stop else 0)]
    if not words or not _WORK.match(flat, words[0]):
        return names
    duty = next((at for at in words[2 : _MOST_WORK + 1] if stops_name(text, last.end + at)), None)
    if duty is None:
        return names
    whole = replace(last, end=last.end + len(flat[:duty].rstrip()))
    return Names((*names.names[:-1], whole), whole.end)


def _unknown_at(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the words up to the verb of the duty as a name, none where they are no partner."""
    flat = text.folded[start : min(end, start + 200)].replace("\n", " ")
    if NOT_PARTNERS.match(flat):
        return ()
    at = words = 0
    while words < _MOST and (piece := _PIECE.match(flat, at)):
        first = piece.start() + len(piece[0]) - len(piece[0].lstrip())
        if stops_name(text, start + first) or flat.startswith(_ENDS, first):
            break
        at, words = piece.end(), words + 1
    if not 2 <= words < _MOST:
        return ()
    return (Name(start, start + at, is_collective=True, is_registered=False),)


_ENDS = ("va ", "hoac ", "de ", "trong ", "nham ", "theo ", "tai ", "khi ", "cung ", "ve ")
