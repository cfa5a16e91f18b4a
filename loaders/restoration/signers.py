"""How persons are called: surname, middle names, given name; and where a torn text names the one who signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from loaders.restoration.language import language_model
from loaders.restoration.pieces import Kind, Piece
from loaders.restoration.syllables import canonical
from ontology.folding import fold
from ontology.registers import areas

FEWEST, MOST = 2, 5  # words of a person's name
BELOW = 12  # torn lines below an office in capitals in which the one who holds it is named
# Natural logarithms: how much likelier a known name is where one stands; a surname that many bear, more so; a name of
# which another that is alike is the commoner, or that usually stands elsewhere, less so.
LIKELIER, COMMON, RARER, ELSEWHERE = 4.0, 2.0, 1.0, 1.5
MANY = 20  # surnames that nine in ten bear
MANY_BEAR = 14  # middle names that most bear
PLACED, FEW = 3.0, 4  # for syllables of areas' names, where one stands; areas from which a syllable is a common one
LONGEST_PLACE = 3  # words of an area's name


def _lines(file: str) -> tuple[str, ...]:
    lines = (files("loaders") / "words" / file).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _names(file: str) -> tuple[str, ...]:
    return tuple(line.partition(" ")[0] for line in _lines(file))


SURNAMES, MIDDLE_NAMES, GIVEN_NAMES = map(_names, ("surnames.txt", "middle_names.txt", "given_names.txt"))


def _borne_by(file: str) -> dict[str, str]:
    return {name: by for name, _, by in (line.partition(" ") for line in _lines(file)) if by}


# Names that nearly all who bear them are women, or men: "Trinh", "Trình". Middle names tell whose a given name is.
MIDDLE_BORNE_BY, GIVEN_BORNE_BY = _borne_by("middle_names.txt"), _borne_by("given_names.txt")


class NamePart(Enum):
    """What a word is of a person's name."""

    SURNAME = "surname"
    MIDDLE = "middle"
    GIVEN = "given"
    PLACE = "place"  # of the area whose body issues or signs: "XÃ TÂN LỘC"


@cache
def gains(part: NamePart) -> NDArray[np.float32]:
    """Return what every word of the vocabulary gains at a place of a name (vocabulary,), natural logarithm."""
    model = language_model()
    gained = np.zeros(len(model.words), dtype=np.float32)
    for name, gain in _weights(part).items():
        if (word := canonical(name)) in model.numbers:
            gained[model.numbers[word]] = gain
    return gained


def _weights(part: NamePart) -> dict[str, float]:
    """Return what each known name gains at a place of a name."""
    if part is NamePart.PLACE:
        return {
            syllable: PLACED if many >= FEW else PLACED - RARER for syllable, many in _syllables_of_places().items()
        }
    if part is NamePart.SURNAME:
        return {name: LIKELIER + COMMON * (rank < MANY) for rank, name in enumerate(SURNAMES)}
    middle, given = _alike(MIDDLE_NAMES), _alike(GIVEN_NAMES)
    middle |= {name: middle[name] + COMMON for name in MIDDLE_NAMES[:MANY_BEAR]}
    own, others = (middle, given) if part is NamePart.MIDDLE else (given, middle)
    return {name: gain - ELSEWHERE for name, gain in others.items()} | own


def _syllables_of_places() -> Counter[str]:
    """Return the syllables of the names of areas, each with the areas that it is of."""
    return Counter(syllable for area in areas() for syllable in dict.fromkeys(area.name.split()) if syllable.istitle())


_KINDS = frozenset({"xa", "phuong", "huyen", "tinh", "quan", "pho", "tran", "khu", "thon"})


def place_in_capitals(text: str, pieces: Sequence[Piece]) -> Mapping[int, NamePart]:
    """Return the words by their start that may name an area, behind its kind in a line of capitals: "XA TAN LOC"."""
    parts: dict[int, NamePart] = {}
    left = 0
    for before, piece in pairwise(pieces):
        word = text[piece.start : piece.end]
        if fold(text[before.start : before.end]) in _KINDS:
            left = LONGEST_PLACE
        if not left or not word.isupper() or text[before.end : piece.start] != " ":
            left = 0
            continue
        parts[piece.start] = NamePart.PLACE
        left -= 1
    return parts


def _alike(names: Sequence[str]) -> dict[str, float]:
    """Return what names gain, of which the first of those alike without marks is the commonest."""
    gained: dict[str, float] = {}
    met: set[str] = set()
    for name in names:
        gained[name] = LIKELIER - RARER * (fold(name) in met)
        met.add(fold(name))
    return gained


def name_at_end(text: str, pieces: Sequence[Piece]) -> Mapping[int, NamePart]:
    """Return the words by their start that may be a person's name at the end of a line: "- Luu: VT. Bui Ngoc Tu"."""
    found: list[Piece] = []
    for piece in reversed(pieces):
        if not _is_titled(text[piece.start : piece.end], piece) or (
            found and _parts(text[piece.end : found[-1].start])
        ):
            break
        found.append(piece)
    words = found[::-1]
    if not words or not FEWEST <= len(words) <= MOST or not _is_set_off(text, pieces, words[0]):
        return {}
    parts = (NamePart.SURNAME, *(NamePart.MIDDLE for _ in words[2:]), NamePart.GIVEN)
    return {piece.start: part for piece, part in zip(words, parts, strict=True)}


def _is_titled(word: str, piece: Piece) -> bool:
    return piece.kind is Kind.WORD and word[:1].isupper() and not word[1:].isupper()


def _parts(between: str) -> bool:
    return between != " "


def _is_set_off(text: str, pieces: Sequence[Piece], first: Piece) -> bool:
    """Say whether a name may start at a piece: at the start of the line, after a stop, after a gap."""
    before = [piece for piece in pieces if piece.end <= first.start]
    return not before or _parts(text[before[-1].end : first.start])
