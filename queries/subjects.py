"""What a finding may be about: a task, a document, an indicator or an agency, each with its place and words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.store import Iri, Store
from ontology.identifiers import ONTOLOGY, clause_hash
from queries.documents import DocumentFacts, document_identity, facts_query, find_documents
from queries.tasks import Evidence, TaskFacts, find_tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A thing that a finding is about; `place` tells it from all others over rebuilds."""

    iri: Iri
    document: str  # id; empty for what is of no document
    path: str = ""
    text: str = ""
    place: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


def task_subject(task: TaskFacts) -> Subject:
    """Return a task as the subject of a finding."""
    document = document_identity(task.document)
    return Subject(
        iri=task.iri,
        document=document,
        path=task.path,
        text=task.text,
        place=f"{document}|{task.path}|{task.clause_hash}",
        evidence=() if task.evidence is None else (task.evidence,),
        confidence=task.confidence,
    )


def document_subject(document: DocumentFacts) -> Subject:
    """Return a document as the subject of a finding."""
    return Subject(iri=document.iri, document=document.id, text=document.title or document.label, place=document.id)


def named_subject(iri: Iri, name: str, path: str = "") -> Subject:
    """Return an agency or an indicator as the subject of a finding."""
    inside = "/indicator/" in iri
    document = document_identity(iri).split("/", 1)[0] if inside else ""
    place = f"{document}|{path}|{clause_hash(name)}" if inside else iri
    return Subject(iri=iri, document=document, path=path, text=name, place=place)


def find_subjects(
    store: Store, tasks: Iterable[TaskFacts], documents: Iterable[DocumentFacts]
) -> Mapping[Iri, Subject]:
    """Return everything that a finding may be about, by IRI."""
    named = (*_named(store, "Indicator"), *_named(store, "Agency"))
    found = (*map(document_subject, documents), *map(task_subject, tasks), *named)
    return {each.iri: each for each in found}


class SubjectsOnDemand(Mapping[Iri, Subject]):
    """What a finding may be about, each looked up when it is wanted."""

    def __init__(self, store: Store) -> None:
        """Take the store that they are looked up in."""
        self._store = store
        self._known: dict[Iri, Subject] = {}

    def __getitem__(self, iri: Iri) -> Subject:
        """Return a subject; raise `KeyError` where the store knows no such thing."""
        if iri not in self._known:
            self._known.update((each.iri, each) for each in self._found(iri))
        return self._known[iri]

    def __iter__(self) -> Iterator[Iri]:
        """Yield those that were wanted so far."""
        return iter(self._known)

    def __len__(self) -> int:
        """Return how many were wanted so far."""
        return len(self._known)

    def _found(self, iri: Iri) -> Iterator[Subject]:
        base, is_inside, rest = iri.partition("/document/")
        document, _, part = rest.partition("/")
        if part.startswith("task/"):
            yield from map(task_subject, find_tasks(self._store, [Iri(f"{base}{is_inside}{document}")]))
        elif is_inside and not part:
            yield from map(document_subject, find_documents(self._store, iri))
        else:
            yield from _named(self._store, "Indicator" if part else "Agency", iri)


def _named(store: Store, kind: str, iri: Iri | None = None) -> Iterable[Subject]:
    bound: dict[str, Iri] = {} if iri is None else {"thing": iri}
    rows = store.select(facts_query("names"), {"class": Iri(ONTOLOGY + kind), **bound}).rows
    return (named_subject(Iri(str(iri)), str(name), str(path or "")) for _, iri, name, path in rows)


def find_quotes(store: Store, thing: Iri) -> tuple[Evidence, ...]:
    """Return the passages that a thing other than a task rests on, in the order of the text."""
    rows = store.select(facts_query("quotes"), {"thing": thing}).rows
    return tuple(sorted({_passage(row) for row in rows}, key=evidence_order))


def find_finding_passages(store: Store) -> Mapping[Iri, tuple[Evidence, ...]]:
    """Return the passages of every stored finding."""
    found: dict[Iri, set[Evidence]] = defaultdict(set)
    for row in store.select(facts_query("finding_passages")).rows:
        found[Iri(str(row[0]))].add(_passage(row))
    return {iri: tuple(sorted(passages, key=evidence_order)) for iri, passages in found.items()}


def evidence_order(passage: Evidence) -> tuple[str, int, int, str]:
    """Return the key by which passages are sorted: by file and place."""
    return passage.source, passage.start, passage.end, passage.iri


def _passage(row: tuple[object, ...]) -> Evidence:
    _, annotation, source, start, end, quote = row
    return Evidence(
        source=str(source or ""),
        start=int(str(start)),
        end=int(str(end)),
        text=str(quote or ""),
        iri=Iri(str(annotation)),
    )
