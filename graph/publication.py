"""Writing a generation: aside, onto the disk, then renamed, so that no reader sees half of one."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from graph.assembly import collection_quads
from graph.generations import (
    FORMAT,
    DamagedGenerationError,
    DocumentText,
    Generation,
    NoGenerationError,
    current_generation,
    file_digest,
    generation_paths,
    named,
    seal,
    text_file,
)
from graph.inference import rule_quads
from graph.lineages import lineage_lines
from graph.progress import progress_quads
from graph.quads import Iri, Quad
from graph.redirects import learn_redirects, redirect_quads
from graph.resolve import Collection
from graph.search_index import NAME as SEARCH
from graph.search_index import write_index
from graph.shards import Shards
from graph.store import Store
from graph.tally import Tally
from ontology.files import DIRECTIVES, SCHEMES, turtle
from ontology.identifiers import BASE, graph_iri
from ontology.terms import TK

KEPT = 3  # generations
_AT_ONCE = 16  # files put onto the disk
_ROOM = 64 << 20  # bytes that a build needs at least

_ORPHANED = f'SELECT ?judgement WHERE {{ ?judgement <{TK.attachment}> "orphaned" }}'

Audit = Callable[[Store], Iterable[Quad]]


class NoRoomError(OSError):
    """The disk has no room for another generation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a generation is made of, and what made it: `recipe` names the programs, `inputs` the files.

    How many `hands` write it plays no part in what it is.
    """

    collection: Collection
    report: Sequence[Mapping[str, str]]
    inputs: Mapping[str, Sequence[str]]  # SHA-256 -> names
    recipe: str
    base: str = BASE
    hands: int = 1  # processes that write


def publish(kg: Path, publication: Publication, audit: Audit | None = None) -> Generation:
    """Write a generation and make it the current one; the caller holds `building`.

    `audit` is asked for its findings once the graph is complete. On any failure the old generation stays
    as it is
    and nothing of the new one is left; raise `NoRoomError` where the disk is too full.
    """
    _require_room(kg, publication)
    number = next((int(path.name.rpartition("-")[2]) for path in generation_paths(kg)), 0) + 1
    aside, final = kg / f".building-{os.getpid()}", kg / f"gen-{number:06d}"
    try:
        aside.mkdir()
        _write(aside, publication, audit, _before(kg))
        _sync(aside)
        aside.rename(final)
        make_current(kg, final)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        if named(kg) != final.name:
            shutil.rmtree(final, ignore_errors=True)
        raise
    for old in list(generation_paths(kg))[KEPT:]:
        shutil.rmtree(old)
    return current_generation(kg)


def _require_room(kg: Path, publication: Publication) -> None:
    # Measured: a store, its texts and its manifest take some seventy times the texts, and while its files are brought
    # together as much again.
    needed = _ROOM + 160 * sum(len(entry.document.source.raw) for entry in publication.collection.entries)
    if shutil.disk_usage(kg).free < needed:
        raise NoRoomError(
            f"đĩa thiếu chỗ: cần khoảng {needed >> 20} MiB trống ở {kg} / "
            f"the disk is too full: about {needed >> 20} MiB must be free at {kg}"
        )


def _before(kg: Path) -> Generation | None:
    try:
        return current_generation(kg)
    except (NoGenerationError, DamagedGenerationError):
        return None


def _write(folder: Path, publication: Publication, audit: Audit | None, before: Generation | None) -> None:
    store = Store.create(folder / "db")
    try:
        tally = Tally()
        ontology = _load(store, publication, tally)
        store.compact()  # before the audit, which asks much
        orphaned = len(store.select(_ORPHANED).rows)
        redirects = learn_redirects(before, store, publication.collection, publication.base)
        store.bulk_load(redirect_quads(redirects, publication.base), tally)
        findings = _Findings(audit(store) if audit is not None else ())
        store.bulk_load(findings, tally)
        store.compact()
        counts, digest = dict(sorted(tally.counts.items())), tally.digest(ontology)
        write_index(folder / SEARCH, publication.collection, store, publication.base)
    finally:
        store.close()
    _write_texts(folder, publication.collection)
    _write_json(folder / "report.json", {"files": list(publication.report)})
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "base": publication.base,
        "recipe": publication.recipe,
        "inputs": {sha256: list(names) for sha256, names in sorted(publication.inputs.items())},
        "ontology": ontology,
        "digest": digest,
        "graphs": counts,
        "counts": _counts(publication, counts) | {"findings": findings.number, "orphaned": orphaned},
        "documents": [
            {
                "id": entry.id,
                "symbol": entry.document.header.symbol,
                "names": list(entry.names),
                "sources": list(entry.sources),
            }
            for entry in publication.collection.entries
        ],
        "merges": [asdict(merge) for merge in publication.collection.merges],
        "learnt": [asdict(each) for each in publication.collection.learnt],
        "conflicts": [list(group) for group in publication.collection.conflicts],
        "aliases": publication.collection.aliases,
        "redirects": redirects,
        "judgements": [[each.standing.id, each.standing.judgement.at] for each in publication.collection.attachments],
        "files": _digests(folder),
    }
    _write_json(folder / "manifest.json", manifest | {"seal": seal(manifest)})


def _counts(publication: Publication, graphs: Mapping[str, int]) -> dict[str, int]:
    documents = [entry.document for entry in publication.collection.entries]
    return {
        "documents": len(documents),
        "cited": len(publication.collection.cited),
        "tasks": sum(len(document.tasks) for document in documents),
        "indicators": sum(len(document.indicators) for document in documents),
        "judgements": len(publication.collection.attachments),
        "statements": sum(graphs.values()),
    }


def _load(store: Store, publication: Publication, tally: Tally) -> str:
    """Fill a store, and return the digest of the ontology's files."""
    base = publication.base
    shards = Shards(publication.collection, base, tally, publication.hands)
    store.load_lines(shards.lines())
    store.bulk_load(collection_quads(publication.collection, base, shards.told), tally)
    store.load_lines(lineage_lines(publication.collection, base, tally, publication.hands))
    store.bulk_load(rule_quads(store, base), tally)
    store.bulk_load(progress_quads(store, base), tally)
    digest = hashlib.sha256()
    graph = Iri(graph_iri("ontology", base=base))
    for name in (DIRECTIVES, SCHEMES):
        text = turtle(name).encode()
        digest.update(text)
        store.load_turtle(text, graph)
    for statement in store.statements(graph):
        tally.add_distinct(graph, statement)
    return digest.hexdigest()


class _Findings:
    """The statements of findings as they come, each finding's together; `number` is how many findings came."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads, self.number = quads, 0

    def __iter__(self) -> Iterator[Quad]:
        last = None
        for quad in self._quads:
            self.number += quad.subject != last
            last = quad.subject
            yield quad


def _write_texts(folder: Path, collection: Collection) -> None:
    (folder / "texts").mkdir()
    for entry in collection.entries:
        document = entry.document
        text = DocumentText(
            name=entry.names[0],
            raw=document.source.raw,
            restored=document.restored,
            offsets=document.offsets,
            doubtful=document.doubtful,
            pages=document.source.pages,
            printed=document.source.printed,
            problems=document.problems,
        )
        text_file(folder, entry.id).write_bytes(msgspec.json.encode(text))


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "LOCK"
    }


def _sync(folder: Path) -> None:
    """Put every file and folder onto the disk, so that a power cut after the renaming loses nothing."""
    # Many at once: a disk writes waiting files together, and a register has thousands of small texts.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_put_on_disk, [*folder.rglob("*"), folder]):
            pass


def _put_on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_current(kg: Path, generation: Path) -> None:
    """Let `current` name a generation, by renaming a link: a reader sees the old one or the new."""
    link = kg / f".current-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(generation.name)
    try:
        link.replace(kg / "current")
    except OSError:
        link.unlink()
        raise
    _put_on_disk(kg)
