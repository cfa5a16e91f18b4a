"""What the audit says of the example collection, against what a careful reader found there."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.audit import compute_findings
from queries.documents import find_documents
from queries.findings import Finding

Key = tuple[str, ...]
# rule -> the least precision and recall; a floor is raised when the program gets better, never lowered in silence
FLOORS = {
    "unassigned-task": (0.9, 0.9),
    "duplicate-task": (0.9, 1.0),
}


@pytest.fixture(scope="session")
def expected(corpus: Path) -> Mapping[str, Any]:
    return json.loads((corpus / "findings.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def found(examples: Store) -> tuple[Finding, ...]:
    return compute_findings(examples)


@pytest.fixture(scope="session")
def symbols(examples: Store) -> Mapping[str, str]:
    return {each.id: each.symbol or each.id for each in find_documents(examples)}


def passages(evidence: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, int]]:
    return frozenset((each["source"], each["start"] // 10) for each in evidence)


def places(finding: Finding) -> frozenset[tuple[str, int]]:
    return passages(each for each in finding.as_json()["evidence"])  # type: ignore[union-attr]


@pytest.mark.parametrize("rule", FLOORS)
def test_findings_are_those_of_a_careful_reader(
    rule: str, found: tuple[Finding, ...], expected: Mapping[str, Any]
) -> None:
    wanted = {passages(each["evidence"]): each for each in expected["findings"] if each["rule"] == rule}
    ours = {places(each): each for each in found if each.rule == rule}
    hits = wanted.keys() & ours.keys()
    missed = [(wanted[each]["document"], wanted[each]["path"]) for each in wanted.keys() - hits]
    false = [(ours[each].document, ours[each].path, ours[each].message.vi) for each in ours.keys() - hits]
    precision, recall = FLOORS[rule]
    assert len(hits) / len(wanted) >= recall, f"missed: {missed}"
    assert len(hits) / len(ours) >= precision, f"false alarms: {false}"


def test_nothing_is_said_where_nothing_is_wrong(found: tuple[Finding, ...], expected: Mapping[str, Any]) -> None:
    quiet = {(each["rule"], passages(each["evidence"])): each["reason"] for each in expected["must_not_fire"]}
    loud = [reason for each in found if (reason := quiet.get((each.rule, places(each))))]
    assert loud == []


@pytest.mark.parametrize("rule", ["deadline-later-than-parent", "weaker-target"])
def test_a_fault_against_the_parent_is_found(
    rule: str, found: tuple[Finding, ...], expected: Mapping[str, Any]
) -> None:
    (wanted,) = (each for each in expected["findings"] if each["rule"] == rule)
    ours = [places(each) for each in found if each.rule == rule]
    assert passages(wanted["evidence"]) in ours
