"""The pages of a PDF, a scan or a photograph as they were printed, with what was read from them marked in its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ontology.model import Span
from ontology.printed import Place
from viz.passages import Mark
from viz.visit import SourceDocument, Visit

WIDTH = 900.0  # of a page that is not scaled, in CSS pixels


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page: its corner and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What is marked on a page: what it is, where it leads, its words, and its boxes, a line or a word each."""

    kind: str
    href: str
    words: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page as it is shown; without a picture, the reason is told."""

    number: int
    total: int
    width: float
    height: float
    marked: tuple[Marked, ...]
    is_drawn: bool


def page_picture(visit: Visit) -> Response:
    """Return the picture of a page as PNG."""
    text = visit.source.text(visit.document().id)
    number = visit.request.path_params["number"]
    if text is None or visit.pictures is None or number not in map(str, range(1, len(text.printed) + 1)):
        raise HTTPException(404)
    drawn = visit.pictures.page(visit.source.sources(visit.document().id), int(number))
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/png")


def sheet_of(visit: Visit, text: SourceDocument, marks: Iterable[Mark]) -> Sheet:
    """Return the page that the address's state asks for (`page`), that of `start` where it names none."""
    first = text.page_of(visit.number("start")) or 1
    number = visit.number("page", first)
    if not 1 <= number <= len(text.printed):
        raise HTTPException(404)
    page = text.printed[number - 1]
    wide, high = (page.height, page.width) if page.turns % 2 else (page.width, page.height)
    height = round(WIDTH * high / wide, 1)
    borders = (*text.pages, len(text.raw))
    start, end = borders[number - 1], borders[number]
    inside = (mark for mark in sorted(marks) if mark.start < end and start < mark.end)
    marked = (_marked(mark, text, number, height) for mark in inside)
    sources = visit.source.sources(visit.document().id)
    return Sheet(
        number=number,
        total=len(text.printed),
        width=WIDTH,
        height=height,
        marked=tuple(each for each in marked if each.boxes),
        is_drawn=visit.pictures is not None and visit.pictures.has(sources),
    )


def _marked(mark: Mark, text: SourceDocument, number: int, height: float) -> Marked:
    places = (place for place in text.places(Span(mark.start, mark.end)) if place.page == number)
    return Marked(
        kind=mark.kind,
        href=mark.href,
        words=" ".join(text.raw[mark.start : mark.end].split()),
        boxes=tuple(_box(place, height) for place in places),
    )


def _box(place: Place, height: float) -> Box:
    across, down = (place.right - place.left) * WIDTH, (place.bottom - place.top) * height
    return Box(round(place.left * WIDTH, 1), round(place.top * height, 1), round(across, 1), round(down, 1))
