"""What people type for a document."""

import pickle
import unicodedata

import pytest

from graph.store import Iri, Store
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_document, find_one_document


@pytest.mark.parametrize(
    "text",
    [
        "90-NQ/TW",
        "90-nq/tw",
        "90 NQ/TW",
        "90nqtw",
        "90 – NQ / TW",
        "90-nq-tw_2024",
        "Nghị quyết số 90-NQ/TW",
        "nghi quyet 90-NQ/TW ngày 10/01/2024 của Bộ Chính trị",
        unicodedata.normalize("NFD", "Nghị quyết số 90-NQ/TW"),
        "https://w3id.org/trienkhai/id/document/90-nq-tw_2024",
        "nghi-quyet-90.txt",
        "nghi-quyet-90",
    ],
)
def test_every_shape_of_one_symbol(store: Store, text: str) -> None:
    assert find_one_document(store, text).id == "90-nq-tw_2024"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("63/2014/QH13", "63-2014-qh13_2014"),
        ("Luật số 63/2014/QH13", "63-2014-qh13_2014"),
        ("77/QD-UBND", "77-qd-ubnd_2025_lam-son"),
        ("77-QĐ/UBND", "77-qd-ubnd_2025_lam-son"),
        ("cong-van-tuyen-truyen.txt", "file_cong-van-tuyen-truyen"),
        ("ke-hoach-16.txt", "16-kh-du_2025_tan-an"),
    ],
)
def test_other_documents(store: Store, text: str, found: str) -> None:
    assert find_one_document(store, text).id == found


@pytest.mark.parametrize("text", ["16-KH/ĐU", "16 kh du", "Kế hoạch số 16-KH/ĐU"])
def test_a_symbol_of_several_lists_them(store: Store, text: str) -> None:
    with pytest.raises(AmbiguousDocumentError, match="16-kh-du_2024_binh-hoa") as caught:
        find_one_document(store, text)
    assert [each.id for each in caught.value.candidates] == ["16-kh-du_2024_binh-hoa", "16-kh-du_2025_tan-an"]
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - as it travels from a worker
    assert str(again) == str(caught.value)


@pytest.mark.parametrize(("text", "nearest"), [("90-NQ/TV", "90-NQ/TW"), ("13/NQ-CP", "12/NQ-CP")])
def test_a_wrong_name_answers_with_the_nearest(store: Store, text: str, nearest: str) -> None:
    with pytest.raises(DocumentNotFoundError, match=nearest) as caught:
        find_one_document(store, text)
    assert caught.value.nearest[0].symbol == nearest
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


@pytest.mark.parametrize("text", ["", "   ", "không có gì như thế", "1", "NQ"])
def test_words_that_are_no_document_find_none(store: Store, text: str) -> None:
    assert find_document(store, text) == ()


@pytest.mark.parametrize("text", ["90-nq-tw", "https://w3id.org/trienkhai/id/document/90-nq-tw"])
def test_an_id_of_an_earlier_generation_leads_to_the_document(statements: bytes, text: str) -> None:
    store = Store.memory()
    store.bulk_load(statements)
    documents = "https://w3id.org/trienkhai/id/document/"
    redirect = f"<{documents}90-nq-tw> tk:redirectsTo <{documents}90-nq-tw_2024> ."
    prefix = "@prefix tk: <https://w3id.org/trienkhai/ontology#> ."
    store.load_turtle(f"{prefix} {redirect}".encode(), Iri("https://w3id.org/trienkhai/graph/redirects"))
    assert find_one_document(store, text).id == "90-nq-tw_2024"
