"""Symbols as a text mentions them: parted by blanks and line ends, doubtful numbers settled by the other mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from loaders.restoration.symbols import ISSUER, KIND, NUMBER, Symbol, read_symbol

GAP = r"([ \t]{0,4}(?:\n[ \t]{0,8})?)"
SPREAD = re.compile(
    rf"(?<![\w/.,-]){NUMBER}(?P<year>/[12]\d{{3}})?{GAP}(?P<first>[-/]){GAP}{KIND}{GAP}(?P<second>[-/]){GAP}{ISSUER}(?!\w)"
)
GAPS = (3, 5, 7, 9)  # the groups of SPREAD that are gaps
# "ngày 22/12/2024", "ngày 22 tháng 12 năm 2024", torn or not
DATE = re.compile(
    r"\W{0,3}ng\w{1,3}\s+(\d{1,2})\s?(?:[/.-]|th\w{2,4}\s)\s?(\d{1,2})\s?(?:[/.-]|n\w{1,3}\s)\s?([12]\d{3})"
)
Date = tuple[int, ...]
Mentions = Counter[tuple[str, Date | None]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A symbol in a text and the date after it; `ends` are the offsets where its parts end, blanks left out."""

    start: int
    ends: tuple[int, ...]
    starts: tuple[int, ...]
    symbol: Symbol
    date: Date | None

    @property
    def end(self) -> int:
        """The offset after the symbol."""
        return self.ends[-1]


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands for a stretch of the text, on one line; not sure where two numbers are possible."""

    start: int
    end: int
    text: str
    is_sure: bool = True
    goes_on: bool = False  # the rest of a symbol that a line before starts


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield the numbered symbols of a text, parted ones among them."""
    for found in SPREAD.finditer(text):
        symbol = read_symbol("".join(found[0].split()))
        if symbol is None or sum("\n" in found[gap] for gap in GAPS) > 1:
            continue
        date = DATE.match(text, found.end())
        yield Mention(
            found.start(),
            (*(found.start(gap) for gap in GAPS), found.end()),
            (found.start(), *(found.end(gap) for gap in GAPS)),
            symbol,
            tuple(map(int, date.groups())) if date else None,
        )


def count_mentions(texts: Iterable[str]) -> Mentions:
    """Count the symbols that can be read in one way only, with their dates."""
    return Mentions(
        (mention.symbol.written(mention.symbol.numbers[0]), mention.date)
        for text in texts
        for mention in find_mentions(text)
        if len(mention.symbol.numbers) == 1
    )


def read_mentions(text: str, elsewhere: Mentions) -> Iterator[Reading]:
    """Yield what the symbols of a text are that need the whole text to be read: line by line, in order.

    Of several numbers the one counts that the text, or another of the collection, mentions most: with the same
    kind, issuer and date, else with the same kind and issuer. Where none is mentioned, or two as often, the
    number stays as printed.
    """
    mentions = list(find_mentions(text))
    known = elsewhere + count_mentions([text])
    for mention in mentions:
        numbers = mention.symbol.numbers
        number = numbers[0] if len(numbers) == 1 else _settled(mention, known)
        yield from _by_line(text, mention, number)


def _settled(mention: Mention, known: Mentions) -> str | None:
    dated = {number: known[mention.symbol.written(number), mention.date] for number in mention.symbol.numbers}
    anywhere = Counter[str]()
    for (symbol, _), count in known.items():
        anywhere[symbol] += count
    if mention.date and (number := _most(dated)) is not None:
        return number
    return _most({number: anywhere[mention.symbol.written(number)] for number in mention.symbol.numbers})


def _most(counts: dict[str, int]) -> str | None:
    best = max(counts.values())
    leading = [number for number, count in counts.items() if count == best]
    return leading[0] if best and len(leading) == 1 else None


def _by_line(text: str, mention: Mention, number: str | None) -> Iterator[Reading]:
    """Yield the parts of a symbol that stand on one line, the blanks between them gone."""
    written = mention.symbol.parts(mention.symbol.printed if number is None else number)
    is_new = ["\n" in text[end:start] for end, start in zip(mention.ends, mention.starts[1:], strict=False)]
    lines = list(accumulate([0, *map(int, is_new)]))
    for line in dict.fromkeys(lines):
        parts = [part for part, here in enumerate(lines) if here == line]
        yield Reading(
            mention.starts[parts[0]],
            mention.ends[parts[-1]],
            "".join(written[part] for part in parts),
            is_sure=number is not None,
            goes_on=line > 0,
        )
