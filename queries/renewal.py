"""The audit of a build: all of it at first, and after a change what that change can have moved.

The findings are those of `queries.audit.audit_quads`, by what they are about: a document or an agency. What rests on
one document and what it names is computed for the documents that the change has moved (`queries.reach`); which clauses
repeat each other is settled again where it has to be (`queries.replay`); rules on the whole collection are asked again,
and of what they say only what is otherwise becomes a new finding.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from hashlib import blake2b

from graph.auditing import Audited, Renewal
from graph.engine_terms import lines_of
from graph.hands import Work
from graph.likeness import longest_passage
from graph.parts import Carrying, Chunk, named_lines
from graph.quads import Iri, Quad
from graph.store import Store
from graph.tally import Tally
from graph.weights import Words
from ontology.identifiers import BASE
from ontology.terms import TK
from queries.asking import Asked, Groups, asked_beside, rule_asker
from queries.audit import SIFTS, audit_quads, finding_order
from queries.cascade import find_edges
from queries.clauses import Facts, alike_of
from queries.descent import Descents
from queries.documents import DocumentFacts, facts_query, find_documents
from queries.duplicates import Duplicate, Seen, Verdict, repeated_in
from queries.findings import Finding, finding_quads, number_equal_ids
from queries.reach import document_of, moved_documents, surroundings_of
from queries.recollection import Clause, Home, Kept, Memory, pack, recollect, remember, unpack
from queries.repeated import finding_of_duplicate
from queries.repetitions import Repetition, Repetitions, TooMuchError
from queries.rules import About, Row, Rule, Sift, find_groups, finding_of_rows, rules
from queries.subjects import Subject, SubjectsOnDemand, find_subjects
from queries.unassigned import find_unassigned

_KEY, _ROWS = 16, 8  # bytes of digests
_TASKS = f"ASK {{ ?task a <{TK.Task}> }}"
_MANY = 0.25  # of the documents: where more have moved, to compute all is as fast


def renew_audit(store: Store, renewal: Renewal | None, base: str = BASE, *, hands: int = 1) -> Audited:
    """Return all findings that depend on no day, with what is remembered for the next time.

    With more than one of `hands` another process asks the rules on the whole collection.
    """
    memory = None if renewal is None else recollect(renewal.memory)
    if renewal is not None and memory is not None:
        moved = moved_documents(store, renewal.changed)
        if len(moved) <= _MANY * len(memory.homes):
            try:
                with _asked(store, moved, hands) as asked:
                    return _numbered(_Audit(store, memory, moved, asked), renewal.findings, base)
            except TooMuchError:
                pass
    with _asked(store, None, hands) as asked:
        return _numbered(_Audit(store, Memory(), None, asked), {}, base)


def _asked(store: Store, moved: frozenset[Iri] | None, hands: int) -> AbstractContextManager[Asked]:
    """Return who answers the rules that are asked of all documents, whichever have moved."""

    def ask(rule: Rule) -> Groups:
        return find_groups(store, rule, sift=_sift(rule, store))

    if hands < 2:  # noqa: PLR2004 - one is this process
        return nullcontext(ask)
    local, whole = (_lasting(is_local=True) if moved is None else []), _lasting(is_local=False)
    # After a change, or in a register of documents, this process has little else to do, so it asks every other one.
    is_busy = moved is None and store.ask(_TASKS)
    beside = [*local, *whole] if is_busy else [*local[::2], *whole[::2]]
    return asked_beside(store, beside, rule_asking, ask)


def _lasting(*, is_local: bool) -> list[Rule]:
    """Return the rules that depend on no day, of one reach."""
    return [rule for rule in rules().values() if not rule.daily and rule.is_local == is_local]


def _here_first(listed: Sequence[Rule]) -> Iterator[Rule]:
    """Yield those last that another process may be asking, whether it does or not: the order stays the same."""
    yield from listed[1::2]
    yield from listed[::2]


def rule_asking(folder: bytes) -> Work:
    """Return what asks rules of the store in a folder."""
    return rule_asker(folder, _sift)


def _numbered(audit: "_Audit", before: Mapping[str, Carrying], base: str) -> Audited:
    """Return what an audit found, with the findings that are as they were before."""
    homes = dict(audit.memory.homes)
    found = {each: carrying for each, carrying in before.items() if each in homes}
    for name, home in audit.run().items():
        findings = tuple(number_equal_ids(sorted(_in_order(home), key=finding_order)))
        homes[name] = pack(home, tuple(each.id for each in findings))
        found[name] = _carrying(quad for each in findings for quad in finding_quads(each, base))
    homes = {each: kept for each, kept in homes.items() if kept.ids}
    ids = [each for kept in homes.values() for each in kept.ids]
    if len(ids) != len(set(ids)):
        return _plain(audit.store, base)
    memory = audit.remembered(homes)
    return Audited(findings={each: found[each] for each in homes}, number=len(ids), memory=remember(memory))


def _in_order(home: Home) -> Iterator[Finding]:
    """Yield the findings of a home as all rules yield them one after the other."""
    yield from home.unassigned
    yield from (each for each in home.repeated.values() if each is not None)
    yield from home.own
    yield from (home.whole[each] for each in sorted(home.whole))


def _plain(store: Store, base: str) -> Audited:
    """Return all findings together, where two about different things share an id: they are numbered as one."""
    quads = tuple(audit_quads(store, base))
    return Audited(findings={"": _carrying(quads)}, number=len({quad.subject for quad in quads}), memory=b"")


def _carrying(quads: Iterable[Quad]) -> Carrying:
    tally = Tally()
    lines = b"\n".join(named_lines(lines_of(quads, tally)))
    return Carrying(key=blake2b(lines, digest_size=_KEY).hexdigest(), sums=tally.sums(), chunk=Chunk.of(lines))


class _Audit:
    """One audit; `moved` are the documents to look at, `None` for all."""

    def __init__(self, store: Store, memory: Memory, moved: frozenset[Iri] | None, asked: Asked) -> None:
        self.store, self.memory, self._asked = store, memory, asked
        self._facts = Facts(store)
        written = self._facts.read_all() if moved is None else moved
        self._moved = moved
        self._repetitions = Repetitions(memory, frozenset(map(str, written)), self._facts)
        self._subjects = SubjectsOnDemand(store) if moved is not None else self._all_subjects()
        self._series = _Series(store)
        self._homes: dict[str, Home] = {}
        self._groups: dict[str, bytes] = {}

    def _all_subjects(self) -> Mapping[Iri, Subject]:
        tasks = (task for document in self._repetitions.documents for task in self._facts.of(document))
        return find_subjects(self.store, tasks, find_documents(self.store))

    def run(self) -> Mapping[str, Home]:
        """Return the homes whose findings may be otherwise, with all findings of each."""
        self._find_own()
        self._find_unassigned()
        self._find_repeated()
        for rule in _here_first(_lasting(is_local=False)):
            self._find_whole(rule)
        for key in self.memory.groups.keys() - self._groups.keys():
            self._home(_home_of(Iri(key.split("\n")[1]))).whole.pop(key, None)
        return self._homes

    def remembered(self, homes: dict[str, Kept]) -> Memory:
        """Return what the next audit wants to know."""
        known = self._repetitions
        return Memory(
            documents=known.documents,
            counts=known.counts.pairs,
            number=known.counts.number,
            groups=self._groups,
            homes=homes,
        )

    def _home(self, name: str) -> Home:
        if name not in self._homes:
            self._homes[name] = unpack(self.memory.homes.get(name))
        return self._homes[name]

    def _find_own(self) -> None:
        """Apply the rules that reach no further than a document to those that have moved."""
        moved = self._moved
        for document in moved or ():
            self._home(document).own = []
        around = None if moved is None else surroundings_of(self.store, moved)
        for rule in _here_first(_lasting(is_local=True)):
            for about, rows in self._groups_of(rule, around).items():
                finding = finding_of_rows(self.store, rule, self._subjects, about, rows)
                self._home(_home_of(about[0])).own.append(finding)

    def _groups_of(self, rule: Rule, around: Store | None) -> Groups:
        if around is None:
            return self._asked(rule)
        return find_groups(around, rule, is_asked=self._is_in_moved, sift=_sift(rule, around))

    def _is_in_moved(self, focus: Iri) -> bool:
        return self._moved is not None and document_of(focus) in self._moved

    def _find_unassigned(self) -> None:
        known = self._repetitions
        for document in {*known.heavier, *(self._moved or known.documents)}:
            written = known.documents.get(document)
            tasks = () if written is None else self._facts.of(document)
            seen = Seen((), {}) if written is None else Seen(known.words(document), alike_of(written))
            self._home(document).unassigned = list(find_unassigned(tasks, seen))

    def _find_repeated(self) -> None:
        told = self._repetitions.told()
        for document in sorted(self._repetitions.touched):
            home = self._home(document)
            home.repeated = dict(self._repeated(document, told.get(document, ()), home.repeated))

    def _repeated(
        self, document: str, told: Sequence[Repetition], known: Mapping[str, Finding | None]
    ) -> Iterator[tuple[str, Finding | None]]:
        """Yield what a document tells of clauses that repeat its own, under a key that says between which and how."""
        written = self._repetitions.documents.get(document)
        for at, clause in enumerate(() if written is None else written.clauses):
            if clause.repeats_itself:
                task = self._facts.of(document)[at]
                yield clause.task, self._finding(repeated_in(task))
        for each in told:
            clauses = [self._clause(place) for place in (each.first, each.second)]
            key = "\n".join((*(one.task for one in clauses), each.verdict, str(each.score), str(each.is_taken_over)))
            is_known = key in known and not self._has_moved(each.first[0], each.second[0])
            yield key, known[key] if is_known else self._finding(self._duplicate(each, clauses))

    def _duplicate(self, said: Repetition, clauses: Sequence[Clause]) -> Duplicate:
        first, second = (self._facts.of(document)[at] for document, at in (said.first, said.second))
        passage, _ = longest_passage(*(Words(each.words, (1.0,) * len(each.words)) for each in clauses))
        return Duplicate(
            first=first,
            second=second,
            verdict=Verdict(said.verdict),
            score=said.score,
            passage=passage,
            is_taken_over=said.is_taken_over,
        )

    def _finding(self, found: Duplicate) -> Finding | None:
        series = self._series
        return finding_of_duplicate(found, series, series.above, series.replaced)

    def _clause(self, place: tuple[str, int]) -> Clause:
        return self._repetitions.documents[place[0]].clauses[place[1]]

    def _has_moved(self, *documents: str) -> bool:
        return self._moved is None or any(each in self._moved for each in documents)

    def _find_whole(self, rule: Rule) -> None:
        """Apply a rule on the whole collection; what its rows say of one thing stays where none of it has changed."""
        for about, rows in self._asked(rule).items():
            key = f"{rule.name}\n{about[0]}\n{about[1] or ''}"
            digest = self._groups[key] = blake2b(repr(rows).encode(), digest_size=_ROWS).digest()
            if self.memory.groups.get(key) != digest or self._touches(about, rows):
                finding = finding_of_rows(self.store, rule, self._subjects, about, rows)
                self._home(_home_of(about[0])).whole[key] = finding

    def _touches(self, about: About, rows: Sequence[Row]) -> bool:
        moved = self._moved
        if moved is None:
            return True
        named = (str(each) for row in rows for each in row.values() if isinstance(each, Iri))
        return any(document_of(each) in moved for each in (*filter(None, about), *named))


class _Series(Mapping[Iri, DocumentFacts]):
    """The documents of a store, each looked up when it is wanted; which carry out which, and which replace which."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Iri, DocumentFacts] = {}

    def __getitem__(self, iri: Iri) -> DocumentFacts:
        if iri not in self._known:
            (self._known[iri],) = find_documents(self._store, iri)
        return self._known[iri]

    def __iter__(self) -> Iterator[Iri]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def above(self) -> Mapping[str, Collection[str]]:
        return Descents(find_edges(self._store))

    @cached_property
    def replaced(self) -> frozenset[tuple[str, str]]:
        rows = self._store.select(facts_query("successions")).rows
        return frozenset((str(later), str(earlier)) for later, earlier in rows)


def _home_of(focus: Iri) -> str:
    """Return where a finding is kept: with its document, and one about an agency with the agency."""
    return document_of(focus) or focus


def _sift(rule: Rule, store: Store) -> Sift:
    sift = SIFTS.get(rule.name)
    return iter if sift is None else sift(store)
