"""Worker processes: what they answer, and hostile queries that they keep from everyone else."""

import asyncio
import socket
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from graph.quads import Literal
from queries.find import AmbiguousDocumentError
from queries.guard import QueryRefusedError
from queries.process import CallerGoneError, WorkerDiedError, WorkerTimeoutError
from queries.sparql import MAX_ROWS, QuerySyntaxError, SparqlAnswer
from queries.workers import PoolBusyError, WorkerPool

TK = "https://w3id.org/trienkhai/ontology#"
DEADLINE = 1.5  # seconds, for hostile queries
PATIENT = 60.0  # seconds, for all others, on however busy a machine
Result = TypeVar("Result")
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture(scope="module")
def pool(folder: Path) -> Iterator[WorkerPool]:
    with WorkerPool(folder, size=2, deadline=PATIENT, patience=PATIENT) as pool:
        yield pool


def test_it_answers_by_name(pool: WorkerPool) -> None:
    assert len(pool.call("documents")) == 11
    assert pool.call("find_one_document", "90-NQ/TW").id == "90-nq-tw_2024"
    assert len(pool.call("cascade", "https://w3id.org/trienkhai/id/document/90-nq-tw_2024").documents) == 8
    assert len(pool.call("ask", "tasks_without_a_time", {}).rows) == 3
    assert len(pool.call("tasks", ["https://w3id.org/trienkhai/id/document/16-kh-du_2025_tan-an"])) == 1
    assert pool.call("findings") == ()
    assert pool.call("select", "SELECT ?s { ?s a <a:nothing> }").rows == ()


def test_errors_come_through(pool: WorkerPool) -> None:
    with pytest.raises(AmbiguousDocumentError, match="16-kh-du_2025_tan-an"):
        pool.call("find_one_document", "16-KH/ĐU")
    with pytest.raises(KeyError):
        pool.call("no such call")


def test_terms_keep_their_types(pool: WorkerPool) -> None:
    answer = pool.call(
        "sparql",
        "PREFIX tk: <https://w3id.org/trienkhai/ontology#> "
        "PREFIX doc: <https://w3id.org/trienkhai/id/document/> "
        "SELECT ?day ?title { doc:90-nq-tw_2024 tk:issuedOn ?day ; tk:title ?title }",
    )
    day, title = answer.rows[0]
    assert day == Literal("2024-01-10", "http://www.w3.org/2001/XMLSchema#date")
    assert (title.value, title.language) == ("về phát triển vườn ươm", "vi")


@pytest.mark.parametrize(
    ("text", "form", "rows", "truth"),
    [
        ("ASK { ?s ?p ?o }", "truth", 0, True),
        ("ASK { ?s <a:nothing> ?o }", "truth", 0, False),
        ("SELECT * { ?s <a:nothing> ?o }", "rows", 0, None),
        (f"CONSTRUCT {{ ?s a <a:b> }} WHERE {{ ?s <{TK}levelRank> ?o }}", "triples", 4, None),
    ],
)
def test_every_form(pool: WorkerPool, text: str, form: str, rows: int, truth: bool | None) -> None:  # noqa: FBT001
    answer = pool.call("sparql", text)
    assert (answer.form, len(answer.rows), answer.truth, answer.truncated) == (form, rows, truth, False)


def test_rows_are_capped(pool: WorkerPool) -> None:
    answer = pool.call("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert len(answer.rows) == MAX_ROWS
    assert answer.truncated


def test_a_wrong_text_is_told_with_its_place(pool: WorkerPool) -> None:
    with pytest.raises(QuerySyntaxError, match="dòng 2, cột 12 / line 2, column 12"):
        pool.call("sparql", "SELECT *\nWHERE { ) }")


def test_a_function_that_nobody_knows_is_the_askers_fault(pool: WorkerPool) -> None:
    with pytest.raises(QuerySyntaxError, match=r"no such function.*<a:b>"):
        pool.call("sparql", "SELECT (<a:b>(1) AS ?x) {}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}", id="count of a product"),
        pytest.param(f"SELECT * {{ {EVERYTHING} }} ORDER BY ?a ?e ?i", id="product in order"),
        pytest.param(f"SELECT DISTINCT ?a ?e ?i {{ {EVERYTHING} }} ORDER BY ?a", id="distinct product"),
        pytest.param(f"ASK {{ {EVERYTHING} FILTER(CONCAT(STR(?a), STR(?e), STR(?l)) = 'x') }}", id="never true"),
    ],
)
def test_an_endless_query_ends_with_the_deadline(pool: WorkerPool, text: str) -> None:
    start = time.monotonic()
    with pytest.raises((WorkerTimeoutError, WorkerDiedError)):
        pool.call("sparql", text, deadline=DEADLINE)
    assert time.monotonic() - start < DEADLINE + 10  # the start of a fresh worker at most, on a busy machine
    assert len(pool.call("documents")) == 11


def test_a_crash_of_the_engine_is_told_and_contained(pool: WorkerPool) -> None:
    with pytest.raises(WorkerDiedError, match="-11"):
        pool.call("select", "SELECT * WHERE " + "{" * 4000 + "}" * 4000)  # as if the guard were not there
    assert len(pool.call("documents")) == 11


def test_memory_has_an_end(pool: WorkerPool) -> None:
    doubled = "".join(f" BIND(CONCAT(?a{at}, ?a{at}) AS ?a{at + 1})" for at in range(36))
    with pytest.raises(WorkerDiedError):
        pool.call("sparql", f"SELECT (STRLEN(?a36) AS ?n) {{ BIND('0123456789abcdef' AS ?a0){doubled} }}")
    assert len(pool.call("documents")) == 11


def test_no_network_even_without_the_guard(pool: WorkerPool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.5)
        host = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        with pytest.raises(OSError, match="not permitted"):
            pool.call("select", f"SELECT * {{ SERVICE <{host}> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            trap.accept()
    with pytest.raises(QueryRefusedError):
        pool.call("sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_good_callers_are_served_beside_a_hostile_one(folder: Path) -> None:
    hostile = f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}"
    with WorkerPool(folder, size=2, deadline=PATIENT, patience=PATIENT) as pool, ThreadPoolExecutor(4) as threads:
        bad = threads.submit(pool.call, "sparql", hostile, deadline=DEADLINE)
        good = [threads.submit(pool.call, "documents") for _ in range(20)]
        assert {len(each.result()) for each in good} == {11}
        assert isinstance(bad.exception(), WorkerTimeoutError)


def test_nobody_waits_for_ever(folder: Path) -> None:
    hostile = f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}"
    with WorkerPool(folder, size=1, deadline=4, patience=0.2) as pool, ThreadPoolExecutor(1) as threads:
        pool.call("documents")
        late = threads.submit(pool.call, "sparql", hostile)
        time.sleep(0.3)
        with pytest.raises(PoolBusyError, match=" / "):
            pool.call("documents")
        assert isinstance(late.exception(), WorkerTimeoutError)


def in_a_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Run in a loop and a thread of its own: a browser of other tests may have left a loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


def test_a_worker_is_free_once_nobody_waits(folder: Path) -> None:
    async def asked(pool: WorkerPool) -> None:
        gone = asyncio.Event()
        left = asyncio.create_task(
            pool.answer("sparql", f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}", leaving=gone.wait)
        )
        await asyncio.sleep(0.5)
        assert not left.done()
        gone.set()
        with pytest.raises(CallerGoneError):
            await left
        assert len(await pool.answer("documents", leaving=gone.wait)) == 11, "what is there at once is given"

    with WorkerPool(folder, size=1, deadline=PATIENT, patience=PATIENT) as pool:
        pool.call("documents")
        in_a_loop(asked(pool))


def test_the_event_loop_gets_the_same_answers(pool: WorkerPool) -> None:
    """Short ones and long ones, errors too, many at once, and beside threads that ask."""
    few, many = "SELECT * { ?a ?b ?c } ORDER BY ?a ?b ?c LIMIT 3", "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5000"
    texts = [few, many, few, few, many, few] * 3

    async def asked() -> list[SparqlAnswer]:
        return list(await asyncio.gather(*(pool.answer("sparql", text) for text in texts)))

    async def wrong() -> None:
        await pool.answer("sparql", "SELECT")

    with ThreadPoolExecutor(2) as threads:
        beside = [threads.submit(pool.call, "sparql", few) for _ in range(20)]
        found = in_a_loop(asked())
        expected = {text: pool.call("sparql", text) for text in (few, many)}
        assert [len(each.rows) for each in expected.values()] == [3, 5000]
        assert {each.result() for each in beside} == {expected[few]}
    assert found == [expected[text] for text in texts]
    with pytest.raises(QuerySyntaxError):
        in_a_loop(wrong())


def test_the_event_loop_is_told_why_there_is_no_answer(folder: Path) -> None:
    endless = f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}"
    deep = "SELECT * WHERE " + "{" * 4000 + "}" * 4000

    async def asked(pool: WorkerPool, *call: str, deadline: float = PATIENT) -> Exception:
        with pytest.raises((PoolBusyError, WorkerDiedError, WorkerTimeoutError)) as told:
            await pool.answer(*call, deadline=deadline)
        return told.value

    async def busy(pool: WorkerPool) -> tuple[Exception, Exception]:
        late = asyncio.create_task(asked(pool, "sparql", endless, deadline=2))
        await asyncio.sleep(0.1)
        return await asked(pool, "documents"), await late

    with WorkerPool(folder, size=1, deadline=PATIENT, patience=0.5) as pool:
        pool.call("documents")
        assert [type(each) for each in in_a_loop(busy(pool))] == [PoolBusyError, WorkerTimeoutError]
        assert "-11" in str(in_a_loop(asked(pool, "select", deep)))
        assert len(in_a_loop(pool.answer("documents"))) == 11


def test_a_worker_in_place_of_another_is_there_at_once(pool: WorkerPool) -> None:
    """It is the copy of a process that has loaded everything, so one that is killed costs the next caller little."""
    pool.call("documents")
    waits: list[float] = []
    for _ in range(5):
        with pytest.raises((WorkerTimeoutError, WorkerDiedError)):
            pool.call("sparql", f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}", deadline=0.05)
        began = time.monotonic()
        for _ in range(2):  # as many as there are workers
            pool.call("documents")
        waits.append(time.monotonic() - began)
    assert min(waits) < 0.25, waits
