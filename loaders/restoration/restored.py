"""The restored text and where each of its words stood in the original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Token:
    """A restored word: half-open offsets in the restored and the original text, confidence in 0..1."""

    start: int
    end: int
    raw_start: int
    raw_end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Restored:
    """Restored text; what lies between its tokens is the original's, character for character."""

    text: str
    tokens: tuple[Token, ...]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the original that a half-open span of the restored text stands for."""
        first, last = self._raw(start), self._raw(end)
        return first, max(first, last)

    def _raw(self, offset: int) -> int:
        place = bisect_right(self.tokens, offset, key=attrgetter("start")) - 1
        if place < 0:
            return offset
        token = self.tokens[place]
        if offset >= token.end:
            return token.raw_end + offset - token.end
        return token.raw_start + min(offset - token.start, token.raw_end - token.raw_start)


def chained(first: Restored, second: Restored) -> Restored:
    """Return what restoring the text of `first` once more gave, with offsets in the original of `first`."""
    read = [
        Token(token.start, token.end, *first.to_raw(token.raw_start, token.raw_end), token.confidence)
        for token in second.tokens
    ]
    kept = (_moved(token, second.tokens) for token in first.tokens)
    tokens = sorted((*read, *(token for token in kept if token)), key=attrgetter("start"))
    return Restored(second.text, tuple(tokens))


def _moved(token: Token, later: tuple[Token, ...]) -> Token | None:
    """Return the token where the later reading left it; None where it was read again."""
    following = bisect_left(later, token.end, key=attrgetter("raw_start"))
    if following == 0:
        return token
    before = later[following - 1]
    if before.raw_end > token.start:
        return None
    shift = before.end - before.raw_end
    return replace(token, start=token.start + shift, end=token.end + shift)
