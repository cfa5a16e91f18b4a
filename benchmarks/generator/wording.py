"""Word lists and templates from `wording/*.toml`, and how one wording is drawn from them."""

import random
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from drawing import chance

FOLDER = Path(__file__).parent / "wording"
CHOICE = re.compile(r"\[([^\]]+)\]")
KINDS = {
    "NQ": "nghị quyết",
    "KL": "kết luận",
    "CT": "chỉ thị",
    "CTr": "chương trình",
    "KH": "kế hoạch",
    "QĐ": "quyết định",
    "CV": "công văn",
    "HD": "hướng dẫn",
    "TB": "thông báo",
}


LAST_PADDED_MONTH = 2  # Decree 30/2020, appendix I: a nought before days to 9 and months 1 and 2


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
    made = ""
    for _ in range(6):
        made = CHOICE.sub(lambda found: rng.choice(found.group(1).split("|")), template)
        if made != other:
            break
    return made


def kind_called(code: str) -> str:
    """Return the kind as documents print it: a programme is one of action."""
    return "chương trình hành động" if code == "CTr" else KINDS[code]


def upper_first(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Begin with a small letter where the first word is a common noun (groups of agencies and roles)."""
    common = ("Các ", "Thủ trưởng ", "Người ", "Trưởng các ")
    return text[:1].lower() + text[1:] if text.startswith(common) else text


def day_words(rng: random.Random, day: date) -> str:
    """Write a day as `18 tháng 8 năm 2025` or `18/8/2025`."""
    number = f"{day.day:02d}"
    month = f"{day.month:02d}" if day.month <= LAST_PADDED_MONTH or chance(rng, 0.15) else f"{day.month}"
    if chance(rng, 0.45):
        return f"{number} tháng {month} năm {day.year}"
    return f"{number}/{month}/{day.year}"
