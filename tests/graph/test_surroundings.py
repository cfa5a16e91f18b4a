"""The province that a commune does not name, by the documents around it; where they disagree it stays open."""

import pytest

from graph.agencies import Namer
from graph.places import context_of
from graph.resolve import resolve
from graph.surroundings import with_provinces
from ontology.identifiers import DocumentId
from ontology.model import Citation, Document, Header, Level, SourceText


def document(name: str, area: str, parent: str | None = None, level: Level = Level.COMMUNE, **more: object) -> Document:
    citations = tuple(Citation(symbol=symbol, issued=day, issuer=by) for symbol, day, by in more.pop("cites", ()))  # type: ignore[misc, call-overload]
    header = Header(area=area, parent_area=parent, level=level, **more)  # type: ignore[arg-type]
    source = SourceText(name=name, sha256=name, raw=name)
    return Document(source=source, restored=name, offsets=((0, 0),), header=header, citations=citations)


def province(name: str, symbol: str, issued: str) -> Document:
    return document(f"{name} {symbol}", name, level=Level.PROVINCE, symbol=symbol, issued=issued)


OPEN = "xã Vân Sơn"
HA_CHAU, DONG_HA = "tỉnh Hà Châu", "tỉnh Đông Hà"
CASES = {
    "another document places it": ((), (document("b", OPEN, HA_CHAU),), HA_CHAU),
    "it names one province": ((("1-NQ/TU", None, "Tỉnh ủy Đông Hà"),), (), DONG_HA),
    "it names two": ((("1-NQ/TU", None, "Tỉnh ủy Đông Hà"), ("2-NQ/TU", None, "Tỉnh ủy Hà Châu")), (), None),
    "two places of that name": ((), (document("b", OPEN, HA_CHAU), document("c", OPEN, DONG_HA)), None),
    "of two places of that name it names one": (
        (("1-NQ/TU", None, "Tỉnh ủy Đông Hà"),),
        (document("b", OPEN, HA_CHAU), document("c", OPEN, DONG_HA)),
        DONG_HA,
    ),
    "one province issued what it cites": (
        (("5-NQ/TU", "2025", None),),
        (province(HA_CHAU, "5-NQ/TU", "2025-03-01"), province(DONG_HA, "5-NQ/TU", "2024-03-01")),
        HA_CHAU,
    ),
    "a number of every level needs the day": (
        (("5/KH-UBND", "2025", None),),
        (province(HA_CHAU, "5/KH-UBND", "2025-03-01"),),
        None,
    ),
    "and has it": ((("5/KH-UBND", "2025-03-01", None),), (province(HA_CHAU, "5/KH-UBND", "2025-03-01"),), HA_CHAU),
    "nothing around": ((), (), None),
}


@pytest.mark.parametrize(("cites", "around", "expected"), CASES.values(), ids=CASES.keys())
def test_a_province_is_learnt(cites: tuple[object, ...], around: tuple[Document, ...], expected: str | None) -> None:
    completed, learnt = with_provinces([document("a", OPEN, cites=cites), *around])
    assert completed[0].header.parent_area == expected
    assert [each.name for each in learnt] == (["a"] if expected else [])
    assert resolve([*around, document("a", OPEN, cites=cites)]).learnt == learnt


def test_the_register_decides_only_where_the_collection_speaks_of_that_province() -> None:
    (found,), _ = with_provinces([document("a", "phường Ba Đình")])
    assert found.header.parent_area == "thành phố Hà Nội"
    elsewhere = (document("b", "xã Tân Lộc", DONG_HA), document("a", "phường Ba Đình"))
    assert with_provinces(elsewhere)[0][1].header.parent_area is None


@pytest.mark.parametrize(
    ("around", "agencies"),
    [
        pytest.param(("tỉnh Hà Châu",), 1, id="its province is known elsewhere"),
        pytest.param(("tỉnh Hà Châu", "tỉnh Đông Hà"), 3, id="two provinces have such a district"),
    ],
)
def test_a_district_named_by_its_communes_is_the_one_that_others_place(around: tuple[str, ...], agencies: int) -> None:
    commune = document("a", OPEN, "huyện Vân Lộc")
    districts = [document(f"d{at}", "huyện Vân Lộc", each, level=Level.DISTRICT) for at, each in enumerate(around)]
    completed, _ = with_provinces([commune, *districts])
    namers = [Namer(document=DocumentId(each.source.name), context=context_of(each)) for each in completed]
    assert len({namer.name("Ủy ban nhân dân huyện Vân Lộc").id for namer in namers}) == agencies
    assert completed[0].header.parent_area == "huyện Vân Lộc"
