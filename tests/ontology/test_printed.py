"""Places of a text on its pages: whole words, one box a line, on the page as it lies in its file."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.printed import FINE, Place, PrintedPage, Strip, places_of, unsure_words

RAW = "Điều 1. Giao\nSở Nội vụ."
FIRST = Strip(0, 12, 100, 120, (100, 180, 200, 230, 240, 300))
SECOND = Strip(13, 23, 130, 150, (100, 130, 140, 190, 200, 250), (95, 40, 90))
PAGE = PrintedPage(width=600, height=800, strips=(FIRST, SECOND))


def boxes(places: tuple[Place, ...]) -> list[tuple[int, float, float, float, float]]:
    return [(place.page, place.left, place.top, place.right, place.bottom) for place in places]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("1.", [(1, 0.2, 0.1, 0.23, 0.12)], id="a word"),
        pytest.param("iề", [(1, 0.1, 0.1, 0.18, 0.12)], id="letters of a word mark the word"),
        pytest.param("Điều 1.", [(1, 0.1, 0.1, 0.23, 0.12)], id="words of one line are one box"),
        pytest.param("Giao\nSở", [(1, 0.24, 0.1, 0.3, 0.12), (1, 0.1, 0.13, 0.13, 0.15)], id="two lines are two"),
        pytest.param("\n", [], id="no word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words_have_boxes(words: str, found: list[tuple[int, float, float, float, float]]) -> None:
    start = RAW.index(words)
    assert boxes(places_of([PAGE], RAW, start, start + len(words))) == found


def test_pages_count_from_one_and_a_place_is_as_sure_as_its_least_sure_word() -> None:
    pages = [PrintedPage(width=600, height=800, strips=(FIRST,)), PrintedPage(width=1, height=1, strips=(SECOND,))]
    assert [(place.page, place.confidence) for place in places_of(pages, RAW, 0, len(RAW))] == [(1, None), (2, 0.4)]
    assert [RAW[start:end] for start, end in unsure_words(pages, RAW, 0.6)] == ["Nội"]


@pytest.mark.parametrize(
    ("turns", "box"),
    [
        (0, (1, 0.2, 0.1, 0.23, 0.12)),
        (1, (1, 0.1, 0.77, 0.12, 0.8)),
        (2, (1, 0.77, 0.88, 0.8, 0.9)),
        (3, (1, 0.88, 0.2, 0.9, 0.23)),
    ],
)
def test_a_page_that_was_turned_to_be_read_is_marked_as_it_lies(
    turns: int, box: tuple[int, float, float, float, float]
) -> None:
    page = PrintedPage(width=600, height=800, turns=turns, strips=(FIRST,))
    assert boxes(places_of([page], RAW, 5, 7)) == [box]


@given(st.floats(-3, 3), st.integers(0, 3), st.floats(0, 1), st.floats(0, 1))
def test_levelling_and_turning_are_taken_back(tilt: float, turns: int, x: float, y: float) -> None:
    page = PrintedPage(width=600, height=800, turns=turns, tilt=tilt)
    left, top, right, bottom = page.as_it_lies((x, y, x, y))
    assert (left, top) == (right, bottom)
    size = (800, 600) if turns % 2 else (600, 800)
    moved = math.dist(((x - 0.5) * 600, (y - 0.5) * 800), (0, 0))
    back = math.dist(((left - 0.5) * size[0], (top - 0.5) * size[1]), (0, 0))
    assert 0 in (left, top) or 1 in (left, top) or math.isclose(moved, back, abs_tol=0.2)


def test_a_crooked_page_has_a_box_for_each_word() -> None:
    page = PrintedPage(width=600, height=800, tilt=2.0, strips=(FIRST,))
    found = places_of([page], RAW, 0, 12)
    assert len(found) == 3
    assert all(math.isclose(place.bottom - place.top, 20 / FINE, abs_tol=1e-3) for place in found)
    assert found[0].top < found[1].top < found[2].top  # downwards to the right, as it lies
