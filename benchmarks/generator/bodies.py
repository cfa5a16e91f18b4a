"""Areas of four levels and their bodies of Party and State, with the time in which they exist.

Three reorganisations are drawn in: the Party's publicity and mass bodies on 1 February 2025, ministries and
departments on 1 March 2025, and the end of districts on 1 July 2025.
"""

from dataclasses import dataclass, field
from datetime import date

DISTRICTS_END = date(2025, 7, 1)


DEPARTMENTS_MERGE = date(2025, 3, 1)


PARTY_BODIES_MERGE = date(2025, 2, 1)


BEGIN = date(2000, 1, 1)


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


UNIONS = (
    "Hội Nông dân",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
)


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
