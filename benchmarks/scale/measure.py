"""Measure how building, disk and audits grow with a collection; how its graph is asked: `benchmarks/scale/stores.py`.

    python -m benchmarks.scale.measure --documents 35,340 [--torn 0.1] [--length 0.35] [--folder DIR] [--builds]

The generator writes the collections; about 3,000 statements a document, with `--length 0.35` about 1,000, as the
short plans of communes have. A collection that lies in the folder already is measured as it is. A build is judged by
its processor seconds, which other work on the machine hardly moves. `--builds`: nothing but builds, without the audit.
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_EVERY = 0.5  # seconds between two looks at the memory
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing."""

    what: str
    value: str


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


def collection(folder: Path, documents: int) -> Path:
    """Return where the collection of so many documents is built."""
    return folder / f"kg-{documents}"


def lines(papers: Papers, folder: Path, *, is_audited: bool = True) -> Iterator[Line]:
    """Yield what was measured of a collection of so many generated documents."""
    documents = papers.documents
    corpus, kg = folder / f"corpus-{documents}", collection(folder, documents)
    if not (corpus / "manifest.json").is_file():
        papers.write(corpus)
    yield from _builds(documents, corpus, kg)
    if is_audited:
        yield from _audited(documents, kg)


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


def _audited(documents: int, kg: Path) -> Iterator[Line]:
    from graph.generations import current_generation  # noqa: PLC0415
    from queries.audit import compute_findings  # noqa: PLC0415

    store = current_generation(kg).store()
    start = time.process_time()
    found = len(compute_findings(store))
    seconds = time.process_time() - start
    yield Line(f"{documents:,} documents: all audits", f"{seconds:.1f} processor-seconds, {found:,} findings")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default="35,340", help="sizes (%(default)s)")
    parser.add_argument("--torn", type=float, default=0.0, help="share of torn documents; needs tesseract")
    parser.add_argument("--length", type=float, default=1.0, help="how long a document is against a full plan")
    parser.add_argument("--folder", type=Path, help="where collections are kept; default: nowhere")
    parser.add_argument("--builds", action="store_true", help="no audit of what was built")
    asked = parser.parse_args(arguments)
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # else the readers' processor time is nobody's
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, asked.documents.split(",")):
            kept = asked.folder or Path(folder)
            papers = Papers(documents=size, torn=asked.torn, length=asked.length)
            for line in lines(papers, kept, is_audited=not asked.builds):
                print(f"| {line.what} | {line.value} |", flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
