"""Web pages: what a browser shows, in its order."""

import unicodedata

import pytest

from loaders.formats import html
from loaders.formats.refusals import EmptyFileError, EncodingError
from ontology.model import SourceText


def read(page: str) -> SourceText:
    return html.read(page.encode(), "a.html")


def rows(source: SourceText) -> list[list[str]]:
    return [[cell.of(source.raw) for cell in row] for table in source.tables for row in table.rows]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param("<p>Căn cứ\n  Luật</p><p>Điều 1.</p>", ["Căn cứ Luật", "Điều 1."], id="paragraphs"),
        pytest.param("<p>Căn <b>cứ</b> <i>Luật</i></p>", ["Căn cứ Luật"], id="emphasis"),
        pytest.param("<p>Số: 1<br>ngày 2</p>", ["Số: 1", "ngày 2"], id="a line break"),
        pytest.param("<title>x</title><script>y</script><p>a<del>b</del></p>", ["a"], id="what is not shown"),
        pytest.param("<ol><li>một<li>hai</ol>", ["1. một", "2. hai"], id="a numbered list"),
        pytest.param("<ol type=a start=3><li>một</ol><ul><li>hai</ul>", ["c) một", "- hai"], id="letters and dashes"),
        pytest.param("<p>Kế hoạch &amp; chương trình &#x110;</p>", ["Kế hoạch & chương trình Đ"], id="entities"),
        pytest.param("<p><![if !supportLists]>1. <![endif]>Căn cứ <![foo</p>", ["1. Căn cứ"], id="marks of Word"),
        pytest.param("không thẻ nào", ["không thẻ nào"], id="no tag"),
    ],
)
def test_words_of_a_page(page: str, lines: list[str]) -> None:
    assert [line for line in read(page).raw.split("\n") if line] == lines


@pytest.mark.parametrize(
    ("page", "cells"),
    [
        pytest.param("<tr><td><p>a</p><p>b</p><td>c", [["a b", "c"]], id="paragraphs of a cell, nothing closed"),
        pytest.param(
            "<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]], id="a cell over two rows"
        ),
        pytest.param("<tr><th colspan=2>a<tr><td>b<td>c", [["a", "a"], ["b", "c"]], id="a cell over two columns"),
        pytest.param("<tr><td>a<table><tr><td>b<td>c</table><td>d", [["a b c", "d"]], id="a table in a cell"),
        pytest.param("<tr><td rowspan=99>a<td>b", [["a", "b"]], id="a cell that reaches too far"),
    ],
)  # fmt: skip
def test_cells_of_tables(page: str, cells: list[list[str]]) -> None:
    assert rows(read(f"<table>{page}</table>")) == cells


def test_a_merged_cell_is_one_range() -> None:
    [table] = read("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>").tables
    assert table.rows[0][0] == table.rows[1][0]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("<p>Điều 1</p>".encode("utf-8-sig"), id="with a byte-order mark"),
        pytest.param("<p>Điều 1</p>".encode("utf-16"), id="UTF-16"),
        pytest.param(b'<meta charset="windows-1258"><p>\xd0i\xea\xccu 1</p>', id="an encoding that it names"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert unicodedata.normalize("NFC", html.read(data, "a.html").raw) == "Điều 1\n"


def test_what_cannot_be_read_says_why() -> None:
    with pytest.raises(EncodingError, match="UTF-8"):
        html.read(b"<p>\xff\xfa</p>", "a.html")
    with pytest.raises(EmptyFileError):
        read("<p> </p>")
