"""Scanned documents: what was seen on their pages before they were read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.formats.transcripts import OWED, page_of, right, transcripts
from loaders.pipeline import load
from ontology.folding import fold
from ontology.model import Document

NEEDS = "tesseract"
Load = Callable[[str], Document]


@pytest.fixture(scope="module")
def loaded(shared: Path, needs_tool: Callable[[str], str]) -> Load:
    """Return a function that reads a scan by its name, once."""
    needs_tool(NEEDS)
    kept: dict[str, Document] = {}

    def document(name: str) -> Document:
        if name not in kept:
            kept[name] = load(shared / "corpus" / "scans" / name)
        return kept[name]

    return document


@pytest.mark.parametrize(
    ("name", "symbol", "issued", "issuer", "signer", "leads"),
    [
        pytest.param(
            "QD-505-TTg.pdf", "505/QĐ-TTg", "2022-04-22", "Thủ tướng Chính phủ", "Vũ Đức Đam",
            {"Điều 3.1": "Bộ Thông tin và Truyền thông", "Điều 3.3": "Liên đoàn Thương mại và Công nghiệp Việt Nam",
             "Điều 3.4": "Đài Truyền hình Việt Nam"}, id="a decision",
        ),
        pytest.param(
            "07-KH-BTC.pdf", "07-KH/BTC", "2023-07-26", "Ban Tổ chức cuộc thi", "Thị Bích Thảo",
            {"III.1": "Ban Tuyên giáo Tỉnh ủy", "III.2": "Văn phòng Ủy ban nhân dân tỉnh",
             "III.3": "Sở Thông tin và Truyền thông", "III.4": "Sở Giáo dục và Đào tạo"}, id="a plan with a stamp",
        ),
    ],
)  # fmt: skip
def test_a_scan_says_what_its_pages_show(  # noqa: PLR0913, PLR0917 - one column of the table a parameter
    loaded: Load, name: str, symbol: str, issued: str, issuer: str, signer: str, leads: dict[str, str],
) -> None:  # fmt: skip
    document = loaded(name)
    header = document.header
    assert (header.symbol, header.issued) == (symbol, issued)
    assert fold(issuer) in fold(header.issuer or "")  # its marks are read as well as the paper lets
    assert signer in (header.signer or "")
    found = {task.path: task.lead[0].name for task in reversed(document.tasks) if task.lead}
    assert leads.items() <= found.items()
    assert "ocr-low" in {problem.code for problem in document.problems}
    assert "classified" not in {problem.code for problem in document.problems}


@pytest.mark.parametrize(("name", "number", "printed"), [pytest.param(*each, id=f"{each[0]} {each[1]}")
                                                          for each in transcripts()])  # fmt: skip
def test_syllables_of_transcribed_pages_are_read_right(loaded: Load, name: str, number: int, printed: str) -> None:
    good, total = right(printed, page_of(loaded(f"{name}.pdf").source, number))
    assert good >= OWED * total


def test_there_are_transcripts() -> None:
    assert len(list(transcripts())) >= 2
