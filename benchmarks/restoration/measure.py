"""Print the accuracy of restoration on documents kept apart, by kind of line, and what goes wrong.

    python -m benchmarks.restoration.measure PAIRS_FOLDER [--only NAME]... [--errors N]

A word counts where it and a word beside it are found on the true page side by side: cells of a table stand in
another order there, and a lone word may be another cell's. The share that counts is printed beside.
Kinds of damage: scanned and read without Vietnamese, stripped of marks, none. pyvi is measured in the same run.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.restoration.pairs import align, page_files
from benchmarks.restoration.readings import (
    DAMAGES,
    Damage,
    Reading,
    Restorer,
    accented_words,
    restored_words,
    scanned,
    spelled,
    toneless,
    words_with_places,
)
from loaders.restoration.syllables import bare

HELD_OUT = ("quyet-dinh-so-893-qd-ttg-469593", "nghi-quyet-so-97-nq-cp-469324")
SURE = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


def measure(folder: Path, damage: Damage = scanned, read: Restorer = restored_words) -> tuple[list[Reading], int]:
    """Return the readings of a document, damaged in a way and read by a restorer, and how many true words it has."""
    files = list(page_files(folder))
    true_pages = [true.read_text(encoding="utf-8") for _, true in files]
    torn_pages = [damage(*page) for page in zip((torn for torn, _ in files), true_pages, strict=True)]
    restored = read("\n".join(torn_pages))
    readings: list[Reading] = []
    offset = total = 0
    for page, true_page in zip(torn_pages, true_pages, strict=True):
        torn = list(words_with_places(page))
        true = [true_page[a:b] for a, b, _ in words_with_places(true_page)]
        total += len(true)
        pairs = set(align([page[a:b] for a, b, _ in torn], true))
        for i, j in sorted(pair for pair in pairs if not pairs.isdisjoint(beside(pair))):
            start, end, kind = torn[i]
            word, confidence = restored.get(start + offset, (page[start:end], 1.0))
            readings.append(Reading(folder.name, kind, true[j], word, page[start:end], confidence))
        offset += len(page) + 1
    return readings, total


def beside(pair: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the pairs of the words before and after a pair of words."""
    i, j = pair
    return (i - 1, j - 1), (i + 1, j + 1)


def share(right: Sequence[bool]) -> str:
    """Return a share of right words as it is printed."""
    return f"{100 * sum(right) / len(right):6.2f} % of {len(right):6}" if right else "   no words"


def by_line_kind(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield lines of accuracy: all, words that are words by kind of line, numbers and symbols."""
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for reading in readings:
        is_word = any(letter.isalpha() for letter in reading.true) and not any(c.isdigit() for c in reading.true)
        groups["all"].append(reading.is_right)
        groups[reading.line_kind if is_word else "numbers and symbols"].append(reading.is_right)
    yield from (f"  {name:24} {share(right)}" for name, right in sorted(groups.items()))


def calibration(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield how often words are right by the confidence that they were given."""
    yield "confidence given          right"
    for low, high in pairwise((0.0, *SURE)):
        right = [reading.is_right for reading in readings if low <= reading.confidence < high]
        if right:
            yield f"  {low:4.2f} to below {high:4.2f}      {share(right)}"


def wrong_kind(reading: Reading) -> str:
    """Return what went wrong, by the letters of the true and the read word."""
    true, read = spelled(reading.true), spelled(reading.read)
    if any(letter.isdigit() for letter in true + read):
        return "number or symbol"
    if bare(true) == bare(read):
        return "tone only" if toneless(true) == toneless(read) else "quality of a vowel"
    if true[:1] != read[:1]:
        return "first letter"
    return "rest of the word"


def what_goes_wrong(readings: Sequence[Reading], most: int) -> Iterator[str]:
    """Yield the kinds of errors and the commonest errors."""
    wrong = [reading for reading in readings if not reading.is_right]
    for kind, count in Counter(map(wrong_kind, wrong)).most_common():
        yield f"  {count:4} {kind}"
    for (true, read, torn), count in Counter((r.true, r.read, r.torn) for r in wrong).most_common(most):
        yield f"    {count:4} {true} <- {read} ({torn})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", help="part of a document's name; the default is those kept apart")
    parser.add_argument("--errors", type=int, default=20)
    arguments = parser.parse_args()
    wanted = arguments.only or list(HELD_OUT)
    folders = sorted(path for path in arguments.folder.iterdir() if any(name in path.name for name in wanted))
    peer = accented_words()
    if peer is None:
        print("pyvi is not installed: no figures beside ours (pip install pyvi)")
    for label, damage in DAMAGES.items():
        together: list[Reading] = []
        for folder in folders:
            begun = time.process_time()
            found, total = measure(folder, damage)
            seconds = time.process_time() - begun
            print(f"{label}, {folder.name}: {len(found)} of {total} words aligned, {seconds:.2f} s")
            print(*by_line_kind(found), sep="\n")
            if peer:
                print(f"  {'all, by pyvi':24} {share([r.is_right for r in measure(folder, damage, peer)[0]])}")
            together += found
        print(f"{label}, together", *by_line_kind(together), sep="\n")
        print(*calibration(together), *what_goes_wrong(together, arguments.errors), sep="\n")


if __name__ == "__main__":
    main()
