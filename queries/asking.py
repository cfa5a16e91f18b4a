"""The rules of an audit, asked by another process of a copy of the store, while this one does the rest."""

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from graph.hands import Beside, Work
from graph.quads import Iri
from graph.store import Store, Value
from queries.rules import About, Row, Rule, Sift, find_groups, rules

Groups = Mapping[About, list[Row]]
Asked = Callable[[Rule], Groups]
SiftOf = Callable[[Rule, Store], Sift]


class _Said(msgspec.Struct, array_like=True):
    """What the rows of a rule say about the same things, each value with a word on whether it names a thing."""

    focus: str
    other: str | None
    rows: list[list[tuple[str, str | int | float | bool, bool]]]


_PACKED = msgspec.msgpack.Encoder(enc_hook=str)  # an IRI is a text of a kind of its own
_NAMES, _SAID = msgspec.msgpack.Decoder(list[str]), msgspec.msgpack.Decoder(dict[str, list[_Said]])


@contextmanager
def asked_beside(
    store: Store, asked: Sequence[Rule], begin: Callable[[bytes], Work], otherwise: Asked
) -> Generator[Asked]:
    """Give what answers rules: these by the process that asks all of them, once they are wanted, the others here."""
    named = [rule.name for rule in asked]
    with ExitStack() as ends:
        folder = None
        with suppress(OSError):  # the engine was just deleting what it had brought together, or there is no room
            folder = ends.enter_context(store.shown())
        asking = None if folder is None else ends.enter_context(_asking(begin, folder, named))
        said: dict[str, Groups] = {}

        def groups(rule: Rule) -> Groups:
            if asking is not None and rule.name in named and not said:
                said.update(_taken(asking.answer()))
            return said[rule.name] if rule.name in said else otherwise(rule)

        yield groups


def _asking(begin: Callable[[bytes], Work], folder: Path, named: Sequence[str]) -> Beside:
    """Return the process that asks these rules; where it is lost, nothing is said, and each is asked here."""
    return Beside(begin, os.fsencode(folder), lambda: _PACKED.encode(named), lambda: _PACKED.encode({}))


def rule_asker(folder: bytes, sift_of: SiftOf) -> Work:
    """Return what asks rules of the store in a folder."""
    store = Store.open(Path(os.fsdecode(folder)))
    return lambda names: _PACKED.encode(
        {
            name: _given(find_groups(store, rule, sift=sift_of(rule, store)))
            for name in _NAMES.decode(names)
            for rule in (rules()[name],)
        }
    )


def _given(groups: Groups) -> list[_Said]:
    return [
        _Said(focus, other, [[(name, value, isinstance(value, Iri)) for name, value in row.items()] for row in rows])
        for (focus, other), rows in groups.items()
    ]


def _taken(answer: bytes) -> dict[str, Groups]:
    return {name: dict(map(_group, said)) for name, said in _SAID.decode(answer).items()}


def _group(said: _Said) -> tuple[About, list[Row]]:
    about = Iri(said.focus), None if said.other is None else Iri(said.other)
    return about, [{name: _value(value, is_iri=is_iri) for name, value, is_iri in row} for row in said.rows]


def _value(value: Value, *, is_iri: bool) -> Value:
    return Iri(str(value)) if is_iri else value
