"""A capital inside a sentence speaks for a name: how words are cased counts beside what they are printed as."""

import numpy as np
import pytest

from loaders.restoration import restore
from loaders.restoration.candidates import cased, shortlist
from loaders.restoration.language import language_model
from loaders.restoration.paragraphs import reading_order
from loaders.restoration.shapes import Shape


@pytest.mark.parametrize(
    ("torn", "true"),
    [
        ("xa Bai Thuong, huyén Van Léc", "xã Bái Thượng"),
        ("thi tran Thu Thira", "Thủ Thừa"),
        ("cac chau thiéu nién nhi d6ng", "các cháu thiếu niên"),
        ("don vi thu gom rac", "đơn vị thu gom rác"),
    ],
)
def test_names_are_read_where_a_capital_stands(torn: str, true: str) -> None:
    assert true in restore(torn).text


def test_a_capital_speaks_inside_a_sentence_alone_and_a_small_letter_anywhere() -> None:
    entry = shortlist("Chau", among_capitals=False)
    number = language_model().numbers
    name, common = (int(np.flatnonzero(entry.numbers == number[word])[0]) for word in ("châu", "cháu"))
    assert entry.shapes[name] == entry.shapes[common] == Shape.TITLE
    inside, first = cased(entry, is_inside=True), cased(entry, is_inside=False)
    assert inside[name] > inside[common]
    assert first[name] == first[common] == 0
    small = shortlist("chau", among_capitals=False)
    name, common = (int(np.flatnonzero(small.numbers == number[word])[0]) for word in ("châu", "cháu"))
    assert cased(small, is_inside=False)[name] < cased(small, is_inside=False)[common]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Uy ban nhan dan tinh Ha", [False, True, True, True, True, True]),
        ("trong nam. Uy ban", [False, True, False, True]),
        ("cac x4, Uy ban", [False, True, True, True]),
        ("viéc (Uy ban)", [False, False, True]),
    ],
)
def test_where_a_sentence_may_begin(text: str, inside: list[bool]) -> None:
    assert [place.is_inside for place in reading_order(text) if place.piece] == inside
