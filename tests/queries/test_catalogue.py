"""Laws that hold for every named question."""

from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from queries.catalogue import PARAMETER_TYPES, Query, QueryHeaderError, catalogue, parse_query
from queries.reference import columns, reference

QUESTIONS = tuple(catalogue().values())


def test_the_questions_are_there() -> None:
    assert len(QUESTIONS) == 27


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_every_parameter_is_projected(query: Query) -> None:
    projected = {str(variable) for variable in prepareQuery(query.sparql).algebra.PV}
    assert {parameter.name for parameter in query.parameters} <= projected
    assert projected == set(columns(query))


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_every_dollar_variable_is_a_parameter(query: Query) -> None:
    used = {word.strip("(),;.{}").split(",")[0] for word in query.sparql.split() if word.startswith(("$", "($"))}
    assert {name.lstrip("($") for name in used} == {parameter.name for parameter in query.parameters}


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_every_answer_has_an_order(query: Query) -> None:
    assert query.sparql.rstrip().splitlines()[-1].startswith("ORDER BY ")


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_every_question_is_a_question_in_both_languages(query: Query) -> None:
    assert query.question.vi.endswith("?")
    assert query.question.en.endswith("?")
    assert {parameter.type for parameter in query.parameters} <= set(PARAMETER_TYPES)


def test_the_reference_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "queries.md"
    assert page.read_text(encoding="utf-8") == reference(), "run: python -m queries.reference > docs/queries.md"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("# Tên / Name\nSELECT * {}", id="no question"),
        pytest.param("# Tên / Name\n#\n# Gì / What\nSELECT * {}", id="no question mark"),
        pytest.param("# Name\n#\n# Gì? / What?\nSELECT * {}", id="one language"),
        pytest.param("# Tên / Name\n#\n# Gì? / What?\n#\n# $x colour màu / colour\n", id="unknown type"),
        pytest.param("# Tên / Name\n#\n# Gì? / What?\n#\n# x text chữ / words\n", id="no dollar"),
    ],
)
def test_a_wrong_head_is_told(head: str) -> None:
    with pytest.raises(QueryHeaderError, match="example"):
        parse_query("example", head)
