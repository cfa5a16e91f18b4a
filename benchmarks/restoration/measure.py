"""Print the accuracy of restoration on documents kept apart, by kind of line, and what goes wrong.

    python -m benchmarks.restoration.measure PAIRS_FOLDER [--only NAME]... [--errors N]

A word counts where the torn page and the true page could be aligned; the share that could is printed beside.
"""

from __future__ import annotations

import argparse
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from benchmarks.restoration.pairs import align, page_files
from loaders.restoration import Restored, restore
from loaders.restoration.joined import parted
from loaders.restoration.pieces import Kind, cut
from loaders.restoration.syllables import canonical

HELD_OUT = ("quyet-dinh-so-893-qd-ttg-469593", "nghi-quyet-so-97-nq-cp-469324")
SHORT = 4  # words; a line of fewer is short
SURE = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of a torn page with its truth."""

    document: str
    line_kind: str
    true: str
    read: str
    torn: str
    confidence: float

    @property
    def is_right(self) -> bool:
        """Say whether the word was read rightly; case, y for i and the place of the tone do not count."""
        return spelled(self.true) == spelled(self.read)


def spelled(word: str) -> str:
    """Return a word as it is compared."""
    word = canonical(unicodedata.normalize("NFC", word))
    return word.translate(str.maketrans("yýỳỷỹỵ", "iíìỉĩị"))


def line_kind(line: str, words: int) -> str:
    """Return the kind of a line: capitals, table, short or prose."""
    letters = [letter for letter in line if letter.isalpha()]
    if "|" in line or "_" in line:
        return "table"
    if letters and sum(letter.isupper() for letter in letters) >= 0.6 * len(letters):
        return "capitals"
    return "short" if words < SHORT else "prose"


def words_with_places(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of line of the words, numbers and symbols of a text; joined words parted."""
    at = 0
    for line in text.split("\n"):
        pieces = [piece for piece in cut(line, at) if piece.kind is not Kind.MARK]
        kind = line_kind(line, len(pieces))
        for piece in pieces:
            sizes = parted(text[piece.start : piece.end]) if piece.kind is Kind.WORD else (piece.end - piece.start,)
            ends = list(accumulate(sizes, initial=piece.start))
            yield from ((start, end, kind) for start, end in pairwise(ends))
        at += len(line) + 1


def read_words(restored: Restored, torn: str) -> dict[int, tuple[str, float]]:
    """Return the restored words by where they start in the original, those printed as one each by itself."""
    found: dict[int, tuple[str, float]] = {}
    for token in restored.tokens:
        words = restored.text[token.start : token.end].split(" ")
        sizes = parted(torn[token.raw_start : token.raw_end])
        if len(words) != len(sizes):
            words, sizes = [" ".join(words)], (token.raw_end - token.raw_start,)
        starts = accumulate(sizes, initial=token.raw_start)
        found |= {start: (word, token.confidence) for start, word in zip(starts, words, strict=False)}
    return found


def measure(folder: Path, *, adapt: bool = True) -> tuple[list[Reading], int]:
    """Return the readings of a document and how many true words it has."""
    files = list(page_files(folder))
    torn_pages = [torn.read_text(encoding="utf-8").replace("\f", "") for torn, _ in files]
    true_pages = [true.read_text(encoding="utf-8") for _, true in files]
    text = "\n".join(torn_pages)
    restored = read_words(restore(text, adapt=adapt), text)
    readings: list[Reading] = []
    offset = total = 0
    for page, true_page in zip(torn_pages, true_pages, strict=True):
        torn, true = (
            list(words_with_places(page)),
            [true_page[a:b] for a, b, _ in words_with_places(true_page)],
        )
        total += len(true)
        for i, j in align([page[a:b] for a, b, _ in torn], true):
            start, end, kind = torn[i]
            read, confidence = restored.get(start + offset, (page[start:end], 1.0))
            readings.append(Reading(folder.name, kind, true[j], read, page[start:end], confidence))
        offset += len(page) + 1
    return readings, total


def table(readings: list[Reading]) -> Iterator[str]:
    """Yield lines of accuracy: all, words that are words by kind of line, and by confidence."""
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for reading in readings:
        is_word = any(letter.isalpha() for letter in reading.true) and not any(c.isdigit() for c in reading.true)
        groups["all"].append(reading.is_right)
        groups[reading.line_kind if is_word else "numbers and symbols"].append(reading.is_right)
        groups[f"confidence below {next(limit for limit in SURE if reading.confidence < limit)}"].append(
            reading.is_right
        )
    for name, right in sorted(groups.items()):
        yield f"  {name:24} {100 * sum(right) / len(right):6.2f} % of {len(right):6}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", help="part of a document's name; the default is those kept apart")
    parser.add_argument("--errors", type=int, default=40)
    parser.add_argument("--once", action="store_true", help="without the second reading")
    arguments = parser.parse_args()
    wanted = arguments.only or list(HELD_OUT)
    readings: list[Reading] = []
    for folder in sorted(path for path in arguments.folder.iterdir() if any(name in path.name for name in wanted)):
        begun = time.perf_counter()
        found, total = measure(folder, adapt=not arguments.once)
        print(f"{folder.name}: {len(found)} of {total} words aligned, {time.perf_counter() - begun:.2f} s")
        print(*table(found), sep="\n")
        readings += found
    print("together", *table(readings), sep="\n")
    wrong = Counter((r.true, r.read, r.torn) for r in readings if not r.is_right)
    print(
        *(f"  {n:3} {true} <- {read} ({torn})" for (true, read, torn), n in wrong.most_common(arguments.errors)),
        sep="\n",
    )


if __name__ == "__main__":
    main()
