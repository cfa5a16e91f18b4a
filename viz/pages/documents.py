"""The list of documents, and one document."""

from starlette.responses import Response

from graph.store import Value
from ontology.folding import search_key
from queries.documents import DocumentFacts
from viz.collection import Collection, Statement, question
from viz.visit import Visit

PAGE = 60
STRENGTH = ("implements", "issued_with", "replaces", "amends", "cites")


def documents_page(visit: Visit) -> Response:
    """List documents by words, level, branch and kind; with and without accents, symbols in any shape."""
    collection, state = visit.collection, visit.state
    found = [each for each in search(collection, state.get("q", "")) if _fits(each, state)]
    first = visit.number("from")
    facets = {
        name: sorted({str(getattr(each, name)) for each in collection.documents.values() if getattr(each, name)})
        for name in ("level", "branch", "kind")
    }
    return visit.write(
        "documents.html", documents=found[first : first + PAGE], total=len(found), first=first, size=PAGE,
        state=state, facets=facets,
    )  # fmt: skip


def search(collection: Collection, words: str) -> list[DocumentFacts]:
    """Return documents that hold every word, those in the collection first; symbols fit in any shape."""
    wanted = search_key(words).split()
    squeezed = "".join(wanted)
    keys = collection.search_keys
    found = [
        document
        for iri, document in collection.documents.items()
        if all(word in keys[iri] for word in wanted)
        or (document.symbol is not None and search_key(document.symbol).replace(" ", "") == squeezed)
    ]
    return sorted(found, key=lambda each: (not each.in_collection, -collection.tasks.get(str(each.iri), 0), each.id))


def _fits(document: DocumentFacts, state: dict[str, str]) -> bool:
    return all(getattr(document, name) == state[name] for name in ("level", "branch", "kind") if state.get(name))


def document_page(visit: Visit) -> Response:
    """Show one document: its facts, its relations both ways, its tasks, its targets."""
    document, collection = visit.document(), visit.collection
    bound = {"document": document.iri}
    details = {str(name): str(value) for _, name, value in visit.source.select(question("details"), bound).rows}
    tasks = visit.source.tasks(document.iri)
    part = visit.state.get("part", "")
    return visit.write(
        "document.html",
        document=document,
        details=details,
        above=_relations(collection, document, citing=True),
        below=_relations(collection, document, citing=False),
        tasks=[task for task in tasks if not part or task.part == part],
        task_parts=sorted({task.part for task in tasks}),
        part=part,
        indicators=visit.source.select(question("indicators"), bound).rows,
        spans=find_spans(visit, document) if document.in_collection else {},
        findings=collection.finding_counts.get(str(document.iri), 0),
    )


def find_spans(visit: Visit, document: DocumentFacts) -> dict[str, tuple[Value | None, Value | None]]:
    """Return the first passage of each thing that the document says, in raw offsets."""
    rows = visit.source.select(question("passages"), {"document": document.iri}).rows
    return {str(thing): (start, end) for _, thing, _, start, end in reversed(rows)}


def _relations(
    collection: Collection, document: DocumentFacts, *, citing: bool
) -> list[tuple[Statement, DocumentFacts]]:
    """Return what this document says of others, or others of it, the stronger relations first."""
    own = str(document.iri)
    found = [
        (statement, collection.documents[statement.cited if citing else statement.citing])
        for statement in collection.statements
        if (statement.citing if citing else statement.cited) == own
        and (statement.cited if citing else statement.citing) in collection.documents
    ]
    return sorted(found, key=lambda pair: (STRENGTH.index(pair[0].relation), pair[1].id))
