"""Namings of one symbol -> ids: by place, then by year; what says less joins where one document fits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.laws import with_law_symbols
from graph.places import Place
from graph.references import Reference
from ontology.identifiers import DocumentId, slug
from ontology.model import Level

Group = list[int]  # positions of namings


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The id settled on, the one that the naming would have had alone, and why they differ ("" if not)."""

    id: DocumentId
    alone: DocumentId
    reason: str
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What people say of identities, against or beside the rules: pairs of ids in the order in which they were said."""

    same: tuple[tuple[str, str], ...] = ()  # the first is the second
    different: frozenset[frozenset[str]] = frozenset()

    def current(self) -> Callable[[str], str]:
        """Return what gives the id that something goes by after all that is said to be one has one id."""
        roots: dict[str, str] = {}
        for first, second in self.same:
            one, two = _root(roots, first), _root(roots, second)
            if one != two:
                roots[one] = two
        return lambda identity: _root(roots, identity)


NO_VERDICTS = Verdicts()
JUDGED = "judgement"  # the reason of a joining that a person ordered


def _root(roots: Mapping[str, str], identity: str) -> str:
    while identity in roots:
        identity = roots[identity]
    return identity


def apply_verdicts(settled: Sequence[Joined], verdicts: Verdicts) -> list[Joined]:
    """Return the identities with joinings undone that a person calls wrong, and made that a person calls right."""
    current = verdicts.current()
    return [_apply(joined, verdicts.different, current) for joined in settled]


def _apply(joined: Joined, different: frozenset[frozenset[str]], current: Callable[[str], str]) -> Joined:
    if frozenset((joined.id, joined.alone)) in different:
        joined = replace(joined, id=joined.alone, reason="")
    identity = DocumentId(current(joined.id))
    if identity == joined.id:
        return joined
    return replace(joined, id=identity, reason="+".join(filter(None, (joined.reason, JUDGED))))


@dataclass(slots=True, kw_only=True)
class _Settling:
    """What is known so far of one naming."""

    reference: Reference
    said: Reference  # as it stands in the paper
    year: str | None
    place: Place | None
    organ: str
    reasons: list[str]
    cited_in: str = ""  # the year of the citing document, which alone tells this one from others


def settle(references: Sequence[Reference]) -> list[Joined]:
    """Return the identity of each naming, in the order given; equal sets of namings get equal identities."""
    namings = [
        _Settling(
            reference=meant,
            said=each,
            year=meant.year,
            place=each.place,
            organ=each.organ,
            reasons=(["place-from-context"] if each.is_assumed else [])
            + (["law-of-that-name"] if meant != each else []),
        )
        for each, meant in zip(references, with_law_symbols(references), strict=True)
    ]
    by_symbol: defaultdict[str, list[_Settling]] = defaultdict(list)
    for naming in namings:
        by_symbol[naming.reference.key].append(naming)
    for group in by_symbol.values():
        _settle_parents(group)
        _settle_assumed_places(group)
        _settle_unknown_places(group)
        _settle_within_province(group)
        _settle_organs(group)
        _settle_years(group)
    symbols = _symbols(namings)
    return [_joined(naming, symbols) for naming in namings]


def _settle_parents(group: Iterable[_Settling]) -> None:
    """Complete a place without its province where only one province is known for that name."""
    parents: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for naming in group:
        if naming.place and naming.place.parent:
            parents[naming.place.level, naming.place.key].add(naming.place.parent)
    for naming in group:
        place = naming.place
        if place and place.parent is None and len(known := parents[place.level, place.key]) == 1:
            naming.place = Place(level=place.level, name=place.name, parent=min(known))
            naming.reasons.append("only-province-known")


def _settle_assumed_places(group: Iterable[_Settling]) -> None:
    """Move a naming from the citing commune to its province where only the province is known for that symbol.

    "Quyết định số 109/QĐ-UBND" in a commune's plan is the commune's own or the province's.
    """
    firm: defaultdict[str, set[str | None]] = defaultdict(set)
    for naming in group:
        if naming.place and not naming.reference.is_assumed:
            firm[slug(naming.place.full_name)].add(naming.year)
    for naming in group:
        place = naming.place
        if not naming.reference.is_assumed or not place or not place.parent or slug(place.full_name) in firm:
            continue
        above = Place(level=Level.PROVINCE, name=place.parent)
        if naming.year in (years := firm.get(slug(above.full_name), set())) or (naming.year is None and years):
            naming.place = above
            naming.reasons.append("only-place-above-known")


def _settle_unknown_places(group: Iterable[_Settling]) -> None:
    """Join a naming of unknown place to the one place that issued this symbol on the very same day."""
    places: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for naming in group:
        if naming.place and not naming.reference.is_assumed and _is_full_date(naming.reference.issued):
            places[naming.reference.issued or ""][slug(naming.place.full_name)] = naming.place
    for naming in group:
        if naming.place or naming.reference.is_central or not _is_full_date(naming.reference.issued):
            continue
        if len(fitting := places[naming.reference.issued or ""]) == 1:
            naming.place = next(iter(fitting.values()))
            naming.reasons.append("same-symbol-and-day")


def _settle_within_province(group: Iterable[_Settling]) -> None:
    """Join a naming of unknown place to the only place of the citing document's province that issued this symbol."""
    firm: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    years: defaultdict[str, set[str | None]] = defaultdict(set)
    for naming in group:
        place = naming.place
        if place is not None and not naming.reference.is_assumed:
            province = place.name if place.level is Level.PROVINCE else place.parent
            firm[slug(province or "")][slug(place.full_name)] = place
            years[slug(place.full_name)].add(naming.year)
    for naming in group:
        if naming.place or naming.reference.is_central or not naming.reference.province:
            continue
        near = firm[slug(naming.reference.province)]
        if len(near) == 1 and (naming.year is None or naming.year in years[next(iter(near))]):
            naming.place = next(iter(near.values()))
            naming.reasons.append("only-place-of-the-province")


def _settle_organs(group: Iterable[_Settling]) -> None:
    """Give a naming without an issuer the only one known for its symbol and place."""
    organs: defaultdict[str, set[str]] = defaultdict(set)
    for naming in group:
        if naming.organ:
            organs[_where(naming)].add(naming.organ)
    for naming in group:
        if not naming.organ and len(known := organs[_where(naming)]) == 1:
            naming.organ = min(known)
            naming.reasons.append("only-issuer-known")


def _settle_years(group: Iterable[_Settling]) -> None:
    """Give a naming without a year the only year known for its symbol and place that it may mean."""
    years: defaultdict[str, set[str]] = defaultdict(set)
    for naming in group:
        if naming.year:
            years[f"{naming.organ} {_where(naming)}"].add(naming.year)
    for naming in group:
        known = {year for year in years[f"{naming.organ} {_where(naming)}"] if naming.reference.may_be_of(year)}
        if naming.year is None and len(known) == 1:
            naming.year = min(known)
            naming.reasons.append("only-year-known")
    _part_by_citing_year([naming for naming in group if naming.year is None and naming.reference.is_yearly])


def _part_by_citing_year(undated: Iterable[_Settling]) -> None:
    """Keep apart what papers of several years cite without its year: "01/NQ-CP" is another one each year."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for naming in undated:
        if naming.reference.said:
            said[f"{naming.organ} {_where(naming)}"].add(naming.reference.said)
    for naming in undated:
        if naming.reference.said and len(said[f"{naming.organ} {_where(naming)}"]) > 1:
            naming.cited_in = naming.reference.said
            naming.reasons.append("year-of-citing")


def _where(naming: _Settling) -> str:
    if naming.reference.is_central:
        return ""
    return slug(naming.place.full_name) if naming.place else f"? {naming.reference.scope}"


def _is_full_date(day: str | None) -> bool:
    return day is not None and len(day) == len("2025-07-28")


def _symbols(namings: Iterable[_Settling]) -> dict[str, str]:
    """Return one spelling a symbol key (02/CT-TTg and 2/CT-TTg get one id): the longest, then the first."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for naming in namings:
        if naming.reference.symbol:
            spellings[naming.reference.key].add(slug(naming.reference.symbol))
    return {key: min(words, key=lambda word: (-len(word), word)) for key, words in spellings.items()}


def _joined(naming: _Settling, symbols: dict[str, str]) -> Joined:
    reference = naming.reference
    said = naming.said
    alone = said.identity(said.year, said.place, said.organ)
    settled = reference.identity(naming.year, naming.place, naming.organ)
    if reference.symbol:
        spelling = symbols[reference.key]
        settled = DocumentId(spelling + settled.removeprefix(slug(reference.symbol)))
    if naming.cited_in:
        settled = DocumentId(f"{settled}_cited-{naming.cited_in}")
    reasons = naming.reasons or (["same-number"] if settled != alone else [])
    return Joined(id=settled, alone=alone, reason="+".join(reasons), place=naming.place)
