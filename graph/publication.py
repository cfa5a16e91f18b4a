"""Writing a generation: aside, onto the disk, then renamed, so that no reader sees half of one."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from graph.assembly import collection_quads
from graph.auditing import Audit
from graph.filling import Filling
from graph.generations import (
    FORMAT,
    DamagedGenerationError,
    DocumentText,
    Generation,
    NoGenerationError,
    current_generation,
    file_digest,
    generation_paths,
    is_of_this_format,
    named,
    seal,
    text_file,
)
from graph.inference import rule_quads
from graph.inspection import Inspection
from graph.lineages import Lineages
from graph.parts import Parts, read_parts
from graph.progress import progress_quads
from graph.quads import Iri, Quad
from graph.redirects import learn_redirects, redirect_quads
from graph.resolve import Collection
from graph.search_index import NAME as SEARCH
from graph.search_index import write_index
from graph.shards import Shards
from graph.store import STATEMENTS, Store, share_file
from graph.tally import Tally
from ontology.files import DIRECTIVES, SCHEMES, turtle
from ontology.identifiers import BASE, graph_iri
from ontology.terms import TK

KEPT = 3  # generations
_AT_ONCE = 16  # files put onto the disk
_ROOM = 64 << 20  # bytes that a build needs at least
_LARGE = 1_000_000  # statements; fewer lie in few files, and are asked as fast before these are brought together
_MANY = 0.25  # of the documents: where more have changed, writing all anew is as fast

_ORPHANED = f'SELECT ?judgement WHERE {{ ?judgement <{TK.attachment}> "orphaned" }}'

Findings = Callable[[Store], Iterable[Quad]]


class NoRoomError(OSError):
    """The disk has no room for another generation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a generation is made of, and what made it: `recipe` names the programs, `inputs` the files.

    How many `hands` write it plays no part in what it is, nor whether it is written `afresh` or as a changed copy of
    the generation before.
    """

    collection: Collection
    report: Sequence[Mapping[str, str]]
    inputs: Mapping[str, Sequence[str]]  # SHA-256 -> names
    recipe: str
    base: str = BASE
    hands: int = 1  # processes that write
    afresh: bool = False
    inspection: Inspection | None = None  # of the generation before, where it has begun


def publish(
    kg: Path, publication: Publication, findings: Findings | None = None, audit: Audit | None = None
) -> Generation:
    """Write a generation and make it the current one; the caller holds `building`.

    Once the graph is complete both are asked what they find: `findings` anew each time, and `audit`, which is told what
    changed. On any failure the old generation stays as it is and nothing of the new one is left; raise `NoRoomError`
    where the disk is too full.
    """
    _require_room(kg, publication)
    number = next((int(path.name.rpartition("-")[2]) for path in generation_paths(kg)), 0) + 1
    aside, final = kg / f".building-{os.getpid()}", kg / f"gen-{number:06d}"
    try:
        aside.mkdir()
        _write(aside, publication, (findings, audit), _before(kg))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """The generation that a new one is a changed copy of, and what its store was made of."""

    generation: Generation
    parts: Parts


def _ground(before: Generation | None, publication: Publication) -> _Ground | None:
    """Return what to copy: the generation before, where the same programs made it and it is sound; else `None`."""
    if (
        publication.afresh
        or before is None
        or before.manifest["base"] != publication.base
        or not is_of_this_format(before)
    ):
        return None
    parts = read_parts(before.path)
    is_same = _programs(before.manifest["recipe"]) == _programs(publication.recipe)
    if parts is None or not is_same or not _is_sound(before, publication.inspection):
        return None
    return _Ground(generation=before, parts=parts)


def _programs(recipe: str) -> str:
    """Return the part of a recipe that names the programs, without what a person admitted or took out."""
    return re.split(r"[+-]", recipe, maxsplit=1)[0]


def _is_sound(before: Generation, inspection: Inspection | None) -> bool:
    """Say whether what a copy would share with a generation is as it was written."""
    if inspection is not None and inspection.generation.path == before.path:
        return inspection.is_sound()
    with Inspection(before) as begun:
        return begun.is_sound()


_Asked = tuple[Findings | None, Audit | None]


def _write(folder: Path, publication: Publication, asked: _Asked, before: Generation | None) -> None:
    ground = _ground(before, publication)
    shards = _shards(publication, ground)
    if ground is not None and shards.changed > _MANY * shards.number:
        ground = None
        shards = _shards(publication, None)
    store = _store(folder, ground)
    try:
        filled = _fill(folder, store, _Work(publication, asked, before, ground, shards))
    finally:
        store.close()
    if ground is not None:
        Store.reopen(folder / "db").close()
    _write_texts(folder, publication.collection, ground)
    _write_json(folder / "report.json", {"files": list(publication.report)})
    manifest = _manifest(publication, filled) | {"files": _digests(folder, ground)}
    _write_json(folder / "manifest.json", manifest | {"seal": seal(manifest)})


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be written, who is asked for findings, what came before, and what of it is copied."""

    publication: Publication
    asked: _Asked
    before: Generation | None
    ground: _Ground | None
    shards: Shards


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """What a store holds."""

    ontology: str
    digest: str
    graphs: Mapping[str, int]
    findings: int
    orphaned: int
    redirects: Mapping[str, str]


def _fill(folder: Path, store: Store, work: _Work) -> _Filled:
    publication, tally = work.publication, Tally()
    filling = Filling(store, tally, work.ground.parts if work.ground else None)
    _load(filling, work)
    collection, base, hands = publication.collection, publication.base, publication.hands
    with write_index(folder / SEARCH, collection, store, base, hands) as indexing:  # it rests on no more than is said
        ontology = _infer(store, filling, base, tally)
        if work.ground is None and sum(tally.counts.values()) > _LARGE:
            store.compact()  # before the audit, which asks much
        redirects = learn_redirects(work.before, store, collection, base)
        filling.put("redirects", redirect_quads(redirects, base))
        filling.settle()
        orphaned = len(store.select(_ORPHANED).rows)
        number = _put_findings(store, filling, work.asked)
        indexing.answer()
    filling.finish().write(folder)
    return _Filled(
        ontology=ontology,
        digest=tally.digest(ontology),
        graphs=dict(sorted(tally.counts.items())),
        findings=number,
        orphaned=orphaned,
        redirects=redirects,
    )


def _put_findings(store: Store, filling: Filling, asked: _Asked) -> int:
    """Put in what is found, and return how many findings there are."""
    anew, audit = asked
    number = 0
    if audit is not None:
        audited = audit(store, filling.renewal)
        filling.put_findings(audited)
        number = audited.number
    findings = _Findings(() if anew is None else anew(store))
    filling.put("findings", findings)
    filling.settle()
    return number + findings.number


def _manifest(publication: Publication, filled: _Filled) -> dict[str, Any]:
    collection = publication.collection
    return {
        "format": FORMAT,
        "base": publication.base,
        "recipe": publication.recipe,
        "inputs": {sha256: list(names) for sha256, names in sorted(publication.inputs.items())},
        "ontology": filled.ontology,
        "digest": filled.digest,
        "graphs": filled.graphs,
        "counts": _counts(publication, filled.graphs) | {"findings": filled.findings, "orphaned": filled.orphaned},
        "documents": [
            {
                "id": entry.id,
                "symbol": entry.document.header.symbol,
                "names": list(entry.names),
                "sources": list(entry.sources),
            }
            for entry in collection.entries
        ],
        "merges": [asdict(merge) for merge in collection.merges],
        "learnt": [asdict(each) for each in collection.learnt],
        "conflicts": [list(group) for group in collection.conflicts],
        "aliases": collection.aliases,
        "redirects": filled.redirects,
        "judgements": [[each.standing.id, each.standing.judgement.at] for each in collection.attachments],
    }


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


def _shards(publication: Publication, ground: _Ground | None) -> Shards:
    parts = ground.parts if ground else Parts()
    return Shards(publication.collection, publication.base, publication.hands, parts.sayings)


def _store(folder: Path, ground: _Ground | None) -> Store:
    if ground is None:
        return Store.create(folder / "db")
    return Store.aside(ground.generation.path / "db", folder / "db")


def _load(filling: Filling, work: _Work) -> None:
    """Fill a store with what documents and people say, and with which task carries out which."""
    base, collection = work.publication.base, work.publication.collection
    filling.put_documents(work.shards, base)
    filling.put("said", collection_quads(collection, base, work.shards.told))
    filling.put_links(Lineages(collection, base, work.publication.hands, filling.links_before))
    filling.settle()


def _infer(store: Store, filling: Filling, base: str, tally: Tally) -> str:
    """Fill a store with what follows and with the ontology, and return the digest of the ontology's files."""
    filling.put("rules", rule_quads(store, base))
    filling.put("progress", progress_quads(store, base))
    filling.settle()
    digest = hashlib.sha256()
    graph = Iri(graph_iri("ontology", base=base))
    for name in (DIRECTIVES, SCHEMES):
        text = turtle(name).encode()
        digest.update(text)
        if not filling.is_copy:  # which the same programs wrote
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


def _write_texts(folder: Path, collection: Collection, ground: _Ground | None) -> None:
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
        content, file = msgspec.json.encode(text), text_file(folder, entry.id)
        before = text_file(ground.generation.path, entry.id) if ground else None
        if before is not None and before.is_file() and before.read_bytes() == content:
            share_file(before, file)
        else:
            file.write_bytes(content)


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _digests(folder: Path, ground: _Ground | None) -> dict[str, str]:
    """Return the SHA-256 of every file; those of the store that a generation shares were read when it was copied."""
    known = _shared_digests(ground.generation) if ground else {}
    return {
        str(path.relative_to(folder)): known.get(path.stat().st_ino) or file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "LOCK"
    }


def _shared_digests(generation: Generation) -> dict[int, str]:
    written: Mapping[str, str] = generation.manifest["files"]
    return {(generation.path / name).stat().st_ino: written[name] for name in written if name.endswith(STATEMENTS)}


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
