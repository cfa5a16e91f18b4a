"""Each named question against rows that were read off fixture.trig by hand, on both engines."""

from collections.abc import Mapping

import pytest
import rdflib

from graph.store import Iri, Store
from queries.ask import ask
from queries.catalogue import catalogue

DOCUMENT = "https://w3id.org/trienkhai/id/document/"
ROOT, GOVERNMENT, PLAN = "90-nq-tw_2024", "12-nq-cp_2024", "31-kh-tu_2024_lam-son"
PEOPLES, DISTRICT = "45-kh-ubnd_2025_lam-son", "08-kh-hu_2024_song-giang"
TAN_AN, TAN_AN_STATE, BINH_HOA = "16-kh-du_2025_tan-an", "20-kh-ubnd_2025_tan-an", "16-kh-du_2024_binh-hoa"
LETTER = "file_cong-van-tuyen-truyen"
SCIENCE, HOME = "Sở Khoa học và Công nghệ", "Sở Nội vụ"

Rows = list[tuple[object, ...]]
# name, parameters, columns that are compared, rows
CASES: list[tuple[str, Mapping[str, str], tuple[str, ...], Rows]] = [
    (
        "implementing_documents",
        {"root": ROOT},
        ("document", "level", "branch", "steps", "direct"),
        [
            (LETTER, None, None, None, False),
            (GOVERNMENT, "central", "state", None, True),
            (PLAN, "province", "party", None, True),
            (PEOPLES, "province", "state", 2, True),
            (DISTRICT, "district", "party", None, False),
            (BINH_HOA, "commune", "party", None, True),
            (TAN_AN, "commune", "party", 2, True),
            (TAN_AN_STATE, "commune", "state", 3, False),
        ],
    ),
    (
        "chain_to_the_centre",
        {"document": TAN_AN_STATE},
        ("upper", "issuer", "issued", "steps"),
        [
            (TAN_AN, "Đảng ủy xã Tân An", "2025-09-30", None),
            (PLAN, "Tỉnh ủy Lam Sơn", "2024-05-20", None),
            (ROOT, "Bộ Chính trị", "2024-01-10", 3),
        ],
    ),
    (
        "skipped_levels_and_crossings",
        {"root": ROOT},
        ("finding", "document", "upper", "skipped"),
        [
            ("branch-crossing", GOVERNMENT, ROOT, None),
            ("branch-crossing", PEOPLES, PLAN, None),
            ("branch-crossing", PEOPLES, ROOT, None),
            ("branch-crossing", TAN_AN_STATE, TAN_AN, None),
            # issued on 2024-10-01, when there were districts; Tân An's plan of 2025-09-30 skips nothing
            ("skipped-level", BINH_HOA, ROOT, "district"),
            ("skipped-level", BINH_HOA, ROOT, "province"),
        ],
    ),
    (
        "bases_outside_the_collection",
        {},
        ("document", "citingDocuments", "tasks"),
        [("63-2014-qh13_2014", 1, 6), ("77-qd-ubnd_2025_lam-son", 1, 6)],
    ),
    (
        "tasks_of_an_agency",
        {"agency": "sở khoa học"},
        ("name", "role", "path"),
        [(SCIENCE, "lead", "III.1"), (SCIENCE, "lead", "III.2"), (SCIENCE, "coordinating", "III.3")],
    ),
    (
        "tasks_without_a_lead",
        {},
        ("finding", "document", "path", "agency"),
        [
            ("related-only", PEOPLES, "III.4", "Các cơ quan liên quan"),
            ("no-lead", PEOPLES, "II.1", None),
            ("from-heading", TAN_AN, "IV.1", "Ủy ban nhân dân xã Tân An"),
        ],
    ),
    (
        "tasks_with_several_leads",
        {},
        ("finding", "path", "agency", "other"),
        [("several-leads", "III.2", SCIENCE, HOME), ("lead-also-coordinates", "III.5", HOME, None)],
    ),
    (
        "members_of_a_group",
        {"group": "các xã"},
        ("name", "document", "memberName", "ownDocument"),
        [
            ("Các xã, phường", PEOPLES, "Đảng ủy xã Bình Hòa", BINH_HOA),
            ("Các xã, phường", PEOPLES, "Đảng ủy xã Tân An", TAN_AN),
            ("Các xã, phường", PEOPLES, "Ủy ban nhân dân xã Tân An", TAN_AN_STATE),
        ],
    ),
    (
        "tasks_due_between",
        {"from": "2026-03-01", "to": "2026-12-31"},
        ("day", "exact", "yearly", "path", "lead"),
        [
            ("2026-03-01", True, False, "III.3", "Các xã, phường"),
            ("2026-06-30", False, False, "III.1", SCIENCE),
            ("2026-12-15", True, True, "III.2", SCIENCE),
            ("2026-12-15", True, True, "III.2", HOME),
        ],
    ),
    pytest.param(
        "tasks_due_between",
        {"from": "2026-12-16", "to": "2027-12-15"},
        ("day", "path", "lead"),
        [("2027-12-15", "III.2", SCIENCE), ("2027-12-15", "III.2", HOME)],
        id="a yearly day is counted from the first day on",
    ),
    (
        "tasks_without_a_time",
        {},
        ("document", "path"),
        [(TAN_AN, "IV.1"), (PEOPLES, "III.4"), (PEOPLES, "III.5")],
    ),
]


def short(value: object) -> object:
    """Return an IRI by its last part, other values as they are."""
    return value.rsplit("/", 1)[-1] if isinstance(value, Iri) else value


def test_every_question_has_rows() -> None:
    named = {case.values[0] if hasattr(case, "values") else case[0] for case in CASES}
    assert named == catalogue().keys()


@pytest.mark.parametrize(("name", "parameters", "columns", "rows"), CASES)
def test_the_rows_are_those_read_by_hand(
    store: Store, name: str, parameters: Mapping[str, str], columns: tuple[str, ...], rows: Rows
) -> None:
    answer = ask(store, name, **parameters)
    places = [answer.columns.index(column) for column in columns]
    assert [tuple(short(row[place]) for place in places) for row in answer.rows] == rows


@pytest.mark.parametrize(("name", "parameters", "columns", "rows"), CASES)
def test_rdflib_gives_the_same_rows(  # noqa: PLR0913, PLR0917 - the columns of the table
    store: Store,
    union: rdflib.Graph,
    name: str,
    parameters: Mapping[str, str],
    columns: tuple[str, ...],  # noqa: ARG001 - of the table that both tests share
    rows: Rows,
) -> None:
    query = catalogue()[name]
    bound = {
        parameter.name: rdflib.URIRef(DOCUMENT + parameters[parameter.name])
        if parameter.type == "document"
        else rdflib.Literal(parameters[parameter.name])
        for parameter in query.parameters
    }
    theirs = [tuple(map(as_text, row)) for row in union.query(query.sparql, initBindings=bound)]
    assert theirs == [tuple(map(as_text, row)) for row in ask(store, name, **parameters).rows]
    assert len(theirs) == len(rows)


def as_text(value: object) -> str | None:
    """Return a value of either engine in one spelling."""
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
