"""Numbers of items that were misread, told by the numbers around them: between "1." and "3." stands "2."."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.formats.tesseract import WordLine

_UNSURE = 0.6  # a number that was read with more is left as it is
_TOLD = 0.5  # how sure a number is that only its neighbours tell
_LONGEST = 3  # signs that a number and its stop may have become
_FIGURES = re.compile(r"(\d{1,2})[.)]")
_ROMAN = re.compile(r"([IVX]{1,5})[.\-:–]{1,2}")
_LETTER = re.compile(r"([a-zđ])\)")
_STROKE = re.compile(r"[I1l|!¡]\)")
_NUMERALS = ("", *(ten + one for ten in ("", "X") for one in
                   ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")))  # fmt: skip
_BESIDE = 0.8  # sizes of letters by which the numbers of one list may stand apart


def counted(lines: Sequence[WordLine]) -> list[WordLine]:
    """Return the lines of a page, numbers of items and of parts in capitals put in where their neighbours tell them."""
    whole = list(lines)
    for at, line in enumerate(whole):
        told = ""
        if _STROKE.fullmatch(line.words[0].text):
            told = _letter(whole, at)
        elif _may_be_number(line):
            told = _roman(whole, at) if _is_heading(line) else _figure(whole, at)
        if told:
            first = replace(line.words[0], text=told, confidence=min(_TOLD, line.words[0].confidence))
            whole[at] = replace(line, words=[first, *line.words[1:]])
    return whole


def _may_be_number(line: WordLine) -> bool:
    """Say whether a line begins with a few doubtful signs before a capital."""
    if len(line.words) < 2 or not line.words[1].text[0].isupper():
        return False
    first = line.words[0]
    is_read = _FIGURES.fullmatch(first.text) or _ROMAN.fullmatch(first.text)
    is_unsure = first.confidence < _UNSURE or not any(letter.isalnum() for letter in first.text)
    return is_unsure and not is_read and len(first.text) <= _LONGEST


def _is_heading(line: WordLine) -> bool:
    return "".join(word.text for word in line.words[1:]).isupper()


def _letter(lines: Sequence[WordLine], at: int) -> str:
    """Return "l)" behind "k)" and "i)" behind "h)" where a stroke stands at their margin, "" elsewhere."""
    first = lines[at].words[0]
    margin = [line.words[0] for line in lines[:at] if abs(line.words[0].left - first.left) <= _BESIDE * lines[at].size]
    before = next((found[1] for word in reversed(margin) if (found := _LETTER.fullmatch(word.text))), "")
    return {"h": "i)", "k": "l)"}.get(before, "")


def _figure(lines: Sequence[WordLine], at: int) -> str:
    """Return "2." where the nearest numbers at this margin are 1 and 3, "" elsewhere."""
    margin, reach = lines[at].words[0].left, _BESIDE * lines[at].size
    numbers = [
        (place, int(found[1]))
        for place, line in enumerate(lines)
        if (found := _FIGURES.fullmatch(line.words[0].text)) and abs(line.words[0].left - margin) <= reach
    ]
    before = next((number for place, number in reversed(numbers) if place < at), None)
    after = next((number for place, number in numbers if place > at), None)
    return f"{before + 1}." if before is not None and after == before + 2 else ""


def _roman(lines: Sequence[WordLine], at: int) -> str:
    """Return "I." where the next part of the page is II and none comes before, and so on; "" elsewhere."""
    numbers = [
        (place, _NUMERALS.index(found[1]))
        for place, line in enumerate(lines)
        if (found := _ROMAN.fullmatch(line.words[0].text)) and found[1] in _NUMERALS and _is_heading(line)
    ]
    before = next((number for place, number in reversed(numbers) if place < at), 0)
    after = next((number for place, number in numbers if place > at), None)
    return f"{_NUMERALS[before + 1]}." if after == before + 2 else ""
