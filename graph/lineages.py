"""The lineage of a collection's tasks: its clauses, the documents whose tasks each may carry out, its statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import msgspec

from graph.duties import task_keys
from graph.engine_terms import lines_of
from graph.evidence import evidence_iri
from graph.hands import WORTH, Work, spread
from graph.inference import steps_between
from graph.lineage import Clause, Link, Linking
from graph.parts import Carrying, Chunk, named_lines
from graph.quads import RDF, Iri, Literal, Quad, number, vietnamese
from graph.resolve import Collection
from graph.tally import Tally
from graph.weights import PairCounts, clause_words, count_pairs
from ontology.identifiers import document_iri, graph_iri, part_iri, slug
from ontology.model import Level, Relation
from ontology.terms import TK

_AT_ONCE = 8  # documents whose links are found in one piece of work
_KEY = 16  # bytes
_NONE: Mapping[str, Carrying] = {}
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


class Lineages:
    """The links of a collection's tasks, as they are found; `carrying` fills meanwhile.

    They are `tk:refines`, `tk:duplicates`, and a `tk:TaskLink` with score, reason and both passages for each.
    """

    def __init__(
        self, collection: Collection, base: str, hands: int = 1, before: Mapping[str, Carrying] = _NONE
    ) -> None:
        """Take a collection whose links `hands` processes shall find, but those that are as they were `before`."""
        self.carrying: dict[str, Carrying] = {}
        self._clauses, self._above = tuple(collection_clauses(collection, base)), above_of(collection, base)
        self._base, self._hands = base, hands
        words = [clause_words(each.text)[0] for each in self._clauses]
        self._everywhere = count_pairs(words)
        own = clause_digests(self._clauses, words, self._everywhere)
        self._keys = link_keys(own, self._above, base)
        self._kept = {
            each: before[each] for each, key in self._keys.items() if each in before and before[each].key == key
        }
        self.gone = [each.chunk for document, each in before.items() if document not in self._kept]

    def lines(self, tally: Tally) -> Iterator[bytes]:
        """Yield the links that are not as they were, as lines ready to be loaded; `tally` counts all of them."""
        for document, carrying in self._kept.items():
            self._remember(document, carrying, tally)
        fresh = sorted(self._keys.keys() - self._kept.keys(), key=lambda each: (sorted(self._above[each]), each))
        for document, lines, sums in self._found(fresh):
            chunk = Chunk.of(b"\n".join(named_lines(lines)))
            self._remember(document, Carrying(key=self._keys[document], sums=sums, chunk=chunk), tally)
            yield lines

    def _found(self, fresh: Sequence[str]) -> Iterator["_Written"]:
        if self._hands > 1 and len(fresh) >= WORTH:
            pieces = (_PACKED.encode(fresh[at : at + _AT_ONCE]) for at in range(0, len(fresh), _AT_ONCE))
            common = _PACKED.encode(_Common(clauses=self._clauses, above=self._above, base=self._base))
            for answer in spread(link_writer, common, pieces, self._hands):
                yield from _FOUND.decode(answer)
            return
        needed = {*fresh, *(upper for each in fresh for upper in self._above[each])}
        clauses = [each for each in self._clauses if each.document in needed]
        linking, evidence = Linking(clauses, self._above, self._everywhere), _evidence(clauses)
        yield from (_written(linking, document, evidence, self._base) for document in fresh)

    def _remember(self, document: str, carrying: Carrying, tally: Tally) -> None:
        # Whatever is said of a link is said of a task of its lower document, so nothing comes twice.
        tally.include(carrying.sums)
        self.carrying[document] = carrying


def link_keys(own: Mapping[str, str], above: Mapping[str, frozenset[str]], base: str) -> dict[str, str]:
    """Return for each document whose tasks may carry out others the digest of all that its links depend on."""
    return {
        document: _digest(base, own[document], *(each + own[each] for each in sorted(uppers & own.keys())))
        for document, uppers in above.items()
        if document in own and uppers & own.keys()
    }


def clause_digests(clauses: Sequence[Clause], words: Sequence[Sequence[str]], everywhere: PairCounts) -> dict[str, str]:
    """Return for each document the digest of its clauses, and of what those words say that many clauses share."""
    dull = everywhere.dull()
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for clause, folded in zip(clauses, words, strict=True):
        says = sorted((pair, dull[pair]) for pair in {*pairwise(folded)} & dull.keys())
        parts[clause.document].append(_KEYED.encode((clause, says)).hex())
    return {document: _digest(*own) for document, own in parts.items()}


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=_KEY).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What the links of every document are found with."""

    clauses: tuple[Clause, ...]
    above: Mapping[str, frozenset[str]]
    base: str


_PACKED, _KEYED = msgspec.msgpack.Encoder(), msgspec.msgpack.Encoder(order="deterministic")
_FOUND = msgspec.msgpack.Decoder(tuple[tuple[str, bytes, dict[str, tuple[int, str]]], ...])


_Written = tuple[str, bytes, Mapping[str, tuple[int, str]]]  # a document, its links' lines and their tally


def link_writer(common: bytes) -> Work:
    """Return what writes the links of some documents, given by their IRIs."""
    known = msgspec.msgpack.decode(common, type=_Common)
    linking, evidence = Linking(known.clauses, known.above), _evidence(known.clauses)

    def write(piece: bytes) -> bytes:
        documents = msgspec.msgpack.decode(piece, type=tuple[str, ...])
        return _PACKED.encode([_written(linking, each, evidence, known.base) for each in documents])

    return write


def _written(linking: Linking, document: str, evidence: Mapping[str, Iri], base: str) -> _Written:
    tally = Tally()
    lines = lines_of((quad for link in linking.links(document) for quad in _link_quads(link, evidence, base)), tally)
    return document, lines, tally.sums()


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
