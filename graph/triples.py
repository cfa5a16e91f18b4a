"""Records -> quads: what one document says of itself and of others. Tasks are in `graph.duties`.

Each generator takes one record; IRIs come from `ontology.identifiers` and terms from `ontology.terms`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.agencies import NamedAgency, Namer, namer_of
from graph.evidence import Quoting, restored_text
from graph.places import Place
from graph.quads import RDF, RDFS, Iri, Literal, Quad, Term, calendar_value, number, vietnamese
from graph.resolve import Collection, Entry
from ontology.identifiers import AgencyId, agency_iri, area_iri, document_iri, graph_iri, part_iri, slug
from ontology.model import Citation, Document, Indicator, Link, Relation, Section
from ontology.terms import TK, concept

RELATIONS = {
    Relation.IMPLEMENTS: TK.implements,
    Relation.REPLACES: TK.replaces,
    Relation.AMENDS: TK.amends,
    Relation.ISSUED_WITH: TK.issuedWith,
    Relation.CITES: TK.cites,
}
DETAILS = {"based_on": TK.basedOn, "repeals": TK.repeals, "guides": TK.guides}
TYPE, LABEL = Iri(RDF + "type"), Iri(RDFS + "label")


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The agencies that a collection has named so far, and which of them a person says are one."""

    base: str
    same: Callable[[str], str] = str
    different: frozenset[frozenset[str]] = frozenset()
    agencies: list[NamedAgency] = field(default_factory=list[NamedAgency])

    def aside(self) -> "Naming":
        """Return the same rules with a list of its own, for what was read and does not hold."""
        return replace(self, agencies=[])

    def settle(self, agency: NamedAgency) -> NamedAgency:
        """Return an agency with the id that people leave it or give it, and remember it."""
        identity = agency.alone if frozenset((agency.id, agency.alone)) in self.different else agency.id
        settled = replace(agency, id=AgencyId(self.same(identity)))
        self.agencies.append(settled)
        return settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A document while its statements are written: its evidence, and the agencies it has named so far."""

    quoting: Quoting
    namer: Namer
    naming: Naming

    @property
    def identity(self) -> str:
        """Return the document's id."""
        return self.quoting.identity

    def part(self, kind: str, key: str) -> Iri:
        """Return the IRI of a thing inside the document."""
        return Iri(part_iri(self.identity, kind, key, self.quoting.base))

    def say(self, subject: Iri, predicate: str, value: Term) -> Quad:
        """Return one statement of the document."""
        return Quad(subject, Iri(predicate), value, self.quoting.graph)

    def agency(self, name: str) -> Iri:
        """Return the IRI of an agency that the document names."""
        return Iri(agency_iri(self.naming.settle(self.namer.name(name)).id, self.quoting.base))


def speaker(entry: Entry, naming: Naming) -> Speaker:
    """Return the document of an entry, ready to speak."""
    base = naming.base
    subject = Iri(document_iri(entry.id, base))
    row = entry.document.source.row
    graph = graph_iri("register", f"file_{slug(row.register)}", base) if row else graph_iri("document", entry.id, base)
    quoting = Quoting(
        identity=entry.id,
        subject=subject,
        graph=Iri(graph),
        raw=entry.document.source.raw,
        restored=restored_text(entry.document),
        base=base,
    )
    return Speaker(quoting=quoting, namer=namer_of(entry.id, entry.document), naming=naming)


def section_quads(document: Document, speaker: Speaker) -> Iterator[Quad]:
    """Yield the headings of a document with their places in its tree."""
    for section, node in section_nodes(document, speaker):
        for predicate, value in (
            (TYPE, Iri(TK.Section)),
            (TK.partOf, speaker.quoting.subject),
            (TK.number, Literal(section.number)),
            (TK.heading, vietnamese(section.heading)),
            (TK.path, Literal(section.path)),
            (TK.part, Literal(section.part)),
            (TK.depth, number(section.depth)),
            (TK.name, vietnamese(section.heading)),
            (LABEL, vietnamese(section.heading)),
        ):
            yield speaker.say(node, predicate, value)
        yield from speaker.quoting.evidence(node, section.span)


def section_nodes(document: Document, speaker: Speaker) -> Iterator[tuple[Section, Iri]]:
    """Yield each section with its IRI: its path, numbered where a document has the path twice."""
    seen: dict[str, int] = {}
    for section in sorted(document.sections, key=lambda section: section.span):
        path = slug(section.path) or "section"
        seen[path] = seen.get(path, 0) + 1
        yield section, speaker.part("section", path if seen[path] == 1 else f"{path}-{seen[path]}")


def citation_quads(entry: Entry, collection: Collection, speaker: Speaker) -> Iterator[Quad]:
    """Yield the documents that a document cites, each with the relation, the words and how sure it is."""
    targets = collection.citations[entry.id]
    for citation, target in zip(entry.document.citations, targets, strict=True):
        if target is None or target == entry.id:  # its own symbol in its own text is no citation
            continue
        yield from _citation(citation, target, speaker)


def _citation(citation: Citation, target: str, speaker: Speaker) -> Iterator[Quad]:
    node = speaker.part("citation", f"{target}-{slug(citation.relation)}")
    cited = Iri(document_iri(target, speaker.quoting.base))
    yield from _reified(speaker, node, (speaker.quoting.subject, citation.relation, cited), citation)
    for predicate, words, as_term in (
        (TK.relationDetail, citation.detail, Literal),
        (TK.statedDate, citation.issued, calendar_value),
        (TK.statedIssuer, citation.issuer, Literal),
        (TK.statedTitle, citation.title, vietnamese),
    ):
        if words:
            yield speaker.say(node, predicate, as_term(words))
    if citation.detail in DETAILS:
        yield speaker.say(speaker.quoting.subject, DETAILS[citation.detail], cited)
    for mention in citation.mentions:
        yield from speaker.quoting.evidence(node, mention.span)


def link_quads(entry: Entry, collection: Collection, speaker: Speaker) -> Iterator[Quad]:
    """Yield what a document's text says of two other documents, with the words."""
    base = speaker.quoting.base
    for link, (source, target) in zip(entry.document.links, collection.links[entry.id], strict=True):
        if source == target:
            continue
        node = speaker.part("citation", f"{source}-{slug(link.relation)}-{target}")
        ends = (Iri(document_iri(source, base)), link.relation, Iri(document_iri(target, base)))
        yield from _reified(speaker, node, ends, link)
        yield from speaker.quoting.evidence(node, link.span)


def _reified(speaker: Speaker, node: Iri, ends: tuple[Iri, Relation, Iri], found: Citation | Link) -> Iterator[Quad]:
    source, relation, target = ends
    yield speaker.say(source, RELATIONS[relation], target)
    for predicate, value in (
        (TYPE, Iri(TK.Citation)),
        (TK.citing, source),
        (TK.cited, target),
        (TK.relation, Iri(concept("relation", slug(relation)))),
    ):
        yield speaker.say(node, predicate, value)
    yield from sureness_quads(speaker, node, found.confidence, found.method)


def indicator_quads(document: Document, speaker: Speaker) -> Iterator[Quad]:
    """Yield the measurable targets of a document."""
    seen: dict[str, int] = {}
    for indicator in sorted(document.indicators, key=lambda indicator: indicator.span):
        key = slug(f"{indicator.path} {indicator.name}")[:80].rstrip("-") or "indicator"
        seen[key] = seen.get(key, 0) + 1
        yield from _indicator(
            indicator, speaker.part("indicator", key if seen[key] == 1 else f"{key}-{seen[key]}"), speaker
        )


def _indicator(indicator: Indicator, node: Iri, speaker: Speaker) -> Iterator[Quad]:
    for predicate, value in (
        (TYPE, Iri(TK.Indicator)),
        (TK.statedIn, speaker.quoting.subject),
        (TK.name, vietnamese(indicator.name)),
        (LABEL, vietnamese(indicator.name)),
        (TK.comparator, Literal(indicator.comparator)),
        (TK.value, number(float(indicator.value))),
        (TK.upperValue, None if indicator.upper is None else number(float(indicator.upper))),
        (TK.unit, Literal(indicator.unit)),
        (TK.targetYear, None if indicator.year is None else calendar_value(str(indicator.year))),
        (TK.path, Literal(indicator.path)),
    ):
        if value is not None:
            yield speaker.say(node, predicate, value)
    yield from sureness_quads(speaker, node, indicator.confidence, indicator.method)
    yield from speaker.quoting.evidence(node, indicator.span)


def sureness_quads(speaker: Speaker, node: Iri, confidence: float, method: str) -> Iterator[Quad]:
    """Yield how sure a fact is, from 0 to 1, and what found it."""
    yield speaker.say(node, TK.confidence, number(float(confidence)))
    yield speaker.say(node, TK.method, Literal(method))


def place_iri(place: Place, base: str) -> Iri:
    """Return the IRI of a place; a commune's has its province's name too, since names repeat."""
    return Iri(area_iri(place.full_name, base))


def agency_nodes(agencies: Mapping[AgencyId, NamedAgency], base: str) -> Iterator[tuple[Iri, NamedAgency]]:
    """Yield each agency with its IRI."""
    for identity, agency in agencies.items():
        yield Iri(agency_iri(identity, base)), agency
