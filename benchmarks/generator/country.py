"""The country: areas of four levels, their bodies of Party and State, and what became of them.

Places are made up. The kinds of bodies are those that every province has; three reorganisations are drawn in:
the Party's publicity and mass bodies on 1 February 2025, ministries and departments on 1 March 2025, and the
end of districts on 1 July 2025. Communes meet in one province only; two communes may share a name.
"""

import random
from dataclasses import dataclass, field
from datetime import date

from names import place_names

DISTRICTS_END = date(2025, 7, 1)
DEPARTMENTS_MERGE = date(2025, 3, 1)
PARTY_BODIES_MERGE = date(2025, 2, 1)
BEGIN = date(2000, 1, 1)

# sector: name until the merger (None: it stays), name after it, short form, letters in symbols before and after
SECTORS = {
    "home": (None, "Nội vụ", None, "NV"),
    "finance": (None, "Tài chính", None, "TC"),
    "farming": ("Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường", "NNPTNT", "NNMT"),
    "building": (None, "Xây dựng", None, "XD"),
    "science": (None, "Khoa học và Công nghệ", None, "KHCN"),
    "health": (None, "Y tế", None, "YT"),
    "culture": (None, "Văn hóa, Thể thao và Du lịch", None, "VHTTDL"),
    "education": (None, "Giáo dục và Đào tạo", None, "GDĐT"),
    "trade": (None, "Công Thương", None, "CT"),
    "transport": ("Giao thông vận tải", None, "GTVT", "building"),
    "information": ("Thông tin và Truyền thông", None, "TTTT", "science"),
    "planning": ("Kế hoạch và Đầu tư", None, "KHĐT", "finance"),
    "environment": ("Tài nguyên và Môi trường", None, "TNMT", "farming"),
    "labour": ("Lao động - Thương binh và Xã hội", None, "LĐTBXH", "home"),
}
DISTRICT_OFFICES = (
    "Nội vụ",
    "Tài chính - Kế hoạch",
    "Văn hóa và Thông tin",
    "Giáo dục và Đào tạo",
    "Y tế",
    "Tư pháp",
)
UNIONS = (
    "Hội Nông dân",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
)
WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place: its kind in words, its name, its level and the place that it lies in."""

    kind: str
    name: str
    level: str
    parent: "Area | None" = None

    @property
    def full(self) -> str:
        """Name the place with its kind, as in `xã Vân Sơn`."""
        return f"{self.kind} {self.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body with its time: `since` and `until` are half-open, `heirs` are the ids of its successors."""

    id: str
    name: str
    area: Area
    branch: str
    letters: str = ""
    sector: str = ""
    since: date = BEGIN
    until: date | None = None
    heirs: tuple[str, ...] = ()

    def exists(self, day: date) -> bool:
        """Say whether the body existed on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(slots=True, kw_only=True)
class Unit:
    """An area with its bodies: the Party committee, the People's Committee, and those under them."""

    area: Area
    party: Body
    state: Body
    offices: list[Body]
    party_offices: list[Body]
    unions: list[Body]
    units: "list[Unit]" = field(default_factory=list)
    former: "list[Unit]" = field(default_factory=list)
    above: "Unit | None" = None


@dataclass(slots=True, kw_only=True)
class Country:
    """The centre with its ministries, and the provinces."""

    centre: Unit
    politburo: Body
    secretariat: Body
    premier: Body
    provinces: list[Unit]

    def bodies(self) -> "list[Body]":
        """List every body once, those at the centre first."""
        found = [self.politburo, self.secretariat, self.premier]
        units = [self.centre, *self.provinces]
        units += [unit for province in self.provinces for unit in (*province.former, *province.units)]
        for unit in units:
            found += [unit.party, unit.state, *unit.offices, *unit.party_offices, *unit.unions]
        return list({body.id: body for body in found}.values())


def sector_bodies(area: Area, key: str, word: str, initial: str) -> list[Body]:
    """Make the ministries or departments of an area, those before and those after the merger."""
    made = []
    suffix = "" if area.level == "central" else f" {area.full}"
    for sector, (before, after, old_letters, letters) in SECTORS.items():
        heir = f"{key}/{sector}" if after else f"{key}/{letters}"
        if before:
            made.append(
                Body(
                    id=f"{key}/{sector}-old",
                    name=f"{word} {before}{suffix}",
                    area=area,
                    branch="state",
                    sector=sector,
                    letters=f"{initial}{old_letters}",
                    until=DEPARTMENTS_MERGE,
                    heirs=(heir,),
                )
            )
        if after:
            made.append(
                Body(
                    id=f"{key}/{sector}",
                    name=f"{word} {after}{suffix}",
                    area=area,
                    branch="state",
                    sector=sector,
                    letters=f"{initial}{letters}",
                    since=DEPARTMENTS_MERGE if before else BEGIN,
                )
            )
    force = "Bộ Công an" if area.level == "central" else f"Công an {area.full}"
    army = "Bộ Quốc phòng" if area.level == "central" else f"Bộ Chỉ huy Quân sự {area.full}"
    made.append(
        Body(
            id=f"{key}/police",
            name=force,
            area=area,
            branch="state",
            sector="police",
            letters="BCA" if suffix == "" else "CAT",
        )
    )
    made.append(
        Body(
            id=f"{key}/military",
            name=army,
            area=area,
            branch="state",
            sector="military",
            letters="BQP" if suffix == "" else "BCHQS",
        )
    )
    return made


def party_bodies(area: Area, key: str, word: str) -> list[Body]:
    """Make the advising bodies of a Party committee; publicity and mass work are one from February 2025."""
    letters = "TW" if area.level == "central" else "TU"
    kinds = (
        ("organisation", "Ban Tổ chức", f"BTC{letters}", BEGIN, None, ()),
        ("inspection", "Ủy ban Kiểm tra", f"UBKT{letters}", BEGIN, None, ()),
        (
            "publicity-old",
            "Ban Tuyên giáo",
            f"BTG{letters}",
            BEGIN,
            PARTY_BODIES_MERGE,
            (f"{key}/publicity",),
        ),
        ("mass-old", "Ban Dân vận", f"BDV{letters}", BEGIN, PARTY_BODIES_MERGE, (f"{key}/publicity",)),
        ("publicity", "Ban Tuyên giáo và Dân vận", f"BTGDV{letters}", PARTY_BODIES_MERGE, None, ()),
        ("office", "Văn phòng", f"VP{letters}", BEGIN, None, ()),
    )
    return [
        Body(
            id=f"{key}/{part}",
            name=f"{name} {word}",
            area=area,
            branch="party",
            letters=code,
            since=since,
            until=until,
            heirs=heirs,
        )
        for part, name, code, since, until, heirs in kinds
    ]


def unions(area: Area, key: str) -> list[Body]:
    """Make the Fatherland Front's committee and the unions of an area."""
    suffix = "Trung ương" if area.level == "central" else area.full
    front = (
        f"Ủy ban {suffix} Mặt trận Tổ quốc Việt Nam"
        if area.level == "central"
        else f"Ủy ban Mặt trận Tổ quốc Việt Nam {area.full}"
    )
    tail = " Việt Nam" if area.level == "central" else f" {area.full}"
    names = [
        (f"{key}/front", front),
        *((f"{key}/union{at}", f"{name}{tail}") for at, name in enumerate(UNIONS)),
    ]
    return [Body(id=id_, name=name, area=area, branch="front", letters="MTTQ-BTT") for id_, name in names]


def make_province(area: Area, key: str) -> Unit:
    """Make a province with its departments; a city under the centre has a city committee."""
    city = area.kind == "thành phố"
    word = "Thành ủy" if city else "Tỉnh ủy"
    return Unit(
        area=area,
        party=Body(id=f"{key}/party", name=f"{word} {area.name}", area=area, branch="party", letters="TU"),
        state=Body(
            id=f"{key}/state", name=f"Ủy ban nhân dân {area.full}", area=area, branch="state", letters="UBND"
        ),
        offices=sector_bodies(area, key, "Sở", "S"),
        party_offices=party_bodies(area, key, word),
        unions=unions(area, key),
    )


def make_district(area: Area, key: str) -> Unit:
    """Make a district, which ends with June 2025."""
    offices = [
        Body(
            id=f"{key}/office{at}",
            name=f"Phòng {name} {area.full}",
            area=area,
            branch="state",
            until=DISTRICTS_END,
        )
        for at, name in enumerate(DISTRICT_OFFICES)
    ]
    party_offices = [
        Body(id=f"{key}/p{at}", name=f"{name} Huyện ủy", area=area, branch="party", until=DISTRICTS_END)
        for at, name in enumerate(("Ban Tổ chức", "Văn phòng", "Ủy ban Kiểm tra"))
    ]
    return Unit(
        area=area,
        party=Body(
            id=f"{key}/party",
            name=f"Huyện ủy {area.name}",
            area=area,
            branch="party",
            letters="HU",
            until=DISTRICTS_END,
        ),
        state=Body(
            id=f"{key}/state",
            name=f"Ủy ban nhân dân {area.full}",
            area=area,
            branch="state",
            letters="UBND",
            until=DISTRICTS_END,
        ),
        offices=offices,
        party_offices=party_offices,
        unions=unions(area, key),
    )


def make_commune(area: Area, key: str) -> Unit:
    """Make a commune: offices of its own only from July 2025."""
    kind, new = area.kind, DISTRICTS_END
    offices = [
        ("Phòng Kinh tế", new),
        ("Phòng Văn hóa - Xã hội", new),
        ("Trung tâm Phục vụ hành chính công", new),
        ("Công an", BEGIN),
        ("Trạm Y tế", BEGIN),
        ("Ban Chỉ huy Quân sự", BEGIN),
    ]
    parts = [("Văn phòng Đảng ủy", BEGIN), ("Ban Xây dựng Đảng", new), ("Ủy ban Kiểm tra Đảng ủy", BEGIN)]
    return Unit(
        area=area,
        party=Body(id=f"{key}/party", name=f"Đảng ủy {area.full}", area=area, branch="party", letters="ĐU"),
        state=Body(
            id=f"{key}/state", name=f"Ủy ban nhân dân {area.full}", area=area, branch="state", letters="UBND"
        ),
        offices=[
            Body(id=f"{key}/o{at}", name=f"{name} {kind}", area=area, branch="state", since=since)
            for at, (name, since) in enumerate(offices)
        ],
        party_offices=[
            Body(id=f"{key}/p{at}", name=name, area=area, branch="party", since=since)
            for at, (name, since) in enumerate(parts)
        ],
        unions=[
            Body(id=f"{key}/u{at}", name=f"{name} {kind}", area=area, branch="front")
            for at, name in enumerate(("Ủy ban Mặt trận Tổ quốc Việt Nam", *UNIONS))
        ],
    )


def make_country(rng: random.Random, *, provinces: int, communes: int, districts: int) -> Country:
    """Make a country with so many provinces, and so many communes and former districts in each."""
    centre_area = Area(kind="", name="Trung ương", level="central")
    names = place_names(rng)
    local = [next(names) for _ in range(max(communes * 3, 40))]
    made = []
    for at in range(provinces):
        area = Area(
            kind="thành phố" if at % 7 == 6 else "tỉnh",
            name=next(names),
            level="province",
            parent=centre_area,
        )
        province = make_province(area, f"p{at}")
        for number, name in enumerate(rng.sample(local, districts)):
            province.former.append(
                make_district(
                    Area(kind="huyện", name=name, level="district", parent=area), f"p{at}/d{number}"
                )
            )
        for number, name in enumerate(rng.sample(local, min(communes, len(local)))):
            commune = Area(
                kind="phường" if number % 5 == 4 else "xã", name=name, level="commune", parent=area
            )
            province.units.append(make_commune(commune, f"p{at}/c{number}"))
        for unit in (*province.former, *province.units):
            unit.above = province
        made.append(province)
    return Country(centre=make_centre(centre_area), provinces=made, **central_bodies(centre_area))


def central_bodies(area: Area) -> dict[str, Body]:
    """Make the central authorities that issue in their own name."""
    return {
        "politburo": Body(id="c/politburo", name="Bộ Chính trị", area=area, branch="party", letters="TW"),
        "secretariat": Body(id="c/secretariat", name="Ban Bí thư", area=area, branch="party", letters="TW"),
        "premier": Body(id="c/premier", name="Thủ tướng Chính phủ", area=area, branch="state", letters="TTg"),
    }


def make_centre(area: Area) -> Unit:
    """Make the centre: the Central Committee, the Government, ministries and central Party bodies."""
    return Unit(
        area=area,
        party=Body(
            id="c/committee", name="Ban Chấp hành Trung ương", area=area, branch="party", letters="TW"
        ),
        state=Body(id="c/government", name="Chính phủ", area=area, branch="state", letters="CP"),
        offices=sector_bodies(area, "c", "Bộ", "B"),
        party_offices=party_bodies(area, "c", "Trung ương"),
        unions=unions(area, "c"),
    )
