"""Everything that was read in one document as a list: what, from which words, how sure, by which rule."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ontology.folding import search_key
from ontology.identifiers import ONTOLOGY
from queries.documents import DocumentFacts
from viz import patterns
from viz.facets import NONE
from viz.facts import CITATION, INDICATOR, KINDS, ROLES, TASK, Fact
from viz.language import day, period
from viz.listing import Perspective, list_things
from viz.pages.indicators import amount
from viz.passages import restored_offset
from viz.visit import Visit

BANDS = {"sure": (0.9, 1.01), "likely": (0.7, 0.9), "doubtful": (-0.01, 0.7)}
_ANY = "VALUES ?class { tk:Task tk:Assignment tk:Deadline tk:Recurrence tk:Citation tk:Indicator }"
_OA = "http://www.w3.org/ns/oa#"
_ROLE = ONTOLOGY.removesuffix("#") + "/scheme/role/"
_CLASSES = {TASK: "Task", "due": "Deadline", "every": "Recurrence", CITATION: "Citation", INDICATOR: "Indicator"}


def facts_page(visit: Visit) -> Response:
    """List the facts of a document by kind, confidence and method, or write them as a file."""
    document = visit.document()
    text = visit.source.text(document.id)
    if text is None:
        raise HTTPException(404)

    def words(fact: Fact) -> str:
        first, last = (restored_offset(text.offsets, offset) for offset in (fact.start, fact.end))
        return " ".join(text.restored[first:last].split())

    listing = list_things(visit, visit.source.facts(document.iri).facts, _perspective(visit, document, words))
    if isinstance(listing, Response):
        return listing
    return visit.write(
        "facts.html", document=document, listing=listing, state=visit.state, words=words, value=shown_value
    )


def shown_value(visit: Visit, fact: Fact) -> str:
    """Return what a fact says, as people write it."""
    collection = visit.collection
    if fact.kind == "due":
        return day(visit.language, fact.value)
    if fact.kind == "every":
        return period(visit.language, fact.value)
    if fact.kind == CITATION:
        label = collection.documents[fact.value].label if fact.value in collection.documents else fact.value
        return f"{visit.say(f'relation.{fact.note}')} {label}"
    if fact.kind == INDICATOR:
        target = visit.register.targets_by_iri.get(fact.iri)
        return "" if target is None else f"{target.name}: {amount(target)}"
    if fact.kind == TASK:
        place = visit.register.duties_by_iri.get(fact.iri)
        return place.path if place else ""
    return fact.value


def band(fact: Fact) -> str:
    """Return how sure a fact is: "sure", "likely", "doubtful", or "none" where nobody says."""
    if fact.confidence is None:
        return NONE
    return next(name for name, (low, high) in BANDS.items() if low <= fact.confidence < high)


def _perspective(visit: Visit, document: DocumentFacts, words: Callable[[Fact], str]) -> Perspective[Fact]:
    def row(fact: Fact) -> dict[str, str]:
        return {
            "iri": fact.iri,
            "kind": fact.kind,
            "value": shown_value(visit, fact),
            "words": words(fact),
            "start": str(fact.start),
            "end": str(fact.end),
            "confidence": "" if fact.confidence is None else f"{fact.confidence:g}",
            "method": fact.method,
        }

    return Perspective(
        name=f"facts-{document.id}",
        variable="?thing",
        core=f"?thing tk:evidence/<{_OA}hasTarget>/<{_OA}hasSource> <{document.iri}> ; a ?class .\n  {_ANY}",
        dimensions={
            "fact": lambda each: (each.kind,),
            "confidence": lambda each: (band(each),),
            "method": lambda each: (each.method,) if each.method else (),
        },
        patterns={
            "fact": patterns.choice({name: _of_kind(name) for name in KINDS}),
            "confidence": patterns.choice({name: _of_band(name) for name in (*BANDS, NONE)}),
            "method": patterns.words("?thing", "tk:method"),
        },
        orders={"fact": KINDS, "confidence": (*BANDS, NONE)},
        label=lambda name, value: _label(visit, name, value),
        iri=lambda each: each.iri,
        key=lambda each: search_key(f"{shown_value(visit, each)} {words(each)}"),
        row=row,
    )


def _of_kind(kind: str) -> str:
    if kind in ROLES:
        return f"?thing tk:role <{_ROLE}{kind}> ."
    return f"?thing a tk:{_CLASSES[kind]} ."


def _of_band(name: str) -> str:
    if name == NONE:
        return "FILTER NOT EXISTS { ?thing tk:confidence ?any }"
    low, high = BANDS[name]
    return f"?thing tk:confidence ?sure . FILTER (?sure >= {low} && ?sure < {high})"


def _label(visit: Visit, name: str, value: str) -> str:
    if value == NONE:
        return visit.say(f"facet.no_{name}")
    return value if name == "method" else visit.say(f"facts.{value}")
