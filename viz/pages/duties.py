"""One task: who answers for it, when, in which words, and where it comes from."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph.store import Iri
from queries.documents import DocumentFacts
from queries.tasks import TaskFacts
from viz.collection import Statement
from viz.downloads import tabled, take
from viz.facts import ROLES, TIMES
from viz.pages.tasks import row
from viz.passages import restored_offset
from viz.patterns import these
from viz.visit import SourceDocument, Visit


def task_page(visit: Visit) -> Response:
    """Show one task: who, when, its words, its findings, and the documents it comes down from."""
    document = visit.document()
    task = find_task(visit, document)
    things = these((str(task.iri),))
    if visit.state.get("as"):
        shown = [row(visit, visit.register.duties_by_iri[task.iri])]
        return take(tabled(f"{document.id}-{task.path}", shown, things), visit.state["as"], visit.source.run_sparql)
    text = visit.source.text(document.id)
    opinions = visit.source.opinions()
    read = visit.source.facts(document.iri)
    facts = read.of_task(task.iri)
    method = next((fact.method for fact in read.facts if fact.iri == task.iri), "")
    return visit.write(
        "task.html",
        document=document,
        task=task,
        words=partial(_words, text),
        parties=[fact for fact in facts if fact.kind in ROLES],
        times=[fact for fact in facts if fact.kind in TIMES],
        method=method,
        opinions=opinions,
        said=opinions.of_clause(document.id, task.path, task.clause_hash),
        findings=visit.collection.findings_by_task.get(str(task.iri), ()),
        way=_way(visit, document),
        things=things,
        days=visit.register.duties_by_iri[task.iri].days,
        state=visit.state,
    )


def _way(visit: Visit, document: DocumentFacts) -> list[tuple[Statement, DocumentFacts, DocumentFacts]]:
    """Return the statements that lead from a document up to the centre: what is said, the lower, the upper."""
    collection = visit.collection
    origins = visit.source.cascade(document.iri, up=True)
    steps = {str(step.document.iri): step.steps for step in origins.documents}
    drawn = {(edge.lower, edge.upper, edge.relation) for edge in origins.edges}
    found = [
        (each, collection.documents[each.citing], collection.documents[each.cited])
        for each in collection.statements
        if (each.citing, each.cited, each.relation) in drawn
    ]
    return sorted(found, key=lambda way: (steps.get(way[0].citing, 0), steps.get(way[0].cited, 0), way[2].id))


def _words(text: SourceDocument | None, start: int, end: int) -> str:
    """Return the restored words of a passage given in raw offsets."""
    if text is None:
        return ""
    return text.restored[restored_offset(text.offsets, start) : restored_offset(text.offsets, end)]


def find_task(visit: Visit, document: DocumentFacts) -> TaskFacts:
    """Return the task that the path names; raise 404 where there is none."""
    iri = Iri(f"{document.iri}/task/{visit.request.path_params['key']}")
    for task in visit.source.tasks(document.iri):
        if task.iri == iri:
            return task
    raise HTTPException(404)
