"""A fact that a person corrected says so wherever it is shown: in lists, on pages, in facets and in files."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from graph.journal import Standing, Withdrawal
from graph.judgements import Judgement, Kind
from graph.quads import RDF, Iri, Literal, Quad
from graph.store import Store
from ontology.identifiers import BASE, ONTOLOGY
from queries.rhythms import OnDay
from queries.statuses import TaskStatus
from queries.tasks import find_tasks
from viz.language import rhythm
from viz.library import Library
from viz.opinions import Opinions

PLAN = "45-kh-ubnd_2025_tinh-lam-son"
READ = "Sở Khoa học và Công nghệ"


def said(store: Store) -> Iterator[Quad]:
    """Yield two corrections: of who leads a task, and of a document's day."""
    (task,) = (each for each in find_tasks(store) if each.text.startswith("Rà soát quy hoạch"))
    yield from judged("a", task.iri, "lead", READ)
    yield from judged("b", task.document, "issued", "2025-07-14")


def judged(key: str, thing: str, fact: str, read: str) -> Iterator[Quad]:
    node, graph = Iri(f"{BASE}judgement/{key}"), Iri(f"{BASE.removesuffix('id/')}graph/judgements")
    facts = {
        "judgementKind": Literal("correction"),
        "judges": Iri(thing),
        "judgedFact": Literal(fact),
        "readValue": Literal(read),
        "judgedBy": Literal("Lê Thị An"),
        "judgedAt": Literal("2026-03-02T08:00:00+07:00", "http://www.w3.org/2001/XMLSchema#dateTime"),
    }
    yield Quad(node, Iri(RDF + "type"), Iri(ONTOLOGY + "Judgement"), graph)
    yield from (Quad(node, Iri(ONTOLOGY + name), value, graph) for name, value in facts.items())


@pytest.fixture(scope="module")
def corrected(
    tmp_path_factory: pytest.TempPathFactory, publish_said: Callable[..., None], serve: Any
) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("corrected") / "kg"
    publish_said(folder, said)
    library = Library(folder, workers=1)
    with serve(library) as served, httpx.Client(base_url=served.url, timeout=60) as client:
        yield client
    library.close()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("/vi/tasks", "Sửa: Chủ trì · Lê Thị An, 2/3/2026"),
        (f"/vi/document/{PLAN}", "Sửa: Chủ trì · Lê Thị An, 2/3/2026"),
        ("/vi/documents", "Sửa: Ngày ban hành · Lê Thị An, 2/3/2026"),
        (f"/vi/document/{PLAN}", "Sửa: Ngày ban hành · Lê Thị An, 2/3/2026"),
        ("/en/tasks", "Correction: Lead · Lê Thị An, 2/3/2026"),
    ],
)
def test_who_corrected_it_and_when_stands_beside_it(corrected: httpx.Client, page: str, words: str) -> None:
    html = unescape(corrected.get(page).text)
    assert words in html
    assert html.count(words) == 1, "nothing else was corrected"


@pytest.mark.parametrize("name", ["tasks", "documents"])
def test_lists_are_narrowed_to_what_somebody_corrected(corrected: httpx.Client, name: str) -> None:
    every, by_her, by_none = (
        corrected.get(f"/vi/{name}", params={"said": who, "as": "json"}).json() for who in ("", "Lê Thị An", "none")
    )
    assert len(by_her) == 1
    assert "Lê Thị An, 2026-03-02" in by_her[0]["corrected"]
    assert by_her + by_none == sorted(every, key=lambda row: (not row["corrected"], every.index(row)))
    link = re.search(
        r'href="(/vi/sparql\?query=[^"]+)"', corrected.get(f"/vi/{name}", params={"said": "Lê Thị An"}).text
    )
    assert link
    query = parse_qs(urlsplit(unescape(link[1])).query)["query"][0]
    answer = corrected.get("/sparql", params={"query": query}, headers={"accept": "application/json"}).json()
    assert [next(iter(row.values()))["value"] for row in answer["results"]["bindings"]] == [by_her[0]["iri"]]


def test_what_was_done_is_open_again_where_it_was_taken_back() -> None:
    def recorded(said: str, judgement: str) -> TaskStatus:
        return TaskStatus(said=said, day=None, share=None, evidence=(), by="An", at="2026-01-01", judgement=judgement)

    said = Judgement(kind=Kind.STATUS, by="An", what="done")
    standings = (
        Standing(id="kept", seq=1, judgement=said),
        Standing(id="gone", seq=2, judgement=said, withdrawn=Withdrawal(by="An", at="2026-01-02")),
        Standing(id="later", seq=3, judgement=said, superseded_by="kept"),
    )
    built = {
        "a": recorded("done", "kept"),
        "b": recorded("done", "gone"),
        "c": recorded("dropped", "later"),
        "d": recorded("open", "gone"),
        "e": recorded("done", "of another journal"),
    }
    assert Opinions(standings=standings).reopened(built) == {"b", "c"}


@pytest.mark.parametrize(
    ("language", "every", "days", "words"),
    [
        ("vi", "P1M", (OnDay(every="P1M", day=25),), "hằng tháng, ngày 25"),
        ("en", "P3M", (OnDay(every="P3M", day=20, month=3),), "quarterly, day 20 of month 3"),
        ("vi", "P1M", (OnDay(every="P3M", day=20, month=3),), "hằng tháng"),
        ("vi", "P1Y", (), "hằng năm"),
    ],
)
def test_a_rhythm_says_its_day(language: str, every: str, days: tuple[OnDay, ...], words: str) -> None:
    assert rhythm(language, every, days) == words
