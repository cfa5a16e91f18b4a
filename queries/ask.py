"""Asking a named question: parameters are checked, read by their type and bound, never pasted."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from graph.store import Iri, Store, Value
from queries.catalogue import Parameter, Query, catalogue
from queries.documents import facts_query
from queries.find import find_one_document, nearest_names

_NEAR = 0.6  # of difflib's ratio: what a slip of the keyboard leaves


class UnknownQueryError(LookupError):
    """No question has this name; the message names the nearest ones."""


class ParameterError(ValueError):
    """A parameter is missing, unknown or not of its type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows of a question, in its own order; a cell is None where the graph does not say."""

    query: Query
    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]


def find_query(name: str) -> Query:
    """Return the question of this name, or raise with the nearest names."""
    queries = catalogue()
    if name in queries:
        return queries[name]
    near = ", ".join(get_close_matches(name, queries, n=3, cutoff=_NEAR))
    vi, en = (f" Gần nhất: {near}.", f" Nearest: {near}.") if near else ("", "")
    raise UnknownQueryError(
        f"Không có câu hỏi {name!r}.{vi} Xem mọi câu hỏi: trienkhai queries. / "
        f"There is no question {name!r}.{en} See them all: trienkhai queries."
    )


def ask(store: Store, name: str, **parameters: Value) -> Answer:
    """Answer the question of this name; a document is given as IRI, symbol, id or file name, a date as ISO 8601."""
    query = find_query(name)
    _check_names(query, parameters)
    bound = {each.name: _read(store, each, parameters[each.name]) for each in query.parameters}
    rows = store.select(query.sparql, bound)
    return Answer(query=query, columns=rows.columns, rows=rows.rows)


def _check_names(query: Query, parameters: dict[str, Value]) -> None:
    expected = {each.name for each in query.parameters}
    wrong = sorted(expected ^ parameters.keys())
    if wrong:
        takes = ", ".join(f"{each.name} ({each.type}: {each.text.en})" for each in query.parameters) or "none"
        raise ParameterError(
            f"Câu hỏi {query.name}: thiếu hoặc thừa tham số {', '.join(wrong)}. / "
            f"Question {query.name}: missing or unknown parameter {', '.join(wrong)}; it takes: {takes}."
        )


def _read(store: Store, parameter: Parameter, value: Value) -> Value:
    readers = {
        "agency": _read_agency,
        "document": _read_document,
        "date": _read_date,
        "text": _read_text,
        "integer": _read_integer,
    }
    try:
        return readers[parameter.type](store, value)
    except ValueError as error:
        raise ParameterError(f"{parameter.name}: {error}") from error


def _read_agency(store: Store, value: Value) -> Value:
    """Return the text where it stands in the name of an agency of the collection."""
    names = [str(name) for (name,) in store.select(facts_query("agency_names")).rows]
    if any(str(value).lower() in name.lower() for name in names):
        return str(value)
    near = "; ".join(nearest_names(names, str(value)))
    vi, en = (f" Gần nhất: {near}.", f" Nearest: {near}.") if near else ("", "")
    raise ValueError(f"Không có cơ quan {value!r} trong kho.{vi} / There is no agency {value!r}.{en}")


def _read_document(store: Store, value: Value) -> Value:
    return Iri(find_one_document(store, str(value)).iri)


def _read_date(_: Store, value: Value) -> Value:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValueError(f"{value!r} không phải là ngày dạng 2026-06-30 / is no date like 2026-06-30") from None


def _read_text(_: Store, value: Value) -> Value:
    return str(value)


def _read_integer(_: Store, value: Value) -> Value:
    return int(value)
