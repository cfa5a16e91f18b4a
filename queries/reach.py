"""Which documents a change of statements can have moved, and the part of a graph that tells all of them.

What a rule whose reach is the document finds follows from the statements on the document and its parts, on all that
these name (agencies, tasks above, documents cited), on the documents that stand two steps away, and on the indicators
of those named. So whoever changes a statement moves the document that it is on, and every document that names its
subject; but for what says only which file a document was read from.
"""

from collections.abc import Iterable, Iterator

from graph.quads import Iri
from graph.store import Store
from ontology.identifiers import ONTOLOGY

_DOCUMENT = "/document/"
_OF_THE_FILE = frozenset(f"{ONTOLOGY}{name}" for name in ("sha256", "row"))  # no rule reads it, so no finding moves
_SET_OUT_IN, _STATED_IN = Iri(f"{ONTOLOGY}setOutIn"), Iri(f"{ONTOLOGY}statedIn")


def document_of(thing: str) -> Iri | None:
    """Return the document that a thing is, or is a part of; `None` for agencies, areas and the like.

    >>> document_of("https://example.org/document/1-kh/task/2")
    'https://example.org/document/1-kh'
    """
    base, inside, rest = thing.partition(_DOCUMENT)
    return Iri(f"{base}{inside}{rest.partition('/')[0]}") if inside else None


def moved_documents(store: Store, changed: Iterable[bytes]) -> frozenset[Iri]:
    """Return the documents of which a rule may say something else, now that these lines of N-Quads came or went."""
    said = {_subject_and_predicate(line) for line in changed}
    told = {subject for subject, predicate in said if predicate not in _OF_THE_FILE}
    wide = told | {each for subject in told for each in _standing_for(store, subject)}
    named = (name for subject in wide for name in store.naming(subject))
    found = map(document_of, (*(subject for subject, _ in said), *named))
    return frozenset(each for each in found if each is not None)


def _subject_and_predicate(line: bytes) -> tuple[Iri, str]:
    subject, predicate, _ = line.decode().split(" ", 2)
    return Iri(subject[1:-1]), predicate[1:-1]


def _standing_for(store: Store, subject: Iri) -> Iterator[Iri]:
    """Yield what names a changed thing towards those two steps away: a document's tasks, an indicator's document."""
    document = document_of(subject)
    if document == subject:
        yield from store.naming(subject, _SET_OUT_IN)
    elif document is not None and f"{document}/indicator/" in subject:
        yield document


def surroundings_of(store: Store, documents: Iterable[Iri]) -> Store:
    """Return a store in memory with every statement from which these documents' findings follow."""
    own = {part for document in documents for part in _parts(store, document)}
    named = {each for part in own for each in store.named_by(part)}
    beyond = {each for thing in named for each in store.named_by(thing) if document_of(each) == each}
    indicators = {each for thing in named if document_of(thing) == thing for each in store.naming(thing, _STATED_IN)}
    return store.around(own | named | beyond | indicators)


def _parts(store: Store, document: Iri) -> set[Iri]:
    """Return a document and all that belongs to it: whatever it is joined to, step by step, under its own name."""
    found, waiting = {document}, [document]
    while waiting:
        thing = waiting.pop()
        near = {each for each in store.named_by(thing) | store.naming(thing) if document_of(each) == document}
        waiting += near - found
        found |= near
    return found
