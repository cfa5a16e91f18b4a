"""How many syllables of scanned pages are read right: pages transcribed by eye, against what the reader makes of them.

    python -m benchmarks.formats.transcripts

The transcripts lie in `benchmarks/gold/scans`, FILE.PAGE.txt, one line a printed line. A syllable is a run of letters
and digits, and is right where it stands in its place with the letters, marks and capitals that are printed.
"""

import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.formats.measure import SHARED  # noqa: E402
from loaders.pipeline import read, restored_text  # noqa: E402
from ontology.folding import compose  # noqa: E402
from ontology.model import SourceText  # noqa: E402

TRANSCRIPTS = ROOT / "benchmarks" / "gold" / "scans"
OWED = 0.97
_SYLLABLE = re.compile(r"[^\W_]+")


def transcripts() -> Iterator[tuple[str, int, str]]:
    """Yield the name of each scan, the number of a page, and what is printed on it."""
    for path in sorted(TRANSCRIPTS.glob("*.txt")):
        name, number = path.stem.rsplit(".", 1)
        yield name, int(number), path.read_text(encoding="utf-8")


def page_of(source: SourceText, number: int) -> str:
    """Return the raw text of a page."""
    return source.raw[source.pages[number - 1] : (*source.pages, len(source.raw))[number]]


def right(printed: str, seen: str) -> tuple[int, int]:
    """Return how many syllables stand as they are printed, and how many are printed."""
    one, other = (_SYLLABLE.findall(compose(text)) for text in (printed, seen))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks), len(one)


def main() -> int:
    """Print a line a page; return 1 where fewer are right than owed."""
    faults = 0
    sources: dict[str, SourceText] = {}
    for name, number, printed in transcripts():
        source = sources.setdefault(name, read(SHARED / "corpus" / "scans" / f"{name}.pdf"))
        seen = page_of(source, number)
        good, total = right(printed, seen)
        mended, _ = right(printed, restored_text(seen).restored)
        share = f"{good} of {total} syllables right, {good / total:.4f}"
        print(f"{name}, page {number}: {share}; restored {mended / total:.4f}", flush=True)
        faults += good < OWED * total
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
