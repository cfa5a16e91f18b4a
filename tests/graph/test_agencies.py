"""Which agency a name means in which document."""

import pytest

from graph.agencies import NamedAgency, Namer, agency_labels
from graph.places import Context
from ontology.identifiers import DocumentId
from ontology.model import Branch, Level

COMMUNE = Namer(
    document=DocumentId("916-kh-du"),
    context=Context(level=Level.COMMUNE, area="xã Vân Sơn", parent_area="tỉnh Hà Châu"),
)
CITY = Namer(document=DocumentId("915"), context=Context(level=Level.PROVINCE, area="thành phố Hải Phòng"))
NOWHERE = Namer(document=DocumentId("file-letter"), context=Context())


@pytest.mark.parametrize(
    ("namer", "names", "shown"),
    [
        (
            COMMUNE,
            ("Ủy ban nhân dân xã", "UBND xã Vân Sơn", "UBND", "Uỷ ban nhân dân xã"),
            "Ủy ban nhân dân xã Vân Sơn",
        ),
        (COMMUNE, ("Đảng ủy", "Đảng ủy xã", "Đảng uỷ xã Vân Sơn"), "Đảng ủy xã Vân Sơn"),
        (COMMUNE, ("MTTQ", "Mặt trận Tổ quốc Việt Nam xã"), "Mặt trận Tổ quốc Việt Nam xã Vân Sơn"),
        (COMMUNE, ("Sở Nội vụ", "Sở Nội vụ tỉnh"), "Sở Nội vụ tỉnh Hà Châu"),
        (COMMUNE, ("Phòng Văn hóa - Xã hội",), "Phòng Văn hóa - Xã hội xã Vân Sơn"),
        (COMMUNE, ("Ban Thường vụ Tỉnh ủy",), "Ban Thường vụ Tỉnh ủy Hà Châu"),
        (CITY, ("Sở Nội vụ", "Sở Nội vụ thành phố"), "Sở Nội vụ thành phố Hải Phòng"),
        (CITY, ("Thành ủy", "Thành ủy Hải Phòng"), "Thành ủy Hải Phòng"),
        (CITY, ("Bộ Chỉ huy Quân sự thành phố",), "Bộ Chỉ huy Quân sự thành phố Hải Phòng"),
        (CITY, ("Bộ Nội vụ",), "Bộ Nội vụ"),
    ],
)
def test_spellings_of_one_agency_are_one(namer: Namer, names: tuple[str, ...], shown: str) -> None:
    named = [namer.name(name) for name in names]
    assert {agency.id for agency in named} == {named[0].id}
    assert {agency.name for agency in named} == {shown}
    assert not named[0].is_group


@pytest.mark.parametrize("name", ["Sở Nội vụ", "Ủy ban nhân dân", "Ban Chỉ đạo", "các sở, ban, ngành"])
def test_a_relative_name_means_another_agency_in_another_place(name: str) -> None:
    assert len({namer.name(name).id for namer in (COMMUNE, CITY, NOWHERE)}) == 3


@pytest.mark.parametrize("name", ["Bộ Nội vụ", "Chính phủ", "Ban Bí thư Trung ương Đảng"])
def test_a_central_agency_is_one_everywhere(name: str) -> None:
    assert len({namer.name(name).id for namer in (COMMUNE, CITY, NOWHERE)}) == 1
    assert CITY.name(name).level is Level.CENTRAL


@pytest.mark.parametrize(
    "name",
    [
        "các sở, ban, ngành",
        "Thủ trưởng các cơ quan, đơn vị",
        "người đứng đầu các cấp ủy",
        "Ủy ban nhân dân các quận, huyện",
        "cấp ủy",
        "các doanh nghiệp",
    ],
)
def test_a_collective_name_is_a_group(name: str) -> None:
    assert CITY.name(name).is_group


@pytest.mark.parametrize(
    "name", ["Liên hiệp các Hội Khoa học và Kỹ thuật thành phố", "Ban Quản lý các khu công nghiệp"]
)
def test_an_agency_with_a_collective_in_its_name_is_no_group(name: str) -> None:
    assert not CITY.name(name).is_group


def test_partners_that_a_text_leaves_open_belong_to_that_text() -> None:
    other = Namer(document=DocumentId("917"), context=COMMUNE.context)
    name = "các cơ quan, đơn vị có liên quan"
    assert COMMUNE.name(name).id != other.name(name).id
    assert COMMUNE.name("các đoàn thể").id == other.name("các đoàn thể").id


@pytest.mark.parametrize(
    ("name", "branch"),
    [
        ("Ban Thường vụ Đảng ủy", Branch.PARTY),
        ("Ủy ban nhân dân xã", Branch.STATE),
        ("Mặt trận Tổ quốc Việt Nam", Branch.FRONT),
        ("Viện Nghiên cứu", None),
    ],
)
def test_a_name_tells_the_branch(name: str, branch: Branch | None) -> None:
    assert COMMUNE.name(name).branch is branch


def test_one_agency_gets_one_label_whatever_the_order() -> None:
    named: list[NamedAgency] = [CITY.name(name) for name in ("Ban Chỉ đạo Chuyển đổi số", "Ban chỉ đạo chuyển đổi số")]
    labels = agency_labels([*named, named[1]])
    assert labels == agency_labels([named[1], named[1], named[0]])
    assert [agency.name for agency in labels.values()] == ["Ban chỉ đạo chuyển đổi số thành phố Hải Phòng"]
