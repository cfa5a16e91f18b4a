"""Addresses of things that have another IRI by now: an old link in a report or a mail still leads to the thing."""

import re
from collections.abc import Mapping

# The page of a thing or what stands at its IRI; what comes after a document's id is a part or view of it.
_ADDRESS = re.compile(r"/(?P<place>id|[a-z]{2})/(?P<thing>(?:document|agency)/[^/]+)(?P<rest>/.*)?")


def moved_address(path: str, base: str, redirects: Mapping[str, str]) -> str | None:
    """Return the path under which the thing stands now; None where a path names nothing that has moved.

    >>> moved_address("/vi/document/old/text", "https://x/", {"https://x/document/old": "https://x/document/new"})
    '/vi/document/new/text'
    """
    address = _ADDRESS.fullmatch(path)
    now = redirects.get(base + address["thing"]) if address else None
    return f"/{address['place']}/{now.removeprefix(base)}{address['rest'] or ''}" if address and now else None
