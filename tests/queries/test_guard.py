"""What a stranger's SPARQL may not hold, hidden or not; and what only looks like it."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.guard import MAX_BYTES, MAX_DEPTH, QueryRefusedError, check_query

SERVICE = "SELECT * WHERE {{ {} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}"


@pytest.mark.parametrize(
    "text",
    [
        SERVICE.format("SERVICE"),
        SERVICE.format("service"),
        SERVICE.format("SERVICE SILENT"),
        SERVICE.format("SERV\\u0049CE"),
        SERVICE.format("\\U00000053ERVICE"),
        SERVICE.format("#\nSERVICE"),
        SERVICE.format('"#" SERVICE'),
        SERVICE.format("?a a <#> . SERVICE"),
        "SELECT * { ?s ?p '''it's''' . SERVICE ?s {} }",
        pytest.param(SERVICE.format("#\rSERVICE"), id="after a comment that a carriage return ends"),
        pytest.param(SERVICE.format("?s <a:b> '\r' . SERVICE"), id="after a string that nothing ends"),
        pytest.param(SERVICE.format('?s ?p "\\u0022" . SERVICE') + '#"', id="between quotes written by number"),
        pytest.param(SERVICE.format("?s ?p '\\u005C' . SERVICE"), id="after a backslash written by number"),
        pytest.param(SERVICE.format("?s a:b\\#c ?o . SERVICE"), id="after a name with a hash"),
        pytest.param(SERVICE.format("?s <a:\\u0041#b> ?o . SERVICE"), id="after an IRI with an escape and a hash"),
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "DROP DEFAULT",
        "CREATE GRAPH <a:g>",
        "ADD <a:g> TO <a:h>",
        "MOVE <a:g> TO <a:h>",
        "COPY <a:g> TO <a:h>",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "PREFIX s: <a:> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        pytest.param("", id="nothing"),
        pytest.param("xin chào", id="no query"),
        pytest.param("SELECT * WHERE " + "{" * 4000 + "}" * 4000, id="braces"),
        pytest.param("SELECT (" + "(" * 8000 + "1" + ")" * 8000 + " AS ?x) {}", id="brackets"),
        pytest.param("SELECT (" + "!" * 16000 + "true AS ?x) {}", id="exclamation marks"),
        pytest.param("ASK {" + "?s <a:b>" + "/<a:b>" * 3000 + " ?o }", id="a path of 3,000 steps"),
        pytest.param("ASK { FILTER(" + " || ".join(["true"] * 1000) + ") }", id="a thousand ors"),
        pytest.param("ASK { ?s ?p '" + "ư" * MAX_BYTES + "' }", id="too long"),
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match=" / "):
        check_query(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { ?s ?p ?o }",
        "ASK { ?s ?p 'SERVICE' }",
        'ASK { ?s ?p """INSERT "DATA" LOAD""" }',
        "ASK { ?s <https://example.org/service/insert> ?o }",
        "PREFIX service: <a:> ASK { ?s service:load service:delete }",
        "SELECT ?service ?load WHERE { ?service ?load ?insert }",
        "# SERVICE\nASK { ?s ?p ?o # LOAD\n }",
        "ASK { ?s ?p 'x'@service }",
        "DESCRIBE <https://example.org/a>",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "PREFIX tk: <https://w3id.org/trienkhai/ontology#> SELECT (COUNT(*) AS ?n) { ?s tk:cites+ ?o }",
        pytest.param("ASK " + "{" * MAX_DEPTH + "}" * MAX_DEPTH, id="as deep as allowed"),
    ],
)
def test_allowed(text: str) -> None:
    check_query(text)


@pytest.mark.parametrize("piece", ["a.", "a-", "a:", "'a", '"""a', "<a", "@a-", "?a", "\\u0041", "a:\\"])
def test_a_long_text_takes_no_time(piece: str) -> None:
    began = time.process_time()
    with suppress(QueryRefusedError):
        check_query("ASK {" + piece * ((MAX_BYTES - 10) // len(piece)))
    assert time.process_time() - began < 1


@given(st.text(max_size=200))
def test_any_text_is_refused_or_allowed(text: str) -> None:
    with suppress(QueryRefusedError):
        check_query(text)


@given(st.text(alphabet="aZ09 ư\"'\\\n#<>", max_size=30))
def test_no_string_hides_a_service_behind_it(words: str) -> None:
    literal = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    with pytest.raises(QueryRefusedError):
        check_query(f'ASK {{ ?s ?p "{literal}" . SERVICE <a:b> {{}} }}')
    check_query(f'ASK {{ ?s ?p "{literal} SERVICE" }}')
