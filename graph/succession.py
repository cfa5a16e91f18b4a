"""Reorganisations: which agency or area succeeds which, from when, by which law, as the registers tell.

A department of a province that was merged is succeeded by that of the new province; what takes over the districts'
bodies lies in communes that no open list tells, so that their successors are words only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.agencies import NamedAgency, Namer
from graph.places import Context, Place, bare_name
from graph.quads import RDF, Iri, Quad, Term, calendar_value, vietnamese
from ontology.folding import name_key
from ontology.identifiers import DocumentId, agency_iri, area_iri, graph_iri
from ontology.model import Level
from ontology.registers import Area, agency_named, areas
from ontology.terms import TK

ORG = "http://www.w3.org/ns/org#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The end of an agency or area: its last day if it is known, who follows it, in words too, and the source."""

    old: NamedAgency | Place
    until: str | None
    heirs: tuple[NamedAgency | Place, ...]
    words: tuple[str, ...]
    source: str


def agency_changes(agencies: Iterable[NamedAgency]) -> tuple[Change, ...]:
    """Return what became of agencies that have ended, and of those that followed and have ended too."""
    waiting = {agency.id: agency for agency in agencies if not agency.is_group}
    found: dict[str, Change] = {}
    seen: set[str] = set()
    while waiting:
        identity, agency = waiting.popitem()
        seen.add(identity)
        change = _agency_change(agency)
        if change is not None:
            found[identity] = change
            heirs = (each for each in change.heirs if isinstance(each, NamedAgency))
            waiting |= {each.id: each for each in heirs if each.id not in seen}
    return tuple(found[identity] for identity in sorted(found))


def _agency_change(agency: NamedAgency) -> Change | None:
    known = agency_named(agency.name) or agency_named(_without(agency.name, agency.place))
    area = _province(agency.place)
    ended = area if area is not None and area.valid_to else None
    gone = known if known is not None and (known.valid_to or known.successors) else None
    if gone is None and ended is None:
        return None
    stem = known.name if known else _without(agency.name, agency.place)
    words = gone.successors if gone and gone.successors else ((stem,) if ended and not (gone and gone.valid_to) else ())
    days = [each.valid_to for each in (gone, ended) if each is not None and each.valid_to]
    heirs = [heir for name in words for heir in _heirs(name, agency, ended)]
    return Change(
        old=agency,
        until=min(days, default=None),
        heirs=tuple(heir for heir in heirs if heir.id != agency.id),
        words=words,
        source="; ".join(each.source for each in (gone, ended) if each is not None),
    )


def _without(name: str, place: Place | None) -> str:
    """Return a name without its place: "Ban Thường vụ Huyện ủy Ba Vì", "Sở Y tế tỉnh An Giang"."""
    if place is None:
        return name
    return name.removesuffix(place.name).removesuffix(bare_name(place.name)).strip() or name


def _heirs(name: str, agency: NamedAgency, ended: Area | None) -> Iterator[NamedAgency]:
    """Yield the agencies of a name where the old one was; none where its place is not known or has no successor."""
    if agency.level is Level.CENTRAL:
        yield Namer(document=DocumentId(""), context=Context(level=Level.CENTRAL)).name(name)
    elif agency.place is not None and agency.place.level is Level.PROVINCE:
        places = [agency.place.name] if ended is None else [_by_code()[code].name for code in ended.successors]
        for place in places:
            heir = Namer(document=DocumentId(""), context=Context(level=Level.PROVINCE, area=place)).name(name)
            if heir.place is not None:
                yield heir


def area_changes(places: Iterable[Place]) -> tuple[Change, ...]:
    """Return what became of the provinces among places."""
    named = {name_key(place.name): place for place in places if place.level is Level.PROVINCE}
    changes: list[Change] = []
    for key, place in sorted(named.items()):
        area = _provinces().get(key)
        if area is not None and area.valid_to:
            heirs = tuple(Place(level=Level.PROVINCE, name=_by_code()[code].name) for code in area.successors)
            words = tuple(heir.name for heir in heirs)
            changes.append(Change(old=place, until=area.valid_to, heirs=heirs, words=words, source=area.source))
    return tuple(changes)


@cache
def _by_code() -> Mapping[str, Area]:
    return {area.code: area for area in areas()}


@cache
def _provinces() -> Mapping[str, Area]:
    return {name_key(area.name): area for area in areas() if area.level is Level.PROVINCE}


def _province(place: Place | None) -> Area | None:
    if place is None or place.level is not Level.PROVINCE:
        return None
    return _provinces().get(name_key(place.name))


def change_quads(changes: Iterable[Change], base: str) -> Iterator[Quad]:
    """Yield each change as an event, and that the old thing is succeeded by the new ones."""
    graph = Iri(graph_iri("register", "changes", base))
    for change in changes:
        for subject, predicate, value in _change(change, base):
            yield Quad(subject, Iri(predicate), value, graph)


def _change(change: Change, base: str) -> Iterator[tuple[Iri, str, Term]]:
    old = _iri(change.old, base)
    node = Iri(f"{base}change/{old.removeprefix(base).replace('/', '-')}")
    yield node, RDF + "type", Iri(TK.Change)
    yield node, str(TK.changeFrom), old
    yield node, str(TK.changeSource), vietnamese(change.source)
    for words in change.words:
        yield node, str(TK.successorName), vietnamese(words)
    if change.until:
        yield old, str(TK.existedUntil), calendar_value(change.until)
        first = dt.date.fromisoformat(change.until) + dt.timedelta(days=1)
        yield node, str(TK.changedOn), calendar_value(first.isoformat())
    is_agency = isinstance(change.old, NamedAgency)
    if is_agency:
        yield node, ORG + "originalOrganization", old
    for heir in change.heirs:
        yield node, str(TK.changeTo), _iri(heir, base)
        yield old, str(TK.succeededBy), _iri(heir, base)
        if is_agency:
            yield node, ORG + "resultingOrganization", _iri(heir, base)


def _iri(thing: NamedAgency | Place, base: str) -> Iri:
    return Iri(agency_iri(thing.id, base) if isinstance(thing, NamedAgency) else area_iri(thing.full_name, base))


def member_areas(group: NamedAgency) -> tuple[Area, ...]:
    """Return the communes that a group of a province's communes is made of, as the register knows them.

    A document's group has those that were there on its day of issue.
    """
    province = _province(group.place)
    words = {each for each in _COMMUNES if f" {each}" in f" {group.name.casefold()}"}
    if not group.is_group or province is None or not words:
        return ()
    return tuple(area for area in areas() if area.parent == province.code and area.kind in words)


_COMMUNES = ("xã", "phường", "đặc khu")


def member_quads(groups: Iterable[NamedAgency], base: str) -> Iterator[Quad]:
    """Yield the members of groups, each with its name, its province and the days on which it was there."""
    graph = Iri(graph_iri("register", "members", base))
    for group in groups:
        for area in member_areas(group):
            province = _by_code()[area.parent or ""].name
            place = Iri(area_iri(Place(level=Level.COMMUNE, name=area.name, parent=province).full_name, base))
            for predicate, value in (
                (RDF + "type", Iri(TK.Area)),
                (TK.name, vietnamese(area.name)),
                (TK.parentArea, Iri(area_iri(province, base))),
                (TK.existsFrom, calendar_value(area.valid_from) if area.valid_from else None),
                (TK.existedUntil, calendar_value(area.valid_to) if area.valid_to else None),
            ):
                if value is not None:
                    yield Quad(place, Iri(predicate), value, graph)
            yield Quad(Iri(agency_iri(group.id, base)), Iri(TK.hasMember), place, graph)
