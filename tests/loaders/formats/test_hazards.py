"""Bad inputs that no test of a format covers: letters that look alike or hide, days without sense, hostile PDFs."""

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from cli.outcomes import Inputs, outcome
from cli.reading import Reading
from cli.sources import Found
from loaders.formats import pdf, txt
from loaders.formats.refusals import UnreadableError
from loaders.pipeline import document_of
from loaders.text import text_of
from ontology.model import Contents, Document

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


def read(raw: str) -> Document:
    source = txt.read(raw.encode(), "a.txt")
    return document_of(source, text_of(source.raw))


@pytest.mark.parametrize(
    ("own", "symbol"),
    [
        pytest.param("12/KH-UBNĐ", "12/KH-UBND", id="a stroke too many"),
        pytest.param("12KH/UBND", "12/KH-UBND", id="no stroke before the kind"),
        pytest.param("12 / KH - UBND", "12/KH-UBND", id="spaces"),
        pytest.param("12/KH–UBND", "12/KH-UBND", id="a dash"),
        pytest.param("1O/KH-UBND", "10/KH-UBND", id="O for 0"),
        pytest.param("l2/KH-UBND", "12/KH-UBND", id="l for 1"),
        pytest.param("12/KH\u200b-UBND", "12/KH-UBND", id="a blank without width"),
        pytest.param("\u202e12/K\u00adH-UBND\u202c", "12/KH-UBND", id="turned round, and a soft hyphen"),
    ],
)
def test_symbols_that_are_written_wrongly_are_read_where_only_one_can_be_meant(own: str, symbol: str) -> None:
    document = read(PLAN.format(f"Số {own}", f"Quyết định số 7/QĐ-TTg và Kế hoạch số {own.replace('2', '3')}"))
    cited = symbol.replace("2", "3")
    assert document.header.symbol == symbol
    assert {each.symbol for each in document.citations} == {"7/QĐ-TTg", cited} - {symbol}
    for citation in document.citations:
        [mention] = citation.mentions
        assert own.replace("2", "3")[:-1] in mention.span.of(document.source.raw) or citation.symbol == "7/QĐ-TTg"


def test_a_symbol_that_could_be_several_stays_as_it_is_printed() -> None:
    document = read(PLAN.format("Số 12/KH-UBND", "Kế hoạch số 13/KH-UBMD"))
    assert [each.symbol for each in document.citations] == ["13/KH-UBMD"]


DATED = (
    "UBND TỈNH HÀ CHÂU\nSố 12/KH-UBND\nHà Châu, {}\n\nKẾ HOẠCH\nmở tủ sách\n\nII. NHIỆM VỤ\n1. Sở Nội vụ báo cáo trước "
)
DATED += "{}.\n"


@pytest.mark.parametrize(
    ("day", "issued", "code"),
    [
        pytest.param("ngày 12 tháng 3 năm 2025", "2025-03-12", "", id="a day"),
        pytest.param("ngày      tháng 3 năm 2025", "2025-03", "", id="not filled in"),
        pytest.param("", None, "no-date", id="no day"),
        pytest.param("ngày 31/02/2025", "2025-02", "impossible-date", id="no such day"),
        pytest.param("ngày 00/13/2025", None, "impossible-date", id="no such month"),
        pytest.param("ngày 12 tháng 3 năm 2205", None, "date-range", id="in two hundred years"),
        pytest.param("ngày 12/3/25", None, "date-range", id="a year of two digits"),
        pytest.param("ngày 12 tháng 3 năm 20255", None, "date-range", id="a year of five digits"),
    ],
)
def test_days_that_cannot_be_are_told_and_not_guessed(day: str, issued: str | None, code: str) -> None:
    document = read(DATED.format(day, day or "khai mạc"))
    assert document.header.issued == issued
    assert code in {problem.code for problem in document.problems} | {""}
    assert ("no-date" in {problem.code for problem in document.problems}) == (issued is None)
    [task] = document.tasks
    assert [due.due for due in task.due] == ([issued] if len(issued or "") == 10 else [])
    assert " ".join(day.split()) in task.text


@pytest.mark.parametrize(("today", "code"), [("2025-03-11", "date-range"), ("2025-03-12", "")])
def test_a_day_of_issue_to_come_is_told_in_the_report_alone(today: str, code: str) -> None:
    document = replace(read(DATED.format("ngày 12 tháng 3 năm 2025", "năm 2026")), problems=())
    reading = Reading(
        found=Found(path=Path("a.txt"), name="a.txt"),
        contents=Contents(sha256=document.source.sha256, documents=(document,)),
    )
    assert outcome(reading, Inputs(found=[reading.found], gone=[], ignored=[], today=today))["code"] == code


def test_ten_thousand_references_are_all_read() -> None:
    many = ", ".join(f"Quyết định số {number}/QĐ-UBND ngày 1/2/2024" for number in range(1, 10_001))
    document = read(PLAN.format("Số 12-KH/ĐU", many))
    assert {each.symbol for each in document.citations} == {f"{number}/QĐ-UBND" for number in range(1, 10_001)}


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
