"""The text that the readers read: restored, folded, and tied back to the raw characters.

Readers match on `folded` (no marks, lower case), which has exactly the length of `restored`, so that an
offset in one is an offset in the other; `span` turns such offsets into offsets of the raw text.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ontology.folding import fold
from ontology.model import Span

Anchors = tuple[tuple[int, int], ...]


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


def _composed(restored: str, anchors: Anchors) -> tuple[str, Anchors]:
    """Return the text in NFC and the anchors that belong to it."""
    if unicodedata.is_normalized("NFC", restored):
        return restored, anchors
    pieces: list[str] = []
    moved = {0: 0}
    length = start = 0
    for end in range(1, len(restored) + 1):
        if end < len(restored) and unicodedata.combining(restored[end]):
            continue
        pieces.append(unicodedata.normalize("NFC", restored[start:end]))
        length += len(pieces[-1])
        moved[end] = length
        start = end
    back = Text(raw="", restored="", folded="", anchors=anchors)
    raw_end = anchors[-1][1] + len(restored) if anchors else len(restored)
    whole = Text(raw=" " * raw_end, restored=restored, folded="", anchors=anchors) if anchors else back
    return "".join(pieces), tuple(
        sorted({(new, whole.raw_offset(old) if anchors else old) for old, new in moved.items()})
    )


def text_of(raw: str, restored: str | None = None, anchors: Iterable[tuple[int, int]] = ()) -> Text:
    """Return the readable text of a raw text; without a restored form the raw text is taken as good."""
    composed, tied = _composed(raw if restored is None else restored, tuple(anchors))
    return Text(raw=raw, restored=composed, folded=fold(composed), anchors=tied)


def one_line(text: str) -> str:
    """Return a text of several lines as one, words broken at a hyphen joined.

    >>> one_line("Nghị quyết số 57-\\nNQ/TW  và")
    'Nghị quyết số 57-NQ/TW và'
    """
    joined = ""
    for line in text.split("\n"):
        piece = " ".join(line.split())
        if not piece:
            continue
        glue = "" if joined.endswith("-") and not joined.endswith(" -") else " "
        joined = f"{joined}{glue}{piece}" if joined else piece
    return joined


Restorer = Callable[[str], Text]
