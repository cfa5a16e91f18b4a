"""Places and organs: what names and symbols tell, seen from the document that uses them."""

import pytest

from graph.organs import kind_of, parse_symbol, symbol_key
from graph.places import Context, Place, find_place, is_unit, stated_level, unit_above
from ontology.model import Level

COMMUNE = Context(level=Level.COMMUNE, area="xã Vân Sơn", parent_area="tỉnh Hà Châu")
TOWN = Context(level=Level.DISTRICT, area="thành phố Hà Tân", parent_area="tỉnh Hà Châu")
CITY = Context(level=Level.PROVINCE, area="thành phố Hải Phòng")
NOWHERE = Context()
# Before 1 July 2025 a commune lay in a district, and its papers named that and seldom the province.
OLD_COMMUNE = Context(
    level=Level.COMMUNE, area="xã Bãi Thượng", parent_area="huyện Vân Lộc", province_area="tỉnh Hà Châu"
)
OLD_DISTRICT = Context(level=Level.DISTRICT, area="huyện Vân Lộc", parent_area="tỉnh Hà Châu")
OLD_ALONE = Context(level=Level.COMMUNE, area="xã Bãi Thượng", parent_area="huyện Vân Lộc")


@pytest.mark.parametrize(
    ("name", "context", "place"),
    [
        ("Ban Thường vụ Tỉnh ủy", COMMUNE, "tỉnh Hà Châu"),
        ("Ban Thường vụ Tỉnh uỷ", COMMUNE, "tỉnh Hà Châu"),
        ("Ban Thường vụ Tỉnh ủy", TOWN, "tỉnh Hà Châu"),
        ("Ban Thường vụ Thành ủy", TOWN, "thành phố Hà Tân, tỉnh Hà Châu"),
        ("Ban Thường vụ Thành ủy", CITY, "thành phố Hải Phòng"),
        pytest.param("Thành ủy", COMMUNE, None, id="a commune of a province has no city above"),
        ("Thành ủy Hà Nội", COMMUNE, "thành phố Hà Nội"),
        ("UBND TP. Hồ Chí Minh", COMMUNE, "thành phố Hồ Chí Minh"),
        ("Ban Chấp hành Đảng bộ tỉnh", COMMUNE, "tỉnh Hà Châu"),
        ("Ủy ban nhân dân xã", COMMUNE, "xã Vân Sơn, tỉnh Hà Châu"),
        ("UBND xã Vân Sơn", COMMUNE, "xã Vân Sơn, tỉnh Hà Châu"),
        ("UBND xã Tân Lộc", COMMUNE, "xã Tân Lộc, tỉnh Hà Châu"),
        pytest.param("UBND phường 12", CITY, "phường 12, thành phố Hải Phòng", id="a name that is a number"),
        pytest.param("Ủy ban nhân dân xã", CITY, None, id="any commune"),
        pytest.param("Phòng Văn hóa - Xã hội", COMMUNE, None, id="xã hội is no commune"),
        ("Bộ Nội vụ", COMMUNE, None),
        ("Tỉnh ủy", NOWHERE, None),
        ("UBND huyện Vân Lộc", OLD_COMMUNE, "huyện Vân Lộc, tỉnh Hà Châu"),
        pytest.param(
            "UBND xã Bãi Thượng", OLD_DISTRICT, "xã Bãi Thượng, huyện Vân Lộc", id="a commune of the district"
        ),
        ("Trung tâm Y tế huyện", OLD_COMMUNE, "huyện Vân Lộc, tỉnh Hà Châu"),
        ("UBND huyện Thượng Sơn", OLD_COMMUNE, "huyện Thượng Sơn, tỉnh Hà Châu"),
        ("Tỉnh ủy", OLD_COMMUNE, "tỉnh Hà Châu"),
        ("UBND xã", OLD_COMMUNE, "xã Bãi Thượng, huyện Vân Lộc"),
        ("Huyện ủy", OLD_ALONE, "huyện Vân Lộc"),
        pytest.param("Tỉnh ủy", OLD_ALONE, None, id="a district is no province"),
    ],
)
def test_a_name_speaks_of_a_place(name: str, context: Context, place: str | None) -> None:
    found = find_place(name, context)
    assert (found and found.full_name) == place


@pytest.mark.parametrize(
    ("name", "context", "level"),
    [
        ("Ban Chấp hành Đảng bộ tỉnh", NOWHERE, Level.PROVINCE),
        ("Huyện ủy", NOWHERE, Level.DISTRICT),
        ("UBND xã", NOWHERE, Level.COMMUNE),
        ("Thành ủy", Context(level=Level.DISTRICT), Level.DISTRICT),
        ("Thành ủy", NOWHERE, None),
        ("Bộ Nội vụ", NOWHERE, None),
    ],
)
def test_a_level_may_be_known_without_the_place(name: str, context: Context, level: Level | None) -> None:
    assert stated_level(name, context) is level


@pytest.mark.parametrize(
    ("symbol", "kind", "level", "branch"),
    [
        ("95-NQ/TW", "nghị quyết", "central", "party"),
        ("71/NQ-CP", "nghị quyết", "central", "state"),
        ("923/QĐ-TTg", "quyết định", "central", "state"),
        ("93-CTr/TU", "chương trình", "province", "party"),
        ("916-KH/ĐU", "kế hoạch", None, "party"),
        ("917/KH-UBND", "kế hoạch", None, "state"),
        ("02-KH/BCĐTW", "kế hoạch", "central", "party"),
        ("05-QC/BTCTU-BDVTU", "quy chế", "province", "party"),
        pytest.param("12-HD/BTC", "hướng dẫn", None, "party", id="the Party's Ban Tổ chức"),
        pytest.param("12/HD-BTC", "hướng dẫn", "central", "state", id="the ministry of finance"),
        ("72/2025/QH15", None, "central", "state"),
        ("30/2020/NĐ-CP", "nghị định", "central", "state"),
    ],
)
def test_a_symbol_tells_kind_level_and_branch(
    symbol: str, kind: str | None, level: str | None, branch: str | None
) -> None:
    parts = parse_symbol(symbol)
    assert parts is not None
    assert (kind_of(symbol), parts.organ.level, parts.organ.branch) == (kind, level, branch)


@pytest.mark.parametrize("other", ["57-NQ-TW", "057-NQ/TW", "57-nq/tw", "57 NQ/TW"])
def test_spellings_of_one_symbol_meet(other: str) -> None:
    assert symbol_key(other) == symbol_key("57-NQ/TW")


def test_symbols_of_different_organs_do_not_meet() -> None:
    assert len({symbol_key(symbol) for symbol in ("16-KH/ĐU", "16-KH/HU", "16/KH-UBND", "116-KH/ĐU")}) == 4


@pytest.mark.parametrize(
    ("place", "known", "above"),
    [
        pytest.param(("commune", "xã A", "tỉnh B"), [], ("province", "tỉnh B", None), id="no districts"),
        pytest.param(("commune", "xã A", "huyện C"), [], ("district", "huyện C", None), id="a district of somewhere"),
        pytest.param(
            ("commune", "xã A", "huyện C"), [("district", "huyện C", "tỉnh B")], ("district", "huyện C", "tỉnh B"),
            id="the district as others place it",
        ),
        pytest.param(
            ("commune", "xã A", "huyện C"), [("district", "huyện C", "tỉnh B"), ("district", "huyện C", "tỉnh D")],
            ("district", "huyện C", None), id="two of that name",
        ),
        pytest.param(("province", "tỉnh B", None), [], None, id="a province"),
    ],
)  # fmt: skip
def test_the_unit_above_a_place(place: tuple[str, str, str], known: list[tuple[str, str, str]], above: object) -> None:
    def of(row: tuple[str, str, str]) -> Place:
        return Place(level=Level(row[0]), name=row[1], parent=row[2])

    found = unit_above(of(place), [of(row) for row in known])
    assert (found and (found.level.value, found.name, found.parent)) == above


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("xã Vân Sơn", True),
        ("tỉnh An Giang", True),
        ("An Giang", True),
        ("tỉnh", True),
        ("Vân Sơn", False),
        ("UBND xã Vân Sơn", False),
        ("Thành ủy Hà Nội", False),
        ("Tỉnh đoàn", False),
    ],
)
def test_a_unit_by_itself_is_no_body(name: str, *, found: bool) -> None:
    assert is_unit(name) is found
