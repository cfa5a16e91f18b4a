"""The likeliest words of whole paragraphs: exact search under the trigram model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.domain import Domain
from loaders.restoration.language import LanguageModel, Rows
from loaders.restoration.vocabulary import START

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
WIDTH = 20  # candidates of a place that take part in the search
MARGIN = 10.0  # how far below the likeliest, by print and frequency, a candidate is still looked up
UNIGRAM = 0.75  # weight of a word's frequency beside the print
RESTART = -1.5  # log probability that what is read next belongs to other words, where a table allows that
AT_ONCE = 512  # places whose trigrams are looked up together


@dataclass(frozen=True, slots=True)
class Lattice:
    """Places in a row, each with as many candidates: word numbers and scores, -inf where there is none.

    `loose` says of each place whether what stands before it may belong elsewhere.
    """

    numbers: Ints
    scores: Floats
    loose: NDArray[np.bool_]

    def part(self, first: int, last: int) -> Lattice:
        """Return the places from `first` to before `last`."""
        return Lattice(self.numbers[first:last], self.scores[first:last], self.loose[first:last])


@dataclass(frozen=True, slots=True)
class Phrases:
    """What says how likely words follow each other: the language model, and a collection's own counts."""

    model: LanguageModel
    domain: Domain | None = None


def decode(phrases: Phrases, lattice: Lattice, starts: Sequence[int]) -> Ints:
    """Return the chosen candidate of every place; paragraphs start at `starts` (rising, the first 0)."""
    chosen = np.zeros(len(lattice.numbers), dtype=np.int64)
    is_start = np.zeros(len(lattice.numbers), dtype=bool)
    is_start[list(starts)] = True
    for first, last in _batches([*starts[1:], len(lattice.numbers)]):
        chosen[first:last] = _decode_batch(phrases, lattice.part(first, last), is_start[first:last])
    return chosen


def _batches(ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring paragraphs into batches of about AT_ONCE places."""
    first = 0
    for end in ends:
        if end - first >= AT_ONCE or end == ends[-1]:
            yield first, end
            first = end


def transitions(phrases: Phrases, numbers: Ints, alive: NDArray[np.bool_]) -> Floats:
    """Return log P(third | first, second) of neighbouring places' candidates: [place, first, second, third].

    Place t of the result ends at place t + 2 of `numbers`. Only the `alive` candidates are looked up.
    """
    model = phrases.model
    rows = np.full((len(numbers) - 1, numbers.shape[1], numbers.shape[1]), len(model.bigrams) - 1, dtype=np.int32)
    cells = np.nonzero(alive[:-1, :, None] & alive[1:, None, :])
    first, second = numbers[cells[0], cells[1]], numbers[cells[0] + 1, cells[2]]
    rows[cells] = model.find_bigrams(first, second)
    pairs = model.score_bigrams(rows, numbers[:-1, :, None], numbers[1:, None, :])
    if phrases.domain:
        pairs[cells] = phrases.domain.blend_pairs(pairs[cells], first, second)
    scores = model.bigram_backoffs[rows][:-1, :, :, None] + pairs[1:, None, :, :]
    cells = _followed(np.nonzero(model.continued[rows[:-1]]), alive)
    found = model.find_trigrams(rows[cells[:3]], numbers[cells[0] + 2, cells[3]])
    hits = np.flatnonzero(found < len(model.trigrams) - 1)
    scores[tuple(axis[hits] for axis in cells)] = model.trigrams[found[hits]]
    if phrases.domain:
        _blend(phrases.domain, model, scores, (numbers, alive, rows))
    return scores


Cells = tuple[Ints, ...]


def _followed(cells: Cells, alive: NDArray[np.bool_]) -> Cells:
    """Return the cells (place, first, second) each with every living third word."""
    owner, third = np.nonzero(alive[cells[0] + 2])
    return (*(axis[owner] for axis in cells), third)


def _blend(domain: Domain, model: LanguageModel, scores: Floats, lattice: tuple[Ints, NDArray[np.bool_], Rows]) -> None:
    """Blend the collection's triples into the scores."""
    numbers, alive, rows = lattice
    place, one, two = np.nonzero(alive[:-2, :, None] & alive[1:-1, None, :])
    contexts = domain.contexts(numbers[place, one], numbers[place + 1, two])
    seen = np.flatnonzero(contexts)
    owner, three = np.nonzero(alive[place[seen] + 2])
    chosen = seen[owner]
    cells = place[chosen], one[chosen], two[chosen], three
    words = numbers[cells[0], cells[1]], numbers[cells[0] + 1, cells[2]], numbers[cells[0] + 2, three]
    general = model.bigram_counts[rows[cells[:3]]]
    scores[cells] = domain.blend_triples(scores[cells], words, contexts[chosen], general)


def _decode_batch(phrases: Phrases, lattice: Lattice, is_start: NDArray[np.bool_]) -> Ints:
    numbers, local = lattice.numbers, lattice.scores
    alive = np.ones((len(numbers) + 2, numbers.shape[1]), dtype=bool)
    ranks = local + phrases.model.raw_unigrams[numbers] * UNIGRAM
    alive[2:] = ranks >= ranks.max(axis=1, keepdims=True) - MARGIN
    before = np.zeros((2, numbers.shape[1]), dtype=np.int64)
    steps = transitions(phrases, np.concatenate((before, numbers)), alive)
    _loosen(phrases.model, steps, lattice)
    steps[is_start] = 0  # only the start of a paragraph stands there; nothing before it matters
    best = np.zeros(steps.shape[1:3], dtype=np.float32)
    history: list[Floats] = []
    for step, score in zip(steps, local, strict=True):
        history.append(best)
        best = (best[:, :, None] + step).max(axis=0) + score
    return _trace_back(best, history, steps)


def _loosen(model: LanguageModel, steps: Floats, lattice: Lattice) -> None:
    """Let words follow each other as they follow the start of a paragraph, where a place is loose."""
    start = np.array([START])
    places = np.flatnonzero(lattice.loose)
    third = lattice.numbers[places]
    alone = model.score_bigrams(model.find_bigrams(start, third), start, third) + np.float32(RESTART)
    steps[places] = np.maximum(steps[places], alone[:, None, None, :])
    after = np.minimum(places + 1, len(steps) - 1)
    second, third = np.broadcast_arrays(lattice.numbers[after - 1][:, :, None], lattice.numbers[after][:, None, :])
    pairs = model.score_triples(np.full_like(second, start), second, third) + np.float32(RESTART)
    steps[after] = np.maximum(steps[after], pairs[:, None, :, :])


def _trace_back(best: Floats, history: list[Floats], steps: Floats) -> Ints:
    chosen = np.zeros(len(history), dtype=np.int64)
    two, three = np.unravel_index(int(best.argmax()), best.shape)
    for place in range(len(history) - 1, -1, -1):
        chosen[place] = three
        one = (history[place][:, two] + steps[place][:, two, three]).argmax()
        two, three = one, two
    return chosen
