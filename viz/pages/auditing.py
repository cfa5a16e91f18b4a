"""The audit: counts by rule and grade; each finding with its words and its remedy, pairs side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from queries.documents import document_identity
from queries.findings import SEVERITIES, Finding
from viz import links
from viz.collection import COVERED, Collection, Place
from viz.pages.start import rule_counts
from viz.visit import Visit
from viz.wording import Run, compare_words

PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding as it is listed: where it stands, and the runs of a pair's words."""

    finding: Finding
    sides: tuple[tuple[str, str, str, tuple[Run, ...]], ...]  # label, path, address, words

    @property
    def differs(self) -> bool:
        """Return whether any word is underlined: a pair that reads the same has none."""
        return any(run.differs for _, _, _, runs in self.sides for run in runs)


def audit_page(visit: Visit) -> Response:
    """List findings by rule, grade, severity and document, the gravest first."""
    collection, state = visit.collection, visit.state
    found = [finding for finding in collection.findings if _fits(finding, state)]
    found.sort(key=lambda finding: -SEVERITIES.index(finding.severity))
    first = visit.number("from")
    size = len(found) if visit.is_kept else PAGE
    return visit.write(
        "audit.html",
        rules=rule_counts(collection),
        items=[_item(finding, collection, visit.language) for finding in found[first : first + size]],
        total=len(found),
        first=first,
        size=size,
        state=state,
        document=collection.by_id.get(state.get("document", "")),
    )


def _fits(finding: Finding, state: Mapping[str, str]) -> bool:
    said = {
        "rule": finding.rule,
        "grade": finding.grade or finding.verdict or "",
        "severity": finding.severity,
    }
    if any(state.get(name) and state[name] != value for name, value in said.items()):
        return False
    blamed = finding.other if finding.grade != COVERED else None
    other = "" if blamed is None else document_identity(blamed).partition("/")[0]
    return state.get("document", "") in {"", finding.document, other}


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
        sides=tuple((*_label(task, place, finding, collection, language), runs) for task, place, runs in sides),
    )


def _label(
    thing: str, place: Place | None, finding: Finding, collection: Collection, language: str
) -> tuple[str, str, str]:
    """Return the name, the path and the address of what a finding is about: a task, a document, an agency."""
    if place is not None and place.document in collection.documents:
        return collection.documents[place.document].label, place.path, links.task_page(language, thing)
    if "/agency/" in thing:
        return finding.text, "", links.agency_page(language, thing)
    document = collection.by_id.get(document_identity(thing).partition("/")[0])
    if document is None:
        return finding.document, finding.path, ""
    return document.label, finding.path, links.document_page(language, document)
