"""The numbers that Word writes before paragraphs and keeps out of their text: "1.", "a)", "I.", "-"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PLACE = re.compile(r"%([1-9])")
_PRINTED_BULLETS = ("-", "–", "—", "+", "*")
_TENS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Return a Roman number.

    >>> roman(14)
    'XIV'
    """
    digits = ""
    for value, letters in _TENS:
        count, number = divmod(number, value)
        digits += letters * count
    return digits


def letters(number: int) -> str:
    """Return a number as Word counts in letters: a, b, … z, aa, bb.

    >>> letters(3), letters(28)
    ('c', 'bb')
    """
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}
_LARGEST = 400  # counted in letters or Roman numbers


def written(number: int, form: str) -> str:
    """Return a number in one of Word's number formats; decimal for those that are not used in Vietnamese."""
    return _FORMS.get(form, str)(number) if 1 <= number <= _LARGEST else str(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: where it starts, how it counts, and what it prints."""

    start: int
    form: str
    pattern: str
    style: str  # the paragraph style that this level goes with, "" for none
    is_legal: bool  # the levels above are printed as decimals, whatever their own form


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A list as paragraphs refer to it: its definition, its levels, and levels that start anew."""

    definition: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


def _value(element: ET.Element | None, default: str = "") -> str:
    return default if element is None else element.get(f"{W}val", default)


def integer(text: str, default: int) -> int:
    """Return the number that an attribute holds, the default where it holds none of a likely size."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def _level(element: ET.Element) -> Level:
    legal = element.find(f"{W}isLgl")
    return Level(
        start=integer(_value(element.find(f"{W}start")), 1),
        form=_value(element.find(f"{W}numFmt"), "decimal"),
        pattern=_value(element.find(f"{W}lvlText")),
        style=_value(element.find(f"{W}pStyle")),
        is_legal=legal is not None and _value(legal, "1") not in ("0", "false"),
    )


def _levels(element: ET.Element) -> dict[int, Level]:
    return {integer(level.get(f"{W}ilvl", ""), 0): _level(level) for level in element.iter(f"{W}lvl")}


def lists_of(root: ET.Element | None) -> dict[str, Numbered]:
    """Return the lists that word/numbering.xml defines, by the number paragraphs know them by."""
    if root is None:
        return {}
    definitions = {each.get(f"{W}abstractNumId", ""): _levels(each) for each in root.findall(f"{W}abstractNum")}
    lists: dict[str, Numbered] = {}
    for each in root.findall(f"{W}num"):
        definition = _value(each.find(f"{W}abstractNumId"))
        overrides = each.findall(f"{W}lvlOverride")
        changed = {number: level for override in overrides for number, level in _levels(override).items()}
        restarts = {
            integer(override.get(f"{W}ilvl", ""), 0): integer(_value(start), 1)
            for override in overrides
            if (start := override.find(f"{W}startOverride")) is not None
        }
        levels = definitions.get(definition, {}) | changed
        lists[each.get(f"{W}numId", "")] = Numbered(definition=definition, levels=levels, restarts=restarts)
    return lists


@dataclass(slots=True)
class Counting:
    """Counts the paragraphs of the lists of one document; lists of one definition count on together."""

    lists: Mapping[str, Numbered]
    counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    begun: set[str] = field(default_factory=set[str])

    def next(self, number_id: str, depth: int | None, style: str = "") -> str:
        """Return what Word prints before the next paragraph of a list; a depth of `None` is that of its style."""
        numbered = self.lists.get(number_id)
        if numbered is None:
            return ""
        depth = _depth_of(numbered, style) if depth is None else depth
        if depth not in numbered.levels:
            return ""
        counts = self.counts.setdefault(numbered.definition, {})
        if number_id not in self.begun:
            self.begun.add(number_id)
            for level, start in numbered.restarts.items():
                counts[level] = start - 1
        counts[depth] = counts.get(depth, numbered.levels[depth].start - 1) + 1
        for lower in [level for level in counts if level > depth]:
            del counts[lower]
        return _printed(numbered, counts, depth)


def _depth_of(numbered: Numbered, style: str) -> int:
    """Return the depth that goes with a style, the highest where none does."""
    return next((depth for depth, level in numbered.levels.items() if style and level.style == style), 0)


def _printed(numbered: Numbered, counts: Mapping[int, int], depth: int) -> str:
    level = numbered.levels[depth]
    if level.form == "bullet":
        return _bullet(level.pattern)

    def place(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        above = numbered.levels.get(at, level)
        form = "decimal" if level.is_legal else above.form
        return written(counts.get(at, above.start), form)

    return _PLACE.sub(place, level.pattern).strip()


def _bullet(pattern: str) -> str:
    """Return the dash that stands for a bullet: symbol fonts print signs that no text has."""
    sign = pattern.strip()
    if not sign:
        return ""
    return sign if sign in _PRINTED_BULLETS else "-"
