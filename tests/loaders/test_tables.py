"""Tables of tasks and targets: columns of any name and order, groups, merged cells, cells that name several."""

from collections.abc import Sequence

import pytest

from loaders.formats.writing import Writing
from loaders.layout import lines_of
from loaders.table_columns import Column, column_of
from loaders.tables import indicators_of_tables, running_lines, tasks_of_tables
from loaders.text import Text, text_of
from ontology.model import Indicator, LeadSource, Table, Task

Rows = Sequence[Sequence[str | tuple[int, int]]]

HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn"]


def written(*tables: Rows, above: str = "") -> tuple[Text, tuple[Table, ...]]:
    writing = Writing()
    writing.write(above)
    for rows in tables:
        writing.write("\n")
        writing.write_table(rows)
    return text_of(writing.text), tuple(writing.tables)


def tasks(*tables: Rows, above: str = "") -> list[Task]:
    text, made = written(*tables, above=above)
    return list(tasks_of_tables(text, made))


def targets(*rows: Sequence[str | tuple[int, int]]) -> list[Indicator]:
    text, made = written(rows)
    return list(indicators_of_tables(text, made))


def row(number: str = "1", task: str = "Số hóa kho sách", **cells: str) -> list[str]:
    return [number, task, *(cells.get(name, "") for name in ("lead", "coordinate", "product", "time"))]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("STT", Column.NUMBER),
        ("Số TT", Column.NUMBER),
        ("Nội dung công việc", Column.TASK),
        ("Tên nhiệm vụ", Column.TASK),
        ("Nhiệm vụ, giải pháp chủ yếu", Column.TASK),
        ("Đơn vị chủ trì", Column.LEAD),
        ("CƠ QUAN CHỦ TRÌ", Column.LEAD),
        ("Đơn vị thực hiện", Column.LEAD),
        ("Đơn vị phối hợp (Bộ/ngành/địa phương)", Column.COORDINATE),
        ("Cơ quan, đơn vị phối hợp", Column.COORDINATE),
        ("Kết quả/Sản phẩm", Column.PRODUCT),
        ("Dự kiến sản phẩm", Column.PRODUCT),
        ("Thời gian thực hiện", Column.TIME),
        ("Tiến độ thực hiện", Column.TIME),
        ("Thời hạn hoàn thành", Column.TIME),
        ("Chỉ tiêu", Column.INDICATOR),
        ("Đơn vị tính", Column.UNIT),
        ("ĐVT", Column.UNIT),
        ("Mục tiêu năm 2030", Column.INDICATOR),
        ("Năm 2030", Column.VALUE),
        ("Toàn xã", Column.VALUE),
        ("Thực hiện năm 2025", Column.PAST),
        ("Ước thực hiện năm 2026", Column.PAST),
        ("Kết quả năm 2024", Column.PAST),
        ("Hiện trạng", Column.PAST),
        ("Năm 2025 (thực hiện)", Column.PAST),
        *((each, Column.TASK) for each in ("Việc", "Đầu việc", "Việc được giao", "Nội dung phân công", "Làm gì")),
        *((each, Column.LEAD) for each in ("Đơn vị làm", "Ai làm", "Bộ phận", "Giao cho", "Phòng, ban", "Thực hiện")),
        *((each, Column.TIME) for each in ("Hạn chót", "Xong trước", "Ngày xong", "Mốc", "Khi nào xong")),
        *((each, Column.COORDINATE) for each in ("Cùng làm", "Đơn vị hỗ trợ")),
        *((each, Column.VALUE) for each in ("KH 2026", "Số giao", "Phấn đấu 2026", "Đến 2030")),
        *((each, Column.PAST) for each in ("Ước TH 2025", "Hiện có (2025)", "Thực tế")),
        *((each, None) for each in ("Hạn chế", "Cơ quan ban hành", "Đơn vị theo dõi", "Ngày sinh", "Mức hỗ trợ")),
        ("Ghi chú", None),
        ("Cấp phê duyệt", None),
        ("", None),
    ],
)
def test_what_a_column_holds(heading: str, column: Column | None) -> None:
    assert column_of(heading) is column


def test_a_row_is_a_task_with_all_that_its_cells_say() -> None:
    cells = {"lead": "Sở Nội vụ", "coordinate": "Sở Tài chính; các xã, phường", "product": "Đề án", "time": "6/2026"}
    [task] = tasks([HEAD, row(**cells)])
    assert (task.path, task.text, task.section, task.product) == ("PL.1", "Số hóa kho sách", "assignment", "Đề án")
    assert [(party.name, party.source) for party in task.lead] == [("Sở Nội vụ", LeadSource.TABLE)]
    assert [party.name for party in task.coordinate] == ["Sở Tài chính", "các xã, phường"]
    assert [due.due for due in task.due] == ["2026-06-30"]


def test_columns_may_come_in_any_order() -> None:
    [task] = tasks([["Thời gian", "Đơn vị chủ trì", "Nội dung", "STT"], ["2027", "Sở Y tế", "Mở phòng đọc", "4"]])
    assert (task.path, task.text, task.lead[0].name, task.due[0].due) == (
        "PL.4",
        "Mở phòng đọc",
        "Sở Y tế",
        "2027-12-31",
    )


def test_each_word_of_a_task_lies_in_its_cell() -> None:
    rows = [HEAD, row(lead="Sở Nội vụ, Sở Tài chính", time="Trước 30/6/2026"), row("2", "- Mở phòng đọc", time="2027")]
    text, made = written(rows, above="Phụ lục\n")
    for task, cells in zip(tasks_of_tables(text, made), made[0].rows[1:], strict=True):
        assert (task.span in cells[1], task.span.of(text.raw)) == (True, task.text)
        assert all(party.span in cells[2] for party in task.lead if party.span)
        assert all(due.span in cells[5] for due in task.due)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Bộ Văn hóa, Thể thao và Du lịch", ["Bộ Văn hóa, Thể thao và Du lịch"]),
        ("Sở Nội vụ, Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Bộ Nội vụ Bộ Tài chính", ["Bộ Nội vụ", "Bộ Tài chính"]),
        ("Bộ, ngành, địa phương", ["Bộ, ngành, địa phương"]),
        ("các bộ, ngành; UBND tỉnh, thành phố", ["các bộ, ngành", "UBND tỉnh, thành phố"]),
        ("Bộ Tư pháp (đối với thủ tục) Bộ Tài chính (đối với kinh phí)", ["Bộ Tư pháp", "Bộ Tài chính"]),
        ("các cơ quan đại diện Việt Nam ở nước ngoài", ["các cơ quan đại diện Việt Nam ở nước ngoài"]),
        ("Bộ Công an và các địa phương Bắc Ninh, An Giang", ["Bộ Công an", "các địa phương Bắc Ninh, An Giang"]),
        ("- Sở Y tế; - Sở Nội vụ.", ["Sở Y tế", "Sở Nội vụ"]),
        ("ABC; Sở Y tế", ["ABC", "Sở Y tế"]),
        ("", []),
    ],
)
def test_whom_a_cell_names(cell: str, names: list[str]) -> None:
    [task] = tasks([HEAD, row(lead=cell, product="Đề án")])
    assert [party.name for party in task.lead] == names


@pytest.mark.parametrize(
    ("cell", "due", "every", "continuous"),
    [
        ("6/2025", ["2025-06-30"], [], False),
        ("02/2028", ["2028-02-29"], [], False),
        ("Tháng 10/2025", ["2025-10-31"], [], False),
        ("Quý II/2025", ["2025-06-30"], [], False),
        ("Quý IV năm 2026", ["2026-12-31"], [], False),
        ("2025", ["2025-12-31"], [], False),
        ("2025 - 2027", ["2027-12-31"], [], False),
        ("Trước ngày 15/7/2026", ["2026-07-15"], [], False),
        ("15/7/2026", ["2026-07-15"], [], False),
        ("31/2/2026", [], [], False),
        ("13/2026", [], [], False),
        ("Tháng 5/2026; tháng 11/2026", ["2026-05-31", "2026-11-30"], [], False),
        ("Từ năm 2026", [], [], False),
        ("2025 và những năm tiếp theo", [], [], True),
        ("Thường xuyên", [], [], True),
        ("Hằng năm", [], ["P1Y"], False),
        ("Hàng quý", [], ["P3M"], False),
        ("6 tháng/lần", [], ["P6M"], False),
        ("2026 và hằng năm", ["2026-12-31"], ["P1Y"], False),
        ("15/12 hằng năm", ["--12-15"], ["P1Y"], False),
        ("Theo kế hoạch của Quốc hội", [], [], False),
    ],
)
def test_what_a_cell_says_of_time(cell: str, due: list[str], every: list[str], *, continuous: bool) -> None:
    [task] = tasks([HEAD, row(time=cell, product="Đề án")])
    assert ([each.due for each in task.due], [each.every for each in task.every]) == (due, every)
    assert task.continuous is continuous


@pytest.mark.parametrize(
    ("rows", "paths"),
    [
        pytest.param(
            [row("I", "NHÓM MỘT"), row("1", lead="Sở A"), row("II", "Nhóm hai"), row("2", lead="Sở B")],
            ["PL.I.1", "PL.II.2"],
            id="groups by Roman numbers",
        ),
        pytest.param(
            [row("1", "Nhóm"), row("1.1", lead="Sở A"), row("1.2", lead="Sở B"), row("2", lead="Sở C")],
            ["PL.1.1", "PL.1.2", "PL.2"],
            id="numbers in numbers",
        ),
        pytest.param(
            [row("A", "Phần"), row("I", "Nhóm"), row("1", lead="Sở A"), row("B", "Phần"), row("1", lead="Sở B")],
            ["PL.A.I.1", "PL.B.1"],
            id="groups in groups",
        ),
        pytest.param([row("I.", lead="Sở A"), row("II.", lead="Sở B")], ["PL.I", "PL.II"], id="Roman tasks"),
        pytest.param(
            [["Nhóm một", (1, 0), (1, 0), (1, 0), (1, 0), (1, 0)], row("1", lead="Sở A")], ["PL.1"], id="a banner"
        ),
        pytest.param([row("1", lead="Sở A"), row("1", lead="Sở B")], ["PL.1", "PL.1-2"], id="a number twice"),
        pytest.param([["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], row(lead="Sở A")], ["PL.1"], id="column numbers"),
    ],
)  # fmt: skip
def test_groups_make_paths(rows: list[list[str]], paths: list[str]) -> None:
    assert [task.path for task in tasks([HEAD, *rows])] == paths


def test_a_row_that_a_page_cut_goes_on_with_the_one_above() -> None:
    cut = row("", "và bảo tàng", coordinate="Sở Tài chính")
    [first, second] = tasks([HEAD, row("1", "Số hóa kho sách", lead="Sở A"), cut, row("2", "Mở phòng", lead="Sở B")])
    assert (first.text, second.text) == ("Số hóa kho sách và bảo tàng", "Mở phòng")
    assert [party.name for party in first.coordinate] == ["Sở Tài chính"]


def test_a_task_with_two_rows_has_the_days_and_products_of_both() -> None:
    rows = [HEAD, row(lead="Sở A", product="Đề án", time="5/2026"), [(1, 0), (1, 1), "Sở B", "", "Báo cáo", "11/2026"]]
    [task] = tasks(rows)
    assert [party.name for party in task.lead] == ["Sở A", "Sở B"]
    assert ([due.due for due in task.due], task.product) == (["2026-05-31", "2026-11-30"], "Đề án Báo cáo")


def test_headings_of_two_rows_are_read_together() -> None:
    above = ["TT", "Nhiệm vụ", "Cơ quan", (0, 2), "Thời gian"]
    below = [(0, 0), (0, 1), "Chủ trì", "Phối hợp", (0, 4)]
    [task] = tasks([above, below, ["1", "Số hóa", "Sở Y tế", "Sở Nội vụ", "2026"]])
    assert (task.lead[0].name, task.coordinate[0].name, task.due[0].due) == ("Sở Y tế", "Sở Nội vụ", "2026-12-31")


def test_an_annex_gives_its_number_to_the_paths() -> None:
    one = [HEAD, row(lead="Sở A")]
    assert [task.path for task in tasks(one, above="PHỤ LỤC II\n")] == ["PL.II.1"]
    assert [task.path for task in tasks(one, one)] == ["PL1.1", "PL2.1"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["Họ và tên", "Chức vụ"], ["Trần Văn A", "Trưởng ban"]], id="people"),
        pytest.param([["TT", "Nhiệm vụ"], ["1", "Số hóa"]], id="a list without duties"),
        pytest.param([["TT", "Tên sách", "Ghi chú"], ["1", "Truyện", ""]], id="books"),
    ],
)
def test_other_tables_hold_no_tasks(rows: Rows) -> None:
    text, made = written(rows)
    assert (list(tasks_of_tables(text, made)), list(indicators_of_tables(text, made))) == ([], [])
    assert len(running_lines(text, list(lines_of(text)), made)) == len(list(lines_of(text)))


def test_rows_and_notes_are_no_clauses() -> None:
    text, made = written([HEAD, row(lead="Sở A")], above="Điều 1.\n\n¹ Luật số 1\ncủa Quốc hội\n\nĐiều 2.\n")
    kept = [line.text for line in running_lines(text, list(lines_of(text)), made) if not line.is_blank]
    assert kept == ["Điều 1.", "Điều 2."]


TARGETS = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"]


@pytest.mark.parametrize(
    ("unit", "value", "read"),
    [
        ("%", "≥ 80", (">=", 80.0, None, "%")),
        ("%", ">= 30", (">=", 30.0, None, "%")),
        ("Điểm", "> 0,7", (">", 0.7, None, "Điểm")),
        ("Hạng", "≤ 50", ("<=", 50.0, None, "Hạng")),
        ("%", "16 - 18", ("=", 16.0, 18.0, "%")),
        ("", "100%", ("=", 100.0, None, "%")),
        ("Sách", "1.200", ("=", 1200.0, None, "Sách")),
        ("%", "Tối thiểu 95", (">=", 95.0, None, "%")),
        ("%", "Dưới 5", ("<=", 5.0, None, "%")),
        ("%", "20% - 50%", ("=", 20.0, 50.0, "%")),
        ("%", "Trên 60% trở lên", (">=", 60.0, None, "%")),
        ("", "12 thư viện", ("=", 12.0, None, "thư viện")),
    ],
)
def test_a_target_of_a_row(unit: str, value: str, read: tuple[str, float, float | None, str]) -> None:
    [found] = targets(TARGETS, ["1", "Tỷ lệ sách số", unit, value])
    assert (found.comparator, found.value, found.upper, found.unit) == read
    assert (found.name, found.path, found.year) == ("Tỷ lệ sách số", "PL.1", None)


def test_a_target_that_is_no_number_is_none() -> None:
    assert targets(TARGETS, ["1", "Hạ tầng", "", "Hiện đại, đồng bộ"]) == []


def test_a_cell_with_two_numbers_is_two_targets() -> None:
    found = targets(TARGETS, ["1", "Xếp hạng", "Hạng", "≤ 3 Đông Nam Á; ≤ 50 Thế giới"])
    assert [(each.name, each.value) for each in found] == [("Xếp hạng (Đông Nam Á)", 3), ("Xếp hạng (Thế giới)", 50)]


def test_the_year_of_a_target_is_its_column_s_or_its_group_s() -> None:
    [grouped] = targets(TARGETS, ["I", "Đến năm 2030", "", ""], ["1", "Sách số", "%", "80"])
    columns = targets(["TT", "Chỉ tiêu", "ĐVT", "Năm 2026", "Năm 2027"], ["1", "Sách số", "%", "80", "90"])
    assert grouped.year == 2030
    assert [(each.value, each.year) for each in columns] == [(80, 2026), (90, 2027)]
