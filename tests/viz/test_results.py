import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph

from graph.quads import Iri, Literal, Term
from queries.sparql import SparqlAnswer
from viz.endpoint import preferred_format
from viz.results import CSV, JSON, TSV, XML, safe_csv, write_results, write_triples

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS: list[Term] = [
    Iri("https://example.org/a?b=1&c=2"),
    Literal('dòng "một"\nhai\t<ba> & \\'),
    Literal("Kế hoạch", language="vi"),
    Literal("2025-07-15", XSD + "date"),
    Literal("\u0001"),
]


def answer(*cells: Term | None) -> SparqlAnswer:
    return SparqlAnswer(form="rows", columns=tuple(f"c{n}" for n in range(len(cells))), rows=(cells,))


def test_json_keeps_every_term() -> None:
    found = json.loads(write_results(answer(*TERMS, None), JSON))
    (row,) = found["results"]["bindings"]
    assert found["head"]["vars"] == ["c0", "c1", "c2", "c3", "c4", "c5"]
    assert [row[f"c{n}"]["value"] for n in range(5)] == [str(getattr(t, "value", t)) for t in TERMS]
    assert row["c2"]["xml:lang"] == "vi"
    assert row["c3"]["datatype"] == XSD + "date"
    assert "c5" not in row


def test_xml_is_well_formed_whatever_the_letters() -> None:
    root = ET.fromstring(write_results(answer(*TERMS), XML))  # noqa: S314 - of our own making
    texts = [node[0].text for node in root.iter("{http://www.w3.org/2005/sparql-results#}binding")]
    assert texts[:2] == ["https://example.org/a?b=1&c=2", 'dòng "một"\nhai\t<ba> & \\']


@pytest.mark.parametrize(("truth", "word"), [(True, "true"), (False, "false")])
def test_truth_values(*, truth: bool, word: str) -> None:
    said = SparqlAnswer(form="truth", truth=truth)
    assert json.loads(write_results(said, JSON))["boolean"] is truth
    assert (write_results(said, CSV), write_results(said, TSV)) == (word, word)
    assert f"<boolean>{word}</boolean>" in write_results(said, XML)


def test_tables_have_one_line_a_row() -> None:
    rows = list(csv.reader(io.StringIO(write_results(answer(*TERMS), CSV))))
    assert rows[1][1:3] == ['dòng "một"\nhai\t<ba> & \\', "Kế hoạch"]
    assert write_results(answer(*TERMS), TSV).count("\n") == 2


def test_triples_are_read_back_by_another_library() -> None:
    subject, predicate = Iri("https://example.org/s"), Iri("https://example.org/p")
    rows = tuple((subject, predicate, term) for term in TERMS)
    written = write_triples(SparqlAnswer(form="triples", columns=("s", "p", "o"), rows=rows))
    assert len(Graph().parse(data=written, format="nt")) == len(TERMS)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("  =1", "'  =1"),
        ("\t1", "'\t1"),
        ("＝1", "'＝1"),
        ("57-NQ/TW", "57-NQ/TW"),
        ("Đầu tư = công", "Đầu tư = công"),
    ],
)
def test_no_cell_of_a_spreadsheet_runs(cell: str, written: str) -> None:
    text = safe_csv(answer(Literal(cell)))
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:])))[1] == [written]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/sparql-results+xml", XML),
        ("application/sparql-results+xml;q=0.5, application/sparql-results+json", JSON),
        ("text/csv", CSV),
        ("text/tab-separated-values;q=0.9,text/csv;q=0.1", TSV),
        ("image/png", JSON),
        ("text/csv;q=abc, application/xml;q=0.1", XML),
        ("json", JSON),
    ],
)
def test_the_preferred_format(accept: str, media_type: str) -> None:
    assert preferred_format(accept) == media_type
