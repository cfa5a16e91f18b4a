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
    pytest.param("65% người dân từ 15 tuổi trở lên có thẻ đọc", [("=", 65.0, "%")], id="of an age and above"),
    pytest.param("Trên 80% số xã, ít nhất 70% số thôn", [(">=", 80.0, "%"), (">=", 70.0, "%")], id="two"),
    pytest.param("Tỷ lệ người đọc sách tối thiểu đạt 25%", [(">=", 25.0, "%")], id="minimum reached"),
    pytest.param("Tỷ lệ đọc sách tăng từ 40% năm 2025 lên 70%", [("=", 70.0, "%")], id="from a baseline"),
    pytest.param("Tỷ lệ đọc sách đạt 70% (năm 2024 là 40%)", [("=", 70.0, "%")], id="baseline in brackets"),
    pytest.param("Thuộc nhóm 50 tỉnh đứng đầu về đọc sách", [("<=", 50.0, "tỉnh")], id="rank"),
    pytest.param("Nằm trong 3 nước dẫn đầu Đông Nam Á", [("<=", 3.0, "nước")], id="rank without a word for it"),
    pytest.param("Duy trì chỉ số đọc sách trên 0,7", [(">=", 0.7, "")], id="index without a unit"),
    pytest.param("Số lượt đọc đạt 3 - 5 lượt/người/năm", [(">=", 3.0, "lượt/người/năm")], id="unit for each"),
    pytest.param("Doanh thu sách đạt từ 110 tỷ đến 130 tỷ đồng", [(">=", 110.0, "tỷ đồng")], id="a unit twice"),
    pytest.param("Phấn đấu có 04 - 05 nhóm đọc sách", [(">=", 4.0, "nhóm")], id="range of things"),
    pytest.param("Tối thiểu có 5 doanh nghiệp sách", [(">=", 5.0, "doanh nghiệp")], id="minimum, then a verb"),
    pytest.param("Xây dựng 25 thư viện xã", [("=", 25.0, "thư viện")], id="what is to be made"),
    pytest.param("Chi cho sách đạt 2 - 3% ngân sách", [(">=", 2.0, "%")], id="range of shares"),
    pytest.param("Tổng vốn đầu tư khoảng 1.200 tỷ đồng", [("=", 1200.0, "tỷ đồng")], id="investment is no from"),
    pytest.param("Ít nhất 2/3 số xã có thư viện", [], id="fraction"),
    pytest.param("Tối thiểu 2/3 thôn có thư viện", [], id="fraction of things"),
    pytest.param("17/17 xã, phường có thư viện", [("=", 17.0, "xã, phường")], id="all of them"),
    pytest.param("14/17 bản có tủ sách", [("=", 14.0, "bản")], id="some of the villages"),
    pytest.param("Đạt 8/12 tiêu chí thư viện", [("=", 8.0, "tiêu chí")], id="some of them"),
    pytest.param("Chỉ số hài lòng ≥ 95%; tỷ lệ sách hỏng <= 1%", [(">=", 95.0, "%"), ("<=", 1.0, "%")], id="signs"),
    pytest.param("50% hộ gia đình ở các phường trở lên đọc sách", [(">=", 50.0, "%")], id="upwards further on"),
    pytest.param("Mở 40 lớp đọc cho người cao tuổi ở các thôn xa trở lên", [(">=", 40.0, "lớp")], id="upwards, far on"),
    pytest.param("Số hóa 100% sách giai đoạn trước năm 2007", [("=", 100.0, "%")], id="years of the past"),
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
    [
        ("Mỗi năm công nhận ít nhất 12 thư viện xã.", [12.0]),
        ("Tổ chức 12 lớp tập huấn cho 60 cán bộ.", []),
        ("Đầu tư hoàn thành 17 trường nội trú; cải tạo 4 điểm đọc.", [17.0, 4.0]),
        ("Xây dựng 05 làng đọc sách.", [5.0]),
        ("Phát sách trong 01 buổi sáng.", []),
        ("Kiểm tra 12 thư viện.", []),
        ("Hình thành ít nhất 12 chuỗi nhà sách.", [12.0]),
    ],
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


AMONG_TARGETS = [
    pytest.param("02 tủ sách cấp xã; ít nhất 16 tủ sách thôn; xây mới, sửa chữa 25 nhà đọc sách", [2, 16, 25],
                 id="counts with and without a verb"),
    pytest.param("Có ít nhất 420 ha vườn trường, 60 ha có tủ sách", [420, 60], id="one verb for a list"),
    pytest.param("Tặng thẻ cho 4.000 trẻ em; trồng mới 100.000 cây", [4000, 100000], id="verbs of doing"),
    pytest.param("Đạt 16 bác sĩ, 4,2 dược sĩ và ít nhất 28 điều dưỡng trên 1 vạn dân", [16, 4.2, 28], id="a base"),
    pytest.param("Giá trị sản phẩm trên 01 ha đạt 165 triệu đồng", [165], id="a base before the value"),
    pytest.param("Có trên 80 ha vườn trường", [80], id="a bound is no base"),
    pytest.param("Tối thiểu 08 sản phẩm đạt 3 sao trở lên", [8], id="a rating"),
    pytest.param("Có ít nhất 10 doanh nghiệp có doanh thu trên 1 tỷ USD", [10], id="a mark of what is counted"),
    pytest.param("Doanh thu đạt trên 2 tỷ đồng", [2], id="turnover that is the target"),
    pytest.param("Tai nạn giảm còn dưới 500/100.000 trẻ em", [500], id="so many on so many"),
    pytest.param("Tỷ suất tử vong trẻ em dưới 5 tuổi còn dưới 15‰", [15], id="per thousand, of an age"),
    pytest.param("Tuổi thọ trung bình đạt trên 80 tuổi, số năm sống khỏe tối thiểu 71 năm", [80, 71], id="of a life"),
    pytest.param("Mở lớp cho trẻ trên 6 tuổi", [], id="an age"),
    pytest.param("Thời gian chờ không quá 15 phút/lượt", [15], id="a time at most"),
    pytest.param("Mỗi buổi đọc sách 15 phút", [], id="a time that nothing bounds"),
    pytest.param("Thu nhập gấp 1,2 lần mức bình quân", [1.2], id="times"),
    pytest.param("Mỗi năm khám sức khỏe 1 lần", [], id="how often"),
    pytest.param("Số vụ cháy thư viện bằng 0", [0], id="none at all"),
    pytest.param("Thực hiện tại 40 xã, phường", [], id="where"),
    pytest.param("Mở 05 thư viện (gồm 3 thư viện xã)", [5], id="of these"),
    pytest.param("Hiện có 12 thư viện; phấn đấu có 20 thư viện", [20], id="what is there already"),
    pytest.param("Tổ chức 12 lớp cho 60 cán bộ", [12], id="for whom"),
    pytest.param("Tuyển 42 công dân, trong đó Công an 07 công dân", [42, 7], id="citizens, a part of them"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "values"), AMONG_TARGETS)
def test_counts_under_a_heading_of_targets_are_targets(plan: Read, words: str, values: list[float]) -> None:
    found = plan(f"II. CHỈ TIÊU\n1. Đến năm 2030\n- {words}.").indicators
    assert [each.value for each in found] == values


@pytest.mark.parametrize(
    ("lines", "targets"),
    [
        pytest.param(
            "I. ĐÁNH GIÁ CHUNG\n- Toàn tỉnh giải ngân đạt 54,3% kế hoạch; còn 14 dự án dưới 30%.", [], id="how it went"
        ),
        pytest.param(
            "PHẦN THỨ NHẤT\nKẾT QUẢ THỰC HIỆN NĂM 2025\n\nII. KẾT QUẢ\n1. Thu gom 80% rác (chỉ tiêu tỉnh giao 90%).\n"
            "\nIII. NHIỆM VỤ\n1. Mở tủ sách.", [], id="what came out",
        ),
        pytest.param("I. NHIỆM VỤ\n- Xem xét trách nhiệm các đơn vị giải ngân dưới 50%.", [], id="who is meant"),
        pytest.param("I. NHIỆM VỤ\n- Giữ tỷ lệ sách hỏng dưới 5%.", [(5, None)], id="a bound"),
        pytest.param("I. NHIỆM VỤ\n- Đến năm 2028 có 150 thư viện xã.", [(150, 2028)], id="reached by a year"),
        pytest.param("I. NHIỆM VỤ\n- Nhận sách của 150 thư viện xã.", [], id="a bare count"),
        pytest.param(
            "I. CHỈ TIÊU\n2.1. Mục tiêu chung: đọc.\n2.2. Đến năm 2030\n(1) Mở 12 thư viện.\n(2) Mở 3 lớp.",
            [(12, 2030), (3, 2030)], id="numbers in brackets stand under the number above",
        ),
        pytest.param(
            "I. VỀ TÌNH HÌNH\nThu gom rác đạt 80%.\n\nMục tiêu cho quý IV: thu gom 90% rác.", [(90, None)],
            id="a paragraph that sets targets",
        ),
    ],
)  # fmt: skip
def test_where_a_number_stands_says_whether_it_is_set(
    plan: Read, lines: str, targets: list[tuple[float, int | None]]
) -> None:
    assert [(each.value, each.year) for each in plan(lines).indicators] == targets


def test_a_value_that_opens_a_part_is_named_by_what_follows(plan: Read) -> None:
    found = plan("I. CHỈ TIÊU\n- Giảm 30% thời gian mượn sách; 70% bạn đọc trực tuyến.").indicators
    assert [each.name for each in found] == ["thời gian mượn sách", "bạn đọc trực tuyến"]


def test_those_whom_a_telegram_asks_are_no_part(read: Read) -> None:
    raw = ANNUAL.format(title="Ứng phó mưa lũ", words="Chủ tịch các xã;").replace("I. CHỈ TIÊU\n", "")
    told = (
        "\nMưa lũ đã làm hơn 62.000 nhà bị ngập, nhiều nơi mưa trên 1.000 mm.\n\n1. Sở Y tế cấp ít nhất 12 tủ thuốc.\n"
    )
    assert [each.value for each in read(raw + told).indicators] == []


def test_a_bare_count_elsewhere_is_no_target(plan: Read) -> None:
    assert plan("II. QUAN ĐIỂM\n1. Đến năm 2030\n- Xã có những thôn xa; 02 tủ sách cấp xã.").indicators == ()


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("Thiên tai làm hư hại 9.200 nhà, thiệt hại ước tính trên 1.870 tỷ đồng.", []),
        ("Tỷ lệ thu gom rác đạt 87,2%. Tuy nhiên còn rác ngoài chợ.", []),
        ("Phấn đấu đến năm 2030 thu gom 90% rác.", [90]),
    ],
)
def test_what_is_told_before_the_first_part_is_the_state_of_things(plan: Read, words: str, values: list[float]) -> None:
    found = plan(f"{words}\n\nI. NHIỆM VỤ\n1. Mở tủ sách.\n2. Mua sách.").indicators
    assert [each.value for each in found] == values


def test_points_for_emulation_are_no_targets(plan: Read) -> None:
    words = "4. Khen thưởng: đơn vị vượt từ 120% chỉ tiêu trở lên được cộng điểm thi đua."
    assert plan(f"III. NHIỆM VỤ\n3. Mở tủ sách.\n{words}").indicators == ()


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        pytest.param("II. MỤC TIÊU\n1. Đến năm 2030\n- Giảm 75% rác so với năm 2020.", 2030, id="compared with"),
        pytest.param("II. MỤC TIÊU\n1. Đến năm 2030\n- Giảm 75% rác vào năm 2028.", 2028, id="said beside it"),
        pytest.param("II. CHỈ TIÊU ĐẾN HẾT QUÝ III/2026\n- Thu gom 75% rác.", 2026, id="a quarter above"),
        pytest.param("II. MỤC TIÊU\n- Từ năm 2026, mỗi năm mở ít nhất 12 thư viện.", None, id="when it starts"),
        pytest.param("II. MỤC TIÊU\n- Từ năm 2026 đến năm 2029 mở ít nhất 12 thư viện.", 2029, id="from and to"),
        pytest.param("II. MỤC TIÊU\n- Xong ngày 30 tháng 9 năm 2026; thu gom 75% rác.", None, id="day of another"),
        pytest.param("II. MỤC TIÊU\n- Đến 31/12/2027: thu gom 75% rác.", 2027, id="a day"),
        pytest.param("II. MỤC TIÊU\n- Đến hết quý II/2027: thu gom 75% rác.", 2027, id="a quarter"),
        pytest.param("I. NHIỆM VỤ\n- Trồng tối thiểu 12 ha trước ngày 10/4/2026.", 2026, id="a day behind it"),
        pytest.param("I. NHIỆM VỤ\n- Trình trong quý II/2026. Mỗi năm mở ít nhất 12 lớp.", None, id="another duty's"),
        pytest.param("II. MỤC TIÊU\n1. Định hướng đến năm 2030: bạn đọc gấp 2 lần năm 2025.", 2030, id="times a year"),
    ],
)
def test_only_the_year_that_is_set_is_the_targets_year(plan: Read, lines: str, year: int | None) -> None:
    (target,) = plan(lines).indicators
    assert target.year == year


ANNUAL = """ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU
Số: 915/KH-UBND               Hà Châu, ngày 29 tháng 01 năm 2026

KẾ HOẠCH
{title}

I. CHỈ TIÊU
- {words}
"""


@pytest.mark.parametrize(
    ("title", "words", "year"),
    [
        ("Mở thư viện năm 2026", "Mở 12 thư viện.", 2026),
        ("Mở thư viện năm 2026", "Mở 12 thư viện vào năm 2027.", 2027),
        ("Mở thư viện đến năm 2030", "Mở 12 thư viện.", None),
        ("Mở thư viện giai đoạn 2026 - 2030", "Mở 12 thư viện.", None),
        ("Thực hiện Đề án “Sách giai đoạn 2026 - 2035” năm 2026", "Mở 12 thư viện.", 2026),
        ("Thực hiện Nghị quyết số 5-NQ/TW ngày 22 tháng 12 năm 2026", "Mở 12 thư viện.", None),
    ],
)
def test_a_plan_for_one_year_sets_its_targets_for_that_year(
    read: Read, title: str, words: str, year: int | None
) -> None:
    (target,) = read(ANNUAL.format(title=title, words=words)).indicators
    assert target.year == year


def test_what_was_reached_before_the_day_of_issue_is_no_target(read: Read) -> None:
    words = "Năm 2024 thu gom 60% rác.\n- Năm 2027 thu gom 80% rác."
    assert [each.value for each in read(ANNUAL.format(title="Thu gom rác", words=words)).indicators] == [80]
