"""Reorganisations and groups, by the registers: who follows whom from which day, and who a group stands for."""

import pytest

from graph.agencies import Namer
from graph.places import Context, Place
from graph.succession import agency_changes, area_changes, member_areas
from ontology.identifiers import DocumentId
from ontology.model import Level

PROVINCE = Level.PROVINCE


def agency(name: str, area: str | None = "thành phố Hà Nội", level: Level = PROVINCE):  # noqa: ANN201
    return Namer(document=DocumentId("x"), context=Context(level=level, area=area)).name(name)


CASES = {
    "merged into another": ("Sở Kế hoạch và Đầu tư", "tỉnh An Giang", {"Sở Tài chính tỉnh An Giang"}),
    "split": (
        "Sở Thông tin và Truyền thông",
        "thành phố Hà Nội",
        {f"Sở {name} thành phố Hà Nội" for name in ("Khoa học và Công nghệ", "Văn hóa, Thể thao và Du lịch")},
    ),
    "of a province that was merged": ("Sở Y tế", "tỉnh Kiên Giang", {"Sở Y tế tỉnh An Giang"}),
    "split in a province that was merged": (
        "Sở Thông tin và Truyền thông",
        "tỉnh Kiên Giang",
        {f"Sở {name} tỉnh An Giang" for name in ("Khoa học và Công nghệ", "Văn hóa, Thể thao và Du lịch")},
    ),
    "at the centre": ("Bộ Kế hoạch và Đầu tư", None, {"Bộ Tài chính"}),
}


@pytest.mark.parametrize(("name", "area", "heirs"), CASES.values(), ids=CASES.keys())
def test_a_body_that_ended_is_succeeded(name: str, area: str | None, heirs: set[str]) -> None:
    old = agency(name, area, PROVINCE if area else Level.CENTRAL)
    changes = {change.old: change for change in agency_changes([old])}
    assert {heir.name for heir in changes[old].heirs if not isinstance(heir, Place)} == heirs
    assert changes[old].source
    assert changes[old].until in {"2025-02-28", "2025-06-30"}


@pytest.mark.parametrize("name", ["Sở Y tế", "Ủy ban nhân dân thành phố", "Các sở, ban, ngành", "Tổ công tác 57"])
def test_what_goes_on_has_no_successor(name: str) -> None:
    assert agency_changes([agency(name)]) == ()


def test_of_a_district_only_the_words_are_known() -> None:
    (change,) = agency_changes([agency("Ban Thường vụ Huyện ủy", "huyện Ba Vì", Level.DISTRICT)])
    assert change.heirs == ()
    assert change.words == ("Ban Thường vụ Đảng ủy xã",)
    assert change.until == "2025-06-30"


def test_an_area_is_succeeded_by_the_one_it_went_into() -> None:
    old, going_on = (Place(level=PROVINCE, name=f"tỉnh {name}") for name in ("Kiên Giang", "An Giang"))
    (change,) = area_changes([old, going_on])
    assert (change.old, change.heirs, change.until) == (old, (going_on,), "2025-06-30")
    assert "202/2025/QH15" in change.source


def test_a_group_of_communes_stands_for_those_of_its_province() -> None:
    members = member_areas(agency("các xã, phường"))
    assert 100 < len(members) < 140
    assert {area.parent for area in members} == {"01"}
    assert {area.kind for area in member_areas(agency("các phường"))} == {"phường"}
    assert member_areas(agency("các sở, ban, ngành")) == ()
    assert member_areas(agency("Ủy ban nhân dân xã Ba Vì")) == ()


def test_another_form_of_the_register_is_the_same_agency() -> None:
    short, full = agency("Sở TT&TT"), agency("Sở Thông tin và Truyền thông")
    assert short.id == full.id
    assert short.alone != short.id
    assert full.alone == full.id
