"""IRIs that were published once: they lead on to what they named, for as long as that is there and is one thing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.generations import current_generation, verify
from graph.lock import building
from graph.publication import Publication, publish
from graph.resolve import resolve
from ontology.identifiers import BASE
from ontology.model import Citation, Document, Header, Level, Mention, Party, Span, Task

Make = Callable[..., Document]
PLAN = "KẾ HOẠCH 916-KH/ĐU\nThực hiện Kế hoạch số 12-KH/ĐU\n- Ủy ban nhân dân xã mở thư viện."
OLD, NEW = "916-kh-du_2026_xa-van-son", "916-kh-du_2026_xa-van-son-tinh-ha-chau"


def span(raw: str, words: str) -> Span:
    return Span(raw.index(words), raw.index(words) + len(words))


@pytest.fixture
def plan(make_document: Make) -> Document:
    """Return a commune's plan that does not say its province."""
    lead = Party(name="Ủy ban nhân dân xã", span=span(PLAN, "Ủy ban nhân dân xã"))
    return make_document(
        "916.txt",
        PLAN,
        header=Header(
            symbol="916-KH/ĐU", level=Level.COMMUNE, area="xã Vân Sơn", issued="2026-01-30", issuer="Đảng ủy xã"
        ),
        citations=(
            Citation(
                symbol="12-KH/ĐU", issued="2025-02-01", mentions=(Mention(span=span(PLAN, "12-KH/ĐU"), printed="12"),)
            ),
        ),
        tasks=(Task(span=span(PLAN, "mở thư viện"), path="", section="content", text="Mở thư viện", lead=(lead,)),),
    )


@pytest.fixture
def neighbour(make_document: Make) -> Document:
    """Return a document that places the commune in its province."""
    raw = "Quyết định số 9/QĐ-UBND của xã Vân Sơn, tỉnh Hà Châu"
    head = Header(
        symbol="9/QĐ-UBND", level=Level.COMMUNE, area="xã Vân Sơn", parent_area="tỉnh Hà Châu", issued="2026-02-02"
    )
    return make_document("9.txt", raw, header=head)


def built(kg: Path, *documents: Document) -> dict[str, str]:
    """Publish a generation, and return where IRIs that are not in it lead, as ids."""
    with building(kg):
        publish(
            kg,
            Publication(collection=resolve(documents), report=[], inputs={}, recipe="test"),
        )
    generation = current_generation(kg)
    store = generation.store()
    rows = store.select("SELECT ?old ?new WHERE { ?old <https://w3id.org/trienkhai/ontology#redirectsTo> ?new }").rows
    assert {str(old): str(new) for old, new in rows} == generation.manifest["redirects"]
    store.close()
    return {str(old).removeprefix(BASE): str(new).removeprefix(BASE) for old, new in rows}


def test_what_was_published_leads_to_what_is_known_now(tmp_path: Path, plan: Document, neighbour: Document) -> None:
    assert f"document/{OLD}" not in built(tmp_path, plan)
    redirects = built(tmp_path, plan, neighbour)
    assert redirects[f"document/{OLD}"] == f"document/{NEW}"
    cited = "document/12-kh-du_2025_xa-van-son"
    assert redirects[cited] == f"{cited}-tinh-ha-chau"
    for agency in ("uy-ban-nhan-dan_xa-van-son", "dang-uy_xa-van-son"):
        assert redirects[f"agency/{agency}"] == f"agency/{agency}-tinh-ha-chau"


def test_it_leads_on_in_later_generations(
    tmp_path: Path, plan: Document, neighbour: Document, resolution: Document
) -> None:
    built(tmp_path, plan)
    built(tmp_path, plan, neighbour)
    assert built(tmp_path, plan, neighbour, resolution)[f"document/{OLD}"] == f"document/{NEW}"


def test_what_is_there_again_and_what_is_gone_lead_nowhere(tmp_path: Path, plan: Document, neighbour: Document) -> None:
    built(tmp_path, plan)
    built(tmp_path, plan, neighbour)
    back = built(tmp_path, plan)
    assert f"document/{OLD}" not in back
    assert back[f"document/{NEW}"] == f"document/{OLD}"
    built(tmp_path, plan, neighbour)
    assert f"document/{OLD}" not in built(tmp_path, neighbour)


def test_what_came_before_is_no_content(tmp_path: Path, plan: Document, neighbour: Document) -> None:
    (first := tmp_path / "first").mkdir()
    (second := tmp_path / "second").mkdir()
    built(first, plan, neighbour)
    built(second, plan)
    built(second, plan, neighbour)
    one, two = map(current_generation, (first, second))
    assert one.manifest["digest"] == two.manifest["digest"]
    assert one.manifest["redirects"] != two.manifest["redirects"]
    assert verify(two) == ()
