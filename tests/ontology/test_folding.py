"""Folding: one character for one, marks off, look-alikes as one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.folding import compose, fold, name_key, search_key

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
WORDS = st.text(alphabet=f"{LETTERS}{LETTERS.upper()} -–/.,()“”0123456789\n", max_size=80)


@pytest.mark.parametrize("letter", LETTERS)
def test_each_vietnamese_letter_folds_to_a_plain_one(letter: str) -> None:
    assert fold(letter) in "abcdefghijklmnopqrstuvwxyz"
    assert fold(letter.upper()) == fold(letter)
    base = unicodedata.normalize("NFD", letter)[0]
    assert fold(letter) == ("d" if base == "đ" else base)


@given(st.text(max_size=80))
def test_folding_keeps_the_length_and_folds_once(words: str) -> None:
    assert len(fold(words)) == len(words)
    assert fold(fold(words)) == fold(words)


@given(WORDS)
def test_case_and_marks_do_not_count_after_folding(words: str) -> None:
    assert fold(words.upper()) == fold(words)
    assert fold(compose(unicodedata.normalize("NFD", words))) == fold(words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân", True),
        ("hoà bình", "hòa bình", True),
        ("Sở  Nội\nvụ", "sở nội vụ", True),
        ("Sở Nội vụ", unicodedata.normalize("NFD", "Sở Nội vụ"), True),
        ("Sở Nội vụ", "So Noi vu", False),
        ("xã Tân Lộc", "xã Tân Lọc", False),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert (name_key(one) == name_key(other)) is same


@given(WORDS)
def test_keys_hold_words_and_single_spaces(words: str) -> None:
    assert search_key(words) == " ".join(search_key(words).split())
    assert search_key(search_key(words)) == search_key(words)
    assert name_key(name_key(words)) == name_key(words)
