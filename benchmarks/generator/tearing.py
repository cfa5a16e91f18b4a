"""Torn copies: a file printed, scanned and misread, with its gold moved onto what came out.

`examples/tear.py` prints a text on pages and reads them with tesseract in English. What it gives is kept in a
cache under the hash of the text, since a page takes a second or two. Lines that came out are matched with
those that went in, so that quotes, and the right text line for line, are known without anybody reading them.
"""

import hashlib
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

TEAR = Path(__file__).parent.parent.parent / "examples" / "tear.py"
BAND = 14
LEAST_ALIKE = 0.22
BULLETS = "-–—~+•"
MARKS = str.maketrans({"đ": "d", "Đ": "d"})


class TearingError(Exception):
    """The pages could not be printed or read; the message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """What came out of a scan: its text, the right text line for line, and where each line went in."""

    text: str
    restored: str
    origins: tuple[int | None, ...]


def skeleton(text: str) -> str:
    """Fold a line to small letters without marks, and digits."""
    plain = unicodedata.normalize("NFD", text.translate(MARKS).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def read_torn(text: str, cache: Path) -> str:
    """Give the text as the scan shows it, from the cache where it is known; raises TearingError."""
    key = hashlib.sha256(text.encode()).hexdigest()
    kept = cache / f"{key}.txt"
    if not kept.is_file():
        folder = cache / f"{key}.part"
        folder.mkdir(parents=True, exist_ok=True)
        source = folder / "clean.txt"
        source.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(TEAR), str(source), "--out", str(folder / "out")],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise TearingError(done.stderr.strip())
        (folder / "out" / "clean.txt").replace(kept)
        for left in (source, folder / "out", folder):
            left.unlink() if left.is_file() else left.rmdir()
    return kept.read_text(encoding="utf-8")


def pieces(line: str) -> frozenset[str]:
    """Cut a line's skeleton into groups of three letters."""
    bare = skeleton(line)
    return frozenset(bare[at : at + 3] for at in range(max(len(bare) - 2, 1)))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Say how alike two lines are, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def match_lines(clean: list[str], torn: list[str]) -> list[int | None]:
    """Match lines in order: for each torn line the clean one that it shows, or None."""
    left = [(at, pieces(line)) for at, line in enumerate(clean) if line.strip()]
    right = [(at, pieces(line)) for at, line in enumerate(torn) if line.strip()]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            near = abs(i * len(right) - j * len(left)) <= BAND * max(len(left), len(right))
            score = alike(left[i][1], right[j][1]) if near else 0.0
            paired = score + best[i + 1][j + 1] if score >= LEAST_ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return walk(best, left, right, len(torn))


def walk(
    best: list[list[float]],
    left: list[tuple[int, frozenset[str]]],
    right: list[tuple[int, frozenset[str]]],
    size: int,
) -> list[int | None]:
    """Follow the best pairs from the first line to the last."""
    origins: list[int | None] = [None] * size
    i = j = 0
    while i < len(left) and j < len(right):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            origins[right[j][0]] = left[i][0]
            i, j = i + 1, j + 1
    return origins


def tear(text: str, cache: Path) -> Torn:
    """Print and read a text, and match what came out with what went in."""
    torn = read_torn(text, cache)
    clean_lines, torn_lines = text.split("\n"), torn.split("\n")
    origins = match_lines(clean_lines, torn_lines)
    restored = "\n".join(" ".join(clean_lines[at].split()) if at is not None else "" for at in origins)
    return Torn(text=torn, restored=restored, origins=tuple(origins))


def moved(place: int, text: str, torn: Torn) -> int | None:
    """Move a place in the clean text into the torn one; None where its line did not come out."""
    line = text.count("\n", 0, place)
    if line not in torn.origins:
        return None
    row = torn.origins.index(line)
    lines = torn.text.split("\n")
    begin = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return sum(len(one) + 1 for one in lines[:row]) + moved_in_line(place - begin, text[begin:end], lines[row])


def moved_in_line(place: int, clean: str, torn: str) -> int:
    """Move a place within a line to the beginning of the word that shows it."""
    one, other = plain_letters(clean), plain_letters(torn)
    guess = place
    for a, b, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if a + size > place:
            guess = b + place - a
            break
    starts = [at for at in range(len(torn)) if not torn[at].isspace() and (at == 0 or torn[at - 1].isspace())]
    found = min(starts, key=lambda at: (abs(at - guess), at)) if starts else 0
    while found + 1 < len(torn) and torn[found] in BULLETS:
        found += 1
    return found


def plain_letters(line: str) -> str:
    """Fold letter by letter, keeping the length."""
    return "".join((skeleton(letter) or letter)[:1] for letter in unicodedata.normalize("NFC", line))
