"""PDFs with a text layer: paragraphs, running heads, tables over pages, and files that cannot be read."""

import hashlib
import itertools
import random
import re
from collections.abc import Callable

import pytest

from loaders.formats import pdf
from loaders.formats.refusals import (
    BrokenPdfError,
    EmptyFileError,
    NoRecogniserError,
    PasswordError,
    UnreadableError,
    WrongTypeError,
)
from ontology.model import SourceText, Span

PdfFile = Callable[..., bytes]
SIZE = 14.0


def words(source: SourceText) -> str:
    return source.raw.strip()


def rows(source: SourceText) -> list[list[str]]:
    return [[cell.of(source.raw) for cell in row] for table in source.tables for row in table.rows]


def lines(*texts: tuple[float, str], top: float = 100, leading: float = 18) -> list[tuple[float, float, float, str]]:
    return [(x, top + leading * index, SIZE, text) for index, (x, text) in enumerate(texts)]


def table(grid: list[list[str]], *, top: float, columns: list[float], height: float = 40) -> tuple[list, list]:
    """Return the texts and the strokes of a ruled table, its words one line a cell."""
    texts = [
        (columns[column] + 4, top + height * row + 20, 10.0, text)
        for row, cells in enumerate(grid)
        for column, text in enumerate(cells)
        if text
    ]
    bottom = top + height * len(grid)
    strokes = [(columns[0], top + height * row, columns[-1], top + height * row) for row in range(len(grid) + 1)]
    strokes += [(x, top, x, bottom) for x in columns]
    return texts, strokes


LONG = "Căn cứ Nghị quyết về phát triển khoa học, công nghệ, đổi mới sáng tạo"  # seven points a letter


@pytest.mark.parametrize(
    ("drawn", "raw"),
    [
        pytest.param(lines((80, LONG), (50, "quốc gia;")), f"{LONG}\nquốc gia;", id="a wrapped line is no paragraph"),
        pytest.param(
            lines((80, LONG), (50, "quốc gia;"), (80, LONG)), f"{LONG}\nquốc gia;\n\n{LONG}", id="an indent begins one"
        ),
        pytest.param(
            [*lines((50, LONG), (50, LONG)), *lines((50, LONG), (50, LONG), top=160)],
            f"{LONG}\n{LONG}\n\n{LONG}\n{LONG}",
            id="a gap begins one",
        ),
        pytest.param(
            [(60, 80, SIZE, "CHÍNH PHỦ"), (300, 80, SIZE, "CỘNG HÒA"), *lines((50, LONG), (50, LONG), top=160)],
            f"CHÍNH PHỦ    CỘNG HÒA\n\n{LONG}\n{LONG}",
            id="side by side",
        ),
        pytest.param(lines((50, "Số 12"), (50, "________")), "Số 12", id="a row of dashes is drawing"),
        pytest.param(
            [*lines((50, LONG)), (50 + 7 * len(LONG), 96, 7.0, "1"), (50, 800, 8.0, "1 Chú thích.")],
            f"{LONG}\n\n1 Chú thích.",
            id="the mark of a note is not text, the note is",
        ),
    ],
)
def test_words_of_a_page(pdf_file: PdfFile, drawn: list[tuple[float, float, float, str]], raw: str) -> None:
    assert words(pdf.read(pdf_file([(drawn, [])]), "a.pdf")) == raw


def test_running_heads_and_page_numbers_are_left_out_and_paragraphs_run_over_pages(pdf_file: PdfFile) -> None:
    bodies = [[f"{LONG[:-4]} {name}", f"{LONG[:-4]} {name}{name}"] for name in "ABC"]
    pages = [
        ([(200, 40, SIZE, f"CÔNG BÁO/Số {page}"), (290, 820, SIZE, str(page)), *lines((50, one), (50, two))], [])
        for page, (one, two) in enumerate(bodies, start=7)
    ]
    source = pdf.read(pdf_file(pages), "a.pdf")
    assert words(source) == "\n".join(itertools.chain(*bodies))
    assert [source.raw[start:].split("\n")[0] for start in source.pages] == [one for one, _ in bodies]


COLUMNS = [50.0, 80.0, 250.0, 380.0, 500.0]
HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]


def test_a_table_over_pages_is_one_with_cut_rows_joined_and_headings_once(pdf_file: PdfFile) -> None:
    first = table([HEAD, ["1", "Rà soát", "Bộ A", "2025"], ["2", "Xây dựng", "Bộ B", "2026"]], top=600, columns=COLUMNS)
    second = table([HEAD, ["", "nền tảng", "", ""], ["3", "Báo cáo", "Bộ C", "2027"]], top=80, columns=COLUMNS)
    source = pdf.read(pdf_file([first, second]), "a.pdf")
    assert rows(source) == [
        HEAD,
        ["1", "Rà soát", "Bộ A", "2025"],
        ["2", "Xây dựng nền tảng", "Bộ B", "2026"],
        ["3", "Báo cáo", "Bộ C", "2027"],
    ]
    assert source.raw[source.pages[1] :].startswith("3\tBáo cáo")


def test_a_cell_over_two_rows_stands_in_both_as_one(pdf_file: PdfFile) -> None:
    texts, strokes = table([HEAD, ["1", "Rà soát", "Bộ A", "2025"], ["", "", "Bộ B", "2026"]], top=80, columns=COLUMNS)
    joined = [stroke for stroke in strokes if stroke[1] != 160 or stroke[3] != 160]
    joined.append((250, 160, 500, 160))
    source = pdf.read(pdf_file([(texts, joined)]), "a.pdf")
    assert rows(source)[1:] == [["1", "Rà soát", "Bộ A", "2025"], ["1", "Rà soát", "Bộ B", "2026"]]
    [made] = source.tables
    assert made.rows[1][1] == made.rows[2][1]


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no program to be found."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("no_tools")
def test_a_page_that_is_a_picture_is_told(pdf_file: PdfFile) -> None:
    source = pdf.read(pdf_file([(lines((50, LONG)), []), None, (lines((50, "Điều 1.")), [])]), "a.pdf")
    [problem] = source.problems
    assert (problem.code, "2" in problem.message) == ("no-text-layer", True)
    assert words(source).split() == f"{LONG} Điều 1.".split()


def test_a_letter_that_the_font_does_not_name_is_told(pdf_file: PdfFile) -> None:
    source = pdf.read(pdf_file([(lines((50, "Số\x00 12")), [])]), "a.pdf")
    [problem] = source.problems
    assert (words(source), problem.code, problem.span) == ("Số\ufffd 12", "unread-letters", Span(2, 3))


def test_a_frame_around_text_is_no_table(pdf_file: PdfFile) -> None:
    strokes = [(40, 80, 560, 80), (40, 140, 560, 140), (40, 80, 40, 140), (560, 80, 560, 140)]
    source = pdf.read(pdf_file([(lines((50, LONG)), strokes)]), "a.pdf")
    assert (words(source), source.tables) == (LONG, ())


def encrypted(made: PdfFile) -> bytes:
    handler = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'61' * 32}> /U <{'62' * 32}> >> /ID [<00> <00>]"
    return made([(lines((50, LONG)), [])], trailer=handler)


PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    other = 0
    for at in range(256):
        other = (other + state[at] + key[at % len(key)]) % 256
        state[at], state[other] = state[other], state[at]
    out, one, other = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) % 256
        other = (other + state[one]) % 256
        state[one], state[other] = state[other], state[one]
        out.append(byte ^ state[(state[one] + state[other]) % 256])
    return bytes(out)


def md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def protected(made: PdfFile) -> bytes:
    """Return a PDF that anybody may open, and only its owner change (PDF 1.7, 7.6.3: 40 bits, no user's password)."""
    owner = rc4(md5(b"owner" + PAD[:27])[:5], PAD)
    key = md5(PAD + owner + (-4).to_bytes(4, "little", signed=True) + b"\0")[:5]
    handler = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{rc4(key, PAD).hex()}> >> "
    plain = made([(lines((50, LONG)), [])], trailer=handler + "/ID [<00> <00>]")

    def locked(found: re.Match[bytes]) -> bytes:
        own = md5(key + int(found[1]).to_bytes(3, "little") + b"\0\0")[:10]
        return found[0].replace(found[2], rc4(own, found[2]))

    return re.sub(rb"(\d+) 0 obj\n<<[^\n]*\nstream\n(.*?)\nendstream", locked, plain, flags=re.DOTALL)


def test_a_pdf_that_only_its_owner_may_change_is_read(pdf_file: PdfFile) -> None:
    assert words(pdf.read(protected(pdf_file), "a.pdf")) == LONG
    assert LONG.encode("utf-16-be").hex().encode() not in protected(pdf_file)


@pytest.mark.parametrize(
    ("make", "error", "code"),
    [
        pytest.param(lambda _: b"", WrongTypeError, "E_TYPE", id="empty"),
        pytest.param(lambda _: b"PK\x03\x04 word/document.xml", WrongTypeError, "E_TYPE", id="a Word file"),
        pytest.param(lambda made: made([]), EmptyFileError, "E_EMPTY", id="no page"),
        pytest.param(lambda made: made([([], [])]), EmptyFileError, "E_EMPTY", id="a blank page"),
        pytest.param(lambda made: made([(lines((50, LONG)), [])])[:60], BrokenPdfError, "E_PDF_BROKEN", id="cut off"),
        pytest.param(lambda made: made([None, None]), NoRecogniserError, "E_NO_OCR", id="pictures only"),
        pytest.param(encrypted, PasswordError, "E_PASSWORD", id="password"),
    ],
)
@pytest.mark.usefixtures("no_tools")
def test_what_cannot_be_read_says_why(
    pdf_file: PdfFile, make: Callable[[PdfFile], bytes], error: type[UnreadableError], code: str
) -> None:
    with pytest.raises(error) as raised:
        pdf.read(make(pdf_file), "a.pdf")
    assert raised.value.code == code
    assert " / " in str(raised.value)


def test_mutated_files_are_read_or_refused_and_read_alike_twice(pdf_file: PdfFile) -> None:
    whole = pdf_file([table([HEAD, ["1", "Rà soát", "Bộ A", "2025"]], top=80, columns=COLUMNS)])
    chance = random.Random(1)  # noqa: S311 - the same mutations in each run
    outcomes = set()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        outcomes.add(outcome(bytes(data)))
        assert outcome(bytes(data)) == outcome(bytes(data))
    assert len(outcomes) > 2  # some are read, some are refused


def outcome(data: bytes) -> str:
    try:
        source = pdf.read(data, "a.pdf")
    except UnreadableError as error:
        return error.code
    ends = [table.span.end for table in source.tables]
    assert all(end <= len(source.raw) for end in ends)
    assert all(one <= other for one, other in itertools.pairwise(source.pages))
    return "read"


def test_a_file_without_a_page_is_empty_whatever_was_read_before(pdf_file: PdfFile) -> None:
    with pytest.raises(BrokenPdfError):
        pdf.read(pdf_file([(lines((50, LONG)), [])])[:60], "broken.pdf")
    with pytest.raises(EmptyFileError):
        pdf.read(pdf_file([]), "empty.pdf")
