"""How a word is cased: small, capitalised or all capitals; read from the torn word, given to the true one."""

from __future__ import annotations

from enum import IntEnum

from loaders.restoration.syllables import bare


class Shape(IntEnum):
    """The case of a word."""

    LOWER = 0
    TITLE = 1
    CAPITALS = 2


# Printed alike in both cases, so a capital may be a small letter misread ("Ién" for "lên").
AMBIGUOUS = frozenset("I")
LONGEST_SHORT = 3  # letters
UNLIKELY = -3.0  # log probability of such a misreading


def possible_shapes(torn: str, *, among_capitals: bool) -> tuple[tuple[Shape, float], ...]:
    """Return the shapes that a torn word may stand for, likeliest first, with log probabilities."""
    letters = [letter for letter in torn if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if among_capitals:
        return ((Shape.CAPITALS, 0.0),) if capitals * 2 > len(letters) or not letters else _mixed(torn)
    if capitals >= 2 and capitals * 2 > len(letters):
        alone = ((Shape.TITLE, 0.0), (Shape.CAPITALS, 1.5 * UNLIKELY))
        return alone if len(torn) <= LONGEST_SHORT else ((Shape.CAPITALS, 0.0),)
    return _mixed(torn)


def _mixed(torn: str) -> tuple[tuple[Shape, float], ...]:
    if 1 < len(torn) <= LONGEST_SHORT and "l" in torn and torn.replace("l", "I").isupper():
        return ((Shape.TITLE, 0.0), (Shape.CAPITALS, UNLIKELY))  # "Al" may be "AI"
    if torn[0].isupper():
        return ((Shape.TITLE, 0.0), (Shape.LOWER, UNLIKELY)) if torn[0] in AMBIGUOUS else ((Shape.TITLE, 0.0),)
    return ((Shape.LOWER, 0.0),)


def shaped(word: str, shape: Shape) -> str:
    """Return a small word in a shape."""
    if shape is Shape.CAPITALS:
        return word.upper()
    return word[:1].upper() + word[1:] if shape is Shape.TITLE else word


def cased_like(word: str, torn: str) -> str:
    """Return the word with the case of the torn one, letter by letter, where their letters correspond."""
    if len(word) != len(torn) or bare(word).lower() != bare(torn).lower():
        return word
    return "".join(a.upper() if b.isupper() else a for a, b in zip(word, torn, strict=True))
