"""Ask one graph of several stores: the one that we embed, rdflib's, owlready2's quadstore, Virtuoso.

    python -m benchmarks.scale.stores KG... [--rounds 5] [--patience 60] [--plot FILE.svg] [--only NAME,...]

Each KG is a collection that `trienkhai build` made (the generator's corpora: `benchmarks/scale/measure.py --folder`).
Its union, what was read and what follows from it, is written as N-Triples; every store loads this file in a process
of its own, which is asked some questions and the SPARQL of every audit rule that is no function and depends on no day.
Told are medians by the clock, the most memory of the process (of Virtuoso, of its server) and what lies on the disk. A
question that takes longer than `--patience` seconds, or that a store refuses, is told so and not asked again.
Virtuoso: `virtuoso-t` and `isql-vt` on the path, else it is left out and that is told. `--plot` needs matplotlib.
"""

import argparse
import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.scale.servers import virtuoso as serving

ROOT = Path(__file__).parents[2]
FIRST = 1000  # rows of a first page
ENGINES = ("embedded", "rdflib", "owlready2", "Virtuoso")
_PREFIX = "PREFIX tk: <https://w3id.org/trienkhai/ontology#>\n"
_BELOW = """SELECT ?root (COUNT(?document) AS ?below) WHERE { ?document tk:cascadesFrom ?root }
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
_AUDITS = {1: "each < 1 s", 10: "each < 10 s"}
_TASKS = f"first {FIRST} tasks below, with leads"
_STREAM = f"rows a second after the first {FIRST}"
_STREAMED = "50,000 rows/s"
_MANY = 5  # thousands of rows: fewer are over too soon to say how fast they come
_GRAPH = "urn:graph"  # of Virtuoso, which keeps no statement without one
_PATIENCE = 60.0  # seconds for one question
_BUFFERS, _ROWS = 340_000, 100_000_000  # of Virtuoso: 2.7 GB, and every row of an answer


class Impatient(Exception):  # noqa: N818 - what happened, not an error
    """A question took longer than anyone waits."""


Rows = Iterator[object]


@dataclass(slots=True)
class Engine:
    """A store that was loaded: how it is asked for rows, and what it takes of memory (kB) and disk (bytes)."""

    ask: Callable[[str], Rows]
    memory: Callable[[], int]
    disk: int = 0
    ends: ExitStack = field(default_factory=ExitStack)


def _memory(process: int | str = "self") -> int:
    """Return the most memory of a process since its program began, in kB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


def _on_disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def embedded(statements: Path, folder: Path, _: float) -> Engine:
    """Load the store that a build fills."""
    from graph.store import Store  # noqa: PLC0415 - each engine in a process of its own

    store = Store.create(folder / "db")
    with statements.open("rb") as lines:
        while some := lines.readlines(64 << 20):
            store.load_lines([b"".join(some)])
    store.compact()
    store.close()
    disk = _on_disk(folder)
    reader = Store.open(folder / "db")

    def ask(sparql: str) -> Rows:
        answer: Any = reader.answer(sparql)
        return iter(answer.rows)

    return Engine(ask, _memory, disk)


def rdflib(statements: Path, folder: Path, _: float) -> Engine:
    """Load rdflib's own store, which is in memory."""
    import rdflib as peer  # noqa: PLC0415

    graph = peer.Graph().parse(statements, format="nt")
    return Engine(lambda sparql: iter(graph.query(sparql)), _memory, _on_disk(folder))


def owlready2(statements: Path, folder: Path, patience: float) -> Engine:
    """Load owlready2's quadstore into a file of SQLite."""
    import owlready2 as peer  # noqa: PLC0415  # type: ignore[reportMissingTypeStubs]

    world: Any = peer.World(filename=str(folder / "quadstore.sqlite3"))
    with statements.open("rb") as lines:
        world.get_ontology("urn:graph#").load(fileobj=lines, format="ntriples")
    world.save()
    until = [0.0]
    world.graph.db.set_progress_handler(lambda: time.monotonic() > until[0], 100_000)

    def ask(sparql: str) -> Rows:
        until[0] = time.monotonic() + patience
        return iter(world.sparql_query(sparql))

    return Engine(ask, _memory, _on_disk(folder))


def virtuoso(statements: Path, folder: Path, patience: float) -> Engine:
    """Load Virtuoso by its own loader, and ask it over HTTP, as it is asked."""
    ends = ExitStack()
    server = ends.enter_context(serving(folder, buffers=_BUFFERS, rows=_ROWS, folders=[statements.parent]))
    script = f"ld_dir('{statements.parent}', '{statements.name}', '{_GRAPH}'); rdf_loader_run(); checkpoint;"
    subprocess.run(
        ["isql-vt", f"127.0.0.1:{server.sql}", "dba", "dba", f"exec={script}"],
        check=True,
        capture_output=True,
    )

    def ask(sparql: str) -> Rows:
        form = {"query": sparql, "default-graph-uri": _GRAPH, "format": "application/sparql-results+json"}
        url, said = f"{server.address}/sparql", urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(url, said, timeout=patience) as answer:  # noqa: S310 - loopback
            yield from json.load(answer)["results"]["bindings"]

    return Engine(ask, partial(_memory, server.process), _on_disk(folder), ends)


_LOADERS: Mapping[str, Callable[[Path, Path, float], Engine]] = {
    "embedded": embedded,
    "rdflib": rdflib,
    "owlready2": owlready2,
    "Virtuoso": virtuoso,
}


def measured(name: str, statements: Path, questions: Mapping[str, str], rounds: int, patience: float) -> None:
    """Load one store and print what was measured, a line of JSON each: the thing and its number, null if refused."""
    signal.signal(signal.SIGALRM, _give_up)
    with tempfile.TemporaryDirectory(dir=statements.parent) as folder:
        start = time.perf_counter()
        engine = _LOADERS[name](statements, Path(folder), patience)
        _say("load", time.perf_counter() - start)
        _say("disk", engine.disk)
        with engine.ends:
            taken: dict[str, float | str] = {}
            for what, sparql in questions.items():
                taken[what] = _median(engine.ask, sparql, rounds, patience)
                _say(what, taken[what])
            _say(_STREAM, _rate(engine.ask, questions[_TASKS], taken[_TASKS], patience))
            _say("memory", engine.memory() * 1000)


def _say(what: str, number: float | str) -> None:
    print(json.dumps([what, number]), flush=True)


def _give_up(*_: object) -> None:
    raise Impatient


def _timed(work: Callable[[], object], patience: float) -> float | str:
    signal.setitimer(signal.ITIMER_REAL, patience)
    start = time.perf_counter()
    try:
        work()
    except (Impatient, TimeoutError):
        return "late"
    except Exception as error:  # noqa: BLE001 - a peer's refusal is a result, and is told
        print(f"{type(error).__name__}: {error}"[:300], file=sys.stderr)
        return "late" if time.perf_counter() - start >= patience else "refused"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - start


def _median(ask: Callable[[str], Rows], sparql: str, rounds: int, patience: float) -> float | str:
    taken: list[float] = []
    for _ in range(rounds):
        seconds = _timed(lambda: sum(1 for _ in ask(sparql)), patience)
        if isinstance(seconds, str):
            return seconds
        taken.append(seconds)
        if sum(taken) > patience:  # a slow one is not asked five times
            break
    return statistics.median(taken)


def _rate(ask: Callable[[str], Rows], first: str, taken: float | str, patience: float) -> float | str:
    """Return how many rows a second come after the first thousand, for which `taken` was needed."""
    rows = 0

    def read() -> None:
        nonlocal rows
        for _ in ask(first.removesuffix(f" LIMIT {FIRST}")):
            rows += 1

    seconds = _timed(read, patience)
    if isinstance(seconds, str) or isinstance(taken, str) or rows < _MANY * FIRST:
        return seconds if isinstance(seconds, str) else "none"
    return (rows - FIRST) / max(seconds - taken, 1e-9)


def questions_of(kg: Path) -> tuple[bytes, dict[str, str], int]:
    """Return the statements of a collection's union, the questions to ask, and how many statements these are."""
    from graph.generations import current_generation  # noqa: PLC0415 - the path is set by then
    from queries.rules import rules  # noqa: PLC0415

    generation = current_generation(kg)
    store = generation.store()
    root = str(store.select(_PREFIX + _BELOW).rows[0][0])
    asked = {what: _PREFIX + text.replace("ROOT", root) for what, text in QUESTIONS.items()}
    for rule in rules().values():
        if not rule.daily:
            asked[f"audit {rule.name}"] = rule.sparql
    return store.dump("nt"), asked, len(store)


def compare(kg: Path, engines: Sequence[str], rounds: int, patience: float) -> dict[str, dict[str, float | str]]:
    """Return what was measured of each store with the statements of one collection."""
    statements, questions, number = questions_of(kg)
    found: dict[str, dict[str, float | str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nt"
        file.write_bytes(statements)
        del statements
        (Path(folder) / "questions.json").write_text(json.dumps(questions), encoding="utf-8")
        for name in engines:
            if name == "Virtuoso" and not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
                print("Virtuoso is not installed (apt-get install -y virtuoso-opensource-7-bin)", file=sys.stderr)
                continue
            command = [sys.executable, "-m", "benchmarks.scale.stores", "--engine", name, str(file)]
            words = [*command, "--rounds", str(rounds), "--patience", str(patience)]
            child = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
            found[name] = {"statements": number, **dict(map(json.loads, child.stdout.splitlines()))}
    return found


def table(found: Mapping[str, Mapping[str, float | str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table: a row a thing, a column a store."""
    number = int(next(iter(found.values()))["statements"])
    owed = dict(zip(QUESTIONS, OWED.get(round(number / 1e6), ("", "", "")), strict=True)) | {_STREAM: _STREAMED}
    yield f"| {number:,} statements | {' | '.join(found)} | owed |"
    yield "|---" * (len(found) + 2) + "|"
    units = {"load": "s", "memory": "MB", "disk": "MB", **dict.fromkeys(QUESTIONS, "ms"), _STREAM: "rows/s"}
    for what, unit in units.items():
        cells = (_shown(each.get(what, ""), unit) for each in found.values())
        yield f"| {what} | {' | '.join(cells)} | {owed.get(what, '')} |"
    audits = {what for each in found.values() for what in each if what.startswith("audit ")}
    cells = (_audits(each, audits) for each in found.values())
    yield f"| {len(audits)} rules of an audit | {' | '.join(cells)} | {_AUDITS.get(round(number / 1e6), '')} |"


def _shown(number: float | str, unit: str) -> str:
    if isinstance(number, str):
        return {"late": "gave up", "refused": "refuses"}.get(number, "–")
    scaled = {"ms": number * 1000, "MB": number / 1e6}.get(unit, number)
    return f"{scaled:,.1f} {unit}" if unit in {"ms", "s"} else f"{scaled:,.0f} {unit}"


def _audits(each: Mapping[str, float | str], audits: set[str]) -> str:
    seconds = {what: number for what in audits if isinstance(number := each.get(what), float)}
    if not seconds:
        return "–"
    slowest = max(seconds, key=seconds.__getitem__)
    told = f"{sum(seconds.values()):,.1f} s, slowest {seconds[slowest]:,.2f} s ({slowest.removeprefix('audit ')})"
    left = {kind: sum(each.get(what) == kind for what in audits) for kind in ("late", "refused")}
    words = {"late": "gave up", "refused": "refuses"}
    return "; ".join([told, *(f"{words[kind]} {number}" for kind, number in left.items() if number)])


def plot(results: Sequence[Mapping[str, Mapping[str, float | str]]], file: Path) -> None:
    """Draw how load, memory and answers grow with the number of statements."""
    mpl: Any = import_module("matplotlib")  # of the group `bench`, not everywhere
    mpl.use("svg")
    plt: Any = import_module("matplotlib.pyplot")
    mpl.rcParams["svg.hashsalt"] = "trienkhai"
    things = {
        "load": "load, s",
        "memory": "memory, bytes",
        **{each: f"{each}, s" for each in QUESTIONS},
        _STREAM: _STREAM,
    }
    figure, axes = plt.subplots(2, 3, figsize=(13, 7), layout="constrained")
    for (what, title), axis in zip(things.items(), axes.flat, strict=True):
        for number_of, name in enumerate(ENGINES):
            points = [
                (number, value)
                for each in results
                if isinstance(value := each.get(name, {}).get(what), float | int)
                and isinstance(number := each[name]["statements"], int)
            ]
            if points:
                axis.plot(*zip(*points, strict=True), marker="o", label=name, color=f"C{number_of}")
        axis.set(xscale="log", yscale="log", title=title, xlabel="statements")
        axis.grid(visible=True, which="both", alpha=0.3)
    axes.flat[0].legend()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None})


def compared(
    kgs: Sequence[Path], rounds: int, drawn: Path | None, engines: Sequence[str] = ENGINES, patience: float = _PATIENCE
) -> Iterator[str]:
    """Yield a table for each collection, and draw them where a file is named and there is matplotlib."""
    results: list[dict[str, dict[str, float | str]]] = []
    for kg in kgs:
        results.append(compare(kg, engines, rounds, patience))
        yield from table(results[-1])
        yield ""
    if drawn is not None and find_spec("matplotlib"):
        plot(results, drawn)
        yield f"![{', '.join(engines)}]({drawn.parent.name}/{drawn.name})\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one table a collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kg", type=Path, nargs="+", help="collections, by size")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--patience", type=float, default=_PATIENCE, help="seconds for one question")
    parser.add_argument("--only", default=",".join(ENGINES), help="stores, with commas between (%(default)s)")
    parser.add_argument("--plot", type=Path, help="an .svg to draw")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.engine:
        questions = json.loads((asked.kg[0].parent / "questions.json").read_text(encoding="utf-8"))
        measured(asked.engine, asked.kg[0], questions, asked.rounds, asked.patience)
        return
    for line in compared(asked.kg, asked.rounds, asked.plot, asked.only.split(","), asked.patience):
        print(line, flush=True)


if __name__ == "__main__":
    main()
