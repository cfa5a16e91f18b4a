"""The lineage of a collection's tasks: its clauses, the documents whose tasks each may carry out, its statements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from graph.duties import task_keys
from graph.engine_terms import lines_of
from graph.evidence import evidence_iri
from graph.hands import WORTH, Work, spread
from graph.inference import steps_between
from graph.lineage import Clause, Link, Linking
from graph.quads import RDF, Iri, Literal, Quad, number, vietnamese
from graph.resolve import Collection
from graph.tally import Tally
from ontology.identifiers import document_iri, graph_iri, part_iri, slug
from ontology.model import Level, Relation
from ontology.terms import TK

_AT_ONCE = 8  # documents whose links are found in one piece of work
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
                evidence=str(evidence_iri(entry.id, task.span, base)),
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


def lineage_lines(collection: Collection, base: str, tally: Tally, hands: int) -> Iterator[bytes]:
    """Yield `tk:refines`, `tk:duplicates`, and a `tk:TaskLink` with score, reason and both passages for each.

    They come as lines ready to be loaded, found by so many `hands`; `tally` counts them.
    """
    clauses, above = tuple(collection_clauses(collection, base)), above_of(collection, base)
    common = _PACKED.encode(_Common(clauses=clauses, above=above, base=base))
    below = sorted(above, key=lambda each: (sorted(above[each]), each))
    pieces = (_PACKED.encode(below[at : at + _AT_ONCE]) for at in range(0, len(below), _AT_ONCE))
    for answer in spread(link_writer, common, pieces, hands if len(below) >= WORTH else 1):
        lines, sums = _FOUND.decode(answer)
        tally.include(
            sums
        )  # whatever is said of a link is said of a task of its lower document, so nothing comes twice
        yield lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What the links of every document are found with."""

    clauses: tuple[Clause, ...]
    above: Mapping[str, frozenset[str]]
    base: str


_PACKED, _FOUND = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(tuple[bytes, dict[str, tuple[int, str]]])


def link_writer(common: bytes) -> Work:
    """Return what writes the links of some documents, given by their IRIs."""
    known = msgspec.msgpack.decode(common, type=_Common)
    linking, evidence = Linking(known.clauses, known.above), _evidence(known.clauses)

    def write(piece: bytes) -> bytes:
        tally, documents = Tally(), msgspec.msgpack.decode(piece, type=tuple[str, ...])
        links = (link for each in documents for link in linking.links(each))
        lines = lines_of((quad for link in links for quad in _link_quads(link, evidence, known.base)), tally)
        return _PACKED.encode((lines, tally.sums()))

    return write


def _evidence(clauses: Iterable[Clause]) -> Mapping[str, Iri]:
    return {clause.iri: Iri(clause.evidence) for clause in clauses}


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
