"""Persons whom a directive names with their offices: "đồng chí Trịnh Văn Hoàng, Phó Bí thư Tỉnh ủy"."""

import re

from loaders.name_words import OFFICE, ROLE
from loaders.persons import NAME, is_surname
from loaders.stretches import Stretch

_ADDRESS = re.compile(r"(?:dong chi|d/c|ong|ba)\s+")
_BESIDE = re.compile(r"\s*[-–,]\s*(?:(?:quyen|pho)\s+)?")


def person_end(words: Stretch, at: int) -> int | None:
    """Return where a person's name ends who is addressed as one, `None` where none is."""
    address = _ADDRESS.match(words.flat, at)
    name = NAME.match(words.text.restored, words.start + address.end()) if address else None
    return name.end() - words.start if name and is_surname(name[0].split()[0]) else None


def office_beside(words: Stretch, end: int) -> int | None:
    """Return where an office begins that is told right behind a person's name, without its "Phó"."""
    beside = _BESIDE.match(words.flat, end)
    at = beside.end() if beside else end
    is_office = beside is not None and (OFFICE.match(words.flat, at) or ROLE.match(words.flat, at))
    return at if is_office else None
