"""Torn texts read once more beside the clean documents of the collection that they name: these have its phrases.

What a torn document is read beside depends on the documents that it names and on nothing else of the collection,
so that a new document has only those read again that name it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from cli.readers import Job
from cli.reading import Cache, Read, Reading
from ontology.model import Contents, Document

_MOST = 400_000  # characters of clean text; more of it hardly moves what is likely


def read_beside(readings: Sequence[Reading], cache: Cache, read: Read) -> list[Reading]:
    """Return the readings, torn texts in the words of the clean documents that they name."""
    clean = _clean(readings)
    beside = {each.found: texts for each in readings if (texts := _named(_only(each), clean))}
    again = {found: cache.kept(found.sha256, _digest(texts)) for found, texts in beside.items()}
    jobs = [
        Job(each.found, msgspec.json.encode(each.contents), beside[each.found])
        for each in readings
        if each.found in again and again[each.found] is None
    ]
    for found, record in read(jobs):
        if isinstance(record, bytes):  # else the first reading stands, which is whole
            cache.keep(found.sha256, record, _digest(beside[found]))
            again[found] = msgspec.json.decode(record, type=Contents)
    return [replace(each, contents=again.get(each.found) or each.contents) for each in readings]


def _only(reading: Reading) -> Document | None:
    """Return the document of a file that holds one: the rows of a register are not torn texts."""
    documents = reading.contents.documents if reading.contents else ()
    return documents[0] if len(documents) == 1 and documents[0].source.row is None else None


def _clean(readings: Sequence[Reading]) -> Mapping[str, tuple[str, ...]]:
    """Return the texts that needed no restoring, by the symbol of the document; several may have one symbol."""
    found: dict[str, set[str]] = {}
    for document in map(_only, readings):
        if document and document.header.symbol and document.restored == document.source.raw:
            found.setdefault(document.header.symbol, set()).add(document.source.raw)
    return {symbol: tuple(sorted(texts)) for symbol, texts in found.items()}


def _named(document: Document | None, clean: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the clean texts that a torn document names, those named more often first, up to a bound."""
    if document is None or document.restored == document.source.raw:
        return ()
    named = sorted(document.citations, key=lambda each: (-len(each.mentions), each.symbol or ""))
    texts = dict.fromkeys(text for each in named for text in clean.get(each.symbol or "", ()))
    return tuple(_bounded(texts))


def _bounded(texts: Mapping[str, None]) -> Iterator[str]:
    left = _MOST
    for text in texts:
        if len(text) <= left:
            yield text
            left -= len(text)


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
