"""Reading on a Dask cluster: a real scheduler and two workers, one of them killed in the middle."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.scale.servers import free_port
from cli import cluster
from cli.main import EXIT_DONE, EXIT_NOT_DONE, main
from graph.generations import current_generation

pytest.importorskip("distributed", reason="cần gói distributed / needs the package distributed")
FILES = 14
PATIENCE = 90


def wait_for(happened: Callable[[], object]) -> None:
    last = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.02)


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def start(module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def scheduler() -> Iterator[str]:
    port = free_port()
    process = start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-show")
    try:
        wait_for(lambda: answers(port))
        yield f"tcp://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> "Iterator[list[subprocess.Popen[bytes]]]":
    folder = ("--local-directory", str(tmp_path / "dask"))
    started = [start("dask_worker", scheduler, "--no-nanny", "--nthreads", "1", *folder) for _ in range(2)]
    try:
        yield started
    finally:
        for each in started:
            each.kill()
            each.wait()


@pytest.fixture
def papers(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    text = (root / "examples" / "corpus" / "05-ke-hoach-917-kh-ubnd.txt").read_text(encoding="utf-8")
    for number in range(FILES):
        (folder / f"{number}.txt").write_text(text.replace("917/KH", f"{1917 + number}/KH"), encoding="utf-8")
    return folder


def test_a_worker_is_killed_and_nothing_is_lost_or_doubled(
    scheduler: str,
    workers: "list[subprocess.Popen[bytes]]",
    papers: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_FILES", 1)
    alone, spread = tmp_path / "alone", tmp_path / "spread"
    assert main(["build", str(papers), "--kg", str(alone)]) == EXIT_DONE

    def kill_one() -> None:
        wait_for(lambda: (spread / "cache").is_dir() and any((spread / "cache").iterdir()))
        os.kill(workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    assert main(["build", str(papers), "--kg", str(spread), "--scheduler", scheduler]) == EXIT_DONE
    killer.join()
    assert workers[0].wait() == -signal.SIGKILL
    one, two = current_generation(alone), current_generation(spread)
    assert len(two.manifest["documents"]) == len({each["id"] for each in two.manifest["documents"]}) == FILES
    assert two.manifest["digest"] == one.manifest["digest"]


def test_without_a_scheduler_nothing_changes(papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg, address = tmp_path / "kg", f"tcp://127.0.0.1:{free_port()}"
    assert main(["build", str(papers), "--kg", str(kg), "--scheduler", address]) == EXIT_NOT_DONE
    assert address in capsys.readouterr().err
    assert not list(kg.glob("gen-*"))


def test_a_worker_with_another_version_is_refused() -> None:
    with pytest.raises(cluster.ClusterError, match="another version"):
        cluster.read_shard(cluster.Shard((), (), "older"))
