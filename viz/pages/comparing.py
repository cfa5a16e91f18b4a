"""Two documents clause by clause."""

from starlette.responses import Response

from graph.quads import Iri
from queries.compare import OUTCOMES, Comparison
from viz.downloads import Table, take
from viz.patterns import compose
from viz.results import nt
from viz.visit import Visit
from viz.wording import Run, compare_words

PAGE = 60


def compare_page(visit: Visit) -> Response:
    """Show what of document `a` was kept, changed, dropped in `b`, and what is new there."""
    state = visit.state
    if not state.get("a") or not state.get("b"):
        return visit.write("compare.html", compared=None, state=state)
    one, two = (visit.document_called(state[name]) for name in ("a", "b"))
    compared = visit.source.compare(one.iri, two.iri)
    wanted = state.get("outcome", "")
    kept = [each for each in compared.clauses if wanted in {"", each.outcome}]
    things = _clauses_query(one.iri, two.iri)
    if state.get("as"):
        return take(_compare_table(kept, f"{one.id}-{two.id}", things), state["as"], visit.source.run_sparql)
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
        things=things,
        state=state,
    )


def _sides(each: Comparison) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    if each.first is None or each.second is None:
        whole = (Run(text=each.clause.text, differs=False),)
        return (whole, ()) if each.second is None else ((), whole)
    return compare_words(each.first.text, each.second.text)


def _clauses_query(one: str, two: str) -> str:
    """Return the query of the tasks and targets of two documents, the clauses that are laid side by side."""
    holders = f"VALUES ?document {{ {nt(Iri(one))} {nt(Iri(two))} }}"
    said = "{ ?clause tk:setOutIn ?document ; tk:text ?words } UNION { ?clause tk:statedIn ?document ; tk:name ?words }"
    return compose("?clause", said, (holders,), also=("?document", "?words"))


def _compare_table(kept: list[Comparison], name: str, things: str) -> Table:
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
    return Table(name=f"compare-{name}", columns=columns, rows=rows, sparql=things)
