"""Documents that a document names, and what it says they do with one another.

Titles are nested ("Kế hoạch số 15-KH/TU về thực hiện Nghị quyết số 57-NQ/TW"): one sentence gives several
edges. What this document does with another is said in its title and preamble; elsewhere it merely cites.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.called import called_in
from loaders.mentions import Named, named_in, short_mentions
from loaders.relations import Scope, links_between, own_relations
from loaders.short_names import short_names
from loaders.text import Text, one_line
from loaders.verbs import CITED, REPEALED, Told
from ontology.folding import fold
from ontology.model import Citation, Link, Mention, Relation, Span

_STRENGTH: list[Told] = [
    CITED, (Relation.CITES, "reviews"), (Relation.CITES, "based_on"), (Relation.CITES, "suspends"),
    (Relation.AMENDS, None), (Relation.AMENDS, "corrects"), (Relation.REPLACES, None),
    REPEALED, (Relation.ISSUED_WITH, None), (Relation.IMPLEMENTS, "guides"),
    (Relation.IMPLEMENTS, "reviews"), (Relation.IMPLEMENTS, None),
]  # fmt: skip


def _most(values: Sequence[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return max(sorted(counted), key=lambda value: counted[value]) if counted else None


def _citation(text: Text, group: Sequence[Named], told: Sequence[Told], short: Sequence[tuple[int, int]]) -> Citation:
    places = sorted([(named.start, named.end) for named in group] + list(short))
    relation, detail = max(told, key=_STRENGTH.index)
    return Citation(
        symbol=group[0].symbol,
        kind=group[0].kind,
        issued=_most([named.issued for named in group if named.issued and len(named.issued) == 10])
        or _most([named.issued for named in group]),
        issuer=_most([named.issuer for named in group]),
        title=next((named.title for named in group if named.title), None),
        relation=relation,
        detail=detail,
        mentions=tuple(Mention(span=text.span(a, b), printed=one_line(text.printed(a, b))) for a, b in places),
        confidence=0.98 if len(group) > 1 or group[0].issued else 0.9,
    )


def _places(symbol: str, *found: Mapping[str, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [place for each in found for place in each.get(symbol, [])]


def citations_in(
    text: Text, scopes: Sequence[Scope], own: str | None, own_span: Span | None = None
) -> tuple[tuple[Citation, ...], tuple[Link, ...]]:
    """Return the documents that a text names, and what it says of two others.

    `scopes` are its title and preamble; `own` is its own symbol, which is no citation, where it stands and elsewhere.
    """
    head = own_span or Span(0, 0)
    named = [
        name
        for name in named_in(text)
        if name.symbol != own and not head.start <= text.raw_offset(name.start) < head.end
    ]
    short = short_mentions(text, named)
    bare = short_names(text, named, own, [(scope.start, scope.end) for scope in scopes if scope.is_title])
    every = sorted((*named, *called_in(text, named)), key=lambda name: name.start)
    groups: dict[str, list[tuple[Named, Told]]] = {}
    first = {name.symbol: name for name in reversed(named)}
    again = [
        replace(first[symbol], start=start, end=end, title_end=end)
        for symbol, places in short.items()
        for start, end in places
    ]
    said = sorted((*every, *again), key=lambda name: name.start)
    told = {name.start: told for name, told in zip(said, own_relations(text, said, scopes), strict=True)}
    for name in every:
        groups.setdefault(name.symbol or fold(f"{name.kind} {name.title}"), []).append((name, told[name.start]))
    citations = tuple(
        _citation(
            text,
            [name for name, _ in group],
            [told for _, told in group] + [told[start] for start, _ in short.get(symbol, [])],
            _places(symbol, short, bare),
        )
        for symbol, group in groups.items()
    )
    return citations, tuple(links_between(text, named, own, again))
