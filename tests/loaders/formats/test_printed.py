"""Where the words of PDFs and pictures stand: each word of the text is marked where the page prints it."""

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw, ImageFont

from loaders.formats import images, pdf
from loaders.formats.pdfium import Glyph
from loaders.formats.pdflines import lines_of
from loaders.pipeline import document_of
from loaders.text import text_of
from ontology.model import SourceText
from ontology.printed import Place, places_of

PdfFile = Callable[..., bytes]
WIDTH, HEIGHT, SIZE = 595, 842, 14.0


def places(source: SourceText, words: str) -> list[Place]:
    start = source.raw.index(words)
    return list(places_of(source.printed, source.raw, start, start + len(words)))


def ruled(texts: list[tuple[float, float, float, str]], top: float, bottom: float) -> tuple[list, list]:
    """Return texts in a table of one row and three columns."""
    columns = (50.0, 90.0, 300.0, 500.0)
    return texts, [(50, top, 500, top), (50, bottom, 500, bottom), *((x, top, x, bottom) for x in columns)]


LONG = "Căn cứ Nghị quyết về phát triển khoa học, công nghệ, đổi mới sáng tạo"
PAGES = [
    (
        [
            (50, 100, SIZE, LONG),
            (50, 118, SIZE, "quốc gia số 57-NQ/TW;"),
            (50 + 21 * 7, 113, 7.0, "1"),
            (50, 800, 8, "1 Số 12."),
        ],
        [],
    ),
    ruled(
        [
            (54, 120, SIZE, "1"),
            (94, 120, SIZE, "Thực hiện số 66-"),
            (94, 138, SIZE, "NQ/TW"),
            (304, 120, SIZE, "Bộ A"),
        ],
        100,
        800,
    ),
    ruled([(94, 120, SIZE, "và báo cáo")], 100, 140),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("Căn", [(1, 50, 100, 3)], id="the first word"),
        pytest.param("57-NQ/TW;", [(1, 50 + 12 * 7, 118, 9)], id="a word in the middle"),
        pytest.param("tạo\nquốc", [(1, 50 + 7 * (len(LONG) - 3), 100, 3), (1, 50, 118, 4)], id="two lines"),
        pytest.param("66-NQ/TW", [(2, 94 + 13 * 7, 120, 3), (2, 94, 138, 5)], id="a symbol over two lines"),
        pytest.param("NQ/TW và", [(2, 94, 138, 5), (3, 94, 120, 2)], id="a row that is cut"),
        pytest.param("Bộ A", [(2, 304, 120, 4)], id="another cell"),
        pytest.param("Số 12.", [(1, 50 + 8, 800, 6)], id="a note"),
    ],
)
def test_words_of_a_pdf_are_where_they_are_printed(
    pdf_file: PdfFile, words: str, found: list[tuple[int, float, float, int]]
) -> None:
    source = pdf.read(pdf_file(PAGES), "a.pdf")
    seen = places(source, words)
    assert [place.page for place in seen] == [page for page, *_ in found]
    for place, (_, left, base, letters) in zip(seen, found, strict=True):
        size = 8 if base == 800 else SIZE
        assert place.left * WIDTH == pytest.approx(left, abs=1)
        assert place.right * WIDTH == pytest.approx(left + letters * size / 2, abs=size / 2)
        assert place.top * HEIGHT < base - 0.6 * size < base <= place.bottom * HEIGHT < base + size / 2
        assert place.confidence is None


def test_every_word_has_its_place_once(pdf_file: PdfFile) -> None:
    source = pdf.read(pdf_file(PAGES), "a.pdf")
    strips = sorted(strip for page in source.printed for strip in page.strips)
    assert all(one.end <= other.start for one, other in pairwise(strips))
    assert [2 * len(source.raw[strip.start : strip.end].split()) for strip in strips] == [
        len(strip.edges) for strip in strips
    ]
    left = list(source.raw)
    for strip in strips:
        left[strip.start : strip.end] = " " * (strip.end - strip.start)
    assert not "".join(left).strip()


def test_a_number_that_refers_to_a_note_moves_no_other_word() -> None:
    letters = [("T", SIZE, 100.0), ("W", SIZE, 100.0), ("1", 7.0, 95.0), ("v", SIZE, 100.0), ("à", SIZE, 100.0)]
    glyphs = [
        Glyph(letter, 50 + 10 * at, 59 + 10 * at, y, size, is_spaced=letter == "v")
        for at, (letter, size, y) in enumerate(letters)
    ]
    [line] = lines_of(glyphs)
    assert (line.text, line.edges) == ("TW và", (50, 79, 80, 99))


def picture(words: str, *, degrees: float) -> tuple[bytes, Image.Image]:
    """Return a page that prints one word in a large frame of others, laid crooked or on its head."""
    sheet = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(36)
    for at in range(12):
        ImageDraw.Draw(sheet).text((150, 250 + 70 * at), words if at == 6 else "plan of the province", 0, font)
    sheet = sheet.rotate(degrees, fillcolor=255)
    file = io.BytesIO()
    sheet.save(file, "PNG", dpi=(150, 150))
    return file.getvalue(), sheet


@pytest.mark.parametrize("degrees", [1.5, 180])
def test_words_of_a_picture_are_where_their_ink_is(degrees: float, needs_tool: Callable[[str], str]) -> None:
    needs_tool("tesseract")
    data, sheet = picture("plan of the libraries", degrees=degrees)
    source = images.read(data, "a.png")
    [place] = places(source, "libraries")
    box = place.left * sheet.width, place.top * sheet.height, place.right * sheet.width, place.bottom * sheet.height
    ink, without = (each.crop(tuple(map(round, box))) for each in (sheet, picture("plan of the", degrees=degrees)[1]))
    assert ink.getextrema()[0] == 0
    assert without.getextrema()[0] > 128  # and nothing else is in the box
    assert place.confidence is None or 0 < place.confidence <= 1


def test_words_recognised_with_doubt_are_doubtful_words_of_the_document(needs_tool: Callable[[str], str]) -> None:
    needs_tool("tesseract")
    sheet = Image.open(io.BytesIO(picture("plan of the libraries", degrees=0)[0]))
    small = sheet.resize((sheet.width // 5, sheet.height // 5)).resize(sheet.size)
    file = io.BytesIO()
    small.save(file, "PNG", dpi=(150, 150))
    source = images.read(file.getvalue(), "a.png")
    document = document_of(source, text_of(source.raw))
    assert document.doubtful
    assert "ocr-low" in {problem.code for problem in document.problems}
    for span in document.doubtful:
        [place] = places_of(source.printed, source.raw, span.start, span.end)
        assert place.confidence is not None
        assert place.confidence < 0.6
