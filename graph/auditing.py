"""What a build and an audit tell each other, so that after a change only what depends on it is audited again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.parts import Carrying
from graph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What the audit before remembered and found, and the statements that came or went since, as lines of N-Quads."""

    memory: bytes
    findings: Mapping[str, Carrying]
    changed: frozenset[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What an audit found, by what it is about, how many findings these are, and what it will want to remember."""

    findings: Mapping[str, Carrying]
    number: int
    memory: bytes


Audit = Callable[[Store, Renewal | None], Audited]
