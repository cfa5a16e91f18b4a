"""What a push leaves on a server."""

from typing import Any

import pytest

from graph.generations import Generation
from graph.quads import Iri
from graph.remote import RemoteStore
from graph.remote_auth import Auth
from graph.remote_loading import ForeignDataError, push
from graph.remote_transport import EndpointError
from graph.remote_writers import GraphStoreWriter, UpdateWriter

ROOT = "https://w3id.org/trienkhai/graph/"
ONE = b"<urn:x-a> <urn:x-b> <urn:x-c> .\n"


def test_every_graph_arrives_whole(loaded: Any, generation: Generation) -> None:
    counts = loaded.store.graph_counts(ROOT)
    counts.pop(loaded.report.union_graph, None)
    assert counts == generation.manifest["graphs"]
    assert loaded.report.statements == sum(counts.values()) > loaded.report.union
    assert (loaded.report.removed, loaded.report.changed) == ((), ())


def test_graphs_that_are_gone_are_removed(loaded: Any, generation: Generation) -> None:
    gone, other = Iri(f"{ROOT}document/1-x_2020"), Iri("https://example.org/graph/of-others")
    for graph in (gone, other):
        loaded.server.writer().replace(graph, ONE)
    report = push(generation, loaded.store, loaded.server.writer())
    assert report.removed == (gone,)
    assert loaded.store.graph_counts("https://example.org/") == {other: 1}
    loaded.server.writer().clear(other)


def test_a_server_without_a_graph_store_is_written_by_updates(empty_server: Any, generation: Generation) -> None:
    server = RemoteStore(empty_server.endpoint, update=empty_server.update)
    assert push(generation, server, UpdateWriter(server)) == push(generation, server, empty_server.writer())
    assert server.graph_counts(ROOT) == generation.manifest["graphs"]


def test_the_data_of_others_is_not_replaced(empty_server: Any, generation: Generation) -> None:
    empty_server.writer().add(None, ONE)
    with pytest.raises(ForeignDataError):
        push(generation, empty_server.open(), empty_server.writer())
    assert empty_server.open().count_default() == 1
    assert empty_server.open().graph_counts(ROOT) == {}


class Losing(GraphStoreWriter):
    """A graph store that loses what is added to the findings."""

    def replace(self, graph: Iri | None, statements: bytes) -> None:
        lost = graph is not None and graph.endswith("/findings")
        super().replace(graph, ONE if lost else statements)


def test_what_did_not_arrive_is_told(empty_server: Any, generation: Generation) -> None:
    with pytest.raises(EndpointError, match=r"1 graphs differ.*graph/findings \(1\)"):
        push(generation, empty_server.open(), Losing(empty_server.graph_store))


def test_a_wrong_password_changes_nothing(loaded: Any, generation: Generation) -> None:
    if loaded.server.auth is None:
        pytest.skip("this server asks for no password")
    wrong = GraphStoreWriter(loaded.server.graph_store, auth=Auth(scheme="digest", user="dba", secret="no"))  # noqa: S106
    with pytest.raises(EndpointError, match="TRIENKHAI_ENDPOINT_AUTH") as raised:
        push(generation, loaded.store, wrong)
    assert raised.value.status == 401
    assert loaded.store.count_default() == loaded.report.union


def test_an_answer_that_the_server_cuts_is_no_answer(loaded: Any) -> None:
    if loaded.kind != "virtuoso":
        pytest.skip("this server cuts no answers")
    with pytest.raises(EndpointError, match="10000"):
        loaded.store.select("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
