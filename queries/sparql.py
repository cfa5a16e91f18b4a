"""Running a stranger's SPARQL inside a worker: guarded, with as many rows and bytes as a page can show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal as OneOf

from graph.quads import Term
from graph.store import Solutions, Store
from queries.guard import check_query

MAX_ROWS = 10_000
MAX_ANSWER_BYTES = 10_000_000
_SHOWN = 200  # letters of the engine's own words
_PLACE = re.compile(r"error at (\d+):(\d+)")


class QuerySyntaxError(ValueError):
    """The text is not SPARQL; the message says where the engine stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlAnswer:
    """The answer to any form of query; `rows` of a graph are its triples, `truncated` where there was more."""

    form: OneOf["rows", "truth", "triples"]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    truncated: bool = False


def run_sparql(store: Store, text: str, *, max_rows: int = MAX_ROWS) -> SparqlAnswer:
    """Answer a query of any form; raise QueryRefusedError or QuerySyntaxError."""
    check_query(text)
    try:
        answer = store.answer(text)
    except SyntaxError as error:
        raise QuerySyntaxError(_syntax_message(str(error))) from error
    except RuntimeError as error:
        raise (_unsupported(str(error)) or error) from error
    if isinstance(answer, bool):
        return SparqlAnswer(form="truth", truth=answer)
    if isinstance(answer, Solutions):
        rows, truncated = _capped(answer.rows, max_rows)
        return SparqlAnswer(form="rows", columns=answer.columns, rows=rows, truncated=truncated)
    rows, truncated = _capped(answer, max_rows)
    columns = ("subject", "predicate", "object")
    return SparqlAnswer(form="triples", columns=columns, rows=rows, truncated=truncated)


def _syntax_message(error: str) -> str:
    """Return what the engine says of a wrong text, without its list of every letter that could stand there."""
    place = _PLACE.search(error)
    if place is None:
        return f"Câu SPARQL không đúng cú pháp. / This is not SPARQL. ({error[:_SHOWN]})"
    line, column = place.groups()
    return (
        f"Câu SPARQL không đúng cú pháp ở dòng {line}, cột {column} / line {line}, column {column}: "
        "từ đây không đọc tiếp được. / the text cannot be read on from here."
    )


def _unsupported(error: str) -> QuerySyntaxError | None:
    """Return what to tell of a function that the engine does not know; any other of its errors is not the asker's."""
    if not error.endswith("is not supported"):
        return None
    return QuerySyntaxError(f"Bộ máy không có hàm này. / The engine has no such function. ({error[:_SHOWN]})")


def _capped(rows: Iterator[tuple[Term | None, ...]], max_rows: int) -> tuple[tuple[tuple[Term | None, ...], ...], bool]:
    kept: list[tuple[Term | None, ...]] = []
    size = 0
    for row in islice(rows, max_rows):
        size += sum(len(str(cell)) for cell in row)
        if size > MAX_ANSWER_BYTES:
            return tuple(kept), True
        kept.append(row)
    return tuple(kept), next(rows, None) is not None
