"""A registered name of which a scan bent one word is that name; what another word makes another name is not."""

import pytest

from loaders.registered import nearly_registered

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
