"""Finding the document that a person means: a symbol in any shape, an IRI, an id or a file name."""

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from graph.store import Store
from ontology.folding import search_key
from queries.documents import DocumentFacts, document_identity, facts_query, find_documents

# "57-NQ/TW", "71/NQ-CP", "72/2025/QH15", "số 57 - NQ / TW": a number, signs and letters, spaces anywhere
_SYMBOL = re.compile(r"\b\d+[a-z]?(?: \d{4})?(?: (?:[a-z]+\d*))+\b")
_NEAREST = 5
_NEAR_ENOUGH = 0.5
_NEAR_NAME = 0.7  # names of agencies share their first words


class DocumentNotFoundError(LookupError):
    """No document is called so; `nearest` holds those whose names come closest."""

    def __init__(self, text: str, nearest: tuple[DocumentFacts, ...]) -> None:
        super().__init__(text, nearest)
        self.text, self.nearest = text, nearest

    def __str__(self) -> str:
        names = "; ".join(describe(each) for each in self.nearest)
        vi, en = (f" Gần nhất: {names}.", f" Nearest: {names}.") if names else ("", "")
        return f"Không có văn bản {self.text!r} trong kho.{vi} / There is no document {self.text!r}.{en}"


class AmbiguousDocumentError(LookupError):
    """Several documents are called so; `candidates` holds them all."""

    def __init__(self, text: str, candidates: tuple[DocumentFacts, ...]) -> None:
        super().__init__(text, candidates)
        self.text, self.candidates = text, candidates

    def __str__(self) -> str:
        listed = "\n".join(f"  {each.id}  {describe(each)}" for each in self.candidates)
        return (
            f"{self.text!r} có thể là nhiều văn bản, hãy dùng mã ở cột đầu. / "
            f"{self.text!r} may be several documents, use the id in the first column:\n{listed}"
        )


def describe(document: DocumentFacts) -> str:
    """Return one line by which a person tells the document from others."""
    return ", ".join(part for part in (document.label, document.issuer, document.issued) if part)


def find_document(store: Store, text: str) -> tuple[DocumentFacts, ...]:
    """Return the documents that a text may mean, all of the first reading that fits any; empty where none does."""
    return _matches(find_documents(store), text)


def find_one_document(store: Store, text: str) -> DocumentFacts:
    """Return the one document that a text means, or raise with the candidates or the nearest names."""
    documents = find_documents(store)
    matches = _matches(documents, text) or _moved(store, documents, text)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise AmbiguousDocumentError(text, matches)
    raise DocumentNotFoundError(text, nearest_documents(documents, text))


def _moved(store: Store, documents: Iterable[DocumentFacts], text: str) -> tuple[DocumentFacts, ...]:
    """Return the document that an id or IRI of an earlier generation leads to."""
    rows = store.select(facts_query("redirects")).rows
    now = {str(new) for old, new in rows if text.strip() in {str(old), document_identity(str(old))}}
    return tuple(each for each in documents if each.iri in now)


def nearest_documents(documents: Iterable[DocumentFacts], text: str) -> tuple[DocumentFacts, ...]:
    """Return up to five documents whose symbol, file name or title looks most like the text, nearest first."""
    wanted = search_key(text)
    scored = [(max(_likeness(wanted, name) for name in _names(each)), each.id, each) for each in documents]
    near = sorted((item for item in scored if item[0] >= _NEAR_ENOUGH), key=lambda item: (-item[0], item[1]))
    return tuple(document for _, _, document in near[:_NEAREST])


def nearest_names(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Return up to five names that look most like the text, whole or at their beginning, nearest first."""
    wanted = search_key(text)
    words = len(wanted.split())
    scored = [
        (max(_likeness(wanted, key), _likeness(wanted, _opening(key, words))), name) for name, key in _keyed(names)
    ]
    near = sorted(
        (item for item in scored if item[0] >= _NEAR_NAME), key=lambda item: (-item[0], len(item[1]), item[1])
    )
    return tuple(name for _, name in near[:_NEAREST])


def _keyed(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((name, search_key(name)) for name in sorted(set(names)))


def _opening(key: str, words: int) -> str:
    return " ".join(key.split()[:words])


def _matches(documents: tuple[DocumentFacts, ...], text: str) -> tuple[DocumentFacts, ...]:
    wanted, key = text.strip(), search_key(text)
    symbol = _symbol_key(key)
    readings: tuple[Callable[[DocumentFacts], bool], ...] = (
        lambda each: wanted in (each.iri, each.id),
        lambda each: each.symbol is not None and search_key(each.symbol) == key,
        lambda each: each.file_name is not None and search_key(each.file_name) == key,
        lambda each: each.symbol is not None and _squeeze(search_key(each.symbol)) in (_squeeze(key), symbol),
        lambda each: each.file_name is not None and search_key(each.file_name.rpartition(".")[0]) == key,
    )
    for reading in readings if key else ():
        found = tuple(each for each in documents if reading(each))
        if found:
            return found
    return ()


def _symbol_key(key: str) -> str | None:
    """Return the symbol inside a longer name: "nghi quyet so 57 nq tw ngay 22 12 2024" -> "57nqtw"."""
    before = re.split(r" (?:ngay|thang|nam|cua|ve)\b", key)[0]
    match = _SYMBOL.search(before)
    return _squeeze(match[0]) if match else None


def _squeeze(key: str) -> str:
    return key.replace(" ", "")


def _names(document: DocumentFacts) -> tuple[str, ...]:
    return tuple(
        search_key(name) for name in (document.symbol, document.file_name, document.title, document.id) if name
    )


def _likeness(wanted: str, name: str) -> float:
    matcher = SequenceMatcher(None, _squeeze(name), _squeeze(wanted), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR_ENOUGH else 0.0
