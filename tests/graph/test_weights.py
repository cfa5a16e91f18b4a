"""What weighs and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.weights import PairCounts, clause_words, count_pairs, formulas, known_syllables, phrase_counts, weigh

NOTHING = count_pairs([])


def weights(text: str, scope: PairCounts = NOTHING) -> dict[str, float]:
    folded, names = clause_words(text)
    words = weigh(folded, names, (scope,))
    return dict(zip(words.folded, words.weights, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức quán triệt, triển khai thực hiện nghiêm túc Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
        "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan",
        "Định kỳ 6 tháng, hằng năm báo cáo kết quả thực hiện Kế hoạch",
        "trong quý II/2026, trước ngày 30/6, tháng 5/2026",
    ],
)
def test_formulas_papers_and_times_weigh_nothing(text: str) -> None:
    assert sum(weights(text).values()) == 0


def test_what_is_said_everywhere_weighs_less_than_what_is_seldom() -> None:
    assert weights("quyền sở hữu trí tuệ")["huu"] < weights("quyền gác chuông đồng")["chuong"] == 1


def test_the_theme_of_a_scope_weighs_nothing() -> None:
    scope = count_pairs(clause_words(f"Việc {number} nuôi ong mật rừng tràm")[0] for number in range(40))
    theme = weights("Mua thùng nuôi ong mật rừng tràm bằng gỗ xoan", scope)
    assert theme["mat"] == theme["rung"] == 0
    assert theme["xoan"] == 1


def test_equal_clauses_make_no_theme() -> None:
    clause = clause_words("Mua thùng nuôi ong bằng gỗ xoan")[0]
    others = [clause_words(f"Việc thứ {number}")[0] for number in range(40)]
    assert weights("Mua thùng nuôi ong bằng gỗ xoan", count_pairs([*others, *[clause] * 40]))["ong"] == 1


def test_a_name_is_told_from_the_start_of_a_sentence() -> None:
    folded, names = clause_words("Giao Hội Làm vườn mở lớp. Mời nông dân. UBND: Hỗ trợ")
    assert [word for word, name in zip(folded, names, strict=True) if name] == ["hoi", "lam"]


def test_the_tables_are_folded_and_not_empty() -> None:
    assert len(phrase_counts()) == 9_000
    assert all(len(phrase) == 3 and count > 0 for phrase, count in phrase_counts().items())
    words = {word for phrase in (*phrase_counts(), *formulas()) for word in phrase}
    assert all(word.isascii() and word == word.lower() for word in words)
    assert {"nghi", "quyet", "truong"} <= known_syllables()


@given(st.text())
def test_weights_lie_between_nothing_and_one(text: str) -> None:
    assert all(0 <= weight <= 1 for weight in weights(text).values())
