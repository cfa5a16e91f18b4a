"""What differs between two generations of one collection: documents, facts and findings, new, gone or changed.

A task whose words changed has another id; it is found again by its words, so that a mended clause is one change and
not one task gone and another new. What depends on a day is in no generation.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.store import Store
from queries.audit import stored_findings
from queries.compare import Change, Clause, changes_between, clauses_of, compare_clauses
from queries.coverage import find_task_links
from queries.documents import concept, document_identity, facts_query, find_documents
from queries.tasks import Evidence

KINDS = ("document", "relation", "task", "target", "link", "finding")
OUTCOMES = ("new", "gone", "changed")
_HEAD = ("symbol", "title", "kind", "issuer", "issued", "level", "branch", "in_collection", "file_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a generation holds; `values` is what may change while it stays the same thing."""

    kind: str
    id: str
    document: str
    path: str = ""
    text: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    evidence: tuple[Evidence, ...] = ()
    clause: Clause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs; what is new has no `before`, what is gone no `after`."""

    outcome: str
    before: Fact | None
    after: Fact | None
    changes: tuple[Change, ...] = ()

    @property
    def fact(self) -> Fact:
        """Return the thing as it was known last."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference of nothing")
        return found

    def as_json(self) -> dict[str, object]:
        """Return the difference with the passages of both generations."""
        fact = self.fact
        return {
            "kind": fact.kind,
            "outcome": self.outcome,
            "id": fact.id,
            "document": fact.document,
            "path": fact.path,
            "text": fact.text,
            "changes": [
                {"what": each.what, "before": list(each.before), "after": list(each.after)} for each in self.changes
            ],
            "before": _places(self.before),
            "after": _places(self.after),
        }


def _places(fact: Fact | None) -> list[dict[str, object]] | None:
    return fact and [{"source": each.source, "start": each.start, "end": each.end} for each in fact.evidence]


def differences(before: Store, after: Store) -> tuple[Difference, ...]:
    """Return what differs, by kind, document and place."""
    old, new = facts_of(before), facts_of(after)
    changed = (_changed(old[key], new[key]) for key in old.keys() & new.keys())
    gone = [fact for key, fact in old.items() if key not in new]
    added = [fact for key, fact in new.items() if key not in old]
    found = (*(each for each in changed if each is not None), *_found_again(gone, added))
    return tuple(sorted(found, key=_order))


def count_differences(found: Iterable[Difference]) -> Mapping[str, Mapping[str, int]]:
    """Return for each kind how many are new, gone and changed."""
    counted = Counter((each.fact.kind, each.outcome) for each in found)
    return {kind: {outcome: counted[kind, outcome] for outcome in OUTCOMES} for kind in KINDS}


def _order(found: Difference) -> tuple[int, str, int, str, str]:
    fact = found.fact
    start = fact.evidence[0].start if fact.evidence else 0
    return KINDS.index(fact.kind), fact.document, start, fact.id, found.outcome


def _changed(before: Fact, after: Fact) -> Difference | None:
    changes = tuple(_between(before, after))
    return Difference(outcome="changed", before=before, after=after, changes=changes) if changes else None


def _between(before: Fact, after: Fact) -> Iterator[Change]:
    if before.clause is not None and after.clause is not None:
        yield from changes_between(before.clause, after.clause)
        return
    for what in {**before.values, **after.values}:
        one, two = before.values.get(what, ()), after.values.get(what, ())
        if one != two:
            yield Change(what=what, before=one, after=two)


def _found_again(gone: Iterable[Fact], added: Iterable[Fact]) -> Iterator[Difference]:
    """Yield what is gone and new, clauses of one document and kind that are alike as one change."""
    groups: dict[tuple[str, str], tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((gone, added)):
        for fact in facts:
            if fact.clause is None:
                yield _one_sided(fact, is_new=bool(side))
            else:
                groups[fact.kind, fact.document][side].append(fact)
    for old, new in groups.values():
        facts = {fact.id: fact for fact in old}, {fact.id: fact for fact in new}
        clauses = ([fact.clause for fact in side if fact.clause] for side in (old, new))
        for each in compare_clauses(*clauses):
            before, after = each.first and facts[0][each.first.iri], each.second and facts[1][each.second.iri]
            outcome = {"dropped": "gone", "new": "new"}.get(each.outcome, "changed")
            yield Difference(outcome=outcome, before=before, after=after, changes=each.changes)


def _one_sided(fact: Fact, *, is_new: bool) -> Difference:
    if is_new:
        return Difference(outcome="new", before=None, after=fact)
    return Difference(outcome="gone", before=fact, after=None)


def facts_of(store: Store) -> Mapping[tuple[str, str], Fact]:
    """Return everything of a generation that is compared, by kind and id."""
    found = (*_documents(store), *_relations(store), *_clauses(store), *_links(store), *_findings(store))
    return {(fact.kind, fact.id): fact for fact in found}


def _documents(store: Store) -> Iterator[Fact]:
    digests = {str(name): str(digest) for name, digest in store.select(facts_query("sources")).rows}
    for each in find_documents(store):
        values = {name: _value(getattr(each, name)) for name in _HEAD}
        digest = digests.get(each.file_name or "")
        yield Fact(
            kind="document",
            id=each.id,
            document=each.id,
            text=each.title or each.label,
            values=values | {"sha256": _value(digest)},
        )


def _value(value: object) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _relations(store: Store) -> Iterator[Fact]:
    for citing, relation, cited in store.select(facts_query("relations")).rows:
        one, two, what = document_identity(str(citing)), document_identity(str(cited)), concept(relation) or ""
        yield Fact(kind="relation", id=f"{one} {what} {two}", document=one, text=f"{what} {two}")


def _clauses(store: Store) -> Iterator[Fact]:
    for each in clauses_of(store):
        yield Fact(
            kind=each.kind,
            id=each.iri,
            document=document_identity(each.iri).split("/", 1)[0],
            path=each.path,
            text=each.text,
            evidence=() if each.evidence is None else (each.evidence,),
            clause=each,
        )


def _links(store: Store) -> Iterator[Fact]:
    for each in find_task_links(store):
        lower, upper = document_identity(each.lower), document_identity(each.upper)
        yield Fact(
            kind="link",
            id=f"{lower} {upper}",
            document=lower.split("/", 1)[0],
            text=f"{lower} → {upper}",
            values={"verdict": (each.verdict,), "score": (f"{each.score:g}",)},
        )


def _findings(store: Store) -> Iterator[Fact]:
    for each in stored_findings(store):
        said = {name: _value(getattr(each, name)) for name in ("severity", "grade", "verdict")}
        yield Fact(
            kind="finding",
            id=each.id,
            document=each.document,
            path=each.path,
            text=f"{each.rule}: {each.text}",
            values=said | {"message": (each.message.vi,)},
            evidence=each.evidence,
        )
