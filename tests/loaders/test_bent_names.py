"""A registered name of which a scan bent one word is that name; what another word makes another name is not."""

import pytest

from loaders.bent_committees import with_whole_committees
from loaders.registered import nearly_registered
from loaders.text import text_of

BENT = [
    ("hoi lien hiep phu nut", "h6i lién hiép phu nit", "Hội Liên hiệp Phụ nữ"),
    ("so khoa hoe va cong nghe", "s6 khoa hoe va cong nghe", None),  # restoration left the word as it is printed
    ("so khoa hoi va cong nghe", "so khoa hgc va cong nghe", "Sở Khoa học và Công nghệ"),
    ("so thon hoc va cong nghe", "so khoa hgc va cong nghe", None),  # another word begins it
    ("hoi lien hanh phu nut", "h6i lién h phu nit", None),  # two words
]


@pytest.mark.parametrize(("restored", "printed", "name"), BENT)
def test_one_word_may_be_bent(restored: str, printed: str, name: str | None) -> None:
    near = nearly_registered(list(zip(restored.split(), printed.split(), strict=True)))
    assert (near[1] if near else None) == name


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_committee_parted_by_the_end_of_a_line_stays_on_its_lines(between: str) -> None:
    torn = text_of(f"gui Van phong Dang{between}ty trudc 10/5", f"gửi Văn phòng Đảng{between}ta trước 10/5")
    assert with_whole_committees(torn).restored == f"gửi Văn phòng Đảng{between}ủy trước 10/5"
