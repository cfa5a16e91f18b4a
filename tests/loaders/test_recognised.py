"""Facts from recognised words are no surer than their words."""

from dataclasses import replace

import pytest

from loaders.pipeline import document_of
from loaders.text import text_of
from ontology.model import Document, SourceText
from ontology.printed import PrintedPage, Strip

RAW = (
    "KẾ HOẠCH\nmở tủ sách\n\nI. MỤC TIÊU\n- Đạt 90% số xã có tủ sách.\n\n"
    "II. NHIỆM VỤ\n1. Sở Nội vụ kiểm tra theo Quyết định số 7/QĐ-TTg.\n"
)
LINES = [line for line in RAW.split("\n") if line]


def recognised(**sure: int) -> Document:
    """Return the text as recognised, each word with full confidence but those that are named."""
    strips: list[Strip] = []
    for line in LINES:
        start, words = RAW.index(line), line.split()
        edges = tuple(10 * at for at in range(2 * len(words)))
        told = tuple(sure.get(word, 100) for word in words)
        strips.append(Strip(start, start + len(line), 10, 20, edges, told))
    page = PrintedPage(width=595, height=842, strips=tuple(strips))
    plain = SourceText(name="a.png", sha256="0" * 64, raw=RAW)
    return document_of(replace(plain, printed=(page,)), text_of(RAW))


def confidences(document: Document) -> tuple[float, float, float]:
    return (document.tasks[0].confidence, document.citations[0].confidence, document.indicators[0].confidence)


PLAIN = confidences(recognised())


@pytest.mark.parametrize(
    ("sure", "falls"),
    [
        pytest.param({"Nội": 30}, (True, False, False), id="the lead's name"),
        pytest.param({"kiểm": 30}, (False, False, False), id="one word of many"),
        pytest.param({"7/QĐ-TTg.": 30}, (False, True, False), id="a symbol"),
        pytest.param(dict.fromkeys(RAW.split(), 40), (True, True, True), id="all words"),
    ],
)
def test_a_fact_is_no_surer_than_its_words(sure: dict[str, int], falls: tuple[bool, bool, bool]) -> None:
    document = recognised(**sure)
    found = confidences(document)
    assert tuple(one < other - 0.02 for one, other in zip(found, PLAIN, strict=True)) == falls
    assert min(found) >= 0.3
    assert {span.of(RAW) for span in document.doubtful} == set(sure)


def test_letters_of_the_file_itself_take_nothing_away() -> None:
    source = SourceText(name="a.txt", sha256="0" * 64, raw=RAW)
    assert confidences(document_of(source, text_of(RAW))) == PLAIN
