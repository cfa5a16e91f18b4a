"""Names of the register in a text: the longest that starts at a place, and a name in the register's spelling."""

import re
from collections.abc import Sequence
from functools import cache

from ontology.folding import compose, fold
from ontology.registers import agencies

_WORD = re.compile(r"[a-z0-9&]+")
_GAP = r"[\s,\-–.\'’`]{1,4}"  # between two words of a name, as they may be torn
_SECOND = re.compile(rf"{_GAP}({_WORD.pattern})")
_FEWEST, _LONG = 3, 5  # words of a name that may be bent; letters of a word of which two may be


@cache
def _registered() -> dict[str, list[tuple[str, str]]]:
    """Return the register's names by first folded word: pairs (folded name, true name), the longest first."""
    found: dict[str, dict[str, str]] = {}
    for agency in agencies():
        for name in (agency.name, *agency.aliases):
            folded = " ".join(fold(compose(name)).split())
            found.setdefault(folded.split(" ", 1)[0], {}).setdefault(folded, name)
    return {first: sorted(names.items(), key=lambda pair: -len(pair[0])) for first, names in found.items()}


@cache
def _loose(folded: str) -> re.Pattern[str]:
    """Return a pattern for a folded name: any run of spaces between words, hyphens and commas as they may be torn."""
    words = [re.escape(word) for word in re.findall(r"[a-z0-9&]+", folded)]
    return re.compile(_GAP.join(words) + r"(?![a-z0-9])")


def registered_end(flat: str, at: int) -> int | None:
    """Return where the longest registered name that starts here ends."""
    first = _WORD.match(flat, at)
    if first is None:
        return None
    second = _SECOND.match(flat, first.end())
    names = _by_two_words()
    for pattern in names.get((first[0], second[1] if second else "")) or names.get((first[0], ""), ()):
        if found := pattern.match(flat, at):
            return found.end()
    return None


@cache
def _by_two_words() -> dict[tuple[str, str], list[re.Pattern[str]]]:
    """Return the patterns of the register's names by their first two words, the longest first.

    A name of one word stands under each second word that another name goes on with, and under "" for all others.
    """
    found: dict[tuple[str, str], list[re.Pattern[str]]] = {}
    for first, names in _registered().items():
        words = {name: _WORD.findall(name) for name, _ in names}
        for second in {"", *(each[1] for each in words.values() if len(each) > 1)}:
            kept = [name for name, each in words.items() if len(each) == 1 or each[1] == second]
            found[first, second] = [_loose(name) for name in kept]
    return found


@cache
def _by_opening() -> dict[tuple[str, str], list[tuple[list[str], str]]]:
    """Return the register's names of three words and more by their first two: pairs (folded words, true name)."""
    found: dict[tuple[str, str], list[tuple[list[str], str]]] = {}
    for names in _registered().values():
        for folded, true in names:
            words = _WORD.findall(folded)
            if len(words) >= _FEWEST:
                found.setdefault((words[0], words[1]), []).append((words, true))
    return found


def opens_name(first: str, second: str) -> bool:
    """Say whether a registered name of three words or more begins with two words."""
    return (first, second) in _by_opening()


def nearly_registered(words: Sequence[tuple[str, str]]) -> tuple[int, str] | None:
    """Return how many words a registered name has of which a scan bent one, and the name; the longest there is.

    Words are pairs of folded letters, as restored and as printed: only one that restoration changed may be bent.

    >>> nearly_registered([("hoi", "h6i"), ("lien", "lién"), ("hiep", "hiép"), ("phu", "phu"), ("nut", "nit")])
    (5, 'Hội Liên hiệp Phụ nữ')
    """
    if len(words) < _FEWEST:
        return None
    names = _by_opening().get((words[0][0], words[1][0]), [])
    near = [(len(name), true) for name, true in names if _is_near(name, words)]
    return max(near, default=None)


def _is_near(name: Sequence[str], words: Sequence[tuple[str, str]]) -> bool:
    if len(name) > len(words):
        return False
    bent = [pair for pair in zip(name, words, strict=False) if pair[0] != pair[1][0]]
    return len(bent) == 1 and all(_is_bent(true, *word) for true, word in bent)


def _is_bent(true: str, restored: str, printed: str) -> bool:
    """Say whether a word was changed by restoration, and is a true word but for a letter or two."""
    if restored == printed or restored[0] != true[0]:
        return False
    most = 1 if len(true) < _LONG else 2
    return min(_distance(true, restored), _distance(true, printed)) <= most


def _distance(one: str, other: str) -> int:
    """Return the number of letters to change, put in or leave out between two words."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def canonical(name: str) -> str:
    """Return a name in the register's spelling where its letters are a registered name's, else as it is.

    A name with a place added keeps the place: "Uy ban nhân dân xã Xuân Trường" mends its first words only.
    """
    folded = " ".join(fold(compose(name)).split())
    first = folded.split(" ", 1)[0] if folded else ""
    for registered, true in _registered().get(first, []):
        if folded == registered:
            written = " ".join(compose(name).split())
            is_shouted = any(len(word) > 1 and word.isupper() and word not in true for word in written.split())
            more = sum(map(str.isupper, written)) > sum(map(str.isupper, true)) and not is_shouted
            if more and written.casefold() == true.casefold():
                return written  # the text may give a name more capitals than the register does, not a scan: "BỘ Y tế"
            return true[:1].upper() + true[1:] if name[:1].isupper() else true
        if folded.startswith(f"{registered} ") and len(registered.split()) >= 3:
            return f"{true} {' '.join(name.split())[len(registered) :].strip()}"
    return " ".join(name.split())
