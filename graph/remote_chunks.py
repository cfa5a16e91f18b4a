"""N-Triples in parts that a server takes in one request, without parting nameless nodes from each other."""

import re
from collections.abc import Iterable, Iterator

_NAMELESS = re.compile(rb"^(_:\S+)|(?<= )(_:\S+)(?= \.$)")


def chunks(lines: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield N-Triples in parts of about `most` lines; those that share a nameless node stay in one part.

    Such a node keeps its name within one request only.
    """
    named: list[bytes] = []
    nameless: list[bytes] = []
    for line in lines:
        (nameless if _nodes(line) else named).append(line)
    yield from _parts(([line] for line in named), most)
    yield from _parts(_connected(nameless), most)


def _parts(groups: Iterable[list[bytes]], most: int) -> Iterator[bytes]:
    part: list[bytes] = []
    for group in groups:
        if part and len(part) + len(group) > most:
            yield b"".join(part)
            part = []
        part.extend(group)
    if part:
        yield b"".join(part)


def _nodes(line: bytes) -> list[bytes]:
    return [subject or value for subject, value in _NAMELESS.findall(line.rstrip(b"\n"))]


def _connected(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield lines grouped by the nameless nodes that they share, directly or through others."""
    leader: dict[bytes, bytes] = {}

    def lead(node: bytes) -> bytes:
        while (above := leader.setdefault(node, node)) != node:
            leader[node] = node = leader[above]
        return node

    listed = list(lines)
    for line in listed:
        first, *others = _nodes(line)
        for other in others:
            leader[lead(other)] = lead(first)
    groups: dict[bytes, list[bytes]] = {}
    for line in listed:
        groups.setdefault(lead(_nodes(line)[0]), []).append(line)
    yield from groups.values()
