"""Answers to SPARQL in the standard formats: JSON, XML, CSV and TSV for rows, N-Triples for graphs."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from graph.quads import Literal, Term
from queries.sparql import SparqlAnswer
from viz.files.separated import write_separated

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TRIPLES = "application/n-triples"
_PLAIN = "http://www.w3.org/2001/XMLSchema#string"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_results(answer: SparqlAnswer, media_type: str) -> str:
    """Return rows or a truth value in one of `WRITERS`, as the SPARQL 1.1 result formats say."""
    return WRITERS[media_type](answer)


def write_triples(answer: SparqlAnswer) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE as N-Triples."""
    return "".join(f"{' '.join(nt(term) for term in row if term is not None)} .\n" for row in answer.rows)


def nt(term: Term) -> str:
    """Return a term as N-Triples and SPARQL TSV write it."""
    if not isinstance(term, Literal):
        return term if term.startswith("_:") else f"<{term}>"
    quoted = json.dumps(term.value, ensure_ascii=False)
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype == _PLAIN else f"{quoted}^^<{term.datatype}>"


def plain(term: Term | None) -> str:
    """Return the letters of a term alone: an IRI or a literal's value."""
    if term is None:
        return ""
    return term.value if isinstance(term, Literal) else str(term)


def safe_csv(answer: SparqlAnswer) -> str:
    """Return CSV for spreadsheets: with a byte-order mark, every cell quoted, none that runs as a formula."""
    rows = ([plain(cell) for cell in row] for row in answer.rows)
    return write_separated(answer.columns, rows).decode()


def _json(answer: SparqlAnswer) -> str:
    if answer.form == "truth":
        return json.dumps({"head": {}, "boolean": answer.truth})
    bindings = [
        {column: _binding(cell) for column, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    head = {"vars": list(answer.columns)}
    return json.dumps({"head": head, "results": {"bindings": bindings}}, ensure_ascii=False)


def _binding(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        if term.startswith("_:"):
            return {"type": "bnode", "value": term[2:]}
        return {"type": "uri", "value": str(term)}
    found = {"type": "literal", "value": term.value}
    if term.language:
        return {**found, "xml:lang": term.language}
    return found if term.datatype == _PLAIN else {**found, "datatype": term.datatype}


def _xml(answer: SparqlAnswer) -> str:
    variables = "".join(f"<variable name={quoteattr(column)}/>" for column in answer.columns)
    if answer.form == "truth":
        body = f"<head/><boolean>{str(answer.truth).lower()}</boolean>"
    else:
        rows = "".join(
            "<result>" + "".join(map(_xml_binding, answer.columns, row)) + "</result>" for row in answer.rows
        )
        body = f"<head>{variables}</head><results>{rows}</results>"
    return f'<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">{body}</sparql>\n'


def _xml_binding(column: str, term: Term | None) -> str:
    if term is None:
        return ""
    found = _binding(term)
    value = escape(_NOT_XML.sub("\ufffd", found["value"]))
    if found["type"] != "literal":
        inner = f"<{found['type']}>{value}</{found['type']}>"
    else:
        kinds = [("xml:lang", found.get("xml:lang")), ("datatype", found.get("datatype"))]
        attributes = "".join(f" {name}={quoteattr(kind)}" for name, kind in kinds if kind)
        inner = f"<literal{attributes}>{value}</literal>"
    return f"<binding name={quoteattr(column)}>{inner}</binding>"


def _csv(answer: SparqlAnswer) -> str:
    if answer.form == "truth":  # the standard has no form for it in these two; others write the word, and so do we
        return str(answer.truth).lower()
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([plain(cell) for cell in row] for row in answer.rows)
    return buffer.getvalue()


def _tsv(answer: SparqlAnswer) -> str:
    if answer.form == "truth":
        return str(answer.truth).lower()
    lines = ["\t".join(f"?{column}" for column in answer.columns)]
    lines += ["\t".join("" if cell is None else nt(cell) for cell in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


WRITERS: Mapping[str, Callable[[SparqlAnswer], str]] = {JSON: _json, XML: _xml, CSV: _csv, TSV: _tsv}
