"""The search box: words with or without marks, symbols in any shape, ranked; answered from the generation's index.

Words that nothing holds are left out and told, so that a sentence copied from a torn page still finds its place.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ontology.folding import compose, fold, search_key

KINDS = ("document", "agency", "indicator", "task", "passage")
CAP = 200  # hits of one kind that are looked at; rows stand by their weight, so the least are cut off
WORDS = 12  # of a search; more say nothing new
_WEIGHTS = {"document": 30, "agency": 20, "indicator": 6, "task": 5, "passage": 0}
_COLUMNS = "{symbol head body raw}"
_FIELDS = "id, kind, iri, document, start, end, label, text"


class NoIndexError(FileNotFoundError):
    """The generation was built before there was an index, or with an older one."""

    def __init__(self) -> None:
        super().__init__(
            "kho này dựng từ trước khi có ô tìm kiếm như bây giờ; hãy chạy `trienkhai build` / "
            "this collection was built before there was a search as it is now; run `trienkhai build`"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: a document, an agency, a target, a task, or a passage that is none of them (raw offsets)."""

    kind: str
    iri: str
    document: str  # id
    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search found, the best first; a count of more than `CAP` of a kind says only that."""

    hits: tuple[Hit, ...]
    counts: dict[str, int]  # kind -> found, at most CAP + 1
    unknown: tuple[str, ...]  # words that nothing holds
    is_near: bool = False  # nothing holds all of the words: these hold most

    @property
    def is_cut(self) -> bool:
        """Say whether there is more than what is listed."""
        return any(count > CAP for count in self.counts.values())


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index of one generation; safe to ask from several threads."""

    file: Path
    _own: threading.local = field(default_factory=threading.local)

    def search(self, wanted: str, kind: str = "") -> Hits:
        """Return what fits the words, of one kind where asked; raise `NoIndexError`."""
        connection = self._connection()
        words = tuple(dict.fromkeys(search_key(wanted).split()))[:WORDS]
        known = {word: known for word in words if (known := _known(connection, word))}
        squeezed = "".join(words)
        found = _found(connection, " AND ".join(each.term for each in known.values()), squeezed, kind)
        is_near = not found and len(known) > 1
        if is_near:
            found = _nearest(connection, _any_of({word: each.things for word, each in known.items()}), kind)
        score = scorer(wanted, words)
        ranked = sorted(found, key=lambda each: (-score(each[1]), each[0]))
        counts = Counter(hit.kind for _, hit in found)
        return Hits(
            hits=tuple(hit for _, hit in ranked),
            counts={name: counts[name] for name in KINDS if counts[name]},
            is_near=is_near,
            unknown=tuple(word for word in words if word not in known),
        )

    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if known is None:
            if not self.file.is_file():
                raise NoIndexError
            known = sqlite3.connect(f"file:{self.file}?mode=ro&immutable=1", uri=True)
            if not known.execute("SELECT 1 FROM sqlite_master WHERE name = 'frequencies'").fetchone():
                raise NoIndexError
            self._own.connection = known
        return known


@dataclass(frozen=True, slots=True)
class _Known:
    """How many things hold a word, and how it is asked for: whole, or as the beginning of words."""

    things: int
    term: str


def _known(connection: sqlite3.Connection, word: str) -> _Known | None:
    """Return what is known of a word; of words that begin with it where nothing holds it whole."""
    row = connection.execute("SELECT things FROM frequencies WHERE term = ?", (word,)).fetchone()
    if row is not None:
        return _Known(int(row[0]), f'"{word}"')
    row = connection.execute(
        "SELECT things FROM frequencies WHERE term >= ? AND term < ? LIMIT 1", (word, f"{word}\uffff")
    ).fetchone()
    return _Known(int(row[0]), f'"{word}" *') if row and len(word) > 1 else None


def _any_of(frequencies: Mapping[str, int]) -> str:
    """Return the expression of the rarer words, which say where a sentence stands; common ones take time."""
    rare = sorted(frequencies, key=frequencies.__getitem__)[: max(2, len(frequencies) * 2 // 3)]
    return " OR ".join(f'"{word}"' for word in rare)


def _found(connection: sqlite3.Connection, words: str, squeezed: str, kind: str) -> list[tuple[int, Hit]]:
    """Return the things that hold every word, and those whose symbol the letters are in any shape."""
    alternatives = [f"({_COLUMNS} : ({words}))"] if words else []
    if any(letter.isdigit() for letter in squeezed):
        alternatives.append(f'(symbol : "{squeezed}" *)')
    if not alternatives:
        return []
    kinds = connection.execute("SELECT kind, first, last FROM kinds ORDER BY first").fetchall()
    return [
        each
        for name, first, last in kinds
        if kind in {"", name}
        for each in _rows(connection, " OR ".join(alternatives), (first, last))
    ]


def _nearest(connection: sqlite3.Connection, words: str, kind: str) -> list[tuple[int, Hit]]:
    """Return the things that hold the most, and the rarest, of the words."""
    ranked = connection.execute(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (f"{_COLUMNS} : ({words})", CAP)
    ).fetchall()
    marks = ",".join("?" * len(ranked))
    rows = connection.execute(f"SELECT {_FIELDS} FROM things WHERE id IN ({marks})", [row[0] for row in ranked])  # noqa: S608 - marks alone
    return [each for each in map(_hit, rows) if kind in {"", each[1].kind}]


def _rows(connection: sqlite3.Connection, expression: str, between: tuple[int, int]) -> Iterator[tuple[int, Hit]]:
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM things WHERE id IN "  # noqa: S608 - names of columns
        "(SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?) ORDER BY id",
        (expression, *between, CAP + 1),
    )
    return map(_hit, rows)


def _hit(row: tuple[Any, ...]) -> tuple[int, Hit]:
    number, kind, iri, document, start, end, label, text = row
    return number, Hit(kind=kind, iri=iri, document=document, start=start, end=end, label=label, text=text)


def scorer(wanted: str, words: Sequence[str]) -> Callable[[Hit], float]:
    """Return how well a hit fits: its symbol, then its words side by side, with their marks, and little else."""
    key = search_key(wanted)
    squeezed, inside = key.replace(" ", ""), f" {key} "
    written = compose(wanted).casefold()
    has_marks = written != fold(written)

    def score(hit: Hit) -> float:
        text = search_key(hit.text)
        found = float(_WEIGHTS[hit.kind])
        if hit.kind == "document" and squeezed:
            symbol = search_key(hit.label).replace(" ", "")
            found += 200 * (symbol == squeezed) + 60 * symbol.startswith(squeezed)
        found += 40 * (text == key) + 25 * (inside in f" {text} ")
        held = set(text.split())
        found += 10 * sum(word in held for word in words)
        if has_marks:
            found += 15 * (written in hit.text.casefold())
        return found - min(len(text) / 200, 5)

    return score


def matches(text: str, wanted: str) -> Iterable[tuple[int, int]]:
    """Yield where the words of a search stand in a text (NFC), each with its end."""
    words = set(search_key(wanted).split())
    start = None
    for place, letter in enumerate(f"{fold(text)} "):
        if letter.isascii() and letter.isalnum():
            start = place if start is None else start
        elif start is not None:
            if search_key(text[start:place]) in words:
                yield start, place
            start = None
