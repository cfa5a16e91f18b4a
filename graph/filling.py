"""Putting the statements of a generation into its store: all of them, or into a copy of the last one what differs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.auditing import Audited, Renewal
from graph.lineages import Lineages
from graph.parts import Carrying, Chunk, Cutter, Parts, differ, named_lines
from graph.quads import Iri, Quad
from graph.shards import Shards
from graph.store import Store, written_lines
from graph.tally import Tally
from ontology.identifiers import graph_iri

_OFTEN = 8  # where one statement of so many was exchanged since, the store's files are brought together again


class Filling:
    """A store as it is filled; `before` are the parts of the store that it is a copy of, `None` where it was empty."""

    def __init__(self, store: Store, tally: Tally, before: Parts | None) -> None:
        """Take a store; `tally` counts all that it holds in the end, also what was there."""
        self._store, self._tally, self._before = store, tally, before
        self._made = Parts()
        self._gone: set[bytes] = set()
        self._come: set[bytes] = set()
        self._exchanged = 0 if before is None else before.exchanged
        self._changed = frozenset[bytes]()

    @property
    def is_copy(self) -> bool:
        """Say whether the store held a generation when it was taken."""
        return self._before is not None

    @property
    def links_before(self) -> Mapping[str, Carrying]:
        """Return the links that the store held when it was taken."""
        return {} if self._before is None else self._before.carrying

    @property
    def renewal(self) -> Renewal | None:
        """Return what an audit may build upon; `None` where the store was empty."""
        if self._before is None:
            return None
        return Renewal(memory=self._before.memory, findings=self._before.findings, changed=self._changed)

    def put_documents(self, shards: Shards, base: str) -> None:
        """Put in what documents say by themselves."""
        self._put(shards.lines(self._tally))
        self._made = replace(self._made, sayings=shards.sayings)
        for identity in () if self._before is None else shards.gone:
            graph = Iri(graph_iri("document", identity, base))
            self._gone.update(f"{statement} <{graph}> .".encode() for statement in self._store.statements(graph))

    def put_links(self, lineages: Lineages) -> None:
        """Put in which tasks carry out which."""
        self._put(lineages.lines(self._tally))
        self._made = replace(self._made, carrying=lineages.carrying)
        for chunk in () if self._before is None else lineages.gone:
            self._gone.update(chunk.lines())

    def put_findings(self, audited: Audited) -> None:
        """Put in what an audit found, of which each part is as it was or new as a whole."""
        before = Parts().findings if self._before is None else self._before.findings
        kept = {each for each, found in audited.findings.items() if each in before and before[each].key == found.key}
        fresh = [found.chunk.lines() for each, found in audited.findings.items() if each not in kept]
        if self._before is None:
            self._store.load_lines(_twice(fresh))
        for lines in fresh if self._before is not None else ():
            self._come |= lines
        for each in before.keys() - kept:
            self._gone |= before[each].chunk.lines()
        for found in audited.findings.values():
            self._tally.include(found.sums)
        self._made = replace(self._made, findings=audited.findings, memory=audited.memory)

    def put(self, name: str, quads: Iterable[Quad]) -> None:
        """Put in what many documents share, under a name that stays the same from one generation to the next."""
        written = written_lines(quads, self._tally)
        chunks: list[Chunk] = []
        if self._before is None:
            self._store.load_lines(_recorded(written, chunks))
        else:
            lines = (line for each in written for line in named_lines(each))
            found, difference = differ(self._before.shared.get(name, ()), lines)
            chunks += found
            self._gone |= difference.gone
            self._come |= difference.come
        self._made = replace(self._made, shared={**self._made.shared, name: tuple(chunks)})

    def settle(self) -> None:
        """Have the store hold what was put in so far, so that it can be asked."""
        gone, come = self._gone - self._come, self._come - self._gone
        self._store.exchange(gone, come)
        self._exchanged += len(gone) + len(come)
        self._changed |= gone | come
        self._gone, self._come = set(), set()

    def finish(self) -> Parts:
        """Bring the store's files together where it is time, and return what the store was made of."""
        if self._before is None or self._exchanged * _OFTEN > sum(self._tally.counts.values()):
            self._store.compact()
            self._exchanged = 0
        return replace(self._made, exchanged=self._exchanged)

    def _put(self, written: Iterable[bytes]) -> None:
        if self._before is None:
            self._store.load_lines(written)
        else:
            self._come.update(line for each in written for line in named_lines(each))


def _twice(found: Iterable[frozenset[bytes]]) -> Iterator[bytes]:
    """Yield statements in their graph and in the union, as `graph.engine_terms.lines_of` writes them."""
    for lines in found:
        yield b"".join(b"%s\n%s .\n" % (line, line.rpartition(b" <")[0]) for line in lines)


def _recorded(written: Iterable[bytes], chunks: list[Chunk]) -> Iterator[bytes]:
    """Pass lines on, and add them to `chunks`."""
    cutter = Cutter()
    for each in written:
        chunks.extend(map(Chunk.of, cutter.cut(named_lines(each))))
        yield each
    rest = cutter.rest()
    if rest:
        chunks.append(Chunk.of(rest))
