import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.restoration import restore
from loaders.restoration.columns import by_column
from loaders.restoration.joined import parted
from loaders.restoration.marks import TornLine, read_marks
from loaders.restoration.pieces import Kind, Piece

PROSE = "noi dung thuc hien cac nhiem vu"


@pytest.mark.parametrize(
    ("headings", "read"),
    [
        pytest.param(["I. MUC DICH", "I. YEU CAU", "III. TO CHUC"], ["I.", "II.", "III."], id="a stroke lost"),
        pytest.param(["I. MUC DICH", "II. YEU CAU", "Ill. TO CHUC"], ["I.", "II.", "III."], id="l for I"),
        pytest.param(["I. MUC DICH", "I1. YEU CAU", "II1. TO CHUC"], ["I.", "II.", "III."], id="1 for I"),
        pytest.param(["II. YEU CAU", "1. MUC TIEU", "IV. NHIEM VU"], ["II.", "III.", "IV."], id="strokes run together"),
        pytest.param(["III. MUC TIEU", "IV.NHIEM VU", "V. TO CHUC"], ["III.", "IV.", "V."], id="the blank lost"),
        pytest.param(["1. MUC TIEU", "2. NHIEM VU", "3. TO CHUC"], ["1.", "2.", "3."], id="figures stay"),
        pytest.param(["III. MUC TIEU", "Iv. NHIEM VU"], ["III.", "IV."], id="a small letter"),
        pytest.param(["I. MUC TIEU", "II. YEU CAU", "Il. NHIEM VU"], ["I.", "II.", "III."], id="a stroke short"),
        pytest.param(["IV. MUC TIEU", "Vv. TO CHUC"], ["IV.", "V."], id="one letter seen twice"),
        pytest.param(["I. MUC TIEU", "1. NHIEM VU", "2. TO CHUC"], ["I.", "1.", "2."], id="figures below a Roman one"),
    ],
)
def test_roman_numbers_are_read_by_their_order(headings: list[str], read: list[str]) -> None:
    restored = restore("\n".join(line for heading in headings for line in (heading, PROSE))).text
    assert [line.split()[0] for line in restored.split("\n")[::2]] == read


@pytest.mark.parametrize(
    ("letters", "read"),
    [("abcdde", "abcdđe"), ("abcde", "abcde"), ("abcdđe", "abcdđe"), ("cdd", "cdđ"), ("ddd", "dđd")],
)
def test_the_second_d_of_a_list_has_a_stroke(letters: str, read: str) -> None:
    restored = restore("\n".join(f"{letter}) {PROSE}" for letter in letters)).text
    assert "".join(line[0] for line in restored.split("\n")) == read


@given(st.lists(st.sampled_from(["I", "II", "Il", "1", "IV", "V", "d", "đ", "2", "x"]), max_size=12))
def test_marks_read_once_stay(marks: list[str]) -> None:
    texts = [f"{mark}{')' if mark in 'dđ' else '.'} MUC TIEU" for mark in marks]

    def read(lines: list[str]) -> list[str]:
        starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
        text = "\n".join(lines)
        torn = [TornLine(at, line, in_capitals=True) for at, line in zip(starts, lines, strict=True)]
        for reading in sorted(read_marks(torn), key=lambda reading: -reading.start):
            text = text[: reading.start] + reading.text + text[reading.end :]
        return text.split("\n")

    once = read(texts)
    assert read(once) == once


@pytest.mark.parametrize(
    ("torn", "lengths"),
    [
        ("coquan", (2, 4)),
        ("YEUCAU", (3, 3)),
        ("CONGHOA", (4, 3)),
        ("BoTuphap", (2, 2, 4)),
        ("banhanh", (3, 4)),
        ("ngangb6", (5, 2)),
        pytest.param("nghiém", (6,), id="one syllable"),
        pytest.param("internet", (8,), id="a word of the language"),
        pytest.param("Blockchain", (10,), id="a foreign word"),
        pytest.param("thugng", (6,), id="one torn syllable"),
    ],
)
def test_joined_words_are_parted(torn: str, lengths: tuple[int, ...]) -> None:
    assert parted(torn) == lengths


@given(st.text(max_size=30))
def test_the_parts_of_a_word_are_all_of_it(torn: str) -> None:
    assert sum(parted(torn)) == len(torn)


def test_joined_words_come_back_with_their_blank() -> None:
    restored = restore("Cac coquan, don vi thuc hién trong 30thang")
    assert restored.text == "Các cơ quan, đơn vị thực hiện trong 30 tháng"


rows = st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=5), min_size=1, max_size=6)


@given(rows)
def test_every_cell_stands_in_one_column_and_in_its_order(sizes: list[list[int]]) -> None:
    cells = [
        [
            [Piece(10 * place, 10 * place + max(size, 1), Kind.WORD)] if size or not place else []
            for place, size in enumerate(row)
        ]
        for row in sizes
    ]
    columns = by_column(cells)
    assert len(columns) == max(map(len, cells))
    places = [(row, column, cell) for column, entries in enumerate(columns) for row, cell in entries]
    assert sorted((row, cell) for row, _, cell in places) == [
        (row, cell) for row, line in enumerate(cells) for cell in range(len(line))
    ]
    for row in range(len(cells)):
        mine = [(column, cell) for at, column, cell in sorted(places) if at == row]
        assert [cell for _, cell in mine] == sorted(cell for _, cell in mine)


def test_a_row_that_lost_a_bar_keeps_to_its_columns() -> None:
    full = [[Piece(0, 10, Kind.WORD)], [Piece(40, 50, Kind.WORD)], [Piece(90, 100, Kind.WORD)]]
    short = [[Piece(0, 12, Kind.WORD)], [Piece(88, 100, Kind.WORD)]]
    assert by_column([full, short]) == [[(0, 0), (1, 0)], [(0, 1)], [(0, 2), (1, 1)]]
