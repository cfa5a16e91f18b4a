"""Days as they are written: whole, torn, impossible."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import first_date
from ontology.folding import fold

DAYS = [
    pytest.param("ngày 22/12/2024", "2024-12-22", True, id="strokes"),
    pytest.param("ngày 22.12.2024", "2024-12-22", True, id="dots"),
    pytest.param("ngày 05-6-2026", "2026-06-05", True, id="hyphens"),
    pytest.param("ngày 1/7/2025", "2025-07-01", True, id="one digit"),
    pytest.param("ngày 22 / 12 / 2024", "2024-12-22", True, id="spaces"),
    pytest.param("ngày 30 tháng 9 năm 2025", "2025-09-30", True, id="written"),
    pytest.param("ngày 30  tháng 09 năm 2025", "2025-09-30", True, id="written, leading zero"),
    pytest.param("ngày     tháng 7 năm 2025", "2025-07", True, id="day not filled in"),
    pytest.param("ngày … tháng 7 năm 2025", "2025-07", True, id="dots for the day"),
    pytest.param("ngày 78 tháng 7 năm 2025", "2025-07", False, id="unreadable day"),
    pytest.param("ngày 31/02/2025", "2025-02", False, id="impossible day"),
    pytest.param("ngày 29/2/2025", "2025-02", False, id="no leap year"),
    pytest.param("ngày 29/2/2024", "2024-02-29", True, id="leap year"),
    pytest.param("ngày 10/13/2025", None, False, id="impossible month"),
    pytest.param("ngày l5/8/2025", "2025-08-15", True, id="l read for 1"),
    pytest.param("ngày 3O/9/2025", "2025-09-30", True, id="O read for 0"),
]


@pytest.mark.parametrize(("words", "iso", "possible"), DAYS)
def test_a_day_is_read_as_far_as_it_is_possible(words: str, iso: str | None, possible: bool) -> None:  # noqa: FBT001
    found = first_date(fold(words))
    assert found is not None
    assert (found.iso, found.is_possible) == (iso, possible)


@pytest.mark.parametrize("words", ["giai đoạn 2025-2030", "trực 24/7", "12/2025", "80,5/100 điểm", "tỷ lệ 1/3"])
def test_no_day_is_seen_where_none_is(words: str) -> None:
    assert first_date(fold(words)) is None


def test_the_first_of_two_days_is_taken() -> None:
    found = first_date(fold("từ ngày 30 tháng 9 năm 2025 đến ngày 01/10/2025"))
    assert found is not None
    assert found.iso == "2025-09-30"


@pytest.mark.parametrize(
    "form", ["{0.day}/{0.month}/{0.year}", "{0.day:02}/{0.month:02}/{0.year}", "{0.day} tháng {0.month} năm {0.year}"]
)
@given(day=st.dates(date(1945, 1, 1), date(2099, 12, 31)))
def test_reading_what_was_written_gives_it_back(form: str, day: date) -> None:
    words = f"ngày {form.format(day)} của"
    found = first_date(fold(words))
    assert found is not None
    assert found.iso == day.isoformat()
    assert 0 <= found.start < found.end <= len(words)
