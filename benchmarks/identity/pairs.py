"""Who is who in real documents: pairs of mentions that a reader called one thing or two, and what the resolver says.

    python -m benchmarks.identity.pairs [--open-cases] [--kept]

The pairs and their rules, `pairs.md`, were made from the texts alone, before any resolver was run on them. The texts
lie in the folder of `TRIENKHAI_SHARED`. Pages of one document are read as one file. A mention that the program does
not see is one with nothing. The misses of the lists in `OPEN` were read to mend the program; of every other
`pairs_NAME.csv` beside it only figures are seen. The graph does not keep every mention: of agencies those that a task
or a head names, of documents the citations. With `--kept` all others are mentions that the program does not see.
"""

import argparse
import csv
import hashlib
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.identity.measure import Score
from graph.agencies import namer_of
from graph.places import is_unit
from graph.resolve import resolve
from loaders.pipeline import contents
from loaders.short_names import own_mentions
from loaders.tables import restored_range
from loaders.text import Text, text_of
from ontology.identifiers import DocumentId
from ontology.model import Document, Party, Span

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("TRIENKHAI_SHARED", HERE.parents[2] / "shared"))
OPEN = ("pairs", "pairs_closed")  # the lists that were read to mend the program
KINDS = ("document", "agency")
_PAGE = re.compile(r"p\d+\.(gt|eng)\.txt")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: a file under the shared folder, and the range of characters in it."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, and whether a reader takes them for one thing."""

    id: str
    kind: str
    first: Place
    second: Place
    is_same: bool
    group: str = OPEN[0]  # the list that the pair stands in

    @property
    def is_open(self) -> bool:
        """Whether the pair may be read by those who mend the program."""
        return self.group in OPEN


def labelled_lists(folder: Path = HERE) -> list[Path]:
    """Return the lists of labelled pairs, the open ones first."""
    return sorted(folder.glob("pairs*.csv"), key=lambda path: (path.stem not in OPEN, path.stem))


def labelled_pairs(lists: Iterable[Path] | None = None) -> list[Pair]:
    """Return the labelled pairs. Raise `ValueError` where a text is not the one that was labelled."""
    return [pair for path in lists or labelled_lists() for pair in _pairs_of(path)]


def _pairs_of(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for side in "ab":
        for file, digest in {(row[f"file_{side}"], row[f"sha256_{side}"]) for row in rows}:
            if hashlib.sha256((SHARED / file).read_bytes()).hexdigest() != digest:
                raise ValueError(f"{file} is another text than the one that was labelled")
    return [
        Pair(
            row["id"],
            row["kind"],
            Place(row["file_a"], int(row["start_a"]), int(row["end_a"])),
            Place(row["file_b"], int(row["start_b"]), int(row["end_b"])),
            row["same"] == "yes",
            path.stem,
        )
        for row in rows
    ]


@cache
def raw_text(file: str) -> str:
    """Return the text of a shared file as offsets count in it."""
    with (SHARED / file).open(encoding="utf-8", newline="") as text:
        return text.read()


def whole(place: Place) -> Place:
    """Return where a mention on a page of many stands in the whole document."""
    path = Path(place.file)
    page = _PAGE.fullmatch(path.name)
    if page is None:
        return place
    before = sum(len(raw_text(str(other))) + 1 for other in _pages(path.parent, page[1]) if other.name < path.name)
    return Place(f"{path.parent}.{page[1]}.txt", place.start + before, place.end + before)


def shown_span(shown: str, place: Place) -> Span | None:
    """Return where a mention stands in the text that a reader of the marked-up file sees: its words as often before."""
    marked = raw_text(place.file)
    words = marked[place.start : place.end]
    at = -1
    for _ in range(marked.count(words, 0, place.start) + 1):
        at = shown.find(words, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(words))


def _pages(folder: Path, kind: str) -> list[Path]:
    return sorted(page.relative_to(SHARED) for page in (SHARED / folder).glob(f"*.{kind}.txt"))


def _written(file: str, folder: Path) -> Path:
    """Return where a file, or the pages of a document put together, can be read."""
    path = SHARED / file
    if path.exists():
        return path
    pages, kind = file.removesuffix(".txt").rsplit(".", 1)
    together = folder / file.replace("/", "_")
    together.write_text("\n".join(raw_text(str(page)) for page in _pages(Path(pages), kind)), encoding="utf-8")
    return together


Told = tuple[DocumentId, Sequence[DocumentId | None]]  # what a file is, and what each of its citations means


class Meant:
    """What the resolver takes each mention for, once all files that are mentioned in are read together."""

    def __init__(self, files: Iterable[str], *, is_kept: bool = False) -> None:
        """Read and resolve files of the shared folder; `is_kept`: only what the graph keeps is a mention."""
        self._is_kept = is_kept
        with tempfile.TemporaryDirectory() as folder:
            self.read: Mapping[str, Sequence[Document]] = {
                file: _named_apart(file, contents(_written(file, Path(folder))).documents)
                for file in files
                if _is_document(file)
            }
        self._told: dict[str, Told] = {}
        left = {document.source.name: document for each in self.read.values() for document in each}
        while left.keys() - self._told.keys():
            self._tell(left)

    def _tell(self, left: dict[str, Document]) -> None:
        """Resolve what is left; of several files of one document one is told of and leaves its place to the others."""
        collection = resolve(left.values())
        by_raw = {document.source.raw: name for name, document in left.items()}
        by_name: defaultdict[str, set[str]] = defaultdict(set)
        for name, document in left.items():
            by_name[document.source.name].add(name)
        for entry in collection.entries:
            told = by_raw[entry.document.source.raw]
            self._told[told] = entry.id, collection.citations[entry.id]
            others = {name for shown in entry.names for name in by_name[shown]} - self._told.keys()
            for name in others:
                left[name] = _under(left[name], min(entry.names))
            if others:
                del left[told]

    def document(self, place: Place) -> Hashable:
        """Return the document that a mention means."""
        found = self._within(place)
        if found is None:
            return place
        document, span = found
        own, targets = self._told[document.source.name]
        for citation, target in zip(document.citations, targets, strict=True):
            met = [mention.span for mention in citation.mentions if _meet(mention.span, span)]
            if any(not _is_title(document, span, each) for each in met):
                return target
        heads = document.header.spans.items()
        # What stands within a title is what the paper speaks of.
        is_own = any(
            span.start <= head.start if name == "title" else _meet(head, span)
            for name, head in heads
            if _meet(head, span)
        )
        if not is_own and not self._is_kept:
            is_own = any(_meet(each, span) for each in own_mentions(document))
        return own if is_own else place

    def agency(self, place: Place) -> Hashable:
        """Return the agency that a mention means."""
        found = self._within(place)
        if found is None:
            return place
        document, span = found
        if self._is_kept and not any(_meet(each, span) for each in _kept(document)):
            return place
        read = next((party.name for party in _parties(document) if party.span == span), None)
        text = _text(document)
        start, end = restored_range(text, span)
        printed = read or " ".join(text.restored[start:end].split())
        if is_unit(printed):
            return place  # a province or a commune by itself is no body: no reader takes it up
        return namer_of(self._told[document.source.name][0], document).name(printed).id

    def _within(self, place: Place) -> tuple[Document, Span] | None:
        for document in self.read.get(place.file, ()):
            if place.file.endswith(".md"):
                span = shown_span(document.source.raw, place)
                return (document, span) if span else None
            start = document.source.row.start if document.source.row else 0
            if start <= place.start and place.end <= start + len(document.source.raw):
                return document, Span(place.start - start, place.end - start)
        return None


def _under(document: Document, name: str) -> Document:
    """Return a document as it would be read from a file of another name."""
    return replace(document, source=replace(document.source, name=name))


def _named_apart(file: str, documents: Iterable[Document]) -> list[Document]:
    """Return the documents of a file under names that no other has: seeds and their mended texts share theirs."""
    return [
        replace(document, source=replace(document.source, name=f"{file}#{number}"))
        for number, document in enumerate(documents)
    ]


def _is_document(file: str) -> bool:
    return Path(file).suffix in {".txt", ".csv", ".md"}


def _text(document: Document) -> Text:
    return text_of(document.source.raw, document.restored, document.offsets, ())


_CARRIES_OUT = re.compile(r"\s(?:thuc hien|trien khai|sua doi|bo sung|thi hanh|huong dan)\s")


def _is_title(document: Document, span: Span, cited: Span) -> bool:
    """Say whether what is named stands in the title of what is mentioned: "Chương trình … thực hiện Quy định số 9"."""
    start, end = restored_range(_text(document), Span(span.start, max(span.start, cited.start)))
    return _CARRIES_OUT.search(f"{_text(document).folded[start:end]} ".replace("\n", " ")) is not None


def _kept(document: Document) -> Iterator[Span]:
    """Yield where a document names an agency that the graph keeps with its place."""
    yield from (party.span for party in _parties(document) if party.span)
    if "issuer" in document.header.spans:
        yield document.header.spans["issuer"]


def _parties(document: Document) -> Iterator[Party]:
    """Yield those whom the tasks of a document name."""
    for task in document.tasks:
        yield from (*task.lead, *task.coordinate, *task.report_to, *task.via)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def judged(pairs: Sequence[Pair], meant: Meant) -> Iterator[tuple[Pair, bool]]:
    """Yield each pair with whether the resolver takes its mentions for one thing."""
    for pair in pairs:
        of = meant.document if pair.kind == "document" else meant.agency
        yield pair, of(whole(pair.first)) == of(whole(pair.second))


def scored(found: Iterable[tuple[Pair, bool]]) -> Score:
    """Count what is joined, what is one, and what is both."""
    listed = list(found)
    return Score(
        joined=sum(joined for _, joined in listed),
        true=sum(pair.is_same for pair, _ in listed),
        right=sum(joined and pair.is_same for pair, joined in listed),
    )


def found_pairs(lists: Iterable[Path] | None = None, *, is_kept: bool = False) -> list[tuple[Pair, bool]]:
    """Read all that is labelled and return each pair with what the resolver says."""
    pairs = labelled_pairs(lists)
    meant = Meant(sorted({whole(place).file for pair in pairs for place in (pair.first, pair.second)}), is_kept=is_kept)
    return list(judged(pairs, meant))


def figures(found: Sequence[tuple[Pair, bool]]) -> Iterator[str]:
    """Yield a line of figures for each kind of each list."""
    for group in dict.fromkeys(pair.group for pair, _ in found):
        for kind in KINDS:
            score = scored(each for each in found if (each[0].kind, each[0].group) == (kind, group))
            yield (
                f"{group:12} {kind:9} precision {score.precision:.3f}  recall {score.recall:.3f}  "
                f"({score.right} right of {score.joined} joined, {score.true} true)"
            )


def misses(found: Iterable[tuple[Pair, bool]]) -> Iterator[str]:
    """Yield what goes wrong in the open lists."""
    for pair, joined in found:
        if pair.is_open and joined != pair.is_same:
            words = (" ".join(raw_text(p.file)[p.start : p.end].split()) for p in (pair.first, pair.second))
            how = "joined" if joined else "parted"
            yield " | ".join((pair.id, how, *words, pair.first.file, pair.second.file))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall by list and kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--open-cases", action="store_true", help="print what goes wrong in the open lists")
    parser.add_argument("--kept", action="store_true", help="take only what the graph keeps for a mention")
    asked = parser.parse_args(arguments)
    found = found_pairs(is_kept=asked.kept)
    print(*figures(found), *(misses(found) if asked.open_cases else ()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
