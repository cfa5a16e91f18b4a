"""Which document each file and each citation is: tables of namings, and laws."""

import dataclasses
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve import Collection, own_id, resolve
from ontology.model import Citation, Document, Header, Level, Link, Relation, SourceText, Span


def header(symbol: str | None, area: str | None = None, level: Level | None = Level.CENTRAL, **known: str) -> Header:
    return Header(symbol=symbol, area=area, level=level, **known)  # type: ignore[arg-type]


def document(
    name: str, head: Header, *citations: Citation, links: tuple[Link, ...] = (), raw: str | None = None
) -> Document:
    text = f"văn bản {name}" if raw is None else raw
    return Document(
        source=SourceText(name=name, sha256=f"{name}-{len(text)}", raw=text),
        restored=text,
        offsets=((0, 0),),
        header=head,
        citations=citations,
        links=links,
    )


def cite(symbol: str | None, issued: str | None = None, issuer: str | None = None, **more: str) -> Citation:
    return Citation(symbol=symbol, issued=issued, issuer=issuer, **more)  # type: ignore[arg-type]


RESOLUTION = document("95.txt", header("95-NQ/TW", issued="2025-08-18"))
VAN_SON = header("916-KH/ĐU", "xã Vân Sơn", Level.COMMUNE, parent_area="tỉnh Hà Châu", issued="2026-01-30")
TAN_LOC = header("917/KH-UBND", "xã Tân Lộc", Level.COMMUNE, parent_area="tỉnh Đông Hà", issued="2026-02-25")
HA_TAN = header("233-KH/TU", "thành phố Hà Tân", Level.DISTRICT)
HA_CHAU = header("915/KH-UBND", "tỉnh Hà Châu", Level.PROVINCE, issued="2025-12-29")


def ids(*documents: Document) -> set[str]:
    collection = resolve(documents)
    return {entry.id for entry in collection.entries} | {cited.id for cited in collection.cited}


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        pytest.param(cite("02/CT-TTg", "2024-01-05"), cite("02/CT-TTg", "2025-01-08"), 2, id="same symbol, two years"),
        pytest.param(cite("02/CT-TTg", "2025"), cite("2/CT-TTg", "2025-01-08"), 1, id="number written two ways"),
        pytest.param(cite("12-KH/TU", "2025-03-01"), cite("12-KH/TU", "2025-03-01"), 2, id="TU of two provinces"),
        pytest.param(
            cite("12-KH/TU", "2025-03-01", "Tỉnh ủy Hà Châu"),
            cite("12-KH/TU", "2025-03-01", "Ban Thường vụ Tỉnh ủy Hà Châu"),
            1,
            id="one province named in both",
        ),
        pytest.param(
            cite("12-KH/TU", "2025-03-01", "Tỉnh ủy"),
            cite("12-KH/TU", None, "Tỉnh ủy"),
            2,
            id="each means its own",
        ),
        pytest.param(
            cite("25/KH-UBND", "2025", "UBND xã Vân Sơn"),
            cite("25/KH-UBND", "2025", "UBND xã Vân Sơn"),
            2,
            id="communes of one name in two provinces",
        ),
        pytest.param(cite("57-NQ/TW"), cite("57-NQ/TW", "2024-12-22"), 1, id="cited without year"),
        pytest.param(cite("57-NQ/TW"), cite("57-NQ-TW"), 1, id="signs"),
        pytest.param(
            cite(None, "2008", kind="nghị quyết", title="Trung ương 7 khóa X"),
            cite(None, "2008", kind="nghị quyết", title="Trung ương 7 khoá X"),
            1,
            id="named by its title",
        ),
    ],
)
def test_two_citations_mean_one_document_or_two(first: Citation, second: Citation, count: int) -> None:
    collection = resolve([document("a.txt", VAN_SON, first), document("b.txt", TAN_LOC, second)])
    assert len(collection.cited) == count
    assert collection == resolve([document("b.txt", TAN_LOC, second), document("a.txt", VAN_SON, first)])


def test_a_citation_without_a_year_stays_apart_where_two_years_fit() -> None:
    citing = document(
        "a.txt", VAN_SON, cite("02/CT-TTg", "2024-01-05"), cite("02/CT-TTg", "2025-01-08"), cite("02/CT-TTg")
    )
    assert {cited.id for cited in resolve([citing]).cited} == {
        "02-ct-ttg",
        "02-ct-ttg_2024",
        "02-ct-ttg_2025",
    }


def test_organs_of_one_unknown_code_and_place_are_told_apart_by_their_names() -> None:
    citing = document(
        "a.txt", VAN_SON, cite("16-KH/XYZ", "2025", "Tổ công tác A"), cite("16-KH/XYZ", "2025", "Tổ công tác B")
    )
    assert len(resolve([citing]).cited) == 2


def test_a_document_cited_and_read_is_one() -> None:
    plan = document("916.txt", VAN_SON, cite("95-NQ/TW"), cite("915/KH-UBND", None, "UBND tỉnh"))
    collection = resolve([plan, RESOLUTION, document("915.txt", HA_CHAU)])
    assert collection.cited == ()
    assert collection.citations[own_id(plan)] == ("95-nq-tw_2025", "915-kh-ubnd_2025_tinh-ha-chau")


def test_a_plan_of_another_commune_with_the_same_symbol_is_another() -> None:
    other = dataclasses.replace(VAN_SON, area="xã Hòa An")
    assert len(ids(document("a.txt", VAN_SON), document("b.txt", other))) == 2


@pytest.mark.parametrize(
    ("head", "identity"),
    [
        (header("95-NQ/TW", issued="2025-08-18"), "95-nq-tw_2025"),
        (header("95-NQ/TW"), "95-nq-tw"),
        (VAN_SON, "916-kh-du_2026_xa-van-son-tinh-ha-chau"),
        (HA_CHAU, "915-kh-ubnd_2025_tinh-ha-chau"),
        (header(None, "thành phố Hải Phòng", Level.PROVINCE), "file_ke-hoach-2019"),
        (header("30/2020/NĐ-CP"), "30-2020-nd-cp_2020"),
    ],
)
def test_a_document_has_its_id_from_its_head(head: Header, identity: str) -> None:
    assert own_id(document("Kế hoạch 2019.txt", head)) == identity


@pytest.mark.parametrize(
    ("citation", "level", "branch", "kind"),
    [
        (cite("57-NQ/TW"), "central", "party", "nghị quyết"),
        (cite("71/NQ-CP"), "central", "state", "nghị quyết"),
        (cite("93-CTr/TU"), "province", "party", "chương trình"),
        (cite("906/KH-UBND", None, "UBND xã Vân Sơn"), "commune", "state", "kế hoạch"),
        (cite("906/KH-UBND", None, "Ủy ban nhân dân tỉnh"), "province", "state", "kế hoạch"),
        (cite("3751/HD-BNV", None, "Bộ Nội vụ", kind="văn bản"), "central", "state", "văn bản"),
        (cite("14-HD/BTG", None, "Ban Tuyên giáo Tỉnh ủy"), "province", "party", "hướng dẫn"),
    ],
)
def test_what_is_only_cited_is_known_by_its_symbol_and_citers(
    citation: Citation, level: str, branch: str, kind: str
) -> None:
    (cited,) = resolve([document("a.txt", VAN_SON, citation)]).cited
    assert (cited.level, cited.branch, cited.kind) == (level, branch, kind)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (("2025-02-27", "2025-02-27", "2025-02-26"), "2025-02-27"),
        pytest.param(("2025-02", "2025-02-27"), "2025-02-27", id="a month bears out its days"),
        pytest.param(("2025-02", "2025-02", "2025-03-27"), "2025-02", id="one full date against two months"),
        pytest.param(("2025-03-01", "2025-02-01"), "2025-02-01", id="as many for each"),
    ],
)
def test_the_day_that_most_citers_bear_out_is_taken(said: tuple[str, ...], day: str) -> None:
    citers = [
        document(f"{at}.txt", VAN_SON, cite("82-NQ/TU", each, "Tỉnh ủy Hà Châu"), raw=f"bản {at}")
        for at, each in enumerate(said)
    ]
    (cited,) = resolve(citers).cited
    assert cited.issued == day


@pytest.mark.parametrize(
    ("issuer", "level", "place"),
    [
        ("Ban Thường vụ Thành ủy", "district", "thành phố Hà Tân"),
        pytest.param("Ban Chấp hành Đảng bộ tỉnh", "province", None, id="the province is not named"),
        pytest.param(None, None, None, id="the city's or the province's"),
    ],
)
def test_tu_in_a_city_under_a_province(issuer: str | None, level: str | None, place: str | None) -> None:
    (cited,) = resolve([document("a.txt", HA_TAN, cite("82-NQ/TU", "2025-02-27", issuer))]).cited
    assert cited.level == level
    assert (cited.reference.place and cited.reference.place.name) == place


def test_a_joining_on_less_is_recorded_with_its_reason() -> None:
    plan = document("916.txt", VAN_SON, cite("95-NQ/TW"), cite("93-CTr/TU", "2025-11-12"))
    named = document("915.txt", HA_CHAU, cite("93-CTr/TU", "2025-11-12", "Tỉnh ủy Hà Châu"))
    collection = resolve([plan, named, RESOLUTION])
    reasons = {(merge.id, merge.alone, merge.reason) for merge in collection.merges if merge.source == own_id(plan)}
    assert reasons == {
        ("95-nq-tw_2025", "95-nq-tw", "only-year-known"),
        ("93-ctr-tu_2025_tinh-ha-chau", "93-ctr-tu_2025_tinh-ha-chau", "place-from-context"),
    }
    assert collection.aliases == {"95-nq-tw": "95-nq-tw_2025"}


def test_an_unknown_province_joins_on_symbol_and_day_and_on_no_less() -> None:
    known = document("915.txt", HA_CHAU, cite("82-NQ/TU", "2025-02-27", "Tỉnh ủy"))
    same_day = document("a.txt", HA_TAN, cite("82-NQ/TU", "2025-02-27", "Ban Chấp hành Đảng bộ tỉnh"))
    same_year = document("a.txt", HA_TAN, cite("82-NQ/TU", "2025", "Ban Chấp hành Đảng bộ tỉnh"))
    assert len(resolve([known, same_day]).cited) == 1
    assert len(resolve([known, same_year]).cited) == 2


def test_one_text_in_two_files_is_one_document() -> None:
    copy = dataclasses.replace(
        RESOLUTION, source=SourceText(name="copy.txt", sha256="other", raw=RESOLUTION.source.raw)
    )
    (entry,) = resolve([RESOLUTION, copy, RESOLUTION]).entries
    assert (entry.names, len(entry.sources)) == (("95.txt", "copy.txt"), 2)


WORDS = "Mỗi thôn lập một tủ sách trong quý III năm 2031 và ghi sổ mượn sách theo mẫu số 7 của thư viện xã. " * 4
UNPLACED = header("233-KH/TU", None, Level.DISTRICT)
NUMBERLESS = header(
    None, "tỉnh Hà Châu", Level.PROVINCE, kind="kế hoạch", issuer="Ủy ban nhân dân tỉnh Hà Châu", title="tủ sách"
)


@pytest.mark.parametrize(
    ("first", "second", "words", "count"),
    [
        pytest.param(UNPLACED, UNPLACED, WORDS + "hết", 1, id="two readings of a paper that says no place"),
        pytest.param(UNPLACED, UNPLACED, "Mua xe cho đội cứu hỏa. " * 9, 2, id="another text of that symbol"),
        pytest.param(
            dataclasses.replace(UNPLACED, issued="2031-02-03"),
            dataclasses.replace(UNPLACED, issued="2032-02-03"),
            WORDS + "hết",
            2,
            id="of two days",
        ),
        pytest.param(NUMBERLESS, NUMBERLESS, WORDS + "hết", 1, id="two readings of a paper without a number"),
        pytest.param(
            NUMBERLESS,
            dataclasses.replace(NUMBERLESS, area="tỉnh Đông Hà"),
            WORDS + "hết",
            2,
            id="the same form filled in elsewhere",
        ),
    ],
)
def test_readings_of_one_paper_are_one_document(first: Header, second: Header, words: str, count: int) -> None:
    cited = cite("82-NQ/TU", "2031-01-09", "Ban Chấp hành Đảng bộ tỉnh")
    papers = [document("bản sạch.txt", first, cited, raw=WORDS), document("bản quét.txt", second, cited, raw=words)]
    collection = resolve(papers)
    assert len(collection.entries) == count
    assert resolve(reversed(papers)) == collection
    if count == 1:
        assert {merge.reason for merge in collection.merges} >= {"same-paper"}
        assert own_id(papers[0]) in collection.aliases.keys() | {collection.entries[0].id}


def test_two_texts_under_one_symbol_are_both_kept_and_told() -> None:
    first, second = (document(f"{name}.txt", VAN_SON, raw=name) for name in ("một", "hai bản"))
    collection = resolve([first, second])
    assert len(collection.entries) == 2
    assert collection.conflicts == (tuple(sorted(entry.id for entry in collection.entries)),)


def test_a_link_means_what_the_document_cites_under_its_symbol() -> None:
    link = Link(source="93-CTr/TU", relation=Relation.IMPLEMENTS, target="95-NQ/TW", span=Span(0, 3))
    beside = Link(source="916-KH/ĐU", relation=Relation.REPLACES, target="700-KH/ĐU", span=Span(0, 3))
    plan = document("916.txt", VAN_SON, cite("93-CTr/TU", "2025-11-12", "Tỉnh ủy"), links=(link, beside))
    collection = resolve([plan, RESOLUTION])
    assert collection.links[own_id(plan)] == (
        ("93-ctr-tu_2025_tinh-ha-chau", "95-nq-tw_2025"),
        (own_id(plan), "700-kh-du_xa-van-son-tinh-ha-chau"),
    )


def test_a_link_to_a_symbol_of_two_years_means_neither_for_certain() -> None:
    link = Link(source="916-KH/ĐU", relation=Relation.IMPLEMENTS, target="02/CT-TTg", span=Span(0, 3))
    cited = (cite("02/CT-TTg", "2024-01-05"), cite("02/CT-TTg", "2025-01-08"))
    plan = document("916.txt", VAN_SON, *cited, links=(link,))
    assert resolve([plan]).links[own_id(plan)] == ((own_id(plan), "02-ct-ttg"),)


SYMBOLS = st.sampled_from(["57-NQ/TW", "02/CT-TTg", "12-KH/TU", "25/KH-UBND", "16-KH/ĐU", "7-HD/BTG", None])
ISSUERS = st.sampled_from([None, "Tỉnh ủy", "Thành ủy", "UBND xã", "UBND xã Vân Sơn", "Tỉnh ủy Hà Châu", "Chính phủ"])
DATES = st.sampled_from([None, "2024", "2025-03", "2025-03-01", "2024-12-22"])
CITATIONS = st.builds(cite, SYMBOLS, DATES, ISSUERS, title=st.just("về một việc"))
HEADERS = st.sampled_from([VAN_SON, TAN_LOC, HA_TAN, HA_CHAU, header("57-NQ/TW"), header(None, level=None)])
COLLECTIONS = st.lists(st.tuples(HEADERS, st.lists(CITATIONS, max_size=4)), max_size=5).map(
    lambda parts: [document(f"{at}.txt", head, *cited) for at, (head, cited) in enumerate(parts)]
)


@given(COLLECTIONS, st.randoms())
def test_the_order_of_files_never_matters_and_every_citation_has_its_document(
    documents: list[Document], random: Random
) -> None:
    collection: Collection = resolve(documents)
    random.shuffle(documents)
    assert resolve(documents) == collection
    known = {entry.id for entry in collection.entries} | {cited.id for cited in collection.cited}
    assert {target for targets in collection.citations.values() for target in targets} <= known
    assert not known & collection.aliases.keys()
    assert {entry.id for entry in collection.entries}.isdisjoint(cited.id for cited in collection.cited)


OF_2018, OF_2020 = (
    header(f"{number}/KH-UBND", "tỉnh Hà Châu", Level.PROVINCE, issued=f"{year}-03-01")
    for number, year in ((11, 2018), (12, 2020))
)


@pytest.mark.parametrize(
    ("known", "cited", "meant"),
    [
        pytest.param(("2016-05-16", "2019-06-04"), cite("35/NQ-CP"), "35-nq-cp_2016", id="the only one before"),
        pytest.param(("2016-05-16", "2017-06-04"), cite("35/NQ-CP"), "35-nq-cp", id="two before"),
        pytest.param(("2021-01-01",), cite("35/NQ-CP"), "35-nq-cp", id="none before"),
        pytest.param(
            ("2009-01-24", "2013-11-24"),
            cite("35-NQ/TW", None, "Hội nghị Trung ương lần thứ tám khóa XI"),
            "35-nq-tw_2013",
            id="the only one of the term",
        ),
    ],
)
def test_what_is_cited_without_a_year_is_older_and_of_its_term(
    known: tuple[str, ...], cited: Citation, meant: str
) -> None:
    others = [document(f"{day}.txt", HA_CHAU, cite(cited.symbol, day), raw=day) for day in known]
    plan = document("a.txt", OF_2018, cited)
    assert resolve([*others, plan]).citations[own_id(plan)] == (meant,)


def test_a_number_that_starts_anew_each_year_is_another_for_papers_of_two_years() -> None:
    plans = [document("a.txt", OF_2018, cite("01/NQ-CP")), document("b.txt", OF_2020, cite("01/NQ-CP"))]
    assert len(resolve(plans).cited) == 2
    assert len(resolve([plans[0], document("c.txt", OF_2018, cite("01/NQ-CP"))]).cited) == 1
    party = [document("a.txt", OF_2018, cite("51-NQ/TW")), document("b.txt", OF_2020, cite("51-NQ/TW"))]
    assert len(resolve(party).cited) == 1


def test_what_only_the_centre_numbers_is_the_centres() -> None:
    torn = document("a.txt", header("126/NQ-CP", "thành phố Hà Nội", Level.PROVINCE, issued="2026-05-11"))
    assert own_id(torn) == "126-nq-cp_2026"


NUMBERED = cite("46/2019/QH14", None, None, kind="luật", title="Thư viện")


@pytest.mark.parametrize(
    ("said", "others", "identity"),
    [
        (cite(None, None, None, kind="luật", title="Thư viện"), (), "46-2019-qh14_2019"),
        (cite(None, "2019-11-21", None, kind="luật", title="Thư viện"), (), "46-2019-qh14_2019"),
        (cite(None, "2031", None, kind="luật", title="Thư viện"), (), "luat-thu-vien_2031"),
        (cite(None, None, None, kind="luật", title="Lưu trữ"), (), "luat-luu-tru"),
        (
            cite(None, None, None, kind="luật", title="Thư viện"),
            (cite(None, "2008", None, kind="luật", title="Thư viện"),),
            "46-2019-qh14_2019",
        ),
        (
            cite(None, None, None, kind="luật", title="Thư viện"),
            (cite(None, "2026", None, kind="luật", title="Thư viện"),),
            "luat-thu-vien-cited-2026",
        ),
    ],
)
def test_a_law_called_by_name_is_the_one_in_force(said: Citation, others: tuple[Citation, ...], identity: str) -> None:
    citer = document("a.txt", VAN_SON, said)
    collection = resolve([citer, document("b.txt", TAN_LOC, NUMBERED, *others)])
    (target,) = collection.citations[own_id(citer)]
    assert target == identity


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("9/CT-UBND, 28/03/2018, nhà cho thuê của công nhân", "09/CT-UBND, 28/03/2018, nhà cho thuê của công nhân", 1),
        ("9/CT-UBND, 28/03/2018, nhà cho thuê của công nhân", "09/CT-UBND, 28/03/2018, nhà cho thuê, lô 90", 2),
        ("9/CT-UBND, 28/03/2018, bến tàu của xã đảo", "09/CT-UBND, 28/03/2018, nhà cho thuê của công nhân", 2),
    ],
)
def test_one_number_written_two_ways_makes_no_second_paper(first: str, second: str, count: int) -> None:
    head = header("9/CT-UBND", "tỉnh Hà Châu", Level.PROVINCE, issued="2018-03-28")
    other = dataclasses.replace(head, symbol="09/CT-UBND")
    assert len(resolve([document("a", head, raw=first), document("b", other, raw=second)]).entries) == count
