"""What single documents say, written by several processes at once: statements ready to be loaded, and their tally.

What a document says depends on its record, on which documents its citations mean, and on what people say of agencies:
that is all a process is given. What many documents share (agencies, areas, the cascade) is put together afterwards
from what each shard tells of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from graph.agencies import NamedAgency
from graph.assembly import Told, entry_quads
from graph.engine_terms import lines_of
from graph.hands import WORTH, Work, spread
from graph.identities import Verdicts
from graph.inference import steps_down
from graph.resolve import Collection, Entry
from graph.tally import Tally
from graph.triples import Naming
from ontology.identifiers import DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What every document is written with."""

    base: str
    agencies: Verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    """One document, and which documents its citations and links mean."""

    entry: Entry
    citations: tuple[DocumentId | None, ...]
    links: tuple[tuple[DocumentId, DocumentId], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shard:
    """What one document says, as N-Quads with their tally, and what it tells of things that others name too."""

    identity: DocumentId
    lines: bytes
    sums: Mapping[str, tuple[int, str]]
    agencies: tuple[NamedAgency, ...]  # each once
    mentions: tuple[int, ...]  # by their places in `agencies`, in the order of the text
    steps: tuple[tuple[str, str], ...]


_PACKED, _SAYING, _SHARD = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Saying), msgspec.msgpack.Decoder(_Shard)


class Shards:
    """The statements of the documents of a collection, as they are written; `told` fills meanwhile."""

    def __init__(self, collection: Collection, base: str, tally: Tally, hands: int = 1) -> None:
        """Take a collection whose documents `hands` processes shall write; `tally` counts their statements."""
        self.told: dict[str, Told] = {}
        self._collection, self._base, self._tally = collection, base, tally
        self._known: dict[NamedAgency, NamedAgency] = {}  # thousands of documents name one agency
        plain = [entry for entry in collection.entries if _stands_alone(entry)]
        self._plain = plain if hands > 1 and len(plain) >= WORTH else []
        self._hands = hands

    def lines(self) -> Iterator[bytes]:
        """Yield the statements of each document that stands alone, where there are many of them."""
        if not self._plain:
            return
        common = _PACKED.encode(_Common(base=self._base, agencies=self._collection.agencies))
        sayings = (_PACKED.encode(self._saying(entry)) for entry in self._plain)
        for answer in spread(shard_writer, common, sayings, self._hands):
            shard = _SHARD.decode(answer)
            self._tally.include(shard.sums)
            agencies = [self._known.setdefault(each, each) for each in shard.agencies]
            self.told[shard.identity] = Told(tuple(agencies[at] for at in shard.mentions), shard.steps)
            yield shard.lines

    def _saying(self, entry: Entry) -> _Saying:
        own = self._collection
        return _Saying(entry=entry, citations=own.citations[entry.id], links=own.links[entry.id])


def _stands_alone(entry: Entry) -> bool:
    """Say whether all that a document says is in a graph of its own: a register's rows share one, judgements too."""
    return entry.read is None and entry.document.source.row is None


def shard_writer(common: bytes) -> Work:
    """Return what writes the shard of one document."""
    known = msgspec.msgpack.decode(common, type=_Common)
    naming = Naming(base=known.base, same=known.agencies.current(), different=known.agencies.different)
    return lambda piece: _PACKED.encode(_shard(_SAYING.decode(piece), naming.aside(), known.agencies))


def _shard(saying: _Saying, naming: Naming, agencies: Verdicts) -> _Shard:
    identity, tally = saying.entry.id, Tally()
    alone = Collection(
        entries=(saying.entry,),
        cited=(),
        citations={identity: saying.citations},
        links={identity: saying.links},
        merges=(),
        conflicts=(),
        agencies=agencies,
    )
    quads = tuple(entry_quads(saying.entry, alone, naming))
    lines = lines_of(quads, tally)
    places = {agency: at for at, agency in enumerate(dict.fromkeys(naming.agencies))}
    return _Shard(
        identity=identity,
        lines=lines,
        sums=tally.sums(),
        agencies=tuple(places),
        mentions=tuple(places[each] for each in naming.agencies),
        steps=tuple(dict.fromkeys(steps_down(quads))),
    )
