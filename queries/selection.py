"""The documents that a person means by a cascade or an area."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Iri, Store
from ontology.folding import search_key
from queries.cascade import cascade
from queries.documents import facts_query, find_documents
from queries.find import find_one_document, nearest_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area as the collection names it, with the areas above it."""

    iri: Iri
    name: str
    parent: Iri | None


class AreaNotFoundError(LookupError):
    """No area is called so, or several are; the message names them."""


def select_documents(store: Store, *, root: str | None = None, area: str | None = None) -> frozenset[Iri]:
    """Return the documents of a document's cascade (itself among them), of an area, or of both where both are given.

    Raise what `find_one_document` raises, and `AreaNotFoundError`.
    """
    chosen = frozenset(each.iri for each in find_documents(store))
    if root is not None:
        found = cascade(store, find_one_document(store, root).iri, with_tasks=False)
        chosen &= {found.root.iri, *(step.document.iri for step in found.documents)}
    if area is not None:
        chosen &= _of_area(store, area)
    return chosen


def _of_area(store: Store, text: str) -> frozenset[Iri]:
    rows = store.select(facts_query("areas")).rows
    places: dict[Iri, Place] = {}
    for _, iri, name, parent, above in rows:
        upper = None if parent is None else Iri(str(parent))
        places[Iri(str(iri))] = Place(iri=Iri(str(iri)), name=str(name), parent=upper)
        if upper is not None:
            places.setdefault(upper, Place(iri=upper, name=str(above), parent=None))
    wanted = _one_place(places, text)
    return frozenset(Iri(str(document)) for document, area, *_ in rows if wanted in _upwards(places, Iri(str(area))))


def _upwards(places: Mapping[Iri, Place], area: Iri) -> frozenset[Iri]:
    """Return an area with all areas above it."""
    found: set[Iri] = set()
    at: Iri | None = area
    while at is not None and at not in found:
        found.add(at)
        at = places[at].parent if at in places else None
    return frozenset(found)


def _one_place(places: Mapping[Iri, Place], text: str) -> Iri:
    key = search_key(text)
    exact = [iri for iri, place in places.items() if text == iri or search_key(place.name) == key]
    # "Hải Phòng" for "thành phố Hải Phòng"
    found = exact or [iri for iri, place in places.items() if key and search_key(place.name).endswith(f" {key}")]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"  {iri}  {places[iri].name}" for iri in sorted(found))
        raise AreaNotFoundError(
            f"{text!r} có thể là nhiều địa bàn, hãy dùng IRI. / {text!r} may be several areas, use the IRI:\n{listed}"
        )
    near = "; ".join(nearest_names((place.name for place in places.values()), text))
    vi, en = (f" Gần nhất: {near}.", f" Nearest: {near}.") if near else ("", "")
    raise AreaNotFoundError(f"Không có địa bàn {text!r} trong kho.{vi} / There is no area {text!r}.{en}")
