"""Making a large cascade readable: documents left out by a choice are bridged, many alike stand as one card."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from queries.documents import DocumentFacts
from viz.picture import Edge

SIBLINGS = 30  # documents below the same ones, of one level and branch, that are all drawn
HEAD = 6  # of a folded group are drawn all the same
CROWD = 120  # documents from which on a picture shows fewer of a kind:
CROWDED = (6, 2)  # siblings that are all drawn, and those of a folded group
BRIDGE = "beyond"  # the relation of an edge that passes documents left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents that stand as one card: `key` is the same as long as its place in the cascade is."""

    key: str
    level: str | None
    branch: str | None
    members: tuple[str, ...]


def bridge(edges: Iterable[Edge], shown: Collection[str]) -> tuple[Edge, ...]:
    """Return the edges between shown documents, and one for each way that passes only documents left out."""
    above: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        above[edge.lower].append(edge)
    found = {edge for key in shown for edge in above[key] if edge.upper in shown}
    for key in shown:
        reached = _beyond(key, above, shown) - {edge.upper for edge in above[key]}
        found |= {Edge(upper=upper, lower=key, relation=BRIDGE) for upper in reached - {key}}
    return tuple(sorted(found))


def _beyond(key: str, above: Mapping[str, list[Edge]], shown: Collection[str]) -> set[str]:
    """Return the nearest shown documents above one, on ways through others."""
    waiting = [edge.upper for edge in above[key] if edge.upper not in shown]
    seen: set[str] = set()
    reached: set[str] = set()
    while waiting:
        each = waiting.pop()
        if each in shown:
            reached.add(each)
        elif each not in seen:
            seen.add(each)
            waiting += [edge.upper for edge in above[each]]
    return reached


def fold(
    documents: Sequence[DocumentFacts], edges: Iterable[Edge], opened: Collection[str], kept: Collection[str]
) -> tuple[tuple[DocumentFacts, ...], tuple[Group, ...], tuple[Edge, ...]]:
    """Return the documents drawn one by one, the groups, and the edges between both.

    More than `SIBLINGS` documents below the same ones, of one level and branch, become a group behind their first
    `HEAD`, unless its key is among `opened`; documents of `kept` are never folded. In a crowd it is `CROWDED`.
    """
    edges = tuple(edges)
    most, head = (SIBLINGS, HEAD) if len(documents) <= CROWD else CROWDED
    uppers: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        uppers[edge.lower].add(edge.upper)
    alike: dict[tuple[tuple[str, ...], str, str], list[DocumentFacts]] = defaultdict(list)
    for document in documents:
        if document.iri not in kept and uppers[document.iri]:
            place = tuple(sorted(uppers[document.iri])), document.level or "", document.branch or ""
            alike[place].append(document)
    groups = tuple(
        Group(
            key=_key(place), level=place[1] or None, branch=place[2] or None, members=tuple(each.iri for each in rest)
        )
        for place, found in sorted(alike.items())
        if len(found) > most and _key(place) not in opened
        for rest in [found[head:]]
    )
    group_of = {member: group.key for group in groups for member in group.members}
    moved = {
        Edge(upper=group_of.get(e.upper, e.upper), lower=group_of.get(e.lower, e.lower), relation=e.relation)
        for e in edges
    }
    drawn = tuple(document for document in documents if document.iri not in group_of)
    return drawn, groups, tuple(sorted(edge for edge in moved if edge.upper != edge.lower))


def _key(place: tuple[tuple[str, ...], str, str]) -> str:
    return hashlib.sha256("\n".join((*place[0], *place[1:])).encode()).hexdigest()[:8]
