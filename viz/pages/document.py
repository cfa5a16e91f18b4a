"""One document: its facts, its relations both ways, its tasks, its targets."""

from starlette.responses import Response

from queries.documents import DocumentFacts
from viz.collection import Collection, Statement, question
from viz.downloads import tabled, take
from viz.pages.tasks import row
from viz.patterns import whose
from viz.visit import Visit

STRENGTH = ("implements", "issued_with", "replaces", "amends", "cites")


def document_page(visit: Visit) -> Response:
    """Show one document: its facts, its relations both ways, its tasks, its targets."""
    document, collection = visit.document(), visit.collection
    bound = {"document": document.iri}
    details = {str(name): str(value) for _, name, value in visit.source.select(question("details"), bound).rows}
    tasks = visit.source.tasks(document.iri)
    part = visit.state.get("part", "")
    things = whose(document.iri, "tk:setOutIn")
    if visit.state.get("as"):
        known = visit.register.duties_by_iri
        shown = [row(visit, known[task.iri]) for task in tasks if part in {"", task.part} and task.iri in known]
        return take(tabled(document.id, shown, things), visit.state["as"], visit.source.run_sparql)
    return visit.write(
        "document.html",
        document=document,
        details=details,
        above=_relations(collection, document, citing=True),
        below=_relations(collection, document, citing=False),
        tasks=[task for task in tasks if not part or task.part == part],
        task_parts=sorted({task.part for task in tasks}),
        part=part,
        things=things,
        state=visit.state,
        register=visit.register,
        said=visit.source.opinions().of_document(document.id),
        indicators=visit.source.select(question("indicators"), bound).rows,
        spans=visit.source.facts(document.iri).spans() if document.in_collection else {},
        findings=collection.finding_counts.get(str(document.iri), 0),
    )


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
