import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.restoration.syllables import bare, canonical, inventory, is_syllable, skeletons


@pytest.mark.parametrize(
    "word",
    [
        "nghị",
        "quyết",
        "hòa",
        "hoà",
        "thủy",
        "thuỷ",
        "giếng",
        "gì",
        "gìn",
        "giúp",
        "quốc",
        "quyển",
        "khoa",
        "ủy",
        "uỷ",
        "nguyễn",
        "khuya",
        "ngoằn",
        "quý",
        "kỹ",
        "kĩ",
        "tỷ",
        "lý",
        "mỹ",
        "của",
        "cuộc",
        "nghĩa",
        "người",
        "được",
        "giấy",
        "giặt",
        "huỳnh",
        "khuỷu",
        "xoong",
        "yêu",
        "ý",
        "hoạch",
        "đặng",
        "ưu",
        "trượt",
        "luật",
        "thuế",
        "huế",
        "nguyệt",
        "toàn",
        "thuyết",
        "buýt",
        "Đảng",
    ],
)
def test_words_of_the_genre_are_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "a\u0301a", "cê", "kà", "ngê", "gha", "cap", "mức1", "đf", "internet", "tthủ", "hoàà", "qa"]
)
def test_what_no_rule_makes_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("older", "modern"),
    [
        ("hoà", "hòa"),
        ("Thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("toàn", "toàn"),
        ("quý", "quý"),
        ("uỷ", "ủy"),
        ("HOÁ", "hóa"),
    ],
)
def test_tone_places_are_one_spelling(older: str, modern: str) -> None:
    assert canonical(older) == modern


@given(st.sampled_from(sorted(inventory())))
@settings(deadline=None)
def test_canonical_spelling_is_a_fixed_point(syllable: str) -> None:
    onset, rime = inventory()[syllable]
    assert canonical(syllable) == syllable == onset + rime
    assert bare(syllable) in skeletons()
    assert len(bare(syllable)) == len(syllable)
