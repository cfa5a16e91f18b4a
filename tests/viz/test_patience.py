"""Heads of requests that never end: the line is closed, and a request under way is not."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from viz import patience
from viz.patience import LARGEST_HEAD, PatientProtocol

HEAD = 0.4


async def slow(_: Request) -> PlainTextResponse:
    await asyncio.sleep(3 * HEAD)
    return PlainTextResponse("done")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(patience, "HEAD", HEAD)
    with socket.create_server(("127.0.0.1", 0)) as own:
        config = uvicorn.Config(
            Starlette(routes=[Route("/", slow)]),
            http=PatientProtocol,
            h11_max_incomplete_event_size=LARGEST_HEAD,
            log_level="critical",
            lifespan="off",
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [own]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield own.getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("begin", [b"", b"GET / HTTP/1.1\r\nHost: a\r\nX: "], ids=["nothing", "half a head"])
def test_who_never_ends_a_head_is_cut_off(port: int, begin: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(begin)
        assert line.recv(10) == b"", "closed without a word"


def test_letter_by_letter_is_no_way_round(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: ")
        with pytest.raises(OSError, match=r"pipe|reset"):
            trickle(line)


def trickle(line: socket.socket) -> None:
    for _ in range(600):
        line.sendall(b"x")
        time.sleep(HEAD / 8)


def test_a_request_under_way_is_left_in_peace_and_the_next_one_too(port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        assert [client.get("/").text for _ in range(2)] == ["done", "done"]


def test_a_head_has_an_end(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * (LARGEST_HEAD + 1))
        assert line.recv(12) in {b"HTTP/1.1 400", b"HTTP/1.1 431"}
