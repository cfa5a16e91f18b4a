"""Registers: which column is which, what each row says, and files that only look like one."""

import io
import zipfile
from pathlib import Path

import pytest

from loaders.extraction import extraction
from loaders.formats import delimited, sheets
from loaders.formats.refusals import UnreadableError
from loaders.pipeline import contents
from loaders.register_columns import columns_of
from loaders.registers import contents_of
from ontology.model import Document, Level, Relation

PLACES = {"symbol": 0, "date": 1, "subject": 2}
HEADING = "STT;Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Người ký"
ROWS = (
    "1;12/KH-UBND;05/03/2021;triển khai thực hiện nghị quyết số 02/nq-cp ngày 01/01/2021 của chính phủ;Trần Văn A",
    '2;77/2022/QĐ-UBND;31/02/2022;"thay thế quyết định số 05/2019/qđ-ubnd; sửa ""tủ sách""\ntại thư viện";Trần Văn A',
    "3;15-CTr/TU;01/4/2021;thực hiện kế hoạch số 9-kh/tu ngày 02/3/2020 của tỉnh ủy;",
    "4;20 /QÐ-UBND;02/04/2021;thu hồi quyết định số 15/qđ-ubnd ngày 03/3/2020 của ủy ban nhân dân tỉnh;",
    ";;;Tổng cộng;",
)


def documents(text: str) -> tuple[Document, ...]:
    found = contents_of(delimited.read(text.encode(), "sổ.csv"))
    assert found is not None
    return found.documents


@pytest.fixture
def register() -> str:
    return "\n".join(("SỔ VĂN BẢN ĐI CỦA UBND TỈNH BÌNH DƯƠNG;;;;", HEADING, *ROWS)) + "\n"


def test_each_row_is_a_document_with_what_its_cells_say(register: str) -> None:
    plan, decision, programme, order = documents(register)
    said = [(each.header.symbol, each.header.issued, each.header.kind) for each in (plan, decision, programme, order)]
    assert said == [
        ("12/KH-UBND", "2021-03-05", "kế hoạch"),
        ("77/2022/QĐ-UBND", "2022-02", "quyết định"),
        ("15-CTr/TU", "2021-04-01", "chương trình"),
        ("20/QĐ-UBND", "2021-04-02", "quyết định"),
    ]
    assert decision.header.title == 'thay thế quyết định số 05/2019/QĐ-UBND; sửa "tủ sách" tại thư viện'
    assert [problem.code for problem in decision.problems] == ["impossible-date"]
    assert {each.header.area for each in (plan, decision)} == {"tỉnh Bình Dương"}
    assert plan.header.level is Level.PROVINCE
    assert plan.header.signer == "Trần Văn A"


def test_relations_are_read_out_of_subjects_in_small_letters(register: str) -> None:
    cited = [
        [(each.symbol, each.relation, each.detail) for each in document.citations] for document in documents(register)
    ]
    assert cited == [
        [("02/NQ-CP", Relation.IMPLEMENTS, None)],
        [("05/2019/QĐ-UBND", Relation.REPLACES, None)],
        [("9-KH/TU", Relation.IMPLEMENTS, None)],
        [("15/QĐ-UBND", Relation.CITES, "repeals")],
    ]
    (resolution,) = documents(register)[0].citations
    assert (resolution.issued, resolution.issuer) == ("2021-01-01", "Chính phủ")


def test_positions_lead_to_the_cells(register: str) -> None:
    for document in documents(register):
        row = document.source.row
        assert row is not None
        assert register[row.start :].startswith(document.source.raw)
        assert register.splitlines()[0] not in document.source.raw
        symbol = document.header.spans["symbol"].of(document.source.raw)
        assert symbol == document.header.printed_symbol
        for citation in extraction(document, "x")["citations"]:
            (mention,) = citation["mentions"]
            assert register[mention["start"] : mention["end"]].lower() == " ".join(mention["printed"].split()).lower()


def test_what_was_taken_for_what_is_told(register: str) -> None:
    found = contents_of(delimited.read(register.encode(), "sổ.csv"))
    assert found is not None
    (note,) = found.notes
    assert "trích yếu / subject = “Tên loại và trích yếu nội dung văn bản”" in note.message
    assert "tỉnh Bình Dương" in note.message
    assert "1 dòng không phải văn bản" in note.message


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        pytest.param([["so_ky_hieu", "ngay_ban_hanh", "trich_yeu"]], PLACES, id="export"),
        pytest.param([["Symbol", "Date", "Subject", "Issuer"]], {**PLACES, "issuer": 3}, id="English"),
        pytest.param(
            [["Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu"]],
            {"issuer": 2, "symbol": 3, "date": 4, "subject": 5},
            id="register of incoming documents, Decree 30/2020 annex IV",
        ),
        pytest.param([["a", "b", "c"]], PLACES, id="names that say nothing"),
        pytest.param([], PLACES, id="no names at all"),
    ],
)
def test_columns_are_found_by_name_or_by_what_stands_in_them(rows: list[list[str]], places: dict[str, int]) -> None:
    order = sorted(places, key=lambda field: places[field])
    width = max(places.values()) + 1
    for number in range(1, 9):
        cells = [""] * width
        said = {"symbol": f"{number}/KH-UBND", "date": f"0{number}/07/2025", "issuer": "UBND tỉnh Hà Châu"}
        for field in order:
            cells[places[field]] = said.get(field, "về việc mở thêm tủ sách ở các xã")
        rows = [*rows, cells]
    found = columns_of(rows)
    assert found is not None
    assert found.places == places


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [["STT", "Nhiệm vụ", "Cơ quan chủ trì"], ["1", "Mở tủ sách", "Sở Văn hóa"]], id="a table of tasks"
        ),
        pytest.param([["họ tên", "ngày sinh"], ["Trần Văn A", "01/02/1990"]], id="a list of people"),
        pytest.param([], id="nothing"),
    ],
)
def test_other_tables_are_no_registers(rows: list[list[str]]) -> None:
    assert columns_of(rows) is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_are_parted_by_what_parts_them_evenly(delimiter: str) -> None:
    text = "\r\n".join(delimiter.join((f"{number}/KH-UBND", "a, b; c", '"x"')) for number in range(5))
    quoted = text.replace("a, b; c", '"a, b; c ""d"""')
    (table,) = delimited.read(quoted.encode("utf-8-sig"), "a.csv").tables
    cells = [[cell.of(quoted) for cell in row] for row in table.rows]
    assert cells == [[f"{number}/KH-UBND", 'a, b; c ""d""', "x"] for number in range(5)]


def test_a_quotation_mark_that_nothing_closes_swallows_nothing() -> None:
    raw = 'số,trích yếu\n1/KH-UBND,"về tủ sách\n2/KH-UBND,về thư viện\n'
    (table,) = delimited.read(raw.encode(), "a.csv").tables
    assert len(table.rows) == 3


def workbook(*rows: str, extra: tuple[tuple[str, str], ...] = ()) -> bytes:
    """Return a spreadsheet of rows of cells written as XML."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="a" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}"><Relationship Id="b" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="{office}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="Sổ" sheetId="1" r:id="b"/>'
        "</sheets></workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>"
        + "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
        + "</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (*parts.items(), *extra):
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}' if name in parts else text)
    return file.getvalue()


def cells(number: int, *texts: str) -> str:
    return "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in enumerate(texts)
    )


def test_a_spreadsheet_is_a_register_too(tmp_path: Path) -> None:
    day = '<c r="B2" s="1"><v>45839</v></c>'  # 2025-07-01 as spreadsheets count days
    subject = '<c r="C2" t="inlineStr"><is><t>Thực hiện Nghị quyết số 57-NQ/TW</t></is></c>'
    rows = cells(1, "Số ký hiệu", "Ngày ban hành", "Trích yếu"), cells(2, "16-KH/ĐU") + day + subject
    file = tmp_path / "sổ.xlsx"
    file.write_bytes(workbook(*rows))
    (document,) = contents(file).documents
    assert (document.header.symbol, document.header.issued) == ("16-KH/ĐU", "2025-07-01")
    assert [(each.symbol, each.relation) for each in document.citations] == [("57-NQ/TW", Relation.IMPLEMENTS)]


def test_a_spreadsheet_of_tasks_is_one_document_with_a_table(tmp_path: Path) -> None:
    file = tmp_path / "nhiệm vụ.xlsx"
    file.write_bytes(
        workbook(
            cells(1, "STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
            cells(2, "1", "Xây dựng kế hoạch mở tủ sách ở các xã", "Sở Nội vụ", "Sở Tài chính", "Tháng 9/2025"),
        )
    )
    (document,) = contents(file).documents
    assert [[party.name for party in task.lead] for task in document.tasks] == [["Sở Nội vụ"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"PK\x03\x04 not an archive", "E_SHEET_BROKEN", id="cut short"),
        pytest.param(b"plain words", "E_TYPE", id="no spreadsheet"),
        pytest.param(workbook(), "E_EMPTY", id="no cells"),
        pytest.param(workbook(extra=(("xl/x.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),)), "E_DTD", id="a DTD"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "E_PASSWORD", id="a password"
        ),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "E_SHEET_BROKEN", id="a broken .xls"),
    ],
)
def test_a_spreadsheet_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        sheets.read(data, "a.xlsx")
    assert raised.value.code == code
    assert " / " in str(raised.value)
