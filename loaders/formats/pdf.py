"""PDFs: lines, paragraphs and ruled tables rebuilt from where the letters stand; scanned pages are recognised first.

Running heads and page numbers are left out, and the numbers that refer to notes are not text. Annotations (the
stamp of a digital signature) are not text.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.formats.layers import Layer, encoding_of, in_our_letters, is_better, layer_of, without_soft_hyphens
from loaders.formats.pagewriting import written
from loaders.formats.pdfium import UNREAD, Page, pages_of, picture_of
from loaders.formats.pdfpages import sheets_of
from loaders.formats.refusals import EmptyFileError, NoRecogniserError, RecogniserError, TooBigError
from loaders.formats.scans import doubtful_words, page_of
from loaders.formats.tesseract import is_installed
from ontology.model import Problem, SourceText, Span
from ontology.printed import PrintedPage, Strip


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as far as it could be seen, why a picture of it could not be read, and what was done with its layer."""

    page: Page
    fault: NoRecogniserError | RecogniserError | None = None
    layer: str = ""  # a key of `_LAYERS`
    encoding: str = ""


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a PDF with its pages and tables. Raise an `UnreadableError` that names the remedy."""
    pages = [_recognised(data, page, index) for index, page in enumerate(pages_of(data))]
    return text_of_pages(data, name, pages)


def text_of_pages(data: bytes, name: str, pages: Sequence[Seen]) -> SourceText:
    """Return the text of pages, whatever they were drawn on. Raise `NoRecogniserError`, `EmptyFileError`."""
    sheets = sheets_of([seen.page for seen in pages])
    if all(sheet.is_blank for sheet in sheets):
        raise next((seen.fault for seen in pages if seen.fault is not None), EmptyFileError())
    text = written(sheets)
    return SourceText(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        raw=text.raw,
        tables=text.tables,
        pages=text.starts,
        printed=tuple(_printed(seen.page, strips) for seen, strips in zip(pages, text.strips, strict=True)),
        problems=tuple(_problems(text.raw, text.starts, pages)),
    )


def _printed(page: Page, strips: tuple[Strip, ...]) -> PrintedPage:
    width, height = round(page.width, 2), round(page.height, 2)
    return PrintedPage(width=width, height=height, turns=page.turns, tilt=page.tilt, strips=strips)


def _recognised(data: bytes, page: Page, index: int) -> Seen:
    if not page.is_picture:
        return _judged(data, page, index)
    if not is_installed():
        return Seen(page, NoRecogniserError())
    try:
        return Seen(page_of(picture_of(data, index)))
    except RecogniserError as error:
        return Seen(replace(page, glyphs=()), error)


def _judged(data: bytes, page: Page, index: int) -> Seen:
    """Return a page with a text layer: as it is, in our letters, or read from its picture where that is better."""
    match layer_of(page):
        case Layer.GOOD:
            return Seen(without_soft_hyphens(page))
        case Layer.OLD:
            encoding = encoding_of(page)
            return Seen(in_our_letters(page, encoding), layer="decoded", encoding=encoding)
        case _ if not is_installed():
            return Seen(page, layer="unseen")
        case _:
            try:
                seen = page_of(picture_of(data, index))
            except (RecogniserError, TooBigError):
                return Seen(page, layer="doubtful")
            return Seen(seen, layer="replaced") if is_better(seen, page) else Seen(page, layer="doubtful")


_LAYERS = {
    "decoded": "chữ trong PDF theo phông {0}, đã chuyển sang Unicode; hãy xem lại chữ hoa. / the letters of the PDF "
    "are of {0} fonts and were converted to Unicode; look the capitals through.",
    "replaced": "lớp chữ của PDF hỏng dấu, nên đã đọc lại từ ảnh của trang; hãy so với bản gốc. / the text layer of "
    "the PDF lost its marks, so the page was read from its picture; compare with the original.",
    "doubtful": "lớp chữ của PDF có vẻ sai, mà đọc từ ảnh không hơn; hãy so với bản gốc. / the text layer of the PDF "
    "looks wrong, and its picture reads no better; compare with the original.",
    "unseen": "lớp chữ của PDF có vẻ sai; để đọc lại từ ảnh hãy cài: apt-get install tesseract-ocr tesseract-ocr-vie, "
    "rồi dựng lại. / the text layer of the PDF looks wrong; to read the page from its picture install: apt-get install "
    "tesseract-ocr tesseract-ocr-vie, and build again.",
}


def _problems(raw: str, starts: Sequence[int], pages: Sequence[Seen]) -> Iterator[Problem]:
    """Yield what could not be seen, or not well, page by page."""
    for number, ((start, end), seen) in enumerate(zip(pairwise((*starts, len(raw))), pages, strict=True), start=1):
        if seen.fault is not None:
            yield Problem(code="no-text-layer", message=_on_page(number, str(seen.fault)), span=Span(start, start))
        if seen.layer:
            told = _on_page(number, _LAYERS[seen.layer].format(seen.encoding))
            yield Problem(code=f"text-layer-{seen.layer}", message=told, span=Span(start, start))
        if count := raw.count(UNREAD, start, end):
            first = raw.index(UNREAD, start, end)
            yield _unread_letters(number, count, Span(first, first + 1))
        if count := doubtful_words(seen.page.glyphs):
            yield _unsure_words(number, count, Span(start, start))


def _on_page(number: int, message: str) -> str:
    vietnamese, _, english = message.partition(" / ")
    return f"Trang {number}: {vietnamese} / Page {number}: {english}"


def _unread_letters(page: int, count: int, span: Span) -> Problem:
    return Problem(
        code="unread-letters",
        message=_on_page(
            page,
            f"{count} chữ mà phông không cho biết là chữ gì; hãy xin bản gốc. / "
            f"{count} letters whose font does not say which they are; ask for the original.",
        ),
        span=span,
    )


def _unsure_words(page: int, count: int, span: Span) -> Problem:
    return Problem(
        code="ocr-low",
        message=_on_page(
            page,
            f"nhận dạng không chắc {count} chữ; hãy so với bản giấy, hoặc quét lại rõ hơn. / "
            f"{count} words were recognised without certainty; compare with the paper, or scan it again.",
        ),
        span=span,
    )
