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
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import uvicorn
from playwright.sync_api import sync_playwright

from graph.lock import building
from graph.publication import Publication, publish
from graph.resolve import resolve
from ontology.model import Branch, Citation, Document, Header, Level, Mention, Relation, SourceText, Span
from viz.desk import make_desk
from viz.library import Library
from viz.protection import Access, allowed_hosts

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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kg = Path(folder) / "kg"
        with building(kg):
            collection = resolve(documents(arguments.documents))
            publish(kg, Publication(collection=collection, report=[], inputs={}, recipe="made"))
        library = Library(kg, workers=1)
        desk = make_desk(library, Access(hosts=allowed_hosts("127.0.0.1", PORT)))
        server = uvicorn.Server(uvicorn.Config(desk, port=PORT, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        root = next(each for each in library.volume().collection.documents.values() if each.symbol == ROOT)
        address = f"http://127.0.0.1:{PORT}/vi/cascade?document={root.id}"
        for shown in (address, f"{address}&open={all_groups(address)}"):
            measure(shown, arguments.rounds)
        server.should_exit = True
        thread.join()
        library.close()


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


def measure(address: str, rounds: int) -> None:
    """Print the seconds of the server, and of the browser."""
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
    told = (
        f"{page.count('data-key=')} boxes, {len(page) // 1000} kB",
        f"server {statistics.median(taken[1:]) * 1000:.0f} ms",
        f"(best {min(taken[1:]) * 1000:.0f}, first {taken[0] * 1000:.0f})",
        f"browser {statistics.median(spent) * 1000:.0f} ms of work (best {min(spent) * 1000:.0f})",
    )
    print(*told, flush=True)


if __name__ == "__main__":
    main()
