"""Reading many files in processes of their own; what was read before comes from the cache."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from cli.readers import Fault, Job
from cli.sources import Found, documents_at
from loaders.classified import CODE
from ontology.model import Contents

Tick = Callable[[], None]
Read = Callable[[Sequence[Job]], Iterator[tuple[Found, bytes | Fault]]]
UNSTABLE: Fault = (
    "E_UNSTABLE",
    "tệp đổi trong lúc đọc; hãy dựng lại / the file changed while it was read; build again",
)
_VERSION = 12  # hex digits that tell readers apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one file: its documents, or a reason code and a sentence."""

    found: Found
    contents: Contents | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Cache:
    """Records of what was read, by the text's SHA-256 and the version of the reader."""

    folder: Path

    def has(self, sha256: str) -> bool:
        """Say whether this reader has read a text before."""
        return self._path(sha256).is_file()

    def kept(self, sha256: str, beside: str = "") -> Contents | None:
        """Return the record that this reader made of a text, alone or `beside` others."""
        return _decoded(self._path(sha256, beside))

    def kept_by_any(self, sha256: str) -> Contents | None:
        """Return the newest record that any reader made of a text: for a file that is not there any more."""
        paths = sorted(self.folder.glob(f"{sha256}-{'?' * _VERSION}.json"), key=lambda path: path.stat().st_mtime)
        return next(filter(None, map(_decoded, reversed(paths))), None)

    def keep(self, sha256: str, record: bytes, beside: str = "") -> None:
        """Write a record, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{sha256}-{os.getpid()}"
        aside.write_bytes(record)
        aside.replace(self._path(sha256, beside))

    def _path(self, sha256: str, beside: str = "") -> Path:
        return self.folder / f"{sha256}-{reader_version()}{'-' if beside else ''}{beside}.json"


@cache
def reader_version() -> str:
    """Return what changes when the reader may read otherwise: a digest of its programs and registers."""
    return package_digest("loaders", "ontology")[:_VERSION]


def package_digest(*packages: str) -> str:
    """Return the SHA-256 of the contents of packages."""
    digest = hashlib.sha256()
    for package in packages:
        for name, file in _contents(package, files(package)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read_documents(found: Sequence[Found], cache: Cache, read: Read, tick: Tick) -> list[Reading]:
    """Return what became of each file, in the order given; files with a fault are not opened again."""
    readings: dict[str, Reading] = {}
    fresh: list[Found] = []
    for each in found:
        contents = None if each.fault else cache.kept(each.sha256)
        if each.fault or contents:
            readings[each.key] = Reading(found=each, contents=contents, fault=each.fault)
        else:
            fresh.append(each)
    for each, record in read(list(map(Job, fresh))):
        readings[each.key] = _checked(each, record, cache)
        tick()
    readings |= _read_once_more([each for each in readings.values() if each.fault == UNSTABLE], cache, read)
    return [readings[each.key] for each in found]


def _read_once_more(changed: Sequence[Reading], cache: Cache, read: Read) -> dict[str, Reading]:
    """Return what became of files that changed while they were read: as they are now, if they stay so."""
    now = [again for each in changed for again in documents_at(each.found.path) if again.key == each.found.key]
    readings = {each.key: Reading(found=each, fault=each.fault) for each in now if each.fault}
    for each, record in read([Job(each) for each in now if not each.fault]):
        readings[each.key] = _checked(each, record, cache)
    return readings


def admitted(reading: Reading) -> Reading:
    """Return what became of a file where classified documents are not allowed: one with a stamp is set aside."""
    documents = reading.contents.documents if reading.contents else ()
    stamp = next((each for document in documents for each in document.problems if each.code == CODE), None)
    return reading if stamp is None else Reading(found=reading.found, fault=("E_CLASSIFIED", stamp.message))


def unread(found: Sequence[Found], cache: Cache) -> list[Found]:
    """Return the files that have to be read."""
    return [each for each in found if not each.fault and not cache.has(each.sha256)]


def _checked(found: Found, record: bytes | Fault, cache: Cache) -> Reading:
    if isinstance(record, tuple):
        return Reading(found=found, fault=record)
    contents = msgspec.json.decode(record, type=Contents)
    if contents.sha256 != found.sha256:
        return Reading(found=found, fault=UNSTABLE)
    cache.keep(found.sha256, record)
    return Reading(found=found, contents=contents)


def _decoded(path: Path) -> Contents | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Contents)
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
