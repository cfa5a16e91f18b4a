"""Real documents: what was seen on their pages before they were read."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.pipeline import contents, load
from ontology.identifiers import slug
from ontology.model import Document, Task

Load = Callable[[str], Document]


@pytest.fixture(scope="module")
def loaded(shared: Path) -> Load:
    """Return a function that loads a document of the corpus by the start of its name, once."""
    kept: dict[str, Document] = {}

    def document(name: str) -> Document:
        if name not in kept:
            [path] = [path for path in sorted((shared / "corpus").rglob("*")) if path.name.startswith(name)]
            kept[name] = load(path)
        return kept[name]

    return document


def of_tables(document: Document) -> list[Task]:
    return [task for task in document.tasks if task.method.startswith("tables")]


@pytest.mark.parametrize(
    ("name", "symbol", "issued", "issuer", "table_tasks"),
    [
        ("03-NQ-CP", "03/NQ-CP", "2025-01-09", "Chính phủ", 140),
        ("nghi-quyet-so-126", "126/NQ-CP", "2026-05-11", "Chính phủ", 0),
        ("nghi-quyet-so-97", "97/NQ-CP", "2026-04-06", "Chính phủ", 29),
        ("quyet-dinh-so-798", "798/QĐ-TTg", "2026-05-05", "Thủ tướng Chính phủ", 0),
        ("quyet-dinh-so-893", "893/QĐ-TTg", "2026-05-20", "Thủ tướng Chính phủ", 7),
    ],
)
def test_what_a_document_says_of_itself(  # noqa: PLR0913, PLR0917 - one column of the table a parameter
    loaded: Load, name: str, symbol: str, issued: str, issuer: str, table_tasks: int
) -> None:
    document = loaded(name)
    header = document.header
    assert (header.symbol, header.issued, header.issuer) == (symbol, issued, issuer)
    assert len(of_tables(document)) == table_tasks
    assert len({task.path for task in of_tables(document)}) == table_tasks


@pytest.mark.parametrize(
    ("name", "path", "lead", "coordinate", "product", "due", "every"),
    [
        pytest.param(
            "03-NQ-CP", "PL.II.I.1", ["Bộ Thông tin và Truyền thông"],
            ["Ban Tuyên giáo Trung ương", "các bộ, ngành, địa phương", "VTV", "VOV", "TTXVN"],
            "Quyết định của Thủ tướng Chính phủ", ["2025-06-30"], [], id="several partners",
        ),
        pytest.param(
            "03-NQ-CP", "PL.II.I.8", ["Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"], [],
            "Văn bản hướng dẫn", ["2025-03-31"], [], id="two leads without a comma",
        ),
        pytest.param(
            "03-NQ-CP", "PL.II.III.49", ["Bộ Tài chính"], ["Bộ Khoa học và Công nghệ", "các bộ, ngành, địa phương"],
            "Nghị quyết của Quốc hội, Quyết định của Thủ tướng Chính phủ", [], ["P1Y"], id="every year",
        ),
        pytest.param(
            "03-NQ-CP", "PL.II.V.98", ["Bộ Văn hóa, Thể thao và Du lịch"], ["Các bộ, ngành, địa phương"],
            "Quyết định của Thủ tướng Chính phủ", ["2025-12-31"], [], id="a name with commas",
        ),
        pytest.param(
            "nghi-quyet-so-97", "PL.12", ["Bộ Tư pháp", "Bộ Tài chính"], ["Các bộ, cơ quan ngang bộ"],
            "Báo cáo tình hình và giải pháp tiếp tục rà soát, sửa đổi, ban hành, bãi bỏ các quy định pháp luật "
            "để cắt giảm, đơn giản hóa thủ tục hành chính, điều kiện đầu tư kinh doanh bất hợp lý trong năm 2026 "
            "được trình Ban Chỉ đạo Trung ương về hoàn thiện thể chế, pháp luật",
            ["2026-05-31"], [], id="a row over two pages",
        ),
        pytest.param(
            "quyet-dinh-so-893", "PL.3", ["Bộ Khoa học và Công nghệ"],
            ["Bộ Giáo dục và Đào tạo", "các bộ, ngành, địa phương có liên quan"], None, ["2027-12-31"], [],
            id="no product",
        ),
    ],
)  # fmt: skip
def test_a_row_says(  # noqa: PLR0913, PLR0917 - one column of the table a parameter
    loaded: Load, name: str, path: str, lead: list[str], coordinate: list[str], product: str | None, due: list[str],
    every: list[str],
) -> None:  # fmt: skip
    [task] = [task for task in of_tables(loaded(name)) if task.path == path]
    assert [party.name for party in task.lead] == lead
    assert [party.name for party in task.coordinate] == coordinate
    assert task.product == product
    assert ([due.due for due in task.due], [each.every for each in task.every]) == (due, every)


def test_every_row_has_its_number_in_order(loaded: Load) -> None:
    for name, last in (("03-NQ-CP", 140), ("nghi-quyet-so-97", 29), ("quyet-dinh-so-893", 7)):
        numbers = [int(task.path.rpartition(".")[2]) for task in of_tables(loaded(name))]
        assert numbers == list(range(1, last + 1))


def test_rows_with_two_days_have_both(loaded: Load) -> None:
    due = {task.path: [each.due for each in task.due] for task in of_tables(loaded("nghi-quyet-so-97"))}
    for path in ("PL.15", "PL.17", "PL.18", "PL.19", "PL.22"):
        assert due[path] == ["2026-05-31", "2026-11-30"]
    assert due["PL.26"] == ["2026-12-31", "2030-12-31"]


def test_targets_of_a_table(loaded: Load) -> None:
    found = [target for target in loaded("03-NQ-CP").indicators if target.method.startswith("tables")]
    assert len(found) == 54  # 57 rows, of which five are not in numbers, and two hold two numbers each
    assert {target.year for target in found} == {2030, 2045}
    [economy] = [target for target in found if target.path == "PL.I.I.10"]
    assert (economy.name, economy.comparator, economy.value, economy.unit) == ("Quy mô kinh tế số", ">=", 30, "% GDP")


def test_each_page_begins_with_its_words(loaded: Load) -> None:
    source = loaded("quyet-dinh-so-893").source
    assert len(source.pages) == 16
    starts = (
        "THỦ TƯỚNG CHÍNH PHỦ",
        "QUYẾT ĐỊNH:",
        "a) Mục tiêu cụ thể đến năm 2030",
        "+ Phấn đấu 100% nhân lực hỗ trợ",
    )
    for page, words in zip(source.pages, starts, strict=False):
        assert source.raw[page:].startswith(words)


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("nghi-quyet-so-126", "Điều 1 Điều 1.2 Điều 1.3"),
        ("quyet-dinh-so-893", "Điều 1 I II II.1 II.2 II.2.a II.2.b II.2.c III III.1 III.1.a III.1.b III.1.c III.3 IV"),
        ("quyet-dinh-so-893", "IV.1 IV.2 IV.3 IV.4 IV.5 IV.6 V VI VI.1 VI.2 VI.3 VI.4 VI.5 VI.6 VI.7 VI.8 VI.9 VI.10"),
        ("quyet-dinh-so-893", "VI.11"),
    ],
)
def test_headings(loaded: Load, name: str, paths: str) -> None:
    found = {section.path.replace("Điều 1.I", "I").replace("Điều 1.V", "V") for section in loaded(name).sections}
    assert set(re.split(" (?!\\d)", paths)) <= found


def test_running_heads_are_no_text(loaded: Load) -> None:
    for name in ("nghi-quyet-so-126", "nghi-quyet-so-97", "quyet-dinh-so-798", "quyet-dinh-so-893"):
        assert "CÔNG BÁO/Số" not in loaded(name).source.raw


def test_a_province_s_register_gives_its_documents(shared: Path) -> None:
    path = shared / "data" / "registers" / "binhduong.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    documents = contents(path).documents
    assert len(documents) == len(rows)
    named = re.compile(r"\d+(?:/\d{4})?\s?[-/]\s?[a-zđ]+\d*\s?[-/]\s?[a-z]")
    for document, row in zip(documents, rows, strict=True):
        day, month, year = row["ngay_ban_hanh"].split("/")
        assert document.header.issued == f"{year}-{month}-{day}"
        assert slug(document.header.symbol or "") == slug(row["so_ky_hieu"].replace("Ð", "Đ"))
        assert slug(document.header.title or "") == slug(row["trich_yeu"])
    silent = [each for each in documents if not each.citations and named.search((each.header.title or "").lower())]
    assert len(silent) <= 2  # licences and minutes, which are no documents of these registers
    assert sum(bool(document.citations) for document in documents) >= 357
    assert {document.header.area for document in documents} == {"tỉnh Bình Dương"}
