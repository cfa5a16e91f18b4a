"""The text of a document line by line, with the passages that facts were read from marked in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

REACH = 600  # letters of a sentence on each side of its passage
_BORDER = re.compile(r"[.;!?](?=\s)|\n\s*\n|\n(?=[-+•*]\s)")

Anchors = Sequence[tuple[int, int]]  # (restored offset, raw offset), ascending; one letter for one letter between


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A passage to be marked: half-open offsets of the text shown, what it is, and where it leads."""

    start: int
    end: int
    kind: str  # "task", "citation", "indicator" or "here"
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of letters of one line under the same marks."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the text: its number from 1, its pieces, and the marks that begin in it."""

    number: int
    pieces: tuple[Piece, ...]
    begins: tuple[Mark, ...]


def restored_offset(anchors: Anchors, raw: int) -> int:
    """Return where an offset of the raw text lies in the restored text.

    >>> restored_offset(((0, 0), (5, 6), (20, 21)), 10)
    9
    """
    place = bisect_right(anchors, raw, key=lambda anchor: anchor[1]) - 1
    if place < 0:
        return 0
    restored, start = anchors[place]
    moved = restored + raw - start
    return min(moved, anchors[place + 1][0]) if place + 1 < len(anchors) else moved


def raw_offset(anchors: Anchors, restored: int) -> int:
    """Return where an offset of the restored text lies in the raw text."""
    return restored_offset([(raw, own) for own, raw in anchors], restored)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence around a passage: to the next full stop, semicolon or empty line.

    >>> text = "Mở đầu. Thực hiện Nghị quyết 57 của Bộ Chính trị; ban hành kế hoạch."
    >>> text[slice(*sentence(text, 18, 31))]
    'Thực hiện Nghị quyết 57 của Bộ Chính trị;'
    """
    floor, ceiling = max(0, start - REACH), min(len(text), end + REACH)
    opening = max((match.end() for match in _BORDER.finditer(text, floor, start)), default=None)
    if opening is None:  # too far away: from the next word on
        opening = floor + len(text[floor:start]) - len(text[floor:start].partition(" ")[2]) if floor else 0
    closing = _BORDER.search(text, end, ceiling)
    last = closing.start() + 1 if closing else ceiling if ceiling == len(text) else text.rindex(" ", end - 1, ceiling)
    return opening + len(text[opening:start]) - len(text[opening:start].lstrip()), max(last, end)


def line_number(text: str, offset: int) -> int:
    r"""Return the number, from 1, of the line that an offset of the text lies in; lines as `split_lines` cuts them.

    >>> line_number("một\nhai", 4)
    2
    """
    return max(1, len((text[:offset] + "x").splitlines()))


def split_lines(text: str, marks: Iterable[Mark]) -> tuple[Line, ...]:
    """Cut a text into lines, and lines at the borders of marks; no letter is lost but line ends."""
    ordered = sorted(mark for mark in marks if mark.start < mark.end)
    lines: list[Line] = []
    start, upcoming = 0, 0
    active: list[Mark] = []
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        end = start + len(line)
        begins: list[Mark] = []
        while upcoming < len(ordered) and ordered[upcoming].start < end:
            begins.append(ordered[upcoming])
            upcoming += 1
        active = [mark for mark in (*active, *begins) if mark.end > start]
        visible = start + len(line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"))
        lines.append(Line(number=number, pieces=_pieces(text, start, visible, active), begins=tuple(begins)))
        start = end
    return tuple(lines)


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    borders = {start, end}
    for mark in marks:
        borders |= {border for border in (mark.start, mark.end) if start < border < end}
    cuts = sorted(borders)
    return tuple(
        Piece(
            text=text[left:right],
            kinds=tuple(sorted({mark.kind for mark in marks if mark.start <= left and right <= mark.end})),
        )
        for left, right in pairwise(cuts)
    )
