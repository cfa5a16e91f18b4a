"""Phrases that the model should know whatever the corpus says: names of the registers, and how people are called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ontology.registers import agencies, areas, kinds, organs

REGISTERED, PERSONAL = 20, 4  # how often a phrase counts beside the corpus
# The commonest surnames and middle names of Vietnam: few enough to list, too many to be found in directives.
SURNAMES = """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Trịnh Lương Mai Tô Trương
Lâm Hà Cao Tạ Chu Châu Đoàn Phùng Thái Tăng Quách La Nông Triệu Lục Vi Hoa Giàng Lò Quàng Cầm Thào Vàng Sùng Ma Bế Hứa
Kiều Khổng Nghiêm Thân Tống Văn Bạch Mạc Lưu Tiêu Ninh Ngụy Doãn Đàm Đồng Diệp Mã Âu Phí Quản Thẩm Từ Viên Xa Y Rơ""".split()
MIDDLE_NAMES = """Văn Thị Đức Hữu Minh Thanh Quang Ngọc Xuân Công Đình Quốc Hồng Thành Anh Duy Tiến Trọng Mạnh Kim Hoàng
Viết Bá Thế Trung Hải Huy Tuấn Vĩnh Phương Thu Thúy Bích Mỹ Như Gia Khắc Sỹ Đăng Chí Việt Hùng Nhật Bảo""".split()


def known_phrases() -> Iterator[str]:
    """Yield each phrase as often as it counts."""
    for phrase in _registered():
        yield from [phrase] * REGISTERED
    for surname, middle in product(SURNAMES, MIDDLE_NAMES):
        yield from [f"{surname} {middle}"] * PERSONAL


def _registered() -> Iterator[str]:
    yield from (kind.name for kind in kinds())
    yield from dict.fromkeys(organ.name for organ in organs())
    yield from (agency.name for agency in agencies())
    names = {area.code: area.name for area in areas()}
    for area in areas():
        yield f"{area.name} {names[area.parent]}" if area.parent in names else area.name
