"""Provinces, districts and communes with all their bodies."""

from bodies import BEGIN, DISTRICTS_END, UNIONS, Area, Body, Unit, party_bodies, sector_bodies, unions

DISTRICT_OFFICES = (
    "Nội vụ",
    "Tài chính - Kế hoạch",
    "Văn hóa và Thông tin",
    "Giáo dục và Đào tạo",
    "Y tế",
    "Tư pháp",
)


def make_province(area: Area, key: str) -> Unit:
    """Make a province with its departments; a city under the centre has a city committee."""
    city = area.kind == "thành phố"
    word = "Thành ủy" if city else "Tỉnh ủy"
    return Unit(
        area=area,
        party=Body(id=f"{key}/party", name=f"{word} {area.name}", area=area, branch="party", letters="TU"),
        state=Body(id=f"{key}/state", name=f"Ủy ban nhân dân {area.full}", area=area, branch="state", letters="UBND"),
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
        state=Body(id=f"{key}/state", name=f"Ủy ban nhân dân {area.full}", area=area, branch="state", letters="UBND"),
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
