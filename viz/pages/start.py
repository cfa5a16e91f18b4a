"""The first page: what is in the collection, in ten seconds."""

from collections import Counter, defaultdict

import networkx as nx
from starlette.responses import Response

from queries.documents import DocumentFacts
from queries.findings import SEVERITIES
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
        heads=_heads(collection)[:HEADS],
        rules=rule_counts(collection),
        levels=_levels(collection),
    )


def rule_counts(collection: Collection) -> list[tuple[str, str, str, int]]:
    """Return rule, grade or verdict, severity and number of findings, the most serious first."""
    counts = Counter(
        (finding.rule, finding.grade or finding.verdict or "", finding.severity)
        for finding in collection.findings
    )
    listed = [(rule, grade, severity, count) for (rule, grade, severity), count in counts.items()]
    return sorted(listed, key=lambda row: (-SEVERITIES.index(row[2]), row[0], -row[3], row[1]))


def _heads(collection: Collection) -> list[tuple[DocumentFacts, int, int]]:
    """Return documents at the head of a cascade, with documents and tasks below; the fullest first."""
    below: nx.DiGraph[str] = nx.DiGraph(
        (statement.cited, statement.citing)
        for statement in collection.statements
        if statement.relation in DOWNWARDS and statement.cited != statement.citing
    )
    found = []
    for iri in below:
        if below.in_degree(iri) == 0 and iri in collection.documents:
            reached = nx.descendants(below, iri)
            found.append(
                (
                    collection.documents[iri],
                    len(reached),
                    sum(collection.tasks.get(one, 0) for one in reached),
                )
            )
    return sorted(found, key=lambda head: (-head[1], -head[2], head[0].id))


def _levels(collection: Collection) -> list[tuple[str, int, int, int]]:
    """Return level, documents read, documents only cited, tasks, from the centre down."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for iri, document in collection.documents.items():
        row = rows[document.level if document.level in LEVELS else "unknown"]
        row[0 if document.in_collection else 1] += 1
        row[2] += collection.tasks.get(iri, 0)
    return [(level, *rows[level]) for level in LEVELS if level in rows]  # type: ignore[misc]
