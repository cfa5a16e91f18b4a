"""Where a place is named, and where its word only looks so."""

import pytest

from loaders.places import AREA


@pytest.mark.parametrize(
    ("folded", "is_named"),
    [
        ("uy ban nhan dan xa xuan truong", True),
        ("xa hoi an", True),
        ("cong hoa xa hoi chu nghia viet nam", False),
        ("thanh pho thu duc", True),
        ("quan uy", False),
        ("tinh doan", False),
    ],
)
def test_the_word_of_a_place_names_one(folded: str, is_named: object) -> None:
    assert (AREA.search(folded) is not None) is is_named
