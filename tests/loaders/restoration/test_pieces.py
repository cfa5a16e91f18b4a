import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.restoration.pieces import Kind, cut

WORD, NUMBER, SYMBOL, MARK = Kind.WORD, Kind.NUMBER, Kind.SYMBOL, Kind.MARK


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("s6 52-KL/TW, cia Ban", [("s6", WORD), ("52-KL/TW", SYMBOL), ("cia", WORD), ("Ban", WORD)]),
        ("- dat 30% nam 2030.", [("-", MARK), ("dat", WORD), ("30%", NUMBER), ("nam", WORD), ("2030", NUMBER)]),
        ("a) (goi tat 1a)", [("a)", MARK), ("goi", WORD), ("tat", WORD), ("1a", WORD)]),
        ("II- MUC", [("II-", MARK), ("MUC", WORD)]),
        ("Vi. TO CHUC", [("Vi.", MARK), ("TO", WORD), ("CHUC", WORD)]),
        ("Vi. vay", [("Vi", WORD), ("vay", WORD)]),
        ("2.1. Pén", [("2.1.", MARK), ("Pén", WORD)]),
        ("12 dot", [("12", NUMBER), ("dot", WORD)]),
        ("22/12/2024 chinh tri-xd hoi", [("22/12/2024", NUMBER), *((w, WORD) for w in ("chinh", "tri", "xd", "hoi"))]),
        ("ngay 30thang 9", [("ngay", WORD), ("30", NUMBER), ("thang", WORD), ("9", NUMBER)]),
        ("- C4c d/c", [("-", MARK), ("C4c", WORD), ("d/c", SYMBOL)]),
        ("v& TerO'ng", [("v&", WORD), ("TerO'ng", WORD)]),
        ("", []),
        ("| — . ;", []),
    ],
)
def test_lines_are_cut(line: str, pieces: list[tuple[str, Kind]]) -> None:
    assert [(line[piece.start : piece.end].strip(), piece.kind) for piece in cut(line)] == pieces


@given(st.text(), st.integers(0, 10))
@settings(deadline=None)
def test_pieces_lie_in_the_line_one_after_the_other(line: str, offset: int) -> None:
    at = offset
    for piece in cut(line.replace("\n", " "), offset):
        assert at <= piece.start < piece.end <= offset + len(line)
        at = piece.end
