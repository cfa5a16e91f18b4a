"""What people say of findings: right, a false alarm, a note; found again by id, or by what each is about."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Iri, Store
from queries.documents import facts_query

ACCEPTED, FALSE_ALARM, NOTE = "accepted", "false-alarm", "note"
MARKS = {
    ACCEPTED: ("đúng", "accepted"),
    FALSE_ALARM: ("báo nhầm", "false alarm"),
    NOTE: ("ghi chú", "note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words of a person beside a finding."""

    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a person says of a finding; `verdict` is `note` where there are only notes."""

    verdict: str
    by: str
    at: str
    reason: str
    judgement: str  # id
    notes: tuple[Note, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the mark as the JSON of a finding holds it."""
        return {
            "verdict": self.verdict,
            "by": self.by,
            "at": self.at,
            "reason": self.reason,
            "judgement": self.judgement,
            "notes": [{"by": each.by, "at": each.at, "text": each.text} for each in self.notes],
        }


@dataclass(frozen=True, slots=True)
class _Said:
    finding: str
    clause: str
    mark: Mark


def find_marks(store: Store, findings: Mapping[str, Iri]) -> dict[str, Mark]:
    """Return the mark of each finding that has one; `findings` are ids with the things that they are about."""
    given: defaultdict[str, list[Mark]] = defaultdict(list)
    for said in _said(store):
        place = _place(said, findings)
        if place is not None:
            given[place].append(said.mark)
    return {finding: _together(marks) for finding, marks in given.items()}


def orphaned_marks(store: Store, findings: Mapping[str, Iri]) -> tuple[str, ...]:
    """Return the ids of judgements on findings that are not found any more."""
    return tuple(said.mark.judgement for said in _said(store) if _place(said, findings) is None)


def _said(store: Store) -> tuple[_Said, ...]:
    return tuple(
        _Said(
            str(finding),
            str(clause or ""),
            Mark(
                verdict=str(verdict),
                by=str(by),
                at=str(at),
                reason=str(reason or ""),
                judgement=str(node).rsplit("/", 1)[-1],
            ),
        )
        for node, finding, verdict, by, at, reason, clause in store.select(facts_query("marks")).rows
    )


def _place(said: _Said, findings: Mapping[str, Iri]) -> str | None:
    """Return the finding that a mark is on: by its id, else the only one of its rule about the same clause."""
    if said.finding in findings:
        return said.finding
    rule = _rule(said.finding)
    near = [each for each, thing in findings.items() if said.clause and said.clause in thing and _rule(each) == rule]
    return near[0] if len(near) == 1 else None


def _rule(finding: str) -> str:
    """Return the rule of a finding's id: "no-deadline-0a1b2c3d4e5f-2" -> "no-deadline"."""
    parts = finding.split("-")
    while len(parts) > 1 and (parts[-1].isdigit() or len(parts[-1]) == 12):  # noqa: PLR2004 - digits of the hash
        parts.pop()
    return "-".join(parts)


def _together(marks: list[Mark]) -> Mark:
    verdicts = [each for each in marks if each.verdict != NOTE]
    notes = sorted((each for each in marks if each.verdict == NOTE), key=lambda each: (each.at, each.judgement))
    shown = verdicts[-1] if verdicts else notes[-1]
    beside = [each for each in notes if each is not shown]
    return Mark(
        verdict=shown.verdict,
        by=shown.by,
        at=shown.at,
        reason=shown.reason,
        judgement=shown.judgement,
        notes=tuple(Note(by=each.by, at=each.at, text=each.reason) for each in beside),
    )
