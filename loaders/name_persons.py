"""Persons whom a directive names with their offices: "đồng chí Trịnh Văn Hoàng, Phó Bí thư Tỉnh ủy"."""

import re

from loaders.name_words import OFFICE, ROLE
from loaders.persons import NAME, is_surname
from loaders.stretches import Stretch

_ADDRESS = re.compile(r"(?:dong chi|d/c|ong|ba)\s+")
# Several, or one, before the office held: "Các ông, bà Tổ trưởng tổ dân phố", "Đồng chí Phó Bí thư Thường trực".
_ADDRESSES = re.compile(r"(?:(?:cac|tung|moi) )?(?:ong(?:,? (?:va )?ba|/ba| \(ba\))?|ba|dong ch[iu]|d/c)\s+")
_WRITTEN = re.compile(r"(?:(?:các|từng|mỗi)\s+)?(?:ông|bà|đồng chí|đ/c|d/c)", re.IGNORECASE)
_BESIDE = re.compile(r"\s*[-–,]\s*(?:(?:quyen|pho)\s+)?")


def person_end(words: Stretch, at: int) -> int | None:
    """Return where a person's name ends who is addressed as one, `None` where none is."""
    address = _ADDRESS.match(words.flat, at)
    held = address is not None and holds_office(words, address.end())
    name = NAME.match(words.text.restored, words.start + address.end()) if address and not held else None
    return name.end() - words.start if name and is_surname(name[0].split()[0]) else None


def address_end(words: Stretch, at: int) -> int | None:
    """Return where the words end by which the holders of an office are addressed, `None` where none are."""
    address = _ADDRESSES.match(words.flat, at)
    if address is None or not (_WRITTEN.match(words.text.restored, words.start + at) or _is_guessed(words, address)):
        return None
    return address.end() if holds_office(words, address.end()) else None


def _is_guessed(words: Stretch, address: re.Match[str]) -> bool:
    """Say whether "đồng chí" is what a scan printed where restoration read another word: "Dong chi", "Dòng chữ"."""
    first, last = (words.start + at for at in address.span())
    is_changed = words.text.printed(first, last) != words.text.restored[first:last]
    return is_changed and address[0].startswith(("dong", "cac dong"))


def holds_office(words: Stretch, at: int) -> bool:
    """Say whether an office begins at an offset."""
    return OFFICE.match(words.flat, at) is not None or ROLE.match(words.flat, at) is not None


def office_beside(words: Stretch, end: int) -> int | None:
    """Return where an office begins that is told right behind a person's name, without its "Phó"."""
    beside = _BESIDE.match(words.flat, end)
    at = beside.end() if beside else end
    return at if beside is not None and holds_office(words, at) else None
