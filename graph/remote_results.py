"""SPARQL results in JSON as terms and plain values (SPARQL 1.1 Query Results JSON Format)."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graph.quads import RDF, XSD, Iri, Literal, Term
from graph.remote_transport import EndpointError, Reply
from graph.store import Value

_JSON = frozenset({"application/sparql-results+json", "application/json"})
_MOST_ROWS = "x-sparql-maxrows"  # Virtuoso names the bound at which it cuts an answer
_CUT_SHORT = "S1TAT"  # Virtuoso: time is up, these are the rows so far
_WHOLE = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
_FRACTION = ("decimal", "double", "float")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT as a server gave it: the variables, and a binding of each to its JSON a solution."""

    columns: tuple[str, ...]
    bindings: tuple[Mapping[str, Any], ...]  # JSON

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """Yield the rows as typed terms, None where a variable is not bound."""
        for binding in self.bindings:
            yield tuple(_term(binding[name]) if name in binding else None for name in self.columns)

    def values(self) -> Iterator[tuple[Value | None, ...]]:
        """Yield the rows as plain values, as the embedded store gives them."""
        for row in self.terms():
            yield tuple(None if term is None else plain_value(term) for term in row)


def read_table(reply: Reply) -> Table:
    """Return the rows of a SELECT; raise `EndpointError` where the answer is not one, or not all of it."""
    answer = _json(reply)
    try:
        columns = tuple(map(str, answer["head"]["vars"]))
        bindings = tuple(answer["results"]["bindings"])
    except (KeyError, TypeError) as error:
        raise EndpointError(
            f"câu trả lời không phải bảng kết quả / the answer is no table of results ({error})"
        ) from error
    _check_is_whole(reply, len(bindings))
    return Table(columns, bindings)


def read_truth(reply: Reply) -> bool:
    """Return the answer to an ASK; raise `EndpointError` where it is something else."""
    answer = _json(reply).get("boolean")
    if not isinstance(answer, bool):
        raise EndpointError("câu trả lời không phải đúng hay sai / the answer is neither true nor false")
    return answer


def plain_value(term: Term) -> Value:
    """Return a term as the plain value that the embedded store gives for it.

    >>> plain_value(Literal("3", "http://www.w3.org/2001/XMLSchema#integer"))
    3
    """
    if not isinstance(term, Literal):
        return term
    kind = term.datatype.removeprefix(XSD)
    try:
        if kind in _WHOLE:
            return int(term.value)
        if kind in _FRACTION:
            return float(term.value)
        return _TRUTH[term.value] if kind == "boolean" else term.value
    except (ValueError, KeyError):  # "abc"^^xsd:integer is legal RDF: the words are the value
        return term.value


def _json(reply: Reply) -> dict[str, Any]:
    if reply.media_type not in _JSON:
        raise EndpointError(
            f"máy chủ trả về {reply.media_type}, không phải kết quả SPARQL; địa chỉ có đúng không? / "
            f"the server sent {reply.media_type} and no SPARQL results; is the address right?"
        )
    try:
        answer = json.loads(reply.body)
    except ValueError as error:  # cut off, or not JSON, or not UTF-8
        raise EndpointError(f"câu trả lời JSON hỏng hoặc đứt / the JSON is damaged or cut off ({error})") from error
    if not isinstance(answer, dict):
        raise EndpointError("câu trả lời không phải kết quả SPARQL / the answer is no SPARQL result")
    return cast("dict[str, Any]", answer)


def _check_is_whole(reply: Reply, rows: int) -> None:
    most = reply.headers.get(_MOST_ROWS, "")
    is_cut = most.isdigit() and rows >= int(most)
    if is_cut or reply.headers.get("x-sql-state") == _CUT_SHORT:
        raise EndpointError(
            f"máy chủ chỉ trả {rows} dòng đầu; hãy nâng giới hạn của máy chủ (Virtuoso: ResultSetMaxRows, "
            f"MaxQueryExecutionTime) / the server cut the answer at {rows} rows: raise its limit"
        )


def _term(binding: Mapping[str, str]) -> Term:
    match binding["type"]:
        case "uri":
            return Iri(binding["value"])
        case "bnode":
            return Iri(f"_:{binding['value'].removeprefix('_:')}")
        case _:  # "literal", and "typed-literal" of the format's first draft
            language = binding.get("xml:lang", "")
            datatype = RDF + "langString" if language else binding.get("datatype", XSD + "string")
            respell = _RESPELLED.get(datatype, str)
            return Literal(respell(binding["value"]), datatype, language)


def _truth(value: str) -> str:
    return {"1": "true", "0": "false"}.get(value, value)


def _duration(value: str) -> str:
    """Return a duration as ISO 8601: Virtuoso gives whole months as "18", days and times in seconds as "604800.0"."""
    if re.fullmatch(r"-?\d+", value):
        months = int(value)
        amount = f"{abs(months) // 12}Y" if months % 12 == 0 and months else f"{abs(months)}M"
    elif re.fullmatch(r"-?\d+(\.\d*)?(e[+-]?\d+)?", value):
        days, seconds = divmod(abs(float(value)), 86_400)
        amount = (f"{days:.0f}D" if days else "") + (f"T{seconds:g}S" if seconds else "")
    else:
        return value
    return f"{'-' if value.startswith('-') else ''}P{amount or 'T0S'}"


# Spellings that are not XML Schema's canonical ones, and that a server puts in their place.
_RESPELLED: Mapping[str, Callable[[str], str]] = {XSD + "boolean": _truth, XSD + "duration": _duration}
