"""What the store of a generation was put together from, so that the next one takes over what stays as it is.

What a document says and what its tasks carry out are parts under a key: the digest of all that they depend on.
Statements that many documents share come in chunks, cut where the subjects themselves say so: a statement more or
less changes the chunk that it stands in, and no other.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import msgspec

from graph.agencies import NamedAgency

NAME = "parts.msgpack"
_CUT = 64  # of so many subjects one begins a chunk
_DIGEST = 16  # bytes
_FAST = 1  # zlib: lines of a graph repeat themselves so much that more effort gains little

Sums = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What became of one document's own statements: their tally, and what they tell of things that others name too."""

    key: str
    sums: Sums
    agencies: tuple[NamedAgency, ...]  # each once
    mentions: tuple[int, ...]  # by their places in `agencies`, in the order of the text
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """N-Quads, compressed, and their digest."""

    digest: bytes
    packed: bytes

    @classmethod
    def of(cls, lines: bytes) -> "Chunk":
        """Return lines as a chunk."""
        return cls(blake2b(lines, digest_size=_DIGEST).digest(), zlib.compress(lines, _FAST))

    def lines(self) -> frozenset[bytes]:
        """Return the lines, each without its end."""
        return frozenset(zlib.decompress(self.packed).splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """Statements that come and go together, such as the links of one document's tasks, and their tally."""

    key: str
    sums: Sums
    chunk: Chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All that a store was put together from: documents by id, links by their lower document, what all share."""

    sayings: Mapping[str, Saying] = field(default_factory=dict[str, Saying])
    carrying: Mapping[str, Carrying] = field(default_factory=dict[str, Carrying])
    shared: Mapping[str, tuple[Chunk, ...]] = field(default_factory=dict[str, tuple[Chunk, ...]])
    findings: Mapping[str, Carrying] = field(default_factory=dict[str, Carrying])  # by what they are about
    memory: bytes = b""  # what the audit remembers of how it came to them
    exchanged: int = 0  # statements taken out and put in since the store's files were brought together

    def write(self, folder: Path) -> None:
        """Write the parts into a generation's folder."""
        (folder / NAME).write_bytes(msgspec.msgpack.encode(self))


def read_parts(folder: Path) -> Parts | None:
    """Return the parts of a generation; `None` where it has none, or none that can be read."""
    try:
        return msgspec.msgpack.decode((folder / NAME).read_bytes(), type=Parts)
    except (OSError, msgspec.DecodeError):
        return None


class Cutter:
    """Cuts lines of N-Quads into chunks as they come."""

    def __init__(self) -> None:
        """Begin the first chunk."""
        self._waiting: list[bytes] = []
        self._subject = b""

    def cut(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the chunks that these lines bring to an end."""
        for line in lines:
            subject = line[: line.index(b" ")]
            if subject != self._subject:
                self._subject = subject
                if self._waiting and zlib.crc32(subject) % _CUT == 0:
                    yield self.rest()
            self._waiting.append(line)

    def rest(self) -> bytes:
        """Return the lines that wait, and begin anew."""
        lines, self._waiting = b"\n".join(self._waiting), []
        return lines


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be taken out of a store, and what put in: lines of N-Quads without their ends."""

    gone: frozenset[bytes]
    come: frozenset[bytes]


def differ(before: Sequence[Chunk], lines: Iterable[bytes]) -> tuple[tuple[Chunk, ...], Difference]:
    """Return lines as chunks, and in what they differ from those before; what stays is compressed once."""
    left = {chunk.digest: chunk for chunk in before}
    chunks: list[Chunk] = []
    come: set[bytes] = set()
    for data in _chunks(lines):
        known = left.pop(blake2b(data, digest_size=_DIGEST).digest(), None)
        chunks.append(Chunk.of(data) if known is None else known)
        if known is None:
            come.update(data.splitlines())
    gone = {line for chunk in left.values() for line in chunk.lines()}
    return tuple(chunks), Difference(frozenset(gone - come), frozenset(come - gone))


def _chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    cutter = Cutter()
    yield from cutter.cut(lines)
    rest = cutter.rest()
    if rest:
        yield rest


def named_lines(written: bytes) -> list[bytes]:
    """Return those lines of what `graph.engine_terms.lines_of` wrote that name a graph: each other one."""
    return written.split(b"\n")[:-1:2]
