"""Marks of recognised words by the words around them: what was lost comes back, what is right stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.restoration.remarking import remarked
from loaders.restoration.syllables import bare

SEEN = 0.9


def read(words: str, confidence: float = SEEN) -> str:
    return " ".join(text for text, _ in remarked([(word, confidence) for word in words.split()]))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        pytest.param("chuyên đôi sô quôc gia", "chuyển đổi số quốc gia", id="hooks and an acute"),
        pytest.param("TỎ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN", id="capitals"),
        pytest.param("kinh phi, bao đảm kỹ thuật vê đường truyền.", "kinh phí, bảo đảm kỹ thuật về đường truyền.",
                     id="signs around words"),
        pytest.param("Ủy ban nhân dân tỉnh Hà Châu", "Ủy ban nhân dân tỉnh Hà Châu", id="nothing is wrong"),
        pytest.param("theo Nghị quyết số 52-NQ/TW ngày 27/9/2019", "theo Nghị quyết số 52-NQ/TW ngày 27/9/2019",
                     id="symbols and days"),
        pytest.param("Plan number seven for the province", "Plan number seven for the province", id="another language"),
        pytest.param("Phó Thủ tướng Vũ Đức Đam đã ký", "Phó Thủ tướng Vũ Đức Đam đã ký",
                     id="a name that the model does not know"),
        pytest.param("", "", id="nothing"),
    ],
)  # fmt: skip
def test_marks_are_read_by_the_words_around_them(seen: str, meant: str) -> None:
    assert read(seen) == meant


@given(st.lists(st.tuples(st.sampled_from("xã đôi sô và 12/KH-UBND (tỉnh) quôc A1 , ỦY".split()), st.floats(0, 1))))
def test_words_keep_their_letters_and_their_number(words: list[tuple[str, float]]) -> None:
    again = remarked(words)
    assert [bare(text) for text, _ in again] == [bare(text) for text, _ in words]
    assert all(new <= old for (_, new), (_, old) in zip(again, words, strict=True))
    assert all(new == old for (one, new), (other, old) in zip(again, words, strict=True) if one == other)


def test_a_changed_word_is_no_surer_than_the_words_around_it_make_it() -> None:
    (_, first), (changed, sure), (_, last) = remarked([("chuyển", 0.99), ("đôi", 0.95), ("số", 0.99)])
    assert (changed, first, last) == ("đổi", 0.99, 0.99)
    assert sure <= 0.95


def test_words_that_were_seen_surely_stay(root: Path) -> None:
    words = [(word, 0.97) for path in sorted((root / "examples" / "corpus").glob("*.txt"))
             for word in path.read_text(encoding="utf-8").split()]  # fmt: skip
    changed = sum(one != other for one, other in zip(remarked(words), words, strict=True))
    assert changed <= len(words) / 1000
