"""The report of an inspector, opened again in each of its formats."""

import hashlib
import io
import re
import time
from collections.abc import Mapping
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from playwright.sync_api import Browser

from cli.main import main
from graph.generations import Generation, current_generation
from queries.find import find_one_document
from viz.reports.content import PLACES, Line, Part, Place, Report
from viz.reports.parts import make_report

DAY = "2027-01-15"
PLAN, COMMUNE = "45/KH-UBND", "16-KH/ĐU"


@pytest.fixture(scope="module")
def generation(kg: Path) -> Generation:
    return current_generation(kg)


def report(generation: Generation, symbol: str, language: str = "vi") -> Report:
    store = generation.store()
    return make_report(generation, store, find_one_document(store, symbol).iri, DAY, language)


def parts(found: Report) -> Mapping[str, Part]:
    return {part.heading: part for part in found.parts}


def written(kg: Path, folder: Path, name: str, *options: str) -> Path:
    out = folder / name
    arguments = ["report", PLAN, "--kg", str(kg), "--as-of", DAY, "--out", str(out), *options]
    assert main(arguments) == 0
    return out


def test_what_a_report_says(generation: Generation) -> None:
    said = parts(report(generation, PLAN))
    assert [*said][:3] == ["Tóm tắt", "Văn bản mà văn bản này triển khai", "Văn bản triển khai văn bản này"]
    facts = dict(line.cells for line in said["Tóm tắt"].lines)
    assert facts["Nhiệm vụ"] == "3 nhiệm vụ, trong đó 1 nêu ai chủ trì"
    assert facts["Chuỗi triển khai"] == "triển khai 1 văn bản; được 1 văn bản triển khai"
    below = said["Văn bản triển khai văn bản này"].lines
    assert [line.cells[:3] for line in below] == [("1", COMMUNE, "Đảng ủy xã Tân An")]
    assert [(line.cells[0], line.cells[1]) for line in said["Thời hạn"].lines] == [
        ("31/12/2026", "II.1"),
        ("6 tháng một lần", "II.3"),
    ]
    repeated = said["Nhiệm vụ trùng nhau"].lines[0].cells
    assert (repeated[0], repeated[2], repeated[3]) == ("II.2", "cùng một việc", COMMUNE)
    assert any(line.cells[0] == "II.1" for line in said["Quá hạn"].lines)  # on the day of the report


def test_unassigned_tasks_stand_under_their_grade(generation: Generation) -> None:
    said = parts(report(generation, COMMUNE))
    lines = said["Nhiệm vụ không nêu ai làm: ở phần tổ chức thực hiện"].lines
    assert [line.cells[1] for line in lines] == ["Tuyên truyền sâu rộng trong Nhân dân."]


def test_every_line_is_proved(generation: Generation) -> None:
    """File, page, place and SHA-256 of whatever is said: they lead to the very words."""
    found = report(generation, PLAN)
    texts = {"ke-hoach-45.txt": PLAN, "ke-hoach-16.txt": COMMUNE, "nghi-quyet-90.txt": "90-NQ/TW"}
    proved = 0
    for part in found.parts[1:]:
        for line in part.lines:
            assert line.places, (part.heading, line.cells)
            for place in line.places:
                text = generation.text(place.document)
                assert place.sha256 == hashlib.sha256(text.raw.encode()).hexdigest()
                assert place.file in texts or place.file.startswith("<script>")
                assert 0 <= place.start < place.end <= len(text.raw)
                if texts.get(place.file) == PLAN:
                    assert place.page == (1 if place.start < text.raw.index("II. TỔ CHỨC") else 2)
                    proved += 1
                else:
                    assert place.page is None
    assert proved
    assert {(file, sha256) for file, sha256, _ in found.sources} >= {
        (place.file, place.sha256) for part in found.parts for line in part.lines for place in line.places
    }


def test_word(kg: Path, tmp_path: Path) -> None:
    document = docx.Document(str(written(kg, tmp_path, "report.docx")))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[:3] == ["BÁO CÁO KIỂM TRA", "việc triển khai 45/KH-UBND", "Xét đến ngày 15/1/2027"]
    assert "NGƯỜI LẬP BÁO CÁO" in words
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert [each.split(". ")[0] for each in headings] == [str(number + 1) for number in range(len(headings))]
    assert len(document.tables) == len(headings)
    for table in document.tables[1:]:
        first = table.rows[0]._tr.trPr
        assert [first.find(qn(name)) is not None for name in ("w:tblHeader", "w:cantSplit")] == [True, True]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(re.search(r"ke-hoach-45\.txt, trang 2, ký tự \d+–\d+, sha256 [0-9a-f]{12}", cell) for cell in cells)
    foot = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    assert "gen-000001" in foot
    assert (round(document.sections[0].page_width.cm, 1), round(document.sections[0].left_margin.cm, 1)) == (21.0, 3.0)


def test_workbook(kg: Path, tmp_path: Path) -> None:
    book = load_workbook(written(kg, tmp_path, "report.xlsx", "--lang", "en"))
    assert book.sheetnames[0] == "Summary"
    assert {"Deadlines", "Tasks that repeat each other", "Sources"} <= set(book.sheetnames)
    sheet = book["Deadlines"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert (rows[0]["Due"], rows[0]["File"], rows[0]["Page"]) == ("31/12/2026", "ke-hoach-45.txt", "2")
    assert re.fullmatch(r"[0-9a-f]{64}", rows[0]["SHA-256"])
    assert {row["Generation"] for row in rows} == {"gen-000001"}
    linked = {
        cell.value: cell.hyperlink.location for row in book["Summary"].iter_rows() for cell in row if cell.hyperlink
    }
    assert set(linked) == set(book.sheetnames) - {"Summary", "Sources"}
    assert linked["Deadlines"] == "'Deadlines'!A1"


def test_the_page_prints_numbered_on_a4(kg: Path, tmp_path: Path, browser: Browser) -> None:
    out = written(kg, tmp_path, "report.html")
    context = browser.new_context(offline=True)
    page = context.new_page()
    noted: list[str] = []
    page.on("request", lambda request: noted.append(request.url) if request.url != out.as_uri() else None)
    page.on("console", lambda message: noted.append(message.text))
    page.goto(out.as_uri())
    title = page.title()
    pdf = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    context.close()
    assert title == "Báo cáo kiểm tra việc triển khai: 45/KH-UBND"
    assert noted == []
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    texts = [each.get_textpage().get_text_range() for each in pdf]
    pdf.close()
    assert all(f"{number}/{len(texts)}" in text for number, text in enumerate(texts, start=1))
    assert all("gen-000001" in text for text in texts)


def test_no_name_runs_in_any_format(generation: Generation, kg: Path, tmp_path: Path) -> None:
    hostile = next(each["id"] for each in generation.manifest["documents"] if each["symbol"] is None)
    for name in ("report.md", "report.html", "report.docx", "report.xlsx"):
        out = tmp_path / name
        assert main(["report", hostile, "--kg", str(kg), "--as-of", DAY, "--out", str(out)]) == 0
        if name in {"report.md", "report.html"}:
            assert "<script>" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx"])
def test_the_same_facts_give_the_same_words(
    kg: Path, capfdbinary: pytest.CaptureFixture[bytes], form: str, language: str
) -> None:
    said: list[bytes] = []
    for _ in range(2):
        assert main(["report", PLAN, "--kg", str(kg), "--as-of", DAY, "--format", form, "--lang", language]) == 0
        said.append(capfdbinary.readouterr().out)
        if form == "docx" and len(said) == 1:
            time.sleep(2.1)  # a package tells seconds by twos
    assert said[0]
    assert said[0] == said[1]


def test_a_line_on_many_places_names_the_first(generation: Generation) -> None:
    found = report(generation, PLAN)
    place = Place(document="d", file="f.pdf", page=3, start=1, end=2, sha256="0" * 64)
    told = Line(cells=(), places=(place,) * (PLACES + 2)).sources(found.say)
    assert len(told) == PLACES + 1
    assert told[0] == f"f.pdf, trang 3, ký tự 1–2, sha256 {'0' * 12}"
    assert told[-1] == "và 2 chỗ nữa"


@pytest.mark.parametrize("options", [["99/KH-UBND"], [PLAN, "--format", "pdf"]])
def test_wrong_use_is_told(kg: Path, options: list[str]) -> None:
    try:
        status = main(["report", *options, "--kg", str(kg)])
    except SystemExit as end:
        status = end.code
    assert status == 2
