"""A collection without what was read with doubt: asked the same question, it says what an answer depends on.

Facts below a confidence are taken out of a copy of the store, and what follows from them as well: steps of the
cascade, links between tasks, findings. A relation that another passage states surely enough stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.inference import cascade_quads, rule_quads, steps_down
from graph.quads import Quad
from graph.store import Iri, Store
from ontology.identifiers import BASE, ONTOLOGY
from queries.documents import concept, facts_query

_PROPERTIES = {name: name for name in ("implements", "replaces", "amends", "cites", "repeals", "guides")} | {
    "issued-with": "issuedWith",
    "based-on": "basedOn",
}
_CASCADE = ("implements", "issuedWith")

Row = Sequence[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How an answer changes: its rows with every fact, those that fall away and those that come instead."""

    least: float
    before: int
    after: int
    lost: tuple[Row, ...]
    gained: tuple[Row, ...]
    left_out: int  # facts

    @property
    def share(self) -> float:
        """Return the share of the rows that stand without the doubtful facts."""
        return 1.0 if self.before == 0 else (self.before - len(self.lost)) / self.before


def change_between(least: float, before: Sequence[Row], after: Sequence[Row], left_out: int) -> Change:
    """Compare two answers to one question, row by row; equal rows stand for each other once."""
    return Change(
        least=least,
        before=len(before),
        after=len(after),
        lost=tuple(_beyond(before, after)),
        gained=tuple(_beyond(after, before)),
        left_out=left_out,
    )


def _beyond(rows: Sequence[Row], others: Sequence[Row]) -> Iterator[Row]:
    left = [tuple(each) for each in others]
    for row in rows:
        if tuple(row) in left:
            left.remove(tuple(row))
        else:
            yield row


def leave_out(path: Path, copy: Path, least: float, base: str = BASE) -> int:
    """Write a copy of the store at `path` without what is less sure than `least` (0..1); return how many facts went."""
    store = Store.aside(path, copy)
    try:
        doubtful = _doubtful(store, least)
        _take_out_relations(store, doubtful, base)
        for thing in doubtful | _resting(store, doubtful):
            store.take_out(subject=thing)
            store.take_out(value=thing)
    finally:
        store.close()
    return len(doubtful)


def _doubtful(store: Store, least: float) -> frozenset[Iri]:
    rows = store.select(facts_query("doubtful"), {"percent": 100 * least}).rows
    return frozenset(Iri(str(thing)) for _, thing in rows)


def _resting(store: Store, doubtful: frozenset[Iri]) -> frozenset[Iri]:
    """Return the links and findings that rest on a doubtful thing, or on a passage that only such a thing rests on."""
    grounds: dict[Iri, set[Iri]] = defaultdict(set)
    for thing, ground in store.select(facts_query("resting_on")).rows:
        grounds[Iri(str(thing))].add(Iri(str(ground)))
    words = {
        Iri(str(row[1]))
        for thing in doubtful
        if "/citation/" in thing
        for row in store.select(facts_query("quotes"), {"thing": thing}).rows
    }
    gone = doubtful | words
    return frozenset(thing for thing, own in grounds.items() if own & gone)


def _take_out_relations(store: Store, doubtful: frozenset[Iri], base: str) -> None:
    stated: dict[tuple[Iri, Iri, Iri], set[Iri]] = defaultdict(set)
    for node, citing, relation, detail, cited, _ in store.select(facts_query("citations")).rows:
        for name in (concept(relation) or "", str(detail or "").replace("_", "-")):
            if name in _PROPERTIES:
                triple = Iri(str(citing)), Iri(ONTOLOGY + _PROPERTIES[name]), Iri(str(cited))
                stated[triple].add(Iri(str(node)))
    gone = [triple for triple, nodes in stated.items() if nodes <= doubtful]
    for subject, predicate, value in gone:
        store.take_out(subject, predicate, value)
    if any(predicate.endswith(_CASCADE) for _, predicate, _ in gone):
        _cascade_anew(store, [triple for triple in stated if triple not in gone], base)


def _cascade_anew(store: Store, triples: Iterable[tuple[Iri, Iri, Iri]], base: str) -> None:
    """Replace the cascade and what traces along it by what still follows."""
    for predicate in ("cascadesFrom", "tracesTo", "steps", "descendant", "ancestor"):
        store.take_out(predicate=Iri(ONTOLOGY + predicate))
    edges = (Quad(one, name, two, Iri(base)) for one, name, two in triples)
    store.add(cascade_quads(steps_down(edges), base))
    store.add(rule_quads(store, base))
