"""A parent's progress is that of the tasks that carry it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.judged_quads import STATUSES
from graph.progress import Progress, Status, progress
from ontology.terms import concept


def said(what: str, share: int | None = None) -> Status:
    return Status(concept=str(concept("status", STATUSES[what])), share=share)


DONE, DROPPED, OPEN = said("done"), said("dropped"), said("open")
CASES = {
    "nobody said anything": ({"a": ["b"]}, {}, None),
    "one of two": ({"a": ["b", "c"]}, {"b": DONE}, (50, 2, 1, 1)),
    "half way": ({"a": ["b", "c"]}, {"b": DONE, "c": said("open", 40)}, (70, 2, 1, 0)),
    "under way without a share": ({"a": ["b", "c"]}, {"b": DONE, "c": OPEN}, (50, 2, 1, 0)),
    "a dropped one does not count": ({"a": ["b", "c"]}, {"b": DONE, "c": DROPPED}, (100, 2, 1, 0)),
    "all dropped": ({"a": ["b"]}, {"b": DROPPED}, (None, 1, 0, 0)),
    "two levels": ({"a": ["b", "c"], "b": ["d", "e"]}, {"d": DONE, "c": DONE}, (75, 2, 1, 0)),
    "what is said of the middle counts": ({"a": ["b"], "b": ["d"]}, {"b": said("open", 30), "d": DONE}, (30, 1, 0, 0)),
    "a circle": ({"a": ["b"], "b": ["a", "c"]}, {"c": DONE}, (100, 1, 1, 0)),
}


@pytest.mark.parametrize(("below", "statuses", "expected"), CASES.values(), ids=CASES.keys())
def test_progress(
    below: dict[str, list[str]], statuses: dict[str, Status], expected: tuple[int | None, int, int, int] | None
) -> None:
    found = progress(below, statuses).get("a")
    if expected is None:
        assert found is None
        return
    percent, count, done, unknown = expected
    assert found == Progress(percent=percent, below=count, done=done, unknown=unknown)


NODES = st.sampled_from("abcdefg")


@given(
    st.dictionaries(NODES, st.lists(NODES, max_size=4, unique=True)),
    st.dictionaries(NODES, st.sampled_from([DONE, DROPPED, OPEN, said("open", 50)])),
)
def test_a_share_is_a_share_and_more_done_is_never_less(
    below: dict[str, list[str]], statuses: dict[str, Status]
) -> None:
    acyclic = {task: [each for each in lower if each > task] for task, lower in below.items()}
    before = progress(acyclic, statuses)
    assert all(each.percent is None or 0 <= each.percent <= 100 for each in before.values())
    after = progress(acyclic, {task: said("done") if each == OPEN else each for task, each in statuses.items()})
    for task, each in before.items():
        assert (after[task].percent or 0) >= (each.percent or 0)
