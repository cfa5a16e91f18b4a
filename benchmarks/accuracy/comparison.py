"""One document's extraction against its labels: which facts are right, which were made up, which were missed.

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
INDICATOR_NEAR = 400  # a target's name may open its sentence or follow its number
NAME_WORDS = 3  # the fewest words of a name that a place is added to
PLACE_WORDS = 5  # the most words that a place adds to a name
KINDS = (
    "document", "citations", "citation.relation", "relations", "tasks", "unassigned", "lead", "coordinate",
    "report_to", "due", "every", "indicators", "indicator.comparator", "indicator.year",
)  # fmt: skip
_FIELDS = ("symbol", "type", "issued", "issuer", "level", "signer")
_NAMED = ("lead", "coordinate", "report_to")
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
    """Return a name as it is compared: folded, abbreviations written out, without "các".

    >>> name_words("Các UBND xã") == name_words("Ủy ban nhân dân xã")
    True
    """
    words = " ".join(_WRITTEN_OUT.get(word, word) for word in search_key(name).split())
    return words.removeprefix("cac ").replace("y", "i")


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


def _document(gold: Record, found: Record) -> Comparison:
    compared = Comparison()
    for field in _FIELDS:
        want, got = gold.get(field), found.get(field) or ""
        if want is None:
            continue
        if field == "issuer" and is_same_name(want, got):
            got = want
        compared += of_values(f"{field} ", [want], [got] if got else [])
    return compared


def _citations(gold: Record, found: Record) -> dict[str, Comparison]:
    want = {item["symbol"]: item["relation"] for item in gold["citations"] if item["symbol"]}
    got = {item["symbol"]: item["relation"] for item in found["citations"] if item["symbol"]}
    both = want.keys() & got.keys()
    return {
        "citations": of_values("", list(want), list(got)),
        "citation.relation": of_values("", [f"{s} {want[s]}" for s in both], [f"{s} {got[s]}" for s in both]),
        "relations": of_values("", _relations(gold), _relations(found)),
    }


def _relations(record: Record) -> list[str]:
    return [f"{relation['from']} {relation['relation']} {relation['to']}" for relation in record["relations"]]


def _tasks(gold: Record, found: Record, raw: str) -> dict[str, Comparison]:
    want, got = gold["tasks"], found["tasks"]
    starts = [start_of(item, raw) for item in want]
    pairs = paired(starts, [item["start"] for item in got])
    at = {j: starts[i] for i, j in pairs}  # the start by which a found clause is called
    called = [at.get(j, item["start"]) for j, item in enumerate(got)]
    compared = {
        "tasks": of_values("@", map(str, starts), map(str, called)),
        "unassigned": of_values(
            "@",
            [str(start) for start, item in zip(starts, want, strict=True) if not item["lead"]],
            [str(start) for start, item in zip(called, got, strict=True) if not item["lead"]],
        ),
    } | {kind: Comparison() for kind in (*_NAMED, "due", "every")}
    for i, j in pairs:
        for kind in _NAMED:
            compared[kind] += of_names(f"@{starts[i]} ", want[i][kind], got[j][kind])
        for kind in ("due", "every"):
            compared[kind] += of_values(f"@{starts[i]} ", want[i][kind], got[j][kind])
    return compared


def _indicators(gold: Record, found: Record, raw: str) -> dict[str, Comparison]:
    want, got = gold["indicators"], found["indicators"]
    starts = [start_of(item, raw) for item in want]
    values = sorted({item["value"] for item in (*want, *got)})
    compared = {kind: Comparison() for kind in ("indicators", "indicator.comparator", "indicator.year")}
    for value in values:
        ours = [i for i, item in enumerate(want) if item["value"] == value]
        theirs = [j for j, item in enumerate(got) if item["value"] == value]
        pairs = paired([starts[i] for i in ours], [got[j]["start"] for j in theirs], INDICATOR_NEAR)
        called = {theirs[b]: starts[ours[a]] for a, b in pairs}
        compared["indicators"] += of_values(
            f"{value:g} @",
            [str(starts[i]) for i in ours],
            [str(called.get(j, got[j]["start"])) for j in theirs],
        )
        for a, b in pairs:
            label, one, other = f"{value:g} @{starts[ours[a]]} ", want[ours[a]], got[theirs[b]]
            compared["indicator.comparator"] += of_values(label, [one["comparator"]], [other["comparator"]])
            compared["indicator.year"] += of_values(label, [str(one["year"])], [str(other["year"])])
    return compared


def compare(gold: Record, found: Record, raw: str) -> dict[str, Comparison]:
    """Return the comparison of an extraction with its labels, by kind of fact; offsets count in `raw`."""
    return (
        {"document": _document(gold["document"], found["document"])}
        | _citations(gold, found)
        | _tasks(gold, found, raw)
        | _indicators(gold, found, raw)
    )
