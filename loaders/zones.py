"""The zones of a document: letterhead, title, preamble and body, and the tail with recipients and signature.

Layout of Decree 30/2020/NĐ-CP (annex I) and Guide 36-HD/VPTW: number and place above, the kind of document
in capitals on a line of its own, the title under it; "Nơi nhận" and the signature at the end.
"""

import re
from dataclasses import dataclass
from functools import cache

from loaders.layout import Line, Mark, capitals, is_furniture_at, lines_of, mark_of
from loaders.text import Text
from ontology.folding import fold
from ontology.registers import kinds

_RECIPIENTS = re.compile(r"(?:[*\-–\s]*)n[o0]i\s*nh[a-z]{1,3}\b")
_TITLE_TAIL = r"(?:\s+(?:hanh dong|thuc hien|trien khai|phoi hop|lien tich|cong tac|chuyen de))?"
# "KẾT LUẬN CỦA BAN BÍ THƯ": the bodies that are so named in the title's line.
_WHOSE = (
    r"(?:\s+cua (?:bo chinh tri|ban bi thu|chinh phu|thu tuong chinh phu|ban (?:thuong vu|chap hanh)"
    r"(?: (?:trung uong|dang bo|(?:dang|tinh|thanh|huyen|thi|quan) uy)(?: (?!ve )[a-z]+){0,6})?))?"
)
_OF_ITS_BODY = re.compile(r"(?<=\s)cua\s.*")
_OF_ACTION = " hành động"
_ADDRESSED = re.compile(r"\W*kinh g[uiửm]\w*\s*:?")
_ABOUT = re.compile(r"\W*(?:v/v|ve viec|v/\s*v)\b")
LETTER = "công văn"
_NOISE = " :.*,;'`’_-"  # behind the kind in capitals, printed or read by a scan
_LONGEST_TITLE = 64  # characters of the line that names the kind
_SHOUTED = 0.7  # the share of capitals from which a line is written in capitals
_EM_DASHES = re.compile(r"[\s*_\-–—=.]*")


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of a document by zone; `kind` is the kind of document that the title line names."""

    head: tuple[Line, ...]
    title: tuple[Line, ...]
    body: tuple[Line, ...]
    tail: tuple[Line, ...]
    kind: str | None
    annexes: tuple[int, ...] = ()  # where what the document issues or adds opens, after the signature
    addressees: tuple[int, int] | None = None  # of a letter: where "Kính gửi: …" says to whom


@cache
def _title_line() -> re.Pattern[str]:
    names = sorted({fold(kind.name) for kind in kinds()}, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, names))}){_TITLE_TAIL}{_WHOSE}")


def kind_of_line(line: Line) -> str | None:
    """Return the kind of document that a line names, alone or with "thực hiện", "CỦA BỘ CHÍNH TRỊ"; else `None`."""
    if line.is_blank or len(line.folded) > _LONGEST_TITLE or line.text[0].islower():
        return None
    found = _title_line().fullmatch(line.folded.rstrip(_NOISE if line.text.isupper() else " :.*"))
    if found is None:
        return None
    named = next(kind for kind in kinds() if fold(kind.name) == found[1])
    if named.name.endswith(_OF_ACTION):
        return named.name  # as it is printed; citations name it so
    # "Kế hoạch phối hợp" is a plan like any other: the shortest name of the same kind.
    same = [kind.name for kind in kinds() if kind.class_name == named.class_name and named.name.startswith(kind.name)]
    return min(same, key=len)


def _title_index(lines: list[Line]) -> int | None:
    for index, line in enumerate(lines[:80]):
        if kind_of_line(line) is not None and (capitals(line.text) > 0.6 or len(line.text.split()) <= 3):
            return index
        if mark_of(line)[0] in (Mark.ROMAN, Mark.ARTICLE):
            return None
    return None


def _title_end(lines: list[Line], start: int) -> int:
    """Return the index after the title: the lines up to the first gap that is followed by a preamble or a part."""
    index, seen = start, False
    while index < len(lines) and index - start < 16:
        line = lines[index]
        if line.is_blank or _EM_DASHES.fullmatch(line.text):
            if seen and _opens_body(lines, index):
                return index
        elif mark_of(line)[0] in (Mark.ROMAN, Mark.ARTICLE, Mark.NUMBER, Mark.DASH):
            return index
        else:
            seen = True
        index += 1
    return index


def _opens_body(lines: list[Line], index: int) -> bool:
    following = next(
        (line for line in lines[index:] if not line.is_blank and not _EM_DASHES.fullmatch(line.text)), None
    )
    if following is None:
        return True
    return following.text[:1].isupper() or mark_of(following)[0] is not Mark.NONE


_ORGAN = 16  # signs: the organ that one signs for, before what may follow on its line
_SIGNED = re.compile(r"(?:t/?m|kt|tl|tuq)\s?[.,]?\s+[a-z]")


def _is_signature(line: Line) -> bool:
    """Say whether a line signs for an organ, in capitals; on one line with it may stand the name of who signs."""
    return _SIGNED.match(line.folded) is not None and capitals(line.text[:_ORGAN]) > _SHOUTED


def opens_tail(line: Line) -> bool:
    """Say whether a line opens the recipients or the signature ("TM. CHÍNH PHỦ")."""
    return _RECIPIENTS.match(line.folded) is not None or _is_signature(line)


def _tail_index(lines: list[Line], start: int) -> int:
    """Return the index of the recipients or the signature, whichever comes first."""
    return next((index for index in range(start, len(lines)) if opens_tail(lines[index])), len(lines))


# Cells of the letterhead written one below the other: the right one stands behind "V/v …".
_NATION_OR_DAY = re.compile(
    r"\W*(?:cong hoa xa hoi chu nghia|dang cong san viet nam|\S+(?: \S+){0,3},\s*ngay\s+\d{1,2}\s+thang)"
)


def _letter_zones(lines: list[Line]) -> Zones | None:
    """Return the zones of an official letter: number, "V/v …", "Kính gửi" (Decree 30/2020, annex I)."""
    to = next((index for index, line in enumerate(lines[:60]) if _ADDRESSED.match(line.folded)), None)
    if to is None:
        return None
    about = next((index for index in range(to) if _ABOUT.match(lines[index].folded)), to)
    nation = next((index for index in range(about, to) if _NATION_OR_DAY.match(lines[index].folded)), to)
    end = to + 1
    while end < len(lines) and not lines[end].is_blank:
        end += 1
    tail = _tail_index(lines, end)
    return Zones(
        head=tuple(map(_without_rule, (*lines[:about], *lines[nation:to]))),
        title=tuple(lines[about:nation]),
        body=tuple(lines[end:tail]),
        tail=tuple(lines[tail:]),
        kind=LETTER,
        addressees=_addressees(lines[to:end]),
    )


def _addressees(lines: list[Line]) -> tuple[int, int] | None:
    opened = _ADDRESSED.match(lines[0].folded)
    return (lines[0].start + opened.end(), lines[-1].end) if opened else None


_ANNEX = re.compile(
    r"\W*(?:(?:ban hanh )?kem theo (?:nghi quyet|quyet dinh|ke hoach|cong van|to trinh|chi thi|thong tu|van ban|"
    r"chuong trinh)|phu luc\b)"
)


def _opens_annex(line: Line) -> bool:
    """Say whether a line after the signature opens what the document issues or adds: a kind in capitals, "PHỤ LỤC"."""
    if _ANNEX.match(line.folded):
        return True
    return line.text.isupper() and _title_line().match(line.folded) is not None


def _annexes(lines: list[Line], tail: int) -> tuple[list[Line], list[Line], list[int]]:
    """Return the lines of the annexes, those of recipients and signatures, and where the annexes start."""
    annexes: list[Line] = []
    signed: list[Line] = []
    starts: list[int] = []
    at = tail
    while at < len(lines):
        opened = next((index for index in range(at + 1, len(lines)) if _opens_annex(lines[index])), len(lines))
        signed += lines[at:opened]
        at = _tail_index(lines, opened)
        if opened < len(lines):
            start = lines[opened].start
            annexes += [Line(start, start, "", ""), *lines[opened:at]]  # a gap, so that nothing before goes on
            starts.append(start)
    return annexes, signed, starts


# What an OCR makes of the rule below the motto, beside the second line of whoever issues: "VA DU LICH western nnnnnn".
_RULE = re.compile(r"n{4}|e{4}|s{4}")
_SAID_BESIDE = re.compile(r"[1-9]|ngay|thang|lap|do\b|phuc")  # a date, or the motto itself


def _without_rule(line: Line) -> Line:
    """Return a line of the letterhead without what stands for a printed rule behind its capitals."""
    found = _RULE.search(line.text)
    if found is None:
        return line
    kept: list[str] = []
    for word in line.text.split(" "):
        if not word.isupper() and any(letter.isalnum() for letter in word):
            break
        kept.append(word)
    while kept and not kept[-1].strip("0_-–—=."):
        kept.pop()
    end = len(" ".join(kept))
    if not 0 < end <= found.start() or _SAID_BESIDE.search(line.folded, end):
        return line
    return Line(line.start, line.start + end, line.text[:end], line.folded[:end], line.indent)


def _whose(lines: list[Line]) -> tuple[Line, ...]:
    """Return what the last line says behind the kind of document: "CỦA BAN BÍ THƯ" of "KẾT LUẬN CỦA BAN BÍ THƯ"."""
    found = _OF_ITS_BODY.search(lines[-1].folded) if lines else None
    if found is None:
        return ()
    line, at = lines[-1], found.start()
    end = len(line.text.rstrip(_NOISE))
    return (Line(line.start + at, line.start + end, line.text[at:end], line.folded[at:end]),)


def zones_of(text: Text) -> Zones:
    """Return the zones of a document; without a title line everything above the recipients is body."""
    every = list(lines_of(text))
    lines = [line for index, line in enumerate(every) if not is_furniture_at(every, index)]
    at = _title_index(lines)
    if at is None and (letter := _letter_zones(lines)):
        return letter
    title_start = 0 if at is None else at + 1
    title_end = 0 if at is None else _title_end(lines, title_start)
    tail = _tail_index(lines, title_end)
    annexes, signed, starts = _annexes(lines, tail)
    return Zones(
        head=tuple(map(_without_rule, lines[: 0 if at is None else at])),
        title=(*_whose(lines[:title_start]), *lines[title_start:title_end]),
        body=(*lines[title_end:tail], *annexes),
        tail=tuple(signed),
        annexes=tuple(starts),
        kind=None if at is None else kind_of_line(lines[at]),
    )
