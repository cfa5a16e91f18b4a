"""Partners that no list of names knows: what stands right behind "phối hợp với" is somebody, whatever it is called."""

import re

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
    return Names(tuple(found), at) if found else None


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
