"""Where symbols of documents stand in a text, and their normal form.

Order of the parts: number, year, kind, issuing organ (Decree 30/2020/NĐ-CP, annex I part II; Guide
36-HD/VPTW): "57-NQ/TW", "71/NQ-CP", "140/2017/NĐ-CP".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from loaders.text import Text
from ontology.folding import fold
from ontology.registers import kinds

_NUMBER = r"(?<![\w/.,\-])(?P<number>[\dSOlI]{1,6}[a-z]?)"
_SYMBOL = re.compile(
    _NUMBER + r"(?P<year>\s?/\s?(?:19|20)\d\d)?\s{0,2}(?P<first>[-–/][-–/\s]{0,4})"
    r"(?P<kind>[A-ZĐ][A-Za-zĐđ]{0,9}\d?)\s{0,1}(?P<second>[-–/]{1,2})\s{0,3}"
    r"(?P<organ>[A-ZĐ][\wĐđ&]{1,11}(?:-[A-ZĐ][\wĐđ&.]{1,11}){0,2})"
)
_LAW = re.compile(_NUMBER + r"/(?P<year>(?:19|20)\d\d)/(?P<kind>QH|UBTVQH)(?P<term>\d{1,2})")
_BARE = re.compile(
    r"(?P<number>\d{1,6})?\s{0,2}[-–/]?\s{0,2}(?P<kind>[A-ZĐ][A-Za-zĐđ]{0,5})\s?(?P<second>[-–/])\s?"
    r"(?P<organ>[A-ZĐ][\wĐđ&]{1,11}(?:-[A-ZĐ][\wĐđ&.]{1,11}){0,2})"
)
_DIGITS = str.maketrans({"S": "5", "O": "0", "l": "1", "I": "1"})
_PARTY_ORGANS = re.compile(r"TW$|TU$|ĐU$|HU$|QU$|ThU$|ĐUK$")


@dataclass(frozen=True, slots=True)
class SymbolAt:
    """A symbol in a text: its place in the restored text, its normal form and the code of its kind."""

    start: int
    end: int
    symbol: str
    code: str  # "NQ"
    organ: str  # "TW"
    number: str


@cache
def _kind_by_code() -> dict[str, str]:
    """Return the kind of document (Vietnamese, lower case) for each abbreviation, as written and folded."""
    found: dict[str, str] = {}
    for key in (str, fold):  # as written first: folded, ĐA and DA meet
        for kind in kinds():
            if kind.notation:
                found.setdefault(key(kind.notation), kind.name)
    return found


def kind_of_code(code: str) -> str | None:
    """Return the kind that an abbreviation stands for, `None` for one that no register has.

    >>> kind_of_code("KH"), kind_of_code("XX")
    ('kế hoạch', None)
    """
    return _kind_by_code().get(code) or _kind_by_code().get(fold(code))


def _strokes(found: re.Match[str], organ: str) -> tuple[str, str]:
    """Return the two strokes: the Party writes 57-NQ/TW, the State 71/NQ-CP; one misread is put right."""
    first, second = found["first"].strip()[:1].replace("–", "-"), found["second"][:1].replace("–", "-")
    if first == second or _PARTY_ORGANS.search(organ):
        return ("-", "/") if _PARTY_ORGANS.search(organ) else ("/", "-")
    return first, second


_CALLED_LETTER = re.compile(r"(?:cong van|van ban)\s+(?:\S{1,3}\s+)?$")


def _letter_at(text: Text, found: re.Match[str]) -> SymbolAt | None:
    """Return the symbol of a letter, which names no kind of its own: "Công văn số 312/UBND-VX"."""
    before = text.folded[max(0, found.start() - 24) : found.start()].replace("\n", " ")
    if not _CALLED_LETTER.search(before):
        return None
    letter = letter_symbol_of(found[0])
    return replace(letter, start=found.start(), end=found.end()) if letter else None


def symbols_in(text: Text) -> Iterator[SymbolAt]:
    """Yield the symbols of a text in their order; what has no known kind of document is not one."""
    for found in _SYMBOL.finditer(text.restored):
        digits = found["number"].translate(_DIGITS)
        if not any(letter.isdigit() for letter in found["number"]):
            continue
        if kind_of_code(found["kind"]) is None:
            if letter := _letter_at(text, found):
                yield letter
            continue
        year = re.sub(r"\s", "", found["year"] or "")
        first, second = _strokes(found, found["organ"])
        symbol = f"{digits}{year}{first}{found['kind']}{second}{found['organ']}"
        yield SymbolAt(found.start(), found.end(), symbol, found["kind"], found["organ"], digits)
    for found in _LAW.finditer(text.restored):
        yield SymbolAt(
            found.start(), found.end(), found[0], "L" if found["kind"] == "QH" else "PL", found["kind"], found["number"]
        )


_LETTER_SYMBOL = re.compile(
    r"(?P<number>\d{1,6})\s?[/-]\s?(?P<organ>[A-ZĐ][\wĐđ&]{1,11}(?:[-–][A-ZĐ][\wĐđ&.]{0,11}){0,2})"
)


def letter_symbol_of(words: str) -> SymbolAt | None:
    """Return the symbol of an official letter, which shows no kind: "9180/SVHTTDL-QLVH" (Decree 30/2020, annex I)."""
    found = _LETTER_SYMBOL.search(words)
    if found is None:
        return None
    organ = found["organ"].split("-")[0]
    return SymbolAt(
        found.start(), found.end(), re.sub(r"\s", "", found[0]).replace("–", "-"), "CV", organ, found["number"]
    )


def symbol_of(words: str) -> SymbolAt | None:
    """Return the symbol in the number line of a document ("Số 16 KH/ĐU"), `None` where it shows none."""
    found = _BARE.search(words)
    if found is None or found["number"] is None or kind_of_code(found["kind"]) is None:
        return None
    second = found["second"].replace("–", "-")
    first = "-" if second == "/" else "/"
    symbol = f"{found['number']}{first}{found['kind']}{second}{found['organ']}"
    return SymbolAt(found.start(), found.end(), symbol, found["kind"], found["organ"], found["number"])
