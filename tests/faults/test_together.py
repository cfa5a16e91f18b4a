"""Several programs on one collection: two builds, builds beside a desk, two desks. One writes, the others are told."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from cli.main import EXIT_DONE, EXIT_NOT_DONE, main
from cli.serve import listening
from graph.generations import current_generation, verify
from graph.journal import read
from tests.serving import command, served

ROUNDS = pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.soak)])
SHOWN = 30.0  # seconds in which a desk shows what was published; it looks every second
PLAN, LETTER = "04-ke-hoach-916-kh-du.txt", "06-cong-van-9180-svhttdl.txt"


@pytest.fixture
def home(tmp_path: Path, root: Path) -> Path:
    """Return a folder with `papers` and their collection `kg`."""
    (tmp_path / "papers").mkdir()
    for name in (PLAN, LETTER):
        shutil.copy(root / "examples" / "corpus" / name, tmp_path / "papers")
    assert main(["build", str(tmp_path / "papers"), "--kg", str(tmp_path / "kg"), "--workers", "1"]) == EXIT_DONE
    return tmp_path


def change(folder: Path, number: int) -> None:
    """Change a paper, so that a build has something to do."""
    with (folder / "papers" / PLAN).open("a", encoding="utf-8") as paper:
        paper.write(f"\nLần {number}.")


def started(folder: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(command(folder / "kg", *words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def come_in(client: httpx.Client, folder: Path) -> None:
    token = (folder / "kg" / "token").read_text(encoding="ascii").strip()
    assert client.post("/enter", data={"token": token, "name": "An"}).status_code == 303


@ROUNDS
def test_of_two_builds_one_is_done_and_the_other_names_it(home: Path, rounds: int) -> None:
    for number in range(rounds):
        change(home, number)
        before = current_generation(home / "kg").path
        builds = [started(home, "build", "--workers", "1") for _ in range(2)]
        told = {build.pid: build.communicate(timeout=120)[0] for build in builds}
        codes = {build.pid: build.returncode for build in builds}
        assert sorted(codes.values()) == [EXIT_DONE, EXIT_NOT_DONE], told
        done, refused = sorted(codes, key=lambda pid: codes[pid])
        assert re.search(rf"\bPID {done}\b", told[refused]), told
        assert current_generation(home / "kg").path != before
        assert not list((home / "kg").glob(".building-*"))
    assert verify(current_generation(home / "kg")) == ()


@ROUNDS
def test_a_build_beside_a_desk_is_shown_without_an_error(home: Path, rounds: int) -> None:
    with served(home / "kg", "--workers", "1") as desk, httpx.Client(base_url=desk.address, timeout=60) as client:
        statuses: set[int] = set()
        documents = current_generation(home / "kg").manifest["documents"]
        page = next(f"/vi/document/{each['id']}/text" for each in documents if PLAN in each["names"])
        for number in range(rounds):
            change(home, number)
            build = started(home, "build", "--workers", "1")
            while build.poll() is None:
                statuses.add(client.get("/vi/tasks").status_code)
            assert build.returncode == EXIT_DONE, build.communicate()[0]
            build.communicate()
            until = time.monotonic() + SHOWN
            while f"Lần {number}." not in client.get(page).text:
                assert time.monotonic() < until, "the new generation is not shown"
                time.sleep(0.05)
        assert statuses == {200}


@ROUNDS
def test_two_desks_of_one_collection_lose_nothing(home: Path, rounds: int) -> None:
    with ExitStack() as desks:
        served_twice = [desks.enter_context(served(home / "kg", "--workers", "1")) for _ in range(2)]
        clients = [desks.enter_context(httpx.Client(base_url=each.address, timeout=60)) for each in served_twice]
        for client in clients:
            come_in(client, home)
        refused: list[int] = []

        def mark(desk: int) -> None:
            for number in range(rounds):
                given = {"kind": "mark", "finding": f"{desk}-{number}", "what": "accepted", "back": "/vi/audit"}
                status = clients[desk].post("/judge", data=given).status_code
                if status != 303:
                    refused.append(status)

        threads = [threading.Thread(target=mark, args=(desk,)) for desk in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not refused
        told = [each.judgement.finding for each in read(home / "kg").in_force]
        assert sorted(told) == sorted(f"{desk}-{number}" for desk in range(2) for number in range(rounds))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_answers_are_sent_at_once(host: str) -> None:
    """Nobody tells a connection to hold small packets back: asyncio sees to it where it knows that it is TCP's."""
    with (
        listening(host, 0) as waiting,
        socket.create_connection(waiting.getsockname()),
        waiting.accept()[0] as accepted,
    ):
        assert accepted.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_told(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = subprocess.run(
            command(home / "kg", "serve", "--port", str(port)), capture_output=True, text=True, check=False, timeout=60
        )
    assert run.returncode == EXIT_NOT_DONE
    assert str(port) in run.stderr
    assert "--port" in run.stderr
    assert "Traceback" not in run.stderr
    assert "http://" not in run.stderr, "an address is told where nothing answers"


@pytest.mark.parametrize("words", [["--port", "70000"], ["--host", "192.0.2.1", "--token-file", "token"]])
def test_an_address_that_cannot_be_had_is_told(home: Path, words: list[str]) -> None:
    run = subprocess.run(
        command(home / "kg", "serve", *words),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=home,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert run.returncode == EXIT_NOT_DONE
    assert "--host" in run.stderr
    assert "Traceback" not in run.stderr
