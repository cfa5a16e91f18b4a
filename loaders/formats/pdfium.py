"""The border to PDFium: the only place that names the library. Pages as glyphs and ruled lines, y counted down.

The library has no types, so strict checking stops at what it returns; all that leaves this module has ours.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownArgumentType=false

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from loaders.formats.pixels import DPI, MOST_PIXELS, Pixels
from loaders.formats.refusals import BrokenPdfError, EmptyFileError, PasswordError, TooBigError, WrongTypeError

_SPACES = frozenset("\u200b\ufeff")  # besides those that Python knows
_HALVES = range(0xD800, 0xE000)  # halves of letters, which stand for nothing alone
_HYPHENS = frozenset("\x02\ufffe\u2010\u2011")  # a hyphen at the end of a line is told apart by PDFium
_SYMBOLS = ("\uf000", "\uf0ff")  # where symbol fonts have their signs
UNREAD = "\ufffd"  # stands for a letter whose font does not say which it is
_THIN = 3.0  # points: what is no thicker is a ruled line
_COVERED = 0.5  # of a page: more of it under images is a scan, unless it has as many letters as a text
_FEW_LETTERS = 200
_SIGNATURE = b"%PDF-"
_HEAD = 1024  # bytes in which the signature may stand
_TURNED = (1, 3)  # quarter turns that make a standing page a lying one

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed letter: where it starts and ends, its base line and its size, in points; `is_spaced` after a space."""

    letter: str
    left: float
    right: float
    y: float
    size: float
    is_spaced: bool
    confidence: float = 1.0  # 0..1, of the word it was recognised in


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A ruled line: at `at` (y of a level one, x of an upright one) from `start` to `end`."""

    is_level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page of a PDF prints."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    is_picture: bool  # a scan: its words, if there are any, are no more than a stamp on it
    turns: int = 0  # quarters by which its picture was turned clockwise to be read,
    tilt: float = 0.0  # and degrees by which it was levelled


def pages_of(data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF. Raise an `UnreadableError` where it has a password, no page, or cannot be opened."""
    document = _opened(data)
    try:
        if len(document) == 0:
            raise EmptyFileError
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError as error:
                raise BrokenPdfError(f"trang / page {index + 1}: {error}") from error
            try:
                yield _page(page)
            finally:
                page.close()
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    if _SIGNATURE not in data[:_HEAD]:
        raise WrongTypeError("PDF")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise PasswordError from error
        if _has_no_page(data):
            raise EmptyFileError from error
        raise BrokenPdfError(str(error)) from error


def _has_no_page(data: bytes) -> bool:
    """Say whether a file is whole and holds no page; the error that PDFium tells may be that of another file."""
    raw: Any = pdfium.raw
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return False
    try:
        return bool(raw.FPDF_GetPageCount(document) == 0)
    finally:
        raw.FPDF_CloseDocument(document)


class _Turn:
    """Turns points of a page as the page is turned, so that y counts down from the upper edge."""

    def __init__(self, page: Any) -> None:
        self.turns = page.get_rotation() // 90
        left, bottom, right, top = page.get_cropbox()
        self.left, self.bottom, self.right, self.top = left, bottom, right, top

    def __call__(self, x: float, y: float) -> Point:
        match self.turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


def _page(page: Any) -> Page:
    turn = _Turn(page)
    width, height = page.get_width(), page.get_height()
    text = page.get_textpage()
    try:
        glyphs = tuple(_glyphs(text.raw, turn))
    finally:
        text.close()
    rules: list[Rule] = []
    pictured = 0.0
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=4):
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured += _area(drawn.raw)
        else:
            rules += _rules(drawn.raw, turn)
    is_picture = pictured > (_COVERED * width * height if glyphs else 0) and len(glyphs) < _FEW_LETTERS
    return Page(width=width, height=height, glyphs=glyphs, rules=tuple(rules), is_picture=is_picture)


def _area(drawn: Any) -> float:
    """Return the area that an object covers, in square points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return abs((right.value - left.value) * (top.value - bottom.value))


def picture_of(data: bytes, index: int, dots: int = DPI) -> Pixels:
    """Return the colours of a page drawn at so many dots an inch, unannotated.

    Raise `TooBigError`, `BrokenPdfError`.
    """
    document = _opened(data)
    try:
        page = document[index]
        scale = dots / 72
        if page.get_width() * page.get_height() * scale * scale > MOST_PIXELS:
            raise TooBigError(f"> {MOST_PIXELS // 1_000_000} Mpx")
        drawn = page.render(scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True)
        return drawn.to_numpy().copy()
    except pdfium.PdfiumError as error:
        raise BrokenPdfError(f"trang / page {index + 1}: {error}") from error
    finally:
        document.close()


def _letter(code: int) -> str:
    """Return the letter of a code: signs of symbol fonts are bullets, what a font gives no letter for is U+FFFD."""
    if code in _HALVES or code > sys.maxunicode:
        return UNREAD
    letter = chr(code)
    if letter in _HYPHENS:
        return "-"
    if _SYMBOLS[0] <= letter <= _SYMBOLS[1]:
        return "•"
    return UNREAD if code == 0 else letter


def _glyphs(text: Any, turn: _Turn) -> Iterator[Glyph]:
    """Yield the letters of a page in the order in which they are drawn, spaces told by the letter after them."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    is_spaced = False
    for index in range(raw.FPDFText_CountChars(text)):
        letter = _letter(raw.FPDFText_GetUnicode(text, index))
        if letter in _SPACES or letter.isspace():
            is_spaced = True
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        size = raw.FPDFText_GetFontSize(text, index)
        start, base = turn(x.value, y.value)
        if turn.turns:
            edges = (turn(left.value, bottom.value)[0], turn(right.value, top.value)[0])
        else:
            edges = (left.value - turn.left, right.value - turn.left)
        yield Glyph(letter, min(start, *edges), max(edges), round(base, 1), round(abs(size), 1) or 1.0, is_spaced)
        is_spaced = False


def _rules(path: Any, turn: _Turn) -> Iterator[Rule]:
    """Yield the ruled lines of a path: thin filled boxes, and the level and upright strokes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for points in _strokes(path, turn):
        across = [point[0] for point in points]
        down = [point[1] for point in points]
        if max(across) - min(across) <= _THIN or max(down) - min(down) <= _THIN:
            yield from _rule((min(across), min(down)), (max(across), max(down)))
        elif stroke.value:
            for one, other in pairwise(points):
                yield from _rule(one, other)


def _rule(one: Point, other: Point) -> Iterator[Rule]:
    (left, right), (upper, lower) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if lower - upper <= _THIN < right - left:
        yield Rule(True, (upper + lower) / 2, left, right)
    elif right - left <= _THIN < lower - upper:
        yield Rule(False, (left + right) / 2, upper, lower)


def _strokes(path: Any, turn: _Turn) -> Iterator[list[Point]]:
    """Yield the points of each part of a path that is drawn without lifting the pen, closed where it closes."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        points.append(turn(across, up))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
