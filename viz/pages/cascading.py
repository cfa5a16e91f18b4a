"""The cascade of one document: the picture by level and branch, and the same as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import networkx as nx
from starlette.responses import Response

from graph.quads import Iri
from queries.cascade import Cascade, Step
from queries.documents import DocumentFacts
from viz import links
from viz.collection import Collection, Statement
from viz.downloads import Table, take
from viz.drawing import Drawing, Style, draw
from viz.facets import Facet, facets, narrow
from viz.groups import Group, bridge, fold
from viz.language import term
from viz.listing import MANY, query_of
from viz.pages.documents import perspective
from viz.pages.start import heads
from viz.picture import Edge
from viz.results import nt
from viz.visit import Visit, environment

SHOWN = 300  # documents in one picture; the table has them all
SVG_TYPE = "image/svg+xml"
FACETS = ("level", "branch", "area", "year", "who")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A cascade as it is shown: what is drawn, of how many, and along which relations."""

    cascade: Cascade
    steps: tuple[Step, ...]  # those that fit the choices
    drawn: int  # documents in the picture
    statements: tuple[Statement, ...]
    chain: frozenset[str]
    drawing: Drawing
    facets: tuple[Facet, ...]


def cascade_page(visit: Visit) -> Response:
    """Show what carries a document out, or with `up` what it carries out."""
    document = _wanted(visit)
    view = look(visit, document)
    things = _query(visit, document, view)
    if visit.state.get("as"):
        return take(_table(visit, document, view, things), visit.state["as"], visit.source.run_sparql)
    focus = visit.collection.by_id.get(visit.state.get("focus", ""))
    return visit.write(
        "cascade.html",
        document=document,
        view=view,
        up=view.cascade.up,
        focus=focus,
        things=things,
        zoom=min(max(visit.number("zoom", 100), 25), 400),
        state=visit.state,
        tasks=sum(step.tasks for step in view.cascade.documents),
        read=sum(step.document.in_collection for step in view.cascade.documents),
    )


def _wanted(visit: Visit) -> DocumentFacts:
    """Return the document that the address names, and without one that from which most leads down; or raise 404."""
    if "document" in visit.state:
        return visit.document_called(visit.state["document"])
    for head, _, _ in heads(visit.collection):
        return head
    return visit.document_called("")


def cascade_picture(visit: Visit) -> Response:
    """Return the picture alone as an SVG file that carries its own style."""
    document = _wanted(visit)
    view = look(visit, document)
    svg = (
        environment()
        .get_template("picture.svg")
        .render(drawing=view.drawing, t=visit.say, term=partial(term, visit.language), alone=True)
    )
    name = f"{document.id}.svg"
    return Response(svg, media_type=SVG_TYPE, headers={"content-disposition": f'attachment; filename="{name}"'})


def look(visit: Visit, document: DocumentFacts) -> View:
    """Read a cascade and lay it out as the address's state asks.

    `up`, `focus`, `relations=all`; `level`, `branch`, `area`, `year`, `who` narrow it; `open` unfolds groups.
    """
    collection, state = visit.collection, visit.state
    cascade = visit.source.cascade(document.iri, up=bool(state.get("up")))
    steps, choices = _chosen(visit, cascade)
    documents = (document, *(step.document for step in steps))
    shown = {str(each.iri) for each in documents}
    edges = _edges(cascade, collection, shown, everything=state.get("relations") == "all")
    focus = collection.by_id.get(state.get("focus", ""))
    chain = _chain(edges, str(focus.iri)) if focus else frozenset[str]()
    if chain and state.get("only"):
        documents = tuple(each for each in documents if each.iri in chain)
        steps = tuple(step for step in steps if step.document.iri in chain)
        edges = tuple(edge for edge in edges if {edge.upper, edge.lower} <= chain)
    kept = {str(document.iri), *chain}
    single, groups, links = fold(documents, edges, state.get("open", "").split(","), kept)
    single = single[:SHOWN]
    between = {(edge.lower, edge.upper, edge.relation) for edge in edges}
    return View(
        cascade=cascade,
        steps=steps,
        drawn=len(single) + sum(len(group.members) for group in groups),
        statements=tuple(each for each in collection.statements if (each.citing, each.cited, each.relation) in between),
        chain=chain,
        drawing=draw(single, links, _style(visit, document, chain), groups),
        facets=choices,
    )


def _style(visit: Visit, document: DocumentFacts, chain: frozenset[str]) -> Style:
    collection, state = visit.collection, visit.state

    def opened(group: Group) -> str:
        keys = ",".join(filter(None, (state.get("open", ""), group.key)))
        return links.with_state(links.page(visit.language, "cascade"), state, open=keys)

    return Style(
        language=visit.language,
        translate=visit.say,
        href=lambda each: links.document_page(visit.language, each),
        unfold=opened,
        tasks=collection.tasks,
        findings=collection.finding_counts,
        root=str(document.iri),
        chain=chain,
    )


def _chosen(visit: Visit, cascade: Cascade) -> tuple[tuple[Step, ...], tuple[Facet, ...]]:
    """Return the documents that fit the choices, and the choices with their counts."""
    whole = perspective(visit).by(FACETS)
    steps = {step.document.iri: step for step in cascade.documents}
    kept, counts = narrow((step.document for step in cascade.documents), whole.dimensions, visit.state)
    return tuple(steps[each.iri] for each in kept), facets(counts, visit.state, whole.label, whole.orders)


def _query(visit: Visit, document: DocumentFacts, view: View) -> str:
    """Return the query of the documents shown; those of one chain alone are named, where they are not too many."""
    root = nt(Iri(document.iri))
    tied = f"{root} tk:cascadesFrom ?document ." if view.cascade.up else f"?document tk:cascadesFrom {root} ."
    only = [step.document.iri for step in view.steps] if view.chain and visit.state.get("only") else None
    if only is not None and len(only) > MANY:
        return ""
    return query_of(perspective(visit).by(FACETS), visit.state, lines=(tied,), only=only)


def _table(visit: Visit, document: DocumentFacts, view: View, things: str) -> Table:
    row = perspective(visit).row
    columns = (*row(document), "steps", "via", "direct")
    rows = [
        (*row(step.document).values(), str(step.steps), " → ".join(step.via), "true" if step.direct else "false")
        for step in view.steps
    ]
    return Table(name=f"cascade-{document.id}", columns=columns, rows=rows, sparql=things)


def _edges(cascade: Cascade, collection: Collection, shown: set[str], *, everything: bool) -> tuple[Edge, ...]:
    """Return the edges of the cascade, and on demand every other relation between the documents shown."""
    edges = set(
        bridge((Edge(upper=each.upper, lower=each.lower, relation=each.relation) for each in cascade.edges), shown)
    )
    if everything:
        edges |= {
            Edge(upper=each.cited, lower=each.citing, relation=each.relation)
            for each in collection.statements
            if each.relation not in {"implements", "issued_with"} and {each.citing, each.cited} <= shown
        }
    return tuple(sorted(edges))


def _chain(edges: Iterable[Edge], focus: str) -> frozenset[str]:
    graph: nx.DiGraph[str] = nx.DiGraph(
        (edge.upper, edge.lower) for edge in edges if edge.relation in {"implements", "issued_with", "beyond"}
    )
    graph.add_node(focus)
    above = nx.ancestors(graph, focus)  # pyright: ignore[reportUnknownMemberType] - half typed there
    below = nx.descendants(graph, focus)  # pyright: ignore[reportUnknownMemberType]
    return frozenset({focus} | above | below)
