"""Symbols of every shape that Decree 30/2020/NĐ-CP and Guide 36-HD/VPTW give them, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.symbols import kind_of_code, letter_symbol_of, symbol_of, symbols_in
from loaders.text import text_of
from ontology.identifiers import is_symbol

FOUND = [
    pytest.param("Nghị quyết số 57-NQ/TW ngày 22/12/2024", "57-NQ/TW", id="Party, centre"),
    pytest.param("Kế hoạch số 16-KH/ĐU của Đảng ủy", "16-KH/ĐU", id="Party, commune"),
    pytest.param("Chương trình số 93-CTr/TU", "93-CTr/TU", id="small letters in the kind"),
    pytest.param("Kế hoạch số 02-KH/BCĐTW", "02-KH/BCĐTW", id="steering committee"),
    pytest.param("Quyết định số 204-QĐ/TW", "204-QĐ/TW", id="crossed D"),
    pytest.param("Nghị quyết số 71/NQ-CP", "71/NQ-CP", id="State, Government"),
    pytest.param("Quyết định số 923/QĐ-TTg", "923/QĐ-TTg", id="Prime Minister"),
    pytest.param("Nghị định số 140/2017/NĐ-CP", "140/2017/NĐ-CP", id="year in the symbol"),
    pytest.param("Nghị quyết số 08/2019/NQ-HĐND", "08/2019/NQ-HĐND", id="leading zero stays"),
    pytest.param("theo Hướng dẫn số 102/HD-MTTW-BTT. Sau đó", "102/HD-MTTW-BTT", id="full stop after a unit"),
    pytest.param("Chương trình số 05/CTrPH-MTTW-BNNMT", "05/CTrPH-MTTW-BNNMT", id="programme of two organs"),
    pytest.param("Luật số 72/2025/QH15", "72/2025/QH15", id="law"),
    pytest.param("Nghị quyết số 906/2026/ \nUBTVQH15", "906/2026/UBTVQH15", id="law broken behind the year"),
    pytest.param("Hướng dẫn số 3751/HD-BNV", "3751/HD-BNV", id="ministry"),
    pytest.param("Quyết định số 31/QĐ-UBND-VX", "31/QĐ-UBND-VX", id="unit after the organ"),
    pytest.param("Nghị quyết số 57-\nNQ/TW", "57-NQ/TW", id="broken after the hyphen"),
    pytest.param("Nghị quyết số 57-NQ/\nTW", "57-NQ/TW", id="broken after the stroke"),
    pytest.param("Nghị quyết số 57 - NQ/TW", "57-NQ/TW", id="spaces"),
    pytest.param("Nghị quyết số 57–NQ/TW", "57-NQ/TW", id="en-dash"),
    pytest.param("Nghị quyết số 71/NQ–CP", "71/NQ-CP", id="en-dash of the State"),
    pytest.param("Nghị quyết số 57/NQ/TW", "57-NQ/TW", id="two strokes, Party"),
    pytest.param("Nghị quyết số 71-NQ-CP", "71/NQ-CP", id="two hyphens, State"),
    pytest.param("Kế hoạch số 25-KH-UBND", "25/KH-UBND", id="two hyphens, committee"),
    pytest.param("Nghị quyết số S7-NQ/TW", "57-NQ/TW", id="S read for 5"),
    pytest.param("Kế hoạch số l6-KH/ĐU", "16-KH/ĐU", id="l read for 1"),
    pytest.param("Nghị định số 19/2031/NĐ-\nCP4 \n5", "19/2031/NĐ-CP", id="number of a footnote behind"),
    pytest.param("Quyết định số 14/QĐ-HĐND9", "14/QĐ-HĐND9", id="number of a council's term behind"),
    pytest.param("Kế hoạch số 12/KH-BCĐ389", "12/KH-BCĐ389", id="number of a committee behind"),
    pytest.param("Chương trình số 12-\nCT1/BCĐTW", "12-CTr/BCĐTW", id="kind torn, a programme"),
    pytest.param("(57-NQ/TW)", "57-NQ/TW", id="in brackets"),
    pytest.param("Nghị quyết số 57-NQ/TW, Kế hoạch", "57-NQ/TW", id="comma after"),
    pytest.param("theo Nghị quyết số 57-NQ/TW.", "57-NQ/TW", id="full stop after"),
    pytest.param("Nghị quyết số 19-2027/NQ-CP", "19-2027/NQ-CP", id="year behind a hyphen"),
    pytest.param("Nghị quyết số 70- -NO/TW", "70-NQ/TW", id="kind torn, called before"),
    pytest.param("Nghị quyết 86 _57-NQ/TW", "57-NQ/TW", id="stroke before the number"),
    pytest.param("Nghị quyết số 174/2024/OH15", "174/2024/QH15", id="Assembly torn"),
    pytest.param("Kế hoạch số 30/KH-HDND", "30/KH-HĐND", id="organ without its stroke"),
    pytest.param("Quyết định số 30/QD-TTg", "30/QĐ-TTg", id="kind without its stroke"),
    pytest.param("Công văn số 5553/VPCP của Văn phòng", "5553/VPCP", id="letter without a unit"),
    pytest.param("Tờ trình số 31/TTr-BVHTTIDL", "31/TTr-BVHTTDL", id="organ with a letter too many"),
    pytest.param("Tờ trình số 31/TTr-SNNX", "31/TTr-SNNX", id="organ too short to tell"),
    pytest.param("Tờ trình số 31/TTr-XVHTTDL", "31/TTr-XVHTTDL", id="organ of another first letter"),
]


@pytest.mark.parametrize(("words", "symbol"), FOUND)
def test_a_symbol_is_found_in_its_normal_form(words: str, symbol: str) -> None:
    assert [at.symbol for at in symbols_in(text_of(words))] == [symbol]


@pytest.mark.parametrize(
    "words",
    [
        "trực 24/7 và 12/12 tháng",
        "giai đoạn 2025-2030",
        "đạt 80-90% vào năm 2030",
        "ngày 30/6/2026",
        "dịch COVID-19 đã qua",
        "tiêu chuẩn ISO/IEC 27001",
        "mạng 5G-A/B",
        "biểu mẫu 12-XX/YY",
        "chia 2/3-1/2 suất",
        "điện thoại 024-3804/5162",
    ],
)
def test_what_only_looks_like_a_symbol_is_none(words: str) -> None:
    assert list(symbols_in(text_of(words))) == []


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        pytest.param("Số 16 KH/ĐU", "16-KH/ĐU", id="hyphen not printed"),
        pytest.param("Số: 915/KH-UBND", "915/KH-UBND", id="State"),
        pytest.param("Số 16-KH/ĐU", "16-KH/ĐU", id="Party"),
        pytest.param("Số:       /KH-UBND", None, id="number not filled in"),
        pytest.param("Số        -KH/ĐU", None, id="number not filled in, Party"),
        pytest.param("Hà Châu, ngày 29 tháng 12 năm 2025", None, id="no symbol at all"),
    ],
)
def test_the_number_line_gives_the_symbol(line: str, symbol: str | None) -> None:
    at = symbol_of(line)
    assert (at.symbol if at else None) == symbol


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("Số: 9180/SVHTTDL-QLVH", "9180/SVHTTDL-QLVH"),
        ("Số: 312/UBND–VX", "312/UBND-VX"),
        ("Số: 45 /STC-NS", "45/STC-NS"),
        ("Số: 45/SGDDT-TV", "45/SGDĐT-TV"),  # a letter that a scan bent
        ("Số:      /SNV-CCHC", None),
    ],
)
def test_a_letter_shows_no_kind(line: str, symbol: str | None) -> None:
    at = letter_symbol_of(line)
    assert (at.symbol if at else None) == symbol


@pytest.mark.parametrize(
    ("code", "kind"),
    [("NQ", "nghị quyết"), ("KH", "kế hoạch"), ("QĐ", "quyết định"), ("CTr", "chương trình"), ("XX", None), ("", None)],
)
def test_the_code_says_the_kind(code: str, kind: str | None) -> None:
    assert kind_of_code(code) == kind


NUMBERS = st.integers(1, 99999)
PARTY = st.builds(
    "{}-{}/{}".format,
    NUMBERS,
    st.sampled_from(["NQ", "KH", "QĐ", "CTr", "KL", "CT", "HD"]),
    st.sampled_from(["TW", "TU", "ĐU"]),
)
STATE = st.builds(
    "{}/{}-{}".format,
    NUMBERS,
    st.sampled_from(["NQ", "KH", "QĐ", "NĐ"]),
    st.sampled_from(["CP", "UBND", "HĐND", "TTg", "BNV"]),
)
SYMBOLS = st.one_of(PARTY, STATE)


@given(SYMBOLS)
def test_finding_what_was_printed_gives_it_back(symbol: str) -> None:
    found = [at.symbol for at in symbols_in(text_of(f"thực hiện văn bản số {symbol} về việc đó"))]
    assert found == [symbol]
    assert is_symbol(symbol)


@given(SYMBOLS, st.sampled_from([" ", "  ", "\n"]))
def test_the_normal_form_does_not_hang_on_spaces(symbol: str, space: str) -> None:
    number = len(symbol) - len(symbol.lstrip("0123456789")) + 1
    torn = f"số {symbol[:number]}{space}{symbol[number:]} về"
    assert [at.symbol for at in symbols_in(text_of(torn))] == [symbol]


@given(st.text(alphabet="0123456789-–/ \nNQKHTWĐUCPabcSOlI.,()", max_size=80))
def test_symbols_lie_in_the_text_in_order_and_apart(words: str) -> None:
    found = list(symbols_in(text_of(words)))
    ends = [0, *(at.end for at in found)]
    for before, at in zip(ends, found, strict=False):
        assert before <= at.start < at.end <= len(words)
        assert next(iter(symbols_in(text_of(f" {at.symbol} ")))).symbol == at.symbol
