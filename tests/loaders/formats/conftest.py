"""Word files and PDFs made in memory, so that each test shows what its file holds."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import forkserver

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

LETTERS_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /T /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts [4 0 R] >>"
)

Text = tuple[float, float, float, str]  # x, y from above, size, words
Stroke = tuple[float, float, float, float]  # x, y, x, y from above
Drawing = tuple[Sequence[Text], Sequence[Stroke]] | None
WordFile = Callable[..., bytes]
PdfFile = Callable[..., bytes]


def _part(name: str, contents: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMES}>{contents}</w:{name}>'


@pytest.fixture(scope="session")
def word_file() -> WordFile:
    """Return a function that makes a Word file of the XML of its body and of other parts, by name without suffix."""

    def made(body: str, parts: Mapping[str, str] | None = None) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", _part("document", f"<w:body>{body}</w:body>"))
            for name, contents in (parts or {}).items():
                archive.writestr(f"word/{name}.xml", _part(name, contents))
        return file.getvalue()

    return made


def _stream(words: bytes, extra: str = "") -> bytes:
    packed = zlib.compress(words)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {extra} >>\nstream\n".encode() + packed + b"\nendstream"


def _unicode_map() -> bytes:
    """Return a character map that reads each code of two bytes as the letter of that number."""
    codes = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(1, 201)]
    ranges[:0] = ["<0001> <00FF> <0001>"]  # code 0 has no letter
    blocks = [f"{len(some)} beginbfrange\n{chr(10).join(some)}\nendbfrange" for some in (ranges[:100], ranges[100:200])]
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    return (head + codes + "\n".join(blocks) + "\nendcmap end end").encode()


IMAGE = "q 200 0 0 200 100 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q"


def _contents(drawing: Drawing, height: float) -> bytes:
    """Return the operators of a page; `None` is a page that is a picture."""
    if drawing is None:
        return IMAGE.encode()
    texts, strokes = drawing
    lines = [f"{x} {height - y} m {u} {height - v} l S" for x, y, u, v in strokes]
    lines += [
        f"BT /F1 {size} Tf 1 0 0 1 {x} {height - y} Tm <{words.encode('utf-16-be').hex()}> Tj ET"
        for x, y, size, words in texts
    ]
    return "\n".join(lines).encode()


@pytest.fixture(scope="session")
def pdf_file() -> PdfFile:
    """Return a function that makes a PDF of pages of texts and strokes; letters are half as wide as high."""

    def made(pages: Sequence[Drawing], *, size: tuple[int, int] = (595, 842), trailer: str = "") -> bytes:
        font = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 500 /CIDToGIDMap /Identity "
        font += "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
            LETTERS_FONT,
            font.encode(),
            _stream(_unicode_map()),
        ]
        for index, drawing in enumerate(pages):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {7 + 2 * index} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
            )
            objects.append(_stream(_contents(drawing, size[1])))
        return _assembled(objects, trailer)

    return made


def _assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n")
    places: list[int] = []
    for number, contents in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(f"{number} 0 obj\n".encode() + contents + b"\nendobj\n")
    start = file.tell()
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    file.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
    file.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode())
    return file.getvalue()


@pytest.fixture(scope="module", autouse=True)
def own_fork_server() -> Iterator[None]:
    """End the server that readers are forked from with the tests of a file: it keeps the tools that a test hid."""
    yield
    forkserver._forkserver._stop()
