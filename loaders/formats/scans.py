"""A picture of a page to the glyphs of a page: what a text layer would hold, if the paper had one."""

from collections.abc import Iterator, Sequence
from statistics import median

from loaders.formats.pdfium import Glyph, Page
from loaders.formats.pixels import DPI, Pixels
from loaders.formats.tesseract import WordLine, recognised

UNSURE = 0.6  # the confidence below which a recognised word is told as doubtful
_POINTS = 72 / DPI
_EM = 0.8  # of the height that Tesseract tells, marks above and below and all, is the size of the letters
_NEAR = 0.18  # by which sizes of letters may differ and be one: pictures blur
_NOISE = frozenset("|_—–-=~.,'`:;•*°^\\/«»\"")
_SMALLEST = 0.35  # of the usual size: what is smaller is a speck


def page_of(picture: Pixels) -> Page:
    """Return a page as its picture is read; glyphs carry the confidence of their words."""
    lines = [line for line in recognised(picture) if not _is_noise(line)]
    size = median(line.size for line in lines) if lines else 0.0
    glyphs = [glyph for line in lines if line.size > _SMALLEST * size for glyph in _glyphs(line, size)]
    height, width = picture.shape
    return Page(width=width * _POINTS, height=height * _POINTS, glyphs=tuple(glyphs), rules=(), is_picture=False)


def _is_noise(line: WordLine) -> bool:
    """Say whether a line holds no letter or digit: specks, rules and edges of the sheet."""
    return all(letter in _NOISE for word in line.words for letter in word.text)


def _glyphs(line: WordLine, usual: float) -> Iterator[Glyph]:
    size = usual if abs(line.size - usual) <= _NEAR * usual else line.size
    points, y = round(size * _POINTS * _EM, 0) or 1.0, round(line.y * _POINTS, 1)
    for word in line.words:
        step = (word.right - word.left) / len(word.text) * _POINTS
        left = word.left * _POINTS
        for index, letter in enumerate(word.text):
            yield Glyph(letter, left + index * step, left + (index + 1) * step, y, points, index == 0, word.confidence)


def doubtful_words(glyphs: Sequence[Glyph]) -> int:
    """Return how many words of a page were recognised below `UNSURE`."""
    return sum(glyph.is_spaced and glyph.confidence < UNSURE for glyph in glyphs)
