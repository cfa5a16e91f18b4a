"""The answers of named questions as a person reads them at a screen: symbols for ids, labels for concepts."""

from collections.abc import Mapping, Sequence
from functools import cache

from graph.store import Iri, Store, Value
from ontology.files import SCHEMES, turtle

_CONCEPTS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?concept ?label WHERE { ?concept skos:inScheme ?scheme ; skos:prefLabel ?label FILTER (LANG(?label) = "vi") }
"""
_TEXT = 120  # characters of a clause; the other forms give all
_ALWAYS_LEFT_OUT = ("finding", "sha256")  # programs join by them
# what a person calls the thing in a column of IRIs: the first of these columns that the answer has
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "agency": ("name",),
    "basis": ("basisSymbol",),
    "by": ("bySymbol",),
    "document": ("symbol",),
    "first": ("firstPath",),
    "lower": ("lowerPath",),
    "member": ("memberName",),
    "ownDocument": ("ownSymbol",),
    "second": ("secondPath",),
    "task": ("path",),
    "upper": ("upperPath", "upperSymbol", "symbol"),
    "upperDocument": ("upperSymbol", "upperName"),
}


@cache
def concept_labels() -> Mapping[str, str]:
    """Return the Vietnamese label of every concept of the ontology's schemes by its IRI."""
    store = Store.memory()
    store.load_turtle(turtle(SCHEMES).encode(), Iri("urn:schemes"))
    return {str(concept): str(label) for concept, label in store.select(_CONCEPTS).rows}


def readable_table(
    columns: Sequence[str], rows: Sequence[Sequence[Value | None]], asked: Sequence[str]
) -> tuple[tuple[str, ...], list[list[object]]]:
    """Return columns and rows without what was asked, nor ids beside which a symbol, a place or a name stands.

    A thing without a symbol keeps its id, in the column of the symbol.
    """
    names = {column: beside for column in columns if (beside := _beside(column, columns))}
    kept = tuple(each for each in columns if each not in {*asked, *_ALWAYS_LEFT_OUT, *names})
    ids = {beside: column for column, beside in reversed(names.items())}
    return kept, [_readable(dict(zip(columns, row, strict=True)), kept, ids) for row in rows]


def _beside(column: str, columns: Sequence[str]) -> str | None:
    return next((each for each in _BESIDE.get(column, ()) if each in columns), None)


def _readable(row: Mapping[str, Value | None], kept: Sequence[str], ids: Mapping[str, str]) -> list[object]:
    return [_cell(row[each] if row[each] is not None else row.get(ids.get(each, ""))) for each in kept]


def _cell(value: Value | None) -> object:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Iri):
        return concept_labels().get(value, value)
    if not isinstance(value, str) or len(value) <= _TEXT:
        return value
    return f"{value[: _TEXT - 1].rstrip()}…"
