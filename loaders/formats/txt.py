"""Plain text in UTF-8: bytes to the characters that offsets count."""

import hashlib

from ontology.model import SourceText


class EncodingError(ValueError):
    """Bytes that are no UTF-8 text; the message says where and what would help."""


def read(data: bytes, name: str) -> SourceText:
    """Decode a file: byte-order mark dropped, line ends as they are. Raise `EncodingError` for other encodings."""
    try:
        raw = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"Tệp không phải UTF-8 (byte {error.start}); hãy lưu lại bằng mã UTF-8. / "
            f"The file is not UTF-8 (byte {error.start}); save it as UTF-8."
        ) from error
    return SourceText(name=name, sha256=hashlib.sha256(data).hexdigest(), raw=raw)
