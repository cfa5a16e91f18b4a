"""The served desk for half an hour under mixed load: no growth, no error, no lost write.

`SOAK_MINUTES` sets the time (30); the figures are printed and written to `SOAK_FIGURES`, if that names a file.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.main import EXIT_DONE, main
from graph.generations import current_generation, verify
from graph.journal import read
from tests.serving import command, served

MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
WARM = min(5.0, MINUTES / 3)  # minutes until growth counts
SWAP = 60.0  # seconds between builds
PAGES = [
    "/vi/",
    "/vi/documents",
    "/vi/tasks",
    "/vi/agencies",
    "/vi/audit",
    "/vi/cascade?document=95-nq-tw_2025",
    "/vi/matrix",
]
QUERY = "SELECT ?s ?o { ?s <https://w3id.org/trienkhai/ontology#leadAgency> ?o } LIMIT 20"
WORDS = ["thu vien", "văn hoá đọc", "hội trường", "916-KH/ĐU", "kinh phí"]


def state(process: int) -> tuple[int, int]:
    """Return the resident KiB and the open files of a process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return resident, len(list(Path(f"/proc/{process}/fd").iterdir()))


def one(client: httpx.Client, number: int) -> tuple[str, int]:
    """Ask once: nine in ten read, one in eleven searches, one in a hundred writes; return the kind and the status."""
    kind = random.choices(["read", "search", "write"], [90, 9, 1])[0]  # noqa: S311 - no secret
    if kind == "write":
        mark = {"kind": "mark", "finding": f"soak-{number}", "what": "accepted", "back": "/vi/audit"}
        return kind, client.post("/judge", data=mark).status_code
    if kind == "search":
        return kind, client.get("/vi/search", params={"q": random.choice(WORDS)}).status_code  # noqa: S311
    if number % 3 == 0:
        return kind, client.get("/sparql", params={"query": QUERY}).status_code
    return kind, client.get(PAGES[number % len(PAGES)]).status_code


def load(client: httpx.Client, process: int, folder: Path) -> dict[str, Any]:
    """Ask for the time given, have a new generation built now and then, and return what was seen."""
    counts: Counter[str] = Counter()
    written: list[str] = []
    states: list[tuple[float, int, int]] = []
    began = swapped = sampled = time.monotonic()
    builds: list[subprocess.Popen[bytes]] = []
    number = 0
    while time.monotonic() - began < MINUTES * 60:
        number += 1
        kind, status = one(client, number)
        counts[f"{kind} {status}"] += 1
        if kind == "write" and status == 303:
            written.append(f"soak-{number}")
        if time.monotonic() - sampled > 5:
            sampled = time.monotonic()
            states.append((sampled - began, *state(process)))
        if time.monotonic() - swapped > SWAP:
            swapped = time.monotonic()
            builds.append(
                subprocess.Popen(command(folder / "kg", "build", "--workers", "1"), stderr=subprocess.DEVNULL)
            )
    ended = [build.wait(timeout=600) for build in builds]
    return {"requests": number, "counts": dict(counts), "builds": ended, "states": states, "written": written}


@pytest.mark.soak
def test_half_an_hour_of_mixed_load(tmp_path: Path, root: Path) -> None:
    shutil.copytree(root / "examples" / "corpus", tmp_path / "papers")
    kg = tmp_path / "kg"
    assert main(["build", str(tmp_path / "papers"), "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    with served(kg) as desk, httpx.Client(base_url=desk.address, timeout=60) as client:
        seen = watched(client, desk.process.pid, tmp_path)
    told = {each.judgement.finding for each in read(kg).in_force}
    assert set(seen["written"]) <= told, "a write was lost"
    assert not [kind for kind in seen["counts"] if int(kind.split()[1]) >= 500], seen["counts"]
    assert set(seen["builds"]) <= {EXIT_DONE}
    assert verify(current_generation(kg)) == ()
    later = [each for each in seen["states"] if each[0] > WARM * 60]
    quarter = max(1, len(later) // 4)
    first, last = (sum(each[1] for each in part) / len(part) for part in (later[:quarter], later[-quarter:]))
    figures = {key: seen[key] for key in ("requests", "counts", "builds")} | {
        "minutes": MINUTES,
        "kib": [round(first), round(last)],
        "files": [min(each[2] for each in later), max(each[2] for each in later)],
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    if os.environ.get("SOAK_FIGURES"):
        Path(os.environ["SOAK_FIGURES"]).write_text(json.dumps(figures), encoding="utf-8")
    assert last < first * 1.05, figures


def watched(client: httpx.Client, process: int, folder: Path) -> dict[str, Any]:
    """Wait until the desk answers, come in as one who may write, and load it."""
    deadline = time.monotonic() + 90
    while True:
        with suppress(httpx.TransportError):
            client.get("/vi/")
            break
        assert time.monotonic() < deadline
        time.sleep(0.2)
    token = (folder / "kg" / "token").read_text(encoding="ascii").strip()
    assert client.post("/enter", data={"token": token, "name": "An"}).status_code == 303
    return load(client, process, folder)
