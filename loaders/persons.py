"""Names of persons: the surnames and middle names that a torn signature is mended by.

Surnames are a small closed set, middle names nearly so; given names stay as they were restored.
"""

import re

from loaders.letters import UPPER
from loaders.restoration.signers import MIDDLE_NAMES, SURNAMES
from ontology.folding import fold

_BY_LETTERS = {fold(name): name for name in reversed(SURNAMES)}
_MIDDLE_BY_LETTERS = {fold(name): name for name in reversed(MIDDLE_NAMES)}
NAME = re.compile(rf"[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{1,4}}")


def is_surname(word: str) -> bool:
    """Say whether a word, marks aside, is a surname."""
    return fold(word) in _BY_LETTERS


def mended(name: str, printed: str) -> str:
    """Return a restored name with its surname and middle names in their one spelling.

    `printed` is the name as the source has it: a name that is printed with its marks stays as it is.

    >>> mended("Trình Vẫn Hoàng", "Trinh Van Hoang"), mended("Trình Văn Hoàng", "Trình Văn Hoàng")
    ('Trịnh Văn Hoàng', 'Trình Văn Hoàng')
    """
    if name == printed and not name.isascii():
        return name
    first, *rest = name.split()
    middles = [_MIDDLE_BY_LETTERS.get(fold(word), word) for word in rest[:-1]]
    return " ".join([_BY_LETTERS.get(fold(first), first), *middles, *rest[-1:]])
