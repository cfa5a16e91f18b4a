"""Finding again what a judgement is about, after another reading of the document; never the nearest lookalike.

A task is found by path and hash of its words; by the hash alone where the document has it once; else by its path and
most of its words, where no other task is nearly as like. Anything less is an orphan.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.journal import Standing
from graph.judgements import Judgement
from ontology.folding import compose, fold
from ontology.identifiers import clause_hash
from ontology.model import Document, Span, Task

LIKE = 0.75  # share of common words from which two clauses are one that was read anew
CLEARLY = 0.2  # by which no other clause comes near


class Attached(StrEnum):
    """How a judgement holds on to what it is about."""

    EXACT = "exact"
    MOVED = "moved"  # the same words under another path
    REWORDED = "reworded"  # nearly the same words
    ORPHANED = "orphaned"  # it is there no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Where a judgement holds in this collection, and what was read there."""

    standing: Standing
    how: Attached
    document: str = ""  # present id
    other: str = ""  # present id
    tasks: tuple[Task, ...] = ()  # as judged
    read: tuple[str, ...] = ()  # what was read in place of the value


@dataclass(frozen=True, slots=True)
class Found:
    """The tasks that a judgement is about, by their place in the record."""

    how: Attached
    tasks: tuple[int, ...] = ()


def find_tasks(tasks: Sequence[Task], judgement: Judgement) -> Found:
    """Return which tasks of a document a judgement is about; equal words at one path are judged alike."""
    hashes = [clause_hash(task.read_as or task.text) for task in tasks]
    same = [at for at, each in enumerate(hashes) if each == judgement.clause]
    exact = tuple(at for at in same if tasks[at].path == judgement.path)
    if exact:
        return Found(Attached.EXACT, exact)
    if len(same) == 1:
        return Found(Attached.MOVED, (same[0],))
    scored = sorted(
        ((likeness(judgement.words, task.read_as or task.text), at) for at, task in enumerate(tasks)), reverse=True
    )
    near = [(score, at) for score, at in scored if score >= LIKE - CLEARLY]
    if near and near[0][0] >= LIKE and (len(near) == 1 or near[0][0] - near[1][0] >= CLEARLY):
        return Found(Attached.REWORDED, (near[0][1],))
    return Found(Attached.ORPHANED)


def likeness(first: str, second: str) -> float:
    """Return the share of words, without marks, that two texts have in common, from 0 to 1.

    >>> likeness("Sở Y tế mở lớp", "Sở Y tế mở một lớp")
    0.8333333333333334
    """
    one, two = Counter(_words(first)), Counter(_words(second))
    return (one & two).total() / max((one | two).total(), 1)


def find_words(document: Document, words: str) -> Span | None:
    """Return where words stand in the raw text, whatever their marks and line ends; `None` unless in one place."""
    wanted = _words(words)
    if not wanted:
        return None
    pattern = re.compile(r"(?<![a-z0-9])" + r"[^a-z0-9]+".join(map(re.escape, wanted)) + r"(?![a-z0-9])")
    places = list(pattern.finditer(fold(document.restored)))
    if len(places) != 1:
        return None
    return Span(_raw(document, places[0].start()), _raw(document, places[0].end()))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(compose(text)))


def _raw(document: Document, restored: int) -> int:
    """Return the raw offset of a restored one."""
    at = bisect_right(document.offsets, restored, key=lambda anchor: anchor[0]) - 1
    if at < 0:
        return 0
    begun, raw = document.offsets[at]
    return min(raw + restored - begun, len(document.source.raw))
