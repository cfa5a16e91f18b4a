"""Made-up names of places and people: syllables joined, real provinces left out."""

import random
from collections.abc import Iterator

from wording import read_wording


def syllables(key: str) -> list[str]:
    """Give one list of syllables."""
    return read_wording("names")[key].split()


def place_names(rng: random.Random) -> Iterator[str]:
    """Yield distinct place names, in an order that depends on the source of chance alone."""
    real = set(read_wording("names")["real"])
    pairs = [(first, second) for first in syllables("first") for second in syllables("second") if first != second]
    names = [f"{first} {second}" for first, second in pairs if f"{first} {second}" not in real]
    rng.shuffle(names)
    yield from names


def person_name(rng: random.Random) -> str:
    """Draw the full name of a signer."""
    return " ".join(rng.choice(syllables(key)) for key in ("family", "middle", "given"))
