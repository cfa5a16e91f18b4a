# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# python-docx has no names for repeated heads, unbroken rows and fields: the XML below is written as Word writes it.
"""A report as a Word document: A4 with the margins of Decree 30/2020, heads of tables repeated, pages numbered."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from viz.language import day
from viz.reports.content import Part, Report

_FONT = "Times New Roman"
_GREY = RGBColor(0x55, 0x55, 0x55)
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # no clock: the same facts give the same words
_WIDTH = 16.0  # centimetres between the margins
_LETTERS = str.maketrans(
    {chr(code): " " for code in range(32) if chr(code) not in "\t\n"} | {"\ufffe": " ", "\uffff": " "}
)


def write_letter(report: Report) -> bytes:
    """Return the file."""
    document = docx.Document()
    _prepare(document, report)
    _head(document, report)
    for number, part in enumerate(report.parts, start=1):
        _heading(document, f"{number}. {part.heading}")
        if part.note:
            document.add_paragraph(_clean(part.note))
        _part(document, report, part)
    _sources(document, report)
    _sign(document, report)
    buffer = io.BytesIO()
    document.save(buffer)
    return _timeless(buffer)


def _timeless(written: io.BytesIO) -> bytes:
    """Return the same package without the time at which each of its parts was packed."""
    buffer = io.BytesIO()
    with ZipFile(written) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return buffer.getvalue()


def _prepare(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = report.title, "Trienkhai", report.language
    properties.created = properties.modified = _MADE
    for name, size in (("Normal", 12), ("Heading 1", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)  # type: ignore[attr-defined]
        style.font.color.rgb = RGBColor(0, 0, 0)  # type: ignore[attr-defined]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    foot = section.footer.paragraphs[0]
    _small(foot, f"{report.made_of}\t\t{report.say('report.page_of')} ")
    _field(foot, "PAGE")
    _small(foot, "/")
    _field(foot, "NUMPAGES")


def _head(document: Document, report: Report) -> None:
    say = report.say
    lines = (
        (say("report.heading"), 15, True),
        (say("report.subtitle", document=report.document.label), 13, True),
        (say("report.as_of", day=day(report.language, report.day)), 12, False),
    )
    for words, size, is_bold in lines:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(_clean(words))
        run.bold, run.font.size = is_bold, Pt(size)


def _heading(document: Document, words: str) -> None:
    paragraph = document.add_heading(_clean(words), level=1)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(14), Pt(4)


def _part(document: Document, report: Report, part: Part) -> None:
    table = _table(document, part.heads, part.shares)
    widest = part.shares.index(max(part.shares))
    for line in part.lines:
        _row(table, line.cells, part.shares, small={widest: line.sources(report.say)}, bold=() if part.heads else (0,))


def _table(document: Document, heads: Sequence[str], shares: Sequence[int]) -> Table:
    table = document.add_table(rows=0, cols=len(shares), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _widths(shares), strict=True):
        column.width = width
    if heads:
        _row(table, heads, shares, bold=range(len(heads)))
        first = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for it
        first.append(OxmlElement("w:tblHeader"))
    return table


def _row(
    table: Table,
    cells: Sequence[str],
    shares: Sequence[int],
    *,
    small: Mapping[int, Sequence[str]] = {},
    bold: Iterable[int] = (),
) -> None:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above
    for at, (cell, words, width) in enumerate(zip(row.cells, cells, _widths(shares), strict=True)):
        cell.width = width
        run = cell.paragraphs[0].add_run(_clean(words))
        run.bold, run.font.size = at in bold, Pt(10)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        for told in small.get(at, ()):
            _small(cell.add_paragraph(), told)


def _widths(shares: Sequence[int]) -> list[Length]:
    return [Cm(_WIDTH * share / sum(shares)) for share in shares]


def _sources(document: Document, report: Report) -> None:
    _heading(document, f"{len(report.parts) + 1}. {report.say('report.sources')}")
    table = _table(document, (report.say("report.file"), report.say("report.sha256")), (2, 3))
    for file, sha256, _ in report.sources:
        _row(table, (file, sha256), (2, 3))


def _sign(document: Document, report: Report) -> None:
    for name, is_bold in (("prepared", True), ("sign", False)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Cm(8)
        paragraph.paragraph_format.keep_with_next = is_bold
        paragraph.paragraph_format.space_before = Pt(24 if is_bold else 0)
        run = paragraph.add_run(report.say(f"report.{name}"))
        run.bold, run.italic = is_bold, not is_bold


def _small(paragraph: Paragraph, words: str) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(_clean(words))
    run.font.size, run.font.color.rgb = Pt(8), _GREY


def _field(paragraph: Paragraph, name: str) -> None:
    """Add what Word counts when it shows the page."""
    run = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(8), _GREY
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(run._r)  # noqa: SLF001 - python-docx has no name for fields
    paragraph._p.append(field)  # noqa: SLF001


def _clean(words: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return words.translate(_LETTERS)
