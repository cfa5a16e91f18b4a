"""Reading holds what was measured: floors on the examples, their torn copy, the shared and our own labels."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from benchmarks.accuracy.score import (
    CORPUS,
    EXAMPLES,
    OWN,
    PAGES,
    SHARED,
    TORN,
    TORN_PAGES,
    TORN_WRITTEN,
    WRITTEN,
    changes,
    labelled,
    scored,
)
from loaders.comparison import Comparison, is_same_name, of_names, paired, start_of
from loaders.evaluation import compare, together

FLOORS = [  # F1 of each kind; of the unassigned both precision and recall
    (EXAMPLES, "document", 0.95),
    (EXAMPLES, "citations", 0.95),
    (EXAMPLES, "citation.relation", 0.9),
    (EXAMPLES, "relations", 0.9),
    (EXAMPLES, "tasks", 0.95),
    (EXAMPLES, "lead", 0.9),
    (EXAMPLES, "unassigned", 0.9),
    (EXAMPLES, "coordinate", 0.9),
    (EXAMPLES, "report_to", 0.9),
    (EXAMPLES, "due", 0.9),
    (EXAMPLES, "every", 0.9),
    (EXAMPLES, "indicators", 0.85),
    (TORN, "citations", 0.9),
    (TORN, "relations", 0.85),
    (TORN, "tasks", 0.9),
    (TORN, "lead", 0.85),
    (TORN, "unassigned", 0.85),
    (TORN, "due", 0.85),
    (TORN, "every", 0.85),
    (SHARED, "citations", 0.9),
    (SHARED, "tasks", 0.85),
    (SHARED, "lead", 0.8),
    (SHARED, "unassigned", 0.85),
    (OWN, "citations", 0.9),
    (OWN, "tasks", 0.85),
    (OWN, "lead", 0.8),
    (OWN, "unassigned", 0.8),
    (PAGES, "citations", 0.9),
    (PAGES, "tasks", 0.9),
    (PAGES, "lead", 0.9),
    (PAGES, "unassigned", 0.72),
    (TORN_PAGES, "tasks", 0.88),
    (TORN_PAGES, "lead", 0.88),
    (CORPUS, "citations", 0.85),
    (CORPUS, "tasks", 0.92),
    (CORPUS, "lead", 0.9),
    (CORPUS, "indicators", 0.9),
    (WRITTEN, "citations", 0.97),
    (WRITTEN, "relations", 0.85),
    (WRITTEN, "tasks", 0.95),
    (WRITTEN, "lead", 0.87),
    (WRITTEN, "coordinate", 0.86),
    (WRITTEN, "due", 0.9),
    (WRITTEN, "indicators", 0.84),
    (TORN_WRITTEN, "citations", 0.95),
    (TORN_WRITTEN, "tasks", 0.93),
    (TORN_WRITTEN, "lead", 0.83),
    (TORN_WRITTEN, "due", 0.9),
]
MEMBERS = {
    EXAMPLES: 12,
    TORN: 1,
    SHARED: 2,
    OWN: 4,
    PAGES: 5,
    TORN_PAGES: 5,
    CORPUS: 5,
    WRITTEN: 211,
    TORN_WRITTEN: 153,
}
OURS = (EXAMPLES, TORN, WRITTEN, TORN_WRITTEN)  # those that lie in the project


def told_of(collection: str, score: Comparison) -> str:
    """Return the misses; of a collection with documents kept apart only how many."""
    if collection not in (EXAMPLES, TORN, SHARED, OWN):
        return f"{len(score.spurious)} made up, {len(score.missed)} missed"
    return f"made up: {score.spurious}; missed: {score.missed}"


@cache
def scores_of(collection: str) -> Mapping[str, Comparison]:
    documents = labelled([collection])
    assert len(documents) == MEMBERS[collection]
    return together([scored(document) for document in documents])


@pytest.mark.parametrize(("collection", "kind", "floor"), FLOORS)
def test_reading_holds_its_floor(request: pytest.FixtureRequest, collection: str, kind: str, floor: float) -> None:
    if collection not in OURS:
        request.getfixturevalue("shared")
    score = scores_of(collection)[kind]
    assert score.right, "a floor on nothing holds nothing"
    figures = (score.precision, score.recall) if kind == "unassigned" else (score.f1,)
    assert min(figures) >= floor, told_of(collection, score)


RAW = "I. NHIỆM VỤ\n- Xây dựng kế hoạch.\n- Xây dựng kế hoạch năm 2027.\n"


def record(**facts: object) -> dict[str, object]:
    empty: dict[str, object] = {"document": {}, "citations": [], "relations": [], "tasks": [], "indicators": []}
    return empty | facts


def task(start: int, *lead: str, **facts: object) -> dict[str, object]:
    empty: dict[str, object] = {"coordinate": [], "report_to": [], "due": [], "every": []}
    return {"start": start, "lead": list(lead)} | empty | facts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sở Nội vụ", "sở nội vụ", True),
        ("UBND xã", "Ủy ban nhân dân xã", True),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân", True),
        ("Các cơ quan, đơn vị", "cơ quan, đơn vị", True),
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Hà Châu", True),
        ("Sở Nội vụ", "Sở Tài chính", False),
        ("Ban", "Ban Tổ chức", False),
        ("", "Sở Nội vụ", False),
    ],
)
def test_names_are_compared_by_the_rules(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert is_same_name(one, other) is same
    assert is_same_name(other, one) is same


def test_a_list_in_one_name_is_the_list_in_several() -> None:
    compared = of_names("", ["Sở Nội vụ, Sở Tài chính và các xã"], ["Sở Nội vụ", "Sở Tài chính", "các xã"])
    assert (compared.precision, compared.recall) == (1, 1)


def test_starts_are_paired_once_and_nearest_first() -> None:
    assert paired([10, 14], [13, 40]) == [(1, 0)]
    assert paired([0], [12]) == [(0, 0)]
    assert paired([0], [13]) == []


def test_a_quote_stands_where_its_occurrence_says() -> None:
    quote = "Xây dựng kế hoạch"
    assert start_of({"quote": quote}, RAW) == RAW.index(quote)
    assert start_of({"quote": quote, "occurrence": 2}, RAW) == RAW.rindex(quote)
    with pytest.raises(ValueError, match="substring"):
        start_of({"quote": quote, "occurrence": 3}, RAW)


def test_what_is_right_made_up_and_missed_is_told_apart() -> None:
    gold = record(tasks=[task(14), task(35, "Sở Nội vụ", due=["2026-12-31"])])
    found = record(tasks=[task(16, "Sở Tài chính"), task(35, "Sở Nội vụ tỉnh", due=[]), task(60)])
    compared = compare(gold, found, RAW)
    assert compared["tasks"] == Comparison(right=("@14", "@35"), spurious=("@60",))
    assert compared["unassigned"] == Comparison(spurious=("@60",), missed=("@14",))
    assert compared["lead"] == Comparison(right=("@35 Sở Nội vụ",), spurious=("@14 Sở Tài chính",))
    assert compared["due"] == Comparison(missed=("@35 2026-12-31",))


def test_a_range_is_one_target_or_two_as_the_labels_count() -> None:
    found = {"value": 40, "upper": 50, "comparator": ">=", "year": 2030, "start": 16}
    low = {"value": 40, "comparator": ">=", "year": 2030, "quote": "Xây dựng kế hoạch"}
    high = {**low, "value": 50, "comparator": "<="}
    for labels in ([low], [low, high]):
        compared = compare(record(indicators=labels), record(indicators=[found]), RAW)["indicators"]
        assert (len(compared.right), compared.spurious, compared.missed) == (len(labels), (), ())
    wrong = compare(record(indicators=[low, {**high, "value": 60}]), record(indicators=[found]), RAW)["indicators"]
    assert len(wrong.missed) == 1


def test_gained_and_lost_facts_are_told_of_documents_in_both_runs() -> None:
    before = {"a": {"tasks": ["@1", "@2"]}, "gone": {"tasks": ["@9"]}}
    now = {"a": {"tasks": ["@2"], "citations": ["57-NQ/TW"]}, "new": {"tasks": ["@5"]}}
    assert changes(before, now) == (["a citations 57-NQ/TW"], ["a tasks @1"])


def test_the_scorer_prints_figures_and_tells_what_was_lost(root: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"examples/01-nghi-quyet-95-nq-tw": {"tasks": ["@999999"]}}), encoding="utf-8")
    command = [sys.executable, "benchmarks/accuracy/score.py", "--against", str(kept)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert "= examples" in done.stdout
    assert "- examples/01-nghi-quyet-95-nq-tw tasks @999999" in done.stdout
