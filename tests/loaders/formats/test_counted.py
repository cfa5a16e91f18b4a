"""Numbers that were misread, told by those around them, and by nothing less."""

import pytest

from loaders.formats.counted import counted
from loaders.formats.tesseract import Word, WordLine

SIZE = 40.0


def lines(*texts: str, doubt: float = 0.3) -> list[WordLine]:
    """Return lines one under the other; a line after ">" is set in, and "?" marks a first word that is doubtful."""
    made: list[WordLine] = []
    for row, text in enumerate(texts):
        left = 300 if text.startswith(">") else 100
        first, *rest = text.lstrip(">?").split()
        sure = doubt if "?" in text[:2] else 0.95
        words = [Word(first, left, left + 30, sure), *(Word(word, left + 50, left + 90, 0.95) for word in rest)]
        made.append(WordLine(60.0 * row, SIZE, words))
    return made


@pytest.mark.parametrize(
    ("read", "number"),
    [
        pytest.param(("1. Sở A", "?nu Phòng B", "3. Sở C"), "2.", id="between its neighbours"),
        pytest.param(("?. CHỈ TIÊU", "II. NHIỆM VỤ"), "I.", id="the first part"),
        pytest.param(("II. MỤC TIÊU", "?IH NHIỆM VỤ", "IV. TỔ CHỨC"), "III.", id="a part"),
        pytest.param(("h) trồng cây", "?¡) sơn lan can", "k) khoan"), "i)", id="a stroke behind h"),
        pytest.param(("k) khoan thăm", "?I) chuyển kho"), "l)", id="a stroke behind k"),
        pytest.param(("a) khoan thăm", "?I) chuyển kho"), "I)", id="a stroke behind another letter"),
        pytest.param(("1. Sở A", "?nu Phòng B", "4. Sở C"), "nu", id="the neighbours leave it open"),
        pytest.param(("1. Sở A", "?nu Phòng B"), "nu", id="one neighbour alone"),
        pytest.param(("1. Sở A", "nu Phòng B", "3. Sở C"), "nu", id="it was read surely"),
        pytest.param((">1. Sở A", "?nu Phòng B", ">3. Sở C"), "nu", id="another margin"),
        pytest.param(("1. Sở A", "?nu tủ sách", "3. Sở C"), "nu", id="a sentence goes on"),
        pytest.param(("1. Sở A", "?Trong Phòng B", "3. Sở C"), "Trong", id="a word"),
    ],
)  # fmt: skip
def test_a_number_is_told_by_its_neighbours(read: tuple[str, ...], number: str) -> None:
    page = lines(*read)
    place = next((at for at, text in enumerate(read) if "?" in text[:2]), 1)
    found = counted(page)
    assert found[place].words[0].text == number
    assert [line.words[1:] for line in found] == [line.words[1:] for line in page]
    assert found[place].words[0].confidence <= page[place].words[0].confidence


def test_nothing_stays_nothing() -> None:
    assert counted([]) == []
