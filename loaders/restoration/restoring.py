"""Text with broken letters read as Vietnamese: judged by line, decoded by paragraph, twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.adaptation import adapted, document_channel
from loaders.restoration.candidates import (
    TRUST,
    UNIGRAM,
    Shortlist,
    shortlist,
    written,
)
from loaders.restoration.confidence import confidences
from loaders.restoration.decoding import WIDTH, Lattice, Phrases, decode
from loaders.restoration.domain import read_domain
from loaders.restoration.language import language_model
from loaders.restoration.paragraphs import Place, reading_order
from loaders.restoration.pieces import Kind, Piece
from loaders.restoration.restored import Restored, Token, chained
from loaders.restoration.symbols import repair_symbol
from loaders.restoration.vocabulary import NUMBER, START

ABBREVIATIONS = {"d/c": "đ/c", "D/c": "Đ/c", "D/C": "Đ/C"}
ROUNDS = 4
SUREST = 0.997  # readings that leave no doubt to the model are right this often


def restore(text: str, *, adapt: bool = True, domain: Sequence[str] = ()) -> Restored:
    """Return the text in true Vietnamese, with the same lines; good lines stay as they are, to the byte.

    `adapt` reads again with what the first reading taught of this document's print; `domain` are clean texts
    of the same collection, whose phrases count as likelier.
    """
    phrases = Phrases(language_model(), read_domain(tuple(domain)) if domain else None)
    restored = _restore_once(phrases, text, adapt=adapt)
    for _ in range(ROUNDS):  # a line that came out without a mark may be read again; until nothing changes
        again = _restore_once(phrases, restored.text, adapt=adapt)
        if again.text == restored.text:
            break
        restored = chained(restored, again)
    return restored


def _restore_once(phrases: Phrases, text: str, *, adapt: bool) -> Restored:
    places = list(reading_order(text))
    if not places:
        return Restored(text, ())
    kinds = list(dict.fromkeys((place.torn, place.among_capitals) for place in places if place.is_read))
    lists = {kind: shortlist(kind[0], among_capitals=kind[1]) for kind in kinds}
    if adapt and kinds:
        lists = _adapt(places, lists, _decode(phrases, places, lists).choices)
    reading = _decode(phrases, places, lists)
    return _assemble(text, places, lists, reading)


Choices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was chosen at every place, of its shortlist, and how surely; -1 where nothing was to choose."""

    choices: Choices
    confidences: NDArray[np.float32]


_Kind = tuple[str, bool]


def _kind(place: Place) -> _Kind:
    return place.torn, place.among_capitals


def _ranked(entry: Shortlist) -> Choices:
    """Return the candidates that take part in the search: the fixed, the likeliest by print and frequency."""
    ranks = entry.scores * TRUST + language_model().raw_unigrams[entry.numbers] * UNIGRAM
    ranks[entry.fixed] = np.inf
    return np.argsort(-ranks, kind="stable")[:WIDTH]


def _decode(phrases: Phrases, places: Sequence[Place], lists: dict[_Kind, Shortlist]) -> _Reading:
    """Read all places at once."""
    ranked = {kind: _ranked(entry) for kind, entry in lists.items()}
    numbers = np.zeros((len(places), WIDTH), dtype=np.int64)
    scores = np.full((len(places), WIDTH), -np.inf, dtype=np.float32)
    for row, place in enumerate(places):
        if place.is_read:
            best, entry = ranked[_kind(place)], lists[_kind(place)]
            numbers[row, : len(best)] = entry.numbers[best]
            scores[row, : len(best)] = entry.scores[best] * TRUST
        else:
            numbers[row], scores[row, 0] = (START if place.piece is None else NUMBER), 0
    starts = [row for row, place in enumerate(places) if place.piece is None]
    lattice = Lattice(numbers, scores)
    chosen = decode(phrases, lattice, starts)
    choices = [
        ranked[_kind(place)][choice] if place.is_read else -1 for place, choice in zip(places, chosen, strict=True)
    ]
    return _Reading(np.array(choices), confidences(phrases.model, lattice, chosen))


def _adapt(places: Sequence[Place], lists: dict[_Kind, Shortlist], choices: Choices) -> dict[_Kind, Shortlist]:
    """Return the shortlists scored by the channel of this document, learnt from its first reading."""
    read = Counter(
        (place.torn, written(lists[_kind(place)], choice, place.torn))
        for place, choice in zip(places, choices.tolist(), strict=True)
        if place.is_read and not lists[_kind(place)].fixed[choice]
    )
    channel = document_channel(read)
    return adapted(lists, channel) if channel else lists


def _assemble(text: str, places: Sequence[Place], lists: dict[_Kind, Shortlist], reading: _Reading) -> Restored:
    parts: list[str] = []
    tokens: list[Token] = []
    copied = length = 0
    rows = zip(places, reading.choices.tolist(), reading.confidences.tolist(), strict=True)
    pieces = [(place.piece, place, choice, sure) for place, choice, sure in rows if place.piece]
    for piece, place, choice, sure in sorted(pieces, key=_offset):
        start, end = piece.start, piece.end
        word = written(lists[_kind(place)], choice, place.torn) if place.is_read else _unread(place)
        parts += (text[copied:start], word)
        length += start - copied
        tokens.append(Token(length, length + len(word), start, end, round(min(sure, SUREST), 4)))
        length, copied = length + len(word), end
    return Restored("".join((*parts, text[copied:])), tuple(tokens))


def _offset(row: tuple[Piece, Place, int, float]) -> int:
    return row[0].start


def _unread(place: Place) -> str:
    if place.piece is None or place.piece.kind is not Kind.SYMBOL:
        return place.torn
    return repair_symbol(place.torn) or ABBREVIATIONS.get(place.torn, place.torn)
