"""Letterheads of two columns that an OCR read as one: the left column's last word grown into the right column's first.

"TỈNH ỦY ĐỒNG THÁP" beside "ĐẢNG CỘNG SẢN VIỆT NAM" comes out as "TINH UY DONG TBAIRG CONG SAN VIET NAM": what stands
before the grown word is kept, and completed by the register of areas and by what the document calls its area.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.letters import LOWER, UPPER
from loaders.places import AREA, area_names
from loaders.text import Text
from ontology.folding import fold

# What the right column says, its first word grown into the left one's last.
_RIGHT = re.compile(
    r"(?P<word>\S+)\s+(?:(?:cong\s)?san viet nam|h[o0]\S? xa h[o0]\S{0,2} chu nghia viet nam|"
    r"xa h[o0]\S{0,2} chu nghia viet nam|lap\s*[-–—]\s*tu do\s*[-–—]\s*hanh ph\S{1,3})\W*$"
)
_WHOLE = {"dang", "cong", "hoa", "doc"}  # the word by itself: nothing has grown into it
_DAY = re.compile(r",\s*ngay\s")
_GROWN = re.compile(rf"(?P<own>[{UPPER}]{{2,}})[{LOWER}]")  # "VINHdbGNGg": the column's word, then the place's
_PLACE_WORDS = 4
_BODIES = ("ủy ban nhân dân", "hội đồng nhân dân", "ban chấp hành trung ương", "ủy ban mặt trận tổ quốc việt nam")
_COMMITTEE = re.compile(r"(?P<kind>tinh|thanh|huyen|quan|thi) (?:uy|doan)\s")
_KINDS = {"tinh": "tinh", "thanh": "thanh pho", "huyen": "huyen", "quan": "quan", "thi": "thi xa"}


@dataclass(frozen=True, slots=True)
class Cut:
    """The left half of a line whose end is lost: what is whole, and the first letters of what is not."""

    kept: str
    hint: str


def cut_of(words: str) -> Cut | None:
    """Return what the left column keeps of a line, `None` where nothing has grown into its end.

    >>> cut_of("TỈNH ỦY ĐỒNG TBAIRG CỘNG SẢN VIỆT NAM"), cut_of("TỈNH ỦY ĐỒNG THÁP ĐẢNG CỘNG SẢN VIỆT NAM")
    (Cut(kept='TỈNH ỦY ĐỒNG', hint='tbairg'), None)
    """
    folded = fold(words)
    found = _RIGHT.search(folded)
    if found and found["word"] not in _WHOLE and words[: found.start()].strip():
        return Cut(words[: found.start()].strip(), found["word"])
    day = _DAY.search(folded)
    return _before_place(words[: day.start()].split()) if day else None


def _before_place(words: Sequence[str]) -> Cut | None:
    """Return the words in capitals before a place, the last one grown into it or not."""
    end = len(words)
    while end and len(words) - end < _PLACE_WORDS and not words[end - 1].isupper():
        end -= 1
    if not end or end == len(words) or len(words[0]) < 2 or not words[0].isupper():
        return None
    grown = _GROWN.match(words[end])
    return Cut(" ".join(words[:end]), fold(grown["own"]) if grown else "")


def completed_line(text: Text, cut: Cut) -> str:
    """Return a line of the letterhead, its lost end put back where only one body or area has its beginning."""
    folded = fold(cut.kept)
    wholes = [body for body in _BODIES if fold(body).startswith(folded)]
    if body := _longest(wholes, folded, cut.hint):
        return body.upper()
    area = _area_start(folded)
    if area is None:
        return cut.kept
    start, kind = area
    begun = f"{kind} {folded[start:].strip()}".strip()
    if (not cut.hint and begun in area_names()) or (begun == kind and not cut.hint):
        return cut.kept
    known = [name for name, _ in area_names().values() if fold(name).startswith(begun if cut.hint else f"{begun} ")]
    name = _longest(_named(text, known, kind), begun, cut.hint)
    return f"{cut.kept[:start].rstrip()} {name[len(kind) :].strip().upper()}" if name else cut.kept


def _area_start(folded: str) -> tuple[int, str] | None:
    """Return where the place of an area's name begins on a line, and the kind of the area."""
    padded = f"{folded} "
    last = None
    for found in AREA.finditer(padded):
        last = found
    if last is not None:
        return min(last.end(), len(folded)), " ".join(padded[last.start() : last.end()].split())
    committee = _COMMITTEE.match(padded)
    return (min(committee.end(), len(folded)), _KINDS[committee["kind"]]) if committee else None


def _longest(wholes: Iterable[str], begun: str, hint: str) -> str | None:
    """Return the one name that goes on with the most letters of a hint, `None` where several do."""
    names = list(dict.fromkeys(wholes))
    for count in range(len(hint), -1, -1):
        start = f"{begun} {hint[:count]}".strip()
        fitting = [name for name in names if fold(name).startswith(start)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _named(text: Text, names: Sequence[str], kind: str) -> list[str]:
    """Return those of some areas that the text names most, all where it names none."""
    counts = {name: text.folded.count(fold(name)[len(kind) :].strip()) for name in names}
    most = max(counts.values(), default=0)
    return [name for name in names if counts[name] == most] if most else list(names)


_MOST_BENT = 1  # letters of a code that may be others
_SHORTEST = 3  # letters of a code that is taken before one with a bent letter
_SHORTEST_BENT = 4  # letters of a code in which one may be another
_PROVINCIAL = ("tinh uy", "thanh uy")


def code_of(grown: str, codes: Iterable[str], issuers: Iterable[str]) -> str | None:
    """Return the code of an organ into whose end the place beside it has grown: "TUD&k Lik, ngày" is "TU".

    `issuers` are the lines of the letterhead: no provincial committee's paper has the centre's code.
    """
    shorter = sorted({code for code in codes if 1 < len(code) < len(grown)}, key=lambda code: (-len(code), code))
    whole = [code for code in shorter if grown.startswith(code)]
    bent = [code for code in shorter if len(code) >= _SHORTEST_BENT and _is_bent(code, grown)]
    own = next(iter((*(code for code in whole if len(code) >= _SHORTEST), *bent, *whole, None)))
    is_provincial = any(fold(line).startswith(_PROVINCIAL) for line in issuers)
    return "TU" if own == "TW" and is_provincial else own


def _is_bent(code: str, grown: str) -> bool:
    return sum(one != other for one, other in zip(code, grown, strict=False)) <= _MOST_BENT and code[0] == grown[0]
