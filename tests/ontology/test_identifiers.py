"""Identities: the same thing has the same one, another thing another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.identifiers import agency_id, clause_hash, document_id, graph_iri, is_symbol, part_iri, slug


@given(st.text(max_size=60))
def test_a_slug_is_safe_in_an_iri_and_stays_as_it_is(words: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(words))
    assert slug(slug(words)) == slug(words)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("57-NQ/TW", True),
        ("71/NQ-CP", True),
        ("140/2017/NĐ-CP", True),
        ("16-KH/ĐU", True),
        ("72/2025/QH15", True),
        ("9180/SVHTTDL-QLVH", True),
        ("Nghị quyết", False),
        ("57", False),
        ("30/6/2026", False),
        ("ke-hoach.txt", False),
        ("", False),
    ],
)
def test_a_symbol_is_told_from_other_words(text: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_symbol(text) is is_one


def test_a_symbol_alone_does_not_identify() -> None:
    plans = {
        document_id("16-KH/ĐU", year="2025", issuer="xã Vân Sơn", file_name="a.txt"),
        document_id("16-KH/ĐU", year="2025", issuer="xã Tân Lộc", file_name="b.txt"),
        document_id("16-KH/ĐU", year="2026", issuer="xã Vân Sơn", file_name="c.txt"),
        document_id("16-KH/ĐU", year=None, issuer=None, file_name="d.txt"),
        document_id(None, year="2025", issuer="xã Vân Sơn", file_name="e.txt"),
    }
    assert len(plans) == 5


def test_a_document_with_a_symbol_does_not_hang_on_its_file_name() -> None:
    ids = {document_id("57-NQ/TW", year="2024", issuer=None, file_name=name) for name in ("a.txt", "b.docx")}
    assert ids == {"57-nq-tw_2024"}


@pytest.mark.parametrize(
    ("name", "area", "identity"),
    [
        ("Đảng ủy", "xã Vân Sơn", "dang-uy_xa-van-son"),
        ("Đảng ủy xã Vân Sơn", "xã Vân Sơn", "dang-uy-xa-van-son"),
        ("Bộ Chính trị", None, "bo-chinh-tri"),
    ],
)
def test_an_agency_is_known_by_name_and_area(name: str, area: str | None, identity: str) -> None:
    assert agency_id(name, area) == identity


@given(st.text(alphabet="abcđêô ĂÂ-.,\n", min_size=1, max_size=60))
def test_a_clause_keeps_its_hash_while_its_words_stay(clause: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", clause_hash(clause))
    assert clause_hash(f" {clause.upper()}. ".replace(" ", "  ")) == clause_hash(clause)


def test_another_clause_has_another_hash() -> None:
    assert clause_hash("Xây dựng tủ sách.") != clause_hash("Xây dựng nhà văn hóa.")


def test_things_of_a_document_stand_under_it() -> None:
    assert part_iri("57-nq-tw_2024", "task", "1", base="https://example.org/id/") == (
        "https://example.org/id/document/57-nq-tw_2024/task/1"
    )
    assert graph_iri("findings", base="https://example.org/id/") == "https://example.org/graph/findings"
    assert graph_iri("document", "x", base="https://example.org/id/") == "https://example.org/graph/document/x"
