"""Measurable targets side by side: what each document sets for the same thing."""

from itertools import groupby

from starlette.responses import Response

from ontology.folding import search_key
from viz import patterns
from viz.layout import LEVELS
from viz.listing import Perspective, list_things
from viz.pages.documents import YEARS, label
from viz.register import Target
from viz.visit import Visit

SIGNS = {">=": "≥", "<=": "≤"}


def indicators_page(visit: Visit) -> Response:
    """List targets by words, document, level, area and year, those of one name together."""
    listing = list_things(visit, visit.register.targets, _perspective(visit))
    if isinstance(listing, Response):
        return listing
    groups = [tuple(group) for _, group in groupby(listing.things, key=lambda each: (_key(each), each.year))]
    return visit.write(
        "indicators.html", listing=listing, groups=groups, amount=amount, state=visit.state, register=visit.register
    )


def amount(target: Target) -> str:
    """Return what is aimed at, such as "≥ 80 %" or "3–5 tổ"."""
    upper = "" if target.upper is None else f"–{target.upper:g}"
    return f"{SIGNS.get(target.comparator, target.comparator)} {target.value:g}{upper} {target.unit}".strip()


def _key(target: Target) -> str:
    return search_key(target.name)


def _perspective(visit: Visit) -> Perspective[Target]:
    documents, register = visit.collection.documents, visit.register
    return Perspective(
        name="indicators",
        variable="?indicator",
        core="?indicator tk:statedIn ?document .",
        dimensions={
            "target": lambda each: (each.year,) if each.year else (),
            "level": lambda each: filter(None, (documents[each.document].level,)),
            "document": lambda each: (each.document,),
            "area": lambda each: register.places(each.document),
            "unit": lambda each: (each.unit,) if each.unit else (),
        },
        patterns={
            "target": _year,
            "level": patterns.concept("?document", "tk:level", "level"),
            "document": patterns.thing("?indicator", "tk:statedIn"),
            "area": patterns.area("?document"),
            "unit": patterns.words("?indicator", "tk:unit"),
        },
        orders={"level": LEVELS, "target": tuple(reversed(YEARS))},
        label=lambda name, value: label(visit, name, value),
        iri=lambda each: each.iri,
        key=_key,
        row=lambda each: {
            "iri": each.iri,
            "document": documents[each.document].label,
            "name": each.name,
            "comparator": each.comparator,
            "value": f"{each.value:g}",
            "upper": "" if each.upper is None else f"{each.upper:g}",
            "unit": each.unit,
            "year": each.year,
        },
    )


def _year(value: str) -> str:
    if not value.isdigit():
        return "FILTER NOT EXISTS { ?indicator tk:targetYear ?any }"
    return f'?indicator tk:targetYear ?year . FILTER (STR(?year) = "{value}")'
