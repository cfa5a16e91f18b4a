"""The collection that a command asks: the folder of `--kg`, or the server of `--endpoint`."""

import argparse
from typing import cast

from graph.generations import DamagedGenerationError, NoGenerationError, current_generation
from graph.remote import RemoteQueryError, RemoteStore
from graph.remote_auth import EndpointAddressError, find_auth
from graph.remote_transport import TIMEOUT, EndpointError
from graph.store import Store

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
