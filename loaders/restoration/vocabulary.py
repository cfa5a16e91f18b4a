"""Words as the language model counts them."""

from __future__ import annotations

from loaders.restoration.pieces import Kind, Piece
from loaders.restoration.syllables import canonical

START, UNKNOWN, NUMBER, SYMBOL = 0, 1, 2, 3  # the first identifiers of every vocabulary
SPECIAL = ("<s>", "<unk>", "<n>", "<y>")


def model_word(text: str, piece: Piece) -> str:
    """Return the word of the language model that a piece of clean text counts as."""
    if piece.kind is not Kind.WORD:
        return SPECIAL[SYMBOL if piece.kind is Kind.SYMBOL else NUMBER]
    word = text[piece.start : piece.end]
    return canonical(word) if word.isalpha() else SPECIAL[UNKNOWN if any(c.isalpha() for c in word) else NUMBER]
