"""Runs of letters that torn clauses share with others, looked up when they are wanted.

Only windows of torn clauses find anything: a torn clause is held against all that share some with it, any other
against torn ones. A window that more than `POSTINGS` clauses have finds none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.likeness import run_together
from graph.weights import Words
from queries.nearest import POSTINGS, SHARED, WINDOW, is_kept_window, windows
from queries.recollection import Clause


class Windows:
    """The windows of a collection's clauses."""

    def __init__(self, clauses: Sequence[Clause], standing: Iterable[int]) -> None:
        """Take all clauses; `standing` are those that are in the collection now, each wording once."""
        self._clauses = clauses
        torn = frozenset[str]().union(*(_runs(each) for each in clauses if each.is_torn))
        self._torn = frozenset(each for each in torn if is_kept_window(each))
        self._exact: dict[int, frozenset[str]] = {}
        self._common: dict[str, int] = {}
        self._moved: Counter[str] = Counter()
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for at in sorted(standing) if self._torn else ():
            for window in _runs(clauses[at]) & self._torn:
                self._holders[window].append(at)

    def near(self, at: int, is_alone: Sequence[bool]) -> list[int]:
        """Return the earlier clauses that share enough windows with one, those with most of them first."""
        is_torn = self._clauses[at].is_torn
        counts: Counter[int] = Counter()
        for window in self._of(at) & self._torn:
            if self._count(window) <= POSTINGS:
                counts.update(
                    each
                    for each in self._holders[window]
                    if each < at
                    and is_alone[each]
                    and (is_torn or self._clauses[each].is_torn)
                    and self._has(each, window)
                )
        found = [(-count, each) for each, count in counts.items() if count >= SHARED]
        return [each for _, each in sorted(found)]

    def uncertain(self, moved: Iterable[int]) -> Iterator[int]:
        """Yield the clauses with a window that may have become common, or rare, as these came or went."""
        for at in moved if self._torn else ():
            self._moved.update(_runs(self._clauses[at]) & self._torn)
        for window, many in self._moved.items():
            if self._is_open(window) and len(self._holders[window]) + many > POSTINGS:
                yield from self._holders[window]

    def sharing(self, at: int) -> Iterator[int]:
        """Yield the later clauses that may find one by a window."""
        clause = self._clauses[at]
        for window in _runs(clause) & self._torn if self._torn else ():
            if self._is_open(window):
                later = (each for each in self._holders[window] if each > at)
                yield from (each for each in later if clause.is_torn or self._clauses[each].is_torn)

    def _is_open(self, window: str) -> bool:
        """Say whether a window was or is rare enough to find something."""
        return self._count(window) <= POSTINGS + self._moved[window]

    def _count(self, window: str) -> int:
        if window not in self._common:
            holders = self._holders[window]
            some = len(holders) <= POSTINGS
            self._common[window] = len(holders) if some else sum(self._has(each, window) for each in holders)
        return self._common[window]

    def _has(self, at: int, window: str) -> bool:
        return window in self._of(at)

    def _of(self, at: int) -> frozenset[str]:
        found = self._exact.get(at)
        if found is None:
            clause = self._clauses[at]
            words = Words(clause.words, tuple(0.0 if each == "1" else 1.0 for each in clause.silent))
            found = self._exact[at] = frozenset(windows(words))
        return found


def _runs(clause: Clause) -> set[str]:
    """Return all runs of letters of a clause, also those that say nothing."""
    text = run_together(clause.words)
    return {text[at : at + WINDOW] for at in range(len(text) - WINDOW + 1)}
