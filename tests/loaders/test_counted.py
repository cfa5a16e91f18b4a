"""Days counted from the day of issue are deadlines; days counted from another event stay words."""

import pytest

from tests.loaders.conftest import Read

PAGE = """ỦY BAN NHÂN DÂN TỈNH LAM SƠN
Số: 45/KH-UBND
Lam Sơn, ngày 30 tháng 1 năm 2026

KẾ HOẠCH
về phát triển vườn ươm

II. TỔ CHỨC THỰC HIỆN
1. {clause}
"""


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("Sở Tài chính trình dự toán trong vòng 30 ngày kể từ ngày ban hành Kế hoạch này.", ["2026-03-01"]),
        ("Sở Tài chính trình dự toán trong thời hạn 15 ngày, kể từ ngày ký ban hành.", ["2026-02-14"]),
        ("Sở Tài chính trình dự toán chậm nhất 01 tháng kể từ ngày Kế hoạch này được ban hành.", ["2026-02-28"]),
        ("Sở Tài chính trình dự toán trong 5 ngày làm việc kể từ ngày ký.", ["2026-02-06"]),
        ("Sau 10 ngày kể từ ngày Kế hoạch này có hiệu lực, Sở Tài chính trình dự toán.", ["2026-02-09"]),
        ("Sở Tài chính trả lời trong vòng 5 ngày kể từ ngày nhận được hồ sơ.", []),
        ("Sở Tài chính trình dự toán trong 30 ngày kể từ ngày ban hành Nghị quyết của Hội đồng nhân dân.", []),
        ("Sở Tài chính trình dự toán trong 30 ngày.", []),
        ("Sở Tài chính trình dự toán trong tháng 10.", ["2026-10-31"]),
        ("Sở Tài chính trình dự toán trong tháng 10/2027.", ["2027-10-31"]),
        ("Sở Tài chính trình dự toán trong tháng 10 hằng năm.", ["--10-31"]),
    ],
)
def test_days_are_counted_from_the_day_of_issue(read: Read, clause: str, due: list[str]) -> None:
    (task,) = read(PAGE.format(clause=clause)).tasks
    assert [deadline.due for deadline in task.due] == due


def test_nothing_is_counted_from_a_day_that_is_not_known(read: Read) -> None:
    page = PAGE.replace("ngày 30 tháng 1 năm 2026", "ngày     tháng 1 năm 2026")
    (task,) = read(page.format(clause="Sở Tài chính trình dự toán sau 9 ngày kể từ ngày ký.")).tasks
    assert task.due == ()
