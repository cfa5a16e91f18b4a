"""What a document is -> quads: kind, symbol, title, date, issuer, place, and the words of its head that say so."""

from collections.abc import Iterator
from functools import partial

from graph.quads import OA, Iri, Literal, Quad, calendar_value, number, truth, vietnamese
from graph.resolve import Entry
from graph.triples import LABEL, TYPE, Speaker, place_iri
from ontology.files import kind_classes
from ontology.identifiers import slug
from ontology.model import Header, Span
from ontology.terms import TK, concept

_FIELDS = {
    "symbol": TK.symbol,
    "printed_symbol": TK.printedSymbol,
    "kind": TK.documentKind,
    "title": TK.title,
    "issued": TK.issuedOn,
    "issuer": TK.issuedBy,
    "area": TK.area,
    "parent_area": TK.parentArea,
    "level": TK.level,
    "branch": TK.branch,
    "signer": TK.signedBy,
}


def header_quads(entry: Entry, speaker: Speaker) -> Iterator[Quad]:
    """Yield what a document is: kind, symbol, title, date, issuer, place, files, with its head's words."""
    document, subject = entry.document, speaker.quoting.subject
    yield from identity_quads(
        subject, document.header.symbol or document.header.title or entry.names[0], document.header, speaker
    )
    yield speaker.say(subject, TK.inCollection, truth(True))
    for sha256 in entry.sources:
        yield speaker.say(subject, TK.sha256, Literal(sha256))
    for name in entry.names:
        yield speaker.say(subject, TK.fileName, Literal(name))
    if document.source.row is not None:
        yield speaker.say(subject, TK.row, number(document.source.row.number))
    place = speaker.namer.context.own
    if place is not None:
        yield speaker.say(subject, TK.area, place_iri(place, speaker.quoting.base))
    for field, span in sorted(document.header.spans.items()):
        yield from _header_evidence(speaker, field, span)


def identity_quads(subject: Iri, label: str, header: Header, speaker: Speaker) -> Iterator[Quad]:
    """Yield the fields of a document's identity that are known, with its label."""
    yield speaker.say(subject, TYPE, Iri(TK.Document))
    yield speaker.say(subject, TK.name, vietnamese(label))
    yield speaker.say(subject, LABEL, vietnamese(label))
    if header.kind:
        yield speaker.say(subject, TYPE, Iri(kind_classes().get(header.kind, TK.OtherDocument)))
    if header.kind and header.kind in kind_classes():
        yield speaker.say(subject, TK.documentKind, Iri(concept("kind", slug(header.kind))))
    for predicate, words, as_term in (
        (TK.symbol, header.symbol, Literal),
        (TK.printedSymbol, header.printed_symbol, Literal),
        (TK.title, header.title, vietnamese),
        (TK.issuedOn, header.issued, calendar_value),
        (TK.signedBy, header.signer, Literal),
        (TK.level, header.level, partial(_concept, "level")),
        (TK.branch, header.branch, partial(_concept, "branch")),
        (TK.issuedBy, header.issuer, speaker.agency),
    ):
        if words:
            yield speaker.say(subject, predicate, as_term(words))


def _concept(scheme: str, name: str) -> Iri:
    return Iri(concept(scheme, name))


def _header_evidence(speaker: Speaker, field: str, span: Span) -> Iterator[Quad]:
    for quad in speaker.quoting.evidence(speaker.quoting.subject, span):
        yield quad
        if quad.predicate == TK.evidence and field in _FIELDS:
            yield speaker.say(Iri(str(quad.object)), OA + "hasBody", Iri(_FIELDS[field]))
