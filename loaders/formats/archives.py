"""Opening a zip archive that somebody sent: looked at from its directory before a byte of it is unpacked."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from xml.etree import ElementTree as ET

from loaders.formats.refusals import (
    BrokenWordError,
    DepthError,
    DoctypeError,
    MemberNameError,
    OldWordError,
    PasswordError,
    TooBigError,
    WrongTypeError,
)

MOST_MEMBERS = 2_000
MOST_BYTES = 200 << 20
LARGEST_PART = 64 << 20
MOST_RATIO = 100  # unpacked to packed, of parts over a mebibyte
_HEAD = 4096  # bytes of an XML text in which a DTD must stand, if anywhere
DEEPEST = 200  # elements in one another

# What zipfile raises for a damaged archive: it declares only the first.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")


def open_archive(data: bytes, wanted: str) -> zipfile.ZipFile:
    """Return an archive whose directory is harmless. Raise the `UnreadableError` that says what is wrong."""
    if data.startswith(OLE):
        raise _ole_error(data, wanted)
    if not data.startswith(b"PK"):
        raise WrongTypeError(wanted)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise BrokenWordError(str(error)) from error
    check_directory(archive.infolist())
    return archive


def check_directory(members: list[zipfile.ZipInfo]) -> None:
    """Raise `MemberNameError` or `TooBigError` for an archive that must not be unpacked."""
    _check_names(members)
    _check_sizes(members)


def _ole_error(data: bytes, wanted: str) -> Exception:
    if ENCRYPTED in data:
        return PasswordError()
    return OldWordError() if _WORD in data else WrongTypeError(wanted)


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename
        steps = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or name in seen:
            raise MemberNameError(name)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise MemberNameError(name)
        seen.add(name)


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise TooBigError(f"{len(members)} > {MOST_MEMBERS} phần / parts")
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise TooBigError(f"> {MOST_BYTES >> 20} MiB")
    for member in members:
        large = member.file_size > 1 << 20
        if member.file_size > LARGEST_PART or (large and member.file_size > MOST_RATIO * member.compress_size):
            raise TooBigError(f"{member.filename}: {member.file_size >> 20} MiB")


def part_of(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """Return the root element of a part, `None` where the archive has no such part."""
    try:
        data = archive.read(name)
    except KeyError:
        return None
    except BROKEN as error:
        raise BrokenWordError(f"{name}: {error}") from error
    return parsed(data, name)


def forbid_doctypes(archive: zipfile.ZipFile) -> None:
    """Raise `DoctypeError` where a part of an office file declares a DTD, which no office program writes."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            try:
                with archive.open(member) as part:
                    head = part.read(_HEAD)
            except BROKEN as error:
                raise BrokenWordError(f"{member.filename}: {error}") from error
            if b"<!DOCTYPE" in head or "<!DOCTYPE".encode("utf-16-le") in head:
                raise DoctypeError(member.filename)


class _Bounded(ET.TreeBuilder):
    """Builds a tree, but of no document that declares entities or nests without end."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise DepthError(DEEPEST)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        raise DoctypeError(self._part)


def parsed(data: bytes, name: str) -> ET.Element:
    """Return the root element of an XML text without a DTD. Raise `DoctypeError`, `DepthError`, `BrokenWordError`."""
    # The target refuses DTDs before an entity can be declared, and depth before it costs anything.
    parser = ET.XMLParser(target=_Bounded(name))  # noqa: S314
    try:
        parser.feed(data)
        return parser.close()
    except (ET.ParseError, LookupError, ValueError) as error:
        if isinstance(error, DoctypeError | DepthError):
            raise
        raise BrokenWordError(f"{name}: {error}") from error
