"""Print the accuracy of restoration on documents kept apart, by kind of line, and what goes wrong.

    python -m benchmarks.restoration.measure PAIRS_FOLDER [--only NAME]... [--errors N]

A word counts where it and a word beside it are found on the true page side by side: cells of a table stand in
another order there, and a lone word may be another cell's. The share that counts is printed beside.
Kinds of damage: scanned and read without Vietnamese, stripped of marks, none. pyvi is measured in the same run.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from benchmarks.restoration.pairs import align, page_files
from loaders.restoration import Restored, restore
from loaders.restoration.joined import parted
from loaders.restoration.pieces import Kind, cut
from loaders.restoration.syllables import TONES, bare, canonical

HELD_OUT = ("quyet-dinh-so-893-qd-ttg-469593", "nghi-quyet-so-97-nq-cp-469324")
WORD = re.compile(r"\S+")
Words = dict[int, tuple[str, float]]  # by where they start: the word and its confidence
Restorer = Callable[[str], Words]
Damage = Callable[[Path, str], str]  # the OCR's page and the true text to the damaged text
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


def toneless(word: str) -> str:
    """Return a word without its tone."""
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES[1:]))


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


def read_words(restored: Restored, torn: str) -> Words:
    """Return the restored words by where they start in the original, those printed as one each by itself."""
    found: Words = {}
    for token in restored.tokens:
        raw, text = torn[token.raw_start : token.raw_end], restored.text[token.start : token.end]
        places, words = list(words_with_places(raw)), list(words_with_places(text))
        if len(places) != len(words):
            found[token.raw_start] = text, token.confidence
            continue
        for (start, _, _), (first, last, _) in zip(places, words, strict=True):
            found[token.raw_start + start] = text[first:last], token.confidence
    return found


def restored_words(torn: str) -> Words:
    """Return the words as this project restores them."""
    return read_words(restore(torn), torn)


def accented_words() -> Restorer | None:
    """Return pyvi's `add_accents` as a restorer, line by line on letters without marks; None without pyvi."""
    try:
        from pyvi import ViUtils  # noqa: PLC0415 - a peer, not a part
    except ImportError:
        return None

    def read(torn: str) -> Words:
        found: Words = {}
        at = 0
        for line in torn.split("\n"):
            words = list(WORD.finditer(line))
            accented = _accented(ViUtils.add_accents, bare(line)).split() if words else []
            if len(accented) == len(words):
                for word, better in zip(words, accented, strict=True):
                    pieces = cut("x " + better)[1:]
                    starts = [piece.start for piece in cut("x " + word[0])[1:]]
                    found |= {at + word.start() + start - 2: (("x " + better)[piece.start : piece.end], 1.0)
                              for start, piece in zip(starts, pieces, strict=False)}  # fmt: skip
            at += len(line) + 1
        return found

    return read


def _accented(add_accents: Callable[[str], str], line: str) -> str:
    try:
        return add_accents(line)
    except KeyError:  # pyvi's own fault on some lines
        return line


def scanned(torn: Path, _: str) -> str:
    """Return the page as the OCR without Vietnamese read it."""
    return torn.read_text(encoding="utf-8").replace("\f", "")


def stripped(_: Path, true: str) -> str:
    """Return the true page without its marks."""
    return bare(unicodedata.normalize("NFC", true))


def undamaged(_: Path, true: str) -> str:
    """Return the true page."""
    return true


DAMAGES = {"scanned": scanned, "without marks": stripped, "good": undamaged}


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
