"""Names of persons: the surnames and middle names that a torn signature is mended by.

Surnames are a small closed set, middle names nearly so; of given names those that are commonly borne are listed.
"""

import re
from collections.abc import Sequence

from loaders.letters import UPPER
from loaders.restoration.signers import BORNE_BY, GIVEN_NAMES, MIDDLE_NAMES, SURNAMES
from ontology.folding import fold

_BY_LETTERS = {fold(name): name for name in reversed(SURNAMES)}
_MIDDLE_BY_LETTERS = {fold(name): name for name in reversed(MIDDLE_NAMES)}
_WOMEN_S_MIDDLE = _MIDDLE_BY_LETTERS | {fold(name): name for name in MIDDLE_NAMES if BORNE_BY.get(name) == "f"}
_GIVEN_BY_LETTERS: dict[str, list[str]] = {}
for _name in GIVEN_NAMES:
    _GIVEN_BY_LETTERS.setdefault(fold(_name), []).append(_name)
# Middle names that women, or men, bear.
_OF_WOMEN = "Thị"
_OF_MEN = frozenset(
    {
        "Văn",
        "Đức",
        "Công",
        "Đình",
        "Khắc",
        "Sỹ",
        "Viết",
        "Trọng",
        "Mạnh",
        "Hữu",
        "Quốc",
        "Bá",
        "Thế",
        "Xuân",
        "Quang",
        "Duy",
        "Tiến",
        "Chí",
    }
)
NAME = re.compile(rf"[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{1,4}}")


def is_surname(word: str) -> bool:
    """Say whether a word, marks aside, is a surname."""
    return fold(word) in _BY_LETTERS


def mended(name: str, printed: str) -> str:
    """Return a restored name with its surname and middle names in their one spelling, its given name in the likeliest.

    `printed` is the name as the source has it: a name that is printed with its marks stays as it is. What is given to
    women or to men alone is so chosen where the middle names tell which.

    >>> mended("Trình Vẫn Hoàng", "Trinh Van Hoang"), mended("Trình Văn Hoàng", "Trình Văn Hoàng")
    ('Trịnh Văn Hoàng', 'Trình Văn Hoàng')
    >>> mended("Ngô Văn Trinh", "Ngo Van Trinh"), mended("Ngô Thị Trình", "Ngo Thi Trinh")
    ('Ngô Văn Trình', 'Ngô Thị Trinh')
    """
    if name == printed and not name.isascii():
        return name
    first, *rest = name.split()
    letters = [fold(word) for word in printed.split()[-len(rest) - 1 :]]
    is_woman = any(fold(word) == fold(_OF_WOMEN) for word in rest[:-1])
    known = _WOMEN_S_MIDDLE if is_woman else _MIDDLE_BY_LETTERS
    middles = [known.get(fold(word), word) for word in rest[:-1]]
    surname = _surname(first, letters[0] if len(letters) == len(rest) + 1 else "")
    return " ".join([surname, *middles, *(_given(word, middles) for word in rest[-1:])])


def _surname(restored: str, letters: str) -> str:
    """Return a surname in its one spelling; what is printed "Vii" is "Vũ", whose marks stand apart."""
    return _BY_LETTERS.get(letters.replace("ii", "u") if "ii" in letters else fold(restored), restored)


def _given(restored: str, middles: Sequence[str]) -> str:
    """Return a given name as it is commonly borne: one that nobody bears, or the other sex does, is another one."""
    alike = _GIVEN_BY_LETTERS.get(fold(restored), [])
    bearer = "f" if _OF_WOMEN in middles else "m" if not _OF_MEN.isdisjoint(middles) else ""
    fitting = [name for name in alike if not bearer or BORNE_BY.get(name, bearer) == bearer]
    return restored if not fitting or restored in fitting else fitting[0]
