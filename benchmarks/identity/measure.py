"""Who is who: namings of documents and agencies in generated corpora, joined by the resolver and in truth, by pairs.

Of every two namings it is asked whether both mean one thing. A document is named by each of its files and by each
citation of it; an agency by each name that a document uses for it. Example:

    python -m benchmarks.identity.measure --seeds 1 2 3 --documents 120
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.agencies import namer_of
from graph.organs import symbol_key
from graph.resolve import Collection, resolve
from loaders.pipeline import load

GENERATOR = Path(__file__).parents[1] / "generator" / "generate.py"
OPTIONS = ("--faults", "--rescanned", "0.1")

Naming = tuple[Hashable, Hashable]  # what the resolver takes it for, what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Right and wrong pairs."""

    joined: int  # pairs that the resolver joins
    true: int  # pairs that are one
    right: int  # both

    @property
    def precision(self) -> float:
        """Return the share of joined pairs that are one."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Return the share of pairs that are one and were joined."""
        return self.right / self.true if self.true else 1.0

    def __add__(self, other: "Score") -> "Score":
        return Score(joined=self.joined + other.joined, true=self.true + other.true, right=self.right + other.right)


def score(namings: Iterable[Naming]) -> Score:
    """Count the pairs of namings."""
    listed = list(namings)

    def pairs(keys: Iterable[Hashable]) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(keys).values())

    return Score(
        joined=pairs(found for found, _ in listed), true=pairs(true for _, true in listed), right=pairs(listed)
    )


def generate(folder: Path, seed: int, documents: int) -> Path:
    """Write a corpus with rescans, homonyms, reorganisations and second versions."""
    command = [sys.executable, str(GENERATOR), str(folder), "--seed", str(seed), "--documents", str(documents)]
    subprocess.run([*command, *OPTIONS], check=True, capture_output=True)
    return folder


def measure(corpus: Path) -> Mapping[str, Score]:
    """Return the scores of a corpus that the generator wrote."""
    truth = json.loads((corpus / "truth.json").read_text(encoding="utf-8"))
    collection = resolve(load(path) for path in sorted(corpus.glob("*.txt")))
    return {
        "documents": score(_documents(collection, truth)),
        "agencies": score(_agencies(collection, truth)),
    }


def _documents(collection: Collection, truth: Mapping[str, Any]) -> Iterable[Naming]:
    of_file = {source: each["id"] for each in truth["documents"] for source in each["sources"]}
    # The generator writes a second version last; it is another text of the same number, and a conflict.
    others = {fault["sources"][-1] for fault in truth["faults"] if fault["rule"] == "conflicting-versions"}
    meant = {(each["document"], symbol_key(each["symbol"])): each["is"] for each in truth["citations"]}
    for entry in collection.entries:
        for name in entry.names:
            version = name if name in others else ""
            yield entry.id, (of_file[name], version)
        own = of_file[entry.names[0]]
        for citation, target in zip(entry.document.citations, collection.citations[entry.id], strict=True):
            known = meant.get((own, symbol_key(citation.symbol))) if citation.symbol else None
            if known is not None:
                yield target, (known, "")


def _agencies(collection: Collection, truth: Mapping[str, Any]) -> Iterable[Naming]:
    said: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in truth["mentions"]:
        said[each["document"]].append((each["name"], each["agency"]))
    of_file = {source: each["id"] for each in truth["documents"] for source in each["sources"]}
    for entry in collection.entries:
        namer = namer_of(entry.id, entry.document)
        for name, agency in said[of_file[entry.names[0]]]:
            yield namer.name(name).id, agency


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of the corpora of some seeds, together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--documents", type=int, default=120)
    asked = parser.parse_args(arguments)
    scores: dict[str, Score] = {}
    for seed in asked.seeds:
        with tempfile.TemporaryDirectory() as folder:
            for name, found in measure(generate(Path(folder), seed, asked.documents)).items():
                scores[name] = scores[name] + found if name in scores else found
    for name, found in scores.items():
        print(
            f"{name:10} precision {found.precision:.4f}  recall {found.recall:.4f}  "
            f"({found.right} right of {found.joined} joined, {found.true} true)"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
