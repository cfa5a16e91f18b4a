"""The document that a report is about, and what its parts are made of; how a part is put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.store import Iri, Store
from queries.audit import daily_findings, select_findings, stored_findings
from queries.cascade import Cascade, cascade
from queries.documents import find_documents
from queries.findings import Finding
from queries.tasks import TaskFacts, find_tasks
from viz.language import Translate, translator
from viz.reports.content import Line, Part, Place, Provenance


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The document that a report is about, and what the parts are made of."""

    store: Store
    iri: Iri
    day: str
    language: str
    provenance: Provenance

    @property
    def say(self) -> Translate:
        """Return the translator."""
        return translator(self.language)

    @cached_property
    def below(self) -> Cascade:
        """Return what carries the document out."""
        return cascade(self.store, self.iri, with_tasks=False)

    @cached_property
    def above(self) -> Cascade:
        """Return what the document carries out."""
        return cascade(self.store, self.iri, up=True, with_tasks=False)

    @cached_property
    def tasks(self) -> tuple[TaskFacts, ...]:
        """Return the document's tasks."""
        return find_tasks(self.store, [self.iri])

    @cached_property
    def everything(self) -> Mapping[Iri, TaskFacts]:
        """Return the tasks of all documents: those of this one are set beside them."""
        return {task.iri: task for task in find_tasks(self.store)}

    @cached_property
    def labels(self) -> Mapping[Iri, str]:
        """Return what each document is called."""
        return {each.iri: each.label for each in find_documents(self.store)}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings about the document, those of the day among them."""
        found = (*stored_findings(self.store), *daily_findings(self.store, self.day))
        return select_findings(found, document=self.iri)

    def task_places(self, *tasks: TaskFacts) -> tuple[Place, ...]:
        """Return where tasks stand."""
        return self.provenance.places(task.evidence for task in tasks if task.evidence)


def part(about: Subject, name: str, columns: Mapping[str, int], lines: Iterable[Line], **others: str) -> Part:
    """Return a part with its columns, each with its share of the width; `others` are its note or another name."""
    say = about.say
    return Part(
        heading=others.get("heading") or say(f"report.{name}"),
        sheet=others.get("sheet") or say(f"report.{name}"),
        heads=tuple(say(f"head.{column}") for column in columns),
        shares=tuple(columns.values()),
        lines=tuple(lines),
        note=others.get("note", ""),
    )
