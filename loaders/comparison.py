"""Facts against labels: which are right, which were made up, which were missed; what counts as one thing.

A fact is a line of text that stays the same from run to run (a symbol, an offset, a name), so that two runs
can be compared fact by fact. What counts as one thing follows the annotation rules: clauses whose starts lie
within 12 characters are one, a name with its place added is the same name, a list in one string is a list.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ontology.folding import search_key

Record = Mapping[str, Any]

NEAR = 12  # characters between two starts of one clause
NAME_WORDS = 3  # the fewest words of a name that a place is added to
PLACE_WORDS = 5  # the most words that a place adds to a name
_WRITTEN_OUT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "bcd": "ban chi dao",
    "btv": "ban thuong vu", "bch": "ban chap hanh", "tw": "trung uong",
}  # fmt: skip
_PARTS = re.compile(r"[,;]|\s+và\s+các\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Facts of one kind in one document."""

    right: tuple[str, ...] = ()
    spurious: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    def __add__(self, other: "Comparison") -> "Comparison":
        return Comparison(
            right=self.right + other.right,
            spurious=self.spurious + other.spurious,
            missed=self.missed + other.missed,
        )

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right; 1 where nothing was found."""
        return _share(len(self.right), len(self.spurious))

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found; 1 where nothing is there."""
        return _share(len(self.right), len(self.missed))

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return _share(2 * len(self.right), len(self.spurious) + len(self.missed))


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def name_words(name: str) -> str:
    """Return a name as it is compared: folded, abbreviations written out, without "các" and without an address.

    >>> name_words("Các UBND xã") == name_words("Ủy ban nhân dân xã")
    True
    >>> name_words("Đồng chí Bí thư") == name_words("Bí thư")
    True
    """
    words = " ".join(_WRITTEN_OUT.get(word, word) for word in search_key(name).split())
    return words.removeprefix("cac ").removeprefix("dong chi ").replace("y", "i")


def is_same_name(one: str, other: str) -> bool:
    """Say whether two names are one, perhaps with a place added to one of them.

    >>> is_same_name("Sở Nội vụ", "Sở nội vụ tỉnh Hà Châu"), is_same_name("Sở Nội vụ", "Sở Tài chính")
    (True, False)
    """
    short, long = sorted((name_words(one), name_words(other)), key=len)
    added = long.removeprefix(short)
    return short == long or (
        len(short.split()) >= NAME_WORDS and long.startswith(f"{short} ") and len(added.split()) <= PLACE_WORDS
    )


def start_of(item: Record, raw: str) -> int:
    """Return where a labelled item starts: its own offset, or where its quote stands.

    Raise `ValueError` where the quote is not in the source.
    """
    if "start" in item:
        return int(item["start"])
    at = -1
    for _ in range(item.get("occurrence", 1)):
        at = raw.index(item["quote"], at + 1)
    return at


def paired(gold: Sequence[int], found: Sequence[int], near: int = NEAR) -> list[tuple[int, int]]:
    """Return one-to-one pairs of indices of starts that lie within `near` characters, the nearest first."""
    close = sorted((abs(g - f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if abs(g - f) <= near)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in close:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def of_values(label: str, gold: Iterable[str], found: Iterable[str]) -> Comparison:
    """Compare two collections of plain values."""
    want, got = Counter(gold), Counter(found)

    def told(values: Counter[str]) -> tuple[str, ...]:
        return tuple(f"{label}{value}" for value in sorted(values.elements()))

    return Comparison(right=told(want & got), spurious=told(got - want), missed=told(want - got))


def of_names(label: str, gold: Sequence[str], found: Sequence[str]) -> Comparison:
    """Compare two lists of names; lists are cut at commas and at "và các"."""
    want = [part.strip() for name in gold for part in _PARTS.split(name) if part.strip()]
    left = [part.strip() for name in found for part in _PARTS.split(name) if part.strip()]
    right: list[str] = []
    missed: list[str] = []
    for name in want:
        same = next((other for other in left if is_same_name(name, other)), None)
        if same is None:
            missed.append(f"{label}{name}")
        else:
            left.remove(same)
            right.append(f"{label}{name}")
    return Comparison(right=tuple(right), spurious=tuple(f"{label}{name}" for name in left), missed=tuple(missed))
