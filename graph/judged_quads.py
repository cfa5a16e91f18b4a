"""Judgements -> quads, in a graph of their own: who said what of which thing, when and why, and what was read there."""

from collections.abc import Iterator, Mapping

from graph.attaching import Attached, Attachment
from graph.corrections import METHOD
from graph.duties import task_keys
from graph.judgements import Judgement, Kind
from graph.quads import XSD, Iri, Literal, Quad, Term, calendar_value, number, vietnamese
from graph.relating import JudgedRelation
from graph.resolve import Collection
from graph.triples import RELATIONS, TYPE
from ontology.identifiers import agency_iri, document_iri, graph_iri, part_iri, slug
from ontology.model import Document, Span, Task
from ontology.terms import TK, concept

STATUSES = {"open": "activated", "done": "completed", "dropped": "deleted"}


def judgement_quads(collection: Collection, agencies: Mapping[str, str], base: str) -> Iterator[Quad]:
    """Yield every judgement in force, and what it adds to what texts say.

    `agencies` leads from every id that an agency of the collection would have had to the one that it has.
    """
    graph = Iri(graph_iri("judgements", base=base))
    keys = _Keys(collection, base)
    for attachment in collection.attachments:
        for subject, predicate, value in _judgement(attachment, keys, agencies, base):
            yield Quad(subject, predicate, value, graph)
    for relation in collection.relations:
        for subject, predicate, value in _relation(relation, base):
            yield Quad(subject, predicate, value, graph)


class _Keys:
    """The IRIs of the tasks of documents that were judged; a task stays the same whatever is corrected in it."""

    def __init__(self, collection: Collection, base: str) -> None:
        self.documents: dict[str, Document] = {entry.id: entry.document for entry in collection.entries}
        self.base = base
        self.keys: dict[str, dict[tuple[Span, str, str], str]] = {}

    def iri(self, document: str, task: Task) -> Iri | None:
        if document not in self.keys:
            self.keys[document] = {_same(each): key for each, key in task_keys(self.documents[document])}
        key = self.keys[document].get(_same(task))
        return None if key is None else Iri(part_iri(document, "task", key, self.base))


def _same(task: Task) -> tuple[Span, str, str]:
    return task.span, task.path, task.read_as or task.text


Triple = tuple[Iri, Iri, Term]


def _judgement(attachment: Attachment, keys: _Keys, agencies: Mapping[str, str], base: str) -> Iterator[Triple]:
    judgement = attachment.standing.judgement
    node = Iri(f"{base}judgement/{attachment.standing.id}")
    how = _agencies_attached(attachment, agencies)
    yield node, TYPE, Iri(TK.Judgement)
    for name, text in (
        (TK.judgementKind, judgement.kind),
        (TK.judgedBy, judgement.by),
        (TK.judgedFact, judgement.what),
        (TK.attachment, how),
        (TK.path, judgement.path),
        (TK.clauseHash, judgement.clause),
        (TK.judgedFinding, judgement.finding),
        *((TK.judgedValue, each) for each in judgement.value),
        *((TK.readValue, each) for each in attachment.read),
        *((TK.evidenceName, each) for each in judgement.evidence),
    ):
        if text:
            yield node, Iri(name), Literal(text)
    yield node, Iri(TK.judgedAt), Literal(judgement.at, XSD + "dateTime")
    for name, text in ((TK.reason, judgement.reason), (TK.judgedWords, judgement.words)):
        if text:
            yield node, Iri(name), vietnamese(text)
    if how is not Attached.ORPHANED:
        yield from _things(node, attachment, keys, base)
    if judgement.kind is Kind.STATUS:
        yield from _status(node, judgement)
        for task in _task_iris(attachment, keys):
            yield from _status(task, judgement)


def _agencies_attached(attachment: Attachment, agencies: Mapping[str, str]) -> Attached:
    """Return how a judgement holds on; of agencies only the whole graph tells whether they are there."""
    judgement = attachment.standing.judgement
    if judgement.agency and not {judgement.agency, judgement.other} <= agencies.keys():
        return Attached.ORPHANED
    return attachment.how


def _things(node: Iri, attachment: Attachment, keys: _Keys, base: str) -> Iterator[Triple]:
    """Yield what the judgement is about: tasks, else the document, or agencies."""
    judgement = attachment.standing.judgement
    tasks = list(_task_iris(attachment, keys))
    yield from ((node, Iri(TK.judges), task) for task in tasks)
    if judgement.agency:
        yield node, Iri(TK.judges), Iri(agency_iri(judgement.agency, base))
        yield node, Iri(TK.judgesBeside), Iri(agency_iri(judgement.other, base))
    elif attachment.document and not tasks:
        yield node, Iri(TK.judges), Iri(document_iri(attachment.document, base))
        if attachment.other:
            yield node, Iri(TK.judgesBeside), Iri(document_iri(attachment.other, base))
    for each in judgement.evidence:
        if each in keys.documents:
            yield node, Iri(TK.evidenceDocument), Iri(document_iri(each, base))


def _task_iris(attachment: Attachment, keys: _Keys) -> Iterator[Iri]:
    for task in attachment.tasks:
        iri = keys.iri(attachment.document, task)
        if iri is not None:  # else a later judgement says that it is no task
            yield iri


def _status(thing: Iri, judgement: Judgement) -> Iterator[Triple]:
    yield thing, Iri(TK.status), Iri(concept("status", STATUSES[judgement.what]))
    if judgement.day:
        yield thing, Iri(TK.statusDay), calendar_value(judgement.day)
    if judgement.share is not None:
        yield thing, Iri(TK.share), number(judgement.share)


def _relation(judged: JudgedRelation, base: str) -> Iterator[Triple]:
    """Yield a relation that only a person tells; the judgement stands where the words would be."""
    source, target = (Iri(document_iri(each, base)) for each in (judged.source, judged.target))
    node = Iri(part_iri(judged.source, "citation", f"{judged.target}-judged", base))
    yield source, Iri(RELATIONS[judged.relation]), target
    for predicate, value in (
        (TYPE, Iri(TK.Citation)),
        (TK.citing, source),
        (TK.cited, target),
        (TK.relation, Iri(concept("relation", slug(judged.relation)))),
        (TK.confidence, number(1.0)),
        (TK.method, Literal(METHOD)),
        (TK.evidence, Iri(f"{base}judgement/{judged.judgement}")),
    ):
        yield node, Iri(predicate), value
