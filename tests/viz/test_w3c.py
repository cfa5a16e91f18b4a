"""W3C's tests of SPARQL 1.1 through our endpoint: it passes those that the bare engine passes, and no update gets in.

The suite is not ours and not in the project: `make build/w3c/manifest-all.ttl` takes it from rdflib's locked source
archive.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection

from queries.workers import WorkerPool

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
ASKED_AS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
EVALUATED = {MF.QueryEvaluationTest, MF.CSVResultFormatTest}
SYNTAX = {MF.PositiveSyntaxTest11: True, MF.NegativeSyntaxTest11: False}
ELSEWHERE = {"service", "syntax-fed", "entailment"}  # other servers are not asked, and nothing is inferred by asking

Form = str | None  # an answer in a form in which equal answers are equal; None: there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A test of the suite."""

    name: str
    query: Path
    kind: URIRef
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None

    @property
    def text(self) -> str:
        """Return the query with the base that the suite means."""
        return f"BASE <{self.query.as_uri()}>\n{self.query.read_text(encoding='utf-8')}"


@pytest.fixture(scope="module")
def suite(root: Path) -> Path:
    folder = root / "build" / "w3c"
    if not (folder / "manifest-all.ttl").is_file():
        pytest.skip("no W3C tests: make build/w3c/manifest-all.ttl")
    return folder


def path_of(node: Any) -> Path:
    return Path(str(node).removeprefix("file://"))


def cases(suite: Path) -> Iterator[Case]:
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        if manifest.parent.name in ELSEWHERE:
            continue
        graph = Graph().parse(manifest, publicID=manifest.as_uri())
        for entries in graph.objects(None, MF.entries):
            for entry in Collection(graph, entries):
                yield from read_case(graph, entry, manifest.parent.name)


def read_case(graph: Graph, entry: Any, folder: str) -> Iterator[Case]:
    kind = cast("URIRef", graph.value(entry, RDF.type))
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    name = f"{folder}/{graph.value(entry, MF.name)}"
    if kind in SYNTAX:
        yield Case(name=name, query=path_of(action), kind=kind)
    elif kind in EVALUATED:
        yield Case(
            name=name,
            query=path_of(graph.value(action, QT.query)),
            kind=kind,
            data=tuple(map(path_of, graph.objects(action, QT.data))),
            graphs=tuple(sorted(map(path_of, graph.objects(action, QT.graphData)))),
            result=path_of(result),
        )


def filled(case: Case, folder: Path) -> Path:
    """Return a store on disk that holds exactly the data of a test."""
    store = ox.Store(str(folder))
    for path in case.data:
        store.load(path=str(path), format=FORMATS[path.suffix], base_iri=path.as_uri())
    for path in case.graphs:
        name = ox.NamedNode(path.as_uri())
        store.load(path=str(path), format=FORMATS[path.suffix], base_iri=path.as_uri(), to_graph=name)
    store.flush()
    return folder


def form(answer: Any) -> str:
    """Return an answer in a form in which answers that differ in names of blank nodes or in order are equal."""
    if isinstance(answer, ox.QueryBoolean):
        return str(bool(answer))
    told: ox.Dataset
    if isinstance(answer, ox.QuerySolutions):
        names = sorted(variable.value for variable in answer.variables)
        told = ox.Dataset(row_quads(names, answer))
        head = " ".join(names)
    else:
        head, told = "", ox.Dataset(ox.Quad(*triple) for triple in answer)
    told.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return head + "\n" + "\n".join(sorted(map(str, told)))


def row_quads(names: list[str], rows: Any) -> Iterator[ox.Quad]:
    seen: Counter[str] = Counter()
    for row in rows:
        told = {name: row[name] for name in names if row[name] is not None}
        same = " ".join(f"{name} {'_' if isinstance(term, ox.BlankNode) else term}" for name, term in told.items())
        seen[same] += 1
        node = ox.BlankNode()
        yield ox.Quad(node, ox.NamedNode("a:number"), ox.Literal(seen[same]))
        for name, term in told.items():
            yield ox.Quad(node, ox.NamedNode(f"a:{name}"), term)


def lines(text: str) -> str:
    head, *rest = text.splitlines()
    return "\n".join([head, *sorted(rest)])


def expected(path: Path) -> str:
    if path.suffix in RESULTS:
        return form(ox.parse_query_results(path.read_bytes(), format=RESULTS[path.suffix]))
    if path.suffix == ".csv":
        return lines(path.read_text(encoding="utf-8"))
    return form(ox.parse(path.read_bytes(), format=FORMATS[path.suffix], base_iri=path.as_uri()))


def bare(case: Case, folder: Path) -> Form:
    """Return what the engine alone answers, as the test wants it."""
    try:
        answer: Any = ox.Store.read_only(str(folder)).query(case.text)
        if case.result is not None and case.result.suffix == ".csv":
            return lines((answer.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode())
        return form(answer)
    except (SyntaxError, RuntimeError, ValueError, OSError):
        return None


class Shelf:
    """What the endpoint asks of a library: its one volume answers queries through the real workers."""

    def __init__(self, pool: WorkerPool) -> None:
        self.pool = pool

    def volume(self) -> "Shelf":
        return self

    async def answer_sparql(self, text: str, leaving: Any) -> Any:
        return await self.pool.answer("sparql", text, leaving=leaving)


def ours(case: Case, client: httpx.Client) -> set[Form]:
    """Return what the endpoint answers: in three formats, which should all say the same."""
    if case.result is not None and case.result.suffix == ".csv":
        answer = client.post("/sparql", data={"query": case.text}, headers={"accept": "text/csv"})
        return {lines(answer.text) if answer.status_code == 200 else None}
    return {asked(case, client, media_type) for media_type in ASKED_AS}


def asked(case: Case, client: httpx.Client, media_type: str) -> Form:
    answer = client.post("/sparql", data={"query": case.text}, headers={"accept": media_type})
    if answer.status_code != 200:
        assert answer.status_code == 400, (case.name, answer.text)
        return None
    kind = answer.headers["content-type"].split(";")[0]
    if kind == "application/n-triples":
        return form(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    if answer.content.strip() in {b"true", b"false"}:
        return str(answer.content.strip() == b"true").capitalize()
    return form(ox.parse_query_results(answer.content, format=ASKED_AS[media_type]))


def passes(case: Case, answers: set[Form]) -> bool:
    """Say whether each of the answers is what the suite expects; of syntax, whether there is one at all."""
    if case.kind in SYNTAX:
        return {answer is not None for answer in answers} == {SYNTAX[case.kind]}
    assert case.result is not None
    return answers == {expected(case.result)}


def tried(group: list[Case], folder: Path, pool: WorkerPool, serve: Any) -> dict[str, tuple[bool, bool]]:
    """Return of each test of one set of data whether the engine passes, and whether the endpoint does."""
    with serve(Shelf(pool)) as desk, httpx.Client(base_url=desk.url, timeout=90) as client:
        return {case.name: (passes(case, {bare(case, folder)}), passes(case, ours(case, client))) for case in group}


@pytest.mark.soak
def test_the_endpoint_passes_what_the_engine_passes(suite: Path, tmp_path: Path, serve: Any) -> None:
    by_data: dict[tuple[tuple[Path, ...], tuple[Path, ...]], list[Case]] = {}
    for case in cases(suite):
        by_data.setdefault((case.data, case.graphs), []).append(case)
    told: dict[str, tuple[bool, bool]] = {}
    for number, group in enumerate(by_data.values()):
        folder = filled(group[0], tmp_path / str(number))
        with WorkerPool(folder, size=1, deadline=60, patience=60) as pool:
            told |= tried(group, folder, pool, serve)
    engine, desk_passes = (sum(each[at] for each in told.values()) for at in (0, 1))
    failing = sorted(name for name, (alone, _) in told.items() if not alone)
    figures = {"tests": len(told), "engine": engine, "endpoint": desk_passes, "neither": failing}
    sys.stdout.write(json.dumps(figures) + "\n")
    assert [name for name, (alone, through) in told.items() if alone is not through] == []
    assert len(told) > 200, "an empty suite proves nothing"


@pytest.mark.soak
def test_no_update_of_the_suite_gets_in(suite: Path, tmp_path: Path, serve: Any) -> None:
    ox.Store(str(tmp_path)).flush()
    updates = sorted(suite.glob("*/*.ru"))
    assert len(updates) > 100
    with WorkerPool(tmp_path, size=1) as pool, serve(Shelf(pool)) as desk, httpx.Client(base_url=desk.url) as client:
        for path in updates:
            text = path.read_bytes().decode(errors="replace")
            for field in ("query", "update"):
                assert client.post("/sparql", data={field: text}).status_code == 400, path
        assert client.post("/sparql", data={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is False
