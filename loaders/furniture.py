"""What stands on a page and is no part of its text: page numbers, running heads, the stamp of a digital signature.

The stamp is laid out by Decree 30/2020/NĐ-CP, annex I, part II: who signed, for which organ, when. The official
gazette prints its name, number and day at the head of every page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.layout import Line, is_furniture_at, lines_of
from loaders.text import Text

_GAZETTE = re.compile(r"\W{0,3}cong bao\s{0,2}/\s{0,2}s\S{0,3}\s{0,2}\d.{0,60}")
_STAMP = re.compile(r".{0,8}?\b(?:ky boi|nguoi ky|co quan|don vi|email|ngay ky|thoi gian ky|ky ngay)\s{0,2}:.{0,120}")
_STAMP_OPENS = re.compile(r".{0,8}?\b(?:ky boi|nguoi ky)\s{0,2}:")
# The day, or the instant as every stamp prints it, whatever a scan made of the words before.
_STAMP_CLOSES = re.compile(
    r".{0,8}?\b(?:ngay ky|thoi gian ky|ky ngay)\s{0,2}:\s{0,2}\d|.{0,20}?:\s{0,2}\d{4}-\d\d-\d\d\s{1,2}\d\d:\d\d"
)
_STAMP_LINES = 6  # lines at most
_DIGITS = re.compile(r"\d+")
_LONGEST_HEAD = 100  # characters
_OFTEN = 3  # times from which a line beside page numbers is a running head


def without_furniture(
    text: Text, tables: Sequence[tuple[int, int]] = (), noise: Sequence[tuple[int, int]] = ()
) -> Text:
    """Return a text whose page numbers, running heads and stamps are blanks: they stand in the middle of sentences.

    In `tables` what comes again beside numbers is no running head; `noise` are ranges that are blanked besides.
    """
    lines = list(lines_of(text))
    heads = (
        index for index in _running_heads(lines) if not any(start <= lines[index].start < end for start, end in tables)
    )
    blank = {*_page_lines(lines), *_stamps(lines), *heads}
    ranges = [*((lines[index].start, lines[index].end) for index in blank), *noise]
    if not ranges:
        return text
    restored, folded = list(text.restored), list(text.folded)
    for start, end in ranges:
        restored[start:end] = folded[start:end] = " " * (end - start)
    return replace(text, restored="".join(restored), folded="".join(folded))


def is_gazette_head(line: Line) -> bool:
    """Say whether a line is the head that the official gazette prints on each page."""
    return _GAZETTE.fullmatch(line.folded) is not None


def _page_lines(lines: Sequence[Line]) -> Iterator[int]:
    for index, line in enumerate(lines):
        if is_gazette_head(line) or is_furniture_at(lines, index):
            yield index


def _stamps(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines from "Ký bởi:" to "Ngày ký:" where the second follows the first closely."""
    for index, line in enumerate(lines):
        if not _STAMP_OPENS.match(line.folded):
            continue
        block = range(index, min(index + _STAMP_LINES, len(lines)))
        end = next((at for at in block if _STAMP_CLOSES.match(lines[at].folded)), None)
        if end is not None:
            yield from (at for at in range(index, end + 1) if at == end or _STAMP.fullmatch(lines[at].folded))


def _running_heads(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines that stand beside page numbers again and again, numbers aside."""
    beside = [index for index in _beside_numbers(lines) if len(lines[index].text) <= _LONGEST_HEAD]
    often = Counter(_DIGITS.sub("#", lines[index].folded) for index in beside)
    yield from (index for index in beside if often[_DIGITS.sub("#", lines[index].folded)] >= _OFTEN)


def _beside_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines right above or below a page number, blank lines aside."""
    kept = [index for index, line in enumerate(lines) if not line.is_blank]
    for place, index in enumerate(kept):
        around = (kept[at] for at in (place - 1, place + 1) if 0 <= at < len(kept))
        if not is_furniture_at(lines, index) and any(_is_number(lines, at) for at in around):
            yield index


def _is_number(lines: Sequence[Line], index: int) -> bool:
    return is_furniture_at(lines, index) and any(letter.isdigit() for letter in lines[index].text)
