"""The addresses of the desk's pages: the address is the whole state of a page."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from queries.documents import DocumentFacts


def page(language: str, *segments: str, **state: object) -> str:
    """Return the address of a page; parts of the state that are empty are left out.

    >>> page("vi", "audit", rule="duplicate-task", grade="")
    '/vi/audit?rule=duplicate-task'
    """
    path = "/".join(quote(segment, safe="") for segment in segments)
    query = urlencode({key: value for key, value in state.items() if value not in ("", None, False)})
    return f"/{language}/{path}" + (f"?{query}" if query else "")


def document_page(language: str, document: DocumentFacts) -> str:
    """Return the address of a document's page."""
    return page(language, "document", document.id)


def task_page(language: str, iri: str) -> str:
    """Return the address of a task's page from its IRI `…/document/ID/task/KEY`."""
    identity, _, key = iri.rsplit("/document/", 1)[-1].partition("/task/")
    return page(language, "document", identity, "task", key)


def path_page(language: str, iri: str, start: str = "") -> str:
    """Return the address of the chain that leads from a document (its id) down to a task."""
    return f"{task_page(language, iri)}/path" + (f"?{urlencode({'from': start})}" if start else "")


def text_page(language: str, identity: str, start: int | None = None, end: int | None = None, form: str = "") -> str:
    """Return the address of a document's text, opened at a passage where one is given (raw offsets)."""
    address = page(language, "document", identity, "text", form=form, start=start, end=end)
    return address if start is None else f"{address}#here"


def agency_page(language: str, iri: str) -> str:
    """Return the address of an agency's page from its IRI."""
    return page(language, "agency", iri.rsplit("/agency/", 1)[-1])


def with_state(path: str, state: Mapping[str, str], **changes: object) -> str:
    """Return an address with some of its state changed; empty values are taken out."""
    kept = {**state, **changes}
    query = urlencode({key: value for key, value in kept.items() if value not in ("", None, False)})
    return f"{path}?{query}" if query else path
