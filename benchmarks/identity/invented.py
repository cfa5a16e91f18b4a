"""Pairs of mentions in invented papers, one for every kind of name that the rules of `pairs.md` speak of.

    python -m benchmarks.identity.invented

A mention stands in marks, with its name: «a1:UBND xã». The pairs were labelled before the program was run on them; what
it missed was mended, so the figures say which kinds are understood, and not how often real papers are.
"""

import csv
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.identity.pairs import KINDS, Meant, Pair, Place, judged, scored

PAPERS = Path(__file__).parent / "invented"
_MARK = re.compile(r"«(?P<name>\w+):(?P<words>[^»]*)»")


def unmarked(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return a text without its marks, and where the mentions stand in it.

    >>> unmarked("Giao «a1:UBND xã» làm.")
    ('Giao UBND xã làm.', {'a1': (5, 12)})
    """
    places: dict[str, tuple[int, int]] = {}
    shown, at = "", 0
    for mark in _MARK.finditer(text):
        shown += text[at : mark.start()]
        places[mark["name"]] = len(shown), len(shown) + len(mark["words"])
        shown, at = shown + mark["words"], mark.end()
    return shown + text[at:], places


def invented_pairs(folder: Path) -> Iterator[tuple[Pair, bool]]:
    """Write the papers without marks into a folder and yield each pair with what the resolver says."""
    places: dict[str, Place] = {}
    for paper in sorted(PAPERS.glob("*.txt")):
        text, found = unmarked(paper.read_text(encoding="utf-8"))
        (folder / paper.name).write_text(text, encoding="utf-8")
        places |= {name: Place(str(folder / paper.name), *place) for name, place in found.items()}
    with (PAPERS / "pairs.csv").open(encoding="utf-8", newline="") as lines:
        pairs = [
            Pair(
                f"{row['first']} {row['second']}",
                "document" if row["first"].startswith("d") else "agency",
                places[row["first"]],
                places[row["second"]],
                row["same"] == "yes",
            )
            for row in csv.DictReader(lines)
        ]
    yield from judged(pairs, Meant(sorted({place.file for place in places.values()})))


def main() -> int:
    """Print precision and recall by kind, and what goes wrong."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(invented_pairs(Path(folder)))
    for kind in KINDS:
        score = scored(each for each in found if each[0].kind == kind)
        print(f"{kind:9} precision {score.precision:.3f}  recall {score.recall:.3f}  ({score.true} true)")
    for pair, joined in found:
        if joined != pair.is_same:
            print(pair.id, "joined" if joined else "parted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
