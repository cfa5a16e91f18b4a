"""What people say of the collection as the pages show it: read from the journal, so that it is seen at once.

A correction changes facts with the next build; until then it stands beside what was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.journal import Standing
from graph.judgements import Kind
from ontology.identifiers import clause_hash
from queries.findings import Finding
from queries.marks import NOTE, Mark, Note
from queries.statuses import TaskStatus

OVERDUE = "overdue"
FINISHED = frozenset(("done", "dropped"))
FIELDS = ("kind", "document", "path", "clause", "words", "agency", "finding", "what", "other", "day", "reason")


@dataclass(frozen=True, kw_only=True)
class Opinions:
    """Everything that was ever said, in its order."""

    standings: tuple[Standing, ...] = ()

    @cached_property
    def in_force(self) -> tuple[Standing, ...]:
        """Return what counts, the newest first."""
        return tuple(each for each in reversed(self.standings) if each.is_in_force)

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """Return what is said of each finding, by its id."""
        said: dict[str, list[Standing]] = defaultdict(list)
        for each in reversed(self.in_force):
            if each.judgement.kind is Kind.MARK:
                said[each.judgement.finding].append(each)
        return {finding: _mark(standings) for finding, standings in said.items()}

    @cached_property
    def finished(self) -> frozenset[tuple[str, str, str]]:
        """Return document, path and clause of each task that is said to be done, or dropped."""
        return frozenset(
            (each.judgement.document, each.judgement.path, each.judgement.clause)
            for each in self.in_force
            if each.judgement.kind is Kind.STATUS and each.judgement.what in FINISHED
        )

    def reopened(self, recorded: Mapping[str, TaskStatus]) -> frozenset[str]:
        """Return the tasks that the last build took for done, or dropped, by a judgement that counts no more."""
        counting = {each.id for each in self.in_force}
        known = {each.id for each in self.standings}
        return frozenset(
            task
            for task, status in recorded.items()
            if status.said in FINISHED and status.judgement in known - counting
        )

    def stands(self, finding: Finding) -> bool:
        """Say whether a finding still stands: what is done is not overdue, also before the next build."""
        clause = (finding.document, finding.path, clause_hash(finding.text))
        return finding.rule != OVERDUE or clause not in self.finished

    def mark(self, finding: Finding) -> Mark | None:
        """Return what is said of a finding: in the journal, else as the last build attached it."""
        return self.marks.get(finding.id, finding.mark)

    def of_clause(self, document: str, path: str, clause: str) -> tuple[Standing, ...]:
        """Return what is said of a task."""
        return tuple(
            each
            for each in self.in_force
            if (each.judgement.document, each.judgement.path, each.judgement.clause) == (document, path, clause)
        )

    def of_document(self, document: str) -> tuple[Standing, ...]:
        """Return what is said of a document as a whole, and of clauses in it that were missed."""
        return tuple(
            each
            for each in self.in_force
            if document in {each.judgement.document, each.judgement.other}
            and (not each.judgement.clause or each.judgement.kind is Kind.MISSED_TASK)
        )

    def of_agency(self, agency: str) -> tuple[Standing, ...]:
        """Return what is said of an agency's name."""
        return tuple(each for each in self.in_force if agency in {each.judgement.agency, each.judgement.other})


def _mark(standings: Iterable[Standing]) -> Mark:
    """Return the marks on one finding as one: the last verdict, and the notes."""
    listed = list(standings)
    verdicts = [each for each in listed if each.judgement.what != NOTE]
    shown = verdicts[-1] if verdicts else listed[-1]
    said = shown.judgement
    notes = [each.judgement for each in listed if each.judgement.what == NOTE and each is not shown]
    return Mark(
        verdict=said.what,
        by=said.by,
        at=said.at,
        reason=said.reason,
        judgement=shown.id,
        notes=tuple(Note(by=each.by, at=each.at, text=each.reason) for each in notes),
    )
