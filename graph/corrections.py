"""A corrected fact in place of the one that was read, on the records; what was read is kept with the judgement."""

from dataclasses import replace

from graph.attaching import find_words
from graph.judgements import Judgement
from ontology.model import Deadline, Document, Header, LeadSource, Party, Section, Task

METHOD = "judgement"


def fact(task: Task, what: str) -> tuple[str, ...]:
    """Return what a task says of `what`, as a judgement would write it."""
    match what:
        case "lead":
            return tuple(party.name for party in task.lead)
        case "coordinate":
            return tuple(party.name for party in task.coordinate)
        case "due":
            return tuple(deadline.due for deadline in task.due)
        case _:
            return (task.text,)


def correct_task(task: Task, judgement: Judgement) -> Task:
    """Return a task with one fact as a person says it is; its words as read still tell which task it is."""
    value = judgement.value
    match judgement.what:
        case "lead":
            return replace(task, lead=_parties(task, value), unread_lead=None)
        case "coordinate":
            return replace(task, coordinate=_parties(task, value))
        case "due":
            return replace(task, due=tuple(Deadline(due=day, span=task.span) for day in value))
        case _:
            return replace(task, text=" ".join(value[0].split()), read_as=task.read_as or task.text)


def _parties(task: Task, names: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(Party(name=name, span=task.span, source=LeadSource.JUDGEMENT) for name in names)


def head_fact(header: Header, what: str) -> tuple[str, ...]:
    """Return what a document's head says of `what`."""
    value: str | None = getattr(header, what)
    return () if value is None else (value,)


def correct_head(header: Header, judgement: Judgement) -> Header:
    """Return a head with one field as a person says it is."""
    return replace(header, **{judgement.what: judgement.value[0]})


def missed_task(document: Document, judgement: Judgement) -> Task | None:
    """Return the task that a person saw in a document; `None` where its words do not stand there, or twice."""
    span = find_words(document, judgement.words)
    if span is None:
        return None
    section = _section(document, span.start)
    return Task(
        span=span,
        path=judgement.path or (section.path if section else ""),
        section=section.part if section else "content",
        text=" ".join(judgement.words.split()),
        method=METHOD,
    )


def _section(document: Document, start: int) -> Section | None:
    above = [section for section in document.sections if section.span.start <= start]
    return max(above, key=lambda section: section.span.start, default=None)
