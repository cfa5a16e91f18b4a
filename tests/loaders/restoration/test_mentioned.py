import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.restoration import restore
from loaders.restoration.mentioned import Mentions, count_mentions, find_mentions, read_mentions

DOUBTFUL = "Thuc hién Nghi quyét s6 S7T-NQ/TW ngay 22/12/2024 cua Bo Chinh tri"


@pytest.mark.parametrize(
    ("torn", "true"),
    [
        ("Quyét dinh s6 204- QD/TW cua Ban Bi thu", "Quyết định số 204-QĐ/TW của Ban Bí thư"),
        ("Quyét dinh s6 204-QD /TW cua Ban Bi thu", "Quyết định số 204-QĐ/TW của Ban Bí thư"),
        ("Quyét dinh s6 8602-\nQB/TU cua Thanh uy", "Quyết định số 8602-\nQĐ/TU của Thành ủy"),
        ("Quyét dinh s6 8602-QB/\n  TU cua Thanh uy", "Quyết định số 8602-QĐ/\n  TU của Thành ủy"),
        ("Nghi quyét s6 S7-\nNQ/TW cua Bo Chinh tri", "Nghị quyết số 57-\nNQ/TW của Bộ Chính trị"),
        ("Nghi dinh s6 39/2022/\nND-CP cua Chinh phu", "Nghị định số 39/2022/\nNĐ-CP của Chính phủ"),
    ],
)
def test_a_symbol_parted_by_blanks_or_a_line_end_is_read(torn: str, true: str) -> None:
    assert restore(torn).text == true


@pytest.mark.parametrize(
    ("others", "number"),
    [
        pytest.param([], "S7T", id="nothing settles it"),
        pytest.param(["Nghi quyet so 57-NQ/TW cua Bo Chinh tri"], "57", id="mentioned elsewhere"),
        pytest.param(["Nghi quyet so 57-QD/TW va 57-NQ/TU"], "S7T", id="of another kind, another issuer"),
        pytest.param(["so 57-NQ/TW va so 577-NQ/TW"], "S7T", id="as often as the other"),
        pytest.param(["so 57-NQ/TW va so 577-NQ/TW, 577-NQ/TW"], "577", id="less often than the other"),
        pytest.param(
            ["so 57-NQ/TW ngay 22 thang 12 nam 2024 va so 577-NQ/TW, 577-NQ/TW"], "57", id="the date says more"
        ),
    ],
)
def test_a_doubtful_number_is_settled_by_the_other_mentions(others: list[str], number: str) -> None:
    for text in ("\n".join([DOUBTFUL, *others]), "\n".join([*others, DOUBTFUL])):
        assert f"{number}-NQ/TW ngày 22/12/2024" in restore(text).text
    assert f"{number}-NQ/TW" in restore(DOUBTFUL, domain=others).text


def test_a_number_that_nothing_settles_is_doubtful() -> None:
    restored = restore(DOUBTFUL)
    doubtful = [token.confidence for token in restored.tokens if "S7T" in restored.text[token.start : token.end]]
    assert len(doubtful) == 1
    assert doubtful[0] < 0.5


texts = st.lists(
    st.sampled_from(["57", "S7T", "-", "/", " ", "\n", "NQ", "QB", "TW", "TU", "so ", "2024", "ngay 22/12/2024", "ký"]),
    max_size=40,
).map("".join)


@given(texts)
@settings(deadline=None)
def test_readings_stand_on_one_line_and_in_order(text: str) -> None:
    at = 0
    for reading in read_mentions(text, Mentions()):
        assert at <= reading.start < reading.end
        assert "\n" not in text[reading.start : reading.end]
        at = reading.end


@given(texts)
@settings(deadline=None)
def test_what_can_be_read_in_two_ways_settles_nothing(text: str) -> None:
    clear = [mention for mention in find_mentions(text) if len(mention.symbol.numbers) == 1]
    assert count_mentions([text]).total() == len(clear)
