"""Targets of a lower document beside those of an upper one: which count the same thing, and which are weaker.

Two targets are compared where unit and wording agree and both say by when. A higher figure or an earlier year is
nobody's fault; an exception that a text makes ("riêng các xã vùng cao") is no target of its own.
"""

import re
from collections.abc import Iterable, Iterator

from graph.store import Store
from ontology.folding import compose, fold
from queries.rules import Row, Sift

_WORD = re.compile(r"[^\W\d_]+")
_PAIR = 2  # words that a name needs: "số xã"
_ENOUGH, _SHARE = 3, 0.75  # words, and share of the shorter name, that names in other words have in common
# What a name may begin with that says nothing of what is counted.
_EMPTY = frozenset(
    fold(word)
    for word in (
        "phấn đấu tối thiểu đạt ít nhất trên dưới đến năm hết tính trong từ khoảng mức ở là có thêm tỷ tỉ lệ"
    ).split()
)
_EXCEPTION = re.compile(r"^\s*riêng\b", re.IGNORECASE)
AT_MOST = frozenset(["<", "<="])


def sift_weaker_targets(_: Store) -> Sift:
    """Return the sift that keeps pairs that count the same thing, where the lower one is lower or later."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            how = _weakness(row) if _are_comparable(row) else None
            if how is not None:
                said = {
                    "own": _target(row, "name", "comparator", "value", "year"),
                    "theirs": _target(row, "upperName", "upperComparator", "upperValue", "upperYear"),
                }
                yield {**row, **said, "weaker_vi": how[0], "weaker_en": how[1]}

    return kept


def _are_comparable(row: Row) -> bool:
    return not is_exception(row["name"]) and count_the_same(row["name"], row["upperName"])


def is_exception(name: object) -> bool:
    """Say whether a target is an exception for some ("riêng các xã vùng cao")."""
    return bool(_EXCEPTION.match(str(name)))


def count_the_same(first: object, second: object) -> bool:
    """Say whether two names of targets count the same thing."""
    name, upper = counted_words(first), counted_words(second)
    if name == upper:
        return len(name) >= _PAIR
    return len(name & upper) >= max(_ENOUGH, _SHARE * min(len(name), len(upper)))


def counted_words(text: object) -> frozenset[str]:
    """Return the folded words of a target's name that say what is counted, not by when or how much."""
    return frozenset(fold(word) for word in _WORD.findall(compose(str(text)))) - _EMPTY


def _weakness(row: Row) -> tuple[str, str] | None:
    """Return in two languages how the lower target is weaker; None where it is not, or cannot be told."""
    years = str(row.get("year", "")), str(row.get("upperYear", ""))
    if "" in years or (str(row["comparator"]) in AT_MOST) != (str(row["upperComparator"]) in AT_MOST):
        return None
    own, theirs = float(row["value"]), float(row["upperValue"])
    short = theirs - own if str(row["comparator"]) not in AT_MOST else own - theirs
    if short > 0 and years[0] >= years[1]:
        return "thấp hơn", "lower than"
    if short == 0 and years[0] > years[1]:
        return "muộn hơn", "later than"
    return None


def _target(row: Row, *names: str) -> str:
    name, comparator, value, year = (str(row.get(each, "")) for each in names)
    figure = f"{float(value):g}".replace(".", ",")
    return f"“{name} {comparator} {figure} {row['unit']}” ({year})"
