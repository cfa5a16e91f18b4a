"""Precision and recall of the audit on real documents, by rule and half; labels and their rules are in rules.md.

    python -m benchmarks.findings.measure [--open-cases]

Builds the collection of the labelled documents, which lie in the folder of `TRIENKHAI_SHARED`, and holds what the
audit says of it against labels.csv. The closed half shows figures alone: nobody reads what went wrong there.
"""

import argparse
import contextlib
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.generations import current_generation
from graph.store import Store
from ontology.folding import fold
from queries.audit import stored_findings
from queries.documents import find_documents
from queries.findings import Finding
from queries.tasks import TaskFacts, find_tasks

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("TRIENKHAI_SHARED", HERE.parents[2] / "shared"))
DOCUMENTS = ("57-NQ-TW.txt", "69-KL-TW.txt", "20-NQ-TW.txt", "03-NQ-CP.docx")
PAIRED = "duplicate-task"
COVERING = "unassigned-task"  # its grade `covered` tells a clause and the one that gives it to somebody
NAMED = {"dangling-citation", "branch-crossing", "skipped-level", "dissolved-agency", "overloaded-agency"}
HALVES = ("open", "closed")
_COVERED = 0.5  # of the shorter of two passages: what makes them one place
_NOTE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A clause or mention: characters of a text, or the path where a file has no lines to count in."""

    source: str
    path: str
    start: int | None
    end: int | None

    def is_at(self, other: "Place") -> bool:
        """Say whether two places are one."""
        if self.source != other.source:
            return False
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return self.path == other.path
        common = min(self.end, other.end) - max(self.start, other.start)
        return common >= _COVERED * min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a reader found: `names` are the agencies or documents it is about."""

    rule: str
    is_sure: bool
    place: Place
    other: Place | None
    names: tuple[str, ...]
    quarter: str

    def is_said_by(self, said: "Said") -> bool:
        """Say whether a finding is this one."""
        if self.rule == PAIRED:
            return said.tells_pair and self._is_pair(said.places)
        if said.rule != self.rule or said.source != self.place.source:
            return False
        if self.rule in NAMED and self._is_named(said.words):
            return True
        places = said.places if self.rule in NAMED else said.places[:1]
        return not self.quarter and any(each.is_at(self.place) for each in places)

    def _is_pair(self, places: Sequence[Place]) -> bool:
        ends = (places[0], places[-1])
        return self.other is not None and any(
            one.is_at(self.place) and two.is_at(self.other) for one, two in (ends, ends[::-1])
        )

    def _is_named(self, words: str) -> bool:
        return self.quarter in words and any(name in words for name in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A finding of the audit, as far as labels know it."""

    rule: str
    source: str
    places: tuple[Place, ...]
    words: str  # of the message, folded
    is_assigned: bool  # in the part on organising, to somebody
    text: str

    @property
    def tells_pair(self) -> bool:
        """Say whether it tells two clauses that ask for the same: as duplicate, or as given out by another clause."""
        return self.rule == PAIRED or (self.rule == COVERING and len(self.places) > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one rule in one half."""

    sure: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            sure=self.sure + other.sure,
            found=self.found + other.found,
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
        )

    @property
    def precision(self) -> float | None:
        """Return the share of right findings among those that are right or wrong."""
        told = self.right + self.wrong
        return self.right / told if told else None

    @property
    def recall(self) -> float | None:
        """Return the share of sure labels that the audit reports."""
        return self.found / self.sure if self.sure else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A label that was missed or a false alarm."""

    kind: str
    rule: str
    place: Place
    text: str


Measured = tuple[Mapping[tuple[str, str], Score], Sequence[Case]]


def files(shared: Path = SHARED) -> tuple[Path, ...]:
    """Return the labelled documents."""
    return (*sorted((shared / "seeds").glob("*.txt")), *(shared / "corpus" / name for name in DOCUMENTS))


def half_of(source: str, rule: str) -> str:
    """Return the half that a document and rule were drawn into."""
    return HALVES[hashlib.sha256(f"{source} {rule}".encode()).digest()[0] % 2]


def read_labels() -> tuple[Label, ...]:
    """Return all labels."""
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_label(row) for row in csv.DictReader(lines))


def _label(row: Mapping[str, str]) -> Label:
    named = (row["cited"], row["other_symbol"], *row["agency"].split("; "))
    year, _, quarter = row["quarter"].partition("-Q")
    return Label(
        rule=row["rule"],
        is_sure=row["certainty"] == "sure",
        place=_place(row, ""),
        other=_place(row, "other_") if row["other_source"] else None,
        names=tuple(fold(_NOTE.sub("", name)) for name in named if name),
        quarter=fold(f"quý {quarter}/{year}") if year else "",
    )


def _place(row: Mapping[str, str], prefix: str) -> Place:
    start, end = (int(text) if (text := row[prefix + name]) else None for name in ("start", "end"))
    return Place(source=row[f"{prefix}source"], path=row[f"{prefix}path"], start=start, end=end)


@contextlib.contextmanager
def built(shared: Path = SHARED) -> Generator[Store]:
    """Give the store of the labelled documents, built for the while."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "cli.main", "build", *map(str, files(shared)), "--kg", f"{folder}/kg"]
        subprocess.run(command, check=True, capture_output=True)
        store = current_generation(Path(folder) / "kg").store()
        yield store
        store.close()


def said_of(store: Store) -> tuple[Said, ...]:
    """Return what the audit says, in the terms of labels."""
    tasks = {str(task.iri): task for task in find_tasks(store)}
    paths = {(each.source, each.start): task.path for task in tasks.values() if (each := task.evidence)}
    sources = {document.id: document.file_name or "" for document in find_documents(store)}
    return tuple(_said(each, sources, tasks.get(str(each.task)), paths) for each in stored_findings(store))


def _said(
    found: Finding, sources: Mapping[str, str], task: TaskFacts | None, paths: Mapping[tuple[str, int], str]
) -> Said:
    places = tuple(
        Place(source=each.source, path=paths.get((each.source, each.start), found.path), start=each.start, end=each.end)
        for each in found.evidence
    )
    return Said(
        rule=found.rule,
        source=sources.get(found.document, ""),
        places=places,
        words=fold(found.message.vi),
        is_assigned=task is not None and task.part == "assignment" and bool(task.lead),
        text=f"{found.message.vi} | {found.text}",
    )


def measure(labels: Iterable[Label], said: Sequence[Said]) -> Measured:
    """Return the counts by rule and half, and what went wrong in the open half."""
    scores: dict[tuple[str, str], Score] = {}
    cases: list[Case] = []

    def count(rule: str, source: str, score: Score, case: Case | None) -> None:
        half = half_of(source, rule)
        scores[rule, half] = scores.get((rule, half), Score()) + score
        if case is not None and half == "open":
            cases.append(case)

    listed = tuple(labels)
    for label in listed:
        if label.is_sure:
            found = any(label.is_said_by(each) for each in said)
            case = None if found else Case(kind="missed", rule=label.rule, place=label.place, text=_named(label))
            count(label.rule, label.place.source, Score(sure=1, found=int(found)), case)
    covered = json.loads((HERE / "coverage.json").read_text(encoding="utf-8"))
    for each in said:
        marks = {label.is_sure for label in listed if label.rule == each.rule and label.is_said_by(each)}
        if True in marks:
            count(each.rule, each.source, Score(right=1), None)
        elif not marks and _is_covered(each, covered):
            case = Case(kind="false", rule=each.rule, place=each.places[0], text=_with_others(each))
            count(each.rule, each.source, Score(wrong=1), case)
    return scores, cases


def _is_covered(said: Said, covered: Mapping[str, Mapping[str, Sequence[str]]]) -> bool:
    """Say whether the reader looked for all findings of this kind where this one stands."""
    beginnings = covered.get(said.source, {}).get(said.rule)
    if beginnings is None or (said.rule == "no-deadline" and not said.is_assigned):
        return False
    if said.rule == PAIRED and not _is_covered_pair(said, covered):
        return False
    return not beginnings or any(place.path.startswith(tuple(beginnings)) for place in said.places)


def _is_covered_pair(said: Said, covered: Mapping[str, Mapping[str, Sequence[str]]]) -> bool:
    """Say whether pairs were looked for in both documents; a clause that repeats itself is no pair."""
    return len(said.places) > 1 and all(PAIRED in covered.get(place.source, {}) for place in said.places)


def _named(label: Label) -> str:
    other = label.other
    return " ".join((*label.names, label.quarter, f"/ {other.source} {other.path} {other.start}" if other else ""))


def _with_others(said: Said) -> str:
    return f"{[(place.path, place.start) for place in said.places[1:]]} {said.text}"


def together(scores: Mapping[tuple[str, str], Score], half: str | None = None, rule: str | None = None) -> Score:
    """Return the sum over a half, or a rule, or all."""
    return sum((each for (of, at), each in scores.items() if half in {None, at} and rule in {None, of}), Score())


def _line(name: str, score: Score) -> str:
    precision, recall = ("   -" if x is None else f"{x:.2f}" for x in (score.precision, score.recall))
    told = f"{score.right:4d} of {score.right + score.wrong:4d}"
    return f"  {name:28s} precision {precision} ({told})  recall {recall} ({score.found:4d} of {score.sure:4d})"


def main() -> None:
    """Print the figures, and of the open half what went wrong where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--open-cases", action="store_true", help="list misses and false alarms of the open half")
    parser.add_argument("--kg", type=Path, help="a built collection of the same documents")
    arguments = parser.parse_args()
    with contextlib.nullcontext(current_generation(arguments.kg).store()) if arguments.kg else built() as store:
        scores, cases = measure(read_labels(), said_of(store))
    if arguments.open_cases:
        for case in cases:
            print(f"{case.kind:7s}{case.rule} {case.place.source} {case.place.path} {case.place.start} {case.text}")
    for half in (*HALVES, None):
        print(half or "both")
        for rule in sorted({rule for rule, _ in scores}):
            print(_line(rule, together(scores, half, rule)))
        print(_line("all", together(scores, half)))


if __name__ == "__main__":
    main()
