"""What stands on a page and is no part of its text goes; what only looks like it stays."""

import pytest

from loaders.furniture import without_furniture
from loaders.text import text_of

GOES = [
    pytest.param("xã, phường\n- 3 -\nvà đặc khu", "- 3 -", id="page number"),
    pytest.param("xã, phường\n95-\nSở Nội vụ", "95-", id="page number, no letters of a symbol below"),
    pytest.param("cấp xã\nCÔNG BÁO/Số 242/Ngày 22-04-2026\n71\nvới cơ quan", "CÔNG BÁO/Số 242", id="gazette"),
    pytest.param(
        "Ký bởi: Văn phòng\nCơ quan: Ủy ban nhân dân\nNgày ký: 2026-04-22 16:11\n1. Sở",
        "Ký bởi",
        id="stamp of a signature",
    ),
    pytest.param(
        "Ký bởi: Văn phòng\n(x) Cơ quan: Ủy ban nhân dân\nNagi ký: 2026-04-22 16:11:18\n1. Sở",
        "Nagi",
        id="stamp of which the last words are torn",
    ),
    pytest.param(
        "a\nKế hoạch 12 của xã\n1\nb\nKế hoạch 12 của xã\n2\nc\nKế hoạch 12 của xã\n3\nd",
        "Kế hoạch 12",
        id="running head",
    ),
]
STAYS = [
    pytest.param("a\nSở Nội vụ\n1\nb\nSở Nội vụ\nc\nSở Nội vụ\n3", "Sở Nội vụ", id="twice beside numbers is not often"),
    pytest.param("a\nSở Nội vụ\nb\nSở Nội vụ\nc\nSở Nội vụ\nd", "Sở Nội vụ", id="often, beside no numbers"),
    pytest.param("Cơ quan: Sở Nội vụ\nNgày 2 tháng 3", "Cơ quan: Sở Nội vụ", id="no one signs here"),
    pytest.param("theo Nghị\nquyết\nsố\n95-\nNQ/TW của Bộ", "95-", id="number of a symbol that a cell breaks"),
    pytest.param("Công báo tỉnh đăng kế hoạch này.", "Công báo tỉnh", id="a sentence on the gazette"),
]


@pytest.mark.parametrize(("raw", "words"), GOES)
def test_furniture_goes_and_places_stay(raw: str, words: str) -> None:
    assert words in raw
    bare = without_furniture(text_of(raw)).restored
    assert words not in bare
    assert len(bare) == len(raw)
    assert bare.count("\n") == raw.count("\n")


@pytest.mark.parametrize(("raw", "words"), STAYS)
def test_what_only_looks_like_furniture_stays(raw: str, words: str) -> None:
    assert without_furniture(text_of(raw)).restored.count(words) == raw.count(words)
