"""Names of persons: the surnames and middle names that a torn signature is mended by.

Surnames are a small closed set, middle names nearly so; of given names those that are commonly borne are listed.
"""

import re
from collections.abc import Sequence

from loaders.letters import UPPER
from loaders.restoration.signers import GIVEN_BORNE_BY, GIVEN_NAMES, MIDDLE_BORNE_BY, MIDDLE_NAMES, SURNAMES
from ontology.folding import fold

_BY_LETTERS = {fold(name): name for name in reversed(SURNAMES)}
_MIDDLE_BY_LETTERS = {fold(name): name for name in reversed(MIDDLE_NAMES)}
_GIVEN_BY_LETTERS: dict[str, list[str]] = {}
for _name in GIVEN_NAMES:
    _GIVEN_BY_LETTERS.setdefault(fold(_name), []).append(_name)
NAME = re.compile(rf"[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{1,4}}")


def is_surname(word: str) -> bool:
    """Say whether a word, marks aside, is a surname."""
    return fold(word) in _BY_LETTERS


def mended(name: str, printed: str) -> str:
    """Return a restored name with its surname and middle names in their one spelling, its given name as one is borne.

    `printed` is the name as the source has it: words that are printed with their marks stay as they are. What is given
    to women or to men alone is so chosen where the middle names tell which.

    >>> mended("Trình Vẫn Hoàng", "Trinh Van Hoang"), mended("Trình Văn Hoàng", "Trình Văn Hoàng")
    ('Trịnh Văn Hoàng', 'Trình Văn Hoàng')
    >>> mended("Ngô Văn Trinh", "Ngo Van Trinh"), mended("Ngô Thị Trình", "Ngo Thi Trinh")
    ('Ngô Văn Trình', 'Ngô Thị Trinh')
    """
    words = name.split()
    if len(words) < 2 or (name == printed and not name.isascii()):
        return name
    seen = printed.split()[-len(words) :]
    seen = seen if len(seen) == len(words) else [""] * len(words)
    surname, *middles = (
        word if word == as_seen and not word.isascii() else known(word, as_seen)
        for word, as_seen, known in zip(words[:-1], seen, (_surname, *[_middle] * len(words)), strict=False)
    )
    given = words[-1]
    if given != seen[-1] or given.isascii():
        given = _given(given, middles)
    return " ".join([surname, *middles, given])


def _surname(restored: str, seen: str) -> str:
    """Return a surname in its one spelling; what is printed "Vii" is "Vũ", whose marks stand apart."""
    letters = fold(seen)
    return _BY_LETTERS.get(letters.replace("ii", "u") if "ii" in letters else fold(restored), restored)


def _middle(restored: str, _: str) -> str:
    """Return a middle name in its one spelling, a listed one as it is."""
    return restored if restored in MIDDLE_NAMES else _MIDDLE_BY_LETTERS.get(fold(restored), restored)


def _given(restored: str, middles: Sequence[str]) -> str:
    """Return a given name as it is commonly borne: one that nobody bears, or the other sex does, is another one."""
    bearer = next((by for name in middles if (by := MIDDLE_BORNE_BY.get(name))), "")
    alike = _GIVEN_BY_LETTERS.get(fold(restored), [])
    fitting = [name for name in alike if not bearer or GIVEN_BORNE_BY.get(name, bearer) == bearer]
    return restored if not fitting or restored in fitting else fitting[0]
