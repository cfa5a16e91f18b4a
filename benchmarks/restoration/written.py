"""Print the accuracy of restoration on the torn copies of written documents, by their hand (the first letter).

    python -m benchmarks.restoration.written

They are of other matters than the pages that the model was measured on, and nothing was learnt from them. Weights were
chosen on the hands `c`, `d` and `e`; all others are told together as well.
"""

import tempfile
from itertools import groupby
from pathlib import Path

from benchmarks.restoration.measure import by_line_kind, calibration, measure
from benchmarks.restoration.readings import Reading

GOLD = Path(__file__).parents[1] / "gold"
CHOSEN_ON = frozenset("abcde")  # hands


def readings(torn: Path, folder: Path) -> list[Reading]:
    """Return the readings of a torn copy, laid out beside its true text as a page is in the shared pairs."""
    pages = folder / torn.stem
    pages.mkdir()
    (pages / "p001.eng.txt").write_bytes(torn.read_bytes())
    (pages / "p001.gt.txt").write_bytes((GOLD / "written" / torn.name).read_bytes())
    return measure(pages)[0]


def main() -> None:
    """Print a table for each hand."""
    with tempfile.TemporaryDirectory() as folder:
        copies = sorted((GOLD / "torn-written").glob("*.txt"))
        others: list[Reading] = []
        for hand, files in groupby(copies, key=lambda path: path.name[0]):
            together = [reading for file in files for reading in readings(file, Path(folder))]
            print(f"hand {hand}", *by_line_kind(together), *calibration(together), sep="\n")
            others += together if hand not in CHOSEN_ON else []
        print("hands that nothing was chosen on", *by_line_kind(others), *calibration(others), sep="\n")


if __name__ == "__main__":
    main()
