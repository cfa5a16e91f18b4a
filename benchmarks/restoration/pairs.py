"""Pairs of a torn word and the true one, out of pages that exist in both forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from loaders.restoration.pieces import Kind, cut
from loaders.restoration.syllables import bare

LOOKALIKES = str.maketrans("60143¢€&¥§$", "oolaseeeyso")
SKIP = 0.62  # cost of leaving a word without its partner
FARTHEST = 0.6  # distance over length up to which two words are taken for one
WIDEST = 60  # words on either side of a gap that are still aligned


@cache
def skeleton(word: str) -> str:
    """Return the word without marks and case, digits and signs as the letters that they stand for."""
    return bare(word).lower().translate(LOOKALIKES)


@cache
def distance(first: str, second: str) -> float:
    """Return the edit distance of two skeletons over the longer length."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1] / max(len(first), len(second), 1)


def page_words(text: str) -> list[str]:
    """Return the words of a page as they stand, numbers and symbols among them."""
    return [
        text_line[piece.start : piece.end]
        for text_line in text.split("\n")
        for piece in cut(text_line)
        if piece.kind is not Kind.MARK
    ]


def align(torn: Sequence[str], true: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of words that are one, rising on both sides."""
    a, b = [skeleton(word) for word in torn], [skeleton(word) for word in true]
    at_a = at_b = 0
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        if max(block.a - at_a, block.b - at_b) <= WIDEST:
            for i, j in _align_gap(a[at_a : block.a], b[at_b : block.b]):
                yield at_a + i, at_b + j
        yield from ((block.a + k, block.b + k) for k in range(block.size))
        at_a, at_b = block.a + block.size, block.b + block.size


def _align_gap(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    costs = [[j * SKIP for j in range(len(b) + 1)]]
    for i, word in enumerate(a, 1):
        row = [i * SKIP]
        for j, other in enumerate(b, 1):
            row.append(min(costs[-1][j] + SKIP, row[-1] + SKIP, costs[-1][j - 1] + distance(word, other)))
        costs.append(row)
    found: list[tuple[int, int]] = []
    i, j = len(a), len(b)
    while i and j:
        step = distance(a[i - 1], b[j - 1])
        if costs[i][j] == costs[i - 1][j - 1] + step:
            i, j = i - 1, j - 1
            if step <= FARTHEST:
                found.append((i, j))
        elif costs[i][j] == costs[i - 1][j] + SKIP:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def page_files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the torn and the true file of each page of a document, in order."""
    for true in sorted(folder.glob("*.gt.txt")):
        yield true.with_name(true.name.replace(".gt.", ".eng.")), true


def collect(folders: Sequence[Path]) -> Counter[tuple[str, str]]:
    """Count the pairs (torn, true) of the documents in the folders."""
    pairs: Counter[tuple[str, str]] = Counter()
    for folder in folders:
        for torn_file, true_file in page_files(folder):
            torn, true = (page_words(path.read_text(encoding="utf-8")) for path in (torn_file, true_file))
            pairs.update((torn[i], true[j]) for i, j in align(torn, true))
    return pairs
