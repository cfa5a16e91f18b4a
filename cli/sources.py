"""What a collection is made of: the files and folders that it remembers, and what was taken out."""

import errno
import hashlib
import json
import os
import stat
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from io import BufferedReader
from pathlib import Path
from typing import Any

from cli.refused import ARCHIVES, LARGEST, LINK, ZIP, Fault, content_fault, system_fault
from loaders.formats import zipped
from loaders.formats.refusals import UnreadableError
from loaders.pipeline import READERS, shown_name
from ontology.identifiers import BASE

MEMORY, COPY = "sources.json", "sources-copy.json"
# Kinds of files that hold documents: one that no reader knows is told, and any other is passed over.
DOCUMENTS = frozenset(READERS) | {
    ".wps",
    ".pages",
    ".ppt",
    ".pptx",
    *ARCHIVES,
}
_BLANK = b" \t\r\n\x0c\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What `kg/sources.json` holds; paths are absolute."""

    sources: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict[str, str])  # path -> SHA-256 when last read
    removed: tuple[str, ...] = ()  # SHA-256 of texts that were taken out
    base: str = BASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that may hold documents; `fault` is a reason code and sentence where it cannot be read."""

    path: Path
    name: str
    sha256: str = ""
    fault: Fault | None = None
    member: str = ""  # the file of an archive that is meant, by its name there

    @property
    def key(self) -> str:
        """Return what tells one file from all others: its path, and its name in an archive."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)


class DamagedMemoryError(ValueError):
    """What a collection is made of cannot be read, nor the copy of it; the message says what helps."""

    def __init__(self) -> None:
        super().__init__(
            f"{MEMORY} và {COPY} đều hỏng: hãy lấy lại từ bản sao lưu, hoặc xóa cả hai rồi chạy "
            "`trienkhai build THƯ_MỤC --only` (văn bản đã lấy ra phải lấy ra lại). / Both are damaged: restore them "
            "from a backup, or delete both and run `trienkhai build FOLDER --only` (documents that were taken out "
            "must be taken out again)."
        )


def remembered(kg: Path) -> Memory:
    """Return what a collection remembers; nothing for a new one. Raise `DamagedMemoryError` where it cannot be read."""
    paths = [path for path in (kg / MEMORY, kg / COPY) if path.is_file()]
    kept = next((memory for path in paths if (memory := _kept(path)) is not None), None)
    if kept is None and paths:
        raise DamagedMemoryError
    return kept or Memory()


def _kept(path: Path) -> Memory | None:
    """Return what a file holds, `None` where it is not as it was written."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8", errors="surrogateescape"))
        crc32 = kept.pop("crc32", None)  # a file of an older version has none
        if crc32 is not None and crc32 != _crc32(kept):
            return None
        return Memory(
            sources=tuple(map(_path, kept["sources"])),
            files={_path(name): str(sha256) for name, sha256 in kept["files"].items()},
            removed=tuple(map(str, kept["removed"])),
            base=str(kept["base"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def remember(kg: Path, memory: Memory) -> None:
    """Write what a collection remembers, whole or not at all, and a copy of it behind it."""
    paths = {"sources": list(map(_text, memory.sources)), "files": {_text(k): v for k, v in memory.files.items()}}
    kept = asdict(memory) | paths
    for name in (MEMORY, COPY):
        aside = kg / f".sources-{os.getpid()}"
        with aside.open("w", encoding="utf-8", errors="surrogateescape") as file:
            json.dump(kept | {"crc32": _crc32(kept)}, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(kg / name)


def _crc32(kept: Mapping[str, Any]) -> str:
    return f"{zlib.crc32(json.dumps(kept, sort_keys=True).encode()):08x}"


def _text(path: str) -> str:
    """Return a path as it stands in the file: its bytes as UTF-8, whatever the system's own encoding."""
    return os.fsencode(path).decode("utf-8", errors="surrogateescape")


def _path(text: str) -> str:
    return os.fsdecode(text.encode("utf-8", errors="surrogateescape"))


def add_sources(memory: Memory, named: Sequence[Path], *, only: bool) -> Memory:
    """Return the memory with the named sources added, or with nothing but them."""
    paths = [str(path.absolute()) for path in named]
    if only:
        return Memory(sources=tuple(sorted(set(paths))), base=memory.base)
    named_texts = {each.sha256 for path in named if path.is_file() for each in documents_at(path)}  # wanted again
    return replace(
        memory,
        sources=tuple(sorted({*memory.sources, *paths})),
        removed=tuple(sha256 for sha256 in memory.removed if sha256 not in named_texts),
    )


def find_files(memory: Memory) -> tuple[list[Found], list[str]]:
    """Return the files of all sources, each once, and the names of files of kinds that hold no documents."""
    found: dict[str, Found] = {}
    ignored: dict[str, str] = {}
    for source in memory.sources:
        for path, is_named in _files(Path(source)):
            if str(path) in found:
                continue
            if not is_named and path.is_symlink() and (path.is_dir() or path.suffix.lower() in DOCUMENTS):
                found[str(path)] = Found(path=path, name=shown_name(path), fault=LINK)
                continue
            if not is_named and path.suffix.lower() not in DOCUMENTS:
                ignored[str(path)] = shown_name(path)
                continue
            for each in documents_at(path):
                if each.member and Path(each.member).suffix.lower() not in DOCUMENTS:
                    ignored[each.key] = each.name
                else:
                    found[each.key] = each
    return sorted(found.values(), key=lambda each: (each.name, each.sha256, each.key)), sorted(ignored.values())


def documents_at(path: Path) -> Iterator[Found]:
    """Yield a file, or the files of an archive; an archive that must not be opened is one file with a fault."""
    whole = fingerprint(path)
    if whole.fault or path.suffix.lower() != ZIP:
        yield whole
        return
    try:
        members = zipped.members(path)
    except UnreadableError as error:
        yield replace(whole, fault=(error.code, str(error)))
        return
    if not members:
        yield replace(whole, fault=("E_EMPTY", "tệp nén không có tệp nào / the archive holds no files"))
    for member in members:
        yield _member(path, member)


def _member(path: Path, member: zipped.Member) -> Found:
    """Return a file of an archive with its digest, or with the reason why it cannot be read."""
    found = Found(path=path, name=f"{shown_name(path)}/{member.shown}", member=member.name)
    try:
        data = zipped.unpacked(path, member.name)
    except UnreadableError as error:
        return replace(found, fault=(error.code, str(error)))
    fault = content_fault(Path(member.name), len(data), is_blank=not data.strip(_BLANK))
    return replace(found, sha256=hashlib.sha256(data).hexdigest(), fault=fault)


def vanished(memory: Memory, found: Sequence[Found]) -> list[Found]:
    """Return the files that were read before and are not there any more."""
    here = {each.key for each in found}
    return [
        Found(path=Path(path), name=shown_name(Path(path)), sha256=sha256)
        for path, sha256 in sorted(memory.files.items())
        if path not in here
    ]


def fingerprint(path: Path) -> Found:
    """Return a file with its digest, or with the reason why it cannot be read."""
    try:
        with _open_regular(path) as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
            file.seek(0)
            is_blank = size <= LARGEST and not file.read().strip(_BLANK)
    except OSError as error:
        return Found(path=path, name=shown_name(path), fault=system_fault(error))
    is_archive = path.suffix.lower() == ZIP and size <= zipped.LARGEST
    fault = None if is_archive else content_fault(path, size, is_blank=is_blank)
    return Found(path=path, name=shown_name(path), sha256=sha256, fault=fault)


def _open_regular(path: Path) -> BufferedReader:
    """Open an ordinary file; raise `OSError` for anything else, and never wait for a pipe."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not an ordinary file")
    return os.fdopen(handle, "rb")


def _is_collection(folder: Path) -> bool:
    """Say whether a folder is a collection that was built: what it keeps of its sources is no source."""
    current = folder / "current"
    return current.is_symlink() and current.readlink().name.startswith("gen-")


def _files(source: Path) -> Iterator[tuple[Path, bool]]:
    """Yield the files of a source and links to folders, and whether the source names the file itself.

    Hidden files are left out, and so are folders that are collections.
    """
    if not source.is_dir():
        if source.exists():
            yield source, True
        return
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _is_collection(Path(folder, name))
        )
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted([*names, *links]):
            if not name.startswith((".", "~$")):
                yield Path(folder) / name, False
