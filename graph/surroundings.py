"""What a document does not say of its own place, told by the documents around it; where they disagree it stays open.

The province of a commune is the one that other documents give it, else the only one that the document itself names,
else the only one that has such a commune by the register.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.organs import parse_symbol, symbol_key
from graph.places import Place, bare_name, context_of, find_mark, find_place
from ontology.folding import name_key
from ontology.identifiers import slug
from ontology.model import Citation, Document, Level
from ontology.registers import areas

_BELOW = (Level.DISTRICT, Level.COMMUNE)
_PROVINCES = ("tỉnh",)
_NOBODY: Mapping[str, set[str | None]] = {}
_WHOLE_DAY = len("2025-07-28")

Provinces = Mapping[str, str]  # by slug, as they are written
Issued = Mapping[str, Mapping[str, set[str | None]]]  # symbol -> province as written -> days


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A province that a document does not say it lies in, and what told it."""

    name: str  # of the file
    province: str
    reason: str


def with_provinces(documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Learnt, ...]]:
    """Return the documents, each with the province of its place where it can be told, and what was learnt."""
    listed = tuple(documents)
    known, issued = _known(listed), _issued(listed)
    learnt: list[Learnt] = []
    completed: list[Document] = []
    for document in listed:
        of_district = _province_of_district(document, known)
        found = of_district or _province(document, known, issued)
        if found is None:
            completed.append(document)
            continue
        learnt.append(found)
        header = document.header
        if of_district:
            header = replace(header, province=found.province)
        else:
            header = replace(header, parent_area=found.province)
        completed.append(replace(document, header=header))
    return tuple(completed), tuple(sorted(set(learnt), key=repr))


def _known(documents: Sequence[Document]) -> Mapping[tuple[Level, str], Provinces]:
    """Return the provinces that documents give to places: by level and name, by slug, as they are written."""
    found: defaultdict[tuple[Level, str], dict[str, str]] = defaultdict(dict)
    for document in documents:
        for place in _places(document):
            if place.parent and place.level in _BELOW:
                found[place.level, place.key][slug(bare_name(place.parent))] = place.parent
    return found


def _places(document: Document) -> Iterator[Place]:
    context = context_of(document)
    own = context.own
    if own is not None:
        yield own
    for citation in document.citations:
        if citation.issuer and (place := find_place(citation.issuer, context)):
            yield place


def _issued(documents: Sequence[Document]) -> Issued:
    """Return which provinces have issued a symbol, and when, by the heads of their documents."""
    found: defaultdict[str, defaultdict[str, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for document in documents:
        own, header = context_of(document).own, document.header
        if header.symbol and own is not None and own.level is Level.PROVINCE:
            found[symbol_key(header.symbol)][own.name].add(header.issued)
    return found


def _province(document: Document, known: Mapping[tuple[Level, str], Provinces], issued: Issued) -> Learnt | None:
    own = context_of(document).own
    if own is None or own.parent is not None or own.level not in _BELOW:
        return None
    around = {province for names in known.values() for province in names}
    elsewhere = known.get((own.level, own.key), {})
    for reason, names in (
        ("province-of-that-name-elsewhere", elsewhere),
        ("only-province-named", _named(document)),
        ("province-that-issued-what-is-cited", _citing(document, issued)),
        ("only-province-in-the-register", _registered(own, frozenset(around))),
    ):
        if len(names) == 1:
            return Learnt(name=document.source.name, province=next(iter(names.values())), reason=reason)
    return None


def _province_of_district(document: Document, known: Mapping[tuple[Level, str], Provinces]) -> Learnt | None:
    """Return the province of the district that a commune's document names as the unit above."""
    district = context_of(document).district
    if district is None or district.parent is not None:
        return None
    for reason, names in (
        ("province-of-the-district-elsewhere", known.get((Level.DISTRICT, district.key), {})),
        ("only-province-named", _named(document)),
    ):
        if len(names) == 1:
            return Learnt(name=document.source.name, province=next(iter(names.values())), reason=reason)
    return None


def _citing(document: Document, issued: Issued) -> Provinces:
    """Return the provinces that may have issued all documents of a province that this one cites without its name."""
    left: set[str] | None = None
    for citation in document.citations:
        issuers = issued.get(symbol_key(citation.symbol or ""), _NOBODY)
        fitting = {name for name, days in issuers.items() if any(_fits(citation, day) for day in days)}
        if fitting:
            left = fitting if left is None else left & fitting
    return {slug(bare_name(name)): name for name in left or ()}


def _fits(citation: Citation, issued: str | None) -> bool:
    """Say whether a province's document of a day may be the one cited: by the year, if its organ is a province's.

    A code of every level ("UBND") needs the very day: the commune has documents of that number too.
    """
    parts = parse_symbol(citation.symbol or "")
    if parts is None or parts.organ.level is not Level.PROVINCE:
        return issued is not None and len(issued) == _WHOLE_DAY and citation.issued == issued
    year = parts.year or (citation.issued or "")[:4]
    return not year or not issued or issued.startswith(year)


def _named(document: Document) -> Provinces:
    """Return the provinces that a document names as issuers of what it cites: "Tỉnh ủy Hà Châu"."""
    found: dict[str, str] = {}
    for citation in document.citations:
        mark = find_mark(citation.issuer or "")
        if mark is not None and mark.named and mark.unit in _PROVINCES:
            found[slug(mark.named)] = f"{mark.unit} {mark.named}"
    return found


def _registered(place: Place, around: frozenset[str]) -> Provinces:
    """Return the provinces of the register with such a commune, if the collection speaks of one of them or of none."""
    found = _with_commune(place)
    return found if not around or any(slug(bare_name(name)) in around for name in found.values()) else {}


def _with_commune(place: Place) -> Provinces:
    return _communes().get(name_key(place.name), {}) if place.level is Level.COMMUNE else {}


@cache
def _communes() -> Mapping[str, Mapping[str, str]]:
    provinces = {area.code: area.name for area in areas() if area.level is Level.PROVINCE}
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for area in areas():
        if area.parent is not None:
            found[name_key(area.name)][area.parent] = provinces[area.parent]
    return found
