"""One text in several formats says the same: the examples as they are, set as a Word file, as a PDF, as a web page."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from loaders.formats import docx, html, pdf, txt
from loaders.pipeline import document_of
from loaders.text import text_of
from ontology.model import Document, SourceText

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "corpus").glob("*.txt"))
LINES_A_PAGE, SIZE = 44, 12.0
LEAST_AGREEMENT = 0.95  # F1 of the tasks


def as_word(raw: str, word_file: Callable[..., bytes]) -> SourceText:
    """Return a text read from a Word file whose paragraphs are its blocks of lines."""

    def paragraph(block: str) -> str:
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in block.split("\n"))
        return f"<w:p><w:r>{lines}</w:r></w:p>"

    return docx.read(word_file("".join(map(paragraph, raw.split("\n\n")))), "a.docx")


def as_pdf(raw: str, pdf_file: Callable[..., bytes]) -> SourceText:
    """Return a text read from a PDF that prints its lines one under the other, all letters of one width."""
    lines = raw.split("\n")
    pages = [
        (
            [(60, 80 + 16 * at, SIZE, line) for at, line in enumerate(lines[top : top + LINES_A_PAGE]) if line.strip()],
            [],
        )
        for top in range(0, len(lines), LINES_A_PAGE)
    ]
    return pdf.read(pdf_file(pages, size=(720, 842)), "a.pdf")


def as_page(raw: str) -> SourceText:
    """Return a text read from a web page whose paragraphs are its blocks of lines."""
    blocks = "".join(
        f"<p>{escape(block)}</p>".replace("\n", "<br>").replace("  ", "&nbsp; ") for block in raw.split("\n\n")
    )
    return html.read(blocks.encode(), "a.html")


def said(source: SourceText) -> Document:
    return document_of(source, text_of(source.raw))


def agreement(one: Document, other: Document) -> float:
    """Return the F1 of two readings of the tasks of one text."""
    tasks = [Counter((task.text, task.section) for task in document.tasks) for document in (one, other)]
    return 2 * (tasks[0] & tasks[1]).total() / (tasks[0].total() + tasks[1].total())


@pytest.mark.parametrize("format_name", ["docx", "pdf", "html"])
@pytest.mark.parametrize("example", [pytest.param(path, id=path.stem) for path in EXAMPLES])
def test_each_format_says_the_same(
    example: Path, format_name: str, word_file: Callable[..., bytes], pdf_file: Callable[..., bytes]
) -> None:
    plain = txt.read(example.read_bytes(), example.name)
    source = {
        "docx": lambda: as_word(plain.raw, word_file),
        "pdf": lambda: as_pdf(plain.raw, pdf_file),
        "html": lambda: as_page(plain.raw),
    }[format_name]()
    one, other = said(plain), said(source)
    names = ("symbol", "kind", "issued", "issuer", "area", "level", "signer", "title")
    assert {name: getattr(other.header, name) for name in names} == {name: getattr(one.header, name) for name in names}
    assert [(each.symbol, each.relation) for each in other.citations] == [
        (each.symbol, each.relation) for each in one.citations
    ]
    assert agreement(one, other) >= LEAST_AGREEMENT


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5
