"""Why a file is set aside before any reader sees it: a reason code, and a sentence with the remedy."""

import errno
from pathlib import Path

from loaders.pipeline import READERS

ZIP = ".zip"
ARCHIVES = frozenset((ZIP, ".rar", ".7z"))
LARGEST = 50 << 20  # bytes of one file
_KNOWN = ", ".join(sorted(READERS))

Fault = tuple[str, str]

LINK: Fault = (
    "E_NOT_REGULAR",
    "liên kết trong thư mục, nên không mở; hãy nêu chính tệp mà nó trỏ tới / a link is not opened; name its target",
)


def content_fault(path: Path, size: int, *, is_blank: bool) -> Fault | None:
    """Return why a file of this kind and size is not read, `None` where it is."""
    suffix = path.suffix.lower()
    if suffix in ARCHIVES:
        return "E_ARCHIVE", (
            "không mở tệp nén loại này, hoặc tệp nén trong tệp nén; hãy giải nén thành một thư mục rồi dựng lại / an "
            "archive of this kind, or within an archive, is not opened; unpack it to a folder and build again"
        )
    if suffix not in READERS:
        return "E_FORMAT", (
            f"không đọc được loại tệp này ({suffix or '?'}); hãy lưu thành .docx hoặc .pdf rồi dựng lại; đọc được: "
            f"{_KNOWN} / files of this kind are not read; save it as .docx or .pdf and build again; read are: {_KNOWN}"
        )
    if size > LARGEST:
        return "E_TOO_BIG", f"tệp lớn hơn {LARGEST >> 20} MiB / the file is larger than {LARGEST >> 20} MiB"
    if is_blank:
        return "E_EMPTY", "tệp không có chữ nào / the file has no text"
    return None


def system_fault(error: OSError) -> Fault:
    """Return what keeps a file from being opened."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "E_PERM", "không có quyền đọc tệp / no permission to read the file"
        case errno.ENOENT:
            return "E_GONE", "tệp vừa biến mất / the file has just gone"
        case _:
            return (
                "E_NOT_REGULAR",
                "không phải tệp thường, nên không mở / not an ordinary file, so it is not opened",
            )
