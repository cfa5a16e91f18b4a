"""The audit: counts by rule and grade, and each finding with its words, its remedy, and pairs side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from queries.documents import DocumentFacts
from viz import links
from viz.collection import Collection, FindingFacts, Place
from viz.pages.start import rule_counts
from viz.visit import Visit
from viz.wording import Run, compare_words

PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding as it is listed: where it stands, and the runs of a pair's words."""

    finding: FindingFacts
    sides: tuple[tuple[str, str, str, tuple[Run, ...]], ...]  # label, path, address, words


def audit_page(visit: Visit) -> Response:
    """List findings by rule, grade and document."""
    collection, state = visit.collection, visit.state
    found = [finding for finding in collection.findings if _fits(finding, collection, state)]
    order = {"violation": 0, "warning": 1, "info": 2}
    found.sort(key=lambda each: (order.get(each.severity, 3), each.rule, each.focus, each.other or ""))
    first = visit.number("from")
    return visit.write(
        "audit.html",
        rules=rule_counts(collection),
        items=[_item(finding, collection, visit.language) for finding in found[first : first + PAGE]],
        total=len(found),
        first=first,
        size=PAGE,
        state=state,
        document=collection.by_id.get(state.get("document", "")),
    )


def _fits(finding: FindingFacts, collection: Collection, state: Mapping[str, str]) -> bool:
    if state.get("rule") and finding.rule != state["rule"]:
        return False
    if state.get("grade") and (finding.grade or finding.verdict or "") != state["grade"]:
        return False
    if not state.get("document"):
        return True
    places = (collection.document_of(focus) for focus in (finding.focus, finding.other) if focus)
    return any(iri.rsplit("/", 1)[-1] == state["document"] for iri in places)


def _item(finding: FindingFacts, collection: Collection, language: str) -> Item:
    focuses = [focus for focus in (finding.focus, finding.other) if focus]
    texts = [collection.places[focus].text if focus in collection.places else "" for focus in focuses]
    pair = 2
    if len(texts) == pair:
        runs = compare_words(texts[0], texts[1])
    else:
        runs = tuple((Run(text=text, differs=False),) for text in texts)
    return Item(
        finding=finding,
        sides=tuple(
            (*_side(focus, collection, language), words) for focus, words in zip(focuses, runs, strict=True)
        ),
    )


def _side(focus: str, collection: Collection, language: str) -> tuple[str, str, str]:
    """Return the label, the path and the address of what a finding is about."""
    place: Place | None = collection.places.get(focus)
    document: DocumentFacts | None = collection.documents.get(place.document if place else focus)
    if document is None:
        return focus, "", ""
    if place is None:
        return document.label, "", links.document_page(language, document)
    return document.label, place.path, links.task_page(language, focus)
