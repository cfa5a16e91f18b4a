"""A relation between two documents as a person says it is, in place of what a document's text tells of them."""

from dataclasses import dataclass, replace

from graph.entries import Entry
from graph.judgements import NO_RELATION
from ontology.identifiers import DocumentId
from ontology.model import Relation

Targets = tuple[DocumentId | None, ...]
Ends = tuple[tuple[DocumentId, DocumentId], ...]
Pair = tuple[DocumentId, DocumentId]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRelation:
    """A relation between two documents that no text tells, and a person does."""

    source: DocumentId
    relation: Relation
    target: DocumentId
    judgement: str  # id


def recite(entry: Entry, targets: Targets, target: DocumentId, relation: str) -> tuple[Entry, Targets, frozenset[str]]:
    """Return a document and what it cites with its relation to `target` as judged, and the relations it had."""
    citations = entry.document.citations
    meant = [at for at, each in enumerate(targets) if each == target]
    read = frozenset(str(citations[at].relation) for at in meant)
    if not meant:
        return entry, targets, read
    if relation == NO_RELATION:
        return entry, tuple(None if each == target else each for each in targets), read
    changed = tuple(
        replace(each, relation=Relation(relation), detail=None) if at in meant else each
        for at, each in enumerate(citations)
    )
    return _corrected(entry, citations=changed), targets, read


def relink(entry: Entry, ends: Ends, pair: Pair, relation: str) -> tuple[Entry, Ends, frozenset[str]]:
    """Return a document and its statements on two others, `pair`, as judged, and the relations that it told."""
    links = entry.document.links
    meant = [at for at, each in enumerate(ends) if each == pair]
    read = frozenset(str(links[at].relation) for at in meant)
    if not meant:
        return entry, ends, read
    if relation == NO_RELATION:  # a statement on one document alone says nothing
        return entry, tuple((pair[0], pair[0]) if each == pair else each for each in ends), read
    changed = tuple(
        replace(each, relation=Relation(relation)) if at in meant else each for at, each in enumerate(links)
    )
    return _corrected(entry, links=changed), ends, read


def _corrected(entry: Entry, **parts: object) -> Entry:
    return replace(entry, document=replace(entry.document, **parts), read=entry.read or entry.document)
