"""Phrases that the model should know whatever the corpus says: names of the registers, and how people are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from ontology.registers import agencies, areas, kinds, organs

# How often a phrase counts beside the corpus.
FORMAL, REGISTERED, PERSONAL, PLACED = 300, 20, 4, 3
# The formal parts of documents: Decree 30/2020, annex I; Guide 36-HD/VPTW, part I.
FORMULAS = """
Đảng Cộng sản Việt Nam
Cộng hòa xã hội chủ nghĩa Việt Nam
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Số 12-KH/ĐU
Số 12-NQ/TW
ngày 12 tháng 12 năm 2025
Nơi nhận:
Như trên;
Như Điều 3;
Lưu: VT, TH.
Lưu Văn phòng.
Lưu Văn phòng Đảng ủy.
Lưu Văn phòng Tỉnh ủy.
(để b/c);
(để báo cáo);
(để thực hiện);
Thường trực Tỉnh ủy (để b/c),
Thường trực Đảng ủy;
Thường trực Đảng ủy, HĐND, UBND xã;
Thường trực HĐND, UBND tỉnh;
Các chi bộ trực thuộc,
TM. Ủy ban nhân dân
TM. Ban Thường vụ
T/M Ban Thường vụ
T/M Đảng ủy
T/M Tỉnh ủy
KT. Chủ tịch
KT. Bộ trưởng
Chủ tịch
Phó Chủ tịch
Bí thư
Phó Bí thư
Phó Bí thư Thường trực
Bộ trưởng
Thứ trưởng
Giám đốc
Phó Giám đốc
Chánh Văn phòng
I. Mục đích, yêu cầu
II. Nhiệm vụ, giải pháp
III. Tổ chức thực hiện
"""
# The commonest surnames and middle names of Vietnam: few enough to list, too many to be found in directives.
SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Trịnh Lương Mai Tô
Trương Lâm Hà Cao Tạ Chu Châu Đoàn Phùng Thái Tăng Quách La Nông Triệu Lục Vi Hoa Giàng Lò Quàng Cầm
Thào Vàng Sùng Ma Bế Hứa Kiều Khổng Nghiêm Thân Tống Văn Bạch Mạc Lưu Tiêu Ninh Ngụy Doãn Đàm Đồng
Diệp Mã Âu Phí Quản Thẩm Từ Viên Xa Y Rơ
"""
MIDDLE_NAMES = """
Văn Thị Đức Hữu Minh Thanh Quang Ngọc Xuân Công Đình Quốc Hồng Thành Anh Duy Tiến Trọng Mạnh Kim
Hoàng Viết Bá Thế Trung Hải Huy Tuấn Vĩnh Phương Thu Thúy Bích Mỹ Như Gia Khắc Sỹ Đăng Chí Việt Hùng
Nhật Bảo
"""

GIVEN_NAMES = """
An Anh Ánh Ân Bách Bằng Bảo Bình Cảnh Chi Chiến Chinh Chung Chức Công Cúc Cương Cường Danh Diễm Diệp
Diệu Doanh Dũng Dung Duyên Dương Đại Đạo Đạt Điệp Định Đoàn Đông Đức Giang Hà Hải Hạnh Hằng Hậu Hiên
Hiền Hiển Hiếu Hiệp Hiệu Hoa Hoan Hoàn Hoàng Hòa Hồng Hợp Huân Huệ Huy Hùng Huyền Hưng Hương Hường
Khanh Khánh Khoa Khôi Kiên Lam Lan Lâm Liên Liễu Linh Loan Long Lộc Lợi Luân Lực Lượng Ly Lý Mai
Mạnh Minh My Mỹ Nam Nga Ngân Nghĩa Nghị Ngọc Nguyên Nguyệt Nhàn Nhân Nhi Nhiên Nhung Oanh Phát Phong
Phú Phúc Phương Phượng Quân Quang Quế Quốc Quý Quyên Quyền Quyết Quỳnh Sáng Sinh Sơn Sỹ Tài Tám Tâm
Tân Thạch Thái Thanh Thành Thảo Thắm Thắng Thế Thi Thiện Thịnh Thọ Thoa Thông Thơ Thơm Thu Thuận
Thúy Thủy Thư Thức Thương Tiến Tiệp Tính Tình Toàn Toản Trang Trí Trinh Trọng Trung Trường Tú Tuấn
Tuệ Tùng Tuyên Tuyến Tuyết Tư Tường Vân Viên Việt Vinh Vĩnh Vũ Vui Vượng Xuân Xuyến Ý Yên Yến
"""


def known_phrases() -> Iterator[str]:
    """Yield each phrase as often as it counts."""
    for phrase in _registered():
        yield from [phrase] * REGISTERED
    for phrase in _placed():
        yield from [phrase] * PLACED
    for surname, middle in product(SURNAMES.split(), MIDDLE_NAMES.split()):
        yield from [f"{surname} {middle}"] * PERSONAL
    for middle, given in product(MIDDLE_NAMES.split(), GIVEN_NAMES.split()):
        yield from [f"Nguyễn {middle} {given}"] * PERSONAL
    for formula in FORMULAS.strip().split("\n"):
        yield from [formula] * FORMAL


def _registered() -> Iterator[str]:
    yield from (kind.name for kind in kinds())
    yield from dict.fromkeys(organ.name for organ in organs())
    yield from (agency.name for agency in agencies())
    names = {area.code: area.name for area in areas()}
    for area in areas():
        yield f"{area.name} {names[area.parent]}" if area.parent in names else area.name


def _placed() -> Iterator[str]:
    """Yield how letterheads and signature blocks name an area."""
    for area in areas():
        place = area.name.removeprefix(area.kind).strip()
        yield f"{place}, ngày 12 tháng 12 năm 2025"
        yield f"Ủy ban nhân dân {area.name}"
        yield from [f"Đảng ủy {area.name}"] if area.parent in _codes() else [f"Tỉnh ủy {place}", f"Đảng bộ {area.name}"]


@cache
def _codes() -> frozenset[str]:
    return frozenset(area.code for area in areas())
