"""SPARQL servers on loopback ports, started for the tests, with the examples pushed to them."""

import os
import sysconfig
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.scale.servers import free_port, running
from benchmarks.scale.servers import virtuoso as serving
from cli.main import EXIT_DONE, main
from graph.generations import Generation, current_generation
from graph.remote import RemoteStore
from graph.remote_auth import parse_auth
from graph.remote_loading import PushReport, push
from graph.remote_writers import GraphStoreWriter
from graph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a server answers, takes updates and keeps graphs, and the credentials it was started with."""

    endpoint: str
    update: str
    graph_store: str
    auth: str | None = None

    def open(self) -> RemoteStore:
        """Return the server as a store, for reading."""
        return RemoteStore(self.endpoint)

    def writer(self) -> GraphStoreWriter:
        """Return the server's graph store."""
        return GraphStoreWriter(self.graph_store, auth=self.auth and parse_auth(self.auth))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A server that holds the examples, and what the push said."""

    kind: str
    server: Server
    store: RemoteStore
    report: PushReport


@contextmanager
def oxigraph(folder: Path, *options: str) -> Generator[Server]:
    """Run `oxigraph serve` with an empty store in memory."""
    program = Path(sysconfig.get_path("scripts")) / f"oxigraph{'.exe' if os.name == 'nt' else ''}"
    root = f"http://127.0.0.1:{(port := free_port())}"
    with running([str(program), "serve", "--bind", f"127.0.0.1:{port}", *options], folder, root):
        yield Server(endpoint=f"{root}/query", update=f"{root}/update", graph_store=f"{root}/store")


@contextmanager
def virtuoso(program: str, folder: Path) -> Generator[Server]:
    """Run Virtuoso with an empty database and the password it is born with."""
    with serving(folder, program=program) as server:
        root = server.address
        yield Server(
            endpoint=f"{root}/sparql",
            update=f"{root}/sparql-auth",
            graph_store=f"{root}/sparql-graph-crud-auth",
            auth="digest:dba:dba",
        )


@pytest.fixture(scope="session")
def kg(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a collection's folder, built from the examples."""
    folder = tmp_path_factory.mktemp("servers") / "kg"
    assert main(["build", str(root / "examples" / "corpus"), "--kg", str(folder), "--workers", "1"]) == EXIT_DONE
    return folder


@pytest.fixture(scope="session")
def generation(kg: Path) -> Generation:
    return current_generation(kg)


@pytest.fixture(scope="session")
def embedded(generation: Generation) -> Store:
    return generation.store()


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """Yield a server of its own that holds nothing."""
    with oxigraph(tmp_path) as server:
        yield server


@pytest.fixture(scope="session", params=["oxigraph", "oxigraph with a union", "virtuoso"])
def loaded(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    needs_tool: Callable[[str], str],
    generation: Generation,
) -> Iterator[Loaded]:
    """Yield each kind of server with the examples in it, pushed twice."""
    folder = tmp_path_factory.mktemp("server")
    runs = {
        "oxigraph": lambda: oxigraph(folder),
        "oxigraph with a union": lambda: oxigraph(folder, "--union-default-graph"),
        "virtuoso": lambda: virtuoso(needs_tool("virtuoso-t"), folder),
    }
    with runs[request.param]() as server:
        push(generation, RemoteStore(server.endpoint), server.writer())
        report = push(generation, RemoteStore(server.endpoint), server.writer())
        yield Loaded(kind=request.param, server=server, store=server.open(), report=report)
