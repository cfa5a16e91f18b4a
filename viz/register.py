"""Who does what by when in a whole collection: the tasks, agencies, places and targets that lists are made of.

It is larger than what every page needs (`viz.collection`), so it is read when the first list is asked for.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ontology.folding import search_key
from queries.corrections import Correction
from queries.rhythms import OnDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency as the collection knows it; `key` is the end of its address."""

    iri: str
    key: str
    name: str
    level: str | None
    branch: str | None
    area: str | None
    is_group: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A task as lists show it; agencies are IRIs, times are ISO 8601, offsets are of the raw text."""

    iri: str
    document: str
    path: str
    part: str
    text: str
    section: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    recipients: tuple[str, ...]
    relays: tuple[str, ...]
    due: tuple[str, ...]
    every: tuple[str, ...]
    days: tuple[OnDay, ...]  # of the month, on which a rhythm falls
    start: int

    @property
    def agencies(self) -> frozenset[str]:
        """Return everybody it names."""
        return frozenset((*self.lead, *self.coordinating, *self.recipients, *self.relays))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A measurable target; offsets are of the raw text."""

    iri: str
    document: str
    name: str
    comparator: str
    value: float
    upper: float | None
    unit: str
    year: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place: its own name, and the IRI of the place above it."""

    iri: str
    name: str
    parent: str | None


@dataclass(frozen=True, kw_only=True)
class Register:
    """The tasks by document and place in it, the agencies by name, the places, the targets."""

    duties: tuple[Duty, ...]
    agencies: Mapping[str, Agency]  # by IRI
    issued_by: Mapping[str, tuple[str, ...]]  # document -> agencies
    areas: Mapping[str, Area]  # by IRI
    area_of: Mapping[str, str]  # document -> area
    targets: tuple[Target, ...]
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict[str, tuple[Correction, ...]])

    @cached_property
    def by_key(self) -> Mapping[str, Agency]:
        """Return the agencies by the end of their addresses."""
        return {agency.key: agency for agency in self.agencies.values()}

    @cached_property
    def duty_keys(self) -> Mapping[str, str]:
        """Return the folded words by which each task is found."""
        return {duty.iri: search_key(f"{duty.path} {duty.text}") for duty in self.duties}

    @cached_property
    def duties_by_iri(self) -> Mapping[str, Duty]:
        """Return the tasks by their IRIs."""
        return {duty.iri: duty for duty in self.duties}

    @cached_property
    def targets_by_iri(self) -> Mapping[str, Target]:
        """Return the targets by their IRIs."""
        return {target.iri: target for target in self.targets}

    @cached_property
    def by_agency(self) -> Mapping[str, tuple[Duty, ...]]:
        """Return the tasks that name each agency, in any role."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            for agency in duty.agencies:
                found[agency].append(duty)
        return {agency: tuple(duties) for agency, duties in found.items()}

    @cached_property
    def answering(self) -> Mapping[str, frozenset[str]]:
        """Return for each document the agencies that issued it or lead a task of it."""
        found: dict[str, set[str]] = defaultdict(set)
        for document, issuers in self.issued_by.items():
            found[document].update(issuers)
        for duty in self.duties:
            found[duty.document].update(duty.lead)
        return {document: frozenset(agencies) for document, agencies in found.items()}

    def correctors(self, thing: str) -> tuple[str, ...]:
        """Return who corrected or added a task or a document."""
        return tuple(dict.fromkeys(each.by for each in self.corrections.get(thing, ())))

    def places(self, document: str) -> tuple[str, ...]:
        """Return the area of a document and the areas above it."""
        found: list[str] = []
        area = self.area_of.get(document)
        while area is not None and area not in found:
            found.append(area)
            area = self.areas[area].parent if area in self.areas else None
        return tuple(found)
