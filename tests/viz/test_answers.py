"""Which picture fits an answer, and that it draws what the rows say."""

from itertools import combinations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.quads import Iri, Literal, Term
from ontology.identifiers import BASE, ONTOLOGY
from queries.sparql import SparqlAnswer
from viz.answers import THINGS, bars, graph, ties
from viz.results import plain
from viz.web import HEIGHT, WIDTH

A, B, C = (Iri(f"{BASE}document/{name}") for name in "abc")
IMPLEMENTS, TASK = Iri(f"{ONTOLOGY}implements"), Iri(f"{ONTOLOGY}Task")


def rows(columns: str, *found: tuple[Term | None, ...]) -> SparqlAnswer:
    return SparqlAnswer(form="rows", columns=tuple(columns.split()), rows=found)


def shown(cell: Term | None) -> tuple[str, str]:
    return plain(cell), ""


def own(relation: str) -> str:
    return relation


@pytest.mark.parametrize(
    ("answer", "tied"),
    [
        pytest.param(rows("s p o", (A, IMPLEMENTS, B)), [(A, IMPLEMENTS, B)], id="a triple"),
        pytest.param(rows("task lead by", (A, B, C)), [(A, "lead", B), (A, "by", C)], id="a star"),
        pytest.param(rows("a n b", (A, Literal("x"), B)), [(A, "b", B)], id="letters between"),
        pytest.param(rows("a b", (A, None)), [], id="an empty cell"),
        pytest.param(rows("a b", (A, A)), [], id="one thing twice"),
        pytest.param(rows("a type", (A, TASK)), [], id="a class is a word"),
        pytest.param(rows("a n", (A, Literal("3"))), [], id="no second thing"),
        pytest.param(
            SparqlAnswer(form="triples", columns=("subject", "predicate", "object"), rows=((B, IMPLEMENTS, C),)),
            [(B, IMPLEMENTS, C)],
            id="a graph",
        ),
    ],
)
def test_rows_tie_their_first_thing_to_the_others(answer: SparqlAnswer, tied: list[tuple[str, str, str]]) -> None:
    assert list(ties(answer)) == tied
    assert (graph(answer, shown, own) is None) == (not tied)


def test_two_relations_of_one_pair_are_one_line_with_both_names() -> None:
    drawn = graph(rows("a lead helper", (A, B, B)), shown, str.upper)
    assert drawn
    assert [line.names for line in drawn.lines] == ["LEAD, HELPER"]
    assert [node.tied for node in drawn.nodes] == ["", "LEAD, HELPER"]


things = st.integers(0, THINGS + 20).map(lambda number: Iri(f"{BASE}agency/{number}"))


@given(st.lists(st.tuples(things, things), min_size=1, max_size=60))
def test_no_box_covers_another_and_no_line_ends_nowhere(pairs: list[tuple[Iri, Iri]]) -> None:
    answer = rows("a b", *pairs)
    drawn = graph(answer, shown, own)
    if drawn is None:
        assert all(one == other for one, other in pairs)
        return
    for one, other in combinations(drawn.nodes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
    assert {end for line in drawn.lines for end in (line.source, line.target)} <= {node.iri for node in drawn.nodes}
    assert all(node.x + WIDTH <= drawn.width and node.y + HEIGHT <= drawn.height for node in drawn.nodes)
    assert drawn.total == len({end for pair in pairs for end in pair if len(set(pair)) > 1})


def test_what_is_pointed_at_stands_to_the_right() -> None:
    drawn = graph(rows("a b", (A, B), (B, C), (A, C)), shown, own)
    assert drawn
    assert [node.iri for node in sorted(drawn.nodes, key=lambda node: node.x)] == [A, B, C]


def test_a_graph_of_too_many_things_says_how_many_there_are() -> None:
    star = rows("a b", *((A, Iri(f"{BASE}agency/{number}")) for number in range(THINGS + 7)))
    drawn = graph(star, shown, own)
    assert drawn
    assert (len(drawn.nodes), drawn.total) == (THINGS, THINGS + 8)


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        (("2", "4"), [0.5, 1.0]),
        (("2", "hai"), []),
        (("2", "nan"), []),
        (("2", "inf"), []),
        (("-1", "4"), []),
        (("0", "0"), []),
        (("4",), []),
    ],
)
def test_a_chart_is_of_names_and_numbers(values: tuple[str, ...], shares: list[float]) -> None:
    answer = rows("name count", *((Literal("x"), Literal(value)) for value in values))
    assert [bar.share for bar in bars(answer, shown)] == shares


CASCADE = "PREFIX tk: <https://w3id.org/trienkhai/ontology#> SELECT ?a ?b WHERE { ?a tk:implements ?b } ORDER BY ?a ?b"
COUNTS = """PREFIX tk: <https://w3id.org/trienkhai/ontology#>
SELECT ?document (COUNT(?task) AS ?tasks) WHERE { ?task tk:setOutIn ?document } GROUP BY ?document"""


@pytest.mark.parametrize(
    ("query", "view", "holds", "lacks"),
    [
        (CASCADE, "", '<table class="answer">', 'class="web"'),
        (CASCADE, "graph", 'class="web"', 'class="bars"'),
        (COUNTS, "", 'class="bars"', 'class="web"'),
        (COUNTS, "table", '<table class="answer">', 'class="bars"'),
        (COUNTS, "graph", '<table class="answer">', 'class="web"'),
        ("ASK {}", "graph", "Đúng", 'class="web"'),
    ],
)
def test_the_page_shows_what_fits(client: httpx.Client, query: str, view: str, holds: str, lacks: str) -> None:
    html = client.get("/vi/sparql", params={"query": query, "view": view}).text
    assert holds in html
    assert lacks not in html


def test_things_of_a_graph_are_links_to_their_pages(client: httpx.Client) -> None:
    html = client.get("/en/sparql", params={"query": CASCADE, "view": "graph"}).text
    drawing = html.partition('class="web"')[2].partition("</svg>")[0]
    assert 'aria-label="90-NQ/TW b"' in drawing  # and how it is tied
    assert 'href="/en/document/90-nq-tw_2024"' in drawing
