"""Reading many files in processes of their own; what was read before comes from the cache."""

import faulthandler
import hashlib
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast

import msgspec

from cli.sources import Found
from ontology.model import Document

SECONDS = 120  # for one file
_MEMORY = 4 << 30  # bytes of one reading process

_DIED = (
    f"đọc tệp này làm chương trình dừng, hoặc quá {SECONDS} giây / "
    f"reading this file ended the reader, or took over {SECONDS} seconds"
)

Tick = Callable[[], None]
Fault = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one file: a document, or a reason code and a sentence."""

    found: Found
    document: Document | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Cache:
    """Records of what was read, by the text's SHA-256 and the version of the reader."""

    folder: Path

    def has(self, sha256: str) -> bool:
        """Say whether this reader has read a text before."""
        return self._path(sha256).is_file()

    def kept(self, sha256: str) -> Document | None:
        """Return the record that this reader made of a text."""
        return _decoded(self._path(sha256))

    def kept_by_any(self, sha256: str) -> Document | None:
        """Return the newest record that any reader made of a text: for a file that is not there any more."""
        paths = sorted(self.folder.glob(f"{sha256}-*.json"), key=lambda path: path.stat().st_mtime)
        return next(filter(None, map(_decoded, reversed(paths))), None)

    def keep(self, sha256: str, record: bytes) -> None:
        """Write a record, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{sha256}-{os.getpid()}"
        aside.write_bytes(record)
        aside.replace(self._path(sha256))

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}-{reader_version()}.json"


@cache
def reader_version() -> str:
    """Return what changes when the reader may read otherwise: a digest of its programs and registers."""
    return package_digest("loaders", "ontology")[:12]


def package_digest(*packages: str) -> str:
    """Return the SHA-256 of the contents of packages."""
    digest = hashlib.sha256()
    for package in packages:
        for name, file in _contents(package, files(package)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read_documents(found: Sequence[Found], cache: Cache, workers: int, tick: Tick) -> list[Reading]:
    """Return what became of each file, in the order given; files with a fault are not opened again."""
    readings: dict[Path, Reading] = {}
    fresh: list[Found] = []
    for each in found:
        document = None if each.fault else cache.kept(each.sha256)
        if each.fault or document:
            readings[each.path] = Reading(found=each, document=document, fault=each.fault)
        else:
            fresh.append(each)
    for each, record in _read_all(fresh, workers):
        readings[each.path] = _checked(each, record, cache)
        tick()
    return [readings[each.path] for each in found]


def unread(found: Sequence[Found], cache: Cache) -> list[Found]:
    """Return the files that have to be read."""
    return [each for each in found if not each.fault and not cache.has(each.sha256)]


def _checked(found: Found, record: bytes | Fault, cache: Cache) -> Reading:
    if isinstance(record, tuple):
        return Reading(found=found, fault=record)
    document = msgspec.json.decode(record, type=Document)
    if document.source.sha256 != found.sha256:
        return Reading(
            found=found,
            fault=(
                "E_UNSTABLE",
                "tệp đổi trong lúc đọc; hãy dựng lại / the file changed while it was read; build again",
            ),
        )
    cache.keep(found.sha256, record)
    return Reading(found=found, document=document)


def _read_all(found: Sequence[Found], workers: int) -> Iterator[tuple[Found, bytes | Fault]]:
    """Yield the record of each file, or a fault, as they come; one that kills its reader is found out."""
    if not found:
        return
    left = {each.path: each for each in found}
    with _pool(min(workers, len(found))) as pool:
        futures: dict[Future[bytes | Fault], Found] = {pool.submit(_read, str(each.path)): each for each in found}
        for future in as_completed(futures):
            try:
                record = future.result()
            except BrokenProcessPool:
                continue  # tells of every file that was waiting: they are read again, one by one
            yield left.pop(futures[future].path), record
    yield from _read_one_by_one(left.values())


def _read_one_by_one(found: Iterable[Found]) -> Iterator[tuple[Found, bytes | Fault]]:
    for each in found:
        with _pool(1) as pool:
            try:
                record: bytes | Fault = pool.submit(_read, str(each.path)).result()
            except BrokenProcessPool:
                record = "E_PARSER_DIED", _DIED
        yield each, record


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["loaders.pipeline"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_confine)


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: str) -> bytes | Fault:
    """Read one file in a reading process; any error of the reader is this file's fault, and no other's."""
    from loaders.pipeline import load  # noqa: PLC0415 - the parent need not load the reader's models

    faulthandler.dump_traceback_later(SECONDS, exit=True)
    try:
        document = load(Path(path))
    except Exception as error:  # noqa: BLE001 - whatever it is, it goes into the report with its words
        words = str(error)
        # A reader's own error is written for people, in two languages; any other needs its kind.
        return getattr(error, "code", "E_READ"), words if " / " in words else f"{type(error).__name__}: {words}"
    finally:
        faulthandler.cancel_dump_traceback_later()
    length = len(document.source.raw)
    outside = [span for span in _spans(msgspec.to_builtins(document)) if span["end"] > length]
    if outside:
        return "E_SPAN", f"vị trí ngoài văn bản / a span lies outside the text: {outside[0]}"
    return msgspec.json.encode(document)


def _spans(value: Any) -> Iterator[dict[str, int]]:
    """Yield every span in a record that was turned into plain dictionaries and lists."""
    if isinstance(value, dict):
        parts = cast("dict[str, Any]", value)
        if parts.keys() == {"start", "end"}:
            yield parts
        for part in parts.values():
            yield from _spans(part)
    elif isinstance(value, list | tuple):
        for part in cast("list[Any]", value):
            yield from _spans(part)


def _decoded(path: Path) -> Document | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Document)
    except (FileNotFoundError, msgspec.DecodeError):  # a damaged record is made again
        return None


def _contents(name: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name == "__pycache__" or entry.name.startswith("."):
            continue
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _contents(path, entry)
        else:
            yield path, entry
