"""Measure how build, disk and answers grow with a collection, beside other stores with the same statements.

    python -m benchmarks.scale.measure --documents 35,340 [--rounds 5] [--torn 0.1] [--length 0.35] [--folder DIR]
        [--endpoint URL]

The generator writes the collections; about 3,000 statements a document, with `--length 0.35` about 1,000, as the
short plans of communes have. A collection that lies in the folder already is measured as it is. A build is judged by
its processor seconds, which other work on the machine hardly moves; answers by the median of their wall times.
`--endpoint` names a SPARQL server (Virtuoso, oxigraph serve) into which `trienkhai push` has loaded the collection,
for one size at a time.
"""

import argparse
import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FIRST = 1000  # rows of a first page
_EVERY = 0.5  # seconds between two looks at the memory
_PR_SET_CHILD_SUBREAPER = 36
_PREFIX = "PREFIX tk: <https://w3id.org/trienkhai/ontology#>\n"
_ROOT = """SELECT ?root (COUNT(?document) AS ?below) WHERE { ?document tk:cascadesFrom ?root }
GROUP BY ?root ORDER BY DESC(?below) ?root LIMIT 1"""
QUESTIONS = {
    "cascade counted by level": """SELECT ?level (COUNT(DISTINCT ?document) AS ?documents)
WHERE { ?document tk:cascadesFrom <ROOT> . ?document tk:level ?level } GROUP BY ?level""",
    f"first {FIRST} tasks below, with leads": f"""SELECT ?task ?text ?who WHERE {{ ?task tk:tracesTo <ROOT> .
?task tk:text ?text . OPTIONAL {{ ?task tk:leadAgency ?agency . ?agency tk:name ?who }} }} LIMIT {FIRST}""",
    f"first {FIRST} stored findings": f"""SELECT ?finding ?rule ?focus ?message WHERE {{ ?finding tk:rule ?rule .
?finding tk:focus ?focus . ?finding tk:message ?message }} LIMIT {FIRST}""",
}
OWED = {1: ("< 10 ms", "< 100 ms", "< 50 ms"), 10: ("< 50 ms", "< 200 ms", "< 100 ms")}  # at millions of statements
_ALL_TASKS = QUESTIONS[f"first {FIRST} tasks below, with leads"].removesuffix(f" LIMIT {FIRST}")
_AUDITS = {1: "< 1 s", 10: "< 10 s"}


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing, what peers took for it, and what is owed."""

    what: str
    value: str
    peer: str = ""
    owed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What the generator is asked for: how many documents, the share that is torn, and how long each is."""

    documents: int
    torn: float = 0.0
    length: float = 1.0

    def write(self, corpus: Path) -> None:
        """Write them into a folder."""
        asked = {"--documents": self.documents, "--torn": self.torn, "--length": self.length}
        words = [str(word) for pair in asked.items() for word in pair]
        generator = [sys.executable, "benchmarks/generator/generate.py", str(corpus), "--faults", *words]
        subprocess.run(generator, check=True, capture_output=True, cwd=ROOT)
        (corpus / "gold").rename(corpus.with_name(f"{corpus.name}-gold"))  # it holds the right texts of torn papers


def lines(papers: Papers, rounds: int, folder: Path, *, endpoint: str = "") -> Iterator[Line]:
    """Yield what was measured of a collection of so many generated documents."""
    documents = papers.documents
    corpus, kg = folder / f"corpus-{documents}", folder / f"kg-{documents}"
    if not (corpus / "manifest.json").is_file():
        papers.write(corpus)
    yield from _builds(documents, corpus, kg)
    if rounds:
        yield from _answers(documents, kg, rounds, endpoint)


def _builds(documents: int, corpus: Path, kg: Path) -> Iterator[Line]:
    from graph.generations import current_generation  # noqa: PLC0415 - the project is found once the path is set

    named = f"{documents:,} documents"
    seconds, wall, memory = _build(corpus, kg)
    generation = current_generation(kg)
    statements = generation.manifest["counts"]["statements"]
    disk = sum(path.stat().st_size for path in generation.path.rglob("*") if path.is_file())
    yield Line(f"{named}: statements", f"{statements:,}")
    each = f"{1000 * seconds / documents:.0f} ms a document"
    yield Line(f"{named}: built from nothing", f"{seconds:.0f} processor-seconds, {each}; {wall:.0f} s by the clock")
    yield Line(f"{named}: most memory of all processes", f"{memory:,.0f} MB")
    yield Line(f"{named}: on disk", f"{disk / 1e6:,.0f} MB, {disk / statements:.0f} bytes a statement")
    yield Line(f"{named}: again, nothing changed", _took(_build(corpus, kg)))
    changed = next(corpus.glob("*.txt"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    yield Line(f"{named}: again, one changed", _took(_build(corpus, kg)))


def _took(built: tuple[float, float, float]) -> str:
    seconds, wall, memory = built
    return f"{seconds:.1f} processor-seconds, {wall:.1f} s by the clock, {memory:,.0f} MB"


def _build(corpus: Path, kg: Path) -> tuple[float, float, float]:
    """Return the processor seconds of a build with all its processes, its wall seconds, and the most memory in MB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "cli.main", "build", str(corpus), "--kg", str(kg)]
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) as build:
        while build.poll() is None:
            most = max(most, sum(map(_kilobytes, _family(build.pid))))
            time.sleep(_EVERY)
    if build.returncode not in {0, 1}:  # 1: files were set aside
        raise subprocess.CalledProcessError(build.returncode, command)
    wall = time.perf_counter() - start
    with suppress(ChildProcessError):  # readers and helpers are children of a child; orphaned, they are ours
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, most / 1000


def _family(ancestor: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [ancestor]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def _kilobytes(process: int) -> int:
    """Return the memory of a process, of what it shares with others its share."""
    with suppress(OSError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0


def _answers(documents: int, kg: Path, rounds: int, endpoint: str) -> Iterator[Line]:
    from graph.generations import current_generation  # noqa: PLC0415
    from queries.audit import compute_findings  # noqa: PLC0415
    from queries.rules import rules  # noqa: PLC0415

    generation = current_generation(kg)
    store, named = generation.store(), f"{documents:,} documents"
    root = str(store.select(_PREFIX + _ROOT).rows[0][0])
    peers = _peers(store.dump("nt"), endpoint)
    owed = OWED.get(round(generation.manifest["counts"]["statements"] / 1e6), ("", "", ""))
    for (what, text), limit in zip(QUESTIONS.items(), owed, strict=True):
        sparql = _PREFIX + text.replace("ROOT", root)
        ours = _median(lambda sparql=sparql: store.select(sparql), rounds)
        theirs = [f"{name} {_told(_median(lambda ask=ask, q=sparql: ask(q), rounds))}" for name, ask in peers.items()]
        yield Line(f"{named}: {what}", _told(ours), ", ".join(theirs), limit)
    yield Line(f"{named}: tasks below after the first {FIRST}", _speed(store, root), owed="50,000 rows/s")
    slowest = max((_median(lambda rule=rule: _rows(store, rule), 1), rule.name) for rule in rules().values())
    limit = _AUDITS.get(round(generation.manifest["counts"]["statements"] / 1e6), "")
    yield Line(f"{named}: slowest question of an audit", f"{_told(slowest[0])} ({slowest[1]})", owed=limit)
    start = time.process_time()
    found = len(compute_findings(store))
    yield Line(f"{named}: all audits", f"{time.process_time() - start:.1f} processor-seconds, {found:,} findings")


def _rows(store: Any, rule: Any) -> object:
    return store.select(rule.sparql, {"day": "2026-01-01"} if rule.daily else {})


def _speed(store: Any, root: str) -> str:
    rows = store.answer(_PREFIX + _ALL_TASKS.replace("ROOT", root)).rows
    first = sum(1 for _ in islice(rows, FIRST))
    start = time.perf_counter()
    more = sum(1 for _ in rows)
    return f"{more / (time.perf_counter() - start):,.0f} rows/s ({first + more:,} rows)"


def _peers(statements: bytes, endpoint: str) -> Mapping[str, Callable[[str], object]]:
    """Return how each other store is asked, loaded with the same statements."""
    import owlready2  # noqa: PLC0415  # type: ignore[reportMissingTypeStubs]
    import rdflib  # noqa: PLC0415

    from graph.remote import RemoteStore  # noqa: PLC0415

    graph = rdflib.Graph().parse(data=statements, format="nt")
    world: Any = owlready2.World()
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        file.write(statements)
        file.flush()
        world.get_ontology(f"file://{file.name}").load()
    peers: dict[str, Callable[[str], object]] = {
        "rdflib": lambda sparql: list(graph.query(sparql)),
        "owlready2": lambda sparql: list(world.sparql_query(sparql)),
    }
    if endpoint:
        server = RemoteStore(endpoint)
        peers["server"] = server.select
    return peers


def _median(work: Callable[[], object], rounds: int) -> float | None:
    """Return the median of seconds; None where a store cannot answer."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        try:
            work()
        except Exception as error:  # noqa: BLE001 - a peer's refusal is a result, and is told
            print(f"refused: {type(error).__name__}: {error}", file=sys.stderr)
            return None
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _told(seconds: float | None) -> str:
    return "refuses" if seconds is None else f"{seconds * 1000:,.1f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default="35,340", help="sizes (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="of each question; 0: builds only")
    parser.add_argument("--torn", type=float, default=0.0, help="share of torn documents; needs tesseract")
    parser.add_argument("--length", type=float, default=1.0, help="how long a document is against a full plan")
    parser.add_argument("--folder", type=Path, help="where collections are kept; default: nowhere")
    parser.add_argument("--endpoint", default="", help="a server that holds the same graph")
    asked = parser.parse_args(arguments)
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # else the readers' processor time is nobody's
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, asked.documents.split(",")):
            kept = asked.folder or Path(folder)
            papers = Papers(documents=size, torn=asked.torn, length=asked.length)
            for line in lines(papers, asked.rounds, kept, endpoint=asked.endpoint):
                print(f"| {line.what} | {line.value} | {line.owed} | {line.peer} |", flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
