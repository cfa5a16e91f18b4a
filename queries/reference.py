"""docs/queries.md, written from the heads of the named questions: `python -m queries.reference > docs/queries.md`."""

import re
import sys
from collections.abc import Iterator

from queries.catalogue import Query, catalogue

_SELECT = re.compile(r"^SELECT(?: DISTINCT)? (?P<columns>.*?)(?: WHERE)? \{", re.MULTILINE)
_COLUMN = re.compile(r"\(.*? AS (\?\w+)\)|([?$]\w+)")


def columns(query: Query) -> tuple[str, ...]:
    """Return the names of a question's columns, parameters first as they stand in the SELECT."""
    selected = _SELECT.search(query.sparql)
    found = _COLUMN.findall(selected["columns"]) if selected else []
    return tuple((calculated or plain).lstrip("?$") for calculated, plain in found)


def reference() -> str:
    """Return the reference of all named questions as Markdown."""
    lines = (line for query in catalogue().values() for line in _section(query))
    head = (
        "# Câu hỏi có tên / Named questions",
        "",
        "Ask one with `trienkhai query NAME --param k=v`. A document is a symbol, an id, an IRI or a file name,",
        "a date is ISO 8601, an agency is its name or a part of it.",
        "This page is written from the heads of `queries/questions/*.rq`.",
        "",
    )
    return "\n".join((*head, *lines))


def _section(query: Query) -> Iterator[str]:
    yield from (f"## {query.name}", "", f"**{query.title.vi} / {query.title.en}**", "")
    yield from (query.question.vi, "", query.question.en, "")
    if query.parameters:
        yield from ("| parameter | type | |", "|---|---|---|")
        yield from (f"| `{each.name}` | {each.type} | {each.text.vi} / {each.text.en} |" for each in query.parameters)
        yield ""
    names = ", ".join(f"`{name}`" for name in columns(query))
    yield from (f"Columns: {names}", "")


if __name__ == "__main__":
    sys.stdout.write(reference())
