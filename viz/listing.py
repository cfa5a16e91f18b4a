"""A list of things of one kind: searched, narrowed by facets, cut into pages, written as a file or as a query."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ontology.folding import search_key
from viz.downloads import Table, take
from viz.facets import Facet, Values, facets, narrow
from viz.patterns import Pattern, compose
from viz.visit import Visit

Thing = TypeVar("Thing")

PAGE = 60
MANY = 120  # hits of a search that a query may name one by one: 32 KiB are the longest query


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective(Generic[Thing]):
    """How one kind of things is listed. Each facet has its values, its pattern in SPARQL, and maybe an order."""

    name: str  # of the file that is downloaded
    variable: str
    core: str  # the pattern that all things of the kind fit
    dimensions: Mapping[str, Values[Thing]]
    patterns: Mapping[str, Pattern]  # a facet that the graph does not know has none
    orders: Mapping[str, Sequence[str]]
    label: Callable[[str, str], str]  # facet and value -> words
    iri: Callable[[Thing], str]
    key: Callable[[Thing], str]  # the folded words that a search looks in
    row: Callable[[Thing], Mapping[str, str]]  # column -> cell

    def by(self, names: Iterable[str]) -> "Perspective[Thing]":
        """Return the same with these facets alone."""
        kept = tuple(names)
        return replace(
            self,
            dimensions={name: self.dimensions[name] for name in kept},
            patterns={name: self.patterns[name] for name in kept if name in self.patterns},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Thing]):
    """One list as it is shown; `sparql` is empty where the hits of a search are too many to name."""

    things: tuple[Thing, ...]  # of this page
    facets: tuple[Facet, ...]
    total: int
    first: int
    size: int
    sparql: str


def list_things(visit: Visit, things: Iterable[Thing], perspective: Perspective[Thing]) -> Listing[Thing] | Response:
    """Return what the address's state asks for: a page of the list, or all of it as a file (`as=csv`, `as=json`)."""
    state = visit.state
    wanted = state.get("q", "")
    hits = _search(things, wanted, perspective)
    kept, counts = narrow(hits, perspective.dimensions, state)
    unsaid = any(state.get(name) for name in perspective.dimensions if name not in perspective.patterns)
    only = [perspective.iri(each) for each in kept] if wanted.strip() or unsaid else None
    sparql = _query(state, only, perspective)
    if state.get("as"):
        return _file(visit, kept, perspective, sparql)
    size = len(kept) if visit.is_kept else PAGE
    first = visit.number("from")
    return Listing(
        things=tuple(kept[first : first + size]),
        facets=facets(counts, state, perspective.label, perspective.orders),
        total=len(kept),
        first=first,
        size=size,
        sparql=sparql,
    )


def _search(things: Iterable[Thing], wanted: str, perspective: Perspective[Thing]) -> list[Thing]:
    """Return the things that hold every word, with and without accents; symbols fit in any shape."""
    words = search_key(wanted).split()
    squeezed = "".join(words)
    return [
        each
        for each in things
        if all(word in perspective.key(each) for word in words)
        or (len(squeezed) > 3 and squeezed in perspective.key(each).replace(" ", ""))  # noqa: PLR2004 - "16 kh du"
    ]


def _query(state: Mapping[str, str], only: list[str] | None, perspective: Perspective[Thing]) -> str:
    if only is not None and len(only) > MANY:
        return ""
    return query_of(perspective, state, only=only)


def query_of(
    perspective: Perspective[Thing],
    state: Mapping[str, str],
    *,
    lines: Iterable[str] = (),
    also: Iterable[str] = (),
    only: Iterable[str] | None = None,
) -> str:
    """Return the query of what the address's state chooses; `lines` are further patterns, `also` further variables."""
    chosen = (*chosen_lines(perspective, state), *lines)
    try:
        return compose(perspective.variable, perspective.core, chosen, only, also)
    except ValueError:  # what was searched is no IRI
        raise HTTPException(400) from None


def chosen_lines(perspective: Perspective[Thing], state: Mapping[str, str]) -> list[str]:
    """Return the patterns of what is chosen; raise 400 for a value in the address that no facet offers."""
    try:
        return [pattern(state[name]) for name, pattern in perspective.patterns.items() if state.get(name)]
    except (KeyError, ValueError):
        raise HTTPException(400) from None


def _file(visit: Visit, things: Sequence[Thing], perspective: Perspective[Thing], sparql: str) -> Response:
    rows = [perspective.row(each) for each in things]
    table = Table(
        name=perspective.name,
        columns=tuple(rows[0]) if rows else (),
        rows=[tuple(row.values()) for row in rows],
        sparql=sparql,
    )
    return take(table, visit.state["as"], visit.source.run_sparql)


def year_of(issued: str | None) -> tuple[str, ...]:
    """Return the year of an ISO date as the values of a facet."""
    return (issued[:4],) if issued and issued[:4].isdigit() else ()
