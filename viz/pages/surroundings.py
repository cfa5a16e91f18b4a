"""Explore: what stands round a document, a task or an agency, opened step by step; the way between two things.

The address holds what is open, so that each step is a link: the page works without JavaScript, which only lets
things be dragged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.exceptions import HTTPException
from starlette.responses import Response

from queries.search import NoIndexError
from viz import links
from viz.downloads import tabled, take
from viz.drawing import shorten
from viz.neighbours import KINDS, Surroundings, Tie
from viz.patterns import these
from viz.visit import Visit
from viz.web import COLUMN, HEIGHT, LETTERS, ROW, WIDTH, curve

CAP = 12  # neighbours that one step opens
SHOWN = 300  # things in one picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing in the picture: its place, its words, the page it has, and the link that opens or closes it."""

    iri: str
    kind: str
    x: float
    y: float
    label: str
    name: str  # in full
    page: str
    step: str
    is_open: bool
    lit: bool
    more: int  # neighbours that are not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A relation in the picture."""

    tie: Tie
    path: str
    lit: bool


def surroundings_page(visit: Visit) -> Response:
    """Show what is round `at`; `open` holds what is opened besides, `hide` kinds left out, `to` the end of a way."""
    known = visit.source.surroundings()
    start = _start(visit, known)
    if not start:
        return visit.write("explore.html", nodes=(), lines=(), start=None, state=visit.state)
    end, way = _way(visit, known, start)
    opened = [start, *way, *(each for each in visit.state.get("open", "").split(" ") if known.kind(each))]
    hidden = {kind for kind in visit.state.get("hide", "").split(",") if kind in KINDS}
    columns, ties, total = _walk(known, opened, hidden, way)
    if visit.state.get("as"):
        return _file(visit, known, [iri for column in columns for iri in column], ties)
    return visit.write(
        "explore.html",
        start=_name(visit, known, start),
        start_document=visit.collection.documents.get(start),
        nodes=(nodes := _nodes(visit, known, columns, (ties, opened, way))),
        lines=_lines(nodes, ties, way),
        width=len(columns) * COLUMN - COLUMN + WIDTH + 20,
        height=max((node.y for node in nodes), default=0.0) + HEIGHT + 20,
        total=total,
        hidden=hidden,
        kinds=KINDS,
        end=end,
        way=[(each, _name(visit, known, each), _page(visit, known, each)) for each in way],
        between=_between(known, way),
        size=(WIDTH, HEIGHT),
        state=visit.state,
    )


def _file(visit: Visit, known: Surroundings, shown: Sequence[str], ties: Sequence[Tie]) -> Response:
    """Return the relations that the table shows."""
    listed = [
        {
            "from": _name(visit, known, tie.first),
            "relation": visit.say(tie.relation),
            "to": _name(visit, known, tie.second),
            "from_iri": tie.first,
            "to_iri": tie.second,
        }
        for tie in ties
    ]
    return take(tabled("explore", listed, these(shown)), visit.state["as"], visit.source.run_sparql)


def _start(visit: Visit, known: Surroundings) -> str:
    wanted = visit.state.get("at", "")
    if not wanted:
        return ""
    found = wanted if known.kind(wanted) else _found(visit, known, wanted)
    if not found:
        raise HTTPException(404)
    return found


def _found(visit: Visit, known: Surroundings, words: str) -> str:
    """Return the thing that a search finds first, "" where it finds none."""
    if known.kind(words):
        return words
    try:
        hits = visit.source.search(words).hits
    except NoIndexError:
        return ""
    return next((hit.iri for hit in hits if known.kind(hit.iri)), "")


def _way(visit: Visit, known: Surroundings, start: str) -> tuple[str, list[str]]:
    wanted = visit.state.get("to", "").strip()
    end = _found(visit, known, wanted) if wanted else ""
    return (_name(visit, known, end) if end else ""), known.path(start, end) if end else []


def _walk(
    known: Surroundings, opened: Sequence[str], hidden: set[str], way: Sequence[str]
) -> tuple[list[list[str]], list[Tie], int]:
    """Return the things shown by their distance, the relations between them, and how many there would be."""
    column: dict[str, int] = {opened[0]: 0}
    ties: dict[Tie, None] = {}
    everything = {opened[0]}
    for each in dict.fromkeys(opened):
        if each not in column:
            continue
        near = [tie for tie in known.ties(each) if known.kind(tie.other(each)) not in hidden or tie.other(each) in way]
        everything |= {tie.other(each) for tie in near}
        wanted = [tie for tie in near if tie.other(each) in way or tie.other(each) in opened]
        for tie in (*wanted, *[tie for tie in near if tie not in wanted][:CAP]):
            if len(column) < SHOWN or tie.other(each) in column:
                column.setdefault(tie.other(each), column[each] + 1)
                ties[tie] = None
    columns: list[list[str]] = [[] for _ in range(max(column.values()) + 1)]
    for iri, depth in column.items():
        columns[depth].append(iri)
    return columns, list(ties), len(everything)


def _nodes(
    visit: Visit,
    known: Surroundings,
    columns: list[list[str]],
    drawn: tuple[Sequence[Tie], Sequence[str], Sequence[str]],
) -> list[Node]:
    ties, opened, way = drawn
    shown = {end for tie in ties for end in (tie.first, tie.second)}
    highest = max(len(column) for column in columns)
    nodes: list[Node] = []
    for depth, column in enumerate(columns):
        top = 10 + (highest - len(column)) * ROW / 2
        for row, iri in enumerate(column):
            name = _name(visit, known, iri)
            near = {tie.other(iri) for tie in known.ties(iri)}
            nodes.append(
                Node(
                    iri=iri,
                    kind=known.kind(iri),
                    x=10 + depth * COLUMN,
                    y=top + row * ROW,
                    label=shorten(name, LETTERS),
                    name=name,
                    page=_page(visit, known, iri),
                    step=_step(visit, iri, opened),
                    is_open=iri in opened,
                    lit=iri in way,
                    more=len(near - shown),
                )
            )
    return nodes


def _step(visit: Visit, iri: str, opened: Sequence[str]) -> str:
    """Return the address that opens a thing, or closes it."""
    now = [each for each in visit.state.get("open", "").split(" ") if each]
    if iri == opened[0]:
        return links.with_state(visit.request.url.path, visit.state, open="")
    after = [each for each in now if each != iri] if iri in now else [*now, iri]
    return links.with_state(visit.request.url.path, visit.state, open=" ".join(after))


def _lines(nodes: Sequence[Node], ties: Sequence[Tie], way: Sequence[str]) -> list[Line]:
    place = {node.iri: (node.x, node.y) for node in nodes}
    steps = {frozenset(pair) for pair in pairwise(way)}
    return [
        Line(
            tie=tie,
            path=curve(place[tie.first], place[tie.second]),
            lit=frozenset((tie.first, tie.second)) in steps,
        )
        for tie in ties
    ]


def _between(known: Surroundings, way: Sequence[str]) -> list[str]:
    """Return the key of the relation of each step of a way."""
    return [next(tie.relation for tie in known.ties(one) if tie.other(one) == other) for one, other in pairwise(way)]


def _name(visit: Visit, known: Surroundings, iri: str) -> str:
    match known.kind(iri):
        case "document":
            return visit.collection.documents[iri].label
        case "task":
            duty = visit.register.duties_by_iri[iri]
            return f"{duty.path} {duty.text}".strip()
        case _:
            return visit.register.agencies[iri].name


def _page(visit: Visit, known: Surroundings, iri: str) -> str:
    match known.kind(iri):
        case "document":
            return links.document_page(visit.language, visit.collection.documents[iri])
        case "task":
            return links.task_page(visit.language, iri)
        case _:
            return links.agency_page(visit.language, iri)
