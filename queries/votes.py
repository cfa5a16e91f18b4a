"""What texts say of a document that they name, held against each other: which statements cannot both be true.

The more often something is said the more it weighs, but what the document says of itself goes before what others say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.places import find_mark
from graph.spelling import full_name
from graph.store import Store
from ontology.folding import fold
from queries.documents import DocumentFacts, concept, find_documents
from queries.rules import Row, Sift

_SHOWN = 3  # names of those who say one thing
_OTHER_TITLE = 0.25  # of the shorter title's words: two names of one document share more
_TITLE_WORDS = 4  # fewer say too little to compare
# A committee and its standing organs number their documents together.
_ORGAN_OF = re.compile(r"^(?:ban thuong vu|thuong truc|ban chap hanh)(?: dang bo)? ")
_ANY_CENTRAL = {"trung", "uong"}  # of the Party: says no organ
_WORD = re.compile(r"\w+")
_UNITS = {"tinh", "thanh", "pho", "huyen", "quan", "thi", "xa", "phuong", "tran", "dac", "khu"}
_WHAT = {
    "day": ("ngày ban hành", "day of issue"),
    "issuer": ("cơ quan ban hành", "issuer"),
    "title": ("trích yếu", "title"),
    "relation": ("quan hệ với {}", "relation to {}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vote:
    """One text's word on a document; `who` is the text, or the document itself."""

    value: str
    who: str
    row: Row


def sift_conflicts(store: Store) -> Sift:
    """Return the sift that keeps what contradicts what is taken of a document, with all votes in its message."""

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        grouped: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in rows:
            grouped[str(row["focus"]), str(row["what"]), str(row.get("about", ""))].append(row)
        documents = {str(document.iri): document for document in find_documents(store)} if grouped else {}
        for (focus, what, about), group in grouped.items():
            votes = [_vote(row, documents) for row in group]
            yield from _conflict(documents[focus], what, documents.get(about), votes)

    return kept


def _vote(row: Row, documents: Mapping[str, DocumentFacts]) -> _Vote:
    base, _, rest = str(row["source"]).partition("/document/")
    speaker = documents.get(f"{base}/document/{rest.split('/', 1)[0]}")
    value = str(row["value"])
    return _Vote(
        value=(concept(value) or "") if row["what"] == "relation" else value,
        who=speaker.label if speaker else rest,
        row=row,
    )


def _conflict(document: DocumentFacts, what: str, about: DocumentFacts | None, votes: list[_Vote]) -> Iterator[Row]:
    own = {"day": document.issued, "issuer": document.issuer, "title": document.title}.get(what)
    taken = own or weightiest(vote.value for vote in votes)
    against = [vote for vote in votes if not agree(what, vote.value, taken)]
    if not against:
        return
    is_own = document.in_collection and own is not None
    said = [_told(taken, [vote for vote in votes if vote not in against], is_own=is_own)]
    said += [
        _told(value, [vote for vote in against if vote.value == value])
        for value in sorted({vote.value for vote in against})
    ]
    vi, en = (name.format(about.label if about else "") for name in _WHAT[what])
    for vote in against:
        yield {
            **{name: value for name, value in vote.row.items() if name in {"focus", "source", "confidence"}},
            "votes_vi": f"{vi} {'; '.join(told[0] for told in said)}",
            "votes_en": f"{en} {'; '.join(told[1] for told in said)}",
        }


def _told(value: str, votes: list[_Vote], *, is_own: bool = False) -> tuple[str, str]:
    """Return a value with who says it, in both languages."""
    names = sorted({vote.who for vote in votes})
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    vi = ("chính văn bản; " * is_own + f"{len(names)} văn bản: {shown}") if names else "chính văn bản" * is_own
    en = ("the document itself; " * is_own + f"{len(names)}: {shown}") if names else "the document itself" * is_own
    return (f"{value} ({vi})" if vi else value), (f"{value} ({en})" if en else value)


def weightiest(values: Iterable[str]) -> str:
    """Return what is said most often; among equals the first in the alphabet."""
    listed = list(values)
    return min(set(listed), key=lambda value: (-listed.count(value), value))


def agree(what: str, one: str, other: str) -> bool:
    """Say whether two statements can both be true: a month holds its days, a short name stands for the long one.

    >>> agree("day", "2025-07", "2025-07-28")
    True
    >>> agree("issuer", "Ban Thường vụ Tỉnh ủy", "Tỉnh ủy Hà Châu")
    True
    >>> agree("issuer", "Ban Chấp hành Trung ương", "Bộ Chính trị")
    False
    """
    if what == "day":
        return one.startswith(other) or other.startswith(one)
    if what == "relation":
        return (one == "replaces") == (other == "replaces")
    if what == "issuer":
        first, second = _body(one), _body(other)
        return first <= second or second <= first
    first, second = (set(_WORD.findall(fold(title))) for title in (one, other))
    shorter = min(len(first), len(second))
    return shorter < _TITLE_WORDS or len(first & second) > _OTHER_TITLE * shorter


def _body(name: str) -> set[str]:
    """Return the words of an issuer's name without its place, which identity knows, and without organs of one body."""
    full = full_name(name)
    mark = find_mark(full)
    if mark is None:
        words = set(_WORD.findall(fold(full)))
        return set() if words == _ANY_CENTRAL else words
    stem = full[: mark.end] if mark.named is None else full[: mark.end].removesuffix(mark.named)
    return set(_WORD.findall(_ORGAN_OF.sub("", fold(stem)))) - _UNITS
