"""Parameters are checked and bound; a wrong name answers with the right ones."""

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
