"""Numbers of headings and letters of lists that a torn print shows wrongly, read by their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.restoration.mentioned import Reading

# "II1.", "Ill-", "1." before a heading in capitals; a blank may be lost: "IV.NHIEM VU"
ROMAN = re.compile(r"[ \t]*(?P<number>[IVXvxl1|]{1,5})(?P<close>[.)-])(?P<blank>[ \t]*)(?=[^\W\d_]{2})")
LETTER = re.compile(r"[ \t]*(?P<letter>[a-zđ])\)(?=[ \t])")
STROKES = str.maketrans("l1|vx", "IIIVX")
TENS, ONES = ("", "X", "XX", "XXX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
NUMERALS = tuple(ten + one for ten in TENS for one in ONES)
NUMBERS = {numeral: number for number, numeral in enumerate(NUMERALS)}


@dataclass(frozen=True, slots=True)
class TornLine:
    """A torn line: its offset in the text, its words and whether they are in capitals."""

    start: int
    text: str
    in_capitals: bool


def read_marks(lines: Sequence[TornLine]) -> Iterator[Reading]:
    """Yield what the marks of torn lines are where the print shows something else."""
    yield from _read_numbers(
        [(line, found) for line in lines if line.in_capitals and (found := ROMAN.match(line.text))]
    )
    before = ""
    for line in lines:
        found = LETTER.match(line.text)
        if not found:
            continue
        letter = "đ" if found["letter"] == before == "d" else found["letter"]
        if letter != found["letter"]:
            start = line.start + found.start("letter")
            yield Reading(start, start + 1, letter)
        before = letter


def _read_numbers(headings: Sequence[tuple[TornLine, re.Match[str]]]) -> Iterator[Reading]:
    """Yield the Roman numbers of headings, each by what is printed and by the headings around it."""
    printed = [NUMBERS.get(found["number"].translate(STROKES)) for _, found in headings]
    before = 0
    for place, (line, found) in enumerate(headings):
        after = printed[place + 1] if place + 1 < len(printed) else None
        number = _number(found["number"], printed[place], before, after)
        if number is None:
            continue
        numeral, before = NUMERALS[number], number
        blank = found["blank"] or " "
        if numeral != found["number"] or not found["blank"]:
            start = line.start + found.start("number")
            yield Reading(start, line.start + found.end(), f"{numeral}{found['close']}{blank}")


def _is_short_of_a_stroke(printed: int | None, before: int) -> bool:
    """Say whether a heading shows the number of the one before it, which has strokes only: "Il." behind "II."."""
    return printed == before and before > 1 and set(NUMERALS[before + 1]) == {"I"}


def _number(mark: str, printed: int | None, before: int, after: int | None) -> int | None:
    """Return the number of a heading: the next one where the print allows it, or where the heading after says so.

    A lone "1" may be the figure of a list in figures: it is Roman only between Roman neighbours.
    """
    following = before + 1
    strokes = mark.translate(STROKES)
    if printed == following and ("1" not in mark or len(mark) > 1 or after == following + 1):
        return following
    if set(strokes) == {"I"} and before and (after == following + 1 or _is_short_of_a_stroke(printed, before)):
        return following  # strokes that ran together
    if "VV" in strokes and re.sub("V+", "V", strokes) == NUMERALS[following]:
        return following  # "Vv": one letter seen twice
    return printed if mark == strokes else None
