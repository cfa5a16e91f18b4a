"""Citations and files -> documents: which namings mean one document, and why they were taken for one.

A symbol alone names no document. Namings come together by symbol, place of the organ and year; what says
less joins
only where one document fits it, and every such joining is recorded. The order of files plays no part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.identities import Joined, settle
from graph.organs import symbol_key
from graph.references import Reference, cited_reference, named_reference, own_reference
from ontology.identifiers import DocumentId
from ontology.model import Branch, Document, Level, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document that was read: id, record, and the names and SHA-256 of the files that hold its text."""

    id: DocumentId
    document: Document
    names: tuple[str, ...]
    sources: tuple[str, ...]


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

    @property
    def aliases(self) -> dict[str, str]:
        """Return ids that namings would have had -> the ids they have; what could mean two is left out."""
        taken = {entry.id for entry in self.entries} | {cited.id for cited in self.cited}
        meant: defaultdict[str, set[str]] = defaultdict(set)
        for merge in self.merges:
            meant[merge.alone].add(merge.id)
        return {alone: min(ids) for alone, ids in sorted(meant.items()) if len(ids) == 1 and alone not in taken}


def own_id(document: Document) -> DocumentId:
    """Return the id of a document as its own head gives it."""
    reference = own_reference(document)
    return reference.identity(reference.year, reference.place, reference.organ)


def resolve(documents: Iterable[Document]) -> Collection:
    """Find out which document each file and each citation is; the order of the documents plays no part."""
    texts = _texts(documents)
    namings = [naming for number, text in enumerate(texts) for naming in _namings(number, text.document)]
    settled = settle([reference for _, reference in namings])
    ids = {where: joined.id for (where, _), joined in zip(namings, settled, strict=True)}
    entries, conflicts = _entries(texts, ids)
    owners = [entry.id for entry in entries]
    return Collection(
        entries=tuple(sorted(entries, key=lambda entry: entry.id)),
        cited=tuple(_cited(namings, settled, owners)),
        citations={
            owner: tuple(ids.get((number, "citation", at)) for at in range(len(text.document.citations)))
            for number, (owner, text) in enumerate(zip(owners, texts, strict=True))
        },
        links={
            owner: tuple(_ends(number, text.document, link, ids) for link in text.document.links)
            for number, (owner, text) in enumerate(zip(owners, texts, strict=True))
        },
        merges=tuple(_merges(namings, settled, owners)),
        conflicts=conflicts,
    )


Where = tuple[int, str, int | str]  # number of the document; "own", "citation" or "link"; index, or symbol key


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One text, whatever number of files hold it."""

    document: Document
    names: tuple[str, ...]
    sources: tuple[str, ...]


def _texts(documents: Iterable[Document]) -> list[_Text]:
    """Bring the files of one text together, in an order that depends on the texts alone."""
    same: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        same[document.source.raw].append(document)
    texts = [
        _Text(
            document=min(group, key=lambda each: (each.source.name, each.source.sha256)),
            names=tuple(sorted({each.source.name for each in group})),
            sources=tuple(sorted({each.source.sha256 for each in group})),
        )
        for group in same.values()
    ]
    return sorted(texts, key=lambda text: text.sources)


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


def _entries(
    texts: Sequence[_Text], ids: dict[Where, DocumentId]
) -> tuple[list[Entry], tuple[tuple[DocumentId, ...], ...]]:
    """Give each text its id; of several under one id the first by content keeps it, and that is told."""
    entries: list[Entry] = []
    same: defaultdict[DocumentId, list[DocumentId]] = defaultdict(list)
    for number, text in enumerate(texts):
        settled = ids[number, "own", 0]
        own = DocumentId(f"{settled}_{text.sources[0][:8]}") if settled in same else settled
        same[settled].append(own)
        ids[number, "own", 0] = own
        entries.append(Entry(id=own, document=text.document, names=text.names, sources=text.sources))
    return entries, tuple(sorted(tuple(group) for group in same.values() if len(group) > 1))


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
    """Return the date that most namings give, a full one before a partial one."""
    counted = Counter(each.issued for each in references if each.issued is not None)
    return min(counted, key=lambda day: (-len(day), -counted[day], day)) if counted else None


def _merges(
    namings: Sequence[tuple[Where, Reference]], settled: Sequence[Joined], owners: Sequence[DocumentId]
) -> list[Merge]:
    found = {
        Merge(id=joined.id, alone=joined.alone, reason=joined.reason, source=owners[where[0]])
        for (where, _), joined in zip(namings, settled, strict=True)
        if joined.reason
    }
    return sorted(found, key=lambda merge: (merge.id, merge.alone, merge.reason, merge.source))
