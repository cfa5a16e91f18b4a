"""What a collection is made of: the files and folders that it remembers, and what has been taken out of it."""

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ontology.identifiers import BASE

READABLE = frozenset({".txt"})
KNOWN = READABLE | {".docx", ".doc", ".pdf", ".rtf", ".odt", ".html", ".htm", ".csv", ".xlsx", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
LARGEST = 50 << 20  # bytes of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What `kg/sources.json` holds; paths are absolute."""

    sources: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict[str, str])  # path -> SHA-256 when last read
    removed: tuple[str, ...] = ()  # SHA-256 of texts that were taken out
    base: str = BASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that may hold a document; `fault` is a reason code and sentence where it cannot be read."""

    path: Path
    name: str
    sha256: str = ""
    fault: tuple[str, str] | None = None


def remembered(kg: Path) -> Memory:
    """Return what a collection remembers; nothing for a new one."""
    path = kg / "sources.json"
    if not path.is_file():
        return Memory()
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Memory(
        sources=tuple(kept["sources"]), files=kept["files"], removed=tuple(kept["removed"]), base=kept["base"]
    )


def remember(kg: Path, memory: Memory) -> None:
    """Write what a collection remembers, whole or not at all."""
    aside = kg / f".sources-{os.getpid()}"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(asdict(memory), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(kg / "sources.json")


def add_sources(memory: Memory, named: Sequence[Path], *, only: bool) -> Memory:
    """Return the memory with the named sources added, or with nothing but them."""
    paths = [str(path.absolute()) for path in named]
    if only:
        return Memory(sources=tuple(sorted(set(paths))), base=memory.base)
    named_texts = {fingerprint(path).sha256 for path in named if path.is_file()}  # named again: wanted again
    return replace(
        memory,
        sources=tuple(sorted({*memory.sources, *paths})),
        removed=tuple(sha256 for sha256 in memory.removed if sha256 not in named_texts),
    )


def find_files(memory: Memory) -> tuple[list[Found], list[str]]:
    """Return the files of all sources, each once, and the names of files of kinds that hold no documents."""
    found: dict[Path, Found] = {}
    ignored: list[str] = []
    for source in memory.sources:
        for path, is_named in _files(Path(source)):
            if is_named or path.suffix.lower() in KNOWN:
                found.setdefault(path, fingerprint(path))
            else:
                ignored.append(path.name)
    return sorted(found.values(), key=lambda each: (each.name, each.sha256, str(each.path))), sorted(ignored)


def vanished(memory: Memory, found: Sequence[Found]) -> list[Found]:
    """Return the files that were read before and are not there any more."""
    here = {str(each.path) for each in found}
    return [
        Found(path=Path(path), name=Path(path).name, sha256=sha256)
        for path, sha256 in sorted(memory.files.items())
        if path not in here
    ]


def fingerprint(path: Path) -> Found:
    """Return a file with its digest, or with the reason why it cannot be read; pipes and devices are not opened."""
    name = path.name
    if path.suffix.lower() not in READABLE:
        return Found(path=path, name=name, sha256=_digest(path), fault=_unread(path))
    try:
        data = read_regular(path)
    except OSError as error:
        return Found(path=path, name=name, fault=_system_fault(error))
    return Found(path=path, name=name, sha256=hashlib.sha256(data).hexdigest(), fault=_content_fault(data))


def read_regular(path: Path) -> bytes:
    """Read an ordinary file; raise `OSError` for anything else, and never wait for a pipe."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read(LARGEST + 1)


def _files(source: Path) -> Iterator[tuple[Path, bool]]:
    """Yield the files of a source, and whether the source names the file itself; hidden files are passed over."""
    if not source.is_dir():
        if source.exists():
            yield source, True
        return
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(folder) / name, False


def _digest(path: Path) -> str:
    try:
        with path.open("rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() if path.is_file() else ""
    except OSError:  # told by the fault that goes with it
        return ""


def _unread(path: Path) -> tuple[str, str]:
    suffix = path.suffix.lower() or "(không đuôi / no suffix)"
    return (
        "E_FORMAT",
        f"chưa đọc được tệp {suffix}; hãy lưu thành .txt rồi dựng lại / {suffix} files are not yet read; "
        "save it as .txt and build again",
    )


def _content_fault(data: bytes) -> tuple[str, str] | None:
    if len(data) > LARGEST:
        return "E_TOO_BIG", f"tệp lớn hơn {LARGEST >> 20} MiB / the file is larger than {LARGEST >> 20} MiB"
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf"):
        return "E_EMPTY", "tệp không có chữ nào / the file has no text"
    return None


def _system_fault(error: OSError) -> tuple[str, str]:
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "E_PERM", "không có quyền đọc tệp / no permission to read the file"
        case errno.ENOENT:
            return "E_GONE", "tệp vừa biến mất / the file has just gone"
        case _:
            return "E_NOT_REGULAR", "không phải tệp thường, nên không mở / not an ordinary file, so it is not opened"
