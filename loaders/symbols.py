"""Where symbols of documents stand in a text, and their normal form.

Order of the parts: number, year, kind, issuing organ (Decree 30/2020/NĐ-CP, annex I part II; Guide
36-HD/VPTW): "57-NQ/TW", "71/NQ-CP", "140/2017/NĐ-CP".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from loaders.text import Text
from ontology.folding import fold
from ontology.model import Level
from ontology.registers import kinds, organs

_NUMBER = r"(?<![^\W_])(?<!\S[/.,\-])(?P<number>[\dSOlI]{1,6}[a-z]?)"
_SYMBOL = re.compile(
    _NUMBER + r"(?P<year>\s?[/-]\s?(?:19|20)\d\d)?\s{0,2}(?P<first>[-–/][-–/\s]{0,4})?"
    r"(?P<kind>[A-ZĐ][A-Za-zĐđ]{0,9}\d?)\s{0,1}(?P<second>[-–/]{1,2})\s{0,3}"
    r"(?P<organ>[A-ZĐ][\wĐđ&]{1,11}(?:-[A-ZĐ][\wĐđ&.]{0,10}[\wĐđ&]){0,2})"
)
_LAW = re.compile(_NUMBER + r"/(?P<year>(?:19|20)\d\d)/\s{0,2}(?P<kind>[QO0]H|UBTV[QO0]H)(?P<term>\d{1,2})")
_BARE = re.compile(
    r"(?P<number>(?<![^\W_])[OlI]?\d[\dOlI]{0,5})?(?P<year>\s?/\s?(?:19|20)\d\d(?=\s?[/-]))?\s{0,2}[-–/]?\s{0,2}"
    r"(?P<kind>[A-ZĐ][A-Za-zĐđ]{0,5})\s?(?P<second>[-–/])\s?"
    r"(?P<organ>[A-ZĐ][\wĐđ&]{1,11}(?:-[A-ZĐ][\wĐđ&.]{0,10}[\wĐđ&]){0,2})"
)
_DIGITS = str.maketrans({"S": "5", "O": "0", "l": "1", "I": "1"})
_PARTY_ORGANS = re.compile(r"TW$|TU$|ĐU$|HU$|QU$|ThU$|ĐUK$")
_STATE_ORGANS = frozenset(("CP", "TTg", "UBND", "HĐND"))


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


def _strokes(first: str | None, second: str, organ: str) -> tuple[str, str]:
    """Return the two strokes: the Party writes 57-NQ/TW, the State 71/NQ-CP; one misread or missing is put right."""
    if _PARTY_ORGANS.search(organ):
        return "-", "/"
    one, other = (first or "").strip()[:1].replace("–", "-"), second[:1].replace("–", "-")
    if one == other or (not one and organ in _STATE_ORGANS):
        return "/", "-"
    return one or ("-" if other == "/" else "/"), other


# A letter shows no kind of its own: "Công văn số 312/UBND-VX", "các văn bản số 5553/VPCP ngày … và số 12/BYT-DP".
_CALLED_LETTER = re.compile(
    r"(?:cong van|van ban|y kien|phieu chuyen)(?:\s+(?:hoa toc|khan|thuong khan|hoa toc hen gio|dien|chi dao))?"
    r"\s*(?:so|s\S{0,2})?\s*:?\s*$"
)
_LISTED = re.compile(r"(?:,|;|va|hoac)\s*(?:so\s*:?\s*)?$")
_LETTER = re.compile(_NUMBER + r"\s?[/-]\s?(?P<organ>[A-ZĐ][A-ZĐ&]{1,11})(?![\w/]|\s?[-–]\s?[\wĐđ])")


def _letter_at(text: Text, found: re.Match[str], *, after_letter: bool) -> SymbolAt | None:
    """Return the symbol of a letter where it is called one, or stands in a list behind one."""
    before = text.folded[max(0, found.start() - 36) : found.start()].replace("\n", " ")
    if not _CALLED_LETTER.search(before) and not (after_letter and _LISTED.search(before)):
        return None
    letter = letter_symbol_of(found[0])
    return replace(letter, start=found.start(), end=found.end()) if letter else None


def symbols_in(text: Text) -> Iterator[SymbolAt]:
    """Yield the symbols of a text in their order; what has no known kind of document is not one."""
    matches = [*_SYMBOL.finditer(text.restored), *_LAW.finditer(text.restored), *_LETTER.finditer(text.restored)]
    last: SymbolAt | None = None
    for found in sorted(matches, key=lambda match: match.start()):
        if last is not None and found.start() < last.end:
            continue
        near = last is not None and last.code == "CV" and found.start() - last.end < _LIST_REACH
        at = _symbol_at(text, found, after_letter=near)
        if at is not None:
            last = at
            yield at


_LIST_REACH = 120  # characters from one letter of a list to the next


def _law_at(found: re.Match[str]) -> SymbolAt:
    organ = f"{found['kind'][:-2]}QH"
    symbol = f"{found['number']}/{found['year']}/{organ}{found['term']}"
    return SymbolAt(found.start(), found.end(), symbol, "L" if organ == "QH" else "PL", organ, found["number"])


def _symbol_at(text: Text, found: re.Match[str], *, after_letter: bool) -> SymbolAt | None:
    digits = found["number"].translate(_DIGITS)
    if not any(letter.isdigit() for letter in found["number"]):
        return None
    if found.re is _SYMBOL and found["first"] is None and not _follows_number_word(text, found):
        return None
    if found.re is _LAW:
        return _law_at(found)
    kind = _as_registered(found["kind"], _codes("kinds")) if found.re is not _LETTER else ""
    if kind and kind_of_code(kind) is None:
        kind = _kind_called(text, found) or kind
    if found.re is _LETTER or kind_of_code(kind) is None:
        return _letter_at(text, found, after_letter=after_letter)
    year = re.sub(r"\s", "", found["year"] or "")
    organ = _without_footnote(_registered(found)[1])
    first, second = _strokes(found["first"], found["second"], organ)
    return SymbolAt(found.start(), found.end(), f"{digits}{year}{first}{kind}{second}{organ}", kind, organ, digits)


def _without_footnote(organ: str) -> str:
    """Return an organ's code without the number of a footnote that is set against it: "CP4".

    Only the centre's: councils number their terms ("HĐND8"), committees their decisions ("BCĐ389").
    """
    bare = organ[:-1] if organ[-1].isdigit() else organ
    return bare if bare in _central_codes() else organ


@cache
def _central_codes() -> frozenset[str]:
    return frozenset(each.code for each in organs() if each.level is Level.CENTRAL)


def _follows_number_word(text: Text, found: re.Match[str]) -> bool:
    """Say whether "số" stands before a symbol and its kind is known as written: "Kế hoạch số 13KH/UBND"."""
    before = text.folded[max(0, found.start() - 6) : found.start()]
    return re.search(r"\bso\s*:?\s*$", before) is not None and found["kind"] in _codes("kinds")


@cache
def _codes(register: str) -> dict[str, str]:
    """Return the codes of a register by themselves and, where only one has these letters, by their letters."""
    codes = {kind.notation for kind in kinds()} if register == "kinds" else {organ.code for organ in organs()}
    by_letters: dict[str, set[str]] = {}
    for code in filter(None, codes):
        by_letters.setdefault(fold(code), set()).add(code)
    found = {letters: min(same) for letters, same in by_letters.items() if len(same) == 1}
    return found | {code: code for code in codes if code}


def _as_registered(code: str, codes: Mapping[str, str]) -> str:
    """Return a code as its register writes it: "BCDTKNQ18" is "BCĐTKNQ18"; one that no register has stays."""
    return codes.get(code) or codes.get(fold(code)) or code


_LONG_CODE = 6  # letters; of shorter codes one letter makes another body


@cache
def _organ_of(code: str) -> str:
    """Return an organ's code as its register writes it, one misread or doubled letter put right: "BVHTTIDL"."""
    known = _as_registered(code, _codes("organs"))
    if known in _codes("organs") or len(code) < _LONG_CODE or not code.isupper():
        return known
    near = {each.code for each in organs() if len(each.code) >= _LONG_CODE and _is_misread(code, each.code)}
    return min(near) if len(near) == 1 else known


def _is_misread(code: str, known: str) -> bool:
    """Say whether a code is a known one with one letter too many or misread, neither the first nor the last."""
    if code[0] != known[0] or code[-1] != known[-1]:
        return False
    if len(code) == len(known):
        return sum(one != other for one, other in zip(code, known, strict=True)) == 1
    return len(code) == len(known) + 1 and any(code[:at] + code[at + 1 :] == known for at in range(1, len(code) - 1))


_CALLED = re.compile(
    r"(?<![a-z])(nghi quyet|quyet dinh|chi thi|ket luan|ke hoach|nghi dinh|thong bao|chuong trinh|huong dan)"
    r"\s+\S{0,3}[\s_]*$"
)


def _kind_called(text: Text, found: re.Match[str]) -> str | None:
    """Return the code of the kind that stands before a torn symbol: "Nghị quyết số 70-NO/TW"."""
    called = _CALLED.search(text.folded[max(0, found.start() - 24) : found.start()].replace("\n", " "))
    codes = [kind.notation for kind in kinds() if called and kind.notation and fold(kind.name) == called[1]]
    return next((code for code in codes if len(code) == len(found["kind"]) and code[0] == found["kind"][0]), None)


_LETTER_SYMBOL = re.compile(
    r"(?P<number>\d{1,6})\s?[/-]\s?(?P<organ>[A-ZĐ][\wĐđ&]{1,11}(?:[-–][A-ZĐ](?:[\wĐđ&.]{0,10}[\wĐđ&])?){0,2})"
)


def letter_symbol_of(words: str) -> SymbolAt | None:
    """Return the symbol of an official letter, which shows no kind: "9180/SVHTTDL-QLVH" (Decree 30/2020, annex I)."""
    found = _LETTER_SYMBOL.search(words)
    if found is None:
        return None
    parts = [_organ_of(part) for part in re.split("[-–]", found["organ"])]
    stroke = re.sub(r"\s", "", found[0][len(found["number"]) : found.start("organ") - found.start()])
    return SymbolAt(
        found.start(), found.end(), f"{found['number']}{stroke}{'-'.join(parts)}", "CV", parts[0], found["number"]
    )


def symbol_of(words: str) -> SymbolAt | None:
    """Return the symbol in the number line of a document ("Số 16 KH/ĐU"), `None` where it shows none."""
    found = _BARE.search(words)
    if law := _LAW.search(words):
        return _law_at(law)
    if found is None or found["number"] is None or kind_of_code(found["kind"]) is None:
        return None
    kind, organ = _registered(found)
    first, second = _strokes(None, found["second"], organ)
    year, number = re.sub(r"\s", "", found["year"] or ""), found["number"].translate(_DIGITS)
    symbol = f"{number}{year}{first}{kind}{second}{organ}"
    return SymbolAt(found.start(), found.end(), symbol, kind, organ, number)


def _registered(found: re.Match[str]) -> tuple[str, str]:
    """Return the codes of kind and organ as their registers write them."""
    organ = "-".join(_organ_of(part) for part in found["organ"].split("-"))
    return _as_registered(found["kind"], _codes("kinds")), organ
