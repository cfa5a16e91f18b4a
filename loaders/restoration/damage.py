"""Which lines lost their Vietnamese letters, and which are good as they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum

from loaders.restoration.channel import LETTERS
from loaders.restoration.pieces import Kind, Piece
from loaders.restoration.syllables import bare, skeletons

# Letters that an OCR without Vietnamese cannot print; "é" it prints for many others.
TRUE_LETTERS = frozenset(letter for letter in LETTERS if not letter.isascii()) - frozenset("éÉ")
LOOKALIKES = str.maketrans("60143¢€&¥§$", "oolaseeeyso")
MARKED = 0.2  # share of marked words from which a line is good Vietnamese; running text has three in four
READABLE = 0.6  # share of words that could be Vietnamese from which a line without marks is torn Vietnamese
HARDLY = 0.15  # the same beside torn lines
FEW = 4  # words; a shorter line is judged with its neighbours


class Damage(Enum):
    """The state of a line."""

    GOOD = "good"
    TORN = "torn"
    FOREIGN = "foreign"
    UNCERTAIN = "uncertain"


def is_readable(word: str) -> bool:
    """Say whether a torn word has the letters of a syllable, but for its marks."""
    return bare(word).lower().translate(LOOKALIKES) in skeletons()


def _judge(words: Sequence[str]) -> Damage:
    if not words:
        return Damage.UNCERTAIN
    marked = sum(not TRUE_LETTERS.isdisjoint(word) for word in words)
    if marked >= MARKED * len(words):
        return Damage.GOOD
    if len(words) < FEW:
        return Damage.UNCERTAIN
    readable = sum(map(is_readable, words)) + sum("é" in word for word in words if not is_readable(word))
    return Damage.TORN if readable >= READABLE * len(words) else Damage.FOREIGN


def is_good(line: str, pieces: Sequence[Piece]) -> bool:
    """Say whether a line is good Vietnamese by itself; the pieces' offsets count from its start."""
    return _judge([line[piece.start : piece.end] for piece in pieces if piece.kind is Kind.WORD]) is Damage.GOOD


def judge(lines: Sequence[str], pieces: Sequence[Sequence[Piece]], starts: Sequence[int]) -> list[bool]:
    """Say of every line whether it is to be restored; `starts` are the offsets that the pieces count from.

    A short line without marks is taken for what the nearest longer lines are; where these are good it is left
    alone, and where there is none it is read as torn if all its words could be Vietnamese.
    """
    words = [
        [unicodedata.normalize("NFC", line[p.start - at : p.end - at]) for p in cuts if p.kind is Kind.WORD]
        for line, cuts, at in zip(lines, pieces, starts, strict=True)
    ]
    verdicts = [_judge(row) for row in words]
    above, below = _nearest(verdicts), _nearest(verdicts[::-1])[::-1]
    return [_settle(verdict, row, {a, b}) for verdict, row, a, b in zip(verdicts, words, above, below, strict=True)]


def _nearest(verdicts: Sequence[Damage]) -> list[Damage]:
    """Return for every line the last verdict, good or torn, up to it."""
    found: list[Damage] = []
    last = Damage.UNCERTAIN
    for verdict in verdicts:
        last = verdict if verdict in (Damage.TORN, Damage.GOOD) else last
        found.append(last)
    return found


def _settle(verdict: Damage, words: Sequence[str], around: set[Damage]) -> bool:
    if verdict in (Damage.TORN, Damage.GOOD):
        return verdict is Damage.TORN
    if Damage.TORN in around:
        hopeful = sum(is_readable(word) or "é" in word for word in words)
        return verdict is Damage.UNCERTAIN or hopeful >= HARDLY * len(words)
    return verdict is Damage.UNCERTAIN and around == {Damage.UNCERTAIN} and bool(words) and all(map(is_readable, words))
