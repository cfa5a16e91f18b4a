"""The audit holds what was measured on real documents, against labels made from the texts alone."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.findings.measure import HALVES, Score, built, measure, read_labels, said_of, together

Scores = Mapping[tuple[str, str], Score]
# rule, the least precision and recall over both halves; a floor is raised when the audit gets better, never lowered
FLOORS = [
    ("unassigned-task", 0.97, 0.97),
    ("several-leads", 0.92, 0.92),
    ("unnamed-partners", 0.97, 0.97),
    ("no-deadline", 0.97, 0.95),
    ("dangling-citation", 0.97, 0.97),
    ("dissolved-agency", 0.97, 0.93),
    ("duplicate-task", 0.95, 0.48),
    ("weaker-target", 0.97, 0.97),
]


@pytest.fixture(scope="module")
def scores(shared: Path) -> Scores:
    with built(shared) as store:
        return measure(read_labels(), said_of(store))[0]


@pytest.mark.parametrize(("rule", "precision", "recall"), FLOORS)
def test_a_rule_holds_its_floor(scores: Scores, rule: str, precision: float, recall: float) -> None:
    score = together(scores, rule=rule)
    assert score.sure, "a floor on nothing holds nothing"
    assert (score.precision or 0.0) >= precision
    assert (score.recall or 0.0) >= recall


@pytest.mark.parametrize("half", HALVES)
def test_all_findings_hold_their_floor_in_both_halves(scores: Scores, half: str) -> None:
    score = together(scores, half)
    assert (score.precision or 0.0) >= 0.96
    assert (score.recall or 0.0) >= 0.86
