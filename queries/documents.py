"""What the graph knows of each document, in one record."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.store import Iri, Store, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """One document as the collection knows it; None where no text says it."""

    iri: Iri
    id: str
    symbol: str | None
    title: str | None
    kind: str | None  # the concept's last segment, "ke-hoach"
    issuer: str | None
    issued: str | None  # ISO date or year and month
    level: str | None
    branch: str | None
    in_collection: bool
    file_name: str | None

    @property
    def label(self) -> str:
        """Return what a reader calls the document: its symbol, else its file, else its id."""
        return self.symbol or self.file_name or self.id


@cache
def facts_query(name: str) -> str:
    """Return the SPARQL of queries/facts/NAME.rq."""
    return (files("queries") / "facts" / f"{name}.rq").read_text(encoding="utf-8")


def concept(value: Value | None) -> str | None:
    """Return the code of a concept: the last segment of its IRI."""
    return None if value is None else str(value).rsplit("/", 1)[-1]


def document_identity(iri: str) -> str:
    """Return the id that a document's IRI ends with."""
    return iri.rsplit("/document/", 1)[-1]


def find_documents(store: Store, iri: Iri | None = None) -> tuple[DocumentFacts, ...]:
    """Return every document, or the one with this IRI, in the order of the ids."""
    bound: dict[str, Value] = {} if iri is None else {"document": iri}
    properties: dict[Iri, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for document, name, value in store.select(facts_query("documents"), bound).rows:
        properties[Iri(str(document))][str(name)].append(value or "")
    return tuple(_document(document, properties[document]) for document in sorted(properties))


def _document(iri: Iri, values: dict[str, list[Value]]) -> DocumentFacts:
    def one(name: str) -> str | None:
        return min(map(str, values[name])) if name in values else None

    return DocumentFacts(
        iri=iri,
        id=document_identity(iri),
        symbol=one("symbol"),
        title=one("title"),
        kind=concept(one("documentKind")),
        issuer=one("issuer"),
        issued=one("issuedOn"),
        level=concept(one("level")),
        branch=concept(one("branch")),
        in_collection=True in values["inCollection"],
        file_name=one("fileName"),
    )
