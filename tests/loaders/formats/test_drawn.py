"""Pages drawn with Vietnamese letters and read from their picture: tables, and layers that a picture puts right."""

import io
import subprocess
import zlib
from collections.abc import Callable, Sequence

import pytest
from PIL import Image, ImageDraw, ImageFont

from loaders.formats import images, pdf
from loaders.pipeline import document_of
from loaders.text import text_of

ROWS = (
    ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Xây dựng kế hoạch mở tủ sách ở các thôn trên địa bàn xã", "Phòng Kinh tế", "Tháng 9/2025"),
    ("2", "Tổng hợp kết quả thực hiện, báo cáo tỉnh", "Văn phòng Đảng ủy xã", "15/12/2025"),
)
WIDTHS = (160, 900, 560, 420)
SIZE, STEP, EDGE = 54, 70, 24
LINES = (
    "Ủy ban nhân dân xã chủ trì, phối hợp với các thôn",
    "xây dựng kế hoạch mở tủ sách trước ngày 30/9/2025,",
    "báo cáo kết quả về Đảng ủy xã theo đúng quy định.",
)
TORN = (
    "Uy ban nhan dan xa chu tri, phéi hop voi cac thon xay dung ké hoach mo tu sach truoc ngay 30/9/2025, bao cao két "
    "qua vé Dang uy xa theo dung quy dinh."
)


@pytest.fixture(scope="module")
def font(needs_tool: Callable[[str], str]) -> ImageFont.FreeTypeFont:
    """Return a font with all Vietnamese letters."""
    needs_tool("tesseract")
    command = [needs_tool("fc-match"), "-f", "%{file}", "TeX Gyre Termes:lang=vi"]
    return ImageFont.truetype(subprocess.run(command, capture_output=True, text=True, check=True).stdout, SIZE)


def wrapped(words: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def table_page(rows: Sequence[Sequence[str]], font: ImageFont.FreeTypeFont) -> Image.Image:
    """Return a sheet with a heading and a ruled table."""
    sheet = Image.new("L", (2480, 1800), 255)
    draw = ImageDraw.Draw(sheet)
    draw.text((220, 200), "Phân công nhiệm vụ kèm theo Kế hoạch số 12/KH-UBND", fill=0, font=font)
    edges = [220 + sum(WIDTHS[:count]) for count in range(len(WIDTHS) + 1)]
    top = y = 340
    draw.line([(edges[0], y), (edges[-1], y)], fill=0, width=4)
    for row in rows:
        cells = [wrapped(cell, font, width - 2 * EDGE) for cell, width in zip(row, WIDTHS, strict=True)]
        for left, lines in zip(edges, cells, strict=False):
            for at, line in enumerate(lines):
                draw.text((left + EDGE, y + 12 + STEP * at), line, fill=0, font=font)
        y += 30 + STEP * max(map(len, cells))
        draw.line([(edges[0], y), (edges[-1], y)], fill=0, width=4)
    for edge in edges:
        draw.line([(edge, top), (edge, y)], fill=0, width=4)
    return sheet


@pytest.mark.parametrize("skew", [0.0, -0.8], ids=["straight", "crooked"])
def test_a_ruled_table_on_a_scan_is_a_table(font: ImageFont.FreeTypeFont, skew: float) -> None:
    file = io.BytesIO()
    table_page(ROWS, font).rotate(skew, Image.Resampling.BICUBIC, fillcolor=255).save(file, "PNG", dpi=(300, 300))
    source = images.read(file.getvalue(), "a.png")
    (table,) = source.tables
    assert (len(table.rows), len(table.rows[0])) == (3, 4)
    document = document_of(source, text_of(source.raw))
    leads = [[party.name for party in task.lead] for task in document.tasks]
    assert leads == [["Phòng Kinh tế"], ["Văn phòng Đảng ủy xã"]]
    assert [[deadline.due for deadline in task.due] for task in document.tasks] == [["2025-09-30"], ["2025-12-15"]]


def test_a_layer_without_marks_is_read_from_the_picture_again(font: ImageFont.FreeTypeFont) -> None:
    sheet = Image.new("L", (2480, 1000), 255)
    for at, line in enumerate(LINES):
        ImageDraw.Draw(sheet).text((200, 300 + 90 * at), line, fill=0, font=font)
    source = pdf.read(searchable(sheet, f"{TORN} {TORN}"), "a.pdf")
    assert [problem.code for problem in source.problems][:1] == ["text-layer-replaced"]
    assert "Ủy ban nhân dân xã chủ trì" in source.raw
    assert "uy xa" not in source.raw


def searchable(sheet: Image.Image, layer: str) -> bytes:
    """Return a PDF of a picture with words that cannot be seen over it, as scanning programs make."""
    contents = f"q 595 0 0 240 0 0 cm /I Do Q BT 3 Tr /F 6 Tf 10 100 Td ({layer}) Tj ET".encode("cp1252")
    picture = zlib.compress(sheet.tobytes())
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    named = b"/XObject << /I 5 0 R >> /Font << /F " + font + b" >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 240] /Contents 4 0 R /Resources << " + named + b" >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contents), contents),
        (
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (*sheet.size, len(picture), picture)
        ),
    ]
    file = io.BytesIO(b"%PDF-1.7\n")
    file.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, 1):
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    file.write(b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF")
    return file.getvalue()
