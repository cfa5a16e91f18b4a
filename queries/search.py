"""The search box: words with or without marks, symbols in any shape, ranked; answered from the generation's index.

Words that nothing holds are left out and told, so that a sentence copied from a torn page still finds its place.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """The generation was built before there was an index."""


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
        frequencies = {word: frequency for word in words if (frequency := _frequency(connection, word))}
        squeezed = "".join(words)
        found = _found(connection, _all_of(connection, frequencies), squeezed, kind)
        is_near = not found and len(frequencies) > 1
        if is_near:
            found = _nearest(connection, _any_of(frequencies), kind)
        ranked = sorted(found, key=lambda each: (-_score(each[1], wanted, words), each[0]))
        counts = Counter(hit.kind for _, hit in found)
        return Hits(
            hits=tuple(hit for _, hit in ranked),
            counts={name: counts[name] for name in KINDS if counts[name]},
            is_near=is_near,
            unknown=tuple(word for word in words if word not in frequencies),
        )

    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if known is None:
            if not self.file.is_file():
                raise NoIndexError(
                    "kho này dựng từ trước khi có ô tìm kiếm; hãy chạy `trienkhai build` / "
                    "this collection was built before there was a search; run `trienkhai build`"
                )
            known = self._own.connection = sqlite3.connect(f"file:{self.file}?mode=ro&immutable=1", uri=True)
        return known


def _frequency(connection: sqlite3.Connection, word: str) -> int:
    """Return how many things hold a word, or words that begin with it where none holds it whole."""
    row = connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone()
    if row is None and len(word) > 1:
        row = connection.execute(
            "SELECT doc FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1", (word, f"{word}\uffff")
        ).fetchone()
    return int(row[0]) if row else 0


def _all_of(connection: sqlite3.Connection, words: Iterable[str]) -> str:
    return " AND ".join(_term(connection, word) for word in words)


def _any_of(frequencies: Mapping[str, int]) -> str:
    """Return the expression of the rarer words, which say where a sentence stands; common ones take time."""
    rare = sorted(frequencies, key=frequencies.__getitem__)[: max(2, len(frequencies) * 2 // 3)]
    return " OR ".join(f'"{word}"' for word in rare)


def _term(connection: sqlite3.Connection, word: str) -> str:
    whole = connection.execute("SELECT 1 FROM vocabulary WHERE term = ?", (word,)).fetchone()
    return f'"{word}"' if whole else f'"{word}" *'


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


def _score(hit: Hit, wanted: str, words: Sequence[str]) -> float:
    """Return how well a hit fits: its symbol, then its words side by side, with their marks, and little else."""
    key, text = search_key(wanted), search_key(hit.text)
    symbol, squeezed = search_key(hit.label).replace(" ", ""), key.replace(" ", "")
    is_symbol = hit.kind == "document" and bool(squeezed)
    score = float(_WEIGHTS[hit.kind])
    score += 200 * (is_symbol and symbol == squeezed) + 60 * (is_symbol and symbol.startswith(squeezed))
    score += 40 * (text == key) + 25 * (f" {key} " in f" {text} ")
    held = set(text.split())
    score += 10 * sum(word in held for word in words)
    written = compose(wanted).casefold()
    if written != fold(written):
        score += 15 * (written in hit.text.casefold())
    return score - min(len(text) / 200, 5)


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
