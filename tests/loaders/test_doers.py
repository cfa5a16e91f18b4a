"""Whoever a clause begins with, though no list of names knows it: told by the noun, and by a duty behind it."""

from collections.abc import Callable

import pytest

from ontology.model import Document

Read = Callable[[str], Document]

DOERS = [
    ("Bếp trưởng lưu mẫu thức ăn của thư viện.", "Bếp trưởng"),
    ("Tư lệnh Quân khu quyết định mở kho sách cũ.", "Tư lệnh Quân khu"),
    ("Trại giam Hòa Lạc 4 mở tủ sách cho phạm nhân.", "Trại giam Hòa Lạc 4"),
    ("Ga Hòa Lạc bố trí giá sách ở phòng chờ.", "Ga Hòa Lạc"),
    ("Hai Ban của huyện thẩm tra đề án tủ sách.", "Hai Ban của huyện"),
    ("Các điểm cầu mở phòng đọc trước giờ họp.", "Các điểm cầu"),
    ("Các tàu cá mang theo tủ sách khi ra khơi.", "Các tàu cá"),
    ("Nhóm chuyên gia hoàn chỉnh đề cương tủ sách.", "Nhóm chuyên gia"),
    ("Cấp xã lập danh sách người mượn.", "Cấp xã"),
    ("Hệ thống truyền thanh tăng thời lượng giới thiệu sách.", "Hệ thống truyền thanh"),
    ("Trước mùa mưa, trại giống Hòa Lạc chuyển kho sách.", "trại giống Hòa Lạc"),
    ("Du khách xếp sách lại vào giá.", "Du khách"),
    ("15 ngày một lần, tổ tự quản kiểm tra tủ sách.", "tổ tự quản"),
    ("Mùa hè, du khách trả sách.", "du khách"),
    ("5 ngày sau khi mở cửa, bếp trưởng kiểm kê sách.", "bếp trưởng"),
    ("Cuối mỗi quý, bếp trưởng kiểm kê sách nấu ăn.", "bếp trưởng"),
]
NOBODY = [
    "Cơ sở dữ liệu sách được kết nối với kho của tỉnh.",
    "Trạm biến áp của kho sách được nâng cấp trước mùa khô.",
    "Phòng họp cũ được sửa làm phòng đọc.",
    "Ban đêm bật đèn ở phòng đọc.",
    "Người dân được mượn sách, không phải trả tiền.",
    "Nêu cao trách nhiệm của đảng viên nghỉ hưu, nhà giáo nghỉ hưu trong việc trông coi tủ sách.",
    "Mời nghệ nhân truyền dạy cách đóng sách.",
    "Bảo quản sách ở nơi khô ráo.",
]


def leads(document: Document) -> list[list[str]]:
    return [[party.name for party in task.lead] for task in document.tasks]


@pytest.mark.parametrize(("clause", "doer"), DOERS)
def test_a_clause_begins_with_somebody_no_list_knows(plan: Read, clause: str, doer: str) -> None:
    assert leads(plan(f"III. NHIỆM VỤ\n1. Việc chung\n- Mua sách mới.\n- {clause}\n")) == [[], [doer]]


@pytest.mark.parametrize("clause", NOBODY)
def test_a_thing_or_one_to_whom_it_is_done_does_nothing(plan: Read, clause: str) -> None:
    assert leads(plan(f"III. NHIỆM VỤ\n1. Việc chung\n- Mua sách mới.\n- {clause}\n")) == [[], []]


def test_whoever_stands_above_comes_first(plan: Read) -> None:
    body = "III. NHIỆM VỤ\n1. Sở Nội vụ\n- Bếp trưởng các thư viện lưu mẫu thức ăn.\n- Mua sách mới.\n"
    assert leads(plan(body)) == [["Sở Nội vụ"], ["Sở Nội vụ"]]


def test_a_sentence_that_is_all_name_is_no_list_of_members(plan: Read) -> None:
    clause = "Khối Văn hóa xã chấm sổ mượn sách."
    assert [task.text for task in plan(f"III. NHIỆM VỤ\n1. Việc chung\n- Mua sách mới.\n- {clause}\n").tasks] == [
        "Mua sách mới.", clause,
    ]  # fmt: skip
