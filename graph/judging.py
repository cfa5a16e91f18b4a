"""Judgements at work: what people say of the collection, applied to the records of every build.

First the identities that people settle, then corrected heads, which may change whose document it is, then tasks and
relations. What was read stays with each corrected record, so that both can be told apart in the graph.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.attaching import Attached, Attachment, find_tasks
from graph.corrections import correct_head, correct_task, fact, head_fact, missed_task
from graph.entries import Entry
from graph.identities import Verdicts
from graph.journal import Standing
from graph.judgements import NO_RELATION, OF_DOCUMENT, OF_TASK, RELATION, Kind
from graph.relating import JudgedRelation, recite, relink
from graph.resolve import Collection, resolve
from graph.surroundings import with_provinces
from ontology.identifiers import DocumentId
from ontology.model import Document, Relation, Task


def judge(documents: Iterable[Document], standings: Sequence[Standing]) -> Collection:
    """Return the collection of documents as judgements in force make it; their order is the order of the journal."""
    listed = tuple(documents)
    if not standings:
        return resolve(listed)
    listed, learnt = with_provinces(listed)  # no judgement: what is learnt is part of what was read
    verdicts = _verdicts(standings, "document")
    first = _Ids(resolve(listed, verdicts), verdicts)
    headed = _correct_heads(listed, first, _of(standings, Kind.CORRECTION, OF_DOCUMENT))
    collection = first.collection if headed == listed else resolve(headed, verdicts)
    moved = _moved(first.collection, collection)
    ids = _Ids(collection, verdicts, moved)
    working = _Working(ids=ids, originals={document.source.sha256: document for document in listed})
    for standing in standings:
        working.apply(standing)
    return replace(
        working.finished(),
        learnt=learnt,
        redirects=moved | {one: ids.current(one) for one, _ in verdicts.same},
        agencies=_verdicts(standings, "agency"),
    )


def _of(standings: Iterable[Standing], kind: Kind, whats: Sequence[str]) -> list[Standing]:
    return [each for each in standings if each.judgement.kind is kind and each.judgement.what in whats]


def _verdicts(standings: Sequence[Standing], what: str) -> Verdicts:
    def pairs(kind: Kind) -> list[tuple[str, str]]:
        said = (each.judgement for each in _of(standings, kind, (what,)))
        return [(each.document or each.agency, each.other) for each in said]

    return Verdicts(same=tuple(pairs(Kind.SAME)), different=frozenset(map(frozenset, pairs(Kind.DIFFERENT))))


@dataclass(frozen=True, slots=True)
class _Ids:
    """Which id something goes by now, whatever it was called when it was judged."""

    collection: Collection
    verdicts: Verdicts
    moved: Mapping[str, str] = field(default_factory=dict[str, str])

    def current(self, identity: str) -> str:
        settled = self.verdicts.current()(self.moved.get(identity, identity))
        return self.collection.aliases.get(settled, settled)

    def known(self) -> frozenset[str]:
        return frozenset(each.id for each in (*self.collection.entries, *self.collection.cited))


def _correct_heads(documents: Sequence[Document], ids: _Ids, heads: Sequence[Standing]) -> tuple[Document, ...]:
    """Return the documents with their heads as judged."""
    owner = {source: entry.id for entry in ids.collection.entries for source in entry.sources}
    corrections: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in heads:
        corrections[ids.current(standing.judgement.document)].append(standing)
    headed: list[Document] = []
    for document in documents:
        header = document.header
        for standing in corrections.get(owner[document.source.sha256], ()):
            header = correct_head(header, standing.judgement)
        headed.append(document if header == document.header else replace(document, header=header))
    return tuple(headed)


def _moved(before: Collection, after: Collection) -> dict[str, str]:
    """Return ids that documents had before their heads were corrected -> the ids that they have."""
    now = {source: entry.id for entry in after.entries for source in entry.sources}
    taken = {each.id for each in (*after.entries, *after.cited)}
    pairs = {entry.id: now[entry.sources[0]] for entry in before.entries}
    return {old: new for old, new in pairs.items() if old != new and old not in taken}


class _Working:
    """The collection while judgements are applied to it, one after the other."""

    def __init__(self, ids: _Ids, originals: Mapping[str, Document]) -> None:
        self.ids = ids
        self.known = ids.known()
        self.originals = originals
        self.entries = {entry.id: self._begun(entry) for entry in ids.collection.entries}
        self.cited = {cited.id: cited for cited in ids.collection.cited}
        self.citations = dict(ids.collection.citations)
        self.links = dict(ids.collection.links)
        self.attachments: list[Attachment] = []
        self.relations: list[JudgedRelation] = []

    def _begun(self, entry: Entry) -> Entry:
        source = entry.document.source
        original = self.originals[source.sha256]
        return entry if original.header == entry.document.header else replace(entry, read=original)

    def finished(self) -> Collection:
        return replace(
            self.ids.collection,
            entries=tuple(self.entries.values()),
            cited=tuple(self.cited.values()),
            citations=self.citations,
            links=self.links,
            relations=tuple(self.relations),
            attachments=tuple(self.attachments),
        )

    def apply(self, standing: Standing) -> None:
        judgement = standing.judgement
        document, other = (self.ids.current(each) if each else "" for each in (judgement.document, judgement.other))
        attachment = Attachment(standing=standing, how=Attached.EXACT, document=document, other=other)
        if judgement.kind in {Kind.SAME, Kind.DIFFERENT}:
            self._attach_identity(attachment)
        elif judgement.kind is Kind.MARK:
            self.attachments.append(attachment)  # findings are not known yet
        elif document not in self.known:
            self.attachments.append(replace(attachment, how=Attached.ORPHANED))
        elif judgement.what == RELATION:
            self._relate(attachment)
        elif judgement.what in OF_DOCUMENT:
            self._correct_document(attachment)
        else:
            self._judge_task(attachment)

    def _attach_identity(self, attachment: Attachment) -> None:
        judgement = attachment.standing.judgement
        is_known = judgement.what == "agency" or self.known >= {attachment.document, attachment.other}
        self.attachments.append(attachment if is_known else replace(attachment, how=Attached.ORPHANED))

    def _correct_document(self, attachment: Attachment) -> None:
        judgement, document = attachment.standing.judgement, attachment.document
        if document in self.entries:
            entry = self.entries[DocumentId(document)]
            read = head_fact((entry.read or entry.document).header, judgement.what)
        else:
            cited = self.cited[DocumentId(document)]
            as_cited = cited.read or cited
            value: str | None = getattr(as_cited, judgement.what)
            read = () if value is None else (value,)
            self.cited[cited.id] = replace(cited, read=as_cited, **{judgement.what: judgement.value[0]})
        self.attachments.append(replace(attachment, read=read))

    def _judge_task(self, attachment: Attachment) -> None:
        judgement = attachment.standing.judgement
        entry = self.entries.get(DocumentId(attachment.document))
        if entry is None:
            self.attachments.append(replace(attachment, how=Attached.ORPHANED))
        elif judgement.kind is Kind.MISSED_TASK:
            self._add_task(attachment, entry)
        else:
            found = find_tasks(entry.document.tasks, judgement)
            tasks = tuple(entry.document.tasks[at] for at in found.tasks)
            is_corrected = judgement.kind is Kind.CORRECTION
            read = tuple(value for task in tasks[:1] for value in fact(task, judgement.what)) if is_corrected else ()
            changed = dict(zip(found.tasks, map(_change(attachment.standing), tasks), strict=True))
            self._put(entry, changed)
            after = tuple(task for task in changed.values() if task is not None)
            self.attachments.append(replace(attachment, how=found.how, tasks=after, read=read))

    def _add_task(self, attachment: Attachment, entry: Entry) -> None:
        judgement = attachment.standing.judgement
        same = find_tasks(entry.document.tasks, judgement)
        if same.how in {Attached.EXACT, Attached.MOVED}:  # by now it was read as well
            tasks = tuple(entry.document.tasks[at] for at in same.tasks)
            self.attachments.append(replace(attachment, how=same.how, tasks=tasks))
            return
        task = missed_task(entry.document, judgement)
        if task is None:
            self.attachments.append(replace(attachment, how=Attached.ORPHANED))
            return
        document = replace(entry.document, tasks=(*entry.document.tasks, task))
        self.entries[entry.id] = replace(entry, document=document, read=entry.read or entry.document)
        self.attachments.append(replace(attachment, tasks=(task,)))

    def _put(self, entry: Entry, changed: Mapping[int, Task | None]) -> None:
        tasks = [changed.get(at, task) for at, task in enumerate(entry.document.tasks)]
        document = replace(entry.document, tasks=tuple(task for task in tasks if task is not None))
        if document != entry.document:
            self.entries[entry.id] = replace(entry, document=document, read=entry.read or entry.document)

    def _relate(self, attachment: Attachment) -> None:
        """Put a relation in place of those that texts tell between two documents; tell it where none does."""
        source, target = DocumentId(attachment.document), DocumentId(attachment.other)
        if target not in self.known:
            self.attachments.append(replace(attachment, how=Attached.ORPHANED))
            return
        value = attachment.standing.judgement.value[0]
        read: set[str] = set()
        for identity, entry in self.entries.items():
            told = entry
            if identity == source:
                told, self.citations[identity], found = recite(told, self.citations[identity], target, value)
                read |= found
            told, self.links[identity], found = relink(told, self.links[identity], (source, target), value)
            read |= found
            self.entries[identity] = told
        if not read and value != NO_RELATION:
            relation = Relation(value)
            judged = JudgedRelation(source=source, relation=relation, target=target, judgement=attachment.standing.id)
            self.relations.append(judged)
        self.attachments.append(replace(attachment, read=tuple(sorted(read))))


def _change(standing: Standing) -> Callable[[Task], Task | None]:
    """Return what a judgement makes of a task: one with another fact, none, or the same."""
    judgement = standing.judgement
    if judgement.kind is Kind.FALSE_TASK:
        return lambda _: None
    if judgement.kind is Kind.CORRECTION and judgement.what in OF_TASK:
        return lambda task: correct_task(task, judgement)
    return lambda task: task
