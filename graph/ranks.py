"""Bodies named by the rank of their units: "UBND cấp xã" are those of all communes, whoever names them."""

import re
from dataclasses import dataclass

from ontology.model import Level

_RANKED = re.compile(
    r"(?P<body>.+?)(?: các)? cấp (?P<rank>tỉnh|huyện|xã)"
    r"(?: (?:(?:trên địa bàn|thuộc|của) )?(?P<where>(?:tỉnh|thành phố)(?: .+)?))?",
    re.IGNORECASE,
)
_LEVELS = {"tỉnh": Level.PROVINCE, "huyện": Level.DISTRICT, "xã": Level.COMMUNE}
# Of these every unit has one: in the paper of a province, "UBND cấp tỉnh" is a kind of body, and not its own.
_IN_EVERY_UNIT = re.compile(
    r"(?:ủy ban|hội đồng) nhân dân|chính quyền|cấp ủy|công an|tòa án|viện kiểm sát|mặt trận|cơ quan|tổ chức|đơn vị",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name that ends with a rank: the body, the rank, and the unit in which all of them lie if the name says it."""

    body: str
    rank: str
    where: str | None

    @property
    def level(self) -> Level:
        """Return the level of the rank."""
        return _LEVELS[self.rank]

    def is_own(self, level: Level | None) -> bool:
        """Say whether the one body of a paper's own unit is meant: "các sở, ngành cấp tỉnh" in a province's paper."""
        return self.level is level and _IN_EVERY_UNIT.match(self.body) is None


def ranked_in(name: str) -> Ranked | None:
    """Return what a name says of a rank, `None` for a name without one.

    >>> ranked_in("Ủy ban nhân dân cấp xã trên địa bàn tỉnh Hà Châu")
    Ranked(body='Ủy ban nhân dân', rank='xã', where='tỉnh Hà Châu')
    """
    found = _RANKED.fullmatch(name)
    return Ranked(found["body"], found["rank"].lower(), found["where"]) if found else None
