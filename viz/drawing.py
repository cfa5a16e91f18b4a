"""A laid-out cascade as the shapes that a template writes: cards, curves, bands and lanes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from queries.documents import DocumentFacts
from viz.groups import Group
from viz.language import Translate, day, term
from viz.layout import lay_out
from viz.picture import Box, Edge, Node, Picture, Route, Strip

CARD_LETTERS = 30  # of a line inside a card, at its type size


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A document in the picture: its box, its words, where it leads, and how it is marked."""

    box: Box
    href: str
    label: str  # the accessible name: everything that the card shows, unshortened
    symbol: str
    kind: str
    issuer: str
    foot: str
    letter: str
    branch: str
    badge: int
    classes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """An edge in the picture: an SVG path, its relation, and how it is marked."""

    path: str
    relation: str
    classes: str
    upper: str
    lower: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything that the SVG template needs; lengths in CSS pixels."""

    width: float
    height: float
    bands: tuple[Strip, ...]
    lanes: tuple[Strip, ...]
    curves: tuple[Curve, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a drawing depends on besides the documents: language, links, counts, marks."""

    language: str
    translate: Translate
    href: Callable[[DocumentFacts], str]
    unfold: Callable[[Group], str]  # where the documents of a folded group are shown one by one
    tasks: Mapping[str, int]
    findings: Mapping[str, int]
    root: str = ""
    chain: Collection[str] = ()  # documents of the highlighted chain; nothing is highlighted where it is empty


def draw(
    documents: Iterable[DocumentFacts], edges: Iterable[Edge], style: Style, groups: Iterable[Group] = ()
) -> Drawing:
    """Lay documents and edges out and dress them; the accessible name of each card holds its full facts."""
    known = {str(document.iri): document for document in documents}
    folded = {group.key: group for group in groups}
    things: dict[str, DocumentFacts | Group] = {**known, **folded}
    picture: Picture = lay_out(
        (Node(key=key, level=thing.level, branch=thing.branch) for key, thing in things.items()),
        edges,
    )
    return Drawing(
        width=picture.width,
        height=picture.height,
        bands=picture.bands,
        lanes=picture.lanes,
        curves=tuple(_curve(route, style) for route in picture.routes),
        cards=tuple(
            _card(box, known[box.key], style) if box.key in known else _folded(box, folded[box.key], style)
            for box in picture.boxes
        ),
    )


def shorten(text: str, letters: int = CARD_LETTERS) -> str:
    """Return a text that fits: cut at a word where that leaves most of it, with an ellipsis.

    >>> shorten("Đảng ủy xã Xuân Trường, tỉnh Ninh Bình", 24)
    'Đảng ủy xã Xuân Trường…'
    """
    if len(text) <= letters:
        return text
    head = text[: letters - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > letters * 2 // 3 else head).rstrip(" ,;.") + "…"


def smooth(points: Iterable[tuple[float, float]]) -> str:
    """Return an SVG path through points that leaves and enters each vertically."""
    stations = list(points)
    x, y = stations[0]
    steps = [f"M{x:g} {y:g}"]
    for (x0, y0), (x1, y1) in pairwise(stations):
        middle = (y0 + y1) / 2
        steps.append(f"L{x1:g} {y1:g}" if x0 == x1 else f"C{x0:g} {middle:g} {x1:g} {middle:g} {x1:g} {y1:g}")
    return "".join(steps)


def _curve(route: Route, style: Style) -> Curve:
    edge = route.edge
    lit = edge.upper in style.chain and edge.lower in style.chain
    classes = ["edge", edge.relation.replace("_", "-")] + (["lit" if lit else "dim"] if style.chain else [])
    return Curve(
        path=smooth(route.points),
        relation=edge.relation,
        classes=" ".join(classes),
        upper=edge.upper,
        lower=edge.lower,
    )


def _card(box: Box, document: DocumentFacts, style: Style) -> Card:
    say, language = style.translate, style.language
    kind = term(language, "kind", document.kind)
    dated = f"{kind} · {day(language, document.issued)}" if document.issued else kind
    count, badge = style.tasks.get(box.key, 0), style.findings.get(box.key, 0)
    foot = say("cascade.tasks", count=count) if document.in_collection else say("cascade.cited")
    symbol, issuer = shorten(document.label, 22), shorten(document.issuer or "—")
    letter = term(language, "letter", document.branch)
    # What can be seen comes first and in its order, so that a name that is spoken finds the card (WCAG 2.5.3).
    spoken = [symbol, shorten(dated), issuer, foot, str(badge) if badge else "", letter]
    spoken += [full for full, seen in ((document.label, symbol), (document.issuer, issuer)) if full and full != seen]
    spoken += [term(language, "branch", document.branch), term(language, "level", document.level)]
    if badge:
        spoken.append(say("cascade.badge", count=badge))
    return Card(
        box=box,
        href=style.href(document),
        label=", ".join(part for part in spoken if part),
        symbol=symbol,
        kind=shorten(dated),
        issuer=issuer,
        foot=foot,
        letter=letter,
        branch=document.branch or "unknown",
        badge=badge,
        classes=_card_classes(box.key, document, style),
    )


def _folded(box: Box, group: Group, style: Style) -> Card:
    """Return the card of a group: how many documents it holds, and where they are shown."""
    say, language = style.translate, style.language
    symbol = say("cascade.folded", count=len(group.members))
    level = term(language, "level", group.level)
    foot = say("cascade.tasks", count=sum(style.tasks.get(member, 0) for member in group.members))
    badge = sum(style.findings.get(member, 0) for member in group.members)
    letter, branch = term(language, "letter", group.branch), term(language, "branch", group.branch)
    return Card(
        box=box,
        href=style.unfold(group),
        label=", ".join(filter(None, (symbol, level, say("cascade.unfold"), foot, str(badge or ""), letter, branch))),
        symbol=symbol,
        kind=level,
        issuer=say("cascade.unfold"),
        foot=foot,
        letter=letter,
        branch=group.branch or "unknown",
        badge=badge,
        classes=f"card group branch-{group.branch or 'unknown'}" + (" dim" if style.chain else ""),
    )


def _card_classes(key: str, document: DocumentFacts, style: Style) -> str:
    classes = ["card", f"branch-{document.branch or 'unknown'}"]
    classes += [] if document.in_collection else ["cited"]
    classes += ["root"] if key == style.root else []
    classes += ["lit" if key in style.chain else "dim"] if style.chain else []
    return " ".join(classes)
