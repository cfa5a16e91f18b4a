"""Measure the figures that the project owes, each beside a named peer, and write docs/benchmarks.md.

    python benchmarks/bench.py [--rounds 5] [--large] [--out docs/benchmarks.md]

Medians of several rounds; the processor and the number of cores stand in the table's head. Real documents are
taken from the folder of `TRIENKHAI_SHARED` where it is there, else from examples/. Peers: eyecite (citations),
pyvi (restoration), rdflib's own store (queries); a peer that is not installed is named as missing.
"""

# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyvi has no types.

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("TRIENKHAI_SHARED", ROOT.parent / "shared"))
CLI = [sys.executable, "-m", "cli.main"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured line of the table."""

    what: str
    value: str
    peer: str = ""
    owed: str = ""


def median_seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the median wall time of some work, in seconds."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def processor() -> str:
    """Return the processor's name as the system gives it."""
    info = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def sources() -> tuple[str, list[Path]]:
    """Return the torn documents to build, and what to call them."""
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if seeds:
        return "the four shared seeds", seeds
    return "examples/torn", sorted((ROOT / "examples" / "torn").glob("*.txt"))


def build_figures(rounds: int) -> Iterator[Figure]:
    """Yield how long a build takes from nothing, and with nothing changed."""
    name, files = sources()
    command = [*CLI, "build", *map(str, files)]

    def from_nothing() -> None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([*command, "--kg", f"{folder}/kg"], check=True, capture_output=True, cwd=ROOT)

    yield Figure(f"build {name} from nothing", f"{median_seconds(from_nothing, rounds):.1f} s", owed="< 20 s")
    with tempfile.TemporaryDirectory() as folder:
        again = [*command, "--kg", f"{folder}/kg"]
        subprocess.run(again, check=True, capture_output=True, cwd=ROOT)
        seconds = median_seconds(lambda: subprocess.run(again, check=True, capture_output=True, cwd=ROOT), rounds)
    yield Figure("the same again, nothing changed", f"{seconds:.2f} s", owed="< 2 s")


def eyecite_speed(rounds: int) -> str:
    """Return eyecite's speed on a text of its own kind, made here."""
    try:
        from eyecite import get_citations  # noqa: PLC0415 - a peer that may be missing
    except ImportError:
        return "eyecite is not installed"
    sentence = "The court followed Smith v. Jones, 410 U.S. 113, 120 (1973), and 42 U.S.C. § 1983 in that matter. "
    filler = "Nothing in the record shows that the parties had agreed on another reading of the clause. " * 4
    text = (sentence + filler) * 200
    get_citations(text)
    return f"eyecite {len(text) / median_seconds(lambda: get_citations(text), rounds) / 1e6:.2f} M chars/s"


def reading_figures(rounds: int) -> Iterator[Figure]:
    """Yield the speed of finding citations, and of reading everything, on clean text."""
    from loaders.citations import citations_in  # noqa: PLC0415
    from loaders.pipeline import document_of  # noqa: PLC0415
    from loaders.text import text_of  # noqa: PLC0415
    from ontology.model import SourceText  # noqa: PLC0415

    raw = "\n\n".join(path.read_text("utf-8") for path in sorted((ROOT / "examples" / "corpus").glob("*.txt"))) * 4
    text = text_of(raw)
    source = SourceText(name="all.txt", sha256="", raw=raw)
    citations_in(text, [], None)
    seconds = median_seconds(lambda: citations_in(text, [], None), rounds)
    peer = eyecite_speed(rounds)
    yield Figure(
        "citations alone, clean text, one core", f"{len(raw) / seconds / 1e6:.2f} M chars/s", peer, "1.4 M chars/s"
    )
    seconds = median_seconds(lambda: document_of(source, text), rounds)
    told = f"{len(raw) / seconds / 1e6:.2f} M chars/s"
    yield Figure("the whole reading, clean text, one core", told, peer, "0.4 M chars/s")


def format_figures(rounds: int) -> Iterator[Figure]:
    """Yield how fast each format is read, with what memory, beside its peer; each file counts its fastest run."""
    del rounds  # the fastest of a second's runs, in a process of its own for each reader
    from benchmarks.formats.measure import files, measured  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        for path in files(Path(folder)):
            ours, *peers = measured(path)
            peer = ", ".join(f"{each.reader} {each}, {each.mebibytes} MiB" for each in peers)
            yield Figure(f"{ours.file} ({ours.pages:.0f} pages)", f"{ours}, {ours.mebibytes} MiB", peer)


def pyvi_speed(text: str, rounds: int) -> str:
    """Return pyvi's speed at adding marks to the same text, stripped."""
    try:
        from pyvi import ViUtils  # noqa: PLC0415 - a peer that may be missing  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        return "pyvi is not installed"
    stripped = [ViUtils.remove_accents(line).decode() for line in text.split("\n") if line.strip()]

    def add() -> None:
        for line in stripped:
            try:
                ViUtils.add_accents(line)
            except KeyError:  # pyvi's own fault on some lines
                continue

    add()
    return f"pyvi {len(text.split()) / median_seconds(add, rounds):,.0f} tokens/s"


def restoration_figures(rounds: int) -> Iterator[Figure]:
    """Yield the speed of restoring torn text, with and without adapting to the document."""
    from loaders.restoration import restore  # noqa: PLC0415

    _, files = sources()
    text = "\n".join(path.read_text("utf-8-sig") for path in files)
    tokens = len(text.split())
    start = time.perf_counter()
    restore("Két luan s6 52-KL/TW ciia Ban Bi thu")
    yield Figure("restoration ready (first call)", f"{time.perf_counter() - start:.2f} s", owed="< 1 s")
    restore(text, adapt=False)
    peer = pyvi_speed(text, rounds)
    for adapt, owed in ((False, "10,000"), (True, "4,000")):
        seconds = median_seconds(lambda adapt=adapt: restore(text, adapt=adapt), rounds)
        name = "restoration with adaptation" if adapt else "restoration, warm"
        yield Figure(name, f"{tokens / seconds:,.0f} tokens/s", peer, f"{owed} tokens/s")


def query_figures(rounds: int) -> Iterator[Figure]:
    """Yield how long the cascade of a central resolution takes, beside the same query on rdflib's store."""
    import rdflib  # noqa: PLC0415

    from graph.generations import current_generation  # noqa: PLC0415
    from queries.cascade import cascade  # noqa: PLC0415
    from queries.find import find_document  # noqa: PLC0415

    files = sorted((ROOT / "examples" / "corpus").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        command = [*CLI, "build", *map(str, files), "--kg", f"{folder}/kg"]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        store = current_generation(Path(folder) / "kg").store()
        root = find_document(store, "95-NQ/TW")[0].iri
        seconds = median_seconds(lambda: cascade(store, root), rounds)
        counts = (
            "PREFIX tk: <https://w3id.org/trienkhai/ontology#> SELECT ?level (COUNT(DISTINCT ?document) AS ?documents) "
            f"WHERE {{ ?document tk:cascadesFrom <{root}> ; tk:level ?level }} GROUP BY ?level ORDER BY ?level"
        )
        ours = median_seconds(lambda: store.select(counts), rounds)
        graph = rdflib.Graph()
        for triple in store.select("SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o FILTER(isIRI(?o)) }").rows:
            graph.add(tuple(rdflib.URIRef(str(term)) for term in triple))  # type: ignore[arg-type]
        theirs = median_seconds(lambda: list(graph.query(counts)), rounds)
    yield Figure("cascade of the examples' resolution, with tasks", f"{seconds * 1000:.1f} ms")
    yield Figure("documents below it by level (SPARQL)", f"{ours * 1000:.2f} ms", f"rdflib {theirs * 1000:.2f} ms")


def growing(sizes: Sequence[int], rounds: int, plot: Path) -> Iterator[str]:
    """Yield how building grows with generated collections of these sizes, and how several stores answer of each."""
    from benchmarks.scale.measure import Papers, collection, lines  # noqa: PLC0415
    from benchmarks.scale.stores import compared  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        yield "| what | measured |\n|---|---|"
        for size in sizes:
            for line in lines(Papers(documents=size), Path(folder)):
                yield f"| {line.what} | {line.value} |"
        yield ""
        yield from compared([collection(Path(folder), size) for size in sizes], rounds, plot)


def desk_figures(rounds: int) -> Iterator[Figure]:
    """Yield how the desk serves real documents, searches in 500,000 tasks, and draws a cascade of 400 documents."""
    from benchmarks.desk.first_page import first_page_seconds  # noqa: PLC0415
    from benchmarks.desk.measure import page_seconds, search_seconds  # noqa: PLC0415

    corpus = [path for path in (SHARED / "seeds", SHARED / "corpus") if path.is_dir()]
    name, files = ("the shared documents", corpus) if corpus else ("examples", [ROOT / "examples" / "corpus"])
    with tempfile.TemporaryDirectory() as folder:
        command = [*CLI, "build", *map(str, files), "--kg", f"{folder}/kg"]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        pages = page_seconds(Path(folder) / "kg", rounds)
        medians = {path: statistics.median(seconds) for path, seconds in pages.items()}
        slowest = max(medians, key=medians.__getitem__)
        middle = statistics.median(medians.values()) * 1000
        yield Figure(f"page of {name}, median of {len(pages)} kinds", f"{middle:.0f} ms")
        kind = slowest.split("/")[-1].split("?")[0]
        yield Figure(f"the slowest of them: {kind}", f"{medians[slowest] * 1000:.0f} ms", owed="< 100 ms")
        yield from load_figures(Path(folder) / "kg")
    searches = [statistics.median(seconds) for seconds in search_seconds(500_000, rounds).values()]
    yield Figure("search in 500,000 tasks, the slowest", f"{max(searches) * 1000:.0f} ms", owed="< 50 ms")
    first, then = first_page_seconds(10_000, rounds)
    told = f"{statistics.median(then) * 1000:.0f} ms, the first time {first * 1000:.0f}"
    yield Figure("first page of 10,000 documents with 500,000 tasks", told, owed="< 300 ms")
    yield from cascade_figures(rounds)


def load_figures(kg: Path) -> Iterator[Figure]:
    """Yield how many requests a second the desk answers."""
    from benchmarks.desk.load import PAGES, Manner, loads  # noqa: PLC0415

    if not shutil.which("wrk"):
        yield Figure("requests a second", "wrk is not installed (apt-get install -y wrk)")
        return
    owed = dict.fromkeys(PAGES, "300 a second") | {
        "SPARQL point query": "1,500 a second, p99 < 50 ms",
        "the same beside a hostile client": "500 a second, p99 < 150 ms",
    }
    for each in loads(kg, Manner()):
        yield Figure(f"{each.what}, 16 connections", str(each), owed=owed[each.what])


def cascade_figures(rounds: int) -> Iterator[Figure]:
    """Yield what the cascade of 400 documents takes from the server and in the browser."""
    if not shutil.which("chromium"):
        yield Figure("cascade of 400 documents", "Chromium is not installed (apt-get install -y chromium)")
        return
    from benchmarks.desk.cascade import drawn  # noqa: PLC0415

    for how, each in zip(("as it opens", "unfolded"), drawn(400, rounds), strict=True):
        yield Figure(f"cascade of 400 documents, {how}", str(each), owed="200 ms; browser < 1 s")


GROUPS: Sequence[tuple[str, Callable[[int], Iterator[Figure]]]] = (
    ("Dựng kho / build", build_figures),
    ("Đọc / reading", reading_figures),
    ("Định dạng / formats", format_figures),
    ("Khôi phục / restoration", restoration_figures),
    ("Hỏi / asking", query_figures),
    ("Bàn làm việc / desk", desk_figures),
)


def page(rounds: int, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of the page; `sizes` are documents of generated collections."""
    yield "# Số đo / Benchmarks\n"
    yield (
        f"`make bench`, {datetime.now(tz=UTC).date().isoformat()}: median of {rounds}; {processor()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}. Rewritten by each run.\n"
    )
    for title, figures in GROUPS:
        yield f"## {title}\n"
        yield "| what | measured | owed | peer in the same run |\n|---|---|---|---|"
        for figure in figures(rounds):
            yield f"| {figure.what} | {figure.value} | {figure.owed} | {figure.peer} |"
        yield ""
    yield "## Lớn lên / growing\n"
    yield from growing(sizes, rounds, ROOT / "docs" / "images" / "stores.svg")


def main() -> None:
    """Measure, print and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="also collections of 340 and 3,400 documents: an hour")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    arguments = parser.parse_args()
    lines: list[str] = []
    for line in page(arguments.rounds, (35, 340, 3400) if arguments.large else (35,)):
        print(line, flush=True)
        lines.append(line)
    arguments.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
