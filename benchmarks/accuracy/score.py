"""Print how well documents are read, by document and kind of fact, and what changed since a kept run.

    python benchmarks/accuracy/score.py [--against FILE] [--accept] [--json] [--misses]

Measured: the examples, their torn copy, the written documents, our own labels and, where the folder of
`TRIENKHAI_SHARED` is there, the labels of its `gold` folder. Documents kept for reporting only are counted, never told
fact by fact; the last blocks are theirs alone.
"""

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.page_texts import corpus_source, page_source
from loaders.evaluation import KINDS, Scores, compare, figures, together
from loaders.extraction import extraction
from loaders.pipeline import load

ROOT = Path(__file__).parents[2]
ACCEPTED = Path(__file__).with_name("accepted.json")
EXAMPLES, TORN, SHARED, OWN = "examples", "torn", "shared", "own"
PAGES, TORN_PAGES, CORPUS, WRITTEN = "pages", "torn-pages", "corpus", "written"
TORN_WRITTEN = "torn-written"

Kept = dict[str, dict[str, list[str]]]  # the right facts, by document and kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A document with its labels; `collection` says whose they are."""

    collection: str
    source: Path
    gold: Mapping[str, Any]
    is_report_only: bool = False

    @property
    def name(self) -> str:
        """Return the name under which the document's facts are kept."""
        return f"{self.collection}/{self.source.stem}"


def shared_folder() -> Path:
    """Return the folder of shared documents, which need not be there."""
    return Path(os.environ.get("TRIENKHAI_SHARED", ROOT.parent / "shared"))


def _of_folder(collection: str, gold: Path, sources: Sequence[Path]) -> Iterator[Labelled]:
    """Yield the labelled documents of a folder of labels whose sources are there."""
    for path in sorted(gold.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        source = next((folder / record["source"] for folder in sources if (folder / record["source"]).is_file()), None)
        if source is not None:
            yield Labelled(
                collection=collection, source=source, gold=record, is_report_only=path.name in _kept_apart(gold)
            )


def _of_parts(collection: str, pattern: str, shared: Path) -> Iterator[Labelled]:
    """Yield the labelled documents whose texts are put together from pages, or lines of the corpus."""
    for path in sorted((ROOT / "benchmarks" / "gold").glob(pattern)):
        record = json.loads(path.read_text(encoding="utf-8"))
        source = (page_source if "pages" in record else corpus_source)(shared, record)
        if source is not None:
            apart = path.name in _kept_apart(path.parent)
            yield Labelled(collection=collection, source=source, gold=record, is_report_only=apart)


def _kept_apart(gold: Path) -> set[str]:
    """Return the label files that a folder's README keeps for reporting only."""
    readme = gold / "README.md"
    table = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    return set(re.findall(r"^\| `([^`]+)` \|.*\| report only \|", table, re.MULTILINE))


def labelled(
    collections: Sequence[str] = (EXAMPLES, TORN, SHARED, OWN, PAGES, TORN_PAGES, CORPUS, WRITTEN, TORN_WRITTEN),
) -> list[Labelled]:
    """Return the labelled documents of some collections, as far as their sources are there.

    Raise `ValueError` where a source is not the text that was labelled.
    """
    shared = shared_folder()
    folders = {
        EXAMPLES: (ROOT / "examples" / "corpus" / "gold", [ROOT / "examples" / "corpus"]),
        TORN: (ROOT / "examples" / "torn" / "gold", [ROOT / "examples" / "torn"]),
        WRITTEN: (ROOT / "benchmarks" / "gold" / "written", [ROOT / "benchmarks" / "gold" / "written"]),
        TORN_WRITTEN: (ROOT / "benchmarks" / "gold" / "torn-written", [ROOT / "benchmarks" / "gold" / "torn-written"]),
        SHARED: (shared / "gold", [shared / "seeds"]),
        OWN: (ROOT / "benchmarks" / "gold", [shared / "seeds", shared / "corpus"]),
    }
    found = [document for name in collections if name in folders for document in _of_folder(name, *folders[name])]
    for name, pattern in ((PAGES, "pages/*.gt.json"), (TORN_PAGES, "pages/*.eng.json"), (CORPUS, "corpus/*.json")):
        found += _of_parts(name, pattern, shared) if name in collections else ()
    for document in found:
        digest = document.gold.get("sha256")
        if digest and hashlib.sha256(document.source.read_bytes()).hexdigest() != digest:
            raise ValueError(f"{document.source.name} is not the text that was labelled; fetch the labelled one")
    return found


def scored(document: Labelled) -> Scores:
    """Return the comparison of a document's extraction with its labels, by kind."""
    read = load(document.source)
    return compare(document.gold, extraction(read, document.name), read.source.raw)


def print_table(name: str, scores: Scores) -> None:
    """Print the figures of a document or a collection."""
    print(name)
    for kind in KINDS:
        told = figures(scores[kind])
        if told["right"] or told["spurious"] or told["missed"]:
            shares = "  ".join(f"{key} {told[key]:.3f}" for key in ("precision", "recall", "f1"))
            counts = "  ".join(f"{key} {told[key]:3d}" for key in ("right", "spurious", "missed"))
            print(f"  {kind:22} {shares}  {counts}")


def kept(results: Mapping[str, Scores]) -> Kept:
    """Return the right facts, ready to be kept."""
    return {
        name: {kind: sorted(scores[kind].right) for kind in KINDS if scores[kind].right}
        for name, scores in results.items()
    }


def changes(before: Kept, now: Kept) -> tuple[list[str], list[str]]:
    """Return the facts gained and the facts lost, for the documents of both runs."""

    def facts(run: Kept) -> set[str]:
        both = before.keys() & now.keys()
        return {f"{name} {kind} {fact}" for name in both for kind, told in run[name].items() for fact in told}

    return sorted(facts(now) - facts(before)), sorted(facts(before) - facts(now))


def _print_misses(name: str, scores: Scores) -> None:
    for kind in KINDS:
        for word, facts in (("missed", scores[kind].missed), ("spurious", scores[kind].spurious)):
            for fact in facts:
                print(f"{name} {kind} {word}: {fact}")


def _print_all(documents: Sequence[Labelled], results: Mapping[str, Scores]) -> None:
    for name, scores in results.items():
        print_table(name, scores)
    for collection in dict.fromkeys(document.collection for document in documents):
        members = [results[document.name] for document in documents if document.collection == collection]
        print_table(f"= {collection}", together(members))
    for collection in dict.fromkeys(document.collection for document in documents if document.is_report_only):
        apart = [one.name for one in documents if one.collection == collection and one.is_report_only]
        print_table(f"= {collection}, kept apart: {len(apart)}", together([results[name] for name in apart]))


def main() -> int:
    """Measure, print, compare with a kept run. Return 1 where facts of it were lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, metavar="FILE", help="tell which facts were gained and lost")
    parser.add_argument("--accept", action="store_true", help=f"keep the right facts in {ACCEPTED.name}")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--misses", action="store_true", help="list every difference")
    arguments = parser.parse_args()
    documents = labelled()
    results = {document.name: scored(document) for document in documents}
    told = {document.name: results[document.name] for document in documents if not document.is_report_only}
    if arguments.json:
        table = {name: {kind: figures(scores[kind]) for kind in KINDS} for name, scores in results.items()}
        print(json.dumps(table, ensure_ascii=False, indent=1))
    else:
        _print_all(documents, results)
    if arguments.misses:
        for name, scores in told.items():
            _print_misses(name, scores)
    lost: list[str] = []
    if arguments.against:
        gained, lost = changes(json.loads(arguments.against.read_text(encoding="utf-8")), kept(told))
        print(*(f"+ {fact}" for fact in gained), *(f"- {fact}" for fact in lost), sep="\n")
    if arguments.accept:
        text = json.dumps(kept(told), ensure_ascii=False, indent=1, sort_keys=True)
        ACCEPTED.write_text(f"{text}\n", encoding="utf-8")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
