"""Facets: what a list can be narrowed by, with counts that follow what has been chosen already."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

NONE = "none"  # the choice of things that have no value in a facet

Thing = TypeVar("Thing")
Values = Callable[[Thing], Iterable[str]]  # what a thing has in one facet; nothing counts as `NONE`


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that can be chosen: how many things would be listed then."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One question that a list can be narrowed by, its answers in the order that they are shown."""

    name: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> Option | None:
        """Return the option that the list is narrowed to."""
        return next((option for option in self.options if option.chosen), None)


def narrow(
    things: Iterable[Thing], dimensions: Mapping[str, Values[Thing]], state: Mapping[str, str]
) -> tuple[list[Thing], dict[str, Counter[str]]]:
    """Return the things that fit every choice, and for each facet the counts under the choices of all others."""
    chosen = {name: state[name] for name in dimensions if state.get(name)}
    counts: dict[str, Counter[str]] = {name: Counter() for name in dimensions}
    kept: list[Thing] = []
    for thing in things:
        values = {name: set(of(thing)) or {NONE} for name, of in dimensions.items()}
        missed = [name for name, value in chosen.items() if value not in values[name]]
        if not missed:
            kept.append(thing)
        for name in dimensions if not missed else missed if len(missed) == 1 else ():
            counts[name].update(values[name])
    return kept, counts


def facets(
    counts: Mapping[str, Counter[str]],
    state: Mapping[str, str],
    label: Callable[[str, str], str],
    orders: Mapping[str, Sequence[str]],
) -> tuple[Facet, ...]:
    """Return the facets that tell things apart; options stand in their own order, else the most frequent first."""
    found = (
        Facet(name=name, options=tuple(_options(name, counted, state.get(name, ""), label, orders.get(name, ()))))
        for name, counted in counts.items()
    )
    return tuple(facet for facet in found if len(facet.options) > 1 or facet.chosen)


def _options(
    name: str, counted: Counter[str], chosen: str, label: Callable[[str, str], str], order: Sequence[str]
) -> list[Option]:
    values = {*counted, chosen} - {""}
    options = [
        Option(value=value, label=label(name, value), count=counted[value], chosen=value == chosen) for value in values
    ]

    def place(option: Option) -> tuple[bool, int, int, str]:
        known = order.index(option.value) if option.value in order else len(order)
        return option.value == NONE, known, 0 if order else -option.count, option.label

    return sorted(options, key=place)
