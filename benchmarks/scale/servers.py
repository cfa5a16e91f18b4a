"""SPARQL servers on loopback ports, run for as long as a test or a comparison needs them."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START = 60.0  # seconds for a server to answer
_END = 30.0  # seconds for a server to end by itself
_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = {folders}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
VADInstallDir = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Virtuoso:
    """A Virtuoso that answers: its process, its address, and the port of its SQL."""

    process: int
    address: str
    sql: int


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def running(command: Sequence[str], folder: Path, url: str) -> Generator[int]:
    """Run a server in `folder` until the block ends, and give its process from when it answers at `url`.

    Raises `TimeoutError`, with what it wrote, where it does not answer.
    """
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    try:
        _wait_for(process, url, folder)
        yield process.pid
    finally:
        end(process)


def end(process: "subprocess.Popen[Any]") -> None:
    """Ask a server to end, and end it where it does not by itself."""
    process.terminate()
    try:
        process.wait(timeout=_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(process: "subprocess.Popen[bytes]", url: str, folder: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - loopback
        except urllib.error.HTTPError as error:  # it answers
            error.close()
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{process.args!r} did not start: {(folder / 'output').read_text(errors='replace')}")


@contextmanager
def virtuoso(
    folder: Path,
    *,
    program: str = "virtuoso-t",
    buffers: int = 10_000,
    rows: int = 10_000,
    folders: Sequence[Path] = (),
) -> Generator[Virtuoso]:
    """Run Virtuoso with an empty database in `folder` and the password it is born with.

    `buffers` are of 8 KB, `rows` the most of one answer, `folders` what else it may load from.
    """
    http, sql = free_port(), free_port()
    allowed = ", ".join([".", *map(str, folders)])
    told = {"http": http, "sql": sql, "folders": allowed, "buffers": buffers, "dirty": buffers * 3 // 4, "rows": rows}
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(**told), encoding="utf-8")
    address = f"http://127.0.0.1:{http}"
    with running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{address}/sparql") as process:
        yield Virtuoso(process=process, address=address, sql=sql)
