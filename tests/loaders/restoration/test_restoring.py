import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.restoration import Restored, restore
from loaders.restoration.syllables import bare, inventory

TORN = [
    ("Thuc hién Chuong trinh sé 41-CTr/TU", "Thực hiện Chương trình số 41-CTr/TU"),
    ("- Quan triét Chi thi s6 33-CT/TW ciia Ban Bi thu", "- Quán triệt Chỉ thị số 33-CT/TW của Ban Bí thư"),
    ("PANG UY XA TAN HOA", "ĐẢNG ỦY XÃ TÂN HÒA"),
    ("KE HOACH", "KẾ HOẠCH"),
    ("II- MUC TIEU, NHIEM VU", "II- MỤC TIÊU, NHIỆM VỤ"),
    (
        "a) Céc co quan, don vi, dia phuong bdo céo dinh ky 6 thang",
        "a) Các cơ quan, đơn vị, địa phương báo cáo định kỳ 6 tháng",
    ),
    ("S6 25 KH/DU", "Số 25 KH/ĐU"),
    (
        "Uy ban nhan dan tinh chi tri, ph6i hop vdi So Tai chinh.",
        "Ủy ban nhân dân tỉnh chủ trì, phối hợp với Sở Tài chính.",
    ),
    (
        "dat 80%, tang 1,5 lan so v6i nam 2024; truéc ngay 30/6/2026",
        "đạt 80%, tăng 1,5 lần so với năm 2024; trước ngày 30/6/2026",
    ),
    (
        "Trien khai ke hoach cua Uy ban nhan dan thanh pho",
        "Triển khai kế hoạch của Ủy ban nhân dân thành phố",
    ),
]


@pytest.mark.parametrize(("torn", "true"), TORN)
def test_torn_lines_are_read(torn: str, true: str) -> None:
    assert restore(torn).text == true


@pytest.mark.parametrize(
    "good",
    [
        pytest.param(
            "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị\n\n- Đạt 80%;", id="Vietnamese"
        ),
        pytest.param("Uỷ ban nhân dân thành phố Hoà Bình", id="older tone place"),
        pytest.param("Ủy ban nhân dân", id="decomposed"),
        pytest.param("Nghị quyết\nTW\nvề khoa học", id="short line between good ones"),
        pytest.param("The committee shall report to the government before the end of each year.", id="English"),
        pytest.param("1.250.000 | 22/12/2024 | 35%", id="numbers"),
        pytest.param("", id="nothing"),
        pytest.param("\ufeff \r\n\t\n", id="blank"),
        pytest.param("🙂🙂 🙂", id="emoji"),
    ],
)
def test_good_text_stays_to_the_byte(good: str) -> None:
    assert restore(good).text == good


words = st.one_of(
    st.sampled_from(sorted(inventory())).map(bare),
    st.sampled_from(
        [
            "s6",
            "sb",
            "ciia",
            "vé",
            "T&",
            "12",
            "30%",
            "57-NQ/TW",
            "S7T-NQ/TW",
            "57-",
            "NQ/TW",
            "8602-QB/TU",
            "coquan",
            "30thang",
            "d)",
            "1.",
            "Ill.",
            "CHU",
            "Al",
            "-",
            "a)",
            "II.",
            "Pang",
            "UY",
            "|",
            "(ngay",
            "22/12/2024,",
            "Két",
            "luan.",
        ]
    ),
    st.sampled_from(sorted(inventory())),
    st.text(max_size=8),
)
texts = st.lists(st.one_of(words, st.just("\n")), max_size=60).map(" ".join)


@given(texts)
@settings(deadline=None, max_examples=80)
def test_lines_stay_and_offsets_lead_back(text: str) -> None:
    restored = restore(text)
    assert restored.text.count("\n") == text.count("\n")
    assert_offsets(text, restored)


def assert_offsets(text: str, restored: Restored) -> None:
    """Tokens rise on both sides, and what lies between them is the original's."""
    at = raw_at = 0
    for token in restored.tokens:
        assert at <= token.start < token.end
        assert raw_at <= token.raw_start < token.raw_end
        assert 0 <= token.confidence <= 1
        assert restored.text[at : token.start] == text[raw_at : token.raw_start]
        assert restored.to_raw(token.start, token.end) == (token.raw_start, token.raw_end)
        at, raw_at = token.end, token.raw_end
    assert restored.text[at:] == text[raw_at:]
    places = [restored.to_raw(place, place)[0] for place in range(len(restored.text) + 1)]
    assert all(a <= b for a, b in pairwise(places))
    assert places[0] == 0
    assert restored.to_raw(0, len(restored.text)) == (0, len(text))


@given(texts)
@settings(deadline=None, max_examples=60)
def test_restoring_twice_changes_nothing(text: str) -> None:
    once = restore(text).text
    assert restore(once).text == once


marked = sorted(word for word in inventory() if not word.isascii() and "é" not in word)
good_words = st.sampled_from(marked).flatmap(
    lambda word: st.sampled_from([word, word.upper(), word.capitalize(), unicodedata.normalize("NFD", word)])
)
good_lines = st.lists(good_words, min_size=4, max_size=12).map(" ".join)
among_good = st.one_of(
    st.sampled_from(
        [
            "",
            "\t| 12 | 35,5% | 22/12/2024 |",
            "1. S7T-NQ/TW",
            "57- NQ/TW",
            "d) x",
            "Uỷ ban, thuỷ lợi, hoà bình",
            "The committee reports to the government at the end of each year.",
            "KPI AI IoT",
            "8602-",
            "QB/TU",
        ]
    ),
    good_lines,
)


@given(st.lists(st.tuples(good_lines, among_good), min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_good_text_stays_whatever_stands_in_it(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(line for pair in [*lines, (lines[0][0], "")] for line in pair)
    assert restore(text).text == text


@given(st.text())
@settings(deadline=None, max_examples=60)
def test_any_text_gets_the_same_answer_twice(text: str) -> None:
    assert restore(text) == restore(text)


def test_a_decomposed_text_is_good() -> None:
    text = unicodedata.normalize("NFD", "Ủy ban nhân dân xã tổ chức thực hiện\nSở Nội vụ chủ trì\n")
    assert restore(text).text == text


def test_a_line_read_again_keeps_its_offsets() -> None:
    text = "trong khi\n\nsung n \n nen\n\nlam an\nke hoach"
    restored = restore(text)
    assert_offsets(text, restored)
    assert restore(restored.text).text == restored.text


@pytest.mark.parametrize(
    "unit", ["Ké hoach ", "x", "1a \x00\xff ", "| ", "57-\n", "d) I. coquan ", "co | so\n", "1 - "]
)
def test_a_line_of_any_length_is_read_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begun = time.process_time()
        assert len(restore(text).tokens) <= size
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(200_000) < 12 * max(seconds(50_000), 0.05)


def test_the_second_reading_learns_the_print_of_the_document() -> None:
    """A sign that only this document prints for a letter is read better the second time."""
    text = "\n".join(f"- Triên khai chuong trinh chuyén dqi sq qudc gia nam 20{year}" for year in range(20, 60))
    right = "chuyển đổi số quốc gia"
    once, twice = restore(text, adapt=False).text.count(right), restore(text).text.count(right)
    assert twice >= once
    assert twice == 40


def test_texts_of_the_collection_decide_between_phrases() -> None:
    torn = "phat trién van hoa sb va cac thiét ché"
    domain = ["Phát triển văn hóa số và các thiết chế.\n" * 20]
    assert restore(torn, domain=domain).text == "phát triển văn hóa số và các thiết chế"


def test_doubtful_readings_are_less_sure() -> None:
    sure = restore("thuc hién Nghi quyét cua Ban Chap hanh Trung uong")
    unsure = restore("xq wé dbn kla")
    assert min(token.confidence for token in sure.tokens) > 0.8
    assert all(token.confidence == 1 for token in unsure.tokens) or min(t.confidence for t in unsure.tokens) < 0.8


@pytest.mark.parametrize(
    ("torn", "true"),
    [
        pytest.param("CHU TICH\n\nVu Thi Nam", "Vũ Thị Nam", id="a line of its own"),
        pytest.param("TM. UY BAN NHAN DAN\n- Luu: VT. Tran Thi Nhung", "Trần Thị Nhung", id="beside the recipients"),
        pytest.param("CHU TICH\nThuc hien trong nam", "Thực hiện trong năm", id="a sentence below an office"),
    ],
)
def test_who_signs_is_called_as_people_are(torn: str, true: str) -> None:
    assert restore(torn).text.endswith(true)
