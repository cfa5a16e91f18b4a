import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.restoration import repair_symbol, restore
from loaders.restoration.symbols import ISSUERS, KINDS, possible_numbers


@pytest.mark.parametrize(
    ("torn", "true"),
    [
        ("57-NQ/TW", "57-NQ/TW"),
        ("8602-QB/TU", "8602-QĐ/TU"),
        pytest.param("S7T-NQ/TW", "S7T-NQ/TW", id="577 or 57: only the document can tell"),
        ("57-NQ-TW", "57-NQ/TW"),
        ("02-NO/TW", "02-NQ/TW"),
        ("71/NO-CP", "71/NQ-CP"),
        ("39/2022/ND-CP", "39/2022/NĐ-CP"),
        ("798/QD-TTg", "798/QĐ-TTg"),
        ("923/QP-TTg", "923/QĐ-TTg"),
        ("16-KH/DU", "16-KH/ĐU"),
        pytest.param("6714/BNNMT-TL", "6714/BNNMT-TL", id="the unit that drafted a letter is no word"),
        ("S12/HDND-VP", "512/HĐND-VP"),
        ("KH/DU", "KH/ĐU"),
        ("12-CT1/BCD", "12-CTr/BCĐ"),
        ("02-KH/BCDTW", "02-KH/BCĐTW"),
        ("45--NQ/TW", "45-NQ/TW"),
        ("l6-KH/ĐU", "16-KH/ĐU"),
        ("63/2025/QH15", "63/2025/QH15"),
        ("119/2026/UBTVQHI5", "119/2026/UBTVQH15"),
        ("119/2026/UBTVQHI15", "119/2026/UBTVQH15"),
        ("12-CT1r/BCD3", "12-CTr/BCĐ3"),
        ("120/KH-UBND", "120/KH-UBND"),
        ("1010 - CV/TU", "1010-CV/TU"),
        ("98L/NQ-CP", "981/NQ-CP"),
        ("214/UBND-KTHTDT", "214/UBND-KTHTĐT"),
        ("812/SYT-NVY", "812/SYT-NVY"),
    ],
)
def test_symbols_are_read_by_their_grammar(torn: str, true: str) -> None:
    assert repair_symbol(torn) == true


@pytest.mark.parametrize(
    "word",
    [
        "",
        "22/12/2024",
        "xd-hoi",
        "HDND-UBND",
        "BAO/S6",
        "281/Ngay",
        "cong/nghe",
        "SOS-NQ/TW",
        "3/7",
        "1-NQ/XYZ",
        "d/c",
    ],
)
def test_what_is_no_symbol_is_left_to_others(word: str) -> None:
    assert repair_symbol(word) is None


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("57", ("57",)),
        ("S7", ("57",)),
        pytest.param("S7T", ("577", "57"), id="the 7 and its look-alike"),
        pytest.param("7I1", ("711", "71"), id="the 1 and its look-alike"),
        pytest.param("SOS", (), id="no digit at all"),
    ],
)
def test_a_number_is_read_in_every_possible_way(printed: str, numbers: tuple[str, ...]) -> None:
    assert possible_numbers(printed) == numbers


@given(st.text("0123456789SOlIT", max_size=6))
@settings(deadline=None)
def test_every_way_to_read_a_number_keeps_its_digits(printed: str) -> None:
    for number in possible_numbers(printed):
        assert number.isdigit()
        left = iter(number)
        assert all(digit in left for digit in printed if digit.isdigit())


symbols = st.builds(
    lambda number, kind, issuer: f"{number}-{kind}/{issuer}",
    st.integers(1, 99_999),
    st.sampled_from(sorted({"NQ", "QĐ", "KH", "KL", "CTr"} & set(KINDS))),
    st.sampled_from(sorted({"TW", "TU", "ĐU", "HU", "BCĐTW"} & set(ISSUERS))),
)


@given(symbols)
@settings(deadline=None)
def test_true_symbols_stay(symbol: str) -> None:
    assert repair_symbol(symbol) == symbol


@given(symbols)
@settings(deadline=None)
def test_a_torn_stroke_over_the_d_comes_back(symbol: str) -> None:
    assert repair_symbol(symbol.replace("Đ", "D")) == symbol


@given(st.text(max_size=30))
@settings(deadline=None)
def test_repairing_a_repaired_symbol_changes_nothing(text: str) -> None:
    repaired = repair_symbol(text)
    assert repaired is None or repair_symbol(repaired) == repaired


def test_a_symbol_in_a_torn_line_is_repaired_in_its_place() -> None:
    restored = restore("Can cir Quyét dinh s6 8602-QB/TU ngay 12/3/2025 ctia Ban Thuong vu Thanh uy")
    assert "số 8602-QĐ/TU ngày 12/3/2025" in restored.text
