"""Tasks -> quads: who does what by when, and the words that say so."""

from collections.abc import Iterator

from graph.quads import Iri, Literal, Quad, calendar_value, number, truth, vietnamese
from graph.triples import TYPE, Speaker, section_nodes, sureness_quads
from ontology.identifiers import clause_hash, slug
from ontology.model import Deadline, Document, Party, Recurrence, Section, Task
from ontology.terms import TK, concept

# role -> the assignment's property, the short-cut, the records
ROLES = (
    ("lead", TK.hasLeadAssignment, TK.leadAgency),
    ("coordinating", TK.hasCoordinatingAssignment, TK.coordinatingAgency),
    ("recipient", TK.hasRecipientAssignment, TK.reportsTo),
    ("relay", TK.hasRelayAssignment, TK.via),
)


def task_quads(document: Document, speaker: Speaker) -> Iterator[Quad]:
    """Yield every task of a document with its assignments, deadlines and recurrences."""
    sections = tuple(section_nodes(document, speaker))
    for task, key in task_keys(document):
        node = speaker.part("task", key)
        yield from _clause(task, node, speaker)
        section = _section(task, sections)
        if section is not None:
            yield speaker.say(node, TK.inSection, section)
        yield from _assignments(task, node, key, speaker)
        yield from _deadlines(task.due, node, key, speaker)
        yield from _recurrences(task.every, node, key, speaker)


def task_keys(document: Document) -> Iterator[tuple[Task, str]]:
    """Yield each task with its key: path and hash of its words, numbered where these repeat."""
    seen: dict[str, int] = {}
    for task in sorted(document.tasks, key=lambda task: task.span):
        key = "-".join(part for part in (slug(task.path), clause_hash(task.read_as or task.text)) if part)
        seen[key] = seen.get(key, 0) + 1
        yield task, key if seen[key] == 1 else f"{key}-{seen[key]}"


def _clause(task: Task, node: Iri, speaker: Speaker) -> Iterator[Quad]:
    yield speaker.say(node, TYPE, Iri(TK.Task))
    if task.is_report or task.report_to or task.via:
        yield speaker.say(node, TYPE, Iri(TK.ReportingDuty))
    for predicate, value in (
        (TK.setOutIn, speaker.quoting.subject),
        (TK.path, Literal(task.path)),
        (TK.text, vietnamese(task.text)),
        (TK.part, Literal(task.section)),
        (TK.clauseHash, Literal(clause_hash(task.read_as or task.text))),
    ):
        yield speaker.say(node, predicate, value)
    if task.continuous:
        yield speaker.say(node, TK.continuous, truth(True))
    if task.product is not None:
        yield speaker.say(node, TK.product, vietnamese(task.product))
    yield from sureness_quads(speaker, node, task.confidence, task.method)
    yield from speaker.quoting.evidence(node, task.span)
    if task.unread_lead is not None:
        yield speaker.say(node, TK.unreadLead, truth(True))
        yield from speaker.quoting.evidence(node, task.unread_lead)


def _section(task: Task, sections: tuple[tuple[Section, Iri], ...]) -> Iri | None:
    """Return the heading that a task stands under: the last of its path before it, else the last."""
    above = [(section, node) for section, node in sections if section.span.start <= task.span.start]
    of_path = [(section, node) for section, node in above if section.path == task.path]
    return (of_path or above)[-1][1] if above else None


def _assignments(task: Task, node: Iri, key: str, speaker: Speaker) -> Iterator[Quad]:
    parties = (task.lead, task.coordinate, task.report_to, task.via)
    for (role, has_assignment, short_cut), named in zip(ROLES, parties, strict=True):
        for at, party in enumerate(named, start=1):
            assignment = speaker.part("assignment", f"{key}-{role}-{at}")
            agency = speaker.agency(party.name)
            yield speaker.say(node, TK.assignment, assignment)
            yield speaker.say(node, has_assignment, assignment)
            yield speaker.say(node, short_cut, agency)
            yield from _assignment(party, task, assignment, role, speaker)
            yield speaker.say(assignment, TK.agent, agency)


def _assignment(party: Party, task: Task, node: Iri, role: str, speaker: Speaker) -> Iterator[Quad]:
    yield speaker.say(node, TYPE, Iri(TK.Assignment))
    yield speaker.say(node, TK.role, Iri(concept("role", role)))
    yield speaker.say(node, TK.printedName, Literal(party.name))
    yield speaker.say(node, TK.leadSource, Literal(party.source))
    yield from sureness_quads(speaker, node, task.confidence, task.method)
    yield from speaker.quoting.evidence(node, party.span or task.span)


def _deadlines(deadlines: tuple[Deadline, ...], task: Iri, key: str, speaker: Speaker) -> Iterator[Quad]:
    for at, deadline in enumerate(deadlines, start=1):
        node = speaker.part("deadline", f"{key}-{at}")
        due = calendar_value(deadline.due)
        yield speaker.say(task, TK.deadline, node)
        yield speaker.say(task, TK.due, due)
        yield speaker.say(node, TYPE, Iri(TK.Deadline))
        yield speaker.say(node, TK.due, due)
        yield speaker.say(node, TK.exact, truth(deadline.exact))
        yield from speaker.quoting.evidence(node, deadline.span)


def _recurrences(recurrences: tuple[Recurrence, ...], task: Iri, key: str, speaker: Speaker) -> Iterator[Quad]:
    for at, recurrence in enumerate(recurrences, start=1):
        node = speaker.part("recurrence", f"{key}-{at}")
        every = calendar_value(recurrence.every)
        yield speaker.say(task, TK.recurrence, node)
        yield speaker.say(task, TK.every, every)
        yield speaker.say(node, TYPE, Iri(TK.Recurrence))
        yield speaker.say(node, TK.every, every)
        for day in recurrence.days:
            yield speaker.say(node, TK.dayOfMonth, number(day))
        if recurrence.month is not None:
            yield speaker.say(node, TK.monthOfPeriod, number(recurrence.month))
        yield from speaker.quoting.evidence(node, recurrence.span)
