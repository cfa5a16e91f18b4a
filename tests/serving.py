"""The command line run as people run it, and the desk served by it in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.scale.servers import end, free_port

START = 90.0  # seconds for a desk to answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A desk that answers: its process, its port and its address."""

    process: "subprocess.Popen[str]"
    port: int

    @property
    def address(self) -> str:
        """The start of its addresses."""
        return f"http://127.0.0.1:{self.port}"


def command(kg: Path, *words: str) -> list[str]:
    """Return the words that run a command on a collection."""
    return [sys.executable, "-m", "cli.main", *words, "--kg", str(kg)]


@contextmanager
def served(kg: Path, *options: str, **process: Any) -> Generator[Served]:
    """Serve a collection from when it answers until the block ends; `process` goes to `subprocess.Popen`."""
    port = free_port()
    told = {"stderr": subprocess.DEVNULL, "text": True} | process
    with subprocess.Popen(command(kg, "serve", "--port", str(port), *options), **told) as desk:
        try:
            found = Served(process=desk, port=port)
            until = time.monotonic() + START
            while True:
                with suppress(httpx.TransportError):
                    httpx.get(f"{found.address}/vi/", timeout=30)
                    break
                assert desk.poll() is None, "the desk ended before it answered"
                assert time.monotonic() < until, "the desk does not answer"
                time.sleep(0.1)
            yield found
        finally:
            end(desk)
