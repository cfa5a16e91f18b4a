"""The text that the readers read: restored, folded, and tied back to the raw characters.

Readers match on `folded` (no marks, lower case), which has exactly the length of `restored`, so that an
offset in one is an offset in the other; `span` turns such offsets into offsets of the raw text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ontology.folding import fold
from ontology.model import Span

Anchors = tuple[tuple[int, int], ...]
_WHITE = str.maketrans("\n\t\r\u00a0", "    ")


@dataclass(frozen=True, slots=True)
class Text:
    """A raw text with its restored and folded forms.

    `anchors` are pairs (offset in restored, offset in raw), ascending in both; between two anchors
    characters run side by side, as far as both sides have any.
    """

    raw: str
    restored: str
    folded: str
    anchors: Anchors
    doubtful: tuple[Span, ...] = ()  # raw spans of words restored with little confidence
    _flat: list[str] = field(init=False, repr=False, compare=False, default_factory=list[str])

    @property
    def flat(self) -> str:
        """The folded text, every white space a plain space; made once, when it is first wanted."""
        if not self._flat:
            self._flat.append(self.folded.translate(_WHITE))
        return self._flat[0]

    def raw_offset(self, offset: int) -> int:
        """Return the raw offset that belongs to an offset of the restored text."""
        index = bisect_right(self.anchors, (offset, len(self.raw) + 1)) - 1
        if index < 0:
            return min(offset, len(self.raw))
        here, there = self.anchors[index]
        limit = self.anchors[index + 1][1] if index + 1 < len(self.anchors) else len(self.raw)
        return min(there + offset - here, limit)

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of a range of the restored text."""
        first = self.raw_offset(start)
        return Span(first, max(first, self.raw_offset(end)))

    def printed(self, start: int, end: int) -> str:
        """Return the words as they are printed, for a range of the restored text."""
        return self.span(start, end).of(self.raw)


def _letters(text: str) -> Iterator[str]:
    """Yield the pieces of a text that compose to one letter each, signs and all."""
    piece = ""
    for sign in text:
        if piece and not sign.isascii() and _joins(piece, sign):
            piece += sign
            continue
        if piece:
            yield piece
        piece = sign
    if piece:
        yield piece


def _joins(piece: str, sign: str) -> bool:
    together = unicodedata.normalize("NFC", piece + sign)
    return unicodedata.combining(sign) != 0 or together != unicodedata.normalize("NFC", piece) + sign


def _composed(text: Text) -> Text:
    """Return a text whose restored form is in NFC, its anchors moved along."""
    if unicodedata.is_normalized("NFC", text.restored):
        return text
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = []
    old = new = 0
    for piece in _letters(text.restored):
        anchors.append((new, text.raw_offset(old)))
        pieces.append(unicodedata.normalize("NFC", piece))
        old, new = old + len(piece), new + len(pieces[-1])
    anchors.append((new, text.raw_offset(old)))
    composed = "".join(pieces)
    return Text(raw=text.raw, restored=composed, folded=fold(composed), anchors=tuple(anchors), doubtful=text.doubtful)


# Signs that print nothing, or turn what is printed round.
HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff"
_LOOSE = re.compile(rf"(?P<trailing>(?<![^\S\n])[^\S\n]++(?=\n|\Z))|(?<=\w )[^\S\n](?=\w)|[{HIDDEN}]+")


def evened(text: Text) -> Text:
    """Return a text without blanks at the ends of its lines and signs that print nothing, and one blank for two.

    A rule sees one sign between two words then, be it a blank or the end of a line, and whole words.
    """
    if _LOOSE.search(text.restored) is None:
        return text
    pieces: list[str] = []
    folded: list[str] = []
    anchors: list[tuple[int, int]] = []
    taken = length = at = 0
    for found in _LOOSE.finditer(text.restored):
        start, end = found.span()
        while at < len(text.anchors) and text.anchors[at][0] <= start:
            anchors.append((text.anchors[at][0] - taken + length, text.anchors[at][1]))
            at += 1
        while at < len(text.anchors) and text.anchors[at][0] <= end:
            at += 1
        pieces.append(text.restored[taken:start])
        folded.append(text.folded[taken:start])
        length, taken = length + start - taken, end
        # After blanks at a line's end the line end runs on from its last letter: a clause ends with that.
        after = 1 if found["trailing"] else 0
        if end + after <= len(text.restored):
            anchors.append((length + after, text.raw_offset(end + after)))
    pieces.append(text.restored[taken:])
    folded.append(text.folded[taken:])
    anchors += [(here - taken + length, there) for here, there in text.anchors[at:]]
    return replace(text, restored="".join(pieces), folded="".join(folded), anchors=tuple(anchors))


def text_of(
    raw: str,
    restored: str | None = None,
    anchors: Iterable[tuple[int, int]] = (),
    doubtful: Iterable[Span] = (),
) -> Text:
    """Return the readable text of a raw text; without a restored form the raw text is taken as good."""
    good = raw if restored is None else restored
    plain = Text(raw=raw, restored=good, folded=fold(good), anchors=tuple(anchors), doubtful=tuple(doubtful))
    return _composed(plain)


def one_line(text: str) -> str:
    r"""Return a text of several lines as one, words broken at a hyphen joined.

    >>> one_line("Nghị quyết số 57-\nNQ/TW  và")
    'Nghị quyết số 57-NQ/TW và'
    """
    if "\n" not in text:
        return " ".join(text.split())
    joined = ""
    for line in text.split("\n"):
        piece = " ".join(line.split())
        if not piece:
            continue
        glue = "" if joined.endswith("-") and not joined.endswith(" -") else " "
        joined = f"{joined}{glue}{piece}" if joined else piece
    return joined
