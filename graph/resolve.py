"""Citations and files -> documents: which namings mean one document, and why they were taken for one.

A symbol alone names no document. Namings come together by symbol, place of the organ and year; what says
less joins
only where one document fits it, and every such joining is recorded. The order of files plays no part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.attaching import Attachment
from graph.entries import Entries, Entry, find_entries, texts_of
from graph.identities import NO_VERDICTS, Joined, Verdicts, apply_verdicts, settle
from graph.organs import symbol_key
from graph.references import Reference, cited_reference, named_reference, own_reference
from graph.relating import JudgedRelation
from graph.rescans import first_readings, named_as
from graph.surroundings import Learnt, with_provinces
from ontology.identifiers import DocumentId
from ontology.model import Branch, Document, Level, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A document known from citations only: what its citers say of it, taken together."""

    id: DocumentId
    symbol: str | None
    kind: str | None
    issued: str | None
    issuer: str | None
    title: str | None
    level: Level | None
    branch: Branch | None
    reference: Reference
    citers: tuple[DocumentId, ...]
    read: "Cited | None" = None  # as its citers say it, where a person has corrected it


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A joining on less than symbol, place and year: the id a naming would have had, and the reason."""

    id: DocumentId
    alone: DocumentId
    reason: str
    source: DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All documents: those read, those only cited, and which one each citation (by its index) means."""

    entries: tuple[Entry, ...]
    cited: tuple[Cited, ...]
    citations: Mapping[DocumentId, tuple[DocumentId | None, ...]]
    links: Mapping[DocumentId, tuple[tuple[DocumentId, DocumentId], ...]]
    merges: tuple[Merge, ...]
    conflicts: tuple[tuple[DocumentId, ...], ...]
    learnt: tuple[Learnt, ...] = ()  # provinces that documents do not say they lie in
    relations: tuple[JudgedRelation, ...] = ()  # that only people tell
    attachments: tuple[Attachment, ...] = ()  # where each judgement in force holds
    redirects: Mapping[str, str] = field(default_factory=dict[str, str])  # ids before people corrected them -> ids
    agencies: Verdicts = NO_VERDICTS  # which agencies people say are one

    @property
    def aliases(self) -> dict[str, str]:
        """Return ids that namings would have had -> the ids they have; what could mean two is left out."""
        taken = {entry.id for entry in self.entries} | {cited.id for cited in self.cited}
        meant: defaultdict[str, set[str]] = defaultdict(set)
        for merge in self.merges:
            meant[merge.alone].add(merge.id)
        found = {alone: min(ids) for alone, ids in sorted(meant.items()) if len(ids) == 1}
        return {old: new for old, new in (found | dict(self.redirects)).items() if old not in taken}


def own_id(document: Document) -> DocumentId:
    """Return the id of a document as its own head gives it."""
    reference = own_reference(document)
    return reference.identity(reference.year, reference.place, reference.organ)


def resolve(documents: Iterable[Document], verdicts: Verdicts = NO_VERDICTS) -> Collection:
    """Find out which document each file and each citation is; the order of the documents plays no part."""
    completed, learnt = with_provinces(documents)
    texts = texts_of(completed)
    again = first_readings(texts)
    shown = [named_as(text.document, texts[again.get(at, at)].document) for at, text in enumerate(texts)]
    namings = [naming for number, document in enumerate(shown) for naming in _namings(number, document)]
    settled = apply_verdicts(settle([reference for _, reference in namings]), verdicts)
    ids = {where: joined.id for (where, _), joined in zip(namings, settled, strict=True)}
    own = {where[0]: joined for (where, _), joined in zip(namings, settled, strict=True) if where[1] == "own"}
    found = find_entries(texts, [own[number] for number in range(len(texts))], verdicts)
    ids |= {(number, "own", 0): owner for number, owner in enumerate(found.owners)}
    return Collection(
        entries=tuple(sorted(found.entries, key=lambda entry: entry.id)),
        cited=tuple(_cited(namings, settled, found.owners)),
        citations={
            found.owners[number]: tuple(
                ids.get((number, "citation", at)) for at in range(len(texts[number].document.citations))
            )
            for number in found.kept
        },
        links={
            found.owners[number]: tuple(
                _ends(number, texts[number].document, link, ids) for link in texts[number].document.links
            )
            for number in found.kept
        },
        merges=tuple(_merges(namings, settled, found, {at: own_id(texts[at].document) for at in again})),
        conflicts=found.conflicts,
        learnt=learnt,
    )


Where = tuple[int, str, int | str]  # number of the document; "own", "citation" or "link"; index, or symbol key


def _namings(number: int, document: Document) -> Iterator[tuple[Where, Reference]]:
    """Yield what a document says of itself, of what it cites, and of link ends that no single citation explains."""
    yield (number, "own", 0), own_reference(document)
    known = Counter({symbol_key(document.header.symbol): 1} if document.header.symbol else {})
    for at, citation in enumerate(document.citations):
        if citation.symbol or citation.title:
            yield (number, "citation", at), cited_reference(citation, document)
        if citation.symbol:
            known[symbol_key(citation.symbol)] += 1
    symbols = {symbol_key(symbol): symbol for link in document.links for symbol in (link.source, link.target)}
    for key in sorted(key for key in symbols if known[key] != 1):
        yield (number, "link", key), named_reference(symbols[key], document)


def _ends(
    number: int, document: Document, link: Link, ids: Mapping[Where, DocumentId]
) -> tuple[DocumentId, DocumentId]:
    return _end(number, document, link.source, ids), _end(number, document, link.target, ids)


def _end(number: int, document: Document, symbol: str, ids: Mapping[Where, DocumentId]) -> DocumentId:
    """Return what a symbol means inside a document: the one cited under it, or the document itself.

    Where several years of a symbol are cited, a link that names it without a year means none of them for certain.
    """
    key = symbol_key(symbol)
    cited = {
        ids[number, "citation", at]
        for at, citation in enumerate(document.citations)
        if citation.symbol and symbol_key(citation.symbol) == key
    }
    if len(cited) == 1:
        return min(cited)
    if not cited and document.header.symbol and symbol_key(document.header.symbol) == key:
        return ids[number, "own", 0]
    return ids[number, "link", key]


def _cited(
    namings: Sequence[tuple[Where, Reference]], settled: Sequence[Joined], owners: Sequence[DocumentId]
) -> Iterator[Cited]:
    said: defaultdict[DocumentId, list[tuple[DocumentId, Reference, Joined]]] = defaultdict(list)
    for (where, reference), joined in zip(namings, settled, strict=True):
        said[joined.id].append((owners[where[0]], reference, joined))
    for identity in sorted(said.keys() - set(owners)):
        references = [reference for _, reference, _ in said[identity]]
        joined = said[identity][0][2]
        yield Cited(
            id=identity,
            symbol=_usual(references, "symbol"),
            kind=_usual(references, "kind"),
            issued=_day(references),
            issuer=_usual(references, "issuer"),
            title=_usual(references, "title"),
            level=joined.place.level if joined.place else _usual(references, "level"),
            branch=_usual(references, "branch"),
            reference=max(references, key=lambda each: (each.issuer is not None, each.place is not None, repr(each))),
            citers=tuple(sorted({owner for owner, _, _ in said[identity]})),
        )


def _usual(references: Sequence[Reference], field: str):  # noqa: ANN202 - the type of the field
    """Return what most namings say in a field; among equals the first in the alphabet."""
    counted = Counter(value for each in references if (value := getattr(each, field)) is not None)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _day(references: Sequence[Reference]) -> str | None:
    """Return the date that most namings bear out: a month bears out each of its days, and of equals the full date."""
    days = [each.issued for each in references if each.issued is not None]
    support = {day: sum(day.startswith(said) for said in days) for day in days}
    return min(support, key=lambda day: (-support[day], -len(day), day)) if support else None


def _merges(
    namings: Sequence[tuple[Where, Reference]],
    settled: Sequence[Joined],
    found: Entries,
    again: Mapping[int, DocumentId],
) -> list[Merge]:
    joinings = {
        Merge(id=joined.id, alone=joined.alone, reason=joined.reason, source=found.owners[where[0]])
        for (where, _), joined in zip(namings, settled, strict=True)
        if joined.reason
    }
    read_again = {(found.owners[number], alone) for number, alone in again.items()}
    rescans = {
        Merge(id=one, alone=alone, reason="same-paper", source=one)
        for one, alone in read_again.union(found.rescans)
        if one != alone
    }
    return sorted(joinings | rescans, key=lambda merge: (merge.id, merge.alone, merge.reason, merge.source))
