"""Which place a name speaks of: "Thành ủy Hà Nội" names it, "Tỉnh ủy" means the province of whoever writes.

A place is a level and a name; communes of one name exist in several provinces, so a commune has its
province too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ontology.folding import compose, name_key
from ontology.identifiers import slug
from ontology.model import Document, Level
from ontology.registers import areas

# Cities directly under the centre (Resolution 202/2025/QH15); every other city lies in a province.
CENTRAL_CITIES = frozenset({"ha-noi", "hai-phong", "hue", "da-nang", "can-tho", "ho-chi-minh"})

_CITY = "thành phố"
_UNITS = {
    "tỉnh": Level.PROVINCE,
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "thị xã": Level.DISTRICT,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "thị trấn": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
    _CITY: None,
}
_COMMITTEES = {
    "tỉnh ủy": "tỉnh",
    "thành ủy": _CITY,
    "huyện ủy": "huyện",
    "quận ủy": "quận",
    "thị ủy": "thị xã",
}
_MARK = re.compile(
    r"(?<!\w)(?:(?P<committee>(?:tỉnh|thành|huyện|quận|thị) (?:ủy|uỷ))"
    r"|(?P<unit>thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã(?! hội))|(?P<short>tp\.?))(?!\w)\s*",
    re.IGNORECASE,
)
# Capitals one by one: the code points of Đ, Ơ, Ư and their kin lie among those of small letters.
_CAPITAL = "[" + "".join(filter(str.isupper, map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))))) + "]"
_NAME = re.compile(rf"(?:(?:TP\.?|{_CAPITAL}\w*|\d+)(?:[ -](?={_CAPITAL}|\d)|\b))+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An administrative unit: `level`, `name` with its kind of unit, and the unit above where it is known."""

    level: Level
    name: str
    parent: str | None = None

    @property
    def key(self) -> str:
        """Return what tells one place from another of its level: the bare name's slug."""
        return slug(bare_name(self.name))

    @property
    def full_name(self) -> str:
        """Return the name, and the unit above where names repeat."""
        return f"{self.name}, {self.parent}" if self.parent and self.level is not Level.PROVINCE else self.name

    def fits(self, other: "Place") -> bool:
        """Say whether both may be one place: same level and name, and no two different units above."""
        if (self.level, self.key) != (other.level, other.key):
            return False
        return None in {self.parent, other.parent} or slug(bare_name(self.parent or "")) == slug(
            bare_name(other.parent or "")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a document speaks from: its own place, and the units above and of each level as far as known."""

    level: Level | None = None
    area: str | None = None
    parent_area: str | None = None
    province_area: str | None = None  # that the parent area lies in, where that is a district

    @property
    def own(self) -> Place | None:
        """Return the document's own place."""
        if self.area is None or self.level in {None, Level.CENTRAL}:
            return None
        level = self.level or Level.PROVINCE
        return Place(level=level, name=self.area, parent=self.parent_area if level is not Level.PROVINCE else None)

    @property
    def district(self) -> Place | None:
        """Return the district that a commune's document lies in, where it says one."""
        if self.level is not Level.COMMUNE or not is_district(self.parent_area):
            return None
        return Place(level=Level.DISTRICT, name=self.parent_area or "", parent=self.province_area)

    @property
    def province(self) -> Place | None:
        """Return the province that the document's place is or lies in."""
        if self.level is Level.PROVINCE:
            return self.own
        above = self.parent_area if self.district is None else self.province_area
        if above is None or self.level in {None, Level.CENTRAL}:
            return None
        return Place(level=Level.PROVINCE, name=above)

    def at(self, level: Level) -> Place | None:
        """Return the one place of a level that the document lies in, where there is one."""
        if level is Level.PROVINCE:
            return self.province
        if level is Level.DISTRICT and self.district is not None:
            return self.district
        return self.own if self.level is level else None


# Kinds of which the Constitution and the law on legal documents (Law 64/2025/QH15) know a central issuer only.
_OF_THE_CENTRE = frozenset({"hiến pháp", "bộ luật", "luật", "pháp lệnh", "nghị định"})


def context_of(document: Document) -> Context:
    """Return where a document speaks from, as its head says it."""
    header = document.header
    is_central = header.kind in _OF_THE_CENTRE or (header.symbol or "").endswith("TW")  # "36-HD/VPTW"
    level = Level.CENTRAL if header.level is None and header.area is None and is_central else header.level
    return Context(level=level, area=header.area, parent_area=header.parent_area, province_area=header.province)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMark:
    """The words of a name that speak of a place: `named` is `None` for a relative one ("tỉnh")."""

    unit: str
    named: str | None
    start: int
    end: int
    is_committee: bool


def find_mark(name: str) -> PlaceMark | None:
    """Find the last words of a name that say a place, by its kind of unit, with or without its own name.

    >>> find_mark("Ban Thường vụ Thành ủy Hà Nội").named
    'Hà Nội'
    >>> find_mark("Ủy ban nhân dân xã").unit
    'xã'
    """
    text = compose(name)
    marks = list(_MARK.finditer(text))
    if not marks:
        return None
    mark = next((each for each in marks if _NAME.match(text, each.end())), marks[-1])
    named = _NAME.match(text, mark.end())
    committee = mark["committee"]
    if committee:
        unit = _COMMITTEES[re.sub(r"\S+$", "ủy", committee.lower())]
    else:
        unit = _CITY if mark["short"] else mark["unit"].lower()
    return PlaceMark(
        unit=unit,
        named=named[0].strip() if named else None,
        start=mark.start(),
        end=named.end() if named else mark.end(),
        is_committee=bool(committee),
    )


_ABOVE = r"(?:thành phố|thị xã|huyện|quận|tỉnh)"
_UNITS_ABOVE = re.compile(rf"(?:, {_ABOVE} {_CAPITAL}\w*(?: {_CAPITAL}\w*){{0,4}})+$", re.IGNORECASE)


def units_above(name: str) -> tuple[str, str | None]:
    """Return a name without the units that its own lies in, and the next of them.

    >>> units_above("UBND xã Bãi Thượng, huyện Vân Lộc, tỉnh Hà Châu")
    ('UBND xã Bãi Thượng', 'huyện Vân Lộc')
    """
    found = _UNITS_ABOVE.search(compose(name))
    if found is None:
        return name, None
    inner = compose(name)[: found.start()]
    mark = find_mark(inner)
    if mark is None or mark.named is None or mark.end < len(inner):
        return name, None
    return inner, found[0].split(", ")[1]


def find_place(name: str, context: Context) -> Place | None:
    """Return the place that an agency's name speaks of, seen from a document; `None` if there is none."""
    mark = find_mark(name)
    if mark is None:
        return None
    if mark.named is not None:
        return _named_place(mark.unit, mark.named, context)
    level = _UNITS[mark.unit]
    return context.at(level) if level is not None else _city(context)


def stated_level(name: str, context: Context) -> Level | None:
    """Return the level of the place that a name speaks of, also where the place itself is unknown.

    A city is a province's or the centre's: "Thành ủy" is of the level of a city's own document, else not
    to be told.
    """
    mark = find_mark(name)
    if mark is None:
        return None
    if mark.unit != _CITY:
        return _UNITS[mark.unit]
    place = find_place(name, context)
    if place is not None:
        return place.level
    return context.level if context.level in {Level.PROVINCE, Level.DISTRICT} else None


def bare_name(name: str) -> str:
    """Return a place's name without its kind of unit.

    >>> bare_name("thành phố Hà Nội")
    'Hà Nội'
    """
    mark = _MARK.match(compose(name))
    return compose(name)[mark.end() :] if mark else compose(name)


def is_unit(name: str) -> bool:
    """Say whether a name is that of a unit by itself, and of no body in it.

    >>> is_unit("xã Xuân Trường"), is_unit("Huế"), is_unit("UBND xã Xuân Trường")
    (True, True, False)
    """
    mark = find_mark(name)
    if mark is None:
        return name_key(name) in _province_names()
    return mark.start == 0 and not mark.is_committee and mark.end == len(compose(name))


@cache
def _province_names() -> frozenset[str]:
    return frozenset(name_key(bare_name(area.name)) for area in areas() if area.level is Level.PROVINCE)


def _named_place(unit: str, bare: str, context: Context) -> Place:
    level = _UNITS[unit] or (Level.PROVINCE if slug(bare) in CENTRAL_CITIES else Level.DISTRICT)
    place = Place(level=level, name=f"{unit} {bare}")
    for near in (context.own, context.district):
        if near is not None and place.fits(near):
            return near
    if level is Level.PROVINCE or context.level is Level.CENTRAL:
        return place
    above = context.own if level is Level.COMMUNE and _is_district(context.own) else context.province
    return place if above is None else Place(level=level, name=place.name, parent=above.name)


def _is_district(place: Place | None) -> bool:
    return place is not None and is_district(place.name)


def _city(context: Context) -> Place | None:
    """Return the city that "thành phố" or "Thành ủy" means: one's own, or the one above."""
    return next(
        (
            place
            for place in (context.own, context.province)
            if place is not None and compose(place.name).lower().startswith(_CITY)
        ),
        None,
    )


_DISTRICT_WORDS = ("huyện ", "quận ", "thị xã ")


def is_district(name: str | None) -> bool:
    """Say whether a place's name is that of a district."""
    return (name or "").lower().startswith(_DISTRICT_WORDS)


def unit_above(place: Place, known: Iterable[Place]) -> Place | None:
    """Return the unit that a place lies in: a commune's district as other documents place it, else the province."""
    if place.parent is None or place.level is Level.PROVINCE:
        return None
    if place.level is not Level.COMMUNE or not is_district(place.parent):
        return Place(level=Level.PROVINCE, name=place.parent)
    district = Place(level=Level.DISTRICT, name=place.parent)
    placed = {slug(bare_name(each.parent)): each for each in known if each.parent and each.fits(district)}
    return next(iter(placed.values())) if len(placed) == 1 else district
