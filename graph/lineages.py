"""The lineage of a collection's tasks: its clauses, the documents whose tasks each may carry out, its statements."""

from collections.abc import Iterable, Iterator, Mapping

from graph.duties import task_keys
from graph.evidence import evidence_iri
from graph.inference import steps_between
from graph.lineage import Clause, Link, find_links
from graph.quads import RDF, Iri, Literal, Quad, number, vietnamese
from graph.resolve import Collection
from ontology.identifiers import document_iri, graph_iri, part_iri, slug
from ontology.model import Level, Relation
from ontology.terms import TK

_RANKS = {level: rank for rank, level in enumerate(Level)}
_DOWN = {Relation.IMPLEMENTS, Relation.ISSUED_WITH}
_ALSO = {"lead": "cùng cơ quan chủ trì", "due": "cùng thời hạn", "target": "cùng con số"}


def collection_clauses(collection: Collection, base: str) -> Iterator[Clause]:
    """Yield every task of the documents that were read, as lineage reads it."""
    for entry in collection.entries:
        for task, key in task_keys(entry.document):
            yield Clause(
                iri=part_iri(entry.id, "task", key, base),
                document=document_iri(entry.id, base),
                text=task.text,
                lead=frozenset(party.name for party in task.lead),
                due=frozenset(deadline.due for deadline in task.due),
                part=task.section,
            )


def above_of(collection: Collection, base: str) -> Mapping[str, frozenset[str]]:
    """Return for each document those whose tasks its own may carry out.

    These are what it cascades from, and central documents that carry out one of the same: a city's plan follows the
    Government's programme for a resolution also where it names the resolution only.
    """
    up: dict[str, set[str]] = {}
    for lower, upper in steps_between(sorted(_edges(collection))):
        up.setdefault(lower, set()).add(upper)
    levels = {str(entry.id): entry.document.header.level for entry in collection.entries}
    ranks = {entry: _RANKS[level] for entry, level in levels.items() if level is not None}
    central: dict[str, set[str]] = {}
    for other, theirs in up.items():
        for upper in theirs if ranks.get(other) == 0 else ():
            central.setdefault(upper, set()).add(other)
    found: dict[str, frozenset[str]] = {}
    for lower, own in up.items():
        is_local = ranks.get(lower, 0) > 0
        beside = {other for upper in own for other in central.get(upper, ())} if is_local else set[str]()
        found[document_iri(lower, base)] = frozenset(document_iri(each, base) for each in (own | beside) - {lower})
    return found


def _edges(collection: Collection) -> Iterator[tuple[str, str]]:
    yield from ((each.source, each.target) for each in collection.relations if each.relation in _DOWN)
    for entry in collection.entries:
        cited = zip(entry.document.citations, collection.citations[entry.id], strict=True)
        yield from ((entry.id, target) for citation, target in cited if target and citation.relation in _DOWN)
        ends = zip(entry.document.links, collection.links[entry.id], strict=True)
        yield from (pair for link, pair in ends if link.relation in _DOWN)


def lineage_quads(collection: Collection, base: str) -> Iterator[Quad]:
    """Yield `tk:refines`, `tk:duplicates`, and a `tk:TaskLink` with score, reason and both passages for each."""
    clauses = tuple(collection_clauses(collection, base))
    evidence = {
        part_iri(entry.id, "task", key, base): evidence_iri(entry.id, task.span, base)
        for entry in collection.entries
        for task, key in task_keys(entry.document)
    }
    for link in find_links(clauses, above_of(collection, base)):
        yield from _link_quads(link, evidence, base)


def _link_quads(link: Link, evidence: Mapping[str, Iri], base: str) -> Iterable[Quad]:
    graph = Iri(graph_iri("inferred", base=base))
    lower, upper = Iri(link.lower), Iri(link.upper)
    document, _, key = link.lower.removeprefix(f"{base}document/").partition("/task/")
    node = Iri(part_iri(document, "lineage", f"{key}--{slug(link.upper.removeprefix(base))}", base))
    yield Quad(lower, Iri(TK.duplicates if link.is_copy else TK.refines), upper, graph)
    for predicate, value in (
        (RDF + "type", Iri(TK.TaskLink)),
        (TK.lowerTask, lower),
        (TK.upperTask, upper),
        (TK.verdict, Literal("copy" if link.is_copy else "refines")),
        (TK.score, number(float(link.score))),
        (TK.reason, vietnamese(_reason(link))),
        (TK.evidence, evidence[link.lower]),
        (TK.evidence, evidence[link.upper]),
    ):
        yield Quad(node, Iri(predicate), value, graph)


def _reason(link: Link) -> str:
    also = "".join(f"; {_ALSO[each]}" for each in link.also)
    return f"cùng có: {', '.join(link.shared)}{also}"
