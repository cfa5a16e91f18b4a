"""The neighbourhood of a document as nodes and links with places: what an interactive page draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from queries.documents import DocumentFacts
from queries.tasks import TaskFacts
from viz.collection import Collection
from viz.drawing import shorten
from viz.language import Translate, day, term
from viz.layout import lay_out
from viz.picture import BOX_HEIGHT, BOX_WIDTH, Edge, Node

SHOWN = 500  # nodes on one page
STEPS = 2  # documents so many relations away belong to the neighbourhood
TASKS_IN_ROW = 12
SPACING = 90.0
WIDE = 3  # tasks stand in the room that one agency's name takes
CLOSER = 0.65  # documents are drawn without the cards that the cascade leaves room for


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A node of the network: place in CSS pixels, words, and what it is ("party", "task", "agency", …)."""

    key: str
    label: str
    title: str
    group: str
    x: float
    y: float
    faint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A link of the network, from the one that says or does to the one it says it of."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and links; `total` counts the nodes that there were before the cap."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    total: int


def neighbourhood(
    collection: Collection, document: DocumentFacts, tasks: Sequence[TaskFacts], language: str, say: Translate
) -> Network:
    """Return the documents near one by any relation, its tasks, and who leads them; the nearest `SHOWN`."""
    near = _near(collection, str(document.iri))
    points = list(_documents(near, collection, language))
    floor = max((point.y for point in points), default=0.0) + 2 * SPACING
    points += _tasks(tasks, floor)
    agencies = sorted({name for task in tasks for name in task.lead})
    points += _agencies(agencies, floor + (len(tasks) // TASKS_IN_ROW + 2) * SPACING)
    kept = {point.key for point in points[:SHOWN]}
    lines = (
        *(
            Line(source=each.citing, target=each.cited, label=say(f"relation.{each.relation}"))
            for each in collection.statements
        ),
        *(Line(source=str(document.iri), target=str(task.iri), label="") for task in tasks),
        *(
            Line(source=str(task.iri), target=f"agency:{name}", label=say("column.lead"))
            for task in tasks
            for name in task.lead
        ),
    )
    return Network(
        points=tuple(points[:SHOWN]),
        lines=tuple(line for line in lines if {line.source, line.target} <= kept),
        total=len(points),
    )


def _near(collection: Collection, root: str) -> list[DocumentFacts]:
    graph: nx.Graph[str] = nx.Graph((each.citing, each.cited) for each in collection.statements)
    graph.add_node(root)
    steps = nx.single_source_shortest_path_length(graph, root, cutoff=STEPS)
    found = sorted((distance, iri) for iri, distance in steps.items() if iri in collection.documents)
    return [collection.documents[iri] for _, iri in found]


def _documents(documents: Sequence[DocumentFacts], collection: Collection, language: str) -> Iterable[Point]:
    keys = {str(each.iri) for each in documents}
    edges = (
        Edge(upper=each.cited, lower=each.citing, relation=each.relation)
        for each in collection.statements
        if each.relation in {"implements", "issued_with"} and {each.cited, each.citing} <= keys
    )
    picture = lay_out((Node(key=str(each.iri), level=each.level, branch=each.branch) for each in documents), edges)
    places = {box.key: (box.x + BOX_WIDTH / 2, box.y + BOX_HEIGHT / 2) for box in picture.boxes}
    for each in documents:  # nearest first: what the cap leaves out is the farthest
        x, y = places[str(each.iri)]
        facts = (term(language, "kind", each.kind), each.title, each.issuer, day(language, each.issued))
        yield Point(
            key=str(each.iri),
            label=shorten(each.label),
            title="\n".join([each.label, *(fact for fact in facts if fact)]),
            group=each.branch or "unknown",
            x=x * CLOSER,
            y=y * CLOSER,
            faint=not each.in_collection,
        )


def _tasks(tasks: Sequence[TaskFacts], top: float) -> Iterable[Point]:
    for number, task in enumerate(tasks):
        row, column = divmod(number, TASKS_IN_ROW)
        yield Point(
            key=str(task.iri),
            label=task.path or "·",
            title=f"{task.path}: {task.text}",
            group="task",
            x=column * SPACING,
            y=top + row * SPACING,
        )


def _agencies(names: Sequence[str], top: float) -> Iterable[Point]:
    for number, name in enumerate(names):
        row, column = divmod(number, TASKS_IN_ROW // WIDE)
        yield Point(
            key=f"agency:{name}",
            label=shorten(name),
            title=name,
            group="agency",
            x=column * WIDE * SPACING,
            y=top + row * SPACING,
        )
