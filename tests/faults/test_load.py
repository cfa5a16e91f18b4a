"""The served desk under load, with figures: many callers, hostile ones beside them, idle and slow lines, callers gone.

`LOAD_SECONDS` is how long each load lasts (60), `LOAD_LEAVES` how often callers go away (200); the figures are printed,
and written to `LOAD_FIGURES`, if that names a folder. The floors are those of two cores with nothing else to do.
"""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from cli.main import EXIT_DONE, main
from tests.serving import served

SECONDS = int(os.environ.get("LOAD_SECONDS", "60"))
LEAVES = int(os.environ.get("LOAD_LEAVES", "200"))  # how often callers go away
POINT = "SELECT ?o { <https://w3id.org/trienkhai/id/document/95-nq-tw_2025> ?p ?o } LIMIT 5"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DEADLINE = 10.0  # of a query, in seconds
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Generator[tuple[int, int]]:
    """Serve the example collection in a process of its own; return its port and its number."""
    kg = tmp_path_factory.mktemp("load") / "kg"
    assert main(["build", str(root / "examples" / "corpus"), "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    with served(kg) as desk:
        yield desk.port, desk.process.pid
        assert desk.process.poll() is None, "the desk outlives every load"


@pytest.fixture(scope="module")
def wrk(needs_tool: Callable[[str], str]) -> Callable[[int], dict[str, float]]:
    """Return a function that asks a point query with 16 connections and returns what wrk saw."""
    tool = needs_tool("wrk")

    def load(port: int) -> dict[str, float]:
        url = f"http://127.0.0.1:{port}/sparql?query={quote(POINT)}"
        command = [tool, "-t2", "-c16", f"-d{SECONDS}s", "--timeout", "20s", "--latency", url]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        late = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", told)
        rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
        assert late is not None, told
        assert rate is not None, told
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        lost = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
        return {
            "a second": float(rate[1]),
            "p99 ms": float(late[1]) * UNITS[late[2]],
            "errors": int(wrong[1]) if wrong else 0,
            "lost": sum(map(int, lost.groups())) if lost else 0,
        }

    return load


def tell(name: str, figures: Any) -> None:
    told = {name: figures, "load average": os.getloadavg()[0], "seconds": SECONDS}
    sys.stdout.write(json.dumps(told) + "\n")
    if os.environ.get("LOAD_FIGURES"):
        (Path(os.environ["LOAD_FIGURES"]) / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")


def endless(port: int) -> tuple[int, float]:
    began = time.monotonic()
    answer = httpx.get(f"http://127.0.0.1:{port}/sparql", params={"query": ENDLESS}, timeout=60)
    return answer.status_code, time.monotonic() - began


def test_l1_point_queries(desk: tuple[int, int], wrk: Callable[[int], dict[str, float]]) -> None:
    seen = wrk(desk[0])
    tell("L1", seen)
    assert (seen["errors"], seen["lost"]) == (0, 0)
    assert seen["a second"] >= 1500
    assert seen["p99 ms"] <= 50


def test_l2_point_queries_beside_a_hostile_caller(
    desk: tuple[int, int], wrk: Callable[[int], dict[str, float]]
) -> None:
    is_over = threading.Event()

    def hostile() -> None:
        while not is_over.is_set():
            endless(desk[0])

    thread = threading.Thread(target=hostile)
    thread.start()
    try:
        seen = wrk(desk[0])
    finally:
        is_over.set()
        thread.join()
    tell("L2", seen)
    assert (seen["errors"], seen["lost"]) == (0, 0)
    assert seen["a second"] >= 500
    assert seen["p99 ms"] <= 150


def test_l3_all_workers_busy_with_hostile_queries(desk: tuple[int, int]) -> None:
    hostile = [threading.Thread(target=endless, args=(desk[0],)) for _ in range(16)]
    for thread in hostile:
        thread.start()
    seen: list[tuple[int, float]] = []
    with httpx.Client(base_url=f"http://127.0.0.1:{desk[0]}", timeout=60) as client:
        while any(thread.is_alive() for thread in hostile):
            began = time.monotonic()
            answer = client.get("/sparql", params={"query": POINT})
            seen.append((answer.status_code, time.monotonic() - began))
            assert answer.status_code == 200 or "retry-after" in answer.headers
        began = time.monotonic()
        while client.get("/sparql", params={"query": POINT}).status_code != 200:
            assert time.monotonic() - began < 60
        after = time.monotonic() - began
    longest = max(seconds for _, seconds in seen)
    tell("L3", {"asked": len(seen), "longest s": longest, "good again after s": after})
    assert {status for status, _ in seen} <= {200, 503}
    assert longest <= DEADLINE + 2
    assert after <= 2


@contextmanager
def lines(port: int, number: int, begin: bytes) -> Generator[list[socket.socket]]:
    with ExitStack() as stack:
        opened = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(number)]
        for line in opened:
            line.sendall(begin)
        yield opened


@contextmanager
def molested(port: int) -> Generator[None]:
    """Hold 500 lines that say nothing, and 200 that send a letter of their head a second; who is cut off comes back."""
    is_over = threading.Event()

    def keep_slow() -> None:
        while not is_over.is_set():
            with lines(port, 200, b"GET / HTTP/1.1\r\nX: ") as slow, suppress(OSError):
                while not is_over.wait(1):
                    for line in slow:
                        line.sendall(b"x")

    def keep_idle() -> None:
        while not is_over.is_set():
            with lines(port, 500, b""):
                is_over.wait(8)

    threads = [threading.Thread(target=keep_slow), threading.Thread(target=keep_idle)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def open_files(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def test_l5_idle_and_slow_lines(desk: tuple[int, int], wrk: Callable[[int], dict[str, float]]) -> None:
    port, process = desk
    with molested(port):
        time.sleep(1)
        seen = wrk(port)
        files = open_files(process)
    with lines(port, 300, b"GET / HTTP/1.1\r\n"):
        time.sleep(20)
        left = open_files(process)
    tell("L5", seen | {"open files": files, "open files later": left})
    assert (seen["errors"], seen["lost"]) == (0, 0)
    assert left < 100, "who never ends a head is cut off"
    assert seen["p99 ms"] <= 100


def test_l6_callers_that_go_away(desk: tuple[int, int]) -> None:
    head = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: 127.0.0.1:{desk[0]}\r\n\r\n".encode()
    waits: list[float] = []
    with httpx.Client(base_url=f"http://127.0.0.1:{desk[0]}", timeout=60) as client:
        for _ in range(LEAVES):
            with lines(desk[0], 3, head):  # as many as there are workers
                time.sleep(0.4)
            began = time.monotonic()
            while client.get("/sparql", params={"query": POINT}).status_code != 200:
                assert time.monotonic() - began < 30
            waits.append(time.monotonic() - began)
    waits.sort()
    median, late = waits[len(waits) // 2], waits[len(waits) * 19 // 20]
    tell("L6", {"times": len(waits), "median s": median, "p95 s": late, "longest s": waits[-1]})
    assert late <= 1
