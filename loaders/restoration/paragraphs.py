"""The pieces of torn lines in the order of reading: paragraphs over line ends, tables by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from loaders.restoration.columns import by_column
from loaders.restoration.damage import is_readable
from loaders.restoration.lines import Line, TornLines, torn_lines
from loaders.restoration.mentioned import Mentions, Reading
from loaders.restoration.pieces import Kind, Piece
from loaders.restoration.signers import BELOW, NamePart, name_at_end, place_in_capitals

LONGEST_PARAGRAPH = 400  # pieces; a longer one is cut, so that any text is read in linear time
STOPS = frozenset(".,;:")
SHORT_NUMBER = 2  # digits; a number of no more may be a torn word ("12" for "là")


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a torn line, or None where a paragraph starts."""

    piece: Piece | None
    torn: str = ""
    among_capitals: bool = False
    is_loose: bool = False  # what is printed before it may belong elsewhere: another cell, another block
    reading: Reading | None = None  # what it is by the text around it, where that says so
    part: NamePart | None = None  # of the name of one who signs
    is_inside: bool = False  # a word goes before it in its sentence, so that a capital says something

    @property
    def is_aside(self) -> bool:
        """Say whether the piece is no part of the sentence: a heading's number, the second half of a symbol."""
        is_mark = self.piece is not None and self.piece.kind is Kind.MARK
        return is_mark or (self.reading is not None and self.reading.goes_on)

    @property
    def is_read(self) -> bool:
        """Say whether the piece is a word to be read, or a short number that may be a word."""
        if self.piece is None or self.reading is not None:
            return False
        return self.piece.kind is Kind.WORD or (
            self.piece.kind is Kind.NUMBER and self.torn.isdigit() and len(self.torn) <= SHORT_NUMBER
        )


START_OF_PARAGRAPH = Place(None)


def reading_order(text: str, elsewhere: Mentions | None = None) -> Iterator[Place]:
    """Yield the pieces of the torn lines; a paragraph starts after a blank line, at a bullet, in a cell.

    `elsewhere` are the symbols that other texts of the collection mention.
    """
    length = 0
    for place in _unlimited(text, torn_lines(text, elsewhere or Mentions())):
        length = 0 if place.piece is None else length + 1
        if length > LONGEST_PARAGRAPH:
            yield START_OF_PARAGRAPH
            length = 1
        yield place


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of pieces by their start before the text is decoded."""

    readings: Mapping[int, Reading]
    parts: Mapping[int, NamePart]


def _unlimited(text: str, torn: TornLines) -> Iterator[Place]:
    known = _Known(torn.readings, _signers(text, torn.lines))
    for is_table, rows in groupby(torn.lines, key=_has_cells):
        if not is_table:
            for line in rows:
                if line.is_new:
                    yield START_OF_PARAGRAPH
                yield from _in_place(text, line, 0, known)
            continue
        lines = list(rows)
        for column in by_column([line.cells for line in lines]):
            yield START_OF_PARAGRAPH
            for row, cell in column:
                yield from _in_place(text, lines[row], cell, known)
        yield START_OF_PARAGRAPH


def _has_cells(line: Line) -> bool:
    return len(line.cells) > 1


def _signers(text: str, lines: Sequence[Line]) -> Mapping[int, NamePart]:
    """Return the words of names at the ends of lines that stand below an office: "T/M DANG UY", "BI THU"."""
    parts: dict[int, NamePart] = {}
    left = 0
    for line in lines:
        if line.among_capitals or any(_in_capital_phrases(text, cell) for cell in line.cells):
            left = BELOW
            parts |= {start: part for cell in line.cells for start, part in place_in_capitals(text, cell).items()}
        elif left:
            parts |= name_at_end(text, line.cells[-1])
            left -= 1
    return parts


def _in_place(text: str, line: Line, column: int, known: _Known) -> Iterator[Place]:
    pieces = line.cells[column]
    capitals = frozenset[int]() if line.among_capitals else _in_capital_phrases(text, pieces)
    for number, piece in enumerate(pieces):
        reading = known.readings.get(piece.start)
        if reading is None and piece.kind is Kind.MARK:
            continue
        is_loose = line.is_loose or (line.may_go_on and number == column == 0) or _stops_before(text, pieces, number)
        starts_phrase = piece.start in capitals and (number == 0 or pieces[number - 1].start not in capitals)
        part = known.parts.get(piece.start)
        if starts_phrase or (
            part is NamePart.SURNAME and number > 0
        ):  # another column: "- Thường trực Tỉnh ủy (để b/c),    BÍ THƯ"
            yield START_OF_PARAGRAPH
        among_capitals = line.among_capitals or piece.start in capitals
        is_inside = number > 0 and _goes_on(text, pieces[number - 1], piece)
        yield Place(piece, text[piece.start : piece.end], among_capitals, is_loose, reading, part, is_inside)


def _goes_on(text: str, before: Piece, piece: Piece) -> bool:
    """Say whether a word stands before a piece with nothing that could end a sentence between them."""
    return before.kind is Kind.WORD and text[before.end : piece.start] in {" ", ", "}


def _stops_before(text: str, pieces: Sequence[Piece], number: int) -> bool:
    """Say whether a sentence or an item ends before a piece: another column may start there ("- Luu: VT. Bui Tu")."""
    if number == 0 or not text[pieces[number].start].isupper():
        return False
    between = text[pieces[number - 1].end : pieces[number].start]
    return not STOPS.isdisjoint(between)


def _in_capital_phrases(text: str, pieces: Sequence[Piece]) -> frozenset[int]:
    """Return where the words start that stand in phrases of capitals ("TM. UY BAN NHAN DAN"); not abbreviations."""
    found: set[int] = set()
    for before, piece in pairwise(pieces):
        words = text[before.start : before.end], text[piece.start : piece.end]
        if text[before.end : piece.start] == " " and all(_is_capital_syllable(word) for word in words):
            found |= {before.start, piece.start}
    return frozenset(found)


def _is_capital_syllable(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper() and is_readable(word)
