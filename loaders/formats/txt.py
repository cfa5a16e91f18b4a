"""Plain text: bytes to the characters that offsets count, whatever office program wrote them.

UTF-8 first; UTF-16 with its mark, or where every second byte proves it; then what Vietnam wrote before Unicode.
Byte-order marks and control characters are left out, letters in pieces are composed (NFC), line ends stay.
"""

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterator

from loaders.formats.legacy import as_bytes, decoded, looks_like_viscii, vietnamese_share
from loaders.formats.refusals import EmptyFileError, EncodingError, TooBigError, WrongTypeError
from loaders.text import HIDDEN
from ontology.model import Problem, SourceText, Span

MOST_BYTES = 50 << 20
_OTHERS = (
    b"\x7fELF",
    b"MZ",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
_HALF = 0.4  # of the bytes at odd or at even places are NUL in UTF-16 of Latin letters
_NULS = 0.2  # of the bytes; no encoding of letters in one byte each has so many
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]+")
_HIDDEN = re.compile(f"[{HIDDEN}]")
_VIQR = re.compile(r"\b[a-zA-Z]*(?:[aAeEoO]\^|[aA]\(|[oOuU]\+)[.'`?~]?[a-zA-Z]*\b|\b[a-z]*[aeiouy][`~][a-z]*\b")
_VIQR_SHARE = 0.2  # of the words
_SHOWN = 0.75  # of the words with marks are syllables in Vietnamese that is read right
_LOST_CAPITALS = (
    "Chữ hoa gõ bằng phông .VnTimeH thành chữ thường. ",
    "Capitals that were set in the font .VnTimeH have become small letters. ",
)


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a file. Raise `EncodingError`, `WrongTypeError`, `EmptyFileError`, `TooBigError`."""
    if len(data) > MOST_BYTES:
        raise TooBigError(f"> {MOST_BYTES >> 20} MiB")
    if data.startswith(_OTHERS):
        raise WrongTypeError("văn bản thuần (.txt), plain text")
    text, encoding = _decoded(data)
    raw, problems = _cleaned(text)
    if not raw.strip():
        raise EmptyFileError
    told = (*_told(encoding), *problems, *_hidden(raw))
    return SourceText(name=name, sha256=hashlib.sha256(data).hexdigest(), raw=raw, problems=told)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text of bytes, and the name of its encoding where it is not that of our days."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise EncodingError(0, "UTF-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(data, "utf-16"), ""
    if (order := _byte_order(data)) is not None:
        return _wide(data, order), "UTF-16"
    if data.count(0) > _NULS * len(data):
        raise EncodingError(data.index(0), "UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        as_they_are = data.decode("latin-1")
        found = decoded(as_they_are)
        if found is None:
            raise EncodingError(error.start, "VISCII" if looks_like_viscii(as_they_are) else "") from error
        return found[1], found[0]
    return _seen_through(text)


def _wide(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(error.start, "UTF-16") from error


def _byte_order(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without its mark, where the places of the NULs prove it."""
    nuls = [data[start::2].count(0) for start in (0, 1)]
    half = max(1, len(data) // 2)
    for order, own, other in (("utf-16-le", nuls[1], nuls[0]), ("utf-16-be", nuls[0], nuls[1])):
        if own > _HALF * half and other == 0:
            return order
    return None


def _seen_through(text: str) -> tuple[str, str]:
    """Return a text that is UTF-8, but may be an older encoding that some program took for windows-1252."""
    if text.isascii():
        words = text.split()
        if len(_VIQR.findall(text[:100_000])) > _VIQR_SHARE * len(words[:20_000]) and len(words) > 1:
            raise EncodingError(0, "VIQR")
        return text, ""
    if any(ord(letter) > 0x24F for letter in text) or vietnamese_share(text) >= _SHOWN:
        return text, ""
    plain = as_bytes(text)
    found = decoded(plain) if plain is not None else None
    return (found[1], found[0]) if found else (text, "")


def _cleaned(text: str) -> tuple[str, list[Problem]]:
    """Return a text in NFC without control characters, and where the first of them were."""
    text = unicodedata.normalize("NFC", text)
    found = _CONTROLS.search(text)
    if found is None:
        return text, []
    at, count = found.start(), sum(len(each[0]) for each in _CONTROLS.finditer(text))
    message = (
        f"Đã bỏ {count} ký tự điều khiển, từ vị trí {at}; hãy so với bản gốc. / "
        f"{count} control characters were left out, the first at {at}; compare with the original."
    )
    return _CONTROLS.sub("", text), [Problem(code="control-characters", message=message, span=Span(at, at))]


def _hidden(raw: str) -> Iterator[Problem]:
    """Yield where a text hides characters that change how it is shown but not what is read."""
    if found := _HIDDEN.search(raw):
        name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}")
        yield Problem(
            code="hidden-characters",
            message=f"Có ký tự ẩn ({name}) làm chữ hiện khác đi; hãy xem kỹ chỗ này. / "
            f"A hidden character ({name}) changes how the text is shown; look at this place.",
            span=Span(found.start(), found.end()),
        )


def _told(encoding: str) -> Iterator[Problem]:
    """Yield that a text came in an encoding that had to be guessed."""
    if encoding:
        vietnamese, english = _LOST_CAPITALS if encoding == "TCVN3" else ("", "")
        yield Problem(
            code=f"encoding-{encoding.lower()}",
            message=f"Tệp viết bằng bảng mã {encoding}, đã chuyển sang Unicode. {vietnamese}Hãy xem lại. / "
            f"The file is in {encoding} and was converted to Unicode. {english}Look it through.",
            span=Span(0, 0),
        )
