"""Binding parameters for servers that know no substitutions: each variable gives way to a written term.

The query is read token by token, so that strings, comments and IRIs stay as they are, and a value can be nothing
but one term, whatever letters it holds. In the SELECT list the variable comes back as `(term AS ?name)`: the columns
stay the same, and both ends of a path are bound where they stand, which not every server manages through VALUES.
In the list of an inner SELECT it comes back under another name: nothing outside asks for it any more.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.quads import XSD, Iri, Literal, Term, format_term, number, truth
from graph.store import Parameter, UnprojectedParameterError

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n]* )
  | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string>  \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
  | (?P<variable> [?$] \w+ )
  | (?P<word>    @?[^\W\d][\w.:-]* )
  | (?P<mark>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
FORMS = frozenset({"select", "ask", "construct", "describe"})
_PROLOGUE = frozenset({"prefix", "base"})
_MODIFIERS = frozenset({"having", "order", "limit", "offset", "values"})
_ENDS = {"select": frozenset({"where", "from"}), "group": _MODIFIERS, "order": _MODIFIERS}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(slots=True)
class _Place:
    """Where in the query the reading stands: in a SELECT list, in GROUP BY, in ORDER BY or in a pattern."""

    clause: str = ""
    depth: int = 0  # of brackets inside the clause
    lists: int = 0  # SELECT lists so far; the first is the query's own

    def pass_over(self, token: _Token) -> None:
        """Move past one token."""
        word = token.text.lower() if token.kind in {"word", "mark"} else ""
        if word in {"(", ")"}:
            self.depth += 1 if word == "(" else -1
        elif word in {"select", "group", "order"}:
            self.clause, self.depth = word, 0
            self.lists += word == "select"
        elif word in {"{", "}"} or word in _ENDS.get(self.clause, ()):
            self.clause = ""


def bind_parameters(sparql: str, parameters: Mapping[str, Parameter]) -> str:
    """Return the query with its `$parameters` written as terms; raise `UnprojectedParameterError`.

    >>> bind_parameters("SELECT $a ?b WHERE { $a ?p ?b }", {"a": Iri("x:1")})
    'SELECT (<x:1> AS ?a) ?b WHERE { <x:1> ?p ?b }'
    """
    if not parameters:
        return sparql
    terms = {name: written_term(value) for name, value in parameters.items()}
    projected: set[str] = set()
    bound = "".join(_bound(sparql, terms, projected))
    missing = sorted(terms.keys() - projected)
    if missing:
        raise UnprojectedParameterError(
            f"tham số ${missing[0]} phải có trong SELECT / the parameter ${missing[0]} must be in the SELECT list"
        )
    return bound


def find_form(sparql: str) -> str:
    """Return the form of a query: select, ask, construct or describe; raise `SyntaxError` for anything else."""
    word = next((word for word in words(sparql) if ":" not in word and word not in _PROLOGUE), "")
    if word not in FORMS:
        raise SyntaxError(f"không phải câu hỏi SPARQL / not a SPARQL query: {word or 'empty'}")
    return word


def is_distinct(sparql: str) -> bool:
    """Say whether a query is a SELECT that asks for each row once."""
    coming = words(sparql)
    return any(word == "select" for word in coming) and next(coming, "") == "distinct"


def words(sparql: str) -> Iterator[str]:
    """Yield the words of a query in lower case, without those in strings, comments and IRIs."""
    return (token.text.lower() for token in _tokens(sparql) if token.kind == "word")


def _bound(sparql: str, terms: Mapping[str, str], projected: set[str]) -> Iterator[str]:
    place = _Place()
    for token in _tokens(sparql):
        name = token.text[1:] if token.kind == "variable" else ""
        term = terms.get(name)
        if term is None:
            place.pass_over(token)
            yield token.text
        elif place.clause == "select" and not place.depth:
            yield f"({term} AS ?{name})" if place.lists == 1 else f"({term} AS ?{name}__{place.lists})"
            if place.lists == 1:
                projected.add(name)
        elif place.clause == "order":  # the column of the SELECT list
            yield f"?{name}"
        else:
            yield f"({term})" if place.clause == "group" and not place.depth else term


def _tokens(sparql: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(sparql):
        yield _Token(match.lastgroup or "", match[0])


def written_term(value: Parameter) -> str:
    r"""Return a value as SPARQL writes it, typed as the embedded engine types it; raise `ValueError` for no IRI.

    >>> print(written_term('"} DROP ALL #'))
    "\"} DROP ALL #"
    """
    if isinstance(value, Iri) and not value:
        raise ValueError("not an IRI: ''")
    return format_term(_typed(value))


def _typed(value: Parameter) -> Term:
    match value:
        case Iri() | Literal():
            return value
        case str():
            return Literal(value)
        case bool():
            return truth(value)
        case int():
            return number(value)
        case float():
            return Literal(repr(value), XSD + "double")
        case _:
            return Literal(value.isoformat(), XSD + "date")
