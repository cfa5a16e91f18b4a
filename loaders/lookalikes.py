"""Symbols written with letters of other scripts that look the same, or in full width: read as what they look like.

"КН-UBND" may hold two Cyrillic letters, "１２／KH" signs of East Asian width, "QÐ" the letter of Iceland. No search
and no joining would find them. Only words that are symbols once mapped are mapped, and that is told.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.text import Text
from ontology.folding import fold
from ontology.model import Problem, Span

_LATIN = "ABCEHIKMOPSTXYaceiopsxyABEHIKMNOPTXYZoĐđ"
_OTHERS = "АВСЕНІКМОРЅТХУасеіорѕхуΑΒΕΗΙΚΜΝΟΡΤΧΥΖοÐð"
_LOOKS = str.maketrans(_OTHERS, _LATIN) | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_STRANGE = re.compile("[" + "".join(sorted(set(_OTHERS))) + "\uff01-\uff5e]")
_WORD = re.compile(r"\S*[" + "".join(sorted(set(_OTHERS))) + r"\uff01-\uff5e]\S*")
_SYMBOL = re.compile(r"\W*\d{1,6}[a-z]?(?:/\d{4})?[-/–][A-ZĐ][A-Za-zĐđ]{0,9}\d?[-/–][A-ZĐ][\wĐđ&./-]*\W*")


def with_own_letters(text: Text) -> tuple[Text, tuple[Problem, ...]]:
    """Return a text whose symbols are in Latin letters, sign for sign, and where any were not."""
    if _STRANGE.search(text.restored) is None:
        return text, ()
    found = list(_mapped(text.restored))
    restored = text.restored
    for start, word in found:
        restored = restored[:start] + word + restored[start + len(word) :]
    own = replace(text, restored=restored, folded=fold(restored))
    return own, tuple(_problem(text.span(start, start + len(word)), word) for start, word in found)


def _mapped(restored: str) -> Iterator[tuple[int, str]]:
    """Yield the words that are symbols once their letters are taken for what they look like."""
    for found in _WORD.finditer(restored):
        word = found[0].translate(_LOOKS)
        if _SYMBOL.fullmatch(word):
            yield found.start(), word


def _problem(span: Span, word: str) -> Problem:
    return Problem(
        code="look-alike-letters",
        message=f"Số ký hiệu có chữ của bảng chữ khác trông giống chữ ta, đã đọc là {word}; hãy sửa ở bản gốc. / The "
        f"symbol has letters of another script that look the same, it was read as {word}; mend the original.",
        span=span,
    )
