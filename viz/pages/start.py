"""The first page: what is in the collection, in ten seconds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

import networkx as nx
from starlette.responses import Response

from queries.documents import DocumentFacts
from queries.findings import SEVERITIES, Finding
from viz.collection import Collection
from viz.downloads import tabled, take
from viz.language import term
from viz.layout import LEVELS
from viz.patterns import these
from viz.visit import Visit

Head = tuple[DocumentFacts, int, int]  # with documents and tasks below
RuleCount = tuple[str, str, str, int]
LevelCount = tuple[str, int, int, int]

HEADS = 8
DOWNWARDS = ("implements", "issued_with")


def start_page(visit: Visit) -> Response:
    """Show the headline numbers, the documents at the head of cascades, and the audit's counts."""
    collection = visit.collection
    listed = heads(collection)[:HEADS]
    rules = rule_counts(collection.findings)
    levels = _levels(collection)
    things = these(str(document.iri) for document, _, _ in listed)
    if visit.state.get("as"):
        shown = list(_rows(visit, listed, rules, levels))
        return take(tabled("start", shown, things), visit.state["as"], visit.source.run_sparql)
    return visit.write(
        "start.html",
        read=sum(document.in_collection for document in collection.documents.values()),
        heads=listed,
        rules=rules,
        levels=levels,
        things=things,
        state=visit.state,
    )


def _rows(
    visit: Visit, listed: list[Head], rules: list[RuleCount], levels: list[LevelCount]
) -> Iterator[dict[str, str]]:
    """Yield the three lists of the page as rows of one file."""
    say = partial(term, visit.language)
    for document, documents, tasks in listed:
        yield {"list": "cascades", "name": document.label, "documents": str(documents), "tasks": str(tasks)}
    for rule, grade, severity, count in rules:
        name = " · ".join(filter(None, (say("rule", rule), grade and say("grade", grade), say("severity", severity))))
        yield {"list": "audit", "name": name, "findings": str(count)}
    for level, documents, cited, tasks in levels:
        counts = {"documents": str(documents), "only_cited": str(cited), "tasks": str(tasks)}
        yield {"list": "levels", "name": say("level", level), **counts}


def rule_counts(findings: Iterable[Finding]) -> list[tuple[str, str, str, int]]:
    """Return rule, grade or verdict, severity and number of findings, the most serious first."""
    counts = Counter((finding.rule, finding.grade or finding.verdict or "", finding.severity) for finding in findings)
    listed = [(rule, grade, severity, count) for (rule, grade, severity), count in counts.items()]
    return sorted(listed, key=lambda row: (-SEVERITIES.index(row[2]), row[0], -row[3], row[1]))


def heads(collection: Collection) -> list[tuple[DocumentFacts, int, int]]:
    """Return documents at the head of a cascade, with documents and tasks below; the fullest first."""
    below: nx.DiGraph[str] = nx.DiGraph(
        (statement.cited, statement.citing)
        for statement in collection.statements
        if statement.relation in DOWNWARDS and statement.cited != statement.citing
    )
    found: list[tuple[DocumentFacts, int, int]] = []
    for iri in below:
        if not list(below.predecessors(iri)) and iri in collection.documents:
            reached = nx.descendants(below, iri)  # pyright: ignore[reportUnknownMemberType] - half typed there
            tasks = sum(collection.tasks.get(one, 0) for one in reached)
            found.append((collection.documents[iri], len(reached), tasks))
    return sorted(found, key=lambda head: (-head[1], -head[2], head[0].id))


def _levels(collection: Collection) -> list[tuple[str, int, int, int]]:
    """Return level, documents read, documents only cited, tasks, from the centre down."""
    read, cited, tasks = Counter[str](), Counter[str](), Counter[str]()
    for iri, document in collection.documents.items():
        level = document.level if document.level in LEVELS else "unknown"
        (read if document.in_collection else cited)[level] += 1
        tasks[level] += collection.tasks.get(iri, 0)
    return [(level, read[level], cited[level], tasks[level]) for level in LEVELS if read[level] or cited[level]]
