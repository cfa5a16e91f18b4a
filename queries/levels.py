"""Which administrative levels existed when, and which of them a chain of documents passes over."""

from collections.abc import Iterable

from ontology.model import Level
from queries.documents import DocumentFacts

RANKS = {level.value: rank for rank, level in enumerate(Level)}  # central 0 .. commune 3

# Law 72/2025/QH15 on the organisation of local government: two tiers from 1 July 2025.
LAST_DAY = {Level.DISTRICT.value: "2025-06-30"}


def level_exists(level: str, issued: str | None) -> bool:
    """Say whether a level surely existed on an ISO day; a day that is unknown, or too vague to tell, says no."""
    last = LAST_DAY.get(level)
    if last is None:
        return True
    if issued is None:
        return False
    return issued < last[: len(issued)] or issued == last


def skipped_levels(lower: DocumentFacts, upper: DocumentFacts, between: Iterable[DocumentFacts]) -> tuple[str, ...]:
    """Return the levels strictly between two documents that existed, and that no document between them is of.

    `between` holds every document on any chain of any length from one to the other; either order is allowed.
    Where the level of any of them is unknown nothing can be said, and the answer is empty.
    """
    between = tuple(between)
    if any(document.level is None for document in (lower, upper, *between)):
        return ()
    low, high = sorted((lower, upper), key=lambda each: -RANKS[each.level or ""])
    passed = {each.level for each in between}
    return tuple(
        level
        for level, rank in RANKS.items()
        if RANKS[high.level or ""] < rank < RANKS[low.level or ""]
        and level not in passed
        and level_exists(level, low.issued)
    )
