"""Identities of documents, agencies and the things inside them, and their IRIs: one function makes each.

Numbers start anew each year and in every office, so the same symbol is printed on many documents: the id of
one is its symbol with the year and the issuer's area, as far as they are known. IRIs are plain strings here;
nothing in this module knows RDF.
"""

import hashlib
import re
from typing import NewType

from ontology.folding import compose, fold

ONTOLOGY = "https://w3id.org/trienkhai/ontology#"
BASE = "https://w3id.org/trienkhai/id/"

DocumentId = NewType("DocumentId", str)
AgencyId = NewType("AgencyId", str)

_SYMBOL = re.compile(r"\d+[a-zđ]?(?:/\d{4})?[-/]\D", re.IGNORECASE)


def slug(text: str) -> str:
    """Return lower-case ASCII words joined by hyphens, for use in an IRI.

    >>> slug("Đảng ủy xã Xuân Trường")
    'dang-uy-xa-xuan-truong'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(compose(text))))


def is_symbol(text: str) -> bool:
    """Say whether a text has the shape of a document's symbol: number, hyphen or slash, letters."""
    return _SYMBOL.match(text) is not None


def document_id(symbol: str | None, *, year: str | None, issuer: str | None, file_name: str) -> DocumentId:
    """Return the id of a document from what is known of it; the file's name serves where it has no symbol.

    >>> document_id("57-NQ/TW", year="2024", issuer=None, file_name="x.txt")
    '57-nq-tw_2024'
    """
    if symbol is None:
        return DocumentId(f"file_{slug(file_name.rsplit('.', 1)[0])}")
    return DocumentId("_".join(part for part in (slug(symbol), year or "", slug(issuer or "")) if part))


def agency_id(name: str, area: str | None) -> AgencyId:
    """Return the id of an agency: its name, and the area it works in where the name does not say it."""
    place = slug(area or "")
    own = slug(name)
    return AgencyId(own if not place or own.endswith(place) else f"{own}_{place}")


def clause_hash(text: str) -> str:
    """Return 12 hex digits that stay the same while the folded words of a clause stay the same."""
    words = " ".join(re.findall(r"[a-z0-9]+", fold(compose(text))))
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def document_iri(identity: str, base: str = BASE) -> str:
    """Return the IRI of a document."""
    return f"{base}document/{identity}"


def part_iri(identity: str, kind: str, key: str, base: str = BASE) -> str:
    """Return the IRI of a thing inside a document: kind is `section`, `task`, `indicator`, ..."""
    return f"{base}document/{identity}/{kind}/{key}"


def agency_iri(identity: str, base: str = BASE) -> str:
    """Return the IRI of an agency."""
    return f"{base}agency/{identity}"


def area_iri(name: str, base: str = BASE) -> str:
    """Return the IRI of an area."""
    return f"{base}area/{slug(name)}"


def graph_iri(kind: str, identity: str = "", base: str = BASE) -> str:
    """Return the IRI of a named graph: `document/ID`, `register/ID`, `inferred` and so on."""
    root = base.removesuffix("id/")
    return f"{root}graph/{kind}/{identity}" if identity else f"{root}graph/{kind}"
