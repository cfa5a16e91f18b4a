"""A collection -> all its quads: each document's graph, registers of what they name, the cascade."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.agencies import NamedAgency, Namer, agency_labels
from graph.duties import task_quads
from graph.evidence import Quoting, RestoredText
from graph.headers import header_quads, identity_quads
from graph.inference import cascade_quads, leads_down
from graph.judged_quads import judgement_quads
from graph.places import Context, Place, context_of, unit_above
from graph.quads import Iri, Literal, Quad, truth, vietnamese
from graph.resolve import Cited, Collection, Entry
from graph.succession import agency_changes, area_changes, change_quads, member_quads
from graph.triples import (
    LABEL,
    TYPE,
    Naming,
    Speaker,
    agency_nodes,
    citation_quads,
    indicator_quads,
    link_quads,
    place_iri,
    section_quads,
    speaker,
)
from ontology.identifiers import agency_iri, document_iri, graph_iri
from ontology.model import Header, Level
from ontology.terms import TK, concept


@dataclass(frozen=True, slots=True)
class Told:
    """What a document whose own statements are written already tells of what others name as well.

    These are the agencies that it names, in the order of its text, and the steps of the cascade, lower and upper.
    """

    agencies: tuple[NamedAgency, ...]
    steps: tuple[tuple[str, str], ...]


_NOTHING: Mapping[str, Told] = {}


def collection_quads(collection: Collection, base: str, told: Mapping[str, Told] = _NOTHING) -> Iterator[Quad]:
    """Yield everything that the records of a collection say, what people say of them, and the cascade that follows.

    Each document's graph holds what its text says; agencies, areas and documents only cited, which many documents
    name, are described once in graphs of their own; what only a person says has a graph of its own too. The documents
    that are in `told` by their ids are written already.
    """
    steps = {step for each in told.values() for step in each.steps}
    for quad in _said(collection, base, told):
        if leads_down(quad):
            steps.add((str(quad.subject), str(quad.object)))
        yield quad
    yield from cascade_quads(steps, base)


def _said(collection: Collection, base: str, told: Mapping[str, Told]) -> Iterator[Quad]:
    naming = Naming(base=base, same=collection.agencies.current(), different=collection.agencies.different)
    for entry in collection.entries:
        if entry.id in told:
            naming.agencies.extend(told[entry.id].agencies)
            continue
        as_read = _entry_as_read(entry, collection, naming)
        yield from _with_judgements(entry_quads(entry, collection, naming), as_read, base)
    for cited in collection.cited:
        as_cited = None if cited.read is None else _cited(cited.read, naming.aside())
        yield from _with_judgements(_cited(cited, naming), as_cited, base)
    yield from judgement_quads(collection, {each.alone: each.id for each in naming.agencies}, base)
    changes = agency_changes(agency_labels(naming.agencies).values())
    heirs = [heir for change in changes for heir in change.heirs if isinstance(heir, NamedAgency)]
    yield from _agencies([*naming.agencies, *heirs], base)
    others = sorted({(each.id, each.alone) for each in naming.agencies if each.id != each.alone})
    register = Iri(graph_iri("register", "agencies", base))
    for identity, other in others:
        yield Quad(Iri(agency_iri(identity, base)), Iri(TK.otherId), Literal(other), register)
    yield from member_quads({each.id: each for each in naming.agencies if each.is_group}.values(), base)
    places = [cited.reference.place for cited in collection.cited if cited.reference.place]
    owns = [own for entry in collection.entries if (own := context_of(entry.document).own)]
    places += [*owns, *(agency.place for agency in (*naming.agencies, *heirs) if agency.place)]
    parents = [Place(level=Level.PROVINCE, name=place.parent) for place in places if place.parent]
    moved = area_changes([*places, *parents])
    heirs_of_areas = [heir for change in moved for heir in change.heirs if isinstance(heir, Place)]
    yield from _areas([*places, *heirs_of_areas], base)
    yield from change_quads([*changes, *moved], base)


def _with_judgements(quads: Iterator[Quad], as_read: Iterator[Quad] | None, base: str) -> Iterator[Quad]:
    """Yield what a record says, in its own graph as far as it was read so, and else in that of the judgements."""
    if as_read is None:
        yield from quads
        return
    read, judgements = set(as_read), Iri(graph_iri("judgements", base=base))
    yield from (quad if quad in read else quad._replace(graph=judgements) for quad in quads)


def _entry_as_read(entry: Entry, collection: Collection, naming: Naming) -> Iterator[Quad] | None:
    if entry.read is None:
        return None
    return entry_quads(replace(entry, document=entry.read), collection, naming.aside())


def entry_quads(entry: Entry, collection: Collection, naming: Naming) -> Iterator[Quad]:
    """Yield what one document says; `naming` remembers the agencies that it names."""
    speaking = speaker(entry, naming)
    yield from header_quads(entry, speaking)
    yield from section_quads(entry.document, speaking)
    yield from citation_quads(entry, collection, speaking)
    yield from link_quads(entry, collection, speaking)
    yield from task_quads(entry.document, speaking)
    yield from indicator_quads(entry.document, speaking)


def _cited(cited: Cited, naming: Naming) -> Iterator[Quad]:
    base = naming.base
    subject = Iri(document_iri(cited.id, base))
    place = cited.reference.place
    context = Context(
        level=cited.level, area=place.name if place else None, parent_area=place.parent if place else None
    )
    graph = Iri(graph_iri("register", "cited", base))
    quoting = Quoting(
        identity=cited.id,
        subject=subject,
        graph=graph,
        raw="",
        restored=RestoredText("", 0, (), ()),
        base=base,
    )
    speaking = Speaker(quoting=quoting, namer=Namer(document=cited.id, context=context), naming=naming)
    header = Header(
        symbol=cited.symbol,
        kind=cited.kind,
        title=cited.title,
        issued=cited.issued,
        issuer=cited.issuer,
        level=cited.level,
        branch=cited.branch,
    )
    yield from identity_quads(subject, cited.symbol or cited.title or cited.id, header, speaking)
    yield speaking.say(subject, TK.inCollection, truth(False))
    if place is not None:
        yield speaking.say(subject, TK.area, place_iri(place, base))


def _agencies(agencies: list[NamedAgency], base: str) -> Iterator[Quad]:
    graph = Iri(graph_iri("register", "agencies", base))
    for node, agency in agency_nodes(agency_labels(agencies), base):
        for predicate, value in (
            (TYPE, Iri(TK.Agency)),
            (TYPE, Iri(TK.AgencyGroup) if agency.is_group else None),
            (TK.name, vietnamese(agency.name)),
            (LABEL, vietnamese(agency.name)),
            (TK.level, Iri(concept("level", agency.level)) if agency.level else None),
            (TK.branch, Iri(concept("branch", agency.branch)) if agency.branch else None),
            (TK.area, place_iri(agency.place, base) if agency.place else None),
        ):
            if value is not None:
                yield Quad(node, Iri(predicate), value, graph)


def _areas(places: list[Place], base: str) -> Iterator[Quad]:
    graph = Iri(graph_iri("register", "areas", base))
    different = list(dict.fromkeys(reversed(places)))[::-1]  # of a thousand mentions of a place, one is enough
    districts = [place for place in different if place.level is Level.DISTRICT and place.parent]
    above = {place: unit_above(place, districts) for place in different}
    listed = {*different, *(unit for unit in above.values() if unit is not None)}
    names = {place_iri(place, base): place for place in sorted(listed, key=repr)}
    for node, place in names.items():
        yield Quad(node, TYPE, Iri(TK.Area), graph)
        yield Quad(node, Iri(TK.name), vietnamese(place.name), graph)
        yield Quad(node, LABEL, vietnamese(place.name), graph)
        unit = above.get(place) or unit_above(place, districts)
        if unit is not None:
            yield Quad(node, Iri(TK.parentArea), place_iri(unit, base), graph)
