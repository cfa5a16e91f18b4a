"""What matrix, calendar, coverage, comparison and cascade show is what their query gives and their files hold."""

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import rdflib

ROOT = "90-nq-tw_2024"
PLAN = "45-kh-ubnd_2025_tinh-lam-son"
COMMUNE = "16-kh-du_2025_xa-tan-an-tinh-lam-son"
VIEWS: dict[str, dict[str, str]] = {
    "matrix": {},
    "matrix of one": {"document": PLAN},
    "calendar": {},
    "calendar of a month": {"month": "2026-12"},
    "coverage": {"document": ROOT},
    "compare": {"a": PLAN, "b": COMMUNE},
    "cascade": {"document": ROOT},
    "audit": {"rule": "duplicate-task"},
}


def get(client: httpx.Client, view: str, state: dict[str, str]) -> httpx.Response:
    answer = client.get(f"/vi/{view.split(maxsplit=1)[0]}", params=state)
    assert answer.status_code == 200, answer.text
    return answer


def rows(client: httpx.Client, view: str, state: dict[str, str]) -> list[dict[str, str]]:
    """Return what the page gives as a file."""
    text = get(client, view, {**state, "as": "csv"}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def bindings(client: httpx.Client, view: str, state: dict[str, str]) -> list[dict[str, str]]:
    """Follow "open in SPARQL" and ask the endpoint the very query."""
    link = re.search(r'href="(/vi/sparql\?query=[^"]+)"', get(client, view, state).text)
    assert link
    query = parse_qs(urlsplit(unescape(link[1])).query)["query"][0]
    answer = client.get("/sparql", params={"query": query}, headers={"accept": "application/json"}).json()
    return [{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]]


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_taken_in_four_forms_and_as_a_query(client: httpx.Client, view: str) -> None:
    html = get(client, view, VIEWS[view]).text
    offered = {parse_qs(urlsplit(unescape(href)).query)["as"][0] for href in re.findall(r'href="([^"]*as=\w+)"', html)}
    assert offered == {"csv", "xlsx", "json", "ttl"}
    assert rows(client, view, VIEWS[view])
    assert get(client, view, {**VIEWS[view], "as": "json"}).json()
    assert get(client, view, {**VIEWS[view], "as": "xlsx"}).content.startswith(b"PK")
    said = rdflib.Graph().parse(data=get(client, view, {**VIEWS[view], "as": "ttl"}).text, format="turtle")
    asked = {
        row[name]
        for row in bindings(client, view, VIEWS[view])
        for name in ("task", "clause", "document", "finding")
        if name in row
    }
    assert asked
    assert {str(subject) for subject in said.subjects()} & asked or view.startswith("matrix")


SHOWN: dict[str, tuple[dict[str, str], set[str]]] = {  # a page, its state, and columns of its file
    "/vi/": ({}, {"list", "name", "documents", "findings"}),
    f"/vi/document/{PLAN}": ({}, {"path", "text", "lead"}),
    f"/vi/document/{PLAN}?": ({"part": "assignment"}, {"path", "text", "lead"}),
    "a task": ({}, {"path", "text", "lead"}),
    "a task's path": ({}, {"document", "relation", "words"}),
    "/vi/explore": ({"at": PLAN}, {"from", "relation", "to"}),
    "/vi/search": ({"q": "vuon uom"}, {"kind", "name", "text"}),
}


@pytest.mark.parametrize("page", SHOWN)
def test_what_a_page_shows_is_taken_in_four_forms(client: httpx.Client, page: str) -> None:
    state, columns = SHOWN[page]
    task = client.get("/vi/tasks", params={"lead": "one", "as": "json"}).json()[0]["iri"].partition("/id/")[2]
    address = {"a task": f"/vi/{task}", "a task's path": f"/vi/{task}/path"}.get(page, page.rstrip("?"))
    html = client.get(address, params=state).text
    offered = {parse_qs(urlsplit(unescape(href)).query)["as"][0] for href in re.findall(r'href="([^"]*as=\w+)"', html)}
    assert offered == {"csv", "xlsx", "json", "ttl"}
    taken = {kind: client.get(address, params={**state, "as": kind}) for kind in sorted(offered)}
    listed = list(csv.DictReader(io.StringIO(taken["csv"].content.decode("utf-8-sig"))))
    assert columns <= listed[0].keys()
    assert taken["json"].json() == listed
    assert taken["xlsx"].content.startswith(b"PK")
    said = rdflib.Graph().parse(data=taken["ttl"].text, format="turtle")
    known = {row["iri"] for row in listed if "iri" in row}
    assert known <= {str(subject) for subject in said.subjects()}
    assert len(said)
    assert client.get(address, params={**state, "as": "exe"}).status_code == 400


def test_a_documents_file_holds_the_part_that_is_shown(client: httpx.Client) -> None:
    every, some = (
        client.get(f"/vi/document/{PLAN}", params={**state, "as": "json"}).json()
        for state in ({}, {"part": "assignment"})
    )
    assert [row for row in every if row["part"] == some[0]["part"]] == some
    assert 0 < len(some) <= len(every)


def test_an_agencys_file_says_in_which_role(client: httpx.Client) -> None:
    agency = next(row for row in client.get("/vi/agencies", params={"as": "json"}).json() if int(row["lead"]) > 0)
    page = f"/vi/agency/{agency['iri'].rpartition('/agency/')[2]}"
    listed = client.get(page, params={"as": "json"}).json()
    assert [row["role"] for row in listed].count("lead") == int(agency["lead"])
    said = rdflib.Graph().parse(data=client.get(page, params={"as": "ttl"}).text, format="turtle")
    assert {agency["iri"], *(row["iri"] for row in listed)} == {str(subject) for subject in said.subjects()}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", ["exe", "turtle"])
def test_no_view_is_taken_in_another_form(client: httpx.Client, view: str, kind: str) -> None:
    assert client.get(f"/vi/{view.split(maxsplit=1)[0]}", params={**VIEWS[view], "as": kind}).status_code == 400


@pytest.mark.parametrize(
    "state",
    [{}, {"month": "2026-12"}, {"month": "2026-01"}, {"level": "province"}, {"branch": "party"}, {"lead": "nobody"}],
)
def test_the_calendar_is_what_its_query_gives(client: httpx.Client, state: dict[str, str]) -> None:
    listed = [(row["iri"], row["when"]) for row in rows(client, "calendar", state)]
    asked = [(row["task"], row.get("due") or row["every"]) for row in bindings(client, "calendar", state)]
    assert sorted(listed) == sorted(asked)
    assert bool(listed) == (state.get("month") != "2026-01" and state.get("branch") != "party")


@pytest.mark.parametrize("state", [{}, {"level": "commune"}, {"branch": "state"}, {"year": "2025"}, {"document": PLAN}])
def test_the_matrix_counts_what_its_query_counts(client: httpx.Client, state: dict[str, str]) -> None:
    told = {
        (row["agency"], row["document"], row["role"]): int(row["tasks"]) for row in bindings(client, "matrix", state)
    }
    assert told
    cells = [cell for row in rows(client, "matrix", state) for cell in list(row.values())[1:]]
    if "document" in state:
        cells = [cell for row in rows(client, "matrix", state) for cell in list(row.values())[2:]]
    letters = [int(number or 1) for cell in cells for number in re.findall(r"[CPB](\d*)", cell)]
    assert sum(letters) == sum(told.values())


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"up": "1", "document": COMMUNE},
        {"level": "commune"},
        {"branch": "state"},
        {"who": "FIRST"},
        {"focus": PLAN, "only": "1"},
    ],
)
def test_the_cascade_is_what_its_query_gives(client: httpx.Client, state: dict[str, str]) -> None:
    state = {"document": ROOT, **state}
    if state.get("who"):
        state["who"] = first_option(client, "cascade", state | {"who": ""}, "who")
    listed = [row["iri"] for row in rows(client, "cascade", state)]
    asked = [row["document"] for row in bindings(client, "cascade", state)]
    assert listed
    assert sorted(set(listed)) == sorted({each for each in asked if not each.endswith("/" + state["document"])})


def first_option(client: httpx.Client, view: str, state: dict[str, str], name: str) -> str:
    html = get(client, view, state).text
    box = html[html.index(f'<select name="{name}">') :]
    return unescape(re.findall(r'<option value="([^"]+)"', box)[0])


def test_a_cascade_without_a_document_is_the_fullest(client: httpx.Client) -> None:
    assert rows(client, "cascade", {}) == rows(client, "cascade", {"document": ROOT})
    assert client.get("/vi/cascade", params={"document": ""}).status_code == 404


def test_an_agency_narrows_the_cascade_to_what_it_issues_or_leads(client: httpx.Client) -> None:
    html = get(client, "cascade", {"document": ROOT}).text
    box = html[html.index('<select name="who">') :].partition("</select>")[0]
    options = dict(re.findall(r'<option value="(http[^"]+)">([^<]+) \(\d+\)<', box))
    department = next(iri for iri, name in options.items() if name.startswith("Sở Khoa học và Công nghệ"))
    kept = rows(client, "cascade", {"document": ROOT, "who": department})
    assert [row["symbol"] for row in kept] == ["45/KH-UBND"]


@pytest.mark.parametrize("outcome", ["", "carried-out", "repeated", "unreached"])
@pytest.mark.parametrize("choice", [{}, {"level": "commune"}, {"branch": "state"}, {"lead": "nobody"}])
def test_the_coverage_is_what_its_query_gives(demo_client: httpx.Client, choice: dict[str, str], outcome: str) -> None:
    state = {"document": "912-nq-cp_2025", **choice, "outcome": outcome}
    listed = get(demo_client, "coverage", {**state, "as": "json"}).json()
    asked = bindings(demo_client, "coverage", state)
    assert len(listed["tasks"]) == len({row["task"] for row in asked})
    links = sum(len(links) for task in listed["tasks"] for links in task["by"].values())
    assert links == len({(row["task"], row["lower"]) for row in asked if "lower" in row})


def test_what_becomes_of_a_task_counts_in_the_chosen_documents_alone(demo_client: httpx.Client) -> None:
    def unreached(**state: str) -> set[str]:
        chosen = {"document": "912-nq-cp_2025", "outcome": "unreached", "as": "json", **state}
        return {task["text"] for task in get(demo_client, "coverage", chosen).json()["tasks"]}

    assert unreached() < unreached(level="commune")


def test_a_comparison_asks_for_every_clause_of_both(client: httpx.Client) -> None:
    state = VIEWS["compare"]
    sides = [row[f"text_{side}"] for row in rows(client, "compare", state) for side in "ab"]
    assert len([side for side in sides if side]) == len({row["clause"] for row in bindings(client, "compare", state)})


@pytest.mark.parametrize(
    "path", ["matrix?level=%3E", "calendar?branch=x%3E", "audit?document=none-such", "coverage?document=x"]
)
def test_choices_that_cannot_be_are_refused(client: httpx.Client, path: str) -> None:
    assert client.get(f"/vi/{path}").status_code in {400, 404}


def test_the_board_follows_the_choices(client: httpx.Client) -> None:
    def board(**state: str) -> dict[str, int]:
        html = get(client, "audit", {"as-of": "2024-01-01", **state}).text
        lines = html[html.index('<ul class="rules">') :].partition("</ul>")[0]
        found: list[Any] = re.findall(r"rule=([\w-]+).*?<span>(\d+)</span>", lines)
        return {rule: int(count) for rule, count in found}

    assert board() == {"unassigned-task": 1, "duplicate-task": 1}
    assert board(document=PLAN) == {"duplicate-task": 1}
    assert board(level="commune") == {"unassigned-task": 1}
    assert board(rule="duplicate-task") == board(), "the board offers the other rules too"
