"""Parameters are checked and bound; a wrong name answers with the right ones."""

import pyoxigraph
import pytest

from graph.store import Store
from queries.ask import ParameterError, UnknownQueryError, ask
from queries.find import DocumentNotFoundError


def test_a_document_may_be_given_by_its_symbol(store: Store) -> None:
    by_symbol = ask(store, "implementing_documents", root="Nghị quyết 90-NQ/TW")
    assert by_symbol.rows == ask(store, "implementing_documents", root="90-nq-tw_2024").rows


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(UnknownQueryError, match="implementing_documents"):
        ask(Store.memory(), "implementing_document")


TAN_AN = """
@prefix tk: <https://w3id.org/trienkhai/ontology#> .
@prefix area: <https://w3id.org/trienkhai/id/area/> .
@prefix org: <https://w3id.org/trienkhai/id/agency/> .
@prefix doc: <https://w3id.org/trienkhai/id/document/> .
GRAPH <https://w3id.org/trienkhai/graph/document/new> {{
  org:acting a tk:Agency ; tk:name "{acting}"@vi ; tk:area area:tan-an ;
    tk:level <https://w3id.org/trienkhai/ontology/scheme/level/commune> .
  doc:new tk:issuedBy org:acting ; tk:inCollection true ; tk:symbol "99-KH/ĐU" .
}}
"""


@pytest.mark.parametrize(
    ("acting", "rows"),
    [
        ("Ban Thường vụ Đảng ủy xã Tân An", {("Đảng ủy xã Tân An", "99-KH/ĐU")}),
        ("Chủ tịch Ủy ban nhân dân xã Tân An", {("Ủy ban nhân dân xã Tân An", "99-KH/ĐU")}),
        ("Ban Thường vụ Đảng ủy xã Tân An Đông", {("Ban Thường vụ Đảng ủy xã Tân An Đông", "99-KH/ĐU")}),
    ],
)
def test_who_acts_for_a_member_counts_for_it(store: Store, acting: str, rows: set[tuple[str, str]]) -> None:
    before = ask(store, "members_of_a_group", group="các xã")
    store.bulk_load(_quads(TAN_AN.format(acting=acting)))
    found = ask(store, "members_of_a_group", group="các xã")
    name, symbol = found.columns.index("memberName"), found.columns.index("ownSymbol")
    assert {(row[name], row[symbol]) for row in {*found.rows} - {*before.rows}} == rows


def _quads(text: str) -> bytes:
    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TRIG)
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("implementing_documents", {}, "root"),
        ("tasks_without_a_time", {"root": "x"}, "root"),
        ("tasks_due_between", {"from": "2026-01-01", "to": "31/12/2026"}, "to: .*2026-06-30"),
        ("tasks_due_between", {"from": "2026-02-31", "to": "2026-12-31"}, "from"),
    ],
)
def test_wrong_parameters_are_told(store: Store, name: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        ask(store, name, **parameters)


def test_an_unknown_document_is_told(store: Store) -> None:
    with pytest.raises(DocumentNotFoundError):
        ask(store, "implementing_documents", root="không có")


@pytest.mark.parametrize("text", ['") } #', "x' || true || '", "$agency", "?name", "\\", "}{"])
def test_words_are_words(store: Store, text: str) -> None:
    with pytest.raises(ParameterError, match="There is no agency"):
        ask(store, "tasks_of_an_agency", agency=text)


@pytest.mark.parametrize("name", ["tasks_of_an_agency", "members_of_a_group"])
def test_a_wrong_agency_names_the_nearest(store: Store, name: str) -> None:
    parameter = "group" if name == "members_of_a_group" else "agency"
    with pytest.raises(ParameterError, match="Nearest: Sở Nội vụ"):
        ask(store, name, **{parameter: "Sở Nội vu"})


def test_what_is_far_from_all_names_none() -> None:
    with pytest.raises(UnknownQueryError) as caught:
        ask(Store.memory(), "nosuch")
    assert "Nearest" not in str(caught.value)
