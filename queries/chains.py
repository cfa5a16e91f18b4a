"""What the steps of a cascade tell an audit: levels that a step passes over, and circles."""

from collections.abc import Iterable, Iterator

import networkx as nx

from graph.store import Iri, Store
from queries.cascade import find_edges
from queries.descent import reachable
from queries.documents import find_documents
from queries.levels import skipped_levels
from queries.rules import Row, Sift

_LEVELS = {"central": "trung ương", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}


def sift_skipped_levels(store: Store) -> Sift:
    """Return the sift that keeps the steps passing over a level that existed on the day of issue."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        listed = list(rows)
        if not listed:
            return
        documents = {each.iri: each for each in find_documents(store)}
        above = reachable(find_edges(store))
        for row in listed:
            lower, upper = documents[Iri(str(row["focus"]))], documents[Iri(str(row["other"]))]
            passed = (each for each in above[lower.iri] if upper.iri in above.get(each, ()))
            between = [documents[Iri(each)] for each in passed if each not in {lower.iri, upper.iri}]
            skipped = skipped_levels(lower, upper, between)
            if skipped:
                yield {
                    **row,
                    "skipped_vi": ", ".join(_LEVELS[level] for level in skipped),
                    "skipped_en": ", ".join(skipped),
                }

    return kept


def sift_circles(store: Store) -> Sift:
    """Return the sift that keeps one row a circle: its first document by name, with the members."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        listed = list(rows)
        graph: nx.DiGraph[str] = nx.DiGraph((str(row["focus"]), str(row["other"])) for row in listed)
        circles = [circle for circle in nx.strongly_connected_components(graph) if len(circle) > 1]
        names = {each.iri: each.label for each in find_documents(store)} if circles else {}
        for circle in circles:
            members = ", ".join(names[Iri(each)] for each in sorted(circle))
            steps = (row for row in listed if {str(row["focus"]), str(row["other"])} <= circle)
            sources = [row["source"] for row in steps if "source" in row]
            first = {"focus": Iri(min(circle)), "members": members}
            yield from ({**first, "source": source} for source in sources)
            if not sources:
                yield first

    return kept
