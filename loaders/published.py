"""Heads of texts as websites and the codification of law publish them: without a letterhead.

"(Điều 1 Chỉ thị số 23/2006/CT-TTg … ngày 12/07/2006 của Thủ tướng Chính phủ, có hiệu lực thi hành kể từ ngày …)" stands
above an article of the codified law (Pháp lệnh 03/2012/UBTVQH13); "Quyết định về việc …" and, on the next line, who
decides, stand above what a portal keeps of a paper.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from loaders.dates import first_date
from loaders.layout import Line, capitals
from loaders.places import in_sentence_case
from loaders.registered import canonical, registered_end
from loaders.text import Text, one_line
from loaders.zones import Zones
from ontology.folding import fold
from ontology.model import Span
from ontology.registers import kinds

_OPENING = 1200  # characters in which a text says what it is
_CODIFIED = re.compile(
    r"\A\W*\(dieu \d+[^()]{5,400}?\s(?=ngay (?P<day>[\d/.\- ]{6,10}) cua (?P<issuer>[^,;()]{3,80}), co hieu luc)"
)
_BASES = re.compile(r"\W*(?:can cu|xet|theo|thuc hien|trien khai)\b")
_AREA_AFTER = re.compile(r"(?:\s+[a-z]+){0,5}\s*")
_WORD = re.compile(r"[a-z]+")
_NAME_WORDS = 8  # words of a line's end that a name may have
_SHOUTED = 0.7  # the share of capitals from which words are written in capitals


def codified(text: Text) -> tuple[tuple[str | None, Span], tuple[str, Span]] | None:
    """Return day and issuer, each with its place, of a paper of which the text is a codified article."""
    found = _CODIFIED.match(text.folded[:_OPENING].replace("\n", " "))
    if found is None:
        return None
    day = first_date(text.folded, found.start("day"), found.end("day"))
    named = canonical(one_line(text.restored[found.start("issuer") : found.end("issuer")]))
    return (day.iso if day else None, text.span(*found.span("day"))), (named, text.span(*found.span("issuer")))


def above_bases(lines: Sequence[Line]) -> list[Line]:
    """Return the lines above what a paper is based on, whose symbols are not its own: "Căn cứ Nghị định số …"."""
    return list(takewhile(lambda line: _BASES.match(line.folded) is None, lines))


@cache
def _kind_opens() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted({fold(kind.name) for kind in kinds()}, key=len, reverse=True)
    kind = rf"(?P<kind>{'|'.join(map(re.escape, names))})"
    opens, dated = rf"\W*{kind}\s+(?:ve viec|ve|v/v)\b", rf"[^,]{{0,30}},?\s*ngay [\w ]{{8,30}}nam \d{{4}} {kind}\s"
    return re.compile(opens), re.compile(dated)


def kind_of_opening(zones: Zones) -> str | None:
    """Return the kind with which the first line of a text without a title line begins: "Quyết định về việc …".

    Place and day may stand before it, where it is in capitals: "Hà Nội, ngày … năm 2022 NGHỊ QUYẾT TIẾP TỤC …".
    """
    first = next((line for line in zones.body if not line.is_blank), None)
    if first is None or not first.text[:1].isupper():
        return None
    opens, dated = _kind_opens()
    found = opens.match(first.folded) or dated.match(first.folded)
    if found is None or (found.re is dated and not first.text[slice(*found.span("kind"))].isupper()):
        return None
    return next(kind.name for kind in kinds() if fold(kind.name) == found["kind"])


def issuer_above_bases(text: Text, zones: Zones) -> tuple[str, Span] | None:
    """Return who decides, alone on the line above "Căn cứ …"."""
    lines = [line for line in zones.body[:12] if not line.is_blank]
    above = above_bases(lines)
    if not above or len(above) == len(lines):
        return None
    line, folded = above[-1], above[-1].folded
    # Alone on its line, or behind a title in capitals: "… THỜI KỲ 2021 - 2030 QUỐC HỘI".
    behind = [found.start() for found in _WORD.finditer(folded)] if capitals(line.text) > _SHOUTED else []
    for at in (0, *behind[-_NAME_WORDS:]):
        end = registered_end(folded, at)
        if end is not None and (end == len(folded) or (at == 0 and _AREA_AFTER.fullmatch(folded, end))):
            return in_sentence_case(line.text[at:]), text.span(line.start + at, line.end)
    return None
