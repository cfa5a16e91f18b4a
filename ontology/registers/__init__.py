"""The registers: document kinds, issuing bodies, agencies and areas, with their changes in time.

Each register is a CSV file beside this module, sorted, one fact a row, each row with its source; an empty
cell means "not said", never "none". README.md says how to edit them and where the rows come from.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.folding import compose, name_key
from ontology.model import Branch, Level

_WORD = re.compile(r"[^\W_]+")
_AREA_KIND = re.compile(r"^(tỉnh|(thành )?phố|tp|huyện|quận|(thị )?(xã|trấn)|phường|(đặc )?khu)( |$)", re.IGNORECASE)
_LEVELS = {level.value: level for level in Level}  # a tenth of the cost of Level(...): areas are thousands


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: `KH`, `kế hoạch`, `Plan`; one notation may stand for several kinds (`TT`)."""

    notation: str  # as in symbols; "" where symbols do not show the kind
    name: str  # Vietnamese, lower case
    class_name: str  # the class of the ontology
    branch: Branch | None  # None: both the Party and the State use it
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """A body that issues documents, by its letters in symbols; one code may stand for several (`TU`)."""

    code: str
    name: str
    level: Level | None  # None: the code alone does not tell
    branch: Branch
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency as documents name it, without a place; the days are ISO dates, the last day included."""

    name: str
    aliases: tuple[str, ...]  # other printed forms; no two agencies share one
    level: Level | None  # None: the name alone does not tell
    branch: Branch
    valid_from: str | None
    valid_to: str | None
    successors: tuple[str, ...]  # names of agencies in this register
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A unit of administration: `xã Xuân Trường`; the days are ISO dates, the last day included."""

    code: str  # the General Statistics Office's; ".1" follows where a later unit bears the same code
    name: str  # with its kind
    kind: str
    level: Level
    parent: str | None  # code of the province
    valid_from: str | None
    valid_to: str | None
    successors: tuple[str, ...]  # codes
    source: str


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of document, by notation (Decree 30/2020, annex III; Guide 36-HD/VPTW)."""
    return tuple(
        Kind(notation=notation, name=name, class_name=class_name, branch=_branch(branch), source=source)
        for notation, name, class_name, branch, source in _rows("kinds.csv")
    )


@cache
def organs() -> tuple[Organ, ...]:
    """Return every issuing body, by its code in symbols."""
    return tuple(
        Organ(code=code, name=name, level=_level(level), branch=Branch(branch), source=source)
        for code, name, level, branch, source in _rows("organs.csv")
    )


@cache
def agencies() -> tuple[Agency, ...]:
    """Return every agency of the register, by name."""
    return tuple(
        Agency(
            name=name,
            aliases=_list(aliases),
            level=_level(level),
            branch=Branch(branch),
            valid_from=begun or None,
            valid_to=ended or None,
            successors=_list(successors),
            source=source,
        )
        for name, aliases, level, branch, begun, ended, successors, source in _rows("agencies.csv")
    )


@cache
def areas() -> tuple[Area, ...]:
    """Return every province and commune, by code; a merged province has its last day and its successor."""
    return tuple(
        Area(
            code=code,
            name=name,
            kind=kind,
            level=_LEVELS[level],
            parent=parent or None,
            valid_from=begun or None,
            valid_to=ended or None,
            successors=_list(successors),
            source=source,
        )
        for code, name, kind, level, parent, begun, ended, successors, source in _rows("areas.csv")
    )


def agency_named(printed: str) -> Agency | None:
    """Return the agency that a printed name or abbreviation stands for, with or without a place after it.

    >>> agency_named("Sở KH&CN tỉnh Ninh Bình").name
    'Sở Khoa học và Công nghệ'
    """
    words = _WORD.findall(compose(printed))
    for count in range(len(words), 0, -1):
        agency = _forms().get(name_key(" ".join(words[:count])))
        if agency and _is_place(" ".join(words[count:]), words[count - 1]):
            return agency
    return None


@cache
def _forms() -> dict[str, Agency]:
    return {name_key(form): agency for agency in agencies() for form in (agency.name, *agency.aliases)}


@cache
def _province_names() -> frozenset[str]:
    provinces = (area for area in areas() if area.level is Level.PROVINCE)
    return frozenset(name_key(area.name.removeprefix(area.kind)) for area in provinces)


def _is_place(words: str, before: str) -> bool:
    name = _AREA_KIND.sub("", words)
    marked = name != words or _AREA_KIND.fullmatch(before) is not None
    return not name or (marked and not name[0].islower()) or name_key(name) in _province_names()


def _rows(name: str) -> Iterator[list[str]]:
    lines = files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return csv.reader(lines[1:])  # without the head


def _level(cell: str) -> Level | None:
    return Level(cell) if cell else None


def _branch(cell: str) -> Branch | None:
    return Branch(cell) if cell else None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()
