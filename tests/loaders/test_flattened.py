"""Tables that text no longer shows as tables: a row a line with tabs, or cell below cell."""

import pytest

from ontology.model import Document
from tests.loaders.conftest import Read

ANNEX = """
PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 915/KH-UBND)

"""
TABBED = """STT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tHoàn thành
I\tHạ tầng
1\tLắp kệ sách cho các nhà văn hóa\tSở Văn hóa, Thể thao và Du lịch\tUBND các xã, phường\t15/02/2026
2\tMua máy tính\tSở Tài chính\t\tQuý II/2026
II\tCon người
3\tMở lớp cho người giữ sách\tSở Nội vụ\tSở Tài chính; Tỉnh đoàn\tThường xuyên
"""
STACKED = """TT
Tên nhiệm vụ
Cơ quan
chủ trì
Cơ quan phối hợp
Sản phẩm
Thời gian
hoàn thành
I
HẠ TẦNG
1
Lắp kệ sách cho các nhà văn hóa
ở những thôn chưa có thư viện
Sở Văn hóa, Thể thao
và Du lịch
UBND các xã,
phường
Kệ sách
được lắp
Tháng
2/2026
2
Mua máy tính
Sở Tài chính
Báo cáo mua sắm
Năm 2026

7

TT
Tên nhiệm vụ
Cơ quan
chủ trì
Cơ quan phối hợp
Sản phẩm
Thời gian
hoàn thành
II
CON NGƯỜI
3 Mở lớp cho người giữ sách
Sở Nội vụ
Sở Tài chính; Tỉnh đoàn
Lớp tập huấn
Thường xuyên
"""
ROWS = [
    ("PL.I.1", "Lắp kệ sách", ["Sở Văn hóa, Thể thao và Du lịch"], ["UBND các xã", "phường"]),
    ("PL.I.2", "Mua máy tính", ["Sở Tài chính"], []),
    ("PL.II.3", "Mở lớp", ["Sở Nội vụ"], ["Sở Tài chính", "Tỉnh đoàn"]),
]


def told(document: Document) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (task.path, " ".join(task.text.split()[:2 if "Mở" in task.text else 3]), [party.name for party in task.lead],
         [name for party in task.coordinate for name in party.name.split(", ")])
        for task in document.tasks
    ]  # fmt: skip


@pytest.mark.parametrize(("table", "due"), [
    (TABBED, ["2026-02-15", "2026-06-30", None]),
    (STACKED, ["2026-02-28", "2026-12-31", None]),
])  # fmt: skip
def test_a_flattened_table_is_read_as_a_table(plan: Read, table: str, due: list[str | None]) -> None:
    document = plan("I. NHIỆM VỤ\n- Sở Nội vụ mở thư viện tỉnh.\n" + ANNEX + table)
    first, *rows = told(document)
    assert first[1] == "Sở Nội vụ"
    assert rows == ROWS
    assert [next((each.due for each in task.due), None) for task in document.tasks[1:]] == due
    assert document.tasks[-1].continuous


def test_where_a_cell_ends_is_told_by_what_columns_hold(plan: Read) -> None:
    document = plan(ANNEX + STACKED)
    assert [task.product for task in document.tasks] == ["Kệ sách được lắp", "Báo cáo mua sắm", "Lớp tập huấn"]
    assert document.tasks[0].text == "Lắp kệ sách cho các nhà văn hóa ở những thôn chưa có thư viện"
    raw = document.source.raw
    assert all(task.span.of(raw).split()[0] in ("Lắp", "Mua", "Mở") for task in document.tasks)


def test_what_goes_on_over_a_page_belongs_to_its_row(plan: Read) -> None:
    head = STACKED[: STACKED.index("I\nHẠ")]
    cut = STACKED.replace(
        "ở những thôn chưa có thư viện\nSở Văn hóa", f"\n12\n\n{head}ở những thôn chưa có thư viện\nSở Văn hóa"
    )
    document = plan(ANNEX + cut)
    assert document.tasks[0].text == "Lắp kệ sách cho các nhà văn hóa ở những thôn chưa có thư viện"
    assert [party.name for party in document.tasks[0].lead] == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert len(document.tasks) == len(ROWS)


def test_a_page_may_end_inside_a_heading(plan: Read) -> None:
    cut = STACKED.replace("Cơ quan\nchủ trì", "Cơ quan\n\n4\n\nchủ trì", 1)
    assert told(plan(ANNEX + cut)) == ROWS


def test_a_list_below_a_table_does_not_go_on_with_its_rows(plan: Read) -> None:
    below = [f"{number}. Sở Nội vụ mở thư viện thứ {number}." for number in range(1, 6)]
    document = plan(ANNEX + STACKED + "\n\nV. MỘT SỐ VIỆC KHÁC\n" + "\n".join(below))
    assert told(document)[len(below) :] == ROWS


def test_targets_by_year_in_tabs_are_indicators(plan: Read) -> None:
    table = "TT\tChỉ tiêu\tĐơn vị tính\tNăm 2026\tNăm 2030\n1\tSố thư viện xã\tthư viện\t12\t30\n"
    table += "2\tNgười đọc\t%\t≥ 40\t≥ 70\n"
    document = plan("I. MỤC TIÊU\n" + table)
    assert [(each.name, each.value, each.year) for each in document.indicators] == [
        ("Số thư viện xã", 12, 2026), ("Số thư viện xã", 30, 2030), ("Người đọc", 40, 2026), ("Người đọc", 70, 2030),
    ]  # fmt: skip


STACKED_TARGETS = """CHỈ TIÊU ĐỌC SÁCH ĐẾN NĂM 2030
STT
Chỉ tiêu
Đơn vị tính
Thực hiện năm 2025
Năm 2027
Năm 2030
1
Tỷ lệ thôn có tủ sách
trong nhà văn hóa
%
35
≥ 60

8

≥ 90
2
Sách bổ sung
Cuốn
-
2
3
3
Lượt người đọc
Lượt/năm
4.200
10.000
15.500
II. KINH PHÍ
1. Ngân sách xã bảo đảm.
"""


def test_targets_cell_below_cell_are_indicators_of_their_years(plan: Read) -> None:
    found = plan("I. MỤC TIÊU\n" + STACKED_TARGETS).indicators
    assert [(each.name, each.comparator, each.value, each.unit, each.year) for each in found] == [
        ("Tỷ lệ thôn có tủ sách trong nhà văn hóa", ">=", 60, "%", 2027),
        ("Tỷ lệ thôn có tủ sách trong nhà văn hóa", ">=", 90, "%", 2030),
        ("Sách bổ sung", "=", 2, "Cuốn", 2027),
        ("Sách bổ sung", "=", 3, "Cuốn", 2030),
        ("Lượt người đọc", "=", 10000, "Lượt/năm", 2027),
        ("Lượt người đọc", "=", 15500, "Lượt/năm", 2030),
    ]


def test_a_table_of_targets_takes_its_year_from_the_words_above_it(plan: Read) -> None:
    table = "TT\nChỉ tiêu\nToàn tỉnh\nMỗi xã\n1\nThư viện mới\n25\n2 - 3\n2\nKệ sách\n1.200\n40\n"
    document = plan("I. CHỈ TIÊU NĂM 2029\n" + table + "II. NHIỆM VỤ\n1. Sở Nội vụ mở thư viện.\n")
    assert [(each.name, each.value, each.year) for each in document.indicators] == [
        ("Thư viện mới", 25, 2029), ("Kệ sách", 1200, 2029),
    ]  # fmt: skip
    assert [task.path for task in document.tasks] == ["II.1"]


def test_columns_of_targets_by_year_are_values(plan: Read) -> None:
    table = "STT\nTên chỉ tiêu\nNăm 2025\n(hiện trạng)\nMục tiêu 2026\nMục tiêu 2030\n"
    table += "1\nHồ sơ trực tuyến\n60%\n80%\n100%\n2\nTủ sách thôn\n12\nTrên 20\n35\nGhi chú: số liệu năm 2025.\n"
    found = plan("I. MỤC TIÊU\n" + table).indicators
    assert [(each.name, each.comparator, each.value, each.year) for each in found] == [
        ("Hồ sơ trực tuyến", "=", 80, 2026), ("Hồ sơ trực tuyến", "=", 100, 2030),
        ("Tủ sách thôn", ">=", 20, 2026), ("Tủ sách thôn", "=", 35, 2030),
    ]  # fmt: skip


def test_a_page_may_end_between_the_words_of_a_heading(plan: Read) -> None:
    cut = STACKED.replace("Cơ quan\nchủ trì\nCơ", "Cơ quan\n\n5\n\nchủ trì\nCơ", 1)
    assert told(plan(ANNEX + cut)) == ROWS


@pytest.mark.parametrize(
    "lines",
    [
        "TT\nSố hiệu\nTên gọi\nGhi chú\n1\nK-01\nKệ sách\nmới\n",  # a list of things
        "STT\tHọ và tên\tChức vụ\tGhi chú\n1\tLê Văn A\tGiám đốc\t\n",
    ],
)
def test_other_lists_are_no_tables_of_tasks(plan: Read, lines: str) -> None:
    document = plan("I. NHIỆM VỤ\n- Sở Nội vụ mở thư viện tỉnh.\n" + ANNEX + lines)
    assert not [task for task in document.tasks if task.path.startswith("PL")]


@pytest.mark.parametrize(
    "heading", ["II. NHIỆM VỤ, GIẢI PHÁP", "II- NHIỆM VỤ", "B. NHIỆM VỤ", "Phần thứ hai\nNHIỆM VỤ, GIẢI PHÁP"]
)
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_table_of_targets_ends_where_a_list_of_tasks_begins(plan: Read, heading: str, rows: int) -> None:
    names = ("Tỷ lệ thôn có tủ sách", "Số sách mỗi người", "Thư viện số")
    table = "TT\nChỉ tiêu\nĐơn vị tính\nThực hiện 2025\nMục tiêu 2028\nMục tiêu 2030\n"
    for number, name in enumerate(names[:rows], 1):
        table += f"{number}\n{name}\ncuốn\n1\n{number + 1}\n{number + 2}\n"
    tasks = (
        "1. Tuyên truyền, vận động nhân dân đọc sách; mỗi quý tổ chức ít nhất 01 ngày hội, thu hút nhiều người.\n"
        "2. Giao Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Sở Tài chính chi tiền trước ngày 30/6/2026.\n"
        "3. Ban Tuyên giáo hướng dẫn, theo dõi, báo cáo Ban Thường vụ.\n4. Đầu tư kho sách cho các xã.\n"
    )
    document = plan(f"I. MỤC TIÊU\nBảng chỉ tiêu\n{table}{heading}\n{tasks}")
    assert len(document.tasks) == 4
    assert [each.value for each in document.indicators if each.method == "tables/1"] == [
        value for number in range(1, rows + 1) for value in (number + 1, number + 2)
    ]


@pytest.mark.parametrize("headings", [
    ("TT", "Việc", "Đơn vị", "Hạn"), ("Việc", "Ai làm", "Xong trước"), ("STT", "Mốc", "Đầu việc", "Bộ phận"),
    ("Người làm", "Việc được giao"),
])  # fmt: skip
@pytest.mark.parametrize("gap", ["\t", " | "])
def test_columns_are_known_by_the_words_of_those_who_work(plan: Read, headings: tuple[str, ...], gap: str) -> None:
    cells = {"TT": "1", "STT": "1", **dict.fromkeys(("Việc", "Đầu việc", "Việc được giao"), "Kê lại phòng đọc")}
    cells |= dict.fromkeys(("Đơn vị", "Ai làm", "Bộ phận", "Người làm"), "Phòng Văn hóa - Xã hội")
    cells |= dict.fromkeys(("Hạn", "Xong trước", "Mốc"), "10/4/2026")
    table = "\n".join((gap.join(headings), gap.join(cells[heading] for heading in headings)))
    document = plan(f"I. NHIỆM VỤ\n- Sở Nội vụ mở thư viện.\n\nII. VIỆC GIAO\n{table}\nNơi nhận:\tCHỦ TỊCH\n")
    _, task = document.tasks
    assert (task.text, [party.name for party in task.lead]) == ("Kê lại phòng đọc", ["Phòng Văn hóa - Xã hội"])
    assert [each.due for each in task.due] == (["2026-04-10"] if len(headings) > len(("Việc", "Ai làm")) else [])


def test_the_number_of_a_row_is_no_target(plan: Read) -> None:
    table = "TT\tChỉ tiêu\tĐơn vị\tTH 2025\tKH 2026\n1\tSố thư viện xã\tthư viện\t9\t12\n2\tNgười đọc\t%\t25\t≥ 40\n"
    found = plan("I. CHỈ TIÊU\n" + table).indicators
    assert [(each.value, each.year) for each in found] == [(12, 2026), (40, 2026)]
