"""Text with broken letters read as Vietnamese: judged by line, decoded by paragraph, twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.adaptation import adapted, document_channel
from loaders.restoration.candidates import (
    TRUST,
    UNIGRAM,
    Shortlist,
    cased,
    shortlist,
    written,
)
from loaders.restoration.confidence import confidences
from loaders.restoration.decoding import WIDTH, Lattice, Phrases, decode
from loaders.restoration.domain import read_domain
from loaders.restoration.language import language_model
from loaders.restoration.mentioned import Mentions, count_mentions
from loaders.restoration.paragraphs import Place, reading_order
from loaders.restoration.pieces import Kind
from loaders.restoration.restored import Restored, Token, chained
from loaders.restoration.signers import NamePart, gains
from loaders.restoration.symbols import repair_symbol
from loaders.restoration.vocabulary import NUMBER, START, SYMBOL

ABBREVIATIONS = {"d/c": "đ/c", "D/c": "Đ/c", "D/C": "Đ/C"}
ROUNDS = 4
SURELY, UNSETTLED = 0.97, 0.4  # a mark read by the marks around it; a number that nothing settles
SUREST = 0.997  # readings that leave no doubt to the model are right this often


def restore(text: str, *, adapt: bool = True, domain: Sequence[str] = ()) -> Restored:
    """Return the text in true Vietnamese, with the same lines; good lines stay as they are, to the byte.

    `adapt` reads again with what the first reading taught of this document's print; `domain` are clean texts
    of the same collection, whose phrases count as likelier.
    """
    known = _Known(Phrases(language_model(), read_domain(tuple(domain)) if domain else None), count_mentions(domain))
    restored = _restore_once(known, text, adapt=adapt)
    for _ in range(ROUNDS):  # a line that came out without a mark may be read again; until nothing changes
        again = _restore_once(known, restored.text, adapt=adapt)
        if again.text == restored.text:
            break
        restored = chained(restored, again)
    return restored


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known beside the text: phrases, and the symbols that other texts of the collection mention."""

    phrases: Phrases
    mentions: Mentions


def _restore_once(known: _Known, text: str, *, adapt: bool) -> Restored:
    every = list(reading_order(text, known.mentions))
    if not every:
        return Restored(text, ())
    marks = [place for place in every if place.is_aside]
    places = [place for place in every if not place.is_aside]
    phrases = known.phrases
    kinds = list(dict.fromkeys(_print(place) for place in places if place.is_read))
    lists = {kind: shortlist(kind[0], among_capitals=kind[1]) for kind in kinds}
    if adapt and kinds:
        lists = _adapt(places, lists, _decode(phrases, places, lists).choices)
    reading = _decode(phrases, places, lists, weigh=True)
    words = [
        *_words(places, lists, reading),
        *(
            _Word(mark.piece.start, mark.piece.end, mark.reading.text, SURELY)
            for mark in marks
            if mark.piece and mark.reading
        ),
    ]
    return _assemble(text, sorted(words, key=attrgetter("start")))


Choices = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was chosen at every place, of its shortlist, and how surely; -1 where nothing was to choose."""

    choices: Choices
    confidences: NDArray[np.float32]


_Print = tuple[str, bool]
_Kind = tuple[str, bool, NamePart | None, bool]


def _print(place: Place) -> _Print:
    return place.torn, place.among_capitals


def _kind(place: Place) -> _Kind:
    return place.torn, place.among_capitals, place.part, place.is_inside


def _ranked(entry: Shortlist, scores: Floats) -> Choices:
    """Return the candidates that take part in the search: the fixed, the likeliest by print and frequency."""
    ranks = scores + language_model().raw_unigrams[entry.numbers] * UNIGRAM
    ranks[entry.fixed] = np.inf
    return np.argsort(-ranks, kind="stable")[:WIDTH]


@dataclass(frozen=True, slots=True)
class _Contest:
    """The candidates of one kind of place that take part in the search, the likeliest first, with their scores."""

    rows: Choices  # of the shortlist
    numbers: Choices
    scores: Floats


def _contest(entry: Shortlist, part: NamePart | None, *, is_inside: bool) -> _Contest:
    scores = entry.scores * np.float32(TRUST) + cased(entry, is_inside=is_inside)
    if part is not None:
        scores += gains(part)[entry.numbers]
    best = _ranked(entry, scores)
    return _Contest(best, entry.numbers[best], scores[best])


def _decode(
    phrases: Phrases, places: Sequence[Place], lists: dict[_Print, Shortlist], *, weigh: bool = False
) -> _Reading:
    """Read all places at once; how sure each reading is costs time and is worked out only where asked for."""
    kinds = dict.fromkeys(_kind(place) for place in places if place.is_read)
    contests = {kind: _contest(lists[kind[:2]], kind[2], is_inside=kind[3]) for kind in kinds}
    numbers = np.zeros((len(places), WIDTH), dtype=np.int64)
    scores = np.full((len(places), WIDTH), -np.inf, dtype=np.float32)
    for row, place in enumerate(places):
        if place.is_read:
            contest = contests[_kind(place)]
            numbers[row, : len(contest.rows)] = contest.numbers
            scores[row, : len(contest.rows)] = contest.scores
        else:
            numbers[row], scores[row, 0] = _unread_number(place), 0
    starts = [row for row, place in enumerate(places) if place.piece is None]
    lattice = Lattice(numbers, scores, np.array([place.is_loose for place in places]))
    chosen = decode(phrases, lattice, starts)
    choices = [
        contests[_kind(place)].rows[choice] if place.is_read else -1
        for place, choice in zip(places, chosen, strict=True)
    ]
    sure = confidences(phrases.model, lattice, chosen) if weigh else np.zeros(len(places), dtype=np.float32)
    return _Reading(np.array(choices), sure)


def _unread_number(place: Place) -> int:
    if place.piece is None:
        return START
    return SYMBOL if place.piece.kind is Kind.SYMBOL else NUMBER


def _adapt(places: Sequence[Place], lists: dict[_Print, Shortlist], choices: Choices) -> dict[_Print, Shortlist]:
    """Return the shortlists scored by the channel of this document, learnt from its first reading."""
    read = Counter(
        (place.torn, written(lists[_print(place)], choice, place.torn))
        for place, choice in zip(places, choices.tolist(), strict=True)
        if place.is_read and not lists[_print(place)].fixed[choice]
    )
    channel = document_channel(read)
    return adapted(lists, channel) if channel else lists


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands for a stretch of the original, and how surely."""

    start: int
    end: int
    text: str
    confidence: float


def _words(places: Sequence[Place], lists: dict[_Print, Shortlist], reading: _Reading) -> Iterator[_Word]:
    rows = zip(places, reading.choices.tolist(), reading.confidences.tolist(), strict=True)
    for place, choice, sure in rows:
        if place.piece is None:
            continue
        word = written(lists[_print(place)], choice, place.torn) if place.is_read else _unread(place)
        is_doubtful = place.reading is not None and not place.reading.is_sure
        yield _Word(place.piece.start, place.piece.end, word, UNSETTLED if is_doubtful else sure)


def _assemble(text: str, words: Sequence[_Word]) -> Restored:
    parts: list[str] = []
    tokens: list[Token] = []
    copied = length = 0
    for word in _parted(words):
        parts += (text[copied : word.start], word.text)
        length += word.start - copied
        tokens.append(
            Token(length, length + len(word.text), word.start, word.end, round(min(word.confidence, SUREST), 4))
        )
        length, copied = length + len(word.text), word.end
    return Restored("".join((*parts, text[copied:])), tuple(tokens))


def _parted(words: Sequence[_Word]) -> Iterator[_Word]:
    """Join words printed against each other into one of several syllables, with the blanks that were lost."""
    last: _Word | None = None
    for word in words:
        if last and word.start == last.end and last.text[-1:].isalnum() and word.text[:1].isalnum():
            sure = min(last.confidence, word.confidence)
            last = _Word(last.start, word.end, f"{last.text} {word.text}", sure)
            continue
        if last:
            yield last
        last = word
    if last:
        yield last


def _unread(place: Place) -> str:
    if place.reading is not None:
        return place.reading.text
    if place.piece is None or place.piece.kind is not Kind.SYMBOL:
        return place.torn
    return repair_symbol(place.torn) or ABBREVIATIONS.get(place.torn, place.torn)
