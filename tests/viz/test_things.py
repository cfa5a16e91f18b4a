import json

import httpx
import pytest
from rdflib import Graph, URIRef

from ontology.identifiers import BASE, ONTOLOGY
from viz.library import Library
from viz.negotiation import preferred

PLAN = "document/45-kh-ubnd_2025_tinh-lam-son"


@pytest.mark.parametrize(
    ("accept", "media_type", "syntax"),
    [
        ("text/turtle", "text/turtle", "turtle"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/n-triples, text/html;q=0.5", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
def test_the_address_of_a_thing_answers_programs(
    client: httpx.Client, accept: str, media_type: str, syntax: str
) -> None:
    answer = client.get(f"/id/{PLAN}", headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert "accept" in answer.headers["vary"]
    graph = Graph()
    if syntax == "json-ld":
        assert any(each["@id"] == BASE + PLAN for each in json.loads(answer.text))
        return
    graph.parse(data=answer.text, format=syntax)
    assert str(graph.value(URIRef(BASE + PLAN), URIRef(ONTOLOGY + "symbol"))) == "45/KH-UBND"
    title = graph.value(URIRef(BASE + PLAN), URIRef(ONTOLOGY + "title"))
    assert title.language == "vi"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("accept", "language", "place"),
    [
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "vi", f"/vi/{PLAN}"),
        ("*/*", "en-US,en", f"/en/{PLAN}"),
        ("text/turtle;q=0.2, text/html", "vi", f"/vi/{PLAN}"),
    ],
)
def test_a_browser_is_led_to_the_page(client: httpx.Client, accept: str, language: str, place: str) -> None:
    answer = client.get(f"/id/{PLAN}", headers={"accept": accept, "accept-language": language})
    assert (answer.status_code, answer.headers["location"]) == (303, place)


def test_every_task_agency_and_area_has_an_address_that_leads_to_a_page(client: httpx.Client) -> None:
    iris = [
        row["iri"] for name in ("documents", "tasks", "agencies") for row in client.get(f"/vi/{name}?as=json").json()
    ]
    assert len(iris) > 10
    for iri in iris:
        answer = client.get(f"/id/{iri.removeprefix(BASE)}", follow_redirects=True)
        assert answer.status_code == 200, iri
        assert "<main" in answer.text


def test_an_old_address_leads_to_the_thing_as_it_is_called_now(client: httpx.Client, library: Library) -> None:
    redirects = library.volume().generation.manifest["redirects"]
    moved = {old.removeprefix(BASE): new.removeprefix(BASE) for old, new in redirects.items()}
    old, new = next((old, new) for old, new in moved.items() if old.startswith("document/"))
    for address, now in (
        (f"/id/{old}?format=ttl", f"/id/{new}?format=ttl"),
        (f"/vi/{old}", f"/vi/{new}"),
        (f"/en/{old}/facts?kind=task", f"/en/{new}/facts?kind=task"),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["location"]) == (307, now)
        assert client.get(now, follow_redirects=True).status_code == 200
    assert client.post(f"/vi/{old}").status_code not in {200, 307}


@pytest.mark.parametrize(
    "rest", ["document/none", "agency/none", "x", "document/none?format=ttl", "a%3E%20b?format=ttl"]
)
def test_nothing_stands_at_other_addresses(client: httpx.Client, rest: str) -> None:
    assert client.get(f"/id/{rest}").status_code == 404


@pytest.mark.parametrize(
    ("accept", "form"), [("a, b", 1), ("b;q=0.9, a;q=0.1", 2), ("a;q=0, b;q=0.1", 2), ("c", 0), ("", 0), ("a;q=x", 0)]
)
def test_preference(accept: str, form: int) -> None:
    assert preferred(accept, {"a": 1, "b": 2}, 0) == form
