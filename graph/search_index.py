"""The words of a generation for the search box: one SQLite file beside the graph, filled once and only read after.

Words are indexed without marks, so that "dau tu" finds "đầu tư"; as they are written, so that a search with
marks ranks what has them first; and as the file has them, so that words copied from a torn page are found.
Rows are written in the order of their weight: what a search cuts off is the least of what it found.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from graph.duties import task_keys
from graph.hands import WORTH, Beside, Work
from graph.resolve import Collection, Entry
from graph.store import Store
from ontology.folding import compose, search_key
from ontology.identifiers import document_iri, part_iri
from ontology.model import Document, Level, Span

NAME = "search.sqlite"
SCHEMA = """
CREATE TABLE things (id INTEGER PRIMARY KEY, kind TEXT, iri TEXT, document TEXT, start INTEGER, end INTEGER,
  label TEXT, text TEXT);
CREATE TABLE kinds (kind TEXT, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE words USING fts5(symbol, head, body, raw, exact, content='', tokenize='unicode61');
CREATE TABLE frequencies (term TEXT PRIMARY KEY, things INTEGER) WITHOUT ROWID;
"""
# Counted once: to count the things that hold a common word takes as long as to read all their numbers.
COUNTED = """
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
INSERT INTO frequencies SELECT term, doc FROM vocabulary WHERE term NOT GLOB '*[^a-z0-9]*';
DROP TABLE vocabulary;
"""
LEVELS = (Level.CENTRAL, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, None)
NOWHERE = Span(0, 0)
PASSAGE = 600  # letters of a passage at most, unless one line is longer
_AGENCIES = """PREFIX tk: <https://w3id.org/trienkhai/ontology#>
SELECT DISTINCT ?agency ?name WHERE { ?agency a tk:Agency ; tk:name ?name } ORDER BY ?name ?agency"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Something that can be found: what it is, where it stands (raw offsets), its words in each form."""

    kind: str  # "document", "agency", "indicator", "task" or "passage"
    iri: str
    document: str  # id
    text: str
    label: str = ""  # a symbol, or the path of a task
    head: str = ""
    raw: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Indexed:
    """All that an index is made of: documents that were read and rows on what else has a name, each in order."""

    entries: tuple[Entry, ...]
    named: tuple[Row, ...]
    base: str


_PACKED, _INDEXED = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Indexed)


def write_index(file: Path, collection: Collection, store: Store, base: str, hands: int = 1) -> Beside:
    """Begin to write the index of a collection whose graph the store holds; it is there once the answer is.

    With more than one of `hands` another process writes it, while this one has the findings to settle.
    """

    def indexed() -> bytes:
        entries = sorted(collection.entries, key=lambda entry: (_weight(entry.document.header.level), entry.id))
        return _PACKED.encode(_Indexed(entries=tuple(entries), named=tuple(_named(collection, store, base)), base=base))

    alone = hands < 2 or len(collection.entries) < WORTH  # noqa: PLR2004 - one is this process
    return Beside(index_writer, os.fsencode(file), indexed, alone=alone)


def index_writer(file: bytes) -> Work:
    """Return what writes an index into a file."""

    def work(piece: bytes) -> bytes:
        path = Path(os.fsdecode(file))
        path.unlink(missing_ok=True)  # what a process that was lost has left
        write_rows(path, _rows(_INDEXED.decode(piece)))
        return b""

    return work


def write_rows(file: Path, rows: Iterable[Row]) -> None:
    """Write an index of rows, the weightiest first; those of one kind stand together."""
    connection = sqlite3.connect(file)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        for number, row in enumerate(rows, start=1):
            place = (row.document, row.span.start, row.span.end)
            connection.execute(
                "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, row.kind, row.iri, *place, row.label, row.text),
            )
            connection.execute(
                "INSERT INTO words (rowid, symbol, head, body, raw, exact) VALUES (?, ?, ?, ?, ?, ?)",
                (number, *_forms(row)),
            )
        connection.execute("INSERT INTO kinds SELECT kind, min(id), max(id) FROM things GROUP BY kind")
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.commit()
        connection.executescript(COUNTED)
    finally:
        connection.close()


def _forms(row: Row) -> tuple[str, str, str, str, str]:
    symbol = search_key(row.label) if row.kind == "document" else ""
    body, raw = search_key(row.text), search_key(row.raw)
    exact = " ".join(re.findall(r"\w+", compose(f"{row.head} {row.text}").casefold()))
    squeezed = symbol.replace(" ", "")
    return f"{symbol} {squeezed}".strip(), search_key(row.head), body, "" if raw == body else raw, exact


def _rows(indexed: _Indexed) -> Iterator[Row]:
    entries, base = indexed.entries, indexed.base
    yield from (_document(entry, base) for entry in entries)
    yield from indexed.named
    for entry in entries:
        yield from _indicators(entry)
    for entry in entries:
        yield from _tasks(entry, base)
    for entry in entries:
        yield from _passages(entry)


def _named(collection: Collection, store: Store, base: str) -> Iterator[Row]:
    for cited in sorted(collection.cited, key=lambda cited: (_weight(cited.level), cited.id)):
        yield Row(
            kind="document",
            iri=document_iri(cited.id, base),
            document=cited.id,
            label=cited.symbol or "",
            head=cited.issuer or "",
            text=cited.title or "",
        )
    for agency, name in store.select(_AGENCIES).rows:
        yield Row(kind="agency", iri=str(agency), document="", text=str(name))


def _weight(level: Level | None) -> int:
    return LEVELS.index(level)


def _document(entry: Entry, base: str) -> Row:
    header = entry.document.header
    return Row(
        kind="document",
        iri=document_iri(entry.id, base),
        document=entry.id,
        label=header.symbol or "",
        head=" ".join(filter(None, (header.kind, header.issuer, header.area, header.issued, *entry.names))),
        text=header.title or "",
    )


def _indicators(entry: Entry) -> Iterator[Row]:
    for indicator in entry.document.indicators:
        span = indicator.span
        raw = span.of(entry.document.source.raw)
        yield Row(kind="indicator", iri="", document=entry.id, text=indicator.name, raw=raw, span=span)


def _tasks(entry: Entry, base: str) -> Iterator[Row]:
    for task, key in task_keys(entry.document):
        yield Row(
            kind="task",
            iri=part_iri(entry.id, "task", key, base),
            document=entry.id,
            label=task.path,
            text=task.text,
            raw=task.span.of(entry.document.source.raw),
            span=task.span,
        )


def _passages(entry: Entry) -> Iterator[Row]:
    """Yield what stands outside the tasks, some lines at a time."""
    for span, text in passages(entry.document):
        raw = span.of(entry.document.source.raw)
        yield Row(kind="passage", iri="", document=entry.id, text=text, raw=raw, span=span)


def passages(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield runs of lines that are no task's, each with its raw span and its restored words in one line.

    Line N of the restored text is line N of the raw one.
    """
    taken = sorted(task.span for task in document.tasks)
    upcoming, reached = 0, 0  # the next task, and how far those before it reach
    waiting: list[tuple[Span, str]] = []
    for span, line in _lines(document):
        while upcoming < len(taken) and taken[upcoming].start < span.end:
            reached = max(reached, taken[upcoming].end)
            upcoming += 1
        is_free = bool(line.strip()) and reached <= span.start
        if waiting and (not is_free or sum(len(text) for _, text in waiting) + len(line) > PASSAGE):
            yield _joined(waiting)
            waiting = []
        if is_free:
            waiting.append((span, line))
    if waiting:
        yield _joined(waiting)


def _lines(document: Document) -> Iterator[tuple[Span, str]]:
    start, printed, read = 0, document.source.raw.split("\n"), document.restored.split("\n")
    if len(printed) != len(read):  # a reading that joined lines: the words as printed are found at least
        read = printed
    for raw, restored in zip(printed, read, strict=True):
        yield Span(start, start + len(raw)), restored
        start += len(raw) + 1


def _joined(lines: Iterable[tuple[Span, str]]) -> tuple[Span, str]:
    found = list(lines)
    words = " ".join(" ".join(text for _, text in found).split())
    return Span(found[0][0].start, found[-1][0].end), words
