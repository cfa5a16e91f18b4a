"""Agencies that a clause names only by pointing back: "các Bộ nêu trên", "các cơ quan này"."""

import re
from collections.abc import Iterable, Sequence

from loaders.names import Name
from loaders.stretches import flat_text
from loaders.text import Text
from ontology.folding import fold
from ontology.model import Party

_BACK = re.compile(
    r"(?P<many>cac |nhung )?(?P<kind>bo|so|phong|ban|hoi|co quan|don vi|dia phuong|nganh|to chuc|doan the)"
    r"(?:,? (?:va )?(?:co quan|don vi|nganh|dia phuong|to chuc))* (?:(?:neu |noi )tren|tren day|tren|nay)"
)
_OF_A_KIND = ("bo", "so", "phong", "ban", "hoi")  # heads that their own names begin with


def meant(text: Text, names: Sequence[Name], lists: Iterable[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Return those of the nearest list above whom one name points back to, none where that is not certain."""
    back = _BACK.fullmatch(flat_text(text, names[0].start, names[0].end)) if len(names) == 1 else None
    if back is None:
        return ()
    for parties in lists:
        pointed = tuple(party for party in parties if _is_of(party, back["kind"]))
        if len(pointed) > 1 if back["many"] else len(pointed) == 1:
            return pointed
    return ()


def _is_of(party: Party, kind: str) -> bool:
    return kind not in _OF_A_KIND or fold(party.name).startswith(f"{kind} ")
