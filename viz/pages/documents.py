"""The list of documents."""

from collections import defaultdict
from collections.abc import Mapping

from starlette.responses import Response

from queries.corrections import told
from queries.documents import DocumentFacts
from viz import patterns
from viz.collection import holder
from viz.facets import NONE
from viz.language import term
from viz.layout import BRANCHES, LEVELS
from viz.listing import Perspective, list_things, year_of
from viz.visit import Visit


def documents_page(visit: Visit) -> Response:
    """List documents by words, kind, level, branch, area, issuer, year and finding, or write the list as a file."""
    collection = visit.collection
    found = sorted(
        collection.documents.values(),
        key=lambda each: (not each.in_collection, -collection.tasks.get(str(each.iri), 0), each.id),
    )
    listing = list_things(visit, found, perspective(visit).by(FACETS))
    if isinstance(listing, Response):
        return listing
    return visit.write("documents.html", listing=listing, state=visit.state, register=visit.register)


def perspective(visit: Visit) -> Perspective[DocumentFacts]:
    """Return how documents are listed."""
    register, collection = visit.register, visit.collection
    rules = _rules(visit)
    return Perspective(
        name="documents",
        variable="?document",
        core="?document tk:inCollection ?inCollection .",
        dimensions={
            "read": lambda each: ("yes" if each.in_collection else "no",),
            "level": lambda each: (each.level,) if each.level else (),
            "branch": lambda each: (each.branch,) if each.branch else (),
            "kind": lambda each: (each.kind,) if each.kind else (),
            "area": lambda each: register.places(each.iri),
            "year": lambda each: year_of(each.issued),
            "issuer": lambda each: register.issued_by.get(each.iri, ()),
            "said": lambda each: register.correctors(each.iri),
            "finding": lambda each: rules.get(each.id, ()),
            "who": lambda each: register.answering.get(each.iri, ()),
        },
        patterns={
            "read": patterns.choice(
                {"yes": "?document tk:inCollection true .", "no": "?document tk:inCollection false ."}
            ),
            "level": patterns.concept("?document", "tk:level", "level"),
            "branch": patterns.concept("?document", "tk:branch", "branch"),
            "kind": patterns.concept("?document", "tk:documentKind", "kind"),
            "area": patterns.area("?document"),
            "year": patterns.year("?document"),
            "issuer": patterns.thing("?document", "tk:issuedBy"),
            "said": patterns.corrected("?document"),
            "finding": patterns.finding("?finding tk:focus/(tk:setOutIn|tk:statedIn)? ?document ."),
            "who": patterns.thing("?document", "tk:issuedBy|(^tk:setOutIn/tk:leadAgency)"),
        },
        orders={"level": LEVELS, "branch": BRANCHES, "read": ("yes", "no"), "year": YEARS},
        label=lambda name, value: label(visit, name, value),
        iri=lambda each: each.iri,
        key=lambda each: collection.search_keys[each.iri],
        row=lambda each: _row(visit, each),
    )


FACETS = ("read", "level", "branch", "kind", "area", "year", "issuer", "said", "finding")
YEARS = tuple(str(year) for year in range(2100, 1944, -1))  # the latest first


def label(visit: Visit, name: str, value: str) -> str:
    """Return the words for a value of a facet."""
    if value == NONE:
        return visit.say(f"facet.no_{name}")
    if name in {"level", "branch", "kind", "part"}:
        return term(visit.language, name, value)
    return _own_label(visit, name, value)


def _own_label(visit: Visit, name: str, value: str) -> str:
    register = visit.register
    if name == "area" and value in register.areas:
        return register.areas[value].name
    if name in {"issuer", "agency", "who"} and value in register.agencies:
        return register.agencies[value].name
    if name == "document" and value in visit.collection.documents:
        return visit.collection.documents[value].label
    if name == "finding":
        return term(visit.language, "rule", value)
    return visit.words.get(f"facet.{name}_{value}", value)


def _rules(visit: Visit) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for finding in visit.collection.findings:
        found[holder(finding.task)].add(finding.rule)
    return {document: frozenset(rules) for document, rules in found.items()}


def _row(visit: Visit, document: DocumentFacts) -> dict[str, str]:
    collection, language = visit.collection, visit.language
    return {
        "iri": document.iri,
        "symbol": document.symbol or "",
        "title": document.title or "",
        "kind": term(language, "kind", document.kind),
        "issuer": document.issuer or "",
        "issued": document.issued or "",
        "level": term(language, "level", document.level),
        "branch": term(language, "branch", document.branch),
        "in_collection": "true" if document.in_collection else "false",
        "tasks": str(collection.tasks.get(document.iri, 0)),
        "findings": str(collection.finding_counts.get(document.iri, 0)),
        "corrected": told(visit.register.corrections.get(document.iri, ())),
    }
