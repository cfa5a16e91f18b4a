"""The whole desk in one HTML file: cascades, lists, tasks, audit, texts and search, for mail and USB sticks.

The pages are those of the desk, each a section of the file. Without JavaScript the address's fragment chooses the
section (`:target`); with it, search works as well. A policy in the file forbids every request.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import quote, unquote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from ontology.folding import search_key
from viz.anchors import anchor
from viz.collection import Collection
from viz.language import translator, words
from viz.pages.agencies import agencies_page, agency_page
from viz.pages.auditing import audit_page
from viz.pages.calendars import calendar_page
from viz.pages.cascading import cascade_page
from viz.pages.document import document_page
from viz.pages.documents import documents_page
from viz.pages.duties import task_page
from viz.pages.indicators import indicators_page
from viz.pages.matrices import matrix_page
from viz.pages.paths import path_page
from viz.pages.reader import text_page
from viz.pages.start import heads, start_page
from viz.pages.tasks import tasks_page
from viz.shelf import Shelf
from viz.visit import Visit, environment

TASK_PAGES = 2000  # with more tasks each is shown in its document's table alone
CASCADES = 40  # heads of cascades that have their picture in the file
_MAIN = re.compile(r"<main [^>]*>(.*)</main>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ATTRIBUTE = re.compile(r' (href|id|for|aria-labelledby|aria-describedby|list|marker-end)="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of the file: its address in the desk (without the language), and what makes it."""

    address: str
    page: Callable[[Visit], Response]
    parameters: tuple[tuple[str, str], ...] = ()


def write_desk(shelf: Shelf, language: str) -> str:
    """Return the file."""
    sheets = tuple(_sheets(shelf))
    places = {sheet.address: f"s{number}" for number, sheet in enumerate(sheets)}
    script = _read("offline.js")
    style = _read("desk.css") + _read("offline.css")
    return (
        environment()
        .get_template("offline.html")
        .render(
            t=translator(language),
            lang=language,
            generation=shelf.collection.generation,
            notice=shelf.collection.notice,
            menu=[(name, places[name]) for name in MENU if name in places],
            sections=[_section(sheet, shelf, language, places) for sheet in sheets],
            style=style,
            script=script,
            policy=_policy(style, script),
            index=_embedded(_index(shelf, places)),
            words=_embedded({name: words(language)[f"offline.{name}"] for name in ("found", "nothing")}),
        )
    )


MENU: dict[str, Callable[[Visit], Response]] = {
    "": start_page,
    "documents": documents_page,
    "tasks": tasks_page,
    "agencies": agencies_page,
    "matrix": matrix_page,
    "calendar": calendar_page,
    "indicators": indicators_page,
    "audit": audit_page,
}


def _sheets(shelf: Shelf) -> Iterator[Sheet]:
    collection = shelf.collection
    for name, page in MENU.items():
        yield Sheet(address=name, page=page)
    for document, _, _ in heads(collection)[:CASCADES]:
        yield Sheet(address=f"cascade?document={document.id}", page=cascade_page)
    for identity, document in collection.by_id.items():
        named = (("identity", identity),)
        yield Sheet(address=f"document/{quote(identity)}", page=document_page, parameters=named)
        if document.in_collection:
            yield Sheet(address=f"cascade?{urlencode({'document': identity, 'up': 1})}", page=cascade_page)
            yield Sheet(address=f"document/{quote(identity)}/text", page=text_page, parameters=named)
    for key in shelf.register.by_key:
        yield Sheet(address=f"agency/{quote(key)}", page=agency_page, parameters=(("key", key),))
    if len(shelf.register.duties) <= TASK_PAGES:
        yield from _tasks(shelf)


def _tasks(shelf: Shelf) -> Iterator[Sheet]:
    for duty in shelf.register.duties:
        identity, _, key = duty.iri.rsplit("/document/", 1)[-1].partition("/task/")
        address = f"document/{quote(identity)}/task/{quote(key)}"
        named = (("identity", identity), ("key", key))
        yield Sheet(address=address, page=task_page, parameters=named)
        yield Sheet(address=f"{address}/path", page=path_page, parameters=named)


def _section(sheet: Sheet, shelf: Shelf, language: str, places: dict[str, str]) -> tuple[str, str, str]:
    """Return a section's id, title and content, its ids and links those of the file."""
    path, _, query = sheet.address.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{language}/{unquote(path)}",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost")],
        "path_params": {"language": language, **dict(sheet.parameters)},
    }
    visit = Visit(request=Request(scope), language=language, source=shelf, is_kept=True)
    html = bytes(sheet.page(visit).body).decode()
    main, title = _MAIN.search(html), _TITLE.search(html)
    if main is None or title is None:
        raise ValueError(f"{sheet.address}: trang không có phần chính / the page has no main part")
    own = places[sheet.address]

    def moved(match: re.Match[str]) -> str:
        name, value = match.groups()
        if name == "href":
            return anchor(value, own, shelf, places)
        if name == "marker-end":
            return f' marker-end="url(#{own}-{value[5:-1]})"'
        return f' {name}="{own}-{value}"'

    return own, title[1], _ATTRIBUTE.sub(moved, main[1])


def _index(shelf: Shelf, places: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return what search looks through: the section, the words shown, the folded words."""
    collection = shelf.collection
    found = [
        (places[f"document/{quote(document.id)}"], _shown(collection, iri), collection.search_keys[iri])
        for iri, document in collection.documents.items()
    ]
    found += [
        (places[f"agency/{quote(agency.key)}"], agency.name, search_key(agency.name))
        for agency in shelf.register.agencies.values()
    ]
    for duty in shelf.register.duties:
        identity, _, key = duty.iri.rsplit("/document/", 1)[-1].partition("/task/")
        document = f"document/{quote(identity)}"
        place = places.get(f"{document}/task/{quote(key)}", places[document])
        label = collection.documents[duty.document].label
        found.append((place, f"{label}, {duty.path}: {duty.text}", shelf.register.duty_keys[duty.iri]))
    return found


def _shown(collection: Collection, iri: str) -> str:
    document = collection.documents[iri]
    return " · ".join(filter(None, (document.label, document.title, document.issuer)))


def _embedded(value: object) -> str:
    """Return JSON that stands safely inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _policy(style: str, script: str) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    own_style, own_script = (f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {own_style}; script-src {own_script}; base-uri 'none'; form-action 'none'"


def _read(name: str) -> str:
    return (files("viz") / "static" / name).read_text(encoding="utf-8")
