from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.restoration.alignment import PairScorer, prefix_scores, readings, spelling_table, suffix_scores
from loaders.restoration.channel import LETTERS, general_channel
from loaders.restoration.confidence import confidences
from loaders.restoration.decoding import Lattice, Phrases, decode
from loaders.restoration.hashing import KeyIndex
from loaders.restoration.language import language_model
from loaders.restoration.packing import (
    STEP,
    pack_rising,
    quantise,
    read_parts,
    unpack_rising,
    unquantise,
    write_parts,
)
from loaders.restoration.paragraphs import reading_order
from loaders.restoration.vocabulary import START, UNKNOWN

keys = st.sets(st.integers(0, 2**45), min_size=1, max_size=200).map(sorted)


@given(keys)
@settings(deadline=None)
def test_rising_keys_come_back(numbers: list[int]) -> None:
    assert unpack_rising(pack_rising(np.array(numbers))).tolist() == numbers


@given(st.lists(st.floats(-18, 0), min_size=1))
@settings(deadline=None)
def test_quantised_logarithms_are_half_a_step_off_at_most(logarithms: list[float]) -> None:
    values = np.array(logarithms)
    assert np.abs(unquantise(quantise(values)) - values).max() <= STEP / 2 + 1e-5


@given(st.dictionaries(st.text("abc", min_size=1), st.binary(max_size=50), max_size=4))
@settings(deadline=None)
def test_parts_come_back(parts: dict[str, bytes]) -> None:
    assert read_parts(write_parts(parts)) == parts


@given(keys, st.lists(st.integers(0, 2**45), max_size=50))
@settings(deadline=None)
def test_an_index_finds_its_keys_and_no_others(numbers: list[int], others: list[int]) -> None:
    index = KeyIndex(np.array(numbers))
    assert index.find(np.array(numbers)).tolist() == list(range(len(numbers)))
    places = index.find(np.array(others, dtype=np.int64)).tolist()
    assert places == [numbers.index(key) if key in set(numbers) else len(numbers) for key in others]


@pytest.mark.parametrize(("first", "second"), [("nghị", "quyết"), ("ban", "chấp"), ("chuyển", "đổi"), ("<s>", "căn")])
def test_what_follows_sums_to_one(first: str, second: str) -> None:
    model = language_model()
    words = np.arange(1, len(model.words))
    given_first, given_second = (np.full(len(words), model.number(word)) for word in (first, second))
    total = np.exp(model.score_triples(given_first, given_second, words).astype(np.float64)).sum()
    assert total == pytest.approx(1, abs=0.06)  # 8 bits a logarithm and the pruning leave it this near


def test_the_models_hold_words_and_no_sentences() -> None:
    assert all(" " not in word for word in language_model().words)


def test_a_letter_prints_something_with_probability_one() -> None:
    channel = general_channel()
    total = channel.probabilities.sum(axis=0)
    assert total == pytest.approx(np.ones(len(LETTERS)), abs=0.05)


words = st.sampled_from([word for word in language_model().words[3:400] if word.isalpha()])
torn = st.text("abcdéghiklmnoptu6&", min_size=1, max_size=7)


@given(torn, st.lists(words, min_size=1, max_size=5))
@settings(deadline=None)
def test_scoring_forwards_backwards_and_in_pairs_agrees(printed: str, spellings: list[str]) -> None:
    emissions, table = general_channel().emissions(printed), spelling_table(spellings)
    forwards = prefix_scores(emissions, table)[:, -1]
    pairs = PairScorer([emissions]).scores(np.zeros(len(spellings), dtype=np.int64), table)
    assert forwards == pytest.approx(suffix_scores(emissions, table)[:, 0], rel=1e-4)
    assert forwards == pytest.approx(pairs, rel=1e-4)


@given(torn, words)
@settings(deadline=None)
def test_an_alignment_uses_every_printed_character(printed: str, word: str) -> None:
    scorer, table = PairScorer([general_channel().emissions(printed)]), spelling_table([word])
    lengths = scorer.lengths(np.array([0]), table)
    if np.isfinite(scorer.scores(np.array([0]), table)[0]):
        found = readings([printed], table, lengths)
        assert "".join(substring for substring, _ in found) == printed
        assert [LETTERS[letter] for _, letter in found] == list(word)


small = st.lists(
    st.lists(st.tuples(st.integers(3, 60), st.floats(-6, 0)), min_size=3, max_size=3, unique_by=lambda c: c[0]),
    min_size=1,
    max_size=5,
)


@given(small)
@settings(deadline=None, max_examples=60)
def test_the_search_finds_the_best_of_all_paths(cells: list[list[tuple[int, float]]]) -> None:
    model = language_model()
    start = [(START, 0.0), (START, -np.inf), (START, -np.inf)]
    rows = [start, *cells]
    lattice = Lattice(
        np.array([[number for number, _ in row] for row in rows]),
        np.array([[score for _, score in row] for row in rows], dtype=np.float32),
        np.zeros(len(rows), dtype=bool),
    )

    def total(path: tuple[int, ...]) -> float:
        numbers = [START, START, *(row[choice][0] for row, choice in zip(cells, path, strict=True))]
        local = sum(row[choice][1] for row, choice in zip(cells, path, strict=True))
        triples = np.array([numbers[i : i + 3] for i in range(len(path))])
        return local + float(model.score_triples(*triples.T).sum())

    chosen = tuple(decode(Phrases(model), lattice, [0]).tolist()[1:])
    best = max(total(path) for path in product(range(3), repeat=len(cells)))
    assert total(chosen) == pytest.approx(best, abs=1e-3)
    sure = confidences(model, lattice, np.array([0, *chosen]))
    assert ((sure >= 0) & (sure <= 1 + 1e-6)).all()


def test_a_loose_place_may_start_anew() -> None:
    """What no word of the line before can follow is read as at the start of a paragraph."""
    model = language_model()
    first, follows, starts = (model.number(word) for word in ("công", "bố", "bộ"))
    numbers = np.array([[START, START], [first, first], [follows, starts]])
    scores = np.array([[0, -np.inf], [0, -np.inf], [0, 4]], dtype=np.float32)

    def chosen(*, is_loose: bool) -> int:
        loose = np.array([False, False, is_loose])
        return int(numbers[2, decode(Phrases(model), Lattice(numbers, scores, loose), [0])[2]])

    assert (chosen(is_loose=False), chosen(is_loose=True)) == (follows, starts)


def test_words_unknown_to_the_model_have_its_unknown_number() -> None:
    assert language_model().number("xyzxyz") == UNKNOWN


def test_the_cells_of_a_column_are_read_one_after_the_other() -> None:
    text = "co quan chi | ban hanh\ntri thuc | ke hoach"
    order = [place.torn for place in reading_order(text) if place.piece]
    assert order == ["co", "quan", "chi", "tri", "thuc", "ban", "hanh", "ke", "hoach"]
