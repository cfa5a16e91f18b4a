"""The torn lines of a text, cut into pieces by cell; symbols and marks read by the text around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from loaders.restoration.damage import judge
from loaders.restoration.joined import parted
from loaders.restoration.marks import TornLine, read_marks
from loaders.restoration.mentioned import Mentions, Reading, read_mentions
from loaders.restoration.pieces import Kind, Piece, cut

MOSTLY = 0.6  # share of capitals from which a line is one of capitals
BAR = "|"
BESIDE = 3  # torn lines between two with bars that still belong to the table
ENDS = (".", ";", ":", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Line:
    """A torn line, its pieces by cell; `is_new` where it does not carry on the line before.

    `may_go_on`: after a gap it may still carry on the last torn line. `is_loose`: it stands among lines of a
    table, or in a letterhead, so that any two neighbours in it may belong to two cells or columns.
    """

    cells: tuple[tuple[Piece, ...], ...]
    among_capitals: bool
    is_new: bool
    may_go_on: bool
    is_loose: bool


@dataclass(frozen=True, slots=True)
class TornLines:
    """The torn lines of a text, and by their start the stretches that are not left to the language model."""

    lines: tuple[Line, ...]
    readings: Mapping[int, Reading]


def torn_lines(text: str, elsewhere: Mentions) -> TornLines:
    """Return the torn lines of a text; `elsewhere` are the symbols that others of the collection mention."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)][:-1]
    pieces = [cut(line, at) for line, at in zip(lines, starts, strict=True)]
    torn = [
        _Torn(TornLine(at, line, _in_capitals(text, cuts)), cuts, number)
        for number, (line, at, cuts, is_torn) in enumerate(
            zip(lines, starts, pieces, judge(lines, pieces, starts), strict=True)
        )
        if is_torn and cuts
    ]
    if not torn:
        return TornLines((), {})
    readings = {reading.start: reading for reading in read_marks([line.line for line in torn])}
    readings |= {reading.start: reading for reading in read_mentions(text, elsewhere)}
    return TornLines(tuple(_lines(text, torn, readings)), readings)


@dataclass(frozen=True, slots=True)
class _Torn:
    line: TornLine
    pieces: list[Piece]
    number: int  # of the line in the text


def _lines(text: str, torn: Sequence[_Torn], readings: Mapping[int, Reading]) -> Iterator[Line]:
    places = sorted(readings)
    before: _Torn | None = None
    loose = _among_tables([line.line.text for line in torn])
    at = 0
    for line, is_loose in zip(torn, loose, strict=True):
        end = line.line.start + len(line.line.text)
        here: list[Reading] = []
        while at < len(places) and places[at] < end:
            if places[at] >= line.line.start:
                here.append(readings[places[at]])
            at += 1
        cuts = _parted(text, _overlaid(line.pieces, here))
        is_other = cuts[0].kind is Kind.MARK or before is None or before.line.in_capitals != line.line.in_capitals
        may_go_on = not is_other and before is not None and _may_go_on(before, line)
        is_new = is_other or not (may_go_on or (before is not None and before.number == line.number - 1))
        in_capitals = line.line.in_capitals
        yield Line(_cells(text, cuts), in_capitals, is_new, may_go_on, is_loose or in_capitals)
        before = line


def _may_go_on(before: _Torn, line: _Torn) -> bool:
    """Say whether a line goes on where the last torn one stops, over a blank line: "nhan dan" after "Uy ban"."""
    is_near = before.number == line.number - 2
    starts_small = line.line.text.lstrip()[:1].islower()
    return is_near and starts_small and not before.line.text.rstrip().endswith(ENDS)


def _among_tables(lines: Sequence[str]) -> list[bool]:
    """Say of every line whether it stands beside lines with bars between cells."""
    bars = [BAR in line for line in lines]
    return [any(bars[max(place - BESIDE, 0) : place + BESIDE + 1]) for place in range(len(lines))]


def _overlaid(pieces: Sequence[Piece], readings: Sequence[Reading]) -> list[Piece]:
    """Return the pieces with the readings in the place of those that they overlap."""
    if not readings:
        return list(pieces)
    kept = [piece for piece in pieces if all(piece.end <= r.start or piece.start >= r.end for r in readings)]
    return sorted((*kept, *(_piece(reading, pieces) for reading in readings)), key=_start)


def _start(piece: Piece) -> int:
    return piece.start


def _piece(reading: Reading, pieces: Sequence[Piece]) -> Piece:
    is_mark = pieces[0].start <= reading.start < pieces[0].end and pieces[0].kind is Kind.MARK
    return Piece(reading.start, reading.end, Kind.MARK if is_mark or reading.text.endswith(" ") else Kind.SYMBOL)


def _parted(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, words that are printed against each other parted."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind is not Kind.WORD:
            found.append(piece)
            continue
        ends = list(accumulate(parted(text[piece.start : piece.end]), initial=piece.start))
        found += [Piece(start, end, Kind.WORD) for start, end in pairwise(ends)]
    return found


def _cells(text: str, pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    cells: list[list[Piece]] = [[]]
    last = pieces[0].start
    for piece in pieces:
        if BAR in text[last : piece.start]:
            cells.append([])
        cells[-1].append(piece)
        last = piece.end
    return tuple(map(tuple, cells))


def _in_capitals(text: str, pieces: Sequence[Piece]) -> bool:
    """Say whether the words of a line are printed in capitals."""
    words = [text[piece.start : piece.end] for piece in pieces if piece.kind is Kind.WORD]
    letters = [letter for word in words for letter in word if letter.isalpha()]
    longest = max((sum(letter.isupper() for letter in word) for word in words), default=0)
    return longest > 1 and sum(letter.isupper() for letter in letters) >= MOSTLY * len(letters)
