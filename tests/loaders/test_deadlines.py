"""When a duty is due and how often it recurs, by the annotation rules."""

from collections.abc import Callable

import pytest

from ontology.model import Document, Task

Read = Callable[[str], Document]


def only(document: Document) -> Task:
    (task,) = document.tasks
    return task


DEADLINES = [
    pytest.param("Hoàn thành trước ngày 30/6/2026.", ["2026-06-30"], True, id="day"),
    pytest.param("Hoàn thành trước ngày 30 tháng 6 năm 2026.", ["2026-06-30"], True, id="written day"),
    pytest.param("Trả sách, không để quá ngày 15 tháng 11 năm 2026.", ["2026-11-15"], True, id="not to pass a day"),
    pytest.param("Hoàn thành chậm nhất ngày 05/12/2026.", ["2026-12-05"], True, id="at the latest"),
    pytest.param("Báo cáo trước ngày 15/7/2026 và ngày 10/12/2026.", ["2026-07-15", "2026-12-10"], True, id="two days"),
    pytest.param("Căn cứ Kế hoạch ngày 15/7/2026 và ngày 10/12/2026.", [], True, id="days of papers"),
    pytest.param("Định kỳ 6 tháng (trước 05/6) và năm (trước 05/12) báo cáo.", ["--06-05", "--12-05"], True, id="bare"),
    pytest.param("Sắp xếp thư viện theo quy hoạch trong năm 2028.", ["2028-12-31"], False, id="year behind a plan"),
    pytest.param("Hoàn thành trong tháng 9/2026.", ["2026-09-30"], False, id="month"),
    pytest.param("Hoàn thành trước tháng 02/2028.", ["2028-02-29"], False, id="February of a leap year"),
    pytest.param("Hoàn thành trong quý II/2026.", ["2026-06-30"], False, id="quarter"),
    pytest.param("Hoàn thành trong quý IV năm 2026.", ["2026-12-31"], False, id="quarter with its year"),
    pytest.param("Hoàn thành trong năm 2027.", ["2027-12-31"], False, id="year"),
    pytest.param("Thời gian hoàn thành: đến hết năm 2027.", ["2027-12-31"], False, id="until the end of a year"),
    pytest.param("Triển khai từ quý I/2026 đến hết quý III/2026.", ["2026-09-30"], False, id="from to"),
    pytest.param(
        "Nêu số liệu tính đến hết ngày 31/5/2026, gửi trước 18/6/2026.", ["2026-06-18"], True, id="counted to"
    ),
    pytest.param(
        "Quán triệt Nghị quyết số 39-NQ/TW ngày 18/7/2023 về phát triển tỉnh đến năm 2030; xong trong tháng 11/2023.",
        ["2023-11-30"],
        False,
        id="what a document is about",
    ),
    pytest.param(
        "Thực hiện Nghị quyết số 39-NQ/TW ngày 18/7/2023 về sách, hoàn thành trong năm 2025.",
        ["2025-12-31"],
        False,
        id="behind what a document is about",
    ),
    pytest.param(
        "Ban hành Chương trình sách giai đoạn 2026 - 2030 trong năm 2026; mở tủ sách.",
        ["2026-12-31"],
        False,
        id="behind a period told whole",
    ),
    pytest.param(
        "Mở tủ sách đến năm 2030, tầm nhìn đến năm 2045; xong quý I/2026.", ["2026-03-31"], False, id="a vision"
    ),
    pytest.param("Báo cáo trước ngày 15/12 hằng năm.", ["--12-15"], True, id="day of every year"),
    pytest.param("Hằng năm, báo cáo trước ngày 15 tháng 12.", ["--12-15"], True, id="every year before"),
    pytest.param("Định kỳ 6 tháng báo cáo trước ngày 05/6 và ngày 10/12.", ["--06-05", "--12-10"], True, id="two days"),
    pytest.param(
        "Sơ kết trong quý III/2026, tổng kết trong năm 2030.", ["2026-09-30", "2030-12-31"], False, id="two ends"
    ),
    pytest.param("Triển khai từ quý II/2026.", [], False, id="mere start"),
    pytest.param("Triển khai từ ngày 01/7/2026.", [], False, id="mere first day"),
    pytest.param("Triển khai đến năm 2030 và những năm tiếp theo.", [], False, id="open end"),
    pytest.param("Học tập Chiến lược thư viện giai đoạn 2025-2030.", [], False, id="period in a name"),
    pytest.param("Thực hiện Chiến lược chuyển đổi số đến năm 2030.", [], False, id="year in a name"),
    pytest.param("Học Nghị quyết số 57-NQ/TW ngày 22/12/2024.", [], False, id="day of a document"),
    pytest.param("Hoàn thành trước ngày 31/02/2026.", [], False, id="impossible day"),
    pytest.param("Hoàn thành trước 30/6/2026.", ["2026-06-30"], True, id="day without the word"),
    pytest.param(
        "Xong trước ngày 15-5-2026, riêng các xã trước ngày 20.6.2026.",
        ["2026-05-15", "2026-06-20"],
        True,
        id="two days",
    ),
    pytest.param("Hoàn thành trong 6 tháng đầu năm 2026.", ["2026-06-30"], False, id="half a year"),
    pytest.param("Hoàn thành trước cuối năm 2026.", ["2026-12-31"], False, id="end of a year"),
    pytest.param("Thời gian thực hiện: năm 2026.", ["2026-12-31"], False, id="time of doing"),
    pytest.param("Bố trí kinh phí mua sách năm 2026.", [], False, id="year of a budget"),
    pytest.param("Thời gian: Quý IV/2025 - Quý I/2026.", ["2026-03-31"], False, id="quarters from to"),
    pytest.param("Hoàn thành vào Quý II, năm 2026.", ["2026-06-30"], False, id="quarter, comma, year"),
    pytest.param("Tổng kết vào tháng 12 hằng năm.", ["--12-31"], False, id="month of every year"),
    pytest.param("Sơ kết vào quý II hằng năm.", ["--06-30"], False, id="quarter of every year"),
    pytest.param("Báo cáo trước ngày 30/6 và 31/12 hằng năm.", ["--06-30", "--12-31"], True, id="days of every year"),
    pytest.param("Hoàn thiện đề án, trình Tỉnh ủy trong năm 2026.", ["2026-12-31"], False, id="behind the scheme"),
    pytest.param("Xây dựng đề án thư viện trong tỉnh đến năm 2030.", [], False, id="in the scheme's name"),
    pytest.param("Thời gian thực hiện: 2026 - 2030.", ["2030-12-31"], False, id="time slot with a period"),
    pytest.param("Học tập trong sinh hoạt chi bộ tháng 4/2026.", ["2026-04-30"], False, id="held in a month"),
    pytest.param("Hoàn thành thư viện xã trong giai đoạn 2026 - 2028.", ["2028-12-31"], False, id="done in a period"),
    pytest.param("Học tập trong giai đoạn 2026 - 2028.", [], False, id="a mere period"),
    pytest.param(
        "Báo cáo trước ngày 05/6 (6 tháng) và trước ngày 05/12 (năm).", ["--06-05", "--12-05"], True, id="in brackets"
    ),
    pytest.param("Hoàn thành trong quý II.", ["2026-06-30"], False, id="the quarter that comes"),
    pytest.param("Hoàn thành trong tháng 02.", ["2026-02-28"], False, id="the month that comes"),
    pytest.param("Hoàn thành trước ngày 15/01.", ["2026-01-15"], False, id="the day that comes"),
    pytest.param("Rà soát số liệu đến hết quý III.", [], False, id="a quarter that is over"),
    pytest.param("Báo cáo trong tháng 6 và tháng 12 hằng năm.", ["--12-31"], False, id="of every year"),
    pytest.param("So với năm 2025, số sách tăng gấp đôi.", [], False, id="year compared with"),
    pytest.param("Đưa vào chương trình công tác quý IV/2026.", [], False, id="a quarter's programme"),
]


@pytest.mark.parametrize(("words", "due", "exact"), DEADLINES)
def test_a_clause_says_when_it_is_due(duty: Read, words: str, due: list[str], exact: bool) -> None:  # noqa: FBT001
    task = only(duty(f"Sở Nội vụ xây dựng tủ sách. {words}"))
    assert [deadline.due for deadline in task.due] == due
    assert all(deadline.exact is exact for deadline in task.due)


STAGES = [
    pytest.param("1. Giai đoạn chuẩn bị (từ ngày 03/02/2026 đến ngày 28/02/2026)", ["2026-02-28"], id="from to"),
    pytest.param("1. Đợt 1: xong trước ngày 30/4/2026", ["2026-04-30"], id="a round"),
    pytest.param("1. Quý III/2026", ["2026-09-30"], id="a quarter"),
    pytest.param("1. Giai đoạn 2026 - 2030", [], id="a period of years"),
    pytest.param("1. Công tác năm 2026", [], id="no stage"),
]


@pytest.mark.parametrize(("heading", "due"), STAGES)
def test_a_stage_gives_its_end_to_what_names_no_day(plan: Read, heading: str, due: list[str]) -> None:
    first, second = plan(
        f"I. NHIỆM VỤ\n{heading}\na) Sở Nội vụ mở tủ sách.\nb) Sở Y tế mở tủ sách trước ngày 10/02/2026."
    ).tasks
    assert [deadline.due for deadline in first.due] == due
    assert [deadline.due for deadline in second.due] == ["2026-02-10"]


def test_a_deadline_is_where_it_is_printed(duty: Read) -> None:
    document = duty("Sở Nội vụ xây dựng tủ sách trước ngày 30/6/2026.")
    (deadline,) = only(document).due
    assert deadline.span.of(document.source.raw) == "30/6/2026"


def test_an_impossible_day_is_told(duty: Read) -> None:
    document = duty("Sở Nội vụ xây dựng tủ sách trước ngày 31/02/2026.")
    (problem,) = [problem for problem in document.problems if problem.code == "impossible-date"]
    assert problem.span is not None
    assert problem.span.of(document.source.raw) == "31/02/2026"


RHYTHMS = [
    pytest.param("Hằng tuần báo cáo kết quả.", ["P1W"], id="weekly"),
    pytest.param("Báo cáo trước ngày 25 hằng tháng.", ["P1M"], id="day of every month"),
    pytest.param("Báo cáo trước ngày 05 của tháng đầu quý sau.", ["P3M"], id="day after every quarter"),
    pytest.param("Báo cáo tuần, tháng, quý gửi Sở Nội vụ.", ["P1W", "P1M", "P3M"], id="kinds of reports"),
    pytest.param("Báo cáo tháng 6 và quý II, năm 2026.", [], id="one month, one quarter"),
    pytest.param("Chế độ báo cáo: hằng quý, 6 tháng, năm.", ["P3M", "P6M", "P1Y"], id="behind a colon"),
    pytest.param(
        "Báo cáo định kỳ 6 tháng (trước 10 tháng 6), năm (trước 10 tháng 12).", ["P6M", "P1Y"], id="asides with days"
    ),
    pytest.param("Kiểm tra các thư viện 01 lần/quý.", ["P3M"], id="once a quarter"),
    pytest.param("Thời gian thực hiện: Hằng năm.", ["P1Y"], id="time slot"),
    pytest.param("Hằng tháng báo cáo kết quả.", ["P1M"], id="monthly"),
    pytest.param("Hằng ngày, trước 16 giờ gửi số liệu về Sở.", ["P1D"], id="daily"),
    pytest.param("Báo cáo hằng tuần (trước 15 giờ) và hằng tháng.", ["P1W", "P1M"], id="a bracket between"),
    pytest.param("Báo cáo việc quản lý hằng ngày của thư viện.", [], id="daily work in a report"),
    pytest.param("Chốt số liệu báo cáo Sở trước 16 giờ hằng ngày.", ["P1D"], id="an hour of each day"),
    pytest.param("Gửi bảng điểm về Sở vào chiều thứ Năm hằng tuần.", ["P1W"], id="a day of each week"),
    pytest.param("Điều hành công việc hằng ngày của thư viện.", [], id="daily work is no report"),
    pytest.param("Đếm sách, 6 tháng rà soát lại một lần.", ["P6M"], id="what is done between"),
    pytest.param("Báo cáo vào ngày làm việc cuối cùng của tháng.", ["P1M"], id="the last working day"),
    pytest.param("6 tháng, 1 năm báo cáo Sở Nội vụ.", ["P6M", "P1Y"], id="rhythms first"),
    pytest.param("Mở tủ sách; hằng tuần rút kinh nghiệm.", ["P1W"], id="lessons are a review"),
    pytest.param("Hàng tháng báo cáo kết quả.", ["P1M"], id="monthly, other spelling"),
    pytest.param("Hằng quý báo cáo kết quả.", ["P3M"], id="quarterly"),
    pytest.param("Định kỳ 3 tháng báo cáo kết quả.", ["P3M"], id="three months"),
    pytest.param("Định kỳ 6 tháng báo cáo kết quả.", ["P6M"], id="six months"),
    pytest.param(
        "Định kỳ 6 tháng (trước 10/6) và cả năm (trước 10/12) gửi báo cáo.", ["P6M", "P1Y"], id="and all year"
    ),
    pytest.param("Hằng tháng gửi số lượt bạn đọc về Sở Nội vụ.", ["P1M"], id="numbers sent in"),
    pytest.param("Báo cáo tiến độ mượn sách trước 15 giờ thứ Năm hằng tuần.", ["P1W"], id="a day of the week"),
    pytest.param(
        "Báo cáo kết quả thực hiện 6 tháng trước ngày 05/6 và báo cáo năm trước ngày 25/11 hằng năm.",
        ["P6M", "P1Y"],
        id="reports before their days",
    ),
    pytest.param("Báo cáo so với kết quả thực hiện 6 tháng trước.", [], id="the six months before"),
    pytest.param("Đánh giá định kỳ 5 năm trước ngày 30 tháng 6.", ["P5Y"], id="five years before a day"),
    pytest.param("Định kỳ sáu tháng một lần báo cáo kết quả.", ["P6M"], id="six in words"),
    pytest.param("Định kỳ hằng năm sơ kết việc thực hiện.", ["P1Y"], id="yearly review"),
    pytest.param("Định kỳ 6 tháng, hằng năm báo cáo kết quả.", ["P6M", "P1Y"], id="two rhythms"),
    pytest.param("Báo cáo trước ngày 15/12 hằng năm.", ["P1Y"], id="a day of every year"),
    pytest.param(
        "Định kỳ 6 tháng báo cáo trước ngày 05/6 và ngày 10/12 hằng năm.", ["P6M"], id="six months with two days"
    ),
    pytest.param("Định kỳ báo cáo theo quy định.", [], id="a rule is no quarter"),
    pytest.param("Báo cáo theo quy chế làm việc.", [], id="nor is a regulation"),
    pytest.param("Bố trí kinh phí hằng năm cho thư viện.", [], id="yearly budget"),
    pytest.param("Đưa vào chương trình công tác hằng năm.", [], id="yearly work programme"),
    pytest.param("Báo cáo kết quả năm 2026.", [], id="one year"),
    pytest.param("Báo cáo trước ngày 20 tháng cuối quý.", ["P3M"], id="last month of a quarter"),
    pytest.param("Mỗi quý một lần, kiểm tra việc thực hiện.", ["P3M"], id="once a quarter"),
    pytest.param("Hàng quý giao ban công tác đọc sách.", ["P3M"], id="quarterly meeting"),
    pytest.param("Tổ chức ngày hội đọc sách hằng năm.", [], id="a yearly celebration"),
    pytest.param("Quý độc giả báo cáo khi sách hỏng.", [], id="dear readers are no quarter"),
    pytest.param("Báo cáo kết quả trước ngày 30/6/2026.", [], id="once"),
    pytest.param("Báo cáo trước ngày 05/6 (6 tháng) và trước ngày 05/12 (năm).", ["P6M", "P1Y"], id="in brackets"),
    pytest.param("Công bố số sách mới hằng tháng.", ["P1M"], id="made public every month"),
    pytest.param("Trước ngày 25 hằng tháng gửi số liệu về Sở Nội vụ.", ["P1M"], id="figures every month"),
    pytest.param("Đưa vào chương trình kiểm tra, giám sát hằng năm.", [], id="yearly programme of reviews"),
    pytest.param("Làm đầu mối nắm tình hình, tổng hợp kết quả.", [], id="the focal point is no year"),
]


@pytest.mark.parametrize(("words", "every"), RHYTHMS)
def test_a_report_recurs(duty: Read, words: str, every: list[str]) -> None:
    task = only(duty(f"Sở Nội vụ xây dựng tủ sách. {words}"))
    assert [recurrence.every for recurrence in task.every] == every


@pytest.mark.parametrize(
    ("words", "continuous"), [("Thường xuyên mở cửa thư viện.", True), ("Mở cửa thư viện ngày chủ nhật.", False)]
)
def test_a_standing_duty_is_told(duty: Read, words: str, continuous: bool) -> None:  # noqa: FBT001
    assert only(duty(words)).continuous is continuous


ON_DAYS = [
    pytest.param("Báo cáo trước ngày 25 hằng tháng.", [("P1M", (25,), None)], id="day of every month"),
    pytest.param("Trước ngày 05 hàng tháng, báo cáo kết quả.", [("P1M", (5,), None)], id="other spelling, in front"),
    pytest.param("Hằng tháng (trước ngày 20) báo cáo kết quả.", [("P1M", (20,), None)], id="in brackets"),
    pytest.param("Báo cáo vào ngày 10 và ngày 25 hằng tháng.", [("P1M", (10, 25), None)], id="two days"),
    pytest.param("Báo cáo từ ngày 05 đến ngày 10 hằng tháng.", [("P1M", (10,), None)], id="from a day on"),
    pytest.param("Hằng tháng báo cáo kết quả.", [("P1M", (), None)], id="no day"),
    pytest.param("Báo cáo hằng tháng và báo cáo trước ngày 15/12.", [("P1M", (), None)], id="a day of the year"),
    pytest.param("Hằng tháng báo cáo, bắt đầu từ ngày 01 tháng 3 năm 2026.", [("P1M", (), None)], id="a date in words"),
    pytest.param("Hằng tháng báo cáo trong 10 ngày.", [("P1M", (), None)], id="a number of days"),
    pytest.param("Báo cáo trước ngày 20 tháng cuối quý.", [("P3M", (20,), 3)], id="last month of a quarter"),
    pytest.param("Báo cáo trước ngày 05 của tháng đầu quý sau.", [("P3M", (5,), 1)], id="first month of a quarter"),
    pytest.param("Hằng quý báo cáo kết quả.", [("P3M", (), None)], id="a quarter without a day"),
    pytest.param("Báo cáo trước ngày 45 hằng tháng.", [("P1M", (), None)], id="no such day"),
]


@pytest.mark.parametrize(("clause", "expected"), ON_DAYS)
def test_the_days_of_a_rhythm(duty: Read, clause: str, expected: list[tuple[str, tuple[int, ...], int | None]]) -> None:
    (task,) = duty(clause).tasks
    assert [(each.every, each.days, each.month) for each in task.every] == expected


def test_a_last_quarter_stands_beside_a_day_of_every_year(duty: Read) -> None:
    clause = "Sở Nội vụ xây dựng đề án, hoàn thành trong quý IV/2026; hằng năm, trước ngày 15/12, báo cáo Tỉnh ủy."
    assert sorted(due.due for due in only(duty(clause)).due) == ["--12-15", "2026-12-31"]
