"""Word lists and templates from `wording/*.toml`, and how one wording is drawn from them."""

import random
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from country import Area, Body, Country

FOLDER = Path(__file__).parent / "wording"
CHOICE = re.compile(r"\[([^\]]+)\]")
KINDS = {
    "NQ": "nghị quyết", "KL": "kết luận", "CT": "chỉ thị", "CTr": "chương trình", "KH": "kế hoạch", "QĐ": "quyết định",
    "CV": "công văn", "HD": "hướng dẫn", "TB": "thông báo",
}


@cache
def read_wording(name: str) -> dict[str, Any]:
    """Read one file of word lists."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def themes() -> dict[str, Any]:
    """Give every theme with its topic, sectors, tasks and indicators."""
    return read_wording("tasks_1") | read_wording("tasks_2")


def prose(key: str) -> list[str]:
    """Give one list of sentences."""
    return read_wording("prose")[key]


def ways(key: str) -> list[str]:
    """Give the ways of assigning of one kind."""
    return read_wording("assigning")[key]


def choose(rng: random.Random, template: str, *, other: str = "") -> str:
    """Draw one of each `[a|b]`; with `other`, one that makes the result differ from it where one can."""
    for _ in range(6):
        made = CHOICE.sub(lambda found: rng.choice(found.group(1).split("|")), template)
        if made != other:
            break
    return made


def upper_first(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Begin with a small letter where the first word is a common noun (groups of agencies and roles)."""
    common = ("Các ", "Thủ trưởng ", "Người ", "Trưởng các ")
    return text[:1].lower() + text[1:] if text.startswith(common) else text


def here(area: Area) -> str:
    """Say where, as seen from a document of the area."""
    return "trong cả nước" if area.level == "central" else f"trên địa bàn {area.kind}"


def surface(rng: random.Random, body: Body, area: Area) -> str:
    """Write a body's name as a document of `area` would: without the place that goes without saying."""
    name, place = body.name, body.area
    if body.branch == "party" and place.level in {"province", "district"} and place.name and name.endswith(f"ủy {place.name}"):
        name = name.removesuffix(f" {place.name}") if rng.random() < 0.7 else name
    elif place.kind and name.endswith(place.full):
        short = name.removesuffix(place.full)
        if short.startswith(("Sở ", "Phòng ")):
            name = short.strip() if place is area and rng.random() < 0.85 else short + place.kind
        elif place is area or area.parent is place or rng.random() < 0.5:
            name = short + place.kind
    if name.startswith("Ủy ban nhân dân") and rng.random() < 0.35:
        name = name.replace("Ủy ban nhân dân", "UBND", 1)
    return name


def day_words(rng: random.Random, day: date) -> str:
    """Write a day as `18 tháng 8 năm 2025` or `18/8/2025`; Decree 30/2020 pads days to 9 and months 1 and 2."""
    number = f"{day.day:02d}"
    month = f"{day.month:02d}" if day.month < 3 or rng.random() < 0.15 else f"{day.month}"
    if rng.random() < 0.45:
        return f"{number} tháng {month} năm {day.year}"
    return f"{number}/{month}/{day.year}"


def living(bodies: list[Body], day: date) -> list[Body]:
    """Keep the bodies that exist on a day."""
    return [body for body in bodies if body.exists(day)]


def dissolved(bodies: list[Body], day: date) -> list[Body]:
    """Keep the bodies that are gone by a day."""
    return [body for body in bodies if body.until and body.until <= day]


def superior(country: Country, area: Area) -> Area:
    """Give the area above, the centre for itself."""
    return area.parent or country.centre.area
