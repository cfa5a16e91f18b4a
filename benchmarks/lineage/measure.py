"""Precision and recall of task lineage on the labelled pairs, by half.

    python benchmarks/lineage/measure.py ../shared examples/corpus [--misses]

Reads the documents of the pairs, links their tasks, and holds the links against pairs.csv. Labels are in rules.md.
"""

import argparse
import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graph.lineage import Clause, find_links
from graph.lineages import above_of, collection_clauses
from graph.resolve import Collection, resolve
from loaders.pipeline import load
from ontology.identifiers import BASE

HERE = Path(__file__).parent
NEAR = 12  # characters that two starts of one clause may lie apart
Starts = Mapping[tuple[str, str], int]


def documents(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of the pairs' documents."""
    shared, examples = folders
    yield from sorted((shared / "seeds").glob("*.txt"))
    yield from (shared / "corpus" / name for name in ("57-NQ-TW.txt", "03-NQ-CP.docx"))
    yield from sorted(examples.glob("*.txt"))


def main() -> None:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs=2, type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    collection = resolve(load(path) for path in documents(arguments.folders))
    clauses = tuple(collection_clauses(collection, BASE))
    links = {(link.lower, link.upper): link for link in find_links(clauses, above_of(collection, BASE))}
    with (HERE / "pairs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    symbols = {f"{BASE}document/{e.id}": e.document.header.symbol or "" for e in collection.entries}
    for half in ("fit", "kept"):
        own = [row for row in rows if row["half"] == half]
        report(own, clauses, links, symbols, starts_of(collection), arguments.misses, half)


def report(rows, clauses, links, symbols, starts, misses, half) -> None:  # noqa: ANN001, PLR0913, PLR0917 - a script's own
    """Print precision and recall of one half."""
    counts = {"hit": 0, "false": 0, "miss": 0, "right": 0, "lost": 0}
    for row in rows:
        lower = find(clauses, symbols, starts, row["lower"], int(row["lower_start"]))
        upper = find(clauses, symbols, starts, row["upper"], int(row["upper_start"]))
        if lower is None or upper is None:
            counts["lost"] += 1
            print(
                "not found:",
                row["lower"] if lower is None else row["upper"],
                row["lower_start" if lower is None else "upper_start"],
            )
            continue
        link = links.get((lower.iri, upper.iri))
        wanted = row["label"] != "none"
        kind = ("hit" if wanted else "false") if link else ("miss" if wanted else "right")
        counts[kind] += 1
        if misses and kind in {"false", "miss"}:
            print(
                kind,
                row["label"],
                link and link.score,
                "|",
                row["lower"],
                lower.text[:110],
                "|",
                row["upper"],
                upper.text[:110],
                "|",
                link and link.shared,
            )
    precision = counts["hit"] / max(1, counts["hit"] + counts["false"])
    recall = counts["hit"] / max(1, counts["hit"] + counts["miss"])
    print(f"{half}: {len(rows)} pairs, precision {precision:.3f}, recall {recall:.3f}", counts)


def starts_of(collection: Collection) -> dict[tuple[str, str], int]:
    """Return where each task starts in its source, by the document's symbol and the task's text."""
    return {
        (entry.document.header.symbol or "", task.text): task.span.start
        for entry in collection.entries
        for task in entry.document.tasks
    }


def find(
    clauses: Sequence[Clause], symbols: Mapping[str, str], starts: Starts, symbol: str, start: int
) -> Clause | None:
    """Return the clause of a document that starts at an offset, give or take a mark."""
    own = [each for each in clauses if symbols[each.document] == symbol]
    near = [(abs(starts.get((symbol, each.text), -NEAR) - start), each) for each in own]
    distance, nearest = min(near, key=lambda pair: pair[0], default=(NEAR + 1, None))
    return nearest if distance <= NEAR else None


if __name__ == "__main__":
    main()
