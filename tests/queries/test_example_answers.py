"""Each named question on the example corpus: rows that a reader of the texts wrote down, before they were asked for.

A row is compared by the columns that matter; `whole` says that these are all rows of the answer.
"""

from collections.abc import Mapping

import pytest

from graph.store import Store
from queries.ask import ask
from queries.catalogue import catalogue

Rows = set[tuple[object, ...]]
WATER, READING = "981/NQ-CP", "95-NQ/TW"
SNN = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Châu"
MAP_LATE = ("982/KH-UBND", "III.1", "2025-06-30", "981/NQ-CP", "II.1", "2024-12-31")
# name, parameters, columns, rows, whether they are all
CASES: list[tuple[str, Mapping[str, str], tuple[str, ...], Rows, bool]] = [
    (
        "implementing_documents",
        {"root": WATER},
        ("symbol", "level", "steps", "direct", "inCollection"),
        {
            ("982/KH-UBND", "province", 1, True, True),
            ("983/KH-UBND", "district", 2, True, True),
            ("984/KH-UBND", "commune", 1, True, True),
            ("985/KH-UBND", "province", 1, True, True),
            ("987-KH/ĐU", "commune", 1, False, True),
            # it carries out nothing of these: only cited by the district
        },
        True,
    ),
    (
        "chain_to_the_centre",
        {"document": "983/KH-UBND"},
        ("symbol", "issued", "steps", "inCollection"),
        {
            ("982/KH-UBND", "2023-06-20", 1, True),
            ("981/NQ-CP", "2023-03-10", 2, True),
            ("989-CTr/HU", "2023-08-01", 1, False),
        },
        True,
    ),
    (
        "skipped_levels_and_crossings",
        {"root": WATER},
        ("finding", "symbol", "upperSymbol", "skipped"),
        {
            ("branch-crossing", "984/KH-UBND", "987-KH/ĐU", None),
            ("branch-crossing", "987-KH/ĐU", "984/KH-UBND", None),
            ("skipped-level", "984/KH-UBND", "981/NQ-CP", "province"),
            ("skipped-level", "984/KH-UBND", "981/NQ-CP", "district"),
        },
        False,
    ),
    (
        "coverage_of_a_document",
        {"root": WATER},
        ("path", "outcome", "symbol", "lowerPath"),
        {("II.1", "copy", "982/KH-UBND", "III.1"), ("II.2", "unreached", None, None)},
        False,
    ),
    (
        "days_to_the_first_document",
        {"root": WATER},
        ("issued", "place", "first", "documents"),
        {("2023-03-10", "tỉnh Hà Châu", "2023-06-20", 2)},
        False,
    ),
    ("bases_outside_the_collection", {}, ("symbol", "tasks"), {("989-CTr/HU", 7)}, False),
    (
        "tasks_on_a_replaced_basis",
        {"day": "2025-12-31"},
        ("symbol", "basisSymbol", "how", "bySymbol", "since", "tasks"),
        {("983/KH-UBND", "982/KH-UBND", "replaced", "985/KH-UBND", "2025-09-25", 7)},
        True,
    ),
    ("tasks_on_a_replaced_basis", {"day": "2025-09-24"}, ("symbol",), set(), True),
    (
        "tasks_of_an_agency",
        {"agency": "Sở Tài chính"},
        ("role", "symbol", "path"),
        {("lead", "982/KH-UBND", "IV.2.a")},
        False,
    ),
    (
        "tasks_without_a_lead",
        {},
        ("finding", "symbol", "path", "part"),
        {("no-lead", "983/KH-UBND", "II.4.a", "assignment"), ("no-lead", "981/NQ-CP", "II.2", "content")},
        False,
    ),
    (
        "tasks_with_several_leads",
        {},
        ("finding", "symbol", "path"),
        {
            ("several-leads", "982/KH-UBND", "IV.3.a"),
            ("lead-also-coordinates", "982/KH-UBND", "IV.1.a"),
        },
        False,
    ),
    (
        "load_of_agencies_by_quarter",
        {"least": "15"},
        ("name", "quarter", "tasks"),
        {("Trung tâm Nước sạch nông thôn tỉnh Hà Châu", "2026-Q2", 15)},
        True,
    ),
    ("tasks_of_dissolved_agencies", {}, ("symbol", "name", "severity"), {("985/KH-UBND", SNN, "violation")}, False),
    (
        "members_of_a_group",
        {"group": "các xã, thị trấn"},
        ("document",),
        {("983-kh-ubnd_2023_huyen-van-loc-tinh-ha-chau",)},
        False,
    ),
    (
        "tasks_due_between",
        {"from": "2026-04-01", "to": "2026-04-15"},
        ("day", "symbol", "path"),
        {("2026-04-10", "985/KH-UBND", "IV.2.a"), ("2026-04-15", "985/KH-UBND", "IV.2.b")},
        False,
    ),
    (
        "reporting_duties_of_an_agency",
        {"agency": SNN, "from": "2026-01-01"},
        ("next", "every", "recipient", "path"),
        {("2026-11-15", "P1Y", "Ủy ban nhân dân tỉnh Hà Châu", "IV.1.c")},
        True,
    ),
    (
        "deadlines_against_the_parent",
        {},
        ("symbol", "path", "due", "upperSymbol", "upperPath", "upperDue"),
        {MAP_LATE, ("985/KH-UBND", "III.1", "2026-06-30", *MAP_LATE[3:])},
        False,
    ),
    ("tasks_without_a_time", {}, ("symbol", "path"), {("982/KH-UBND", "IV.1.b"), ("983/KH-UBND", "II.1.b")}, False),
    (
        "report_paths",
        {},
        ("reporter", "relay", "recipient", "symbol", "path"),
        {
            (
                "Ủy ban nhân dân các huyện (tỉnh Hà Châu)",
                SNN,
                "Ủy ban nhân dân tỉnh Hà Châu",
                "982/KH-UBND",
                "IV.4.a",
            )
        },
        False,
    ),
    (
        "reports_to_several_recipients",
        {},
        ("symbol", "path"),
        {("984/KH-UBND", "I.2.a")},
        False,
    ),
    (
        "targets_beside_the_parents",
        {"root": WATER},
        ("comparator", "value", "symbol", "lowerComparator", "lowerValue"),
        {
            (">=", 85.0, "982/KH-UBND", ">=", 80.0),
            (">=", 85.0, "985/KH-UBND", ">=", 85.0),
            ("<=", 20.0, "982/KH-UBND", "<=", 25.0),
        },
        True,
    ),
    (
        "weaker_targets",
        {},
        ("verdict", "symbol"),
        {("weaker", "982/KH-UBND"), ("weaker", "915/KH-UBND")},
        True,
    ),
    (
        "tasks_that_ask_the_same",
        {},
        ("kind", "firstPath", "secondPath"),
        {("copy", "II.1.b", "I.1.a"), ("same", "V.1", "V.3"), ("copy of the parent", "III.1", "II.1")},
        False,
    ),
    (
        "where_it_is_said",
        {"document": "987-KH/ĐU"},
        ("path", "file", "words"),
        {("I.1", "12-ke-hoach-987-kh-du.txt", "Các chi bộ đưa nội quy dùng nước vào hương ước của bản.")},
        False,
    ),
    (
        "what_texts_say_of_a_document",
        {"document": "95-NQ/TW"},
        ("what", "value", "symbol"),
        {
            (what, value, symbol)
            for what, value in (("date", "2025-08-18"), ("issuer", "Bộ Chính trị"))
            for symbol in ("912/NQ-CP", "915/KH-UBND", "916-KH/ĐU")
        },
        False,
    ),
    ("answers_that_rest_on_doubt", {"percent": "81"}, ("kind", "confidence"), {("task", 0.8)}, False),
    (
        "state_of_the_collection",
        {},
        ("symbol", "tasks"),
        {
            ("981/NQ-CP", 6),
            ("982/KH-UBND", 11),
            ("983/KH-UBND", 7),
            ("984/KH-UBND", 3),
            ("985/KH-UBND", 17),
            ("987-KH/ĐU", 4),
        },
        False,
    ),
    ("progress_of_a_document", {"root": READING}, ("path",), {("IV.1",)}, False),
]


def short(value: object) -> object:
    """Return a concept or a document by the last part of its IRI."""
    return value.rsplit("/", 1)[-1] if isinstance(value, str) and value.startswith("https://") else value


@pytest.mark.parametrize(("name", "parameters", "columns", "rows", "whole"), CASES)
def test_the_answer_holds_what_a_reader_wrote_down(  # noqa: PLR0913 - the columns of the table
    examples: Store, name: str, parameters: Mapping[str, str], columns: tuple[str, ...], rows: Rows, *, whole: bool
) -> None:
    answer = ask(examples, name, **parameters)
    places = [answer.columns.index(column) for column in columns]
    found = {tuple(short(row[place]) for place in places) for row in answer.rows}
    assert rows <= found
    if whole:
        assert found == rows


def test_every_question_is_asked() -> None:
    assert {case[0] for case in CASES} == catalogue().keys()
