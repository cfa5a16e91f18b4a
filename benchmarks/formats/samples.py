"""One small document in every format that is read, made here of an example: what is measured and mutated."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "corpus" / "04-ke-hoach-916-kh-du.txt"
LINES_A_PAGE = 40
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Paragraphs stand apart, as office programs set them.
_OPENED = '<w:p><w:pPr><w:spacing w:after="120"/></w:pPr><w:r>'
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TABLE = (("STT", "Nhiệm vụ", "Cơ quan chủ trì"), ("1", "Mở tủ sách ở các thôn", "Phòng Văn hóa"))
_REGISTER = (
    ("Số ký hiệu", "Ngày ban hành", "Trích yếu"),
    *((f"{number}/KH-UBND", "05/03/2021", f"thực hiện kế hoạch số {number}-kh/tu") for number in range(1, 9)),
)


def example(letters: int = 1_000_000) -> str:
    """Return the words of the example, as many letters of it as wanted."""
    return EXAMPLE.read_text("utf-8")[:letters]


def paragraph(block: str) -> str:
    """Return the XML of a paragraph of some lines."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in block.split("\n"))
    return f"{_OPENED}{lines}</w:r></w:p>"


def word(words: str) -> bytes:
    """Return a Word file of some words with a table behind them."""
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in _TABLE
    )
    return word_file("".join(map(paragraph, words.split("\n\n"))) + f"<w:tbl>{rows}</w:tbl>")


def word_file(body: str) -> bytes:
    """Return a Word file of the XML of its body."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{kind}"/></Types>',
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        }
    )


def workbook() -> bytes:
    """Return a spreadsheet that is a register."""
    rows = "".join(
        f'<row r="{number}">'
        + "".join(f'<c r="{"ABC"[at]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for at, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(_REGISTER, 1)
    )
    return _packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_OFFICE}"><sheets><sheet name="A" sheetId="1" '
            'r:id="r0"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _packed(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return file.getvalue()


def portable(words: str) -> bytes:
    """Return a PDF of some words, in a font of its own that maps each code to a letter."""
    lines = words.split("\n")
    pages = [lines[top : top + LINES_A_PAGE] for top in range(0, len(lines), LINES_A_PAGE)]
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    ranges = "\n".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(1, 40))
    cmap = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n39 beginbfrange\n" + ranges
    letters = zlib.compress((cmap + "\nendbfrange\n1 beginbfrange\n<0001> <00FF> <0001>\nendbfrange endcmap").encode())
    font = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /T /DW 500 /CIDToGIDMap /Identity /CIDSystemInfo << "
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<</Type /Font /Subtype /Type0 /BaseFont /T /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts [4 0 R]>>",
        (font + "/Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>").encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(letters), letters),
    ]
    for at, page in enumerate(pages):
        shown = "\n".join(
            f"BT /F 11 Tf 1 0 0 1 60 {780 - 17 * row} Tm <{line.encode('utf-16-be').hex()}> Tj ET"
            for row, line in enumerate(page)
            if line.strip()
        ).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 720 842] /Contents {7 + 2 * at} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
    file = io.BytesIO(b"%PDF-1.7\n")
    file.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, 1):
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    file.write(b"trailer << /Size %d /Root 1 0 R >>\n%%%%EOF" % (len(objects) + 1))
    return file.getvalue()


def picture(kind: str) -> bytes:
    """Return a small picture of a few words: PNG, JPEG or TIFF."""
    sheet = Image.new("L", (620, 240), 255)
    font = ImageFont.load_default(24)
    for at in range(4):
        ImageDraw.Draw(sheet).text((30, 30 + 45 * at), "Plan number seven for the libraries", fill=0, font=font)
    file = io.BytesIO()
    sheet.save(file, kind, dpi=(150, 150))
    return file.getvalue()


def samples(words: str) -> dict[str, bytes]:
    """Return a file of some words in each text format, by its suffix."""
    page = "".join(f"<p>{escape(block)}</p>" for block in words.split("\n\n")).replace("\n", "<br>")
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _TABLE)
    bars = "\n".join("| " + " | ".join(row) + " |" for row in (_TABLE[0], ("---",) * 3, *_TABLE[1:]))
    return {
        ".txt": words.encode(),
        ".md": f"# {words}\n\n{bars}\n".encode(),
        ".html": f"<html><meta charset=utf-8><body>{page}<table>{rows}</table></body></html>".encode(),
        ".csv": "\n".join(",".join(row) for row in _REGISTER).encode(),
        ".xlsx": workbook(),
        ".docx": word(words),
        ".pdf": portable(words),
    }
