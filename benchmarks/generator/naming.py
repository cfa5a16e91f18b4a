"""How documents write the names of bodies, and which bodies exist on a day."""

import random
from datetime import date

from bodies import Area, Body
from drawing import chance


def here(area: Area) -> str:
    """Say where, as seen from a document of the area."""
    return "trong cả nước" if area.level == "central" else f"trên địa bàn {area.kind}"


def surface(rng: random.Random, body: Body, area: Area) -> str:
    """Write a body's name as a document of `area` would: without the place that goes without saying."""
    name, place = body.name, body.area
    if (
        body.branch == "party"
        and place.level in {"province", "district"}
        and place.name
        and name.endswith(f"ủy {place.name}")
    ):
        name = name.removesuffix(f" {place.name}") if chance(rng, 0.7) else name
    elif place.kind and name.endswith(place.full):
        short = name.removesuffix(place.full)
        if short.startswith(("Sở ", "Phòng ")):
            name = short.strip() if place is area and chance(rng, 0.85) else short + place.kind
        elif place is area or area.parent is place or (place.level == "district" and chance(rng, 0.5)):
            name = short + place.kind
    return shortened(name) if chance(rng, 0.2) else name


SHORT = (
    ("Ủy ban nhân dân", "UBND"),
    ("Khoa học và Công nghệ", "KH&CN"),
    ("Giáo dục và Đào tạo", "GD&ĐT"),
    ("Mặt trận Tổ quốc", "MTTQ"),
    ("Thông tin và Truyền thông", "TT&TT"),
)


def shortened(name: str) -> str:
    """Write usual abbreviations, as letters and lists of recipients do."""
    for full, short in SHORT:
        name = name.replace(full, short)
    return name


def living(bodies: list[Body], day: date) -> list[Body]:
    """Keep the bodies that exist on a day."""
    return [body for body in bodies if body.exists(day)]


def dissolved(bodies: list[Body], day: date) -> list[Body]:
    """Keep the bodies that are gone by a day."""
    return [body for body in bodies if body.until and body.until <= day]
