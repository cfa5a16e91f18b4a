"""Made-up names of places and people: syllables joined, real provinces left out."""

import random
from collections.abc import Iterator

FIRST = (
    "An Bình Cao Đông Hà Hải Hòa Khánh Lâm Long Nam Phú Sơn Tân Thái Thanh Trà Vĩnh Yên Lạc Kim Mỹ Châu Bảo Diên Gia Đại "
    "Quế Thạch Vân Xuân Hồng Ngọc Liên Phúc Thượng Trung Định Hưng"
).split()
SECOND = (
    "Châu Giang Lộc Sơn Hà Phong Thủy Lâm Khê Trạch Đức Hưng Lĩnh Môn Hòa Thành Phú Thịnh Xuyên Bảo Điền Lương Sa Đình "
    "Quang Ninh Vượng Khang Trì Mai Liễu Nham"
).split()
REAL = frozenset(
    "An Giang,Bình Định,Bình Dương,Bình Phước,Bình Thuận,Hà Giang,Hà Nam,Hà Tĩnh,Hải Dương,Hải Phòng,Hòa Bình,Hưng Yên,"
    "Khánh Hòa,Lâm Đồng,Lạng Sơn,Lào Cai,Long An,Nam Định,Phú Thọ,Phú Yên,Sơn La,Tây Ninh,Thái Bình,Thanh Hóa,Trà Vinh,"
    "Vĩnh Long,Vĩnh Phúc,Yên Bái,Cao Bằng,Kiên Giang,Tiền Giang,Hậu Giang,Bắc Giang,Đồng Nai,Gia Lai,Thái Nguyên".split(",")
)
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Bế Nông Tạ Kiều Lục Mạc".split()
MIDDLE = "Văn Thị Đức Minh Quốc Thu Hữu Ngọc Xuân Thanh Đình Bích Công Hoài Trọng".split()
GIVEN = "An Bình Châu Dũng Giang Hà Hải Hạnh Hiếu Hoa Hùng Khoa Lan Linh Long Mai Nam Nga Phong Quân Sơn Tâm Thảo Tú Vinh".split()


def place_names(rng: random.Random) -> Iterator[str]:
    """Yield distinct place names, in an order that depends on the generator alone."""
    names = [f"{first} {second}" for first in FIRST for second in SECOND if first != second]
    names = [name for name in names if name not in REAL]
    rng.shuffle(names)
    yield from names


def person_name(rng: random.Random) -> str:
    """Draw the full name of a signer."""
    return f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
