"""Files out of a form, with bounds: how much at once, and under which names they may be kept."""

import re
from email import message_from_bytes, policy

MOST = 64 << 20  # bytes at once
FILES = 50  # at once
LONGEST = 150  # letters of a name
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]+')


def files_in(content_type: str, body: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a multipart form as names and contents; fields without a file name are left out."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", errors="replace")
    form = message_from_bytes(head + body, policy=policy.HTTP)
    found: list[tuple[str, bytes]] = []
    if not form.is_multipart():
        return ()
    for part in form.iter_parts():
        name, content = part.get_filename(), part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            found.append((safe_name(name), content))
    return tuple(found)


def safe_name(name: str) -> str:
    r"""Return a name that stays in its folder: no way in front of it, no letter that misleads, not hidden.

    >>> safe_name("..\\..\\Kế hoạch: 12.txt"), safe_name("../.x"), safe_name("")
    ('Kế hoạch- 12.txt', 'x', 'tep')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = _NOT_IN_NAMES.sub("-", last).strip().lstrip(".~$").strip()
    stem, dot, suffix = plain.rpartition(".")
    return (f"{stem[:LONGEST]}{dot}{suffix[:10]}" if dot else plain[:LONGEST]) or "tep"


def distinct(names: list[str]) -> list[str]:
    """Return the names, the second and later of equal ones with a number.

    >>> distinct(["a.txt", "a.txt"])
    ['a.txt', 'a-2.txt']
    """
    seen: dict[str, int] = {}
    found: list[str] = []
    for name in names:
        seen[name.casefold()] = times = seen.get(name.casefold(), 0) + 1
        stem, dot, suffix = name.rpartition(".")
        numbered = f"{stem or suffix}-{times}{dot if stem else ''}{suffix if stem else ''}"
        found.append(name if times == 1 else numbered)
    return found
