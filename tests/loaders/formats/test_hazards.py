"""Bad inputs that no test of a format covers: look-alike letters, hostile PDFs, odd names, files that are no files."""

import os
import socket
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from cli.readers import read_all
from cli.reading import Cache, read_documents
from cli.sources import Found, documents_at, fingerprint
from loaders.formats import pdf, txt
from loaders.formats.refusals import UnreadableError
from loaders.pipeline import document_of
from loaders.text import text_of

PLAN = "ĐẢNG ỦY XÃ TÂN HÒA\n{}\n\nKẾ HOẠCH\nmở tủ sách\n\nThực hiện {}, Đảng ủy xã ban hành kế hoạch.\n"


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        pytest.param("12/КН-UBND", "12/KH-UBND", id="Cyrillic letters"),
        pytest.param("12/ΚΗ-UBND", "12/KH-UBND", id="Greek letters"),
        pytest.param("12/QÐ-UBND", "12/QĐ-UBND", id="the letter of Iceland"),
        pytest.param("１２／KH－UBND", "12/KH-UBND", id="full width"),
    ],
)
def test_symbols_in_letters_that_look_the_same(printed: str, symbol: str) -> None:
    raw = PLAN.format(f"Số {printed}", f"Kế hoạch số {printed.replace('2', '3').replace('２', '３')}")
    source = txt.read(raw.encode(), "a.txt")
    document = document_of(source, text_of(source.raw))
    assert document.header.symbol == symbol
    assert [each.symbol for each in document.citations] == [symbol.replace("2", "3")]
    told = [problem for problem in document.problems if problem.code == "look-alike-letters"]
    assert [problem.span.of(source.raw) for problem in told if problem.span][:1] == [printed]
    assert source.raw == raw


@pytest.mark.parametrize("words", ["Москва", "Ðại hội", "ΑΒΓ", "全角１２３", "Ｋế hoạch"])
def test_words_that_are_no_symbols_keep_their_letters(words: str) -> None:
    raw = PLAN.format("Số 12-KH/ĐU", words)
    document = document_of(txt.read(raw.encode(), "a.txt"), text_of(raw))
    assert words in document.restored
    assert "look-alike-letters" not in {problem.code for problem in document.problems}


def made(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << " + trailer + b" >>\n%%EOF"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
LOOP = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
BOMB = zlib.compress(zlib.compress(b" " * (64 << 20), 9), 9)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        pytest.param(made(CATALOG, LOOP), {"E_EMPTY", "E_PDF_BROKEN"}, id="pages in a loop"),
        pytest.param(
            b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
            {"E_EMPTY", "E_PDF_BROKEN"},
            id="tables of objects in a loop",
        ),
        pytest.param(
            made(
                CATALOG,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
                b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(BOMB), BOMB),
            ),
            {"E_EMPTY", "E_TOO_BIG", "E_PDF_BROKEN"},
            id="a stream that swells twice",
        ),
    ],
)  # fmt: skip
def test_hostile_pdfs_end_with_an_answer(data: bytes, codes: set[str]) -> None:
    with pytest.raises(UnreadableError) as raised:
        pdf.read(data, "a.pdf")
    assert raised.value.code in codes


@pytest.mark.parametrize(
    "name",
    ["-rf.txt", "a\nb.txt", "CON.txt", "%00.txt", "..txt.txt", "Kế hoạch.txt", "<script>.txt", "d" * 250 + ".txt"],
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PLAN.format("Số 12-KH/ĐU", "Nghị quyết số 57-NQ/TW"), encoding="utf-8")
    found = fingerprint(tmp_path / name)
    assert found.fault is None
    (reading,) = read_documents([found], Cache(tmp_path / "cache"), partial(read_all, workers=1), lambda: None)
    assert reading.contents is not None
    assert reading.contents.documents[0].source.name == name


@pytest.mark.parametrize("kind", ["fifo", "socket", "device", "loop", "folder"])
def test_what_is_no_file_is_never_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.txt"
    make: dict[str, Callable[[], object]] = {
        "fifo": lambda: os.mkfifo(path),
        "socket": lambda: listening(path).close(),
        "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path),
        "folder": path.mkdir,
    }
    make[kind]()
    (found,) = documents_at(path)
    assert found.fault is not None
    assert found.fault[0] == "E_NOT_REGULAR"


def listening(path: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(path))
    return made


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Số 12-KH/ĐU", encoding="utf-8")
    stale = Found(path=path, name=path.name, sha256="0" * 64)
    (reading,) = read_documents([stale], Cache(tmp_path / "cache"), partial(read_all, workers=1), lambda: None)
    assert reading.fault is not None
    assert reading.fault[0] == "E_UNSTABLE"
