"""Files of other word processors, made by LibreOffice from our examples and read through it, confined as in a build."""

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import msgspec
import pytest

from cli.readers import Job, read_all
from cli.sources import Found
from loaders.formats import doc
from loaders.formats.refusals import UnreadableError
from loaders.pipeline import contents
from ontology.model import Contents, Document

EXAMPLE = Path(__file__).parents[3] / "examples" / "corpus" / "04-ke-hoach-916-kh-du.txt"
TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>STT</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Nhiệm vụ</w:t></w:r></w:p>"
    "</w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Mở tủ sách</w:t></w:r>"
    "</w:p></w:tc></w:tr></w:tbl>"
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES, RELATIONS = (
    f"http://schemas.openxmlformats.org/package/2006/{name}" for name in ("content-types", "relationships")
)
PACKAGE = {  # what LibreOffice asks of a Word file, beside its text
    "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}


@pytest.fixture(scope="module")
def papers(
    tmp_path_factory: pytest.TempPathFactory, word_file: Callable[..., bytes], needs_tool: Callable[[str], str]
) -> Path:
    """Return a folder with one document as .docx, .doc, .rtf and .odt."""
    office, folder = needs_tool("soffice"), tmp_path_factory.mktemp("papers")

    def paragraph(block: str) -> str:
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in block.split("\n"))
        return f"<w:p><w:r>{lines}</w:r></w:p>"

    body = "".join(map(paragraph, EXAMPLE.read_text("utf-8").split("\n\n")))
    (folder / "a.docx").write_bytes(word_file(body + TABLE + "<w:p/>"))
    with zipfile.ZipFile(folder / "a.docx", "a") as archive:
        for name, text in PACKAGE.items():
            archive.writestr(name, text)
    for kind in ("doc", "rtf", "odt"):
        profile = (folder / "profile").as_uri()
        subprocess.run(
            [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(folder),
             str(folder / "a.docx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


def test_other_word_processors_say_the_same_in_a_confined_reader(papers: Path) -> None:
    (new,) = contents(papers / "a.docx").documents
    jobs = [Job(Found(path=papers / f"a.{kind}", name=f"a.{kind}")) for kind in ("doc", "rtf", "odt")]
    for found, record in read_all(jobs, 1):
        assert isinstance(record, bytes), (found.name, record)
        (document,) = msgspec.json.decode(record, type=Contents).documents
        assert said(document) == said(new), found.name
        assert len(document.source.tables) == 1


def said(document: Document) -> tuple[object, ...]:
    header = document.header
    tasks = [(task.path, task.text) for task in document.tasks]
    return header.symbol, header.issued, header.issuer, [each.symbol for each in document.citations], tasks


@pytest.mark.parametrize(
    ("read", "data", "code"),
    [
        pytest.param(doc.read_rtf, b"{\\rtf1 a}", "E_NO_OFFICE", id="rtf"),
        pytest.param(doc.read_rtf, b"plain", "E_TYPE", id="no rtf"),
        pytest.param(doc.read_odt, b"PK\x05\x06" + bytes(18), "E_TYPE", id="an archive that is no odt"),
        pytest.param(doc.read, b"{\\rtf1 a}", "E_NO_OFFICE", id="rtf under the name of .doc"),
    ],
)
def test_what_needs_libreoffice_says_so(
    read: Callable[[bytes, str], object], data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableError) as raised:
        read(data, "a")
    assert raised.value.code == code


def test_a_web_page_under_the_name_of_doc_is_read() -> None:
    page = "<html><meta charset=utf-8><body><p>Số 12-KH/ĐU</p></body></html>"
    assert doc.read(page.encode(), "a.doc").raw.strip() == "Số 12-KH/ĐU"


def test_a_broken_old_word_file_is_refused(needs_tool: Callable[[str], str]) -> None:
    needs_tool("soffice")
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(2000)
    with pytest.raises(UnreadableError) as raised:
        doc.read(broken, "a.doc")
    assert raised.value.code == "E_OFFICE"
