"""Old Word files (.doc): LibreOffice makes .docx of them, in a folder of its own, where it is installed."""

import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from loaders.formats import docx
from loaders.formats.refusals import OldWordError
from ontology.model import SourceText

SECONDS = 90


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a Word file, old or new under an old name. Raise an `UnreadableError` with the remedy."""
    try:
        return docx.read(data, name)
    except OldWordError:
        newer = _converted(data)
        if newer is None:
            raise
    return replace(docx.read(newer, name), sha256=hashlib.sha256(data).hexdigest())


def _converted(data: bytes) -> bytes | None:
    """Return an old Word file as .docx; `None` without LibreOffice, or where it fails or takes too long."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder, "old.doc")
        old.write_bytes(data)
        profile = Path(folder, "profile").as_uri()  # so that an office that is open does not answer instead
        options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir", folder]
        try:
            subprocess.run([office, *options, old], check=False, capture_output=True, timeout=SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired:
            return None
        newer = Path(folder, "old.docx")
        return newer.read_bytes() if newer.is_file() else None
