"""What stands at the address of a thing: its page for people, its statements for programs."""

import re
from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.quads import RDF, Iri, Literal, Quad
from graph.store import Store, Value
from viz import links
from viz.collection import question
from viz.library import Volume
from viz.negotiation import preferred

PAGE = "html"
FORMS = {
    "text/html": PAGE,
    "application/xhtml+xml": PAGE,
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "html": PAGE,
    "ttl": "ttl",
    "jsonld": "jsonld",
    "nt": "nt",
    "rdf": "rdf",
}
MEDIA_TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_SAFE = re.compile(r"[A-Za-z0-9._~/-]+")


def describe(request: Request, volume: Volume, language: str) -> Response:
    """Answer at the IRI of a thing: 303 to its page, or what is said of it as Turtle, JSON-LD, N-Triples, RDF/XML.

    The form is what `Accept` prefers, or what `?format=` names; a browser gets the page.
    """
    rest = request.path_params["rest"]
    iri = f"{volume.generation.manifest['base']}{rest}"
    form = preferred(request.query_params.get("format") or request.headers.get("accept", ""), FORMS, PAGE)
    headers = {"vary": "accept, accept-language"}
    if form == PAGE:
        return RedirectResponse(_page(volume, iri, language), 303, headers=headers)
    rows = volume.select(question("description"), {"thing": Iri(iri)}).rows if _SAFE.fullmatch(rest) else ()
    if not rows:
        raise HTTPException(404)
    store = Store.memory()
    store.add(_quads(iri, rows))
    return Response(store.dump(form), media_type=f"{MEDIA_TYPES[form]}; charset=utf-8", headers=headers)


def _page(volume: Volume, iri: str, language: str) -> str:
    """Return the page of a thing; a part of a document that has no page of its own is shown on the document's."""
    kind, _, key = iri.removeprefix(volume.generation.manifest["base"]).partition("/")
    if kind == "agency" and key in volume.register.by_key:
        return links.page(language, "agency", key)
    if kind == "area" and iri in volume.register.areas:
        return links.page(language, "documents", area=iri)
    identity, _, part = key.partition("/")
    if kind != "document" or identity not in volume.collection.by_id:
        raise HTTPException(404)
    if part.startswith("task/"):
        return links.task_page(language, iri)
    return links.page(language, "document", identity)


def _quads(graph: str, rows: tuple[tuple[Value | None, ...], ...]) -> Iterator[Quad]:
    for _, subject, name, value, named, datatype, tag in rows:
        if tag:
            said: Iri | Literal = Literal(str(value), RDF + "langString", str(tag))
        else:
            said = Iri(str(value)) if named else Literal(str(value), str(datatype))
        yield Quad(Iri(str(subject)), Iri(str(name)), said, Iri(graph))
