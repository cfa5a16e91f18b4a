"""Names of persons: the surnames and middle names that a torn signature is mended by.

Surnames are a small closed set, middle names nearly so; given names stay as they were restored.
"""

import re

from ontology.folding import fold

_SURNAMES = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trịnh Đinh Mai Hà Lương
    Lâm Tô Cao Lưu Đào Đoàn Phùng Trương Quách Tạ Thái Châu Kiều Tống Vương Quản Tăng La Giang Diệp
    Nghiêm Bạch Lại Khuất Thạch Danh Lò Vi Nông Triệu Mã Bế Ksor Siu Rmah Rơ Hứa Chu Ân Kim Thi Tôn
    Đồi Thiều Thân Mạc Âu Khúc Lữ Văn Y Đàm Lục Ninh Ông Phó Sầm Tiêu Ung Viên Cù Doãn Đậu Giáp
""".split()
_MIDDLES = """
    Văn Thị Hữu Đức Công Quang Minh Ngọc Xuân Thanh Hồng Quốc Anh Đình Khắc Sỹ Viết Bá Trọng Duy Hải
    Mạnh Tiến Tuấn Việt Thành Kim Như Thế Gia Bảo Phú Tấn Trung Chí Huy Hoài Bích Thu Thùy Mỹ Đăng
    Danh Nhật Vĩnh Phước Thiện Hoàng Phương Lệ Diệu Cẩm Tường
""".split()
_BY_LETTERS = {fold(name): name for name in reversed(_SURNAMES)}
_MIDDLE_BY_LETTERS = {fold(name): name for name in reversed(_MIDDLES)}
NAME = re.compile(r"[A-ZÀ-ỸĐ][\wÀ-ỹ]*(?:\s+[A-ZÀ-ỸĐ][\wÀ-ỹ]*){1,4}")


def is_surname(word: str) -> bool:
    """Say whether a word, marks aside, is a surname."""
    return fold(word) in _BY_LETTERS


def mended(name: str, printed: str) -> str:
    """Return a restored name with its surname and middle names in their one spelling.

    `printed` is the name as the source has it: a name that is printed with its marks stays as it is.

    >>> mended("Trình Vẫn Hoàng", "Trinh Van Hoang"), mended("Trình Văn Hoàng", "Trình Văn Hoàng")
    ('Trịnh Văn Hoàng', 'Trình Văn Hoàng')
    """
    if name == printed and not name.isascii():
        return name
    first, *rest = name.split()
    middles = [_MIDDLE_BY_LETTERS.get(fold(word), word) for word in rest[:-1]]
    return " ".join([_BY_LETTERS.get(fold(first), first), *middles, *rest[-1:]])
