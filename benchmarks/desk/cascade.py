"""How long the cascade of 400 documents takes: from the server, and in the browser until it is drawn.

    python -m benchmarks.desk.cascade [--documents 400] [--rounds 5]

The collection is made here: one resolution, a plan of each of 34 provinces, and plans of their communes. Each time the
page is asked for at another address, so that it is written anew. Of the browser the processor time is told (Chromium's
own count of its main thread), which other work on the machine hardly moves; the wall time beside it is moved.
"""

import argparse
import hashlib
import re
import shutil
import statistics
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import sync_playwright

from benchmarks.desk.serving import served
from graph.lock import building
from graph.publication import Publication, publish
from graph.resolve import resolve
from ontology.model import Branch, Citation, Document, Header, Level, Mention, Relation, SourceText, Span
from viz.library import Library

PORT = 8973
PROVINCES = 34
ROOT = "90-NQ/TW"


def document(symbol: str, issuer: str, level: Level, above: str, above_issuer: str) -> Document:
    """Return a document that carries another one out and says no more."""
    text = f"{issuer}\nSố {symbol}\nKẾ HOẠCH thực hiện {above}\n"
    place = text.index(above)
    mention = Mention(span=Span(place, place + len(above)), printed=above)
    cited = Citation(symbol=above, issuer=above_issuer, relation=Relation.IMPLEMENTS, mentions=(mention,))
    source = SourceText(name=f"{symbol}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), raw=text)
    area = issuer.removeprefix("Ủy ban nhân dân ")
    header = Header(
        symbol=symbol,
        kind="kế hoạch",
        title=f"thực hiện {above}",
        issued="2025-07-15",
        issuer=issuer,
        area=area,
        level=level,
        branch=Branch.STATE,
    )
    return Document(source=source, restored=text, offsets=((0, 0),), header=header, citations=(cited,))


def documents(count: int) -> list[Document]:
    """Return a cascade of so many documents below one."""
    centre = "Ban Chấp hành Trung ương"
    names = [f"Ủy ban nhân dân tỉnh Thứ {number}" for number in range(1, PROVINCES + 1)]
    found = [
        document(f"{100 + number}/KH-UBND", name, Level.PROVINCE, ROOT, centre) for number, name in enumerate(names)
    ]
    for number in range(count - PROVINCES):
        at = number % PROVINCES
        name = f"Ủy ban nhân dân xã Số {number + 1}"
        found.append(document(f"{1000 + number}/KH-UBND", name, Level.COMMUNE, f"{100 + at}/KH-UBND", names[at]))
    return found


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a cascade takes, in seconds: from the server, of the browser's main thread; sorted."""

    boxes: int
    kilobytes: int
    first: float
    server: list[float]
    browser: list[float]

    def __str__(self) -> str:
        """Return one line."""
        return (
            f"{self.boxes} boxes, {self.kilobytes} kB, server {statistics.median(self.server) * 1000:.0f} ms "
            f"(best {self.server[0] * 1000:.0f}, first {self.first * 1000:.0f}), browser "
            f"{statistics.median(self.browser) * 1000:.0f} ms of work (best {self.browser[0] * 1000:.0f})"
        )


def drawn(count: int, rounds: int) -> tuple[Drawn, Drawn]:
    """Return what the cascade of so many documents takes as it opens, and with all its groups unfolded."""
    with tempfile.TemporaryDirectory() as folder:
        kg = Path(folder) / "kg"
        with building(kg):
            publish(kg, Publication(collection=resolve(documents(count)), report=[], inputs={}, recipe="made"))
        library = Library(kg, workers=1)
        with served(library, PORT) as desk:
            root = next(each for each in library.volume().collection.documents.values() if each.symbol == ROOT)
            address = f"{desk}/vi/cascade?document={root.id}"
            return measure(address, rounds), measure(f"{address}&open={all_groups(address)}", rounds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print(*drawn(arguments.documents, arguments.rounds), sep="\n")


def all_groups(address: str) -> str:
    """Return the keys that unfold what the picture folds, one after the other."""
    keys = ""
    while True:
        offered = [
            unquote(each)
            for each in re.findall(r'class="card group[^"]*" href="[^"]*open=([^"&]+)', fetch(f"{address}&open={keys}"))
        ]
        if not offered:
            return keys
        keys = offered[0]


def fetch(address: str) -> str:
    """Return a page."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def measure(address: str, rounds: int) -> Drawn:
    """Ask for a page so many times, and show it in a browser as often."""
    page, taken = "", list[float]()
    for number in range(rounds + 1):
        start = time.perf_counter()
        page = fetch(f"{address}&round={number}")
        taken.append(time.perf_counter() - start)
    spent: list[float] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for number in range(rounds):
            tab = chromium.new_page()
            session: Any = tab.context.new_cdp_session(tab)
            session.send("Performance.enable")
            tab.goto(f"{address}&round={number}")
            told = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
            spent.append(told["TaskDuration"])
            tab.close()
        chromium.close()
    boxes, kilobytes = page.count("data-key="), len(page) // 1000
    return Drawn(boxes, kilobytes, taken[0], sorted(taken[1:]), sorted(spent))


if __name__ == "__main__":
    main()
