"""The neighbourhood of a document as nodes and links with places: what an interactive page draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from queries.documents import DocumentFacts
from queries.tasks import TaskFacts
from viz.collection import Collection
from viz.drawing import shorten
from viz.language import Translate, day, term
from viz.layout import LEVELS

SHOWN = 500  # nodes on one page
STEPS = 2  # documents so many relations away belong to the neighbourhood
WIDTH = 1530.0  # of a row: what a window of 1280 pixels shows where letters are 12 pixels high
DOCUMENTS_IN_ROW, TASKS_IN_ROW = 8, 6
ROW, BAND = 50.0, 22.0  # from row to row, and how much more there is between levels, tasks and agencies
SYMBOL_LETTERS, TASK_LETTERS = 22, 30  # that fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A node: the place of its centre in CSS pixels at scale 1, words, what it is ("party", "task", "agency", …)."""

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
    points = list(_documents(near, language))
    points += _tasks(tasks, _floor(points))
    agencies = sorted({name for task in tasks for name in task.lead})
    points += _agencies(agencies, _floor(points))
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


def _floor(points: Iterable[Point]) -> float:
    """Return where the next kind of things begins."""
    return max((point.y for point in points), default=-ROW - BAND) + ROW + BAND


def _in_rows(count: int, columns: int, top: float) -> Iterable[tuple[float, float]]:
    """Yield the places of so many things in centred rows."""
    for number in range(count):
        row, column = divmod(number, columns)
        members = min(columns, count - row * columns)
        yield (column - (members - 1) / 2) * WIDTH / columns, top + row * ROW


def _documents(documents: Sequence[DocumentFacts], language: str) -> Iterable[Point]:
    """Yield the documents, nearest first (what the cap leaves out is the farthest), level below level."""
    places: dict[str, tuple[float, float]] = {}
    top = 0.0
    for level in LEVELS:
        members = sorted(
            (each for each in documents if (each.level if each.level in LEVELS else "unknown") == level),
            key=lambda each: (each.branch or "unknown", not each.in_collection, each.id),
        )
        found = list(_in_rows(len(members), DOCUMENTS_IN_ROW, top))
        places |= {str(each.iri): place for each, place in zip(members, found, strict=True)}
        top = found[-1][1] + ROW + BAND if found else top
    for each in documents:
        x, y = places[str(each.iri)]
        facts = (term(language, "kind", each.kind), each.title, each.issuer, day(language, each.issued))
        yield Point(
            key=str(each.iri),
            label=shorten(each.label, SYMBOL_LETTERS),
            title="\n".join([each.label, *(fact for fact in facts if fact)]),
            group=each.branch or "unknown",
            x=x,
            y=y,
            faint=not each.in_collection,
        )


def _tasks(tasks: Sequence[TaskFacts], top: float) -> Iterable[Point]:
    for task, (x, y) in zip(tasks, _in_rows(len(tasks), TASKS_IN_ROW, top), strict=True):
        words = f"{task.path} {task.text}".strip()
        yield Point(
            key=str(task.iri),
            label=shorten(words, TASK_LETTERS),
            title=f"{task.path}: {task.text}",
            group="task",
            x=x,
            y=y,
        )


def _agencies(names: Sequence[str], top: float) -> Iterable[Point]:
    for name, (x, y) in zip(names, _in_rows(len(names), TASKS_IN_ROW, top), strict=True):
        yield Point(key=f"agency:{name}", label=shorten(name, TASK_LETTERS), title=name, group="agency", x=x, y=y)
