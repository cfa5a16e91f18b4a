"""How fast the desk answers: every kind of page of a real collection, and the search in 500,000 tasks.

    python -m benchmarks.desk.measure KG [--tasks 500000] [--rounds 5]

Pages are asked over HTTP from the server as `serve` runs it, each once before it is timed, and each time at another
address, so that it is written anew and not taken from the pages that are kept. The large index is made here from the
set phrases of directives, in an order drawn by lot; it holds tasks alone. Of wall times the median is told, and the
best: other work on the machine moves the median.
"""

import argparse
import random
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from benchmarks.desk.serving import served
from graph.search_index import NAME, Row, write_rows
from queries.search import SearchIndex
from viz.library import Library

SEARCHES = (
    "chuyển đổi số",
    "so khoa hoc va cong nghe",
    "57nqtw",
    "thực hiện",
    "két luan ban bi thu",
    "đầu tư công xyz",
)
TASK_WORDS = 30
PORT = 8971


def page_seconds(kg: Path, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each kind of page of a collection, the quickest first."""
    library = Library(kg, workers=2)
    with served(library, PORT) as address:
        return {path: _taken(f"{address}{path}", rounds) for path in pages(library)}


def pages(library: Library) -> list[str]:
    """Return an address of each kind of page, about the document with the most tasks."""
    volume = library.volume()
    collection = volume.collection
    fullest = max(collection.tasks, key=lambda iri: (collection.tasks[iri], iri))
    document = collection.documents[fullest]
    duty = next(each for each in volume.register.duties if each.document == fullest)
    place = f"/vi/document/{quote(document.id)}"
    lists = ("documents", "tasks", "agencies", "indicators", "matrix", "calendar", "audit", "sparql")
    return [
        "/vi/",
        *(f"/vi/{name}" for name in lists),
        place,
        f"{place}/text",
        f"{place}/facts",
        f"/vi/coverage?document={quote(document.id)}",
        f"{place}/task/{duty.iri.rsplit('/', 1)[-1]}",
        f"/vi/cascade?document={quote(document.id)}&up=1",
        f"/vi/explore?at={quote(fullest)}",
        f"/vi/search?q={quote(SEARCHES[0])}",
    ]


def _taken(address: str, rounds: int) -> list[float]:
    taken: list[float] = []
    for number in range(rounds + 1):
        start = time.perf_counter()
        with urllib.request.urlopen(f"{address}{'&' if '?' in address else '?'}round={number}") as answer:  # noqa: S310 - our own server
            answer.read()
        taken.append(time.perf_counter() - start)
    return sorted(taken[1:])


def search_seconds(tasks: int, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each search in an index of so many tasks, the quickest first."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / NAME
        write_rows(file, _rows(tasks))
        index = SearchIndex(file)
        found: dict[str, list[float]] = {}
        for words in SEARCHES:
            index.search(words)
            taken: list[float] = []
            for _ in range(rounds):
                start = time.perf_counter()
                index.search(words)
                taken.append(time.perf_counter() - start)
            found[words] = sorted(taken)
        return found


def _rows(tasks: int) -> Iterator[Row]:
    chance = random.Random(1)  # noqa: S311 - the same on every run
    phrases = _phrases()
    for number in range(tasks):
        words: list[str] = []
        while len(words) < TASK_WORDS:
            words += chance.choice(phrases).split()
        text = f"{' '.join(words)} {number}"
        yield Row(kind="task", iri=f"urn:task:{number}", document=f"d{number // 50}", label="I.1", text=text, raw=text)


def _phrases() -> Sequence[str]:
    lines = (files("graph") / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.strip()]


def _shown(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:7.1f} ms (best {seconds[0] * 1000:.1f})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kg", type=Path)
    parser.add_argument("--tasks", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    for path, seconds in page_seconds(arguments.kg, arguments.rounds).items():
        print(f"{_shown(seconds)}  {path}")
    for words, seconds in search_seconds(arguments.tasks, arguments.rounds).items():
        print(f"{_shown(seconds)}  search in {arguments.tasks:,} tasks: {words}")


if __name__ == "__main__":
    main()
