"""The collection that a command asks: the folder of `--kg`, or the server of `--endpoint`."""

import argparse
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from graph.generations import DamagedGenerationError, Generation, NoGenerationError, current_generation
from graph.remote import RemoteQueryError, RemoteStore
from graph.remote_auth import EndpointAddressError, find_auth
from graph.remote_transport import TIMEOUT, EndpointError
from graph.store import Store
from queries.documents import document_identity, facts_query

# What asking a collection may raise: the arguments are wrong (exit 2), or there is no answer (exit 3).
WRONG_COLLECTION = (EndpointAddressError,)
NO_COLLECTION = (DamagedGenerationError, NoGenerationError, EndpointError, RemoteQueryError)


def open_store(arguments: argparse.Namespace, timeout: float = TIMEOUT) -> Store:
    """Open what `--kg` or `--endpoint` names; raise one of `WRONG_COLLECTION` or `NO_COLLECTION`.

    A server answers each question within `timeout` seconds or not at all.
    """
    if arguments.endpoint is None:
        return current_generation(arguments.kg).store()
    # A server answers whatever the queries ask of a Store; it cannot be written to, and no query does.
    return cast("Store", RemoteStore(arguments.endpoint, auth=find_auth(), timeout=timeout))


def open_generation(arguments: argparse.Namespace) -> tuple[Generation, Store]:
    """Open what `--kg` or `--endpoint` names with what is known of it; raise as `open_store` does.

    A server holds statements alone: it is called by its address, and there are no texts and so no pages.
    """
    if arguments.endpoint is None:
        generation = current_generation(arguments.kg)
        return generation, generation.store()
    store = open_store(arguments)
    return Generation(path=Path(urlsplit(str(arguments.endpoint)).netloc), manifest=_manifest(store)), store


def _manifest(store: Store) -> dict[str, Any]:
    names: dict[str, list[str]] = {}
    sources: dict[str, list[str]] = {}
    for document, name, sha256 in store.select(facts_query("document_sources")).rows:
        names.setdefault(str(sha256), []).append(str(name))
        sources.setdefault(document_identity(str(document)), []).append(str(sha256))
    documents = [
        {"id": identity, "sources": sorted(set(own)), "names": names[own[0]]} for identity, own in sources.items()
    ]
    return {"inputs": names, "documents": documents, "digest": ""}
