"""Lines cut into pieces: words to be read, and numbers, symbols and marks to be left to others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from loaders.restoration.symbols import repair_symbol


class Kind(Enum):
    """What a piece of a line is; a symbol is a document's, or an abbreviation with a stroke."""

    WORD = "word"
    NUMBER = "number"
    SYMBOL = "symbol"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text: half-open offsets in characters."""

    start: int
    end: int
    kind: Kind


LONGEST_KEPT = 40  # characters; how a longer chunk is cut is not remembered
LONGEST_WORD = 24  # characters; a longer run is no syllable and stays as it is
CHUNK = re.compile(r"\S+")
# A run of letters, digits and the signs that the OCR puts for letters; one apostrophe may stand inside.
# Marks may follow as signs of their own, where a text is decomposed (Unicode NFD).
RUN = re.compile(r"[^\W_&§$¢€¥@]*(?:[^\W_]|[&§$¢€¥@])(?:[^\W_]|[&§$¢€¥@°\u0300-\u036f]|['’‘](?=[^\W\d_]))*")
NUMBER = re.compile(r"[(\[“\"]*(?=[\d.,:/%+-]*\d)[\d.,:/%+-]+[)\].,;:”\"]*")
# Roman numerals that are no syllables: "khóa XII", "quý II"; not "VI", which capitals have for "VỊ".
ROMAN = re.compile(r"X{0,3}(?:II|III|IV|VII|VIII|IX)|X{1,3}V(?:I{1,3})?|X{2,3}I?")
DOTTED = r"\(?\d{1,2}(?:\.\d{1,2}){1,4}"  # "2.1"
BENT_ROMAN = r"[IVX][IVXilv1|]{1,4}(?=[.-][ \t]+[A-ZĐ]{2})"  # "Vi." for "VI." before a heading in capitals
CLOSED = rf"(?:\(?\d{{1,2}}|[IVX]{{1,5}}|{BENT_ROMAN}|[A-ZĐ])[.):-]-?"  # "1." "II-" "A."
BARE_ROMAN = r"[IVX]{1,4}(?=[ \t]+[A-ZĐ]{3,}[ \t]+[A-ZĐ]{2,}[^a-z]*$)"  # "I QUAN DIEM": its sign is lost
LETTERED = r"\(?[a-zđ]{1,2}\)"  # "a)"
BULLET = r"[-+*•–—·]+"
MARK = re.compile(rf"[ \t]*(?:(?:{DOTTED}|{CLOSED}|{LETTERED})[.):]?-?|{BARE_ROMAN}|{BULLET})(?=[ \t]|$)")
JOINED = re.compile(r"(\d{2,})[^\W\d_]{2,}")
SLASHED = re.compile(r"[^\W\d_]{1,2}/[^\W\d_]{1,2}")  # "đ/c", "T/M": abbreviations of words
EDGES = "\"'“”‘’([{<>)]}.,;:!?…»«|*•~=\\"


def leading_mark(line: str) -> int:
    """Return where the text of the line starts after its bullet, number or letter; 0 without one."""
    found = MARK.match(line)
    return found.end() if found else 0


def cut(line: str, offset: int = 0) -> list[Piece]:
    """Cut one line into pieces; offsets count from `offset`."""
    start = leading_mark(line)
    pieces = [Piece(offset, offset + start, Kind.MARK)] if start else []
    for chunk in CHUNK.finditer(line, start):
        at = offset + chunk.start()
        cuts = _cut_chunk.__wrapped__(chunk[0]) if len(chunk[0]) > LONGEST_KEPT else _cut_chunk(chunk[0])
        pieces += [Piece(at + first, at + last, kind) for first, last, kind in cuts]
    return pieces


@lru_cache(maxsize=20_000)
def _cut_chunk(chunk: str) -> tuple[tuple[int, int, Kind], ...]:
    core = chunk.strip(EDGES)
    if not core or len(core) > 4 * LONGEST_WORD:
        return ()
    start = chunk.index(core)
    if NUMBER.fullmatch(core):
        return ((start, start + len(core), Kind.NUMBER),)
    if SLASHED.fullmatch(core) or repair_symbol(core) is not None:
        return ((start, start + len(core), Kind.SYMBOL),)
    return tuple(
        (first, last, Kind.NUMBER if _is_number(chunk[first:last]) else Kind.WORD)
        for run in RUN.finditer(chunk)
        if len(run[0]) <= LONGEST_WORD
        for first, last in _parted(run)
    )


def _is_number(word: str) -> bool:
    return word.isdigit() or ROMAN.fullmatch(word) is not None


def _parted(run: re.Match[str]) -> list[tuple[int, int]]:
    """Part a number from the word that is printed against it ("30thang")."""
    joined = JOINED.fullmatch(run[0])
    if not joined:
        return [run.span()]
    middle = run.start() + joined.end(1)
    return [(run.start(), middle), (middle, run.end())]
