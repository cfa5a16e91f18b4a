"""The search box of every page: documents, agencies, targets, tasks and passages together, the best first."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from queries.search import KINDS, Hit, NoIndexError, matches
from viz import links
from viz.downloads import Table, take
from viz.patterns import these
from viz.visit import Visit
from viz.wording import Run

PAGE = 30
REACH = 90  # letters shown before the first word that was found
SHOWN = 320  # letters of a text shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A hit as it is listed: its kind, its name, where it leads, and its words with those searched marked."""

    kind: str
    label: str
    address: str
    words: tuple[Run, ...]


def search_page(visit: Visit) -> Response:
    """Show what a search found (`q`), of one kind where asked (`kind`), or write it as a file (`as`)."""
    state = visit.state
    wanted, kind = state.get("q", "").strip(), state.get("kind", "")
    if kind not in {"", *KINDS}:
        raise HTTPException(400)
    try:
        found = visit.source.search(wanted)
    except NoIndexError as error:
        return visit.write("search.html", status=503, fault=str(error), found=None, items=(), state=state, kinds=())
    hits = [hit for hit in found.hits if kind in {"", hit.kind}]
    if state.get("as"):
        return _file(visit, hits, wanted)
    first = visit.number("from")
    return visit.write(
        "search.html",
        fault=None,
        found=found,
        items=[item for hit in hits[first : first + PAGE] for item in _item(hit, visit, wanted)],
        total=len(hits),
        first=first,
        size=PAGE,
        state=state,
        kinds=[(name, found.counts[name]) for name in KINDS if name in found.counts],
    )


def _item(hit: Hit, visit: Visit, wanted: str) -> Iterator[Item]:
    """Yield a hit as it is listed; one whose document or agency the pages do not know is left out."""
    collection, language = visit.collection, visit.language
    document = collection.by_id.get(hit.document)
    label, address = hit.text, ""
    if hit.kind == "agency":
        address = links.agency_page(language, hit.iri)
    elif document is None:
        return
    elif hit.kind == "document":
        label, address = document.label, links.document_page(language, document)
    elif hit.kind == "task":
        label, address = f"{document.label}, {hit.label or '·'}", links.task_page(language, hit.iri)
    else:
        label = f"{document.label}, {visit.say(f'search.{hit.kind}')}"
        address = links.text_page(language, document.id, hit.start, hit.end)
    text = "" if hit.kind == "agency" else hit.text
    if hit.kind == "document":
        text = " · ".join(filter(None, (document.title, document.issuer))) if document else ""
    yield Item(kind=hit.kind, label=label, address=address, words=tuple(snippet(text, wanted)))


def snippet(text: str, wanted: str) -> Iterator[Run]:
    """Yield the part of a text round the first words that were searched, cut into runs; `differs` marks a hit.

    >>> [run.text for run in snippet("Nhiệm vụ đầu tư công", "dau tu") if run.differs]
    ['đầu tư']
    """
    places = list(matches(text, wanted))
    start = max(0, places[0][0] - REACH) if places and len(text) > SHOWN else 0
    start = text.find(" ", start) + 1 if start else 0
    end = min(len(text), start + SHOWN)
    at = start
    if start:
        yield Run(text="…", differs=False)
    for first, last in _joined(text, places):
        if at <= first and last <= end:
            yield from _plain(text[at:first])
            yield Run(text=text[first:last], differs=True)
            at = last
    yield from _plain(text[at:end] + ("…" if end < len(text) else ""))


def _joined(text: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places, those with nothing but spaces between them as one."""
    waiting: tuple[int, int] | None = None
    for first, last in places:
        if waiting is not None and not text[waiting[1] : first].strip():
            waiting = waiting[0], last
            continue
        if waiting is not None:
            yield waiting
        waiting = first, last
    if waiting is not None:
        yield waiting


def _plain(text: str) -> Iterator[Run]:
    if text:
        yield Run(text=text, differs=False)


def _file(visit: Visit, hits: list[Hit], wanted: str) -> Response:
    columns = ("kind", "name", "address", "text")
    items = [item for hit in hits for item in _item(hit, visit, wanted)]
    rows = [(each.kind, each.label, each.address, "".join(run.text for run in each.words)) for each in items]
    table = Table(name="search", columns=columns, rows=rows, sparql=these(_thing(hit, visit) for hit in hits))
    return take(table, visit.state["as"], visit.source.run_sparql)


def _thing(hit: Hit, visit: Visit) -> str:
    """Return what a hit is about: a passage is about its document."""
    document = visit.collection.by_id.get(hit.document)
    return hit.iri or (str(document.iri) if document else "")
