"""Which agency a name means in which document."""

import dataclasses

import pytest

from graph.agencies import NamedAgency, Namer, agency_labels
from graph.committees import committees_in
from graph.places import Context, context_of
from ontology.identifiers import DocumentId
from ontology.model import Branch, Document, Header, Level, SourceText

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
        (COMMUNE, ("UBND xã Sơn Lạ", "ubnd xã sơn lạ"), "Ủy ban nhân dân xã Sơn Lạ"),
        (
            CITY,
            ("HĐND thành phố", "hđnd thành phố khóa ix", "Hội đồng nhân dân thành phố khóa XVI, nhiệm kỳ 2021 - 2026"),
            "Hội đồng nhân dân thành phố Hải Phòng",
        ),
        (CITY, ("Văn phòng tỉnh ủy Bình Dương", "văn phòng tỉnh ùy bình dương"), "Văn phòng tỉnh ủy Bình Dương"),
        (COMMUNE, ("Tỉnh ủy", "Ban Chấp hành Đảng bộ tỉnh"), "Tỉnh ủy Hà Châu"),
        (COMMUNE, ("Bộ Khoa học và Công nghệ", "bộ khoa học vả công nghệ"), "Bộ Khoa học và Công nghệ"),
        (
            COMMUNE,
            ("Sở Y tế thành phố Hải Phòng", "Sở Y tế Hải Phòng", "sở y tế hải phòng"),
            "Sở Y tế thành phố Hải Phòng",
        ),
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


def test_all_provinces_are_one_group_whoever_names_them() -> None:
    names = (
        "UBND các tỉnh, thành phố",
        "Ủy ban nhân dân tỉnh, thành phố trực thuộc Trung ương",
        "ubnd các tỉnh, thành phố",
    )
    named = [namer.name(name) for name in names for namer in (COMMUNE, CITY, NOWHERE)]
    assert all(agency.is_group for agency in named)
    assert len({agency.id for agency in named}) == 1
    assert CITY.name("UBND thành phố").id != named[0].id


def test_a_list_of_units_is_a_group_with_and_without_its_word() -> None:
    one, other = COMMUNE.name("UBND xã, phường"), COMMUNE.name("UBND các xã, phường")
    assert one.is_group
    assert one.id == other.id != COMMUNE.name("UBND xã").id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND các xã, phường", "UBND phường, xã"),
        ("các đoàn thể xã", "các đoàn thể"),
        ("các chi bộ đảng trực thuộc", "các chi bộ trực thuộc Đảng ủy"),
        ("các chi bộ trực thuộc Đảng ủy xã", "các chi bộ trực thuộc"),
    ],
)
def test_a_group_is_one_in_whatever_order_and_with_idle_words(one: str, other: str) -> None:
    assert COMMUNE.name(one).is_group
    assert COMMUNE.name(one).id == COMMUNE.name(other).id


OFFICE = Namer(document=DocumentId("918"), context=COMMUNE.context, issuer="Ban Thường vụ Tỉnh ủy Hà Châu")


@pytest.mark.parametrize(
    ("namer", "one", "other"),
    [
        (CITY, "VPTU", "Văn phòng Thành ủy"),
        (COMMUNE, "VPTU", "Văn phòng Tỉnh ủy"),
        (COMMUNE, "TTTU", "TT Tỉnh ủy"),
        (COMMUNE, "BTVĐU", "Ban Thường vụ Đảng ủy"),
        (CITY, "UBKTTU", "UBKT Thành ủy"),
        (CITY, "VP Thành ủy", "Văn phòng Thành ủy"),
        (CITY, "TT HĐND thành phố", "Thường trực Hội đồng nhân dân thành phố"),
        (CITY, "Bộ NV", "Bộ Nội vụ"),
        (CITY, "BỘ trưởng BỘ Hàng hải", "Bộ trưởng Bộ Hàng hải"),
        (OFFICE, "Văn phòng", "Văn phòng Tỉnh ủy Hà Châu"),
        (OFFICE, "Ban Thường vụ", "Ban Thường vụ Tỉnh ủy"),
        (COMMUNE, "UBND xã Tân Lộc", "UBND xã Tân Lộc, tỉnh Hà Châu"),
    ],
)
def test_letters_and_short_forms_are_the_organs_of_those_who_speak(namer: Namer, one: str, other: str) -> None:
    assert namer.name(one).id == namer.name(other).id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Văn phòng", "Văn phòng Đảng ủy"),
        ("UBND xã Tân Lộc, tỉnh Đông Hà", "UBND xã Tân Lộc"),
        ("UBND xã Tân Lộc, huyện Vân Lộc, tỉnh Hà Châu", "UBND xã Tân Lộc, huyện Bình Sa, tỉnh Hà Châu"),
    ],
)
def test_another_s_office_and_another_unit_s_body_stay_apart(one: str, other: str) -> None:
    assert COMMUNE.name(one).id != COMMUNE.name(other).id


@pytest.mark.parametrize(("one", "other"), [("các đoàn thể", "các đoàn thể tỉnh"), ("các xã", "các thôn")])
def test_a_group_of_another_unit_is_another(one: str, other: str) -> None:
    assert COMMUNE.name(one).id != COMMUNE.name(other).id


CENTRES = [Namer(document=DocumentId(paper), context=Context(level=Level.CENTRAL)) for paper in ("101", "102")]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("các bộ, ngành", True),
        ("các bộ, ngành liên quan", False),
        ("Ngân hàng Nhà nước Việt Nam", True),
        ("Trung tâm Dữ liệu quốc gia", True),
        ("Trường Đại học Hà Châu", True),
        ("Cục Lâm nghiệp và Kiểm lâm", True),
        ("Đảng đoàn Mặt trận Tổ quốc Việt Nam", True),
        ("Vụ Pháp chế", False),
        ("Ban Chỉ đạo", False),
    ],
)
def test_papers_of_the_centre_speak_of_the_country_s_bodies(name: str, *, is_one: bool) -> None:
    assert len({centre.name(name).id for centre in CENTRES}) == (1 if is_one else 2)


FULL = "Ban Chỉ đạo Trung ương về phát triển kinh tế biển"
OTHER = "Ban Chỉ đạo Trung ương về nhà ở cho người có công"


@pytest.mark.parametrize(
    ("text", "short", "meant"),
    [
        (f"Thành lập {FULL}, do đồng chí A làm Trưởng ban.", "Ban Chỉ đạo Trung ương", FULL),
        (f"Kiện toàn {OTHER} gồm các ông, bà sau đây.", "ban chỉ đạo", OTHER),
        (f"{FULL} đôn đốc các bộ.", "Ban Chỉ đạo", FULL),
        (f"{FULL}.\n{FULL} Bộ Hàng hải Các bộ, cơ quan.", "Ban Chỉ đạo", FULL),
        (f"{FULL}.\n{FULL} Bộ Hàng hải Các bộ.", f"{FULL} Bộ Hàng hải", FULL),
        (f"{FULL}.\n{FULL} và du lịch.", "Ban Chỉ đạo", None),
        (f"{FULL}.\n{OTHER}.", "Ban Chỉ đạo Trung ương", None),
        ("Kinh phí hoạt động.", "Ban Chỉ đạo Trung ương", None),
    ],
)
def test_a_short_name_is_the_one_committee_that_its_paper_names_in_full(
    text: str, short: str, meant: str | None
) -> None:
    context = Context(level=Level.CENTRAL)
    papers = [
        Namer(document=DocumentId(paper), context=context, committees=committees_in("", text)) for paper in ("1", "2")
    ]
    if meant:
        assert {paper.name(short).id for paper in papers} == {CITY.name(meant).id}
    else:
        assert len({paper.name(short).id for paper in papers}) == 2


def test_a_word_that_adds_nothing_makes_no_other_committee() -> None:
    one = CITY.name("Ban Chỉ đạo phòng, chống Covid-19 thành phố")
    assert one.id == CITY.name("ban chỉ đạo phòng, chống dịch bệnh covid-19 thành phố").id
    assert one.id != CITY.name("Ban Chỉ đạo phòng, chống tham nhũng thành phố").id


@pytest.mark.parametrize(
    ("namer", "names"),
    [
        (COMMUNE, "Bộ CHQS tỉnh|Bộ Chỉ huy Quân sự tỉnh|Bộ CHQS tỉnh Hà Châu"),
        (COMMUNE, "Ban CHQS xã|BCH Quân sự xã|Ban Chỉ huy Quân sự xã"),
        (COMMUNE, "TT.HĐND xã|TTHĐND xã|TT HĐND|Thường trực Hội đồng nhân dân"),
        (COMMUNE, "TT.TU|TTTU|Thường trực Tỉnh ủy"),
        (COMMUNE, "TU|Tỉnh ủy"),
        (COMMUNE, "VP. UBND tỉnh|VPUBND tỉnh|Văn phòng Ủy ban nhân dân tỉnh"),
        (COMMUNE, "Ban TG&DV Tỉnh ủy|BTGDVTU|Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        (COMMUNE, "Đài PT-TH tỉnh|Đài Phát thanh và Truyền hình tỉnh Hà Châu"),
        (COMMUNE, "TM. ỦY BAN NHÂN DÂN|T/M ỦY BAN NHÂN DÂN|UBND xã"),
        (COMMUNE, "HDND xã|Hội đồng nhân dân xã"),
        (CITY, "Văn phòng Đoàn ĐBQH và HĐND thành phố|Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân"),
        (CITY, "Cục Thuế Hải Phòng|Cục Thuế thành phố Hải Phòng"),
        (CITY, "công ty tnhh mtv thuyền nan|Công ty trách nhiệm hữu hạn một thành viên Thuyền Nan"),
        (CITY, "Tổng công ty Thuyền Nan - CTCP|Tổng công ty Thuyền Nan"),
    ],
)
def test_letters_are_the_words_that_they_stand_for(namer: Namer, names: str) -> None:
    assert len({namer.name(name).id for name in names.split("|")}) == 1


@pytest.mark.parametrize(
    "names",
    [
        "Sở Giáo dục Đào tạo|Sở Giáo dục - Đào tạo|Sở Giáo dục & Đào tạo|Sở Giáo dục và Đào tạo",
        "Hội đồng Thủy lợi và Nghề cá thành phố|hội đồng thủy lợi nghề cá thành phố",
        "các sở, ngành và địa phương|các sở, ngành, địa phương",
        "Trung tâm chỉ huy phòng, chống dịch bệnh tả thành phố|trung tâm chỉ huy phòng chống tả thành phố",
        "BCD công tác nhà ở Thành ủy|Ban Chỉ đạo nhà ở Thành ủy|Ban Chỉ đạo Thành ủy về nhà ở",
        "Ban Chỉ đạo thành phố về nhà ở|BCĐ nhà ở thành phố|Ban Chỉ đạo thành phố Hải Phòng về công tác nhà ở",
    ],
)
def test_idle_words_and_their_places_tell_no_bodies_apart(names: str) -> None:
    assert len({CITY.name(name).id for name in names.split("|")}) == 1


def test_committees_of_two_matters_and_of_two_owners_stay_apart() -> None:
    names = (
        "Ban Chỉ đạo Thành ủy về nhà ở",
        "Ban Chỉ đạo thành phố về nhà ở",
        "Ban Chỉ đạo Thành ủy về nghề cá",
        "Ban Chỉ đạo Trung ương về nhà ở",
        "Ban Chỉ đạo Thành ủy",
    )
    assert len({CITY.name(name).id for name in names}) == len(names)


PROVINCE = Namer(document=DocumentId("919"), context=Context(level=Level.PROVINCE, area="tỉnh Hà Châu"))


@pytest.mark.parametrize(
    ("namer", "names"),
    [
        (PROVINCE, "UBND cấp xã|UBND các xã, phường|UBND xã, phường, thị trấn|UBND cấp xã trên địa bàn tỉnh Hà Châu"),
        (PROVINCE, "UBND cấp huyện|UBND các huyện, thị xã, thành phố|ubnd các huyện, thị, thành phố"),
        (PROVINCE, "các sở, ban, ngành cấp tỉnh|các sở, ban, ngành"),
        (PROVINCE, "Ban Chỉ đạo cấp tỉnh|Ban Chỉ đạo tỉnh"),
        (PROVINCE, "UBND cấp tỉnh|UBND các tỉnh, thành phố"),
        (CENTRES[0], "Sở Nghề cá|Sở Nghề cá các tỉnh, thành phố|Sở Nghề cá tỉnh"),
        (CENTRES[0], "UBND cấp tỉnh|UBND tỉnh, thành phố trực thuộc Trung ương"),
        (CENTRES[0], "Ngân hàng Nhà nước|NHNN Việt Nam"),
        (CENTRES[0], "Hội đồng Dân tộc|Hội đồng Dân tộc của Quốc hội"),
    ],
)
def test_bodies_of_a_rank_are_one_group_by_rank_and_by_list(namer: Namer, names: str) -> None:
    assert len({namer.name(name).id for name in names.split("|")}) == 1


@pytest.mark.parametrize(
    "namer", [CENTRES[0], PROVINCE, NOWHERE], ids=["of the centre", "of a province", "of an unknown place"]
)
def test_bodies_of_two_units_and_of_two_ranks_are_never_one(namer: Namer) -> None:
    names = ("UBND xã", "UBND phường", "UBND huyện", "UBND tỉnh", "UBND cấp xã", "UBND cấp huyện", "UBND cấp tỉnh")
    assert len({namer.name(name).id for name in names}) == len(names)
    ranks = [namer.name(name) for name in names[4:]]
    assert all(agency.is_group for agency in ranks)


def test_bodies_of_a_rank_are_those_of_the_province_that_speaks() -> None:
    other = Namer(document=DocumentId("920"), context=Context(level=Level.PROVINCE, area="tỉnh Đông Hà"))
    assert PROVINCE.name("UBND cấp xã").id == COMMUNE.name("UBND cấp xã").id != other.name("UBND cấp xã").id
    assert PROVINCE.name("UBND xã").id != CENTRES[0].name("UBND xã").id == CENTRES[1].name("UBND xã").id


def test_who_speaks_for_an_unknown_place_means_its_own_bodies() -> None:
    paper = Namer(document=DocumentId("921"), context=Context(), issuer="Ban Thường vụ Thành ủy")
    assert paper.name("UBND thành phố").id == paper.name("UBND").id != paper.name("UBND tỉnh").id


def test_central_bodies_are_known_in_small_letters() -> None:
    assert CITY.name("thường trực chính phủ").id == CITY.name("Thường trực Chính phủ").id
    assert CITY.name("chính phủ số").level is not Level.CENTRAL
    assert CITY.name("đoàn đại biểu quốc hội thành phố").id == CITY.name("Đoàn ĐBQH thành phố").id


def test_a_person_behind_a_body_of_a_province_is_no_province() -> None:
    assert CITY.name("ubnd tỉnh đào văn sóng").place != CITY.name("ubnd tỉnh bình dương").place
    assert "Sóng" not in CITY.name("ubnd tỉnh đào văn sóng").name


def test_the_youth_union_is_of_no_city() -> None:
    named = CENTRES[0].name("Đoàn TNCS Hồ Chí Minh")
    assert named.place is None
    assert named.id == CENTRES[1].name("Đoàn Thanh niên Cộng sản Hồ Chí Minh").id


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("BéTu pháp", "Bộ Tư pháp"),
        ("B6 Tu phap", "Bộ Tư pháp"),
        ("SởTư pháp", "Sở Tư pháp"),
        ("Sở Nộivụ", "Sở Nội vụ"),
        ("BộTư pháo", None),
        ("Hội Tư pháp", None),
    ],
)
def test_a_registered_name_that_a_scan_runs_together_is_read(name: str, meant: str | None) -> None:
    known = {CITY.name(each).id for each in ("Bộ Tư pháp", "Sở Tư pháp", "Sở Nội vụ")}
    assert CITY.name(name).id == CITY.name(meant).id if meant else CITY.name(name).id not in known


REGISTERED = "Ban Chỉ đạo Trung ương về hoàn thiện thể chế, pháp luật"


@pytest.mark.parametrize("text", [f"{REGISTERED} họp.\nBan Chỉ đạo Trung ương về hoàn thiện thể", REGISTERED])
def test_a_registered_committee_is_not_cut_where_a_line_is(text: str) -> None:
    paper = Namer(document=DocumentId("1"), context=Context(level=Level.CENTRAL), committees=committees_in("", text))
    assert paper.name(REGISTERED).id == paper.name("BCĐ").id == CITY.name(REGISTERED).id
    assert paper.name("Ban Chỉ đạo Trung ương về hoàn thiện đê điều").id != paper.name(REGISTERED).id


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Ban Chỉ đạo quốc gia phòng, chống bão", True),
        ("Hội đồng Tư vấn quốc gia về nghề cá", True),
        ("Ban Chỉ đạo Phòng thủ bờ biển quốc gia", True),
        ("Tổ chức Nghề cá thế giới", True),
        ("Ban Chỉ đạo các chương trình mục tiêu quốc gia", False),
        ("Ban Chỉ đạo thi trung học phổ thông quốc gia", False),
        ("Ban Chỉ đạo kỳ thi quốc gia năm 2019", False),
    ],
)
def test_a_body_of_the_nation_is_one_whoever_names_it(name: str, *, is_one: bool) -> None:
    assert (CITY.name(name).id == PROVINCE.name(name).id) is is_one


def test_bodies_of_the_world_go_by_their_letters() -> None:
    assert CITY.name("IAEA").id == PROVINCE.name("Cơ quan Năng lượng nguyên tử quốc tế").id


def test_a_central_office_is_a_province_s_before_its_day() -> None:
    before, after = (dataclasses.replace(PROVINCE, issued=day) for day in ("2024-05-06", "2025-05-06"))
    assert before.name("Cục Thuế").id == before.name("Cục Thuế tỉnh").id != after.name("Cục Thuế").id
    assert after.name("Cục Thuế").level is Level.CENTRAL


def test_an_illness_without_a_name_is_fought_by_one_committee() -> None:
    names = ("BCĐ phòng, chống dịch", "Ban Chỉ đạo phòng chống dịch bệnh")
    assert len({CITY.name(name).id for name in names}) == 1


@pytest.mark.parametrize(
    ("header", "level"),
    [
        (Header(kind="nghị định"), Level.CENTRAL),
        (Header(kind="hướng dẫn", symbol="36-HD/VPTW"), Level.CENTRAL),
        (Header(kind="hướng dẫn", symbol="36-HD/VPTU"), None),
        (Header(kind="kế hoạch"), None),
        (Header(kind="luật", level=Level.PROVINCE, area="tỉnh Hà Châu"), Level.PROVINCE),
    ],
)
def test_the_kind_and_the_letters_of_a_paper_say_that_the_centre_speaks(header: Header, level: Level | None) -> None:
    paper = Document(source=SourceText(name="a", sha256="a", raw=""), restored="", offsets=((0, 0),), header=header)
    assert context_of(paper).level is level
