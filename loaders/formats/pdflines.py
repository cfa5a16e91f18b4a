"""Glyphs to lines of text, as a reader's eye joins them: by base line, then from left to right."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.formats.pdfium import Glyph

_WIDE = 2.2  # letter sizes of white between two things that only stand side by side
_COLUMNS = 0.8  # letter sizes of white between the two columns of a letterhead, if it is no gap of its words
_SAME_LINE = 0.45  # letter sizes by which a raised or lowered letter may miss the base line
_GAP = "    "
_DASHES = "_-–—=*.…"
_LONGEST_DASH = 2  # letters: more of them are drawing
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8
_STANDS_OFF = 0.08  # letter sizes
# "66-NQ/TW¹" refers to a note; "km²" does not.
_REFERENCE = re.compile(r"(?<=\S)(?<!(?<![^\W\d_])[mM])(?<!km)(?<!cm)(?<!dm)(?<!mm)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words and place in points; `size` is that of most of its letters."""

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int = 0  # counted from 0
    edges: tuple[float, ...] = ()  # the left and the right edge of each word
    sure: tuple[float, ...] = ()  # 0..1 for each word


@dataclass(slots=True)
class _Run:
    """Glyphs that follow one another on a line."""

    glyphs: list[Glyph]
    is_column: bool = False  # of a letterhead

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def base(self) -> float:
        return usual(glyph.y for glyph in self.glyphs)

    @property
    def is_decoration(self) -> bool:
        return len(self.glyphs) > _LONGEST_DASH and all(glyph.letter in _DASHES for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    def letters(self, before: str) -> Iterator[tuple[str, Glyph]]:
        """Yield the letters, each with the blank before it; that of the first is told."""
        size = usual(glyph.size for glyph in self.glyphs)
        base = self.base
        for last, glyph in zip((None, *self.glyphs), self.glyphs, strict=False):
            is_parted = last is not None and (glyph.is_spaced or _lacks_space(last, glyph))
            blank = before if last is None else " " * is_parted
            raised = glyph.size < _SMALL * size and glyph.y < base - 0.1 * size
            yield blank + (glyph.letter.translate(_RAISED) if raised else glyph.letter), glyph


def _lacks_space(before: Glyph, glyph: Glyph) -> bool:
    """Say whether a capital stands off the small letter before it: tight setting may leave out the space."""
    stands_off = glyph.left - before.right > _STANDS_OFF * glyph.size
    return stands_off and before.letter.islower() and glyph.letter.isupper()


def usual(values: Iterable[float]) -> float:
    """Return the value that comes most often, the smallest of them where several do; 0 of none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else 0.0


def _follows(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    return abs(glyph.y - before.y) < _SAME_LINE * size and -0.5 * size < glyph.left - before.right < _WIDE * size


def _runs(glyphs: Iterable[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1].glyphs[-1], glyph):
            runs[-1].glyphs.append(glyph)
        else:
            runs.append(_Run([glyph]))
    return [part for run in runs for part in _columns(run.glyphs)]


def _columns(glyphs: list[Glyph]) -> list[_Run]:
    """Return the two columns of a letterhead in capitals that stand closer than wide (Decree 30/2020, annex I)."""
    gaps = sorted(
        (there.left - here.right, at) for at, (here, there) in enumerate(pairwise(glyphs), 1) if there.is_spaced
    )
    if len(gaps) < 3 or any(glyph.letter.islower() for glyph in glyphs):
        return [_Run(glyphs)]
    (usual, _), (widest, at) = gaps[len(gaps) // 2], gaps[-1]
    if widest <= max(_COLUMNS * glyphs[0].size, 2 * usual):
        return [_Run(glyphs)]
    return [_Run(glyphs[:at], is_column=True), _Run(glyphs[at:], is_column=True)]


def lines_of(glyphs: Sequence[Glyph], page: int = 0) -> list[Line]:
    """Return the lines that some glyphs of a page make up, from above; things side by side are parted by four spaces.

    Rows of dashes are drawing, and the raised number that refers to a note is no part of the word before it.
    """
    rows: list[tuple[float, float, list[_Run]]] = []
    runs = [(run.base, run.left, run) for run in _runs(glyphs) if not run.is_decoration]
    for base, _, run in sorted(runs, key=lambda placed: placed[:2]):
        size = run.glyphs[0].size
        row = next((row for row in reversed(rows[-3:]) if abs(row[0] - base) < _SAME_LINE * max(row[1], size)), None)
        if row is None:
            rows.append((base, size, [run]))
        else:
            row[2].append(run)
    return [_line(page, base, sorted(runs, key=lambda run: run.left)) for base, _, runs in rows]


def _line(page: int, base: float, runs: Sequence[_Run]) -> Line:
    size = usual(glyph.size for run in runs for glyph in run.glyphs)
    letters = list(runs[0].letters(""))
    for before, run in pairwise(runs):
        letters += run.letters(_blank_between(before, run, size))
    words = _words(letters)
    return Line(
        text=_REFERENCE.sub("", "".join(letter for letter, _ in letters)),
        left=runs[0].left,
        right=max(run.right for run in runs),
        y=base,
        size=size,
        page=page,
        edges=tuple(
            edge for word in words for edge in (min(each.left for each in word), max(each.right for each in word))
        ),
        sure=tuple(min(glyph.confidence for glyph in word) for word in words),
    )


def _blank_between(before: _Run, run: _Run, size: float) -> str:
    white = run.left - before.right
    if white > _WIDE * size or (before.is_column and run.is_column):
        return _GAP
    return " " if run.glyphs[0].is_spaced or white > 0.2 * size else ""


def _words(letters: Iterable[tuple[str, Glyph]]) -> list[list[Glyph]]:
    """Return the glyphs of each word; a note's number is part of its word here, and no word of its own."""
    words: list[list[Glyph]] = []
    for letter, glyph in letters:
        if not words or letter[0].isspace():
            words.append([])
        words[-1].append(glyph)
    return words


def joined(pieces: Iterable[str]) -> str:
    """Return lines of one cell or paragraph as one, without a space after a hyphen or stroke that ends a line.

    >>> joined(["Nghị quyết số 66-", "NQ/TW"])
    'Nghị quyết số 66-NQ/TW'
    """
    whole = ""
    for piece in pieces:
        if whole and piece:
            whole += "" if whole.endswith(("-", "/")) and not whole.endswith((" -", " /")) else " "
        whole += piece
    return whole
