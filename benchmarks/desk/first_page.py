"""How long the first page takes of a collection of 10,000 documents, 500,000 tasks and 250,000 findings.

    python -m benchmarks.desk.first_page [--documents 10000] [--rounds 5]

The documents and how they carry one another out are published as a build would; their tasks and findings are put into
what the desk holds of a collection, as many as they would be, since the first page counts them and reads none. Each
time the page is asked for at another address, so that it is written anew.
"""

import argparse
import statistics
import tempfile
import time
import urllib.request
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from benchmarks.desk.cascade import documents
from benchmarks.desk.serving import served
from graph.lock import building
from graph.publication import Publication, publish
from graph.resolve import resolve
from graph.store import Iri
from queries.catalogue import Bilingual
from queries.findings import Finding
from viz.library import Library, Volume

PORT = 8974
TASKS, ASSIGNED, FINDINGS = 50, 30, 25  # of a document
RULES = (
    ("unassigned-task", "violation", "assignment"),
    ("duplicate-task", "warning", None),
    ("no-deadline", "info", None),
    ("dangling-citation", "warning", None),
)


class Filled(Library):
    """A collection whose documents have as many tasks and findings as those of a nation."""

    def volume(self) -> Volume:
        """Return the generation with its tasks and findings."""
        return self._filled

    @cached_property
    def _filled(self) -> Volume:
        volume = super().volume()
        known = volume.collection.documents
        findings = tuple(
            finding(f"{each.id}-{number}", each.id, number) for each in known.values() for number in range(FINDINGS)
        )
        tasks, assigned = dict.fromkeys(known, TASKS), dict.fromkeys(known, ASSIGNED)
        return replace(volume, collection=replace(volume.collection, tasks=tasks, assigned=assigned, findings=findings))


def finding(identity: str, document: str, number: int) -> Finding:
    """Return one of the findings of a document."""
    rule, severity, grade = RULES[number % len(RULES)]
    said = Bilingual(vi="thông báo", en="message")
    return Finding(
        id=identity,
        rule=rule,
        severity=severity,
        grade=grade,
        document=document,
        path="I.1",
        task=Iri(f"urn:task:{identity}"),
        text="Rà soát quy hoạch.",
        message=said,
        evidence=(),
        confidence=1.0,
        remedy=said,
    )


def first_page_seconds(count: int, rounds: int) -> tuple[float, list[float]]:
    """Return the seconds of the first page when it is asked for first, and then, sorted."""
    with tempfile.TemporaryDirectory() as folder:
        kg = Path(folder) / "kg"
        with building(kg):
            publish(kg, Publication(collection=resolve(documents(count)), report=[], inputs={}, recipe="made"))
        library = Filled(kg, workers=1)
        library.volume()
        with served(library, PORT) as desk:
            taken = [_asked(f"{desk}/vi/?round={number}") for number in range(rounds + 1)]
        return taken[0], sorted(taken[1:])


def _asked(address: str) -> float:
    start = time.perf_counter()
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        answer.read()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    first, then = first_page_seconds(arguments.documents, arguments.rounds)
    tasks = arguments.documents * TASKS
    told = f"first page of {tasks:,} tasks: {statistics.median(then) * 1000:.0f} ms (best {then[0] * 1000:.0f}"
    print(f"{told}, the first time {first * 1000:.0f})")


if __name__ == "__main__":
    main()
