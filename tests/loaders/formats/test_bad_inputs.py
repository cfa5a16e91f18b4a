"""Inputs that are not what they should be: each is read, read with a doubt that is told, or refused with the remedy."""

import io
import itertools
import struct
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from loaders.formats import doc, images, txt
from loaders.formats.refusals import UnreadableError
from loaders.pipeline import document_of, restored_text
from loaders.text import text_of
from ontology.model import Document, SourceText

Read = Callable[[str], Document]
TEXT = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc; đường phố ở thị trấn, ưỡn ngực, thuở xưa\n"
TCVN3 = "Cộng hòa xã hội chủ nghĩa Việt Nam, Đảng ủy phường đã quyết định"
IN_TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §¶ng ñy ph­êng ®· quyÕt ®Þnh"
VNI = "CỘNG HÒA xã hội chủ nghĩa Việt Nam, Đảng ủy phường đã quyết định nghỉ lễ ở thị xã"
IN_VNI = "COÄNG HOØA xaõ hoäi chuû nghóa Vieät Nam, Ñaûng uûy phöôøng ñaõ quyeát ñònh nghæ leã ôû thò xaõ"


UNPROVEN = TEXT.encode("utf-16-le") + b"\0\0\0\xff"
# "Ủy ban nhân dân xã đã quyết định": the bytes of its letters with marks.
IN_VISCII = b"\x9cy ban nh\xe2n d\xe2n x\xe3 \xf0\xe3 quy\xaat \xf0\xb8nh t\xb1 ch\xd1c"


def in_windows_1258(text: str) -> bytes:
    """Return a text as that page has it: letters with roof, breve or horn whole, and the tone after them."""
    written: list[bytes] = []
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        whole = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tones))
        written.append((whole + "".join(tones)).encode("cp1258"))
    return b"".join(written)


@pytest.mark.parametrize(
    ("data", "raw", "codes"),
    [
        pytest.param(TEXT.encode(), TEXT, [], id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), TEXT, [], id="UTF-8 with its mark"),
        pytest.param(TEXT.encode("utf-16"), TEXT, [], id="UTF-16 with its mark"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, [], id="UTF-16 of big ends"),
        pytest.param(TEXT.encode("utf-16-le"), TEXT, ["encoding-utf-16"], id="UTF-16 that its NULs prove"),
        pytest.param(TEXT.encode("utf-16-be"), TEXT, ["encoding-utf-16"], id="the other way round"),
        pytest.param(IN_TCVN3.encode("latin-1"), TCVN3, ["encoding-tcvn3"], id="TCVN3"),
        pytest.param(IN_TCVN3.encode(), TCVN3, ["encoding-tcvn3"], id="TCVN3 taken for windows-1252"),
        pytest.param(IN_VNI.encode("latin-1"), VNI, ["encoding-vni"], id="VNI"),
        pytest.param(in_windows_1258(TEXT), TEXT, ["encoding-windows-1258"], id="windows-1258"),
        pytest.param("S\x00ố 1\x1b2\x85".encode(), "Số 12", ["control-characters"], id="control characters"),
        pytest.param("Số \u202e12".encode(), "Số \u202e12", ["hidden-characters"], id="shown backwards"),
        pytest.param("Két luan sé 12 cia Dang ly".encode(), "Két luan sé 12 cia Dang ly", [], id="torn, not TCVN3"),
        pytest.param("Le résumé de la fête d'été".encode(), "Le résumé de la fête d'été", [], id="French"),
    ],
)
def test_text_in_any_encoding(data: bytes, raw: str, codes: list[str]) -> None:
    source = txt.read(data, "a.txt")
    assert (source.raw, [problem.code for problem in source.problems]) == (raw, codes)
    assert all(" / " in problem.message for problem in source.problems)


def picture(width: int, height: int) -> bytes:
    """Return the head of a picture that says how large it is, and holds nothing."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.mark.parametrize(
    ("read", "data", "code", "words"),
    [
        pytest.param(txt.read, b"", "E_EMPTY", "", id="empty"),
        pytest.param(txt.read, b" \r\n\t", "E_EMPTY", "", id="blank"),
        pytest.param(txt.read, TEXT.encode()[:8] + b"\xff" + TEXT.encode()[8:], "E_ENCODING", "byte 8", id="bad byte"),
        pytest.param(txt.read, TEXT.encode("utf-32"), "E_ENCODING", "UTF-32", id="UTF-32"),
        pytest.param(txt.read, TEXT.encode("utf-16") + b"\n", "E_ENCODING", "UTF-16", id="half a letter"),
        pytest.param(txt.read, b"Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", "E_ENCODING", "VIQR", id="VIQR"),
        pytest.param(txt.read, IN_VISCII, "E_ENCODING", "VISCII", id="VISCII"),
        pytest.param(txt.read, UNPROVEN, "E_ENCODING", "UTF-16", id="UTF-16 without proof"),
        pytest.param(txt.read, bytes(range(256)) * 20, "E_ENCODING", "byte", id="bytes"),
        pytest.param(txt.read, b"\x7fELF\x02\x01", "E_TYPE", "txt", id="a program"),
        pytest.param(txt.read, b"\xff\xd8\xff\xe0 JFIF", "E_TYPE", "txt", id="a picture named .txt"),
        pytest.param(txt.read, b"a" * ((50 << 20) + 1), "E_TOO_BIG", "50 MiB", id="an endless line"),
        pytest.param(images.read, picture(30_000, 30_000), "E_TOO_BIG", "Mpx", id="a picture that swells"),
        pytest.param(images.read, picture(9_000, 9_500), "E_TOO_BIG", "Mpx", id="a picture that is too large"),
        pytest.param(images.read, b"%PDF-1.7", "E_TYPE", "PNG", id="no picture"),
        pytest.param(images.read, b"", "E_TYPE", "PNG", id="an empty picture"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(read: Callable[[bytes, str], SourceText], data: bytes, code: str, words: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(data, "a")
    assert raised.value.code == code
    assert words in str(raised.value)
    assert " / " in str(raised.value)


def test_letters_in_one_piece_or_in_several_say_the_same(root: Path) -> None:
    raw = (root / "examples" / "corpus" / "04-ke-hoach-916-kh-du.txt").read_text(encoding="utf-8")
    one, other = (
        document_of(source, restored_text(source.raw))
        for source in map(read_form, itertools.repeat(raw), ("NFC", "NFD"))
    )
    assert one.header.symbol == other.header.symbol
    assert [task.text for task in one.tasks] == [task.text for task in other.tasks]
    assert [task.lead and task.lead[0].name for task in one.tasks] == [
        task.lead and task.lead[0].name for task in other.tasks
    ]


def read_form(raw: str, form: str) -> SourceText:
    return txt.read(unicodedata.normalize(form, raw).encode(), "a.txt")


@pytest.mark.parametrize(
    ("stamp", "is_told"),
    [
        ("MẬT", True),
        ("TỐI MẬT", True),
        ("TUYỆT MẬT", True),
        ("TUYET MAT", True),
        ("T0I MẬT", True),
        ("( MẬT )", True),
        ("Độ mật: Tối mật", True),
        ("BẢO MẬT THÔNG TIN", False),
        ("Bí mật nhà nước", False),
        ("mật", False),
        ("MẶT TRẬN TỔ QUỐC", False),
        ("", False),
    ],
)
def test_a_stamp_of_secrecy_is_seen_at_the_head(stamp: str, *, is_told: bool) -> None:
    head = (
        f"TỈNH ỦY HÀ CHÂU        ĐẢNG CỘNG SẢN VIỆT NAM\n{stamp}\nSố 12-KH/TU\n\nKẾ HOẠCH\nvề tủ sách\n\nI. NHIỆM VỤ\n"
    )
    raw = head + "1. Bảo đảm bí mật.\n\nMẬT\n\n2. Xây dựng tủ sách."
    document = document_of(txt.read(raw.encode(), "a.txt"), text_of(raw))
    assert ("classified" in {problem.code for problem in document.problems}) == is_told


def test_old_word_files_are_told_from_new_ones_under_an_old_name(
    word_file: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert doc.read(word_file("<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>"), "a.doc").raw.strip() == "Kế hoạch"
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(UnreadableError, match="libreoffice") as raised:
        doc.read(old, "a.doc")
    assert raised.value.code == "E_OLD_DOC"


def page(*lines: str, stamp: str = "") -> Image.Image:
    """Return a sheet with lines of words, and a red stamp above them."""
    sheet = Image.new("RGB", (1240, 1754), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(36)
    draw.text((150, 80), stamp, fill=(210, 40, 40), font=font)
    for index, line in enumerate(lines):
        draw.text((150, 250 + 70 * index), line, fill="black", font=font)
    return sheet


def saved(sheet: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    sheet.save(file, kind, dpi=(150, 150))
    return file.getvalue()


WORDS = "Plan number seven for the libraries of the province"


def test_a_crooked_sheet_upside_down_is_read_and_its_stamp_is_no_text(needs_tool: Callable[[str], str]) -> None:
    needs_tool("tesseract")
    sheet = page(*[WORDS] * 12).rotate(1.5, fillcolor="white").transpose(Image.Transpose.ROTATE_180)
    source = images.read(saved(sheet, "PNG"), "a.png")
    read = source.raw.split()
    assert len(read) >= 0.9 * 12 * len(WORDS.split())
    assert sum(word in WORDS.split() for word in read) >= 0.9 * len(read)


def test_a_stamp_is_seen_though_red_is_no_text(needs_tool: Callable[[str], str]) -> None:
    needs_tool("tesseract")
    source = images.read(saved(page(*[WORDS] * 4, stamp="TOI MAT"), "TIFF"), "a.tif")
    document = document_of(source, text_of(source.raw))
    assert "classified" in {problem.code for problem in document.problems}
    other = images.read(saved(page(*[WORDS] * 4, stamp="RECEIVED"), "JPEG"), "a.jpg")
    assert "RECEIVED" not in other.raw


def test_a_blank_sheet_is_empty(needs_tool: Callable[[str], str]) -> None:
    needs_tool("tesseract")
    with pytest.raises(UnreadableError) as raised:
        images.read(saved(page(), "PNG"), "a.png")
    assert raised.value.code == "E_EMPTY"
