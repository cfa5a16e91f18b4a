"""Word files: what is text and what is not, tables with merged cells, and files that are refused."""

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from loaders.formats import docx
from loaders.formats.refusals import (
    BrokenWordError,
    DepthError,
    DoctypeError,
    EmptyFileError,
    MemberNameError,
    OldWordError,
    PasswordError,
    TooBigError,
    UnreadableError,
    WrongTypeError,
)
from ontology.model import SourceText

WordFile = Callable[..., bytes]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words)}</w:p>"


def numbered(words: str, number: int = 1, depth: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, pattern: str, start: int = 1, style: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/><w:pStyle w:val="{style}"/></w:lvl>'
    )


NUMBERING = {
    "numbering": f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%2.")}'
    f"{level(2, 'lowerLetter', '%3)')}{level(3, 'bullet', '&#xF0B7;')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}'
    f"{level(1, 'decimal', '%1.%2.', 4, 'De2')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    "styles": '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
    '<w:style w:styleId="De2"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>',
}
HIDDEN_STYLE = '<w:rStyle w:val="An"/>'
BOX = f"<w:txbxContent>{paragraph('trong hộp')}</w:txbxContent>"


def text(made: bytes) -> list[str]:
    return [line for line in docx.read(made, "a.docx").raw.split("\n") if line]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(
            numbered("một") + numbered("hai", depth=1) + numbered("ba", depth=2) + numbered("bốn", depth=2)
            + numbered("năm", depth=3) + numbered("sáu") + numbered("bảy", depth=1),
            ["I. một", "1. hai", "a) ba", "b) bốn", "- năm", "II. sáu", "1. bảy"],
            id="numbers of Word",
        ),
        pytest.param(
            numbered("một", 2) + numbered("hai", 2, 1) + numbered("ba", 2) + numbered("bốn", 3) + numbered("năm", 3),
            ["1. một", "1.4. hai", "2. ba", "1. bốn", "2. năm"],
            id="a list that starts anew",
        ),
        pytest.param(paragraph("một", '<w:pStyle w:val="MucCon"/>'), ["1. một"], id="numbers of an inherited style"),
        pytest.param(
            paragraph("một", '<w:pStyle w:val="De2"/>') + paragraph("hai", '<w:pStyle w:val="De2"/>'),
            ["1.4. một", "1.5. hai"],
            id="the level that goes with a style",
        ),
        pytest.param(paragraph("một", '<w:numPr><w:numId w:val="0"/></w:numPr>'), ["một"], id="a number taken off"),
        pytest.param(
            f"<w:p>{run('còn ')}<w:del>{run('bỏ ')}</w:del><w:ins>{run('thêm')}</w:ins></w:p>",
            ["còn thêm"],
            id="tracked changes",
        ),
        pytest.param(
            f"<w:p><w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo></w:p>", ["mới"], id="moved"
        ),
        pytest.param(f"<w:p>{run('hiện')}{run(' ẩn', '<w:vanish/>')}</w:p>", ["hiện"], id="hidden words"),
        pytest.param(
            f"<w:p>{run('hiện')}{run(' ẩn', HIDDEN_STYLE)}</w:p>", ["hiện"], id="words of a hidden style"
        ),
        pytest.param(
            f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('trang 2')}</w:p>", ["trang 2"], id="field codes"
        ),
        pytest.param(
            "<w:p><w:r><w:t>Số: 12</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:br/><w:t>ngày 1</w:t></w:r></w:p>",
            ["Số: 12-KH", "ngày 1"],
            id="signs and line breaks",
        ),
        pytest.param(
            f"<w:p>{run('UBND')}<w:r><w:tab/></w:r>{run('CỘNG HÒA')}</w:p>", ["UBND    CỘNG HÒA"], id="a tab is a gap"
        ),
        pytest.param(
            f"<w:p>{run('thân bài')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["thân bài", "trong hộp"],
            id="a text box once",
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent>{paragraph('trong ô điều khiển')}</w:sdtContent></w:sdt>",
            ["trong ô điều khiển"],
            id="content controls",
        ),
    ],
)  # fmt: skip
def test_what_is_text(word_file: WordFile, body: str, lines: list[str]) -> None:
    assert text(word_file(body, NUMBERING)) == lines


def test_notes_follow_the_text_with_their_marks(word_file: WordFile) -> None:
    note = f'<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="4">{paragraph("Luật số 1")}</w:footnote>'
    body = f'<w:p>{run("Căn cứ")}<w:r><w:footnoteReference w:id="4"/></w:r></w:p>{paragraph("Điều 1.")}'
    assert text(word_file(body, {"footnotes": note})) == ["Căn cứ", "Điều 1.", "¹ Luật số 1"]


def test_lines_of_a_centred_title_stand_together_and_other_paragraphs_apart(word_file: WordFile) -> None:
    centred = '<w:jc w:val="center"/>'
    made = word_file(paragraph("KẾ HOẠCH", centred) + paragraph("về sách", centred) + paragraph("Căn cứ"))
    assert docx.read(made, "a.docx").raw == "KẾ HOẠCH\nvề sách\n\nCăn cứ\n"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, words.split('|')))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def rows_of(source: SourceText) -> list[list[str]]:
    return [[place.of(source.raw) for place in row] for made in source.tables for row in made.rows]


DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TWO = '<w:gridSpan w:val="2"/>'


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        pytest.param(table(cell("a|b") + cell("c")), [["a b", "c"]], id="paragraphs of a cell"),
        pytest.param(
            table(cell("a", DOWN) + cell("b"), cell("", GOES_ON) + cell("c")),
            [["a", "b"], ["a", "c"]],
            id="a cell over two rows",
        ),
        pytest.param(
            table(cell("a", TWO) + cell("b"), cell("c") + cell("d") + cell("e")),
            [["a", "a", "b"], ["c", "d", "e"]],
            id="a cell over two columns",
        ),
        pytest.param(
            table(cell("a", TWO + DOWN) + cell("b"), cell("", TWO + GOES_ON) + cell("c")),
            [["a", "a", "b"], ["a", "a", "c"]],
            id="a cell over both",
        ),
        pytest.param(
            table(f"<w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('b')}", cell("c") + cell("d")),
            [["", "b"], ["c", "d"]],
            id="a row that begins later",
        ),
        pytest.param(
            table(cell("a") + cell("b"), f"<w:trPr><w:del/></w:trPr>{cell('x')}{cell('y')}", cell("c") + cell("d")),
            [["a", "b"], ["c", "d"]],
            id="a deleted row",
        ),
        pytest.param(
            table(f"<w:tc><w:tcPr/>{table(cell('a') + cell('b'))}<w:p/></w:tc>" + cell("c")),
            [["a b", "c"]],
            id="a table in a cell",
        ),
    ],
)
def test_cells_of_tables(word_file: WordFile, body: str, rows: list[list[str]]) -> None:
    assert rows_of(docx.read(word_file(body), "a.docx")) == rows


def test_a_merged_cell_is_one_range(word_file: WordFile) -> None:
    body = table(cell("a", DOWN) + cell("b"), cell("", GOES_ON) + cell("c"))
    [made] = docx.read(word_file(body), "a.docx").tables
    assert made.rows[0][0] == made.rows[1][0]


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(table(cell("UBND TỈNH|Số: 1/KH-UBND") + cell(f"{NATION}|Hà Châu, ngày 2")), id="in one row"),
        pytest.param(
            table(cell("UBND TỈNH") + cell(NATION), cell("Số: 1/KH-UBND") + cell("Hà Châu, ngày 2")), id="in rows"
        ),
    ],
)
def test_a_letterhead_set_as_a_table_is_lines(word_file: WordFile, body: str) -> None:
    source = docx.read(word_file(body), "a.docx")
    assert source.tables == ()
    assert source.raw.splitlines() == [
        "UBND TỈNH",
        "Số: 1/KH-UBND",
        NATION,
        "Hà Châu, ngày 2",
    ]


def link(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = 0o120777 << 16
    return made


def archive(*members: tuple[str | zipfile.ZipInfo, str], stored: bool = False) -> bytes:
    file = io.BytesIO()
    packing = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(file, "w", packing) as made:
        for name, contents in members:
            made.writestr(name, contents)
    return file.getvalue()


BODY = "<w:body/>"
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth


@pytest.mark.parametrize(
    ("make", "error", "code"),
    [
        pytest.param(lambda _: b"", WrongTypeError, "E_TYPE", id="empty"),
        pytest.param(lambda _: b"%PDF-1.7", WrongTypeError, "E_TYPE", id="a PDF"),
        pytest.param(
            lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), PasswordError, "E_PASSWORD", id="password"
        ),
        pytest.param(lambda _: OLE + "WordDocument".encode("utf-16-le"), OldWordError, "E_OLD_DOC", id="old Word"),
        pytest.param(lambda _: OLE, WrongTypeError, "E_TYPE", id="another OLE file"),
        pytest.param(lambda made: made(paragraph("a"))[:-40], BrokenWordError, "E_DOCX_BROKEN", id="cut off"),
        pytest.param(lambda _: archive(("a.txt", "a")), BrokenWordError, "E_DOCX_BROKEN", id="another archive"),
        pytest.param(lambda made: made("<w:p>"), BrokenWordError, "E_DOCX_BROKEN", id="no XML"),
        pytest.param(lambda made: made("<w:p/>"), EmptyFileError, "E_EMPTY", id="no word"),
        pytest.param(lambda _: archive(("word/document.xml", LAUGHS)), DoctypeError, "E_DTD", id="entities"),
        pytest.param(lambda made: made(nested(10_000)), DepthError, "E_DOCX_DEPTH", id="tables in tables"),
        pytest.param(lambda made: made(" " * (8 << 20)), TooBigError, "E_TOO_BIG", id="packed too tightly"),
        pytest.param(
            lambda _: archive(*((f"{i}.xml", "") for i in range(2001))), TooBigError, "E_TOO_BIG", id="too many parts"
        ),
        pytest.param(lambda _: archive(("../../x", "a")), MemberNameError, "E_ZIP_NAME", id="a name that climbs"),
        pytest.param(lambda _: archive(("/etc/x", "a")), MemberNameError, "E_ZIP_NAME", id="an absolute name"),
        pytest.param(lambda _: archive(("C:\\x", "a")), MemberNameError, "E_ZIP_NAME", id="a drive"),
        pytest.param(lambda _: archive((link("x"), "/etc/passwd")), MemberNameError, "E_ZIP_NAME", id="a link"),
    ],
)
def test_what_is_refused_says_why(
    word_file: WordFile, make: Callable[[WordFile], bytes], error: type[UnreadableError], code: str
) -> None:
    with pytest.raises(error) as raised:
        docx.read(make(word_file), "a.docx")
    assert raised.value.code == code
    assert " / " in str(raised.value)


def test_two_parts_of_one_name_are_refused() -> None:
    first, second = b"word/document.xml", b"word/documenu.xml"
    made = archive((first.decode(), "<a/>"), (second.decode(), "<a/>")).replace(second, first)
    with pytest.raises(MemberNameError):
        docx.read(made, "a.docx")


def test_mutated_files_are_read_or_refused(word_file: WordFile) -> None:
    whole = word_file(numbered("một") + table(cell("a", DOWN) + cell("b"), cell("", GOES_ON) + cell("c")), NUMBERING)
    chance = random.Random(2)  # noqa: S311 - the same mutations in each run
    outcomes: set[str] = set()
    for _ in range(1500):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        outcomes.add(outcome(bytes(data)))
    assert {"read", "E_DOCX_BROKEN"} <= outcomes


def outcome(data: bytes) -> str:
    try:
        source = docx.read(data, "a.docx")
    except UnreadableError as error:
        return error.code
    places = [place for made in source.tables for row in made.rows for place in row]
    assert all(place.end <= len(source.raw) and "\t" not in place.of(source.raw) for place in places)
    return "read"
