"""What an audit remembers from one generation to the next, so that after a change little of it is done again.

Of each clause: its words, which of their pairs are rare, and which earlier clauses it repeats; of each document what
its clauses share among themselves and with those that they carry out; of the collection how many clauses hold each
pair of words; and all findings, packed by what they are about. Clauses are known by their numbers, in the order of
documents and of the places in them.
"""

import msgspec

from queries.findings import Finding

Judged = tuple[str, float]  # a verdict and its score
Repeats = dict[int, Judged]  # by the number of the clause that is repeated


class Clause(msgspec.Struct, array_like=True):
    """One task's words as they were held against those of others, and what came of it."""

    task: str  # IRI
    folded: str  # words, a space between
    names: str  # "1" for each word that begins a part of a name, else "0"
    silent: str = ""  # "1" for each word that weighs nothing, else "0"
    rare: tuple[int, ...] = ()  # the words that begin a rare pair
    weighed: bytes = b""  # digest of what they weigh
    is_torn: bool = False
    repeats_itself: bool = False
    is_alone: bool = False  # later clauses are held against it
    across: tuple[int, ...] = ()  # the clauses that it was found to repeat, as far as looked at
    told: tuple[int, ...] = ()  # those of them that are told
    pairs: Repeats = msgspec.field(default_factory=dict[int, Judged])  # all that are told, also of its document

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words."""
        return tuple(self.folded.split(" ")) if self.folded else ()


class Written(msgspec.Struct, array_like=True):
    """One document: its clauses, whom they name, and what they share besides rare words."""

    clauses: list[Clause]
    agencies: tuple[str, ...]
    alike: tuple[tuple[int, int, str, float], ...] = ()  # clauses of the document, by their places
    taken: tuple[tuple[int, str, str, float], ...] = ()  # a clause, and the task that it carries out and repeats


class Home(msgspec.Struct, array_like=True):
    """All findings about one document, or one agency."""

    own: list[Finding] = msgspec.field(default_factory=list[Finding])  # of rules that reach no further
    unassigned: list[Finding] = msgspec.field(default_factory=list[Finding])
    repeated: dict[str, Finding | None] = msgspec.field(default_factory=dict[str, Finding | None])
    whole: dict[str, Finding] = msgspec.field(default_factory=dict[str, Finding])  # of rules on the collection


class Kept(msgspec.Struct, array_like=True):
    """The findings of a home, packed, and their ids."""

    packed: bytes
    ids: tuple[str, ...]


class Memory(msgspec.Struct, array_like=True):
    """All that an audit remembers."""

    documents: dict[str, Written] = msgspec.field(default_factory=dict[str, Written])
    counts: dict[str, int] = msgspec.field(default_factory=dict[str, int])  # of clauses, by their pairs of words
    number: int = 0  # of different clauses
    groups: dict[str, bytes] = msgspec.field(default_factory=dict[str, bytes])  # digests of the rows about one thing
    homes: dict[str, Kept] = msgspec.field(default_factory=dict[str, Kept])


def _made(kind: type, value: object) -> object:
    return kind(value)


_HOME = msgspec.msgpack.Decoder(Home, dec_hook=_made)
_PACKED = msgspec.msgpack.Encoder(enc_hook=str)  # an IRI is a text of a kind of its own


def unpack(kept: Kept | None) -> Home:
    """Return the findings of a home; none where there is none."""
    return Home() if kept is None else _HOME.decode(kept.packed)


def pack(home: Home, ids: tuple[str, ...]) -> Kept:
    """Return the findings of a home as they are remembered."""
    return Kept(_PACKED.encode(home), ids)


def remember(memory: Memory) -> bytes:
    """Return a memory as a generation keeps it."""
    return _PACKED.encode(memory)


def recollect(kept: bytes) -> Memory | None:
    """Return what was remembered; `None` where there is nothing, or nothing that can be read."""
    try:
        return msgspec.msgpack.decode(kept, type=Memory) if kept else None
    except msgspec.DecodeError:
        return None
