"""The audit: counts by rule and grade; each finding with its words and its remedy, pairs side by side.

What depends on no day stands in the generation; what does, such as what is overdue, is found when asked (`as-of`).
"""

from dataclasses import dataclass

from starlette.responses import Response

from queries.documents import document_identity
from queries.findings import SEVERITIES, Finding
from queries.process import WorkerDiedError, WorkerTimeoutError
from queries.tasks import Evidence
from viz import links
from viz.collection import Collection, Place
from viz.facets import narrow
from viz.listing import list_things
from viz.pages.findings import FACETS, perspective
from viz.pages.start import rule_counts
from viz.visit import Visit
from viz.wording import Run, compare_words

PASSAGES = 4  # of a finding that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the things that a finding is about: its name, its path, its address, its words."""

    label: str
    path: str
    address: str
    words: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A passage that a finding rests on: the document's name, where the reader opens, the words in the file."""

    label: str
    address: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding as it is listed."""

    finding: Finding
    sides: tuple[Side, ...]
    witnesses: tuple[Witness, ...]

    @property
    def differs(self) -> bool:
        """Return whether any word is underlined: a pair that reads the same has none."""
        return any(run.differs for side in self.sides for run in side.words)


def audit_page(visit: Visit) -> Response:
    """List findings by rule, grade, severity, mark, document, level, branch, area and agency, the gravest first."""
    findings, fault = found_on_the_day(visit)
    whole, opinions = perspective(visit), visit.source.opinions()
    ordered = sorted(findings, key=lambda finding: -SEVERITIES.index(finding.severity))
    board, _ = narrow(ordered, whole.by(FACETS).dimensions, visit.state)
    listing = list_things(visit, ordered, whole)
    if isinstance(listing, Response):
        return listing
    response = visit.write(
        "audit.html",
        rules=rule_counts(board),
        count=len(board),
        items=[_item(finding, visit.collection, visit.language) for finding in listing.things],
        listing=listing,
        facets=[facet for facet in listing.facets if facet.name in (*FACETS, "severity")],
        of_the_day=len(findings) - len(visit.collection.findings),
        state=visit.state,
        today=visit.day(),
        fault=fault,
        opinions=opinions,
    )
    if fault:  # what is missing now may be there a moment later
        response.headers["cache-control"] = "no-store"
    return response


def found_on_the_day(visit: Visit) -> tuple[tuple[Finding, ...], str]:
    """Return all findings, and why those of the day are missing where they are; a file keeps none of a day."""
    stored = visit.collection.findings
    if visit.is_kept:
        return stored, ""
    day = visit.day()
    try:
        stands = visit.source.opinions().stands
        return (*stored, *filter(stands, visit.source.findings_on(day))), ""
    except (WorkerTimeoutError, WorkerDiedError) as error:
        return stored, str(error)


def _item(finding: Finding, collection: Collection, language: str) -> Item:
    """Return a finding with the words of its task, or of both tasks where there are two."""
    own = collection.places.get(finding.task)
    other = collection.places.get(finding.other) if finding.other and finding.other != finding.task else None
    words = own.text if own else finding.text
    if own is None or other is None or finding.other is None:
        sides = ((finding.task, own, (Run(text=words, differs=False),)),)
    else:
        left, right = compare_words(words, other.text)
        sides = ((finding.task, own, left), (finding.other, other, right))
    return Item(
        finding=finding,
        sides=tuple(_side(task, place, finding, (collection, language), runs) for task, place, runs in sides),
        witnesses=tuple(
            witness
            for each in finding.evidence[:PASSAGES]
            for witness in [_witness(each, collection, language)]
            if witness is not None
        ),
    )


def _witness(evidence: Evidence, collection: Collection, language: str) -> Witness | None:
    document = collection.by_id.get(document_identity(evidence.iri).partition("/")[0])
    if document is None:
        return None
    address = links.text_page(language, document.id, evidence.start, evidence.end)
    return Witness(label=document.label, address=address, words=" ".join(evidence.text.split()))


def _side(
    thing: str, place: Place | None, finding: Finding, where: tuple[Collection, str], words: tuple[Run, ...]
) -> Side:
    """Return the name, the path and the address of what a finding is about: a task, a document, an agency."""
    collection, language = where
    if place is not None and place.document in collection.documents:
        label = collection.documents[place.document].label
        return Side(label=label, path=place.path, address=links.task_page(language, thing), words=words)
    if "/agency/" in thing:
        return Side(label=finding.text, path="", address=links.agency_page(language, thing), words=words)
    identity, _, part = document_identity(thing).partition("/")
    document = collection.by_id.get(identity)
    if document is None:
        return Side(label=finding.document, path=finding.path, address="", words=words)
    address = links.document_page(language, document)
    if part.startswith("task/"):
        address = links.task_page(language, thing)
    return Side(label=document.label, path=finding.path, address=address, words=words)
