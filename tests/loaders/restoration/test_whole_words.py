"""Words that an OCR prints as a whole in another way than their letters: counted shares beside the letters' channel."""

import numpy as np
import pytest

from loaders.restoration import restore
from loaders.restoration.candidates import shortlist, written
from loaders.restoration.decoding import WIDTH
from loaders.restoration.language import language_model
from loaders.restoration.restoring import _ranked
from loaders.restoration.shapes import Shape
from loaders.restoration.whole_words import WEIGHT, likelier, seen


@pytest.mark.parametrize(
    ("torn", "word"), [("ting", "ứng"), ("tng", "ứng"), ("véi", "với"), ("14", "là"), ("ty", "ủy")]
)
def test_what_was_printed_for_a_word_takes_part_in_the_search(torn: str, word: str) -> None:
    entry = shortlist(torn, among_capitals=False)
    best = _ranked(entry, entry.scores)[:WIDTH]
    assert word in {written(entry, int(choice), torn) for choice in best}


@pytest.mark.parametrize(
    ("torn", "true"),
    [
        ("chu dong thich ting véi bién ddi khi hau", "thích ứng"),
        ("cdng tac ting phé mua 1, sat 16", "ứng phó"),
        ("Van phong Pang ty x4 theo d6i", "Đảng ủy xã"),
    ],
)
def test_a_word_that_comes_out_as_another_is_read(torn: str, true: str) -> None:
    assert true in restore(torn).text


def test_what_was_counted_is_likelier_and_the_rest_as_likely_as_its_letters() -> None:
    model = language_model()
    numbers = np.array([model.number("ứng"), model.number("loăng")])
    shapes, letters = np.zeros(2, dtype=np.int64), np.array([-9.0, -3.0], dtype=np.float32)
    together = likelier("ting", numbers, shapes, letters)
    assert letters[0] < together[0] < 0
    assert together[1] == letters[1]
    assert likelier("qxzt", numbers, shapes, letters).tolist() == letters.tolist()


def test_no_count_makes_a_reading_sure() -> None:
    known = seen("ting")
    assert set(known.shapes.tolist()) <= set(map(int, Shape))
    assert (np.exp(known.shares) < 1).all()
    assert WEIGHT > 0
