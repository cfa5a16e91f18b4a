"""Capitals put back into texts that are kept in small letters: symbols, areas and agencies that registers know.

Letters change their case and nothing else, so that every offset stays.
"""

import re
from functools import cache

from loaders.names import canonical
from loaders.places import AREA, area_names
from loaders.registered import registered_end
from ontology.folding import fold
from ontology.registers import kinds, organs

_SYMBOL = re.compile(
    r"(?<![\w/])\d{1,6}[a-z]?(?:/(?:19|20)\d\d)?(?P<codes>(?:\s?[-/–]\s?[a-zđð&]{1,12}\d{0,2}){1,4})(?!\w)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[^\W\d_&]+")
_OF = re.compile(r"(?<![a-z])(?:cua|do|tai|giao)\s+")
# What is put into force is a law by its name: "thi hành luật thư viện".
_LAW = re.compile(r"(?<![a-z])thi hanh (?:luat|bo luat|phap lenh) (?=[a-z])(?!(?:ve|cua|tren|do|nam|moi|nay)\s|so\s)")
_LONGEST_AREA = 5  # words


def with_capitals(text: str) -> str:
    """Return a text in small letters with the capitals of symbols, laws, areas and agencies; any other as it is.

    >>> with_capitals("triển khai quyết định số 06/qđ-ttg của thủ tướng chính phủ tại tỉnh bình dương")
    'triển khai quyết định số 06/QĐ-TTg của Thủ tướng Chính phủ tại tỉnh Bình Dương'
    """
    if not text.islower():
        return text
    text = _SYMBOL.sub(_symbol, text)
    folded = fold(text)
    for found in _OF.finditer(folded):
        if end := registered_end(folded, found.end()):
            text = _replaced(text, found.end(), canonical(text[found.end() : end]))
    for found in _LAW.finditer(folded):
        text = text[: found.end()] + text[found.end()].upper() + text[found.end() + 1 :]
    for found in AREA.finditer(folded):
        text = _with_area(text, found.start())
    return text


def _symbol(found: re.Match[str]) -> str:
    """Return a symbol with its codes as the registers write them, if one of the codes is theirs."""
    codes = _CODE.findall(found["codes"])
    if not any(fold(code) in _codes() for code in codes):
        return found[0]
    start = found.start("codes") - found.start()
    return found[0][:start] + _CODE.sub(lambda code: _codes().get(fold(code[0]), code[0].upper()), found["codes"])


@cache
def _codes() -> dict[str, str]:
    """Return the codes of kinds and organs as they are written, by their folded letters."""
    found: dict[str, str] = {}
    for code in (*(kind.notation for kind in kinds()), *(organ.code for organ in organs())):
        for part in code.split("-"):
            if part:
                found.setdefault(fold(part), part)
    return found


def _with_area(text: str, start: int) -> str:
    """Return the text with the capitals of the longest known area that starts at a place."""
    words = list(re.finditer(r"\w+", text[start : start + 60]))
    for count in range(min(len(words), _LONGEST_AREA + 2), 1, -1):
        known = area_names().get(fold(text[start : start + words[count - 1].end()]))
        if known is not None:
            return _replaced(text, start, known[0])
    return text


def _replaced(text: str, start: int, name: str) -> str:
    """Return the text with a name in its own spelling, if that only changes the case of letters."""
    end = start + len(name)
    return text[:start] + name + text[end:] if text[start:end].lower() == name.lower() else text
