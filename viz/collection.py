"""What every page needs of a generation: its documents, what they say of each other, counts and findings.

A generation never changes, so this is read once from a worker and kept; a page asks only for what is its own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from graph.generations import Generation
from graph.store import Rows, Value
from ontology.folding import search_key
from queries.documents import DocumentFacts, concept, document_identity
from queries.findings import Finding

COVERED = "covered"  # the grade of a clause that names nobody where another one, `other`, assigns its work

Select = Callable[[str, Mapping[str, Value]], Rows]  # SPARQL of ours and its parameters -> rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words in a document: half-open offsets of its raw text."""

    document: str
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a text says of two documents: `citing` implements, amends, … `cited`."""

    citing: str
    cited: str
    relation: str  # "implements", "issued_with", "replaces", "amends", "cites"
    detail: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a task that a finding is about stands, and its words."""

    document: str
    path: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Collection:
    """One generation, as far as every page needs it."""

    generation: str
    notice: str  # why it is not the newest one, Vietnamese and English; empty where it is
    documents: Mapping[str, DocumentFacts]  # by IRI, in the order of ids
    statements: tuple[Statement, ...]
    tasks: Mapping[str, int]  # document -> number of tasks
    assigned: Mapping[str, int]  # document -> tasks that name who leads
    agencies: int
    findings: tuple[Finding, ...]
    places: Mapping[str, Place]  # task -> where it stands

    @cached_property
    def by_id(self) -> Mapping[str, DocumentFacts]:
        """Return the documents by the id in their addresses."""
        return {document.id: document for document in self.documents.values()}

    @cached_property
    def finding_counts(self) -> Mapping[str, int]:
        """Return how many findings above mere notes each document has."""
        counts = Counter(finding.document for finding in self.findings if finding.severity != "info")
        return {str(self.by_id[identity].iri): count for identity, count in counts.items() if identity in self.by_id}

    @cached_property
    def findings_by_task(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return the findings about each task, as either end of a pair; what covers another clause is blameless."""
        result: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            other = None if finding.grade == COVERED else finding.other
            for task in {finding.task, other} - {None}:
                result[str(task)].append(finding)
        return {task: tuple(found) for task, found in result.items()}

    @cached_property
    def search_keys(self) -> Mapping[str, str]:
        """Return the folded words by which each document is found."""
        return {
            iri: search_key(" ".join(filter(None, (each.symbol, each.title, each.issuer, each.file_name, each.issued))))
            for iri, each in self.documents.items()
        }


def holder(thing: str | None) -> str:
    """Return the id of the document that a thing is or stands in, "" for an agency."""
    return document_identity(thing).partition("/")[0] if thing and "/document/" in thing else ""


@cache
def question(name: str) -> str:
    """Return the SPARQL of viz/questions/NAME.rq."""
    return (files("viz") / "questions" / f"{name}.rq").read_text(encoding="utf-8")


def read_collection(
    generation: Generation, documents: Iterable[DocumentFacts], findings: tuple[Finding, ...], select: Select
) -> Collection:
    """Read a whole generation; documents and findings come from queries.documents and queries.audit."""
    counts = select(question("counts"), {}).rows
    agencies = select(question("agencies"), {}).rows
    return Collection(
        generation=generation.path.name,
        notice=generation.notice,
        documents={str(each.iri): each for each in documents},
        statements=tuple(_statements(select(question("relations"), {}), select(question("mentions"), {}))),
        tasks={str(document): int(tasks or 0) for document, tasks, _ in counts},
        assigned={str(document): int(assigned or 0) for document, _, assigned in counts},
        agencies=int(agencies[0][0] or 0) if agencies else 0,
        findings=findings,
        places={
            str(thing): Place(document=str(document), path=str(path), text=str(text))
            for thing, document, path, text in select(question("places"), {}).rows
        },
    )


def _statements(relations: Rows, mentions: Rows) -> Iterable[Statement]:
    passages: dict[str, list[Passage]] = defaultdict(list)
    for citation, holder, start, end, quote in mentions.rows:
        words = Passage(document=str(holder), start=int(start or 0), end=int(end or 0), quote=str(quote or ""))
        passages[str(citation)].append(words)
    said: dict[tuple[str, str, str, str | None], list[Passage]] = defaultdict(list)
    for citation, citing, relation, cited, detail in relations.rows:
        kind = (concept(relation) or "cites").replace("-", "_")
        key = (str(citing), str(cited), kind, None if detail is None else str(detail))
        said[key].extend(each for each in passages[str(citation)] if each not in said[key])
    for (citing, cited, relation, detail), found in said.items():
        yield Statement(citing=citing, cited=cited, relation=relation, detail=detail, passages=tuple(found))
