"""Heads and bodies of requests that never end: the line is closed, and a request under way is not."""

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


BODY = 0.5
SLOWEST = 100  # bytes a second


async def slow(request: Request) -> PlainTextResponse:
    size = len(await request.body())
    await asyncio.sleep(3 * HEAD)
    return PlainTextResponse(f"done {size}" if size else "done")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    for name, value in (("HEAD", HEAD), ("BODY", BODY), ("SLOWEST", SLOWEST)):
        monkeypatch.setattr(patience, name, value)
    with socket.create_server(("127.0.0.1", 0)) as own:
        config = uvicorn.Config(
            Starlette(routes=[Route("/", slow, methods=["GET", "POST"])]),
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


POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"


@pytest.mark.parametrize("begin", [POST % 1000, POST % 1000 + b"half a body"], ids=["nothing", "half"])
def test_who_never_ends_a_body_is_cut_off(port: int, begin: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(begin)
        assert line.recv(10) == b"", "closed without a word"


def test_a_body_letter_by_letter_is_no_way_round(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(POST % 1000)
        with pytest.raises(OSError, match=r"pipe|reset"):
            trickle(line)


def test_a_body_that_comes_slowly_but_surely_is_read(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(POST % 1200)
        for _ in range(12):
            line.sendall(b"x" * 100)
            time.sleep(0.1)
        line.settimeout(30)
        told = b""
        while b"done 1200" not in told and (part := line.recv(1000)):
            told += part
        assert b"done 1200" in told
