"""What became of each task of a document in the documents below it, narrowed by task and by document."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.responses import Response

from graph.quads import Iri
from queries.coverage import Coverage, CoverageRow
from queries.documents import DocumentFacts
from viz.downloads import Table, attached, take
from viz.facets import Facet, Values, facets, narrow
from viz.listing import Perspective, chosen_lines
from viz.pages import documents, tasks
from viz.patterns import compose
from viz.register import Duty
from viz.results import nt
from viz.visit import Visit

ROWS, COLUMNS = 300, 14  # tasks and documents of the matrix that are shown
BELOW = ("level", "branch", "area")  # of the documents below
OWN = ("agency", "lead", "time", "part")  # of the document's tasks
_LINK = "?link tk:upperTask ?task ; tk:lowerTask ?lower . ?lower tk:setOutIn ?below ."
_REFINES = '?one tk:upperTask ?task ; tk:lowerTask/tk:setOutIn ?where ; tk:verdict "refines" .'
_ANY = "?one tk:upperTask ?task ; tk:lowerTask/tk:setOutIn ?where ."


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """The coverage that the choices leave: rows of tasks, columns of documents, the facets, and the query of it."""

    coverage: Coverage
    facets: tuple[Facet, ...]
    things: str
    shown: str


def coverage_page(visit: Visit) -> Response:
    """Show the tasks of a document by the documents below it: carried out there, copied, or unreached."""
    document = visit.document_called(visit.state.get("document", ""))
    seen = _narrow(visit, document)
    wanted = visit.state.get("outcome", "")
    rows = tuple(row for row in seen.coverage.rows if wanted in {"", row.outcome})
    kept = replace(seen.coverage, rows=rows)
    if visit.state.get("as") == "json":
        text = json.dumps(kept.as_json(), ensure_ascii=False, indent=1)
        return attached(text, "application/json", f"coverage-{document.id}.json")
    if visit.state.get("as"):
        return take(_table(kept, seen.things), visit.state["as"], visit.source.run_sparql)
    reached = sorted(kept.documents, key=lambda each: -sum(each.iri in row.links for row in kept.rows))
    return visit.write(
        "coverage.html",
        document=document,
        coverage=seen.coverage,
        facets=seen.facets,
        things=seen.things,
        shown=seen.shown,
        rows=rows[:ROWS],
        total=len(rows),
        columns=reached[:COLUMNS],
        state=visit.state,
    )


def _narrow(visit: Visit, document: DocumentFacts) -> Narrowed:
    """Return the coverage by the documents chosen; what became of a task counts in those alone."""
    whole, state = visit.source.coverage(document.iri), visit.state
    columns, rows = documents.perspective(visit).by(BELOW), tasks.perspective(visit).by(OWN)
    below, column_counts = narrow(whole.documents, columns.dimensions, state)
    kept = {each.iri for each in below}
    restricted = (
        replace(row, links={iri: links for iri, links in row.links.items() if iri in kept}) for row in whole.rows
    )
    known = visit.register.duties_by_iri
    dimensions = {name: _of_row(of, known) for name, of in rows.dimensions.items()}
    chosen, row_counts = narrow(restricted, dimensions, state)
    return Narrowed(
        coverage=replace(whole, documents=tuple(below), rows=tuple(chosen)),
        facets=(
            *facets(column_counts, state, columns.label, columns.orders),
            *facets(row_counts, state, rows.label, rows.orders),
        ),
        **_queries(document, rows, columns, state),
    )


def _of_row(of: Values[Duty], known: Mapping[str, Duty]) -> Values[CoverageRow]:
    return lambda row: of(known[row.task.iri]) if row.task.iri in known else ()


def _queries(
    document: DocumentFacts, rows: Perspective[Duty], columns: Perspective[DocumentFacts], state: Mapping[str, str]
) -> dict[str, str]:
    """Return the query of the tasks, and that of the tasks with what carries them out below."""
    root = nt(Iri(document.iri))
    below, where = (
        " ".join(line.replace("?document", name) for line in chosen_lines(columns, state))
        for name in ("?below", "?where")
    )
    tests = _tests(f"?where tk:cascadesFrom {root} . {where}")
    outcome = state.get("outcome", "")
    lines = [*chosen_lines(rows, state), *([tests[outcome]] if outcome in tests else [])]
    core = f"?task tk:setOutIn {root} ."
    linked = f"OPTIONAL {{ {_LINK} ?below tk:cascadesFrom {root} . ?link tk:verdict ?verdict . {below} }}"
    return {
        "things": compose("?task", core, lines),
        "shown": compose("?task", core, (*lines, linked), also=("?below", "?lower", "?verdict")),
    }


def _tests(there: str) -> Mapping[str, str]:
    """Return what each outcome means, in the documents that fit the pattern `there`."""
    return {
        "carried-out": f"FILTER EXISTS {{ {_REFINES} {there} }}",
        "repeated": f"FILTER EXISTS {{ {_ANY} {there} }} FILTER NOT EXISTS {{ {_REFINES} {there} }}",
        "unreached": f"FILTER NOT EXISTS {{ {_ANY} {there} }}",
    }


def _table(coverage: Coverage, things: str) -> Table:
    labels = [each.label for each in coverage.documents]
    rows = [
        (row.task.path, row.task.text, row.outcome, *(_paths(coverage, row, each) for each in coverage.documents))
        for row in coverage.rows
    ]
    name = f"coverage-{coverage.root.id}"
    return Table(name=name, columns=("path", "text", "outcome", *labels), rows=rows, sparql=things)


def _paths(coverage: Coverage, row: CoverageRow, document: DocumentFacts) -> str:
    return " ".join(coverage.lower[link.lower].path for link in row.links.get(document.iri, ()))
