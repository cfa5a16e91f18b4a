"""Two documents clause by clause; what became of each task of one document in those below it."""

import json
from collections.abc import Iterable

from starlette.responses import Response

from queries.compare import OUTCOMES, Comparison
from viz.downloads import attached, download
from viz.visit import Visit
from viz.wording import Run, compare_words

PAGE = 60
COLUMNS = 14  # documents of a coverage matrix that are shown


def compare_page(visit: Visit) -> Response:
    """Show what of document `a` was kept, changed, dropped in `b`, and what is new there."""
    state = visit.state
    if not state.get("a") or not state.get("b"):
        return visit.write("compare.html", compared=None, state=state)
    one, two = (visit.document_called(state[name]) for name in ("a", "b"))
    compared = visit.source.compare(one.iri, two.iri)
    wanted = state.get("outcome", "")
    kept = [each for each in compared.clauses if wanted in {"", each.outcome}]
    if state.get("as"):
        return _compare_file(kept, f"{one.id}-{two.id}", state["as"])
    first = visit.number("from")
    return visit.write(
        "compare.html",
        compared=compared,
        first_document=one,
        second_document=two,
        items=[(each, *_sides(each)) for each in kept[first : first + PAGE]],
        total=len(kept),
        first=first,
        size=PAGE,
        outcomes=OUTCOMES,
        state=state,
    )


def _sides(each: Comparison) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    if each.first is None or each.second is None:
        whole = (Run(text=each.clause.text, differs=False),)
        return (whole, ()) if each.second is None else ((), whole)
    return compare_words(each.first.text, each.second.text)


def _compare_file(kept: list[Comparison], name: str, kind: str) -> Response:
    columns = ("outcome", "kind", "path_a", "text_a", "path_b", "text_b", "changes")
    rows = [
        (
            each.outcome,
            each.clause.kind,
            each.first.path if each.first else "",
            each.first.text if each.first else "",
            each.second.path if each.second else "",
            each.second.text if each.second else "",
            "; ".join(change.what for change in each.changes),
        )
        for each in kept
    ]
    return download(f"compare-{name}", kind, columns, rows)


def coverage_page(visit: Visit) -> Response:
    """Show the tasks of a document by the documents below it: carried out there, copied, or unreached."""
    document = visit.document_called(visit.state.get("document", ""))
    found = visit.source.coverage(document.iri)
    wanted = visit.state.get("outcome", "")
    rows = [row for row in found.rows if wanted in {"", row.outcome}]
    if visit.state.get("as") == "json":
        return attached(
            json.dumps(found.as_json(), ensure_ascii=False, indent=1),
            "application/json",
            f"coverage-{document.id}.json",
        )
    if visit.state.get("as"):
        labels = [each.label for each in found.documents]
        listed = [
            (
                row.task.path,
                row.task.text,
                row.outcome,
                *(
                    _paths(found.lower[link.lower].path for link in row.links.get(each.iri, ()))
                    for each in found.documents
                ),
            )
            for row in rows
        ]
        return download(f"coverage-{document.id}", visit.state["as"], ("path", "text", "outcome", *labels), listed)
    reached = sorted(found.documents, key=lambda each: -sum(each.iri in row.links for row in found.rows))
    return visit.write(
        "coverage.html",
        document=document,
        coverage=found,
        rows=rows[:300],
        total=len(rows),
        columns=reached[:COLUMNS],
        state=visit.state,
    )


def _paths(paths: Iterable[str]) -> str:
    return " ".join(paths)
