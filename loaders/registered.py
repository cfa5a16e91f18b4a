"""Names of the register in a text: the longest that starts at a place, and a name in the register's spelling."""

import re
from functools import cache

from ontology.folding import compose, fold
from ontology.registers import agencies

_WORD = re.compile(r"[a-z0-9&]+")


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
    return re.compile(r"[\s,\-–.\'’`]{1,4}".join(words) + r"(?![a-z0-9])")


def registered_end(flat: str, at: int) -> int | None:
    """Return where the longest registered name that starts here ends."""
    first = _WORD.match(flat, at)
    if first is None:
        return None
    for folded, _ in _registered().get(first[0], []):
        if found := _loose(folded).match(flat, at):
            return found.end()
    return None


def canonical(name: str) -> str:
    """Return a name in the register's spelling where its letters are a registered name's, else as it is.

    A name with a place added keeps the place: "Uy ban nhân dân xã Xuân Trường" mends its first words only.
    """
    folded = " ".join(fold(compose(name)).split())
    first = folded.split(" ", 1)[0] if folded else ""
    for registered, true in _registered().get(first, []):
        if folded == registered:
            written = " ".join(compose(name).split())
            if written.casefold() == true.casefold() and sum(map(str.isupper, written)) > sum(map(str.isupper, true)):
                return written  # the text may give a name more capitals than the register does
            return true[:1].upper() + true[1:] if name[:1].isupper() else true
        if folded.startswith(f"{registered} ") and len(registered.split()) >= 3:
            return f"{true} {' '.join(name.split())[len(registered) :].strip()}"
    return " ".join(name.split())
