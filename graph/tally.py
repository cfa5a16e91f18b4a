"""Counting and digesting statements graph by graph while they are written, whatever their order.

The digest of a graph is the sum of the digests of its statements, so that it needs neither sorting nor memory for
all of them, and one statement more or less changes it by that statement's own digest. It finds damage and difference;
it does not defend against someone who chooses statements to deceive it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from ontology.identifiers import ONTOLOGY

_BYTES = 32
_MODULUS = 1 << (8 * _BYTES)
_JUDGED_AT = f" <{ONTOLOGY}judgedAt> "
_ONTOLOGY, _JUDGEMENTS, _DOCUMENT = "/graph/ontology", "/graph/judgements", "/graph/document/"
# What things were called in earlier generations, and which documents were held against the shapes already.
_PAST = ("/graph/redirects", "/graph/shapes")


class Tally:
    """How many statements each named graph holds, and their digest; each statement of a graph counts once.

    The statements of a document's graph come one after the other, and not again once another document's have begun.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.counts: defaultdict[str, int] = defaultdict(int)
        self._sums: defaultdict[str, int] = defaultdict(int)
        self._seen: dict[str, set[bytes]] = {}
        self._document = ""

    def add(self, graph: str, statement: str) -> bool:
        """Count a statement (subject, predicate and object as N-Triples) once; say whether it is new."""
        digest = hashlib.blake2b(statement.encode(), digest_size=_BYTES).digest()
        seen = self._seen.get(graph)
        if seen is None:
            seen = self._open(graph)
        if digest[:16] in seen:
            return False
        seen.add(digest[:16])
        self._count(graph, statement, digest)
        return True

    def add_distinct(self, graph: str, statement: str) -> None:
        """Count a statement that surely comes once."""
        self._count(graph, statement, hashlib.blake2b(statement.encode(), digest_size=_BYTES).digest())

    def sums(self) -> dict[str, tuple[int, str]]:
        """Return how many statements each graph holds, and the sum of their digests in hexadecimal digits."""
        return {graph: (count, f"{self._sums[graph]:x}") for graph, count in self.counts.items()}

    def include(self, sums: Mapping[str, tuple[int, str]]) -> None:
        """Count what was counted elsewhere; none of it may be counted here as well."""
        for graph, (count, total) in sums.items():
            self.counts[graph] += count
            self._sums[graph] = (self._sums[graph] + int(total, 16)) % _MODULUS

    def digest(self, ontology: str) -> str:
        """Return the digest of what was read or follows; that of the ontology's own files stands for its graph.

        It depends on the statements alone, and not on files' order, clock or folder: when people said what they
        said plays no part, and neither does what happened in earlier builds.
        """
        whole = hashlib.sha256(ontology.encode())
        for graph in sorted(self.counts):
            if not graph.endswith((_ONTOLOGY, *_PAST)):
                whole.update(f"{graph}\n{self._sums[graph]:064x}\n".encode())
        return whole.hexdigest()

    def _open(self, graph: str) -> set[bytes]:
        if _DOCUMENT in graph:
            self._seen.pop(self._document, None)
            self._document = graph
        seen = self._seen[graph] = set[bytes]()
        return seen

    def _count(self, graph: str, statement: str, digest: bytes) -> None:
        self.counts[graph] += 1
        if not (graph.endswith(_JUDGEMENTS) and _JUDGED_AT in statement):
            self._sums[graph] = (self._sums[graph] + int.from_bytes(digest)) % _MODULUS
