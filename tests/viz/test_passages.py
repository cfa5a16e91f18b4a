import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.passages import Mark, raw_offset, restored_offset, split_lines
from viz.wording import compare_words

LETTERS = st.text(alphabet="ab đ\n\r", max_size=60)


@given(LETTERS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_no_letter_is_lost_and_marks_cover_exactly_their_words(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start=min(span), end=min(max(span), len(text)), kind="task") for span in spans]
    lines = split_lines(text, marks)
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == text.splitlines()
    marked = "".join(piece.text for line in lines for piece in line.pieces if "task" in piece.kinds)
    inside = (letter for place, letter in enumerate(text) if any(m.start <= place < m.end for m in marks))
    assert marked == "".join(letter for letter in inside if letter not in "\n\r")


@pytest.mark.parametrize(
    ("raw", "restored"),
    [
        (0, 0),
        (4, 4),
        (6, 5),
        (10, 9),
        (21, 20),
        (25, 24),
        pytest.param(5, 5, id="inside a letter that was dropped"),
    ],
)
def test_offsets_follow_the_anchors(raw: int, restored: int) -> None:
    assert restored_offset(((0, 0), (5, 6), (20, 21)), raw) == restored


@given(st.integers(0, 200))
def test_offsets_return_where_nothing_was_dropped(raw: int) -> None:
    anchors = ((0, 0), (50, 60), (120, 140))
    if raw < 50 or 60 <= raw < 130 or raw >= 140:
        assert raw_offset(anchors, restored_offset(anchors, raw)) == raw


@given(st.text(max_size=40), st.text(max_size=40))
def test_runs_keep_every_word(first: str, second: str) -> None:
    left, right = compare_words(first, second)
    assert " ".join(run.text for run in left).split() == first.split()
    assert " ".join(run.text for run in right).split() == second.split()
    assert [run.differs for run in left] == [False] * len(left) or first != second
