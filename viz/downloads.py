"""What a page shows as a file to take away: CSV, JSON or a workbook for rows, Turtle for the statements behind them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph.quads import Iri, Literal, Quad
from graph.store import Store
from queries.sparql import SparqlAnswer
from viz.files.workbook import Sheet, write_workbook
from viz.results import CSV, safe_csv

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = ("csv", "xlsx", "json")
_NARROW, _WIDE = 12, 60  # letters of a column
_HEAD = re.compile(r"SELECT DISTINCT (\?\w+)[^\n{]* WHERE \{\n")
_GRAPH = Iri("urn:answer")


def download(name: str, kind: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Response:
    """Return rows as a file of one of `KINDS`; raise 400 for another."""
    if kind == "json":
        listed = [dict(zip(columns, row, strict=True)) for row in rows]
        return attached(json.dumps(listed, ensure_ascii=False, indent=1), "application/json", f"{name}.json")
    if kind == "csv":
        cells = tuple(tuple(map(Literal, row)) for row in rows)
        answer = SparqlAnswer(form="rows", columns=tuple(columns), rows=cells)
        return attached(safe_csv(answer), CSV, f"{name}.csv")
    if kind == "xlsx":
        widths = (max([_NARROW, *(len(row[at]) for row in rows[:200])]) for at in range(len(columns)))
        heads = tuple((column, min(width, _WIDE)) for column, width in zip(columns, widths, strict=True))
        sheet = Sheet(name="trienkhai", heads=heads or (("", _NARROW),), rows=[tuple(row) for row in rows])
        return attached(write_workbook([sheet], name), XLSX, f"{name}.xlsx")
    raise HTTPException(400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a page shows as rows, and the query of the things that they are about; without one there is no Turtle."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    sparql: str = ""


def tabled(name: str, listed: Sequence[Mapping[str, str]], sparql: str) -> Table:
    """Return rows that say themselves what their columns are called; a row that lacks one has it empty."""
    columns = tuple(dict.fromkeys(column for row in listed for column in row))
    return Table(
        name=name, columns=columns, rows=[[row.get(each, "") for each in columns] for row in listed], sparql=sparql
    )


def take(table: Table, kind: str, run: Callable[[str], SparqlAnswer]) -> Response:
    """Return what a page shows as a file: rows of one of `KINDS`, or `ttl`; raise 400 for another."""
    if kind == "ttl" and table.sparql:
        return turtle(run(statements_of(table.sparql)), table.name)
    return download(table.name, kind, table.columns, table.rows)


def statements_of(sparql: str) -> str:
    """Return the query of everything said of the things that a list's query gives."""
    variable = _HEAD.search(sparql)
    if variable is None:
        raise HTTPException(400)
    asked = f"CONSTRUCT {{ {variable[1]} ?property ?value }} WHERE {{\n  {variable[1]} ?property ?value .\n"
    return _HEAD.sub(lambda _: asked, sparql).rpartition("ORDER BY")[0]


def turtle(answer: SparqlAnswer, name: str) -> Response:
    """Return triples as Turtle; one that was cut off says so in its head."""
    store = Store.memory()
    store.add(
        Quad(Iri(str(subject)), Iri(str(predicate)), value, _GRAPH)
        for subject, predicate, value in answer.rows
        if isinstance(value, Iri | Literal)
    )
    response = attached(store.dump("ttl").decode(), "text/turtle", f"{name}.ttl")
    if answer.truncated:
        response.headers["x-truncated"] = "true"
    return response


def attached(content: str | bytes, media_type: str, name: str) -> Response:
    """Return a file that a browser saves under a name."""
    shown = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII)
    plain = f"{media_type}; charset=utf-8" if isinstance(content, str) else media_type
    return Response(content, media_type=plain, headers={"content-disposition": f'attachment; filename="{shown}"'})
