"""The cascade of one document: the picture by level and branch, and the same as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import networkx as nx
from starlette.responses import Response

from queries.cascade import Cascade, Step
from queries.documents import DocumentFacts
from viz import links
from viz.collection import Collection, Statement
from viz.drawing import Drawing, Style, draw
from viz.language import term
from viz.picture import Edge
from viz.visit import Visit, environment

SHOWN = 300  # documents in one picture; the table has them all
SVG_TYPE = "image/svg+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A cascade as it is shown: what is drawn, of how many, and along which relations."""

    cascade: Cascade
    documents: tuple[DocumentFacts, ...]
    steps: tuple[Step, ...]
    statements: tuple[Statement, ...]
    chain: frozenset[str]
    drawing: Drawing


def cascade_page(visit: Visit) -> Response:
    """Show what carries a document out, or with `up` what it carries out."""
    document = visit.document_called(visit.state.get("document", ""))
    view = look(visit, document)
    focus = visit.collection.by_id.get(visit.state.get("focus", ""))
    return visit.write(
        "cascade.html",
        document=document,
        view=view,
        up=view.cascade.up,
        focus=focus,
        state=visit.state,
        tasks=sum(step.tasks for step in view.cascade.documents),
        read=sum(step.document.in_collection for step in view.cascade.documents),
    )


def cascade_picture(visit: Visit) -> Response:
    """Return the picture alone as an SVG file that carries its own style."""
    document = visit.document_called(visit.state.get("document", ""))
    view = look(visit, document)
    svg = (
        environment()
        .get_template("picture.svg")
        .render(drawing=view.drawing, t=visit.say, term=partial(term, visit.language), alone=True)
    )
    name = f"{document.id}.svg"
    return Response(svg, media_type=SVG_TYPE, headers={"content-disposition": f'attachment; filename="{name}"'})


def look(visit: Visit, document: DocumentFacts) -> View:
    """Read a cascade and lay it out as the address's state asks (`up`, `focus`, `relations=all`)."""
    collection, state = visit.collection, visit.state
    cascade = visit.source.cascade(document.iri, up=bool(state.get("up")))
    steps = cascade.documents[: SHOWN - 1]
    documents = (document, *(step.document for step in steps))
    edges = _edges(
        cascade, collection, {str(each.iri) for each in documents}, everything=state.get("relations") == "all"
    )
    focus = collection.by_id.get(state.get("focus", ""))
    chain = _chain(edges, str(focus.iri)) if focus else frozenset[str]()
    style = Style(
        language=visit.language,
        translate=visit.say,
        href=lambda each: links.document_page(visit.language, each),
        tasks=collection.tasks,
        findings=collection.finding_counts,
        root=str(document.iri),
        chain=chain,
    )
    drawn = {(edge.lower, edge.upper, edge.relation) for edge in edges}
    return View(
        cascade=cascade,
        documents=documents,
        steps=steps,
        statements=tuple(each for each in collection.statements if (each.citing, each.cited, each.relation) in drawn),
        chain=chain,
        drawing=draw(documents, edges, style),
    )


def _edges(cascade: Cascade, collection: Collection, shown: set[str], *, everything: bool) -> tuple[Edge, ...]:
    """Return the edges of the cascade, and on demand every other relation between the documents shown."""
    edges = {Edge(upper=each.upper, lower=each.lower, relation=each.relation) for each in cascade.edges}
    if everything:
        edges |= {
            Edge(upper=each.cited, lower=each.citing, relation=each.relation)
            for each in collection.statements
            if each.relation not in {"implements", "issued_with"} and {each.citing, each.cited} <= shown
        }
    return tuple(sorted(edges))


def _chain(edges: Iterable[Edge], focus: str) -> frozenset[str]:
    graph: nx.DiGraph[str] = nx.DiGraph(
        (edge.upper, edge.lower) for edge in edges if edge.relation in {"implements", "issued_with"}
    )
    graph.add_node(focus)
    above = nx.ancestors(graph, focus)  # pyright: ignore[reportUnknownMemberType] - half typed there
    below = nx.descendants(graph, focus)  # pyright: ignore[reportUnknownMemberType]
    return frozenset({focus} | above | below)
