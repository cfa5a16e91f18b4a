"""What recognising often gets wrong in the lines of a document, and what the line itself then tells.

Numbers of parts over headings in capitals ("HI." for "III."), words run together, a letter with two marks read as
two letters ("TỎÓ" for "TỔ"), a rule under a title taken for a dash. Each mended word counts as unsure,
so that it is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.formats.tesseract import Word
from loaders.restoration.syllables import bare, is_syllable, skeletons

_MENDED = 0.5  # the confidence of a word that was mended, at most
_MARKED = re.compile(r"([IVXHL1lT|Ị]{1,6})([.\-–:/]{1,2})")
_COUNTED = re.compile(r"\d{1,2},")  # no sentence goes on with a capital after such a number
_STROKES = str.maketrans({"H": "II", **dict.fromkeys("L1lT|Ị", "I")})
_ROMAN = re.compile(r"(?:X{0,2})(?:IX|IV|V?I{0,3})")
_ETH = str.maketrans("Ðð", "Đđ")  # letters of Iceland, which look the same
_SHORTEST = 6  # letters of two syllables that were run together
_STOPS = ".,;:)!?"
_DASHES = frozenset("-–—=_.·")


def mended(words: Sequence[Word]) -> list[Word]:
    """Return the words of a line with what it tells of itself put right."""
    whole = [part for word in words for part in _parted(_single(word))]
    if len(whole) > 1 and _COUNTED.fullmatch(whole[0].text) and whole[1].text[0].isupper():
        whole[0] = replace(whole[0], text=f"{whole[0].text[:-1]}.", confidence=min(whole[0].confidence, _MENDED))
    if len(whole) > 1 and _is_heading(whole[1:]):
        whole[0] = _numbered(whole[0])
        while len(whole) > 1 and _DASHES.issuperset(whole[-1].text):
            whole.pop()
    return whole


def _is_heading(words: Sequence[Word]) -> bool:
    """Say whether words are in capitals throughout."""
    letters = "".join(word.text for word in words)
    return letters.isupper() or _DASHES.issuperset(letters)


def _numbered(word: Word) -> Word:
    marked = _MARKED.fullmatch(word.text)
    number = marked[1].translate(_STROKES) if marked else ""
    if marked is None or number == marked[1] or not number or not _ROMAN.fullmatch(number):
        return word
    return replace(word, text=number + marked[2], confidence=min(word.confidence, _MENDED))


def _single(word: Word) -> Word:
    """Return a word whose letters with two marks were read as two letters, each with one of them."""
    text = word.text.translate(_ETH).replace("ĐĐ", "Đ").replace("đđ", "đ")
    if not is_syllable(text):
        for at in range(len(text) - 1):
            pair, once = text[at : at + 2], text[: at + 1] + text[at + 2 :]
            alike = len(set(bare(pair).lower())) == 1 and not pair.isascii()
            if alike and bare(once).lower() in skeletons():
                return replace(word, text=once, confidence=min(word.confidence, _MENDED))
    return replace(word, text=text)


def _parted(word: Word) -> Iterator[Word]:
    """Yield the two syllables of a word that was run together, if it can be parted in one way only."""
    text, tail = word.text.rstrip(_STOPS), len(word.text.rstrip(_STOPS))
    places = range(2, tail - 1) if tail >= _SHORTEST and not is_syllable(text) else ()
    found = [at for at in places if is_syllable(text[:at].lower()) and is_syllable(text[at:].lower())]
    if len(found) != 1:
        yield word
        return
    place = word.left + round((word.right - word.left) * found[0] / len(word.text))
    sure = min(word.confidence, _MENDED)
    yield Word(word.text[: found[0]], word.left, place, sure)
    yield Word(word.text[found[0] :], place, word.right, sure)
