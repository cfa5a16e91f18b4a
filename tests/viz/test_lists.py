import csv
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from viz.facets import NONE, narrow
from viz.library import Library

LISTS = ["documents", "tasks", "agencies", "indicators", "audit", "document/45-kh-ubnd_2025_tinh-lam-son/facts"]
EARLY = {"audit": {"as-of": "2024-01-01"}}  # no finding of a day yet: those are not in the graph


def offered(client: httpx.Client, name: str) -> list[dict[str, str]]:
    """Return every choice that the rail of a list offers."""
    html = client.get(f"/vi/{name}", params=EARLY.get(name)).text
    rail = html[html.index('<nav id="facets"') :]
    hrefs = re.findall(r'<li><a href="([^"]+)"', rail[: rail.index("</nav>")])
    return [{key: values[0] for key, values in parse_qs(urlsplit(unescape(href)).query).items()} for href in hrefs]


def listed(client: httpx.Client, name: str, state: Mapping[str, str]) -> list[str]:
    return [
        row["iri"] for row in client.get(f"/vi/{name}", params={**EARLY.get(name, {}), **state, "as": "json"}).json()
    ]


def queried(client: httpx.Client, name: str, state: Mapping[str, str]) -> list[str]:
    """Follow "open in SPARQL" and ask the endpoint the very query."""
    html = client.get(f"/vi/{name}", params={**EARLY.get(name, {}), **state}).text
    link = re.search(r'href="(/vi/sparql\?query=[^"]+)"', html)
    assert link
    query = parse_qs(urlsplit(unescape(link[1])).query)["query"][0]
    answer = client.get("/sparql", params={"query": query}, headers={"accept": "application/json"}).json()
    (column,) = answer["head"]["vars"]
    return [row[column]["value"] for row in answer["results"]["bindings"]]


@pytest.mark.parametrize("name", LISTS)
def test_each_choice_gives_what_its_query_gives(client: httpx.Client, name: str) -> None:
    choices = offered(client, name)
    assert len(choices) >= 4
    for state in [{}, *choices]:
        found = listed(client, name, state)
        assert found, state
        assert sorted(found) == sorted(queried(client, name, state)), state


def test_a_clause_that_covers_another_is_not_blamed(library: Library) -> None:
    collection = library.volume().collection
    pair = next(found for found in collection.findings if found.other)
    assert set(collection.findings_by_task) >= {pair.task, pair.other}
    covered = replace(pair, grade="covered", verdict=None)
    assert list(replace(collection, findings=(covered,)).findings_by_task) == [pair.task]


@pytest.mark.parametrize(
    ("name", "words", "count"),
    [
        ("documents", "vuon uom", 1),
        ("tasks", "RÀ SOÁT quy hoach", 2),
        ("agencies", "so khoa hoc", 1),
        ("tasks", "zzz", 0),
    ],
)
def test_a_search_in_a_list_can_be_opened_as_a_query(client: httpx.Client, name: str, words: str, count: int) -> None:
    found = listed(client, name, {"q": words})
    assert len(found) == count
    assert sorted(found) == sorted(queried(client, name, {"q": words}))


@given(
    st.lists(st.tuples(st.frozensets(st.sampled_from("abc")), st.sampled_from("xyz"))),
    st.fixed_dictionaries({}, optional={"letter": st.sampled_from(["a", "b", NONE]), "end": st.sampled_from("xy")}),
)
def test_counts_follow_the_choice(things: list[tuple[frozenset[str], str]], state: dict[str, str]) -> None:
    """What a facet promises for a value is what is listed when that value is chosen."""
    dimensions = {"letter": lambda thing: thing[0], "end": lambda thing: (thing[1],)}  # type: ignore[index]
    _, counts = narrow(things, dimensions, state)
    for name, counted in counts.items():
        for value, count in counted.items():
            kept, _ = narrow(things, dimensions, {**state, name: value})
            assert len(kept) == count


@pytest.mark.parametrize("name", LISTS)
def test_files_hold_the_whole_list(client: httpx.Client, name: str) -> None:
    text = client.get(f"/vi/{name}", params={**EARLY.get(name, {}), "as": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["iri"] for row in rows] == listed(client, name, {})
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("name", LISTS)
def test_workbooks_and_turtle_hold_the_list_too(client: httpx.Client, name: str) -> None:
    wanted = set(listed(client, name, {}))
    book = client.get(f"/vi/{name}", params={**EARLY.get(name, {}), "as": "xlsx"}).content
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        shown = parts.read("xl/sharedStrings.xml").decode()
    assert all(escape(iri) in shown for iri in wanted)
    graph = rdflib.Graph()
    graph.parse(data=client.get(f"/vi/{name}", params={**EARLY.get(name, {}), "as": "ttl"}).text, format="turtle")
    assert {str(subject) for subject in graph.subjects()} >= wanted


def test_editor_terms_have_names_in_each_language(client: httpx.Client) -> None:
    vi, en = (client.get(f"/{language}/terms.json").json() for language in ("vi", "en"))
    assert {each["term"] for each in vi} == {each["term"] for each in en}
    assert {"term": "tk:leadAgency", "label": "cơ quan chủ trì"} in vi


@pytest.mark.parametrize(
    "path",
    [
        "documents?level=x%3E%20%7D",
        "tasks?lead=many",
        "tasks?agency=%3Cx%3E",
        "tasks?level=%C2%9E&as=ttl",
        "tasks?agency=x&as=ttl",
        "documents?as=exe",
        "calendar?as-of=x",
    ],
)
def test_values_that_cannot_be_are_refused(client: httpx.Client, path: str) -> None:
    assert client.get(f"/vi/{path}").status_code == 400


def test_an_agency_has_a_page_with_what_it_leads(client: httpx.Client) -> None:
    (row,) = client.get("/vi/agencies", params={"q": "so khoa hoc va cong nghe", "as": "json"}).json()
    assert row["lead"] == "1"
    page = client.get(f"/vi/agency/{row['iri'].rsplit('/', 1)[-1]}").text
    assert "xây dựng ba vườn ươm" in page
    assert "31/12/2026" in page
    assert client.get("/vi/agency/none").status_code == 404


def test_the_matrix_marks_who_leads_and_where_nobody_does(client: httpx.Client) -> None:
    page = client.get("/vi/matrix?document=45-kh-ubnd_2025_tinh-lam-son").text
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', page, re.DOTALL)
    assert len(rows) == 3
    assert [("role lead" in row, 'class="bad"' in row) for row in rows] == [(True, False), (False, True), (False, True)]
    overview = client.get("/vi/matrix", params={"as": "csv"}).content.decode("utf-8-sig")
    (line,) = [line for line in csv.DictReader(io.StringIO(overview)) if "Sở Khoa học" in line["Cơ quan, đơn vị"]]
    assert line["45/KH-UBND"] == "C"


def test_indicators_stand_with_value_year_and_words(client: httpx.Client) -> None:
    page = client.get("/vi/indicators").text
    assert "<strong>≥ 80 %</strong>" in page
    assert "/text?start=" in page
    assert [row["year"] for row in client.get("/vi/indicators?as=json").json()] == ["2035", "2030"]
