"""Whether the text layer of a page says what the page shows: old fonts, letters that a scanner's program tore or lost.

Old fonts are decoded, which is exact; what was torn can only be seen on the picture of the page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum

from loaders.formats.legacy import as_bytes, decoded, in_unicode, vietnamese_share
from loaders.formats.pdfium import UNREAD, Glyph, Page
from loaders.restoration.damage import TRUE_LETTERS, is_readable

_FEWEST = 20  # words, with fewer a page cannot be judged
_SURE = 0.75  # of the words with marks are syllables in a layer that is right
_MARKED = 0.1  # of the words carry true marks; running text has three in four
_READABLE = 0.6  # of the words could be Vietnamese that lost its marks
_SOFT = "\xad"
_PRINTED = frozenset("“”‘’–—…•")  # signs that a program puts in whatever the font
_UNREAD = 0.03  # of the letters are none


class Layer(Enum):
    """What is wrong with a text layer."""

    GOOD = "good"
    OLD = "old"
    TORN = "torn"
    UNREAD = "unread"


def layer_of(page: Page) -> Layer:
    """Return what is wrong with the text layer of a page; `GOOD` also where there is too little of it to tell."""
    words = [_text(word) for word in _words(page.glyphs)]
    if len(words) < _FEWEST:
        return Layer.GOOD
    if sum(glyph.letter == UNREAD for glyph in page.glyphs) > _UNREAD * len(page.glyphs):
        return Layer.UNREAD
    if encoding_of(page):
        return Layer.OLD
    plain = [word for word in words if any(letter.isalpha() for letter in word)]
    if sum(not TRUE_LETTERS.isdisjoint(word) for word in plain) >= _MARKED * len(plain):
        return Layer.GOOD
    readable = sum(is_readable(word.strip(".,;:()\"'")) or "é" in word for word in plain)
    return Layer.TORN if readable >= _READABLE * len(plain) else Layer.GOOD


def encoding_of(page: Page) -> str:
    """Return the encoding from before Unicode that the letters of a page stand for, "" for none."""
    text = " ".join(_text(word) for word in _words(page.glyphs))
    if vietnamese_share(text) >= _SURE or any(ord(letter) > 0x24F for letter in text if letter not in _PRINTED):
        return ""
    plain = as_bytes("".join(letter for letter in text if letter not in _PRINTED))
    found = decoded(plain) if plain is not None else None
    return found[0] if found else ""


def in_our_letters(page: Page, encoding: str) -> Page:
    """Return a page whose letters stand for another encoding with the letters that they stand for."""
    return replace(page, glyphs=tuple(glyph for word in _words(page.glyphs) for glyph in _read(word, encoding)))


def without_soft_hyphens(page: Page) -> Page:
    """Return a page without the signs at which a word may be parted; in old fonts they are letters."""
    glyphs: list[Glyph] = []
    was_soft = False
    for glyph in page.glyphs:
        if glyph.letter != _SOFT:
            glyphs.append(replace(glyph, is_spaced=True) if was_soft else glyph)
        was_soft = glyph.letter == _SOFT
    return page if len(glyphs) == len(page.glyphs) else replace(page, glyphs=tuple(glyphs))


def is_better(seen: Page, layer: Page) -> bool:
    """Say whether what was recognised reads as Vietnamese, and more so than the text layer."""
    ours, theirs = (_quality(page) for page in (seen, layer))
    return ours > theirs and ours >= _MARKED


def _quality(page: Page) -> float:
    """Return the share of words that are Vietnamese beyond doubt."""
    words = [_text(word) for word in _words(page.glyphs)]
    text = " ".join(words)
    marked = sum(not TRUE_LETTERS.isdisjoint(word) for word in words) / max(1, len(words))
    return marked * vietnamese_share(text)


def _words(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and (glyph.is_spaced or abs(glyph.y - word[-1].y) > glyph.size):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _text(word: Sequence[Glyph]) -> str:
    return "".join(glyph.letter for glyph in word)


def _read(word: Sequence[Glyph], encoding: str) -> Iterator[Glyph]:
    """Yield the letters that a word stands for; where two made one, they share the place of the word evenly."""
    letters = in_unicode(_text(word), encoding)
    if len(letters) == len(word):
        yield from (replace(glyph, letter=letter) for glyph, letter in zip(word, letters, strict=True))
        return
    left, step = word[0].left, (word[-1].right - word[0].left) / max(1, len(letters))
    for at, letter in enumerate(letters):
        place = left + at * step
        yield replace(word[0], letter=letter, left=place, right=place + step, is_spaced=word[0].is_spaced and at == 0)
