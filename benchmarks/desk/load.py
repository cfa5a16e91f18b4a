"""How many requests a second the desk answers: pages, a SPARQL point query, and the same beside a hostile client.

    python -m benchmarks.desk.load KG [--seconds 10] [--connections 16]

The desk is `trienkhai serve` on the collection, in a process of its own; `wrk` asks (apt-get install wrk). Every point
query is another one. The hostile client asks, one after the other, what runs for ever, nests too deep or calls others.
Beside requests a second stands the processor time of a request, over the server and its workers, which other work on
the machine hardly moves, and the load of the machine meanwhile.
"""

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
PORT = 8972
HERE = f"http://127.0.0.1:{PORT}"
PAGES = ("/vi/", "/vi/documents", "/vi/tasks", "/vi/audit")
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    f"SELECT * WHERE {'{' * 3000}{'}' * 3000}",
    "SELECT ?a WHERE { ?a ?b ?c FILTER(REGEX(STR(?c), '(a+)+$')) ?d ?e ?f FILTER(STR(?c) < STR(?f)) } ORDER BY ?f",
    "SELECT * WHERE { ?a (!<urn:x>)* ?b . ?b (!<urn:y>)* ?c }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
)
POINT = """local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", "/sparql?query=QUERY%20%23" .. number)
end
"""
QUERY = "SELECT ?value WHERE { <IRI> <https://w3id.org/trienkhai/ontology#symbol> ?value }"


def fetch(address: str) -> bytes:
    """Return what the desk answers."""
    with urllib.request.urlopen(HERE + address, timeout=60) as answer:  # noqa: S310 - our own server
        return answer.read()


@contextmanager
def desk(kg: Path) -> Generator[int]:
    """Serve a collection; yield the number of the process."""
    command = [sys.executable, "-m", "cli.main", "serve", "--kg", str(kg), "--port", str(PORT)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(urllib.error.URLError):
                fetch("/vi/documents")
                break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def processor_seconds(server: int) -> float:
    """Return the processor time of the server, its present workers, and what starts them."""
    total = 0.0
    for process in descent([str(server)]):
        with suppress(FileNotFoundError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def descent(processes: list[str]) -> Generator[str]:
    """Yield processes and all that they started."""
    for process in processes:
        yield process
        begun = subprocess.run(["pgrep", "-P", process], capture_output=True, text=True, check=False)
        yield from descent(begun.stdout.split())


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: requests a second, times as it writes them, errors; and what a request cost."""

    what: str
    rate: float
    median: str
    p99: str
    refused: int
    broken: str
    milliseconds: float  # of processor, a request
    load: float  # of the machine, in the last minute

    def __str__(self) -> str:
        """Return one line."""
        return (
            f"{self.rate:,.0f} /s, median {self.median}, p99 {self.p99}, refused {self.refused}, broken {self.broken}, "
            f"{self.milliseconds:.2f} ms of processor each, load {self.load:.1f}"
        )


@dataclass(frozen=True, slots=True)
class Manner:
    """For how long is asked, and over how many connections."""

    seconds: int = 10
    connections: int = 16


def asked(server: int, what: str, address: str, manner: Manner, script: str = "") -> Load:
    """Ask with wrk."""
    command = ["wrk", "-t2", f"-c{manner.connections}", f"-d{manner.seconds}s", "--latency"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        if script:
            file.write(script)
            file.flush()
            command += ["-s", file.name]
        before = processor_seconds(server)
        said = subprocess.run([*command, HERE + address], capture_output=True, text=True, check=True).stdout
        spent = processor_seconds(server) - before
    numbers = {name: re.search(pattern, said) for name, pattern in PATTERNS.items()}
    found = {name: match[1] if match else "0" for name, match in numbers.items()}
    return Load(
        what=what,
        rate=float(found["rate"]),
        median=found["median"],
        p99=found["p99"],
        refused=int(found["refused"]),
        broken=found["broken"],
        milliseconds=spent / max(int(found["all"]), 1) * 1000,
        load=os.getloadavg()[0],
    )


PATTERNS = {
    "rate": r"Requests/sec:\s+([\d.]+)",
    "median": r"\n\s+50%\s+(\S+)",
    "p99": r"\n\s+99%\s+(\S+)",
    "all": r"(\d+) requests in",
    "refused": r"Non-2xx or 3xx responses: (\d+)",
    "broken": r"Socket errors: (.*)",
}


def attack(until: threading.Event) -> None:
    """Ask what is hostile, one query after the other, until told to stop."""
    for query in itertools.cycle(HOSTILE):
        if until.is_set():
            return
        with suppress(urllib.error.URLError, OSError):  # refused, or stopped: as it should be
            fetch(f"/sparql?query={quote(query)}")


def loads(kg: Path, manner: Manner) -> Iterator[Load]:
    """Yield how a collection is served: pages, a point query, and the same beside a hostile client."""
    with desk(kg) as server:
        listed = fetch("/vi/documents?as=csv").decode("utf-8-sig")
        iri = re.search(r"https?://[^\",\s]+", listed)
        script = POINT.replace("QUERY", quote(QUERY.replace("IRI", iri[0] if iri else "urn:none"), safe=""))
        for page in PAGES:
            yield asked(server, page, page, manner)
        yield asked(server, "SPARQL point query", "/", manner, script)
        until = threading.Event()
        hostile = threading.Thread(target=attack, args=(until,))
        hostile.start()
        try:
            yield asked(server, "the same beside a hostile client", "/", manner, script)
        finally:
            until.set()
            hostile.join()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kg", type=Path)
    parser.add_argument("--seconds", type=int, default=Manner.seconds)
    parser.add_argument("--connections", type=int, default=Manner.connections)
    arguments = parser.parse_args()
    for load in loads(arguments.kg, Manner(arguments.seconds, arguments.connections)):
        print(f"{load}: {load.what}", flush=True)


if __name__ == "__main__":
    main()
