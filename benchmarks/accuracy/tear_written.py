"""Make the torn copies of written documents: their pages drawn, read without Vietnamese, their labels moved along.

    python -m benchmarks.accuracy.tear_written CACHE NAME...

Lines are wrapped as on paper first, a blank for a line end, so that every place stays. A label whose line did not come
out of the page is left out and told. Documents with tables are not made: a flattened table is not what a page shows.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.generator.tearing import Torn, moved, tear
from loaders.evaluation import start_of

GOLD = Path(__file__).parents[1] / "gold"
WRITTEN, TORN = GOLD / "written", GOLD / "torn-written"
_WIDTH = 88  # characters on a line of paper


def wrapped(text: str) -> str:
    """Return a text with its long lines broken at blanks; it stays as long as it is."""
    broken: list[str] = []
    for line in text.split("\n"):
        start = 0
        while len(line) - start > _WIDTH and (at := line.rfind(" ", start + 1, start + _WIDTH)) > 0:
            broken.append(line[start:at])
            start = at + 1
        broken.append(line[start:])
    return "\n".join(broken)


def _moved(facts: list[dict[str, Any]], text: str, torn: Torn) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for fact in facts:
        place = moved(start_of(fact, text), wrapped(text), torn)
        if place is None:
            print(f"  did not come out: {fact['quote']}", file=sys.stderr)
            continue
        kept.append(
            {"start": place} | {key: value for key, value in fact.items() if key not in ("quote", "occurrence")}
        )
    return kept


def main() -> None:
    """Make the copies of the documents that are named, into `benchmarks/gold/torn-written`."""
    cache, *names = sys.argv[1:]
    TORN.mkdir(exist_ok=True)
    for name in names:
        text = (WRITTEN / f"{name}.txt").read_text(encoding="utf-8")
        gold = json.loads((WRITTEN / f"{name}.json").read_text(encoding="utf-8"))
        torn = tear(wrapped(text), Path(cache))
        record = gold | {
            "sha256": hashlib.sha256(torn.text.encode()).hexdigest(),
            "tasks": _moved(gold["tasks"], text, torn),
            "indicators": _moved(gold["indicators"], text, torn),
        }
        (TORN / f"{name}.txt").write_text(torn.text, encoding="utf-8")
        told = json.dumps(record, ensure_ascii=False, indent=1)
        (TORN / f"{name}.json").write_text(f"{told}\n", encoding="utf-8")
        print(f"{name}: {len(record['tasks'])} of {len(gold['tasks'])} tasks")


if __name__ == "__main__":
    main()
