"""Archives of documents (.zip): looked at from their directory first; each file in one is then read by itself."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from loaders.formats.archives import BROKEN, check_directory
from loaders.formats.refusals import BrokenArchiveError, MemberNameError, PasswordError, UnreadableError

LARGEST = 500 << 20  # bytes of an archive
_PACKED = 0x1  # the bit that says that a member is encrypted
_UTF8 = 0x800
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))  # the others unpack without a bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive: its name there, and the error that keeps it from being read, if any."""

    name: str
    shown: str  # the name with its letters as they were meant
    error: UnreadableError | None = None


def members(path: Path) -> tuple[Member, ...]:
    """Return the files of an archive; raise the `UnreadableError` that keeps all of it closed."""
    with _opened(path) as archive:
        return tuple(_listed(archive))


def unpacked(path: Path, name: str) -> bytes:
    """Return the bytes of one file of an archive."""
    with _opened(path) as archive:
        try:
            member = archive.getinfo(name)
        except KeyError:
            raise MemberNameError(name) from None
        if error := _error(member):
            raise error
        try:
            return archive.read(member)
        except BROKEN as error:
            raise BrokenArchiveError(f"{name}: {error}") from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise BrokenArchiveError(str(error)) from error
    try:
        check_directory(archive.infolist())
    except UnreadableError:
        archive.close()
        raise
    return archive


def _listed(archive: zipfile.ZipFile) -> Iterator[Member]:
    """Yield the files, without folders, hidden files and what systems add (`__MACOSX`)."""
    for member in archive.infolist():
        steps = PurePosixPath(member.filename).parts
        if member.is_dir() or not steps or any(step.startswith((".", "~$", "__MACOSX")) for step in steps):
            continue
        yield Member(name=member.filename, shown=_shown(member), error=_error(member))


def _error(member: zipfile.ZipInfo) -> UnreadableError | None:
    if member.flag_bits & _PACKED:
        return PasswordError()
    if member.compress_type not in _METHODS:
        return BrokenArchiveError(f"{member.filename}: {member.compress_type}")
    return None


def _shown(member: zipfile.ZipInfo) -> str:
    """Return a member's name; those that do not say how they are written are mostly UTF-8 all the same."""
    if not member.flag_bits & _UTF8:
        with suppress(UnicodeError):
            return member.filename.encode("cp437").decode("utf-8")
    return member.filename
