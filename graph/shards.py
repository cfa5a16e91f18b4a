"""What single documents say, written by several processes at once: statements ready to be loaded, and their tally.

What a document says depends on its record, on which documents its citations mean, and on what people say of agencies:
that is all a process is given. What many documents share (agencies, areas, the cascade) is put together afterwards
from what each shard tells of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec

from graph.agencies import NamedAgency
from graph.assembly import Told, entry_quads
from graph.engine_terms import lines_of
from graph.hands import WORTH, Work, spread
from graph.identities import Verdicts
from graph.inference import steps_down
from graph.parts import Saying
from graph.resolve import Collection, Entry
from graph.tally import Tally
from graph.triples import Naming
from ontology.identifiers import DocumentId

_KEY = 16  # bytes
_NONE: Mapping[str, Saying] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What every document is written with."""

    base: str
    agencies: Verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One document, and which documents its citations and links mean."""

    entry: Entry
    citations: tuple[DocumentId | None, ...]
    links: tuple[tuple[DocumentId, DocumentId], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shard:
    """What one document says, as N-Quads, and what became of it; its key is not known where it is written."""

    identity: DocumentId
    lines: bytes
    saying: Saying


_PACKED, _PIECE, _SHARD = (
    msgspec.msgpack.Encoder(order="deterministic"),  # a set has another order in each process
    msgspec.msgpack.Decoder(_Piece),
    msgspec.msgpack.Decoder(_Shard),
)


class Shards:
    """The statements of the documents of a collection, as they are written; `told` and `sayings` fill meanwhile."""

    def __init__(self, collection: Collection, base: str, hands: int = 1, before: Mapping[str, Saying] = _NONE) -> None:
        """Take a collection whose documents `hands` processes shall write, but those that are as they were `before`."""
        self.told: dict[str, Told] = {}
        self.sayings: dict[str, Saying] = {}
        self._collection, self._hands = collection, hands
        self._common = _PACKED.encode(_Common(base=base, agencies=collection.agencies))
        self._known: dict[NamedAgency, NamedAgency] = {}  # thousands of documents name one agency
        self._keys = {entry.id: self._key(entry) for entry in collection.entries if _stands_alone(entry)}
        self._kept = {
            identity: before[identity]
            for identity, key in self._keys.items()
            if identity in before and before[identity].key == key
        }
        self.gone = [identity for identity in before if identity not in self._kept]
        self.number = len(self._keys)  # of documents that stand alone
        self.changed = len(self._keys.keys() - self._kept.keys()) + len(before.keys() - self._keys.keys())

    def lines(self, tally: Tally) -> Iterator[bytes]:
        """Yield the statements of each document that stands alone and is not as it was; `tally` counts all of them."""
        for identity, saying in self._kept.items():
            self._remember(identity, saying, tally)
        fresh = [each for each in self._collection.entries if each.id in self._keys and each.id not in self._kept]
        pieces = map(self._piece, fresh)
        for answer in spread(shard_writer, self._common, pieces, self._hands if len(fresh) >= WORTH else 1):
            shard = _SHARD.decode(answer)
            self._remember(shard.identity, replace(shard.saying, key=self._keys[shard.identity]), tally)
            yield shard.lines

    def _remember(self, identity: DocumentId, saying: Saying, tally: Tally) -> None:
        agencies = [self._known.setdefault(each, each) for each in saying.agencies]
        tally.include(saying.sums)
        self.sayings[identity] = replace(saying, agencies=tuple(agencies))
        self.told[identity] = Told(tuple(agencies[at] for at in saying.mentions), saying.steps)

    def _key(self, entry: Entry) -> str:
        return blake2b(self._common + self._piece(entry), digest_size=_KEY).hexdigest()

    def _piece(self, entry: Entry) -> bytes:
        own = self._collection
        return _PACKED.encode(_Piece(entry=entry, citations=own.citations[entry.id], links=own.links[entry.id]))


def _stands_alone(entry: Entry) -> bool:
    """Say whether all that a document says is in a graph of its own: a register's rows share one, judgements too."""
    return entry.read is None and entry.document.source.row is None


def shard_writer(common: bytes) -> Work:
    """Return what writes the shard of one document."""
    known = msgspec.msgpack.decode(common, type=_Common)
    naming = Naming(base=known.base, same=known.agencies.current(), different=known.agencies.different)
    return lambda piece: _PACKED.encode(_shard(_PIECE.decode(piece), naming.aside(), known.agencies))


def _shard(piece: _Piece, naming: Naming, agencies: Verdicts) -> _Shard:
    identity, tally = piece.entry.id, Tally()
    alone = Collection(
        entries=(piece.entry,),
        cited=(),
        citations={identity: piece.citations},
        links={identity: piece.links},
        merges=(),
        conflicts=(),
        agencies=agencies,
    )
    quads = tuple(entry_quads(piece.entry, alone, naming))
    lines = lines_of(quads, tally)
    places = {agency: at for at, agency in enumerate(dict.fromkeys(naming.agencies))}
    return _Shard(
        identity=identity,
        lines=lines,
        saying=Saying(
            key="",
            sums=tally.sums(),
            agencies=tuple(places),
            mentions=tuple(places[each] for each in naming.agencies),
            steps=tuple(dict.fromkeys(steps_down(quads))),
        ),
    )
