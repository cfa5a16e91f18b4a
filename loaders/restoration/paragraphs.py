"""The pieces of torn lines in the order of reading: paragraphs over line ends, tables by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from loaders.restoration.damage import is_readable, judge
from loaders.restoration.pieces import Kind, Piece, cut

LONGEST_PARAGRAPH = 400  # pieces; a longer one is cut, so that any text is read in linear time
MOSTLY = 0.6  # share of capitals from which a line is one of capitals
SHORT_NUMBER = 2  # digits; a number of no more may be a torn word ("12" for "là")
BAR = "|"


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a torn line, or None where a paragraph starts."""

    piece: Piece | None
    torn: str = ""
    among_capitals: bool = False

    @property
    def is_read(self) -> bool:
        """Say whether the piece is a word to be read, or a short number that may be a word."""
        if self.piece is None:
            return False
        return self.piece.kind is Kind.WORD or (
            self.piece.kind is Kind.NUMBER and self.torn.isdigit() and len(self.torn) <= SHORT_NUMBER
        )


START_OF_PARAGRAPH = Place(None)


@dataclass(frozen=True, slots=True)
class _Line:
    """A torn line, its pieces by cell; `is_new` where it does not carry on the line before."""

    cells: tuple[tuple[Piece, ...], ...]
    among_capitals: bool
    is_new: bool


def reading_order(text: str) -> Iterator[Place]:
    """Yield the pieces of the torn lines; a paragraph starts after a blank line, at a bullet, in a cell."""
    length = 0
    for place in _unlimited(text):
        length = 0 if place.piece is None else length + 1
        if length > LONGEST_PARAGRAPH:
            yield START_OF_PARAGRAPH
            length = 1
        yield place


def _unlimited(text: str) -> Iterator[Place]:
    for width, rows in groupby(_torn_lines(text), key=lambda line: len(line.cells)):
        if width == 1:
            for line in rows:
                if line.is_new:
                    yield START_OF_PARAGRAPH
                yield from _in_place(text, line.cells[0], among_capitals=line.among_capitals)
            continue
        lines = list(rows)
        for column in range(width):
            yield START_OF_PARAGRAPH
            for line in lines:
                yield from _in_place(text, line.cells[column], among_capitals=line.among_capitals)
        yield START_OF_PARAGRAPH


def _in_place(text: str, pieces: Sequence[Piece], *, among_capitals: bool) -> Iterator[Place]:
    capitals = frozenset[int]() if among_capitals else _in_capital_phrases(text, pieces)
    for piece in pieces:
        if piece.kind is not Kind.MARK:
            yield Place(piece, text[piece.start : piece.end], among_capitals or piece.start in capitals)


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


def _torn_lines(text: str) -> Iterator[_Line]:
    lines = text.split("\n")
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])[:-1].tolist()
    pieces = [cut(line, at) for line, at in zip(lines, starts, strict=True)]
    is_new, capitals = True, False
    for cuts, is_torn in zip(pieces, judge(lines, pieces, starts), strict=True):
        if not is_torn or not cuts:
            is_new = True
            continue
        before, capitals = (
            capitals,
            _is_capitals([text[p.start : p.end] for p in cuts if p.kind is Kind.WORD]),
        )
        yield _Line(_cells(text, cuts), capitals, is_new or cuts[0].kind is Kind.MARK or before != capitals)
        is_new = False


def _cells(text: str, pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    cells: list[list[Piece]] = [[]]
    last = pieces[0].start
    for piece in pieces:
        if BAR in text[last : piece.start]:
            cells.append([])
        cells[-1].append(piece)
        last = piece.end
    return tuple(map(tuple, cells))


def _is_capitals(words: Sequence[str]) -> bool:
    """Say whether the words of a line are printed in capitals."""
    letters = [letter for word in words for letter in word if letter.isalpha()]
    longest = max((sum(letter.isupper() for letter in word) for word in words), default=0)
    return longest > 1 and sum(letter.isupper() for letter in letters) >= MOSTLY * len(letters)
