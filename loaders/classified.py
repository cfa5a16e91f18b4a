"""Stamps of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT (Law on the Protection of State Secrets 2018, article 8).

The stamp stands by itself at the head of the first page; "bảo mật" and "bí mật nhà nước" in running text are none.
"""

import re
from collections.abc import Iterator

from loaders.text import Text
from loaders.zones import Zones
from ontology.folding import fold
from ontology.model import Problem

CODE = "classified"
_STAMPS = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}
_STAMP = re.compile(r"\W*(?:(?:do|muc do)\s+mat\s*:\s*)?((?:tuyet\s+|t[o0]i\s+)?mat)\W*")
_APART = re.compile(r"\s{3,}|\t|\|")
_FIRST_LINES = 15  # where no title tells where the letterhead ends


def secrecy_of(line: str) -> str | None:
    """Return the stamp of secrecy that a line is, by itself or beside a column of the letterhead.

    >>> secrecy_of("TỈNH ỦY HÀ CHÂU        TỐI MẬT")
    'TỐI MẬT'
    >>> secrecy_of("Bảo đảm bí mật nhà nước")
    """
    for cell in _APART.split(line):
        found = _STAMP.fullmatch(fold(cell))
        if found and _is_shouted(cell):
            return _STAMPS[" ".join(found[1].replace("0", "o").split())]
    return None


def _is_shouted(cell: str) -> bool:
    """Say whether a stamp is in capitals, but for letters that a scan tore; "Độ mật: Tối mật" need not be."""
    letters = [letter for letter in cell if letter.isalpha()]
    return ":" in cell or 2 * sum(map(str.isupper, letters)) > len(letters)


def classified(text: Text, zones: Zones) -> Iterator[Problem]:
    """Yield a problem for the stamp at the head of a document."""
    lines = zones.head or zones.body[:_FIRST_LINES]
    for line in lines:
        if stamp := secrecy_of(line.text):
            yield Problem(
                code=CODE,
                message=f"Văn bản đóng dấu {stamp}; chỉ đưa vào kho khi được phép: build --allow-classified. / "
                f"Stamped {stamp} (classified); add it only where that is allowed: build --allow-classified.",
                span=text.span(line.start, line.end),
            )
            return
