"""The first page: what is in the collection, in ten seconds."""

from collections import Counter
from collections.abc import Iterable

import networkx as nx
from starlette.responses import Response

from queries.documents import DocumentFacts
from queries.findings import SEVERITIES, Finding
from viz.collection import Collection
from viz.layout import LEVELS
from viz.visit import Visit

HEADS = 8
DOWNWARDS = ("implements", "issued_with")


def start_page(visit: Visit) -> Response:
    """Show the headline numbers, the documents at the head of cascades, and the audit's counts."""
    collection = visit.collection
    return visit.write(
        "start.html",
        read=sum(document.in_collection for document in collection.documents.values()),
        heads=heads(collection)[:HEADS],
        rules=rule_counts(collection.findings),
        levels=_levels(collection),
    )


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
