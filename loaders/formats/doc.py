"""Files of other word processors (.doc, .rtf, .odt): LibreOffice makes .docx of them, where it is installed.

It runs in a folder and with a profile of its own, confined like the reader that starts it.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from loaders.formats import docx, html
from loaders.formats.archives import forbid_doctypes, open_archive
from loaders.formats.refusals import ConversionError, NoOfficeError, OldWordError, WrongTypeError
from ontology.model import SourceText

SECONDS = 90
# What a file is taken for; left to itself LibreOffice opens anything as plain text.
_FILTERS = {
    ".doc": ("MS Word 97", "MS Word 95", "MS WinWord 6.0"),
    ".odt": ("writer8",),
    ".rtf": ("Rich Text Format",),
}
_ALL_NAMES = {"LC_ALL": "C.UTF-8"}  # else it knows no folder with Vietnamese letters
_RTF = b"{\\rtf"
_ODT = b"application/vnd.oasis.opendocument.text"
_PAGE = (b"<html", b"<!doctype html", b"<!--", b"<meta", b"<head", b"<?xml")


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a Word file, whatever it holds under that name. Raise an `UnreadableError` with the remedy.

    Portals send web pages and Rich Text as .doc, because Word opens them.
    """
    if data.startswith(_RTF):
        return read_rtf(data, name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith(_PAGE):
        return html.read(data, name)
    try:
        return docx.read(data, name)
    except OldWordError:
        if _office() is None:
            raise
    return _read_as(data, name, ".doc")


def read_rtf(data: bytes, name: str) -> SourceText:
    """Return the text of a file in Rich Text. Raise an `UnreadableError` with the remedy."""
    if not data.startswith(_RTF):
        raise WrongTypeError("Rich Text (.rtf)")
    return _read_as(data, name, ".rtf")


def read_odt(data: bytes, name: str) -> SourceText:
    """Return the text of an OpenDocument text. Raise an `UnreadableError` with the remedy."""
    with open_archive(data, "OpenDocument (.odt)") as archive:
        if "mimetype" not in archive.namelist() or archive.read("mimetype").strip() != _ODT:
            raise WrongTypeError("OpenDocument (.odt)")
        forbid_doctypes(archive)
    return _read_as(data, name, ".odt")


def _read_as(data: bytes, name: str, suffix: str) -> SourceText:
    return replace(docx.read(_converted(data, suffix), name), sha256=hashlib.sha256(data).hexdigest())


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(data: bytes, suffix: str) -> bytes:
    """Return a file as .docx. Raise `NoOfficeError` without LibreOffice, `ConversionError` where it cannot."""
    office = _office()
    if office is None:
        raise NoOfficeError(suffix)
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder, f"other{suffix}")
        other.write_bytes(data)
        profile = Path(folder, "profile").as_uri()  # so that an office that is open does not answer instead
        newer = Path(folder, "other.docx")
        for known in _FILTERS[suffix]:
            options = [f"-env:UserInstallation={profile}", "--headless", f"--infilter={known}"]
            _run([office, *options, "--convert-to", "docx", "--outdir", folder, str(other)])
            if newer.is_file():
                return newer.read_bytes()
    raise ConversionError(suffix)


def _run(command: list[str]) -> None:
    """Run a program and all that it starts, and end all of it after a time."""
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_ALL_NAMES},
        process_group=0,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
