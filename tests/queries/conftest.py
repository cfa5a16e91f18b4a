"""A made-up province in a store in memory, on disk, and in rdflib."""

from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from cli.main import main
from graph.generations import current_generation
from graph.store import Iri, Store

FIXTURE = Path(__file__).with_name("fixture.trig")
DOCUMENT = "https://w3id.org/trienkhai/id/document/"


@pytest.fixture(scope="session")
def statements() -> bytes:
    quads = pyoxigraph.parse(FIXTURE.read_bytes(), format=pyoxigraph.RdfFormat.TRIG)
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""


@pytest.fixture(scope="session")
def union(statements: bytes) -> rdflib.Graph:
    """Return all named graphs as one, as the default graph of every query is."""
    store = Store.memory()
    store.bulk_load(statements)
    return rdflib.Graph().parse(data=store.dump("nt").decode(), format="nt")


@pytest.fixture
def store(statements: bytes) -> Store:
    store = Store.memory()
    store.bulk_load(statements)
    return store


@pytest.fixture(scope="session")
def folder(statements: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generation") / "db"
    store = Store.create(path)
    store.bulk_load(statements)
    store.close()
    return path


@pytest.fixture
def root() -> Iri:
    return Iri(f"{DOCUMENT}90-nq-tw_2024")


@pytest.fixture(scope="session")
def corpus() -> Path:
    return FIXTURE.parents[2] / "examples" / "corpus"


@pytest.fixture(scope="session")
def example_kg(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the example collection as `build` publishes it."""
    kg = tmp_path_factory.mktemp("examples") / "kg"
    assert main(["build", str(corpus), "--kg", str(kg)]) == 0
    return kg


@pytest.fixture(scope="session")
def examples(example_kg: Path) -> Store:
    """Return the example collection."""
    return current_generation(example_kg).store()
