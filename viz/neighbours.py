"""What stands next to what: documents, tasks and agencies as a graph that is walked from one thing on."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from viz.collection import COVERED, Collection
from viz.register import Duty, Register

DOCUMENT, TASK, AGENCY = "document", "task", "agency"
KINDS = (DOCUMENT, TASK, AGENCY)
REACH = 200_000  # things that are looked at for a path


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation between two things (IRIs), named by the key of its text; `first` says or does it of `second`."""

    first: str
    second: str
    relation: str

    def other(self, iri: str) -> str:
        """Return the other end."""
        return self.second if iri == self.first else self.first


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The graph of one generation."""

    collection: Collection
    register: Register

    def kind(self, iri: str) -> str:
        """Return what a thing is; "" for one that is not known."""
        if iri in self.collection.documents:
            return DOCUMENT
        if iri in self.register.duties_by_iri:
            return TASK
        return AGENCY if iri in self.register.agencies else ""

    def ties(self, iri: str) -> Iterator[Tie]:
        """Yield the relations of a thing, documents first."""
        kind = self.kind(iri)
        if kind == DOCUMENT:
            yield from self._statements.get(iri, ())
            yield from (
                Tie(first=agency, second=iri, relation="explore.issues")
                for agency in self.register.issued_by.get(iri, ())
                if agency in self.register.agencies
            )
            yield from (Tie(first=iri, second=duty.iri, relation="explore.sets") for duty in self._duties.get(iri, ()))
        elif kind == TASK:
            yield from self._of_task(self.register.duties_by_iri[iri])
        elif kind == AGENCY:
            yield from (
                Tie(first=iri, second=document, relation="explore.issues")
                for document, issuers in self.register.issued_by.items()
                if iri in issuers and document in self.collection.documents
            )
            for duty in self.register.by_agency.get(iri, ()):
                yield from (tie for tie in self._of_task(duty) if tie.first == iri)

    def _of_task(self, duty: Duty) -> Iterator[Tie]:
        yield Tie(first=duty.document, second=duty.iri, relation="explore.sets")
        named = {"lead": duty.lead, "coordinating": duty.coordinating, "recipient": duty.recipients}
        for role, agencies in (named | {"relay": duty.relays}).items():
            for agency in agencies:
                if agency in self.register.agencies:
                    yield Tie(first=agency, second=duty.iri, relation=f"facts.{role}")
        for finding in self.collection.findings_by_task.get(duty.iri, ()):
            ends = {finding.task, finding.other}
            if finding.grade != COVERED and len(ends) > 1 and ends <= self.register.duties_by_iri.keys():
                yield Tie(first=finding.task, second=str(finding.other), relation=f"rule.{finding.rule}")

    def path(self, start: str, end: str) -> list[str]:
        """Return a shortest way between two things, nothing where there is none in reach."""
        came: dict[str, str] = {start: ""}
        waiting = deque([start])
        while waiting and len(came) < REACH:
            each = waiting.popleft()
            if each == end:
                return self._way(came, end)
            for tie in self.ties(each):
                if tie.other(each) not in came:
                    came[tie.other(each)] = each
                    waiting.append(tie.other(each))
        return []

    @staticmethod
    def _way(came: Mapping[str, str], end: str) -> list[str]:
        way = [end]
        while came[way[-1]]:
            way.append(came[way[-1]])
        return way[::-1]

    @cached_property
    def _statements(self) -> Mapping[str, list[Tie]]:
        found: dict[str, list[Tie]] = {}
        for each in self.collection.statements:
            if {each.citing, each.cited} <= self.collection.documents.keys():
                tie = Tie(first=each.citing, second=each.cited, relation=f"relation.{each.relation}")
                for end in {each.citing, each.cited}:
                    found.setdefault(end, []).append(tie)
        return found

    @cached_property
    def _duties(self) -> Mapping[str, list[Duty]]:
        found: dict[str, list[Duty]] = {}
        for duty in self.register.duties:
            found.setdefault(duty.document, []).append(duty)
        return found
