"""Under which keys the names of agencies meet: words that tell no agency from another are left out."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from graph.committees import matter_key
from graph.places import Place, bare_name
from ontology.folding import name_key
from ontology.registers import Agency, agencies, agency_named

_UNIT = r"(?:tỉnh|thành phố|huyện|quận|thị xã|thị(?! xã| trấn)|xã|phường|thị trấn|đặc khu)"
OF_UNITS = re.compile(
    rf"(?<!\w){_UNIT}(?:(?:, | và |, và |/){_UNIT})+(?: trực thuộc trung ương| trực thuộc TW)?$", re.IGNORECASE
)
_ONE_UNIT = re.compile(rf"(?<!\w){_UNIT}(?!\w)")
_CELL_OF_PARTY = re.compile(r"(?<!\w)chi bộ đảng(?!\w)")
_TO_WHOM = re.compile(r"(?<=trực thuộc) (?:đảng ủy|đảng bộ)(?: (?:xã|phường|đặc khu|tỉnh|thành phố))?$")
_IDLE = re.compile(r"(?<!\w)(?:và|của)(?!\w) ?")
# A list that names every kind of unit of a rank means the rank (Law 72/2025/QH15; until then, Law 77/2015/QH13).
_RANKS = (
    ("xã", frozenset({"xã", "phường"}), frozenset({"xã", "phường", "thị trấn", "đặc khu"})),
    ("huyện", frozenset({"huyện"}), frozenset({"huyện", "quận", "thị xã", "thị", "thành phố"})),
)


def group_key(stem: str) -> str:
    """Return a group's name without idle words, its units in one order; all units of a rank are that rank.

    "UBND các phường, xã" is "UBND cấp xã".
    """
    units = OF_UNITS.search(stem)
    if units is None:
        key = _TO_WHOM.sub("", _CELL_OF_PARTY.sub("chi bộ", name_key(stem))).replace(" có liên quan", " liên quan")
        return _IDLE.sub("", key)
    found = {unit.lower() for unit in _ONE_UNIT.findall(units[0].lower())}
    body = _IDLE.sub("", re.sub(r"(?<!\w)các$", "", name_key(stem[: units.start()])).strip())
    rank = next((name for name, least, most in _RANKS if body and least <= found <= most and len(found) > 1), None)
    return f"{body} cấp {rank}" if rank else f"{body} {' '.join(sorted(found))}"


def identity_key(stem: str, place: Place | None) -> str:
    """Return what tells an agency from others of its place: its registered name, else its words without idle ones."""
    known = registered(stem)
    if known is not None:
        return matter_key(known.name)
    return _IDLE.sub("", matter_key(_without_place(stem, place))).strip() or name_key(stem)


@lru_cache(maxsize=1 << 14)
def registered(stem: str) -> Agency | None:
    """Return the agency of the register that has a name, but for idle words: "Sở Giáo dục - Đào tạo"."""
    known = agency_named(stem)
    if known is not None and name_key(stem) in forms(known):
        return known
    return _by_words().get(_IDLE.sub("", name_key(stem)).strip())


def forms(known: Agency) -> frozenset[str]:
    """Return the keys of the forms of a name that the register gives."""
    return frozenset(map(name_key, (known.name, *known.aliases)))


@cache
def _by_words() -> Mapping[str, Agency]:
    """Return the agencies of the register by their names without idle words, where one agency has these."""
    found: defaultdict[str, dict[str, Agency]] = defaultdict(dict)
    for agency in agencies():
        for form in forms(agency):
            found[_IDLE.sub("", form).strip()][agency.name] = agency
    return {words: next(iter(named.values())) for words, named in found.items() if len(named) == 1}


def _without_place(stem: str, place: Place | None) -> str:
    """Return a steering committee's name without its own place in the midst: "Ban Chỉ đạo tỉnh Hà Châu về …"."""
    if place is None:
        return stem
    bare = re.escape(bare_name(place.name))
    own = rf"^(ban chỉ đạo) (?:cấp )?{_UNIT}(?: {bare})? (?=\w)(?!ủy|uỷ)"
    return re.sub(own, r"\1 ", stem, flags=re.IGNORECASE)
