"""Measurable targets: value, comparator, unit and year."""

from collections.abc import Callable

import pytest

from ontology.model import Document

Read = Callable[[str], Document]

TARGETS = [
    pytest.param("Trên 80% số xã có thư viện", [(">=", 80.0, "%")], id="above"),
    pytest.param("Ít nhất 55% số xã có thư viện", [(">=", 55.0, "%")], id="at least"),
    pytest.param("Tối thiểu 40 % trường học có thư viện", [(">=", 40.0, "%")], id="minimum"),
    pytest.param("100% trường học có thư viện", [("=", 100.0, "%")], id="plain share"),
    pytest.param("Tỷ lệ người đọc sách đạt 62,5%", [("=", 62.5, "%")], id="decimal comma"),
    pytest.param("Tỷ lệ xã chưa có thư viện dưới 5%", [("<=", 5.0, "%")], id="below"),
    pytest.param("Chi mua sách không thấp hơn 2% chi sự nghiệp", [(">=", 2.0, "%")], id="not less than"),
    pytest.param("Số xã chưa có thư viện không quá 3 xã", [("<=", 3.0, "xã")], id="not more than"),
    pytest.param("Bổ sung tối thiểu 12.000 bản sách mỗi năm", [(">=", 12000.0, "bản sách")], id="thousands"),
    pytest.param("Từ 75% số xã trở lên có điểm đọc", [(">=", 75.0, "%")], id="from and upwards"),
    pytest.param("Trên 80% số xã, ít nhất 70% số thôn", [(">=", 80.0, "%"), (">=", 70.0, "%")], id="two"),
    pytest.param("Tỷ lệ người đọc sách tối thiểu đạt 25%", [(">=", 25.0, "%")], id="minimum reached"),
    pytest.param("Tỷ lệ đọc sách tăng từ 40% năm 2025 lên 70%", [("=", 70.0, "%")], id="from a baseline"),
    pytest.param("Tỷ lệ đọc sách đạt 70% (năm 2024 là 40%)", [("=", 70.0, "%")], id="baseline in brackets"),
    pytest.param("Thuộc nhóm 50 tỉnh đứng đầu về đọc sách", [("<=", 50.0, "tỉnh")], id="rank"),
    pytest.param("Nằm trong 3 nước dẫn đầu Đông Nam Á", [("<=", 3.0, "nước")], id="rank without a word for it"),
    pytest.param("Duy trì chỉ số đọc sách trên 0,7", [(">=", 0.7, "")], id="index without a unit"),
    pytest.param("Số lượt đọc đạt 3 - 5 lượt/người/năm", [(">=", 3.0, "lượt/người/năm")], id="unit for each"),
    pytest.param("Phấn đấu có 04 - 05 nhóm đọc sách", [(">=", 4.0, "nhóm")], id="range of things"),
    pytest.param("Tối thiểu có 5 doanh nghiệp sách", [(">=", 5.0, "doanh nghiệp")], id="minimum, then a verb"),
    pytest.param("Xây dựng 25 thư viện xã", [("=", 25.0, "thư viện")], id="what is to be made"),
    pytest.param("Chi cho sách đạt 2 - 3% ngân sách", [(">=", 2.0, "%")], id="range of shares"),
    pytest.param("Tổng vốn đầu tư khoảng 1.200 tỷ đồng", [("=", 1200.0, "tỷ đồng")], id="investment is no from"),
    pytest.param("Ít nhất 2/3 số xã có thư viện", [], id="fraction"),
    pytest.param("Xây dựng thư viện khang trang, sạch đẹp", [], id="no number"),
    pytest.param("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024", [], id="symbol and day"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "targets"), TARGETS)
def test_an_objective_states_its_targets(plan: Read, words: str, targets: list[tuple[str, float, str]]) -> None:
    found = plan(f"II. MỤC TIÊU\n1. Đến năm 2030\n- {words}.").indicators
    assert [(each.comparator, each.value, each.unit) for each in found] == targets
    assert all(each.year == 2030 for each in found)


@pytest.mark.parametrize(
    ("heading", "words", "year"),
    [
        ("1. Đến năm 2027", "Trên 80% số xã có thư viện.", 2027),
        ("1. Mục tiêu chung", "Đến năm 2028, trên 80% số xã có thư viện.", 2028),
        ("1. Mục tiêu chung", "Trên 80% số xã có thư viện vào năm 2029.", 2029),
        ("1. Mục tiêu chung", "Trên 80% số xã có thư viện.", None),
        ("1. Mục tiêu chung", "Thư viện đạt 80% vào năm 2029 (năm 2024 là 40%).", 2029),
        ("1. Mục tiêu chung", "Thư viện tăng từ 40% năm 2024 lên 80% năm 2029.", 2029),
        ("1. Đến năm 2027", "Đến năm 2026, trên 60% số xã có thư viện.", 2026),
    ],
)
def test_a_target_has_its_year(plan: Read, heading: str, words: str, year: int | None) -> None:
    (target,) = plan(f"II. MỤC TIÊU\n{heading}\n- {words}").indicators
    assert target.year == year


def test_the_name_says_what_is_measured(plan: Read) -> None:
    (target,) = plan("II. MỤC TIÊU\n- Trên 80% số xã có thư viện.").indicators
    assert "số xã có thư viện" in target.name


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Phấn đấu đến năm 2030, tỷ lệ xã có thư viện đạt 80%.", ["tỷ lệ xã có thư viện"]),
        ("Đến năm 2030, 100% thôn có tủ sách.", ["thôn có tủ sách"]),
        ("Đầu tư cho sách đạt 1% GRDP năm 2026, trên 2% GRDP năm 2030.", ["Đầu tư cho sách", "Đầu tư cho sách"]),
        ("Tỷ lệ đọc sách tăng từ 40% năm 2025 lên 70%.", ["Tỷ lệ đọc sách"]),
    ],
)
def test_the_name_leaves_time_and_other_values_out(plan: Read, words: str, names: list[str]) -> None:
    assert [target.name for target in plan(f"II. MỤC TIÊU\n- {words}").indicators] == names


def test_years_of_a_list_belong_to_their_values(plan: Read) -> None:
    words = "Đầu tư đạt 1,5% GRDP vào năm 2026, trên 2% GRDP vào năm 2030 và khoảng 3% GRDP vào năm 2035."
    found = plan(f"II. MỤC TIÊU\n- {words}").indicators
    assert [(target.value, target.year) for target in found] == [(1.5, 2026), (2.0, 2030), (3.0, 2035)]


@pytest.mark.parametrize(
    ("words", "values"),
    [("Mỗi năm công nhận ít nhất 12 thư viện xã.", [12.0]), ("Tổ chức 12 lớp tập huấn cho 60 cán bộ.", [])],
)
def test_outside_the_objectives_a_count_needs_a_bound(plan: Read, words: str, values: list[float]) -> None:
    assert [target.value for target in plan(f"III. NHIỆM VỤ\n- {words}").indicators] == values


def test_criteria_for_rewards_are_no_targets(plan: Read) -> None:
    assert plan("III. NHIỆM VỤ\n1. Tiêu chí xét khen thưởng\n- Đạt từ 90% chỉ tiêu trở lên.").indicators == ()


def test_a_range_keeps_both_ends(plan: Read) -> None:
    (target,) = plan("II. MỤC TIÊU\n- Tỷ lệ người đọc sách đạt 40 - 50%.").indicators
    assert (target.value, target.upper) == (40.0, 50.0)


def test_a_target_is_where_it_is_printed(plan: Read) -> None:
    document = plan("II. MỤC TIÊU\n- Trong đó, trên 80% số xã có thư viện.")
    (target,) = document.indicators
    assert "80%" in target.span.of(document.source.raw)
