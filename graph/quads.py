"""Statements as plain values: what the graph says before any engine has seen it.

A term is an `Iri` or a `Literal`; there are no blank nodes, so that a statement means the same in every file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OA = "http://www.w3.org/ns/oa#"


class Iri(str):
    """The name of a thing: an absolute IRI."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value with its datatype, or a text with its language."""

    value: str
    datatype: str = XSD + "string"
    language: str = ""


Term = Iri | Literal


class Quad(NamedTuple):
    """One statement, and the named graph that it stands in."""

    subject: Iri
    predicate: Iri
    object: Term
    graph: Iri


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_ESCAPED = re.compile(r'["\\\n\r]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
# An absolute IRI of RFC 3987 without users and addresses of IPv6 in it; wide enough for what names things.
_OTHER_LETTERS = "".join(
    f"{chr(first)}-{chr(last)}"
    for first, last in (
        (0xA0, 0xD7FF),
        (0xF900, 0xFDCF),
        (0xFDF0, 0xFFEF),
        *((plane << 16, (plane << 16) + 0xFFFD) for plane in range(1, 14)),
        (0xE1000, 0xEFFFD),
    )
)
_OF_NAME = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;={_OTHER_LETTERS}]|%[0-9A-Fa-f]{{2}})"
_OF_PATH = rf"(?:{_OF_NAME}|[:@/])"
_IRI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:(?://{_OF_NAME}*(?::[0-9]{{0,4}})?(?=[/?#]|$)|(?!//)){_OF_PATH}*"
    rf"(?:\?(?:{_OF_PATH}|\?)*)?(?:#(?:{_OF_PATH}|\?)*)?"
)
_DATATYPES = (
    (re.compile(r"-?\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "date"),
    (re.compile(r"-?\d{4}-(0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"-?\d{4}"), "gYear"),
    (re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "gMonthDay"),
    (re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"), "duration"),
)


def is_iri(text: str) -> bool:
    """Say whether a text is an absolute IRI that a SPARQL engine takes, for what comes from outside.

    Narrower than engines: no user, no address of IPv6, no port of five digits. What the program itself names is only
    looked through for signs that would end an IRI (`format_term`).

    >>> is_iri("https://w3id.org/trienkhai/id/agency/sở-nội-vụ"), is_iri("sở-nội-vụ"), is_iri("x:a b")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


def vietnamese(text: str) -> Literal:
    """Return a text tagged as Vietnamese."""
    return Literal(text, language="vi")


def calendar_value(text: str) -> Literal:
    """Return a day, month, year or duration in ISO 8601 as a typed literal; other words stay a plain string.

    A week's duration, which XML Schema lacks, becomes seven days.

    >>> calendar_value("2025-07").datatype.rpartition("#")[2]
    'gYearMonth'
    >>> calendar_value("P1W").value
    'P7D'
    """
    weeks = re.fullmatch(r"P(\d+)W", text)
    if weeks:
        text = f"P{7 * int(weeks[1])}D"
    for pattern, datatype in _DATATYPES:
        if pattern.fullmatch(text):
            return Literal(text, XSD + datatype)
    return Literal(text)


def number(value: float) -> Literal:
    """Return a number as xsd:integer where it is an `int`, else as xsd:decimal, in plain notation."""
    if isinstance(value, int):
        return Literal(str(value), XSD + "integer")
    plain = f"{value:.12f}".rstrip("0")
    return Literal(plain + "0" if plain.endswith(".") else plain, XSD + "decimal")


def truth(value: bool) -> Literal:  # noqa: FBT001 - the value itself
    """Return a truth value as xsd:boolean."""
    return Literal("true" if value else "false", XSD + "boolean")


def format_term(term: Term) -> str:
    """Return a term as N-Quads and SPARQL write it, whatever its letters; raise `ValueError` for what is no IRI."""
    if isinstance(term, Literal):
        value = term.value.translate(_ESCAPES) if _ESCAPED.search(term.value) else term.value
        quoted = f'"{value}"'
        if term.language:
            return f"{quoted}@{term.language}"
        return quoted if term.datatype == XSD + "string" else f"{quoted}^^<{term.datatype}>"
    if _NOT_IN_IRI.search(term):
        raise ValueError(f"not an IRI: {term!r}")
    return f"<{term}>"


def format_statements(quads: Iterable[Quad]) -> Iterator[tuple[Iri, str]]:
    """Yield the graph of each statement, and subject, predicate and object as N-Triples writes them."""
    known: dict[Term, str] = {}  # names come again and again
    for subject, predicate, value, graph in quads:
        words = [known.get(term) or known.setdefault(term, format_term(term)) for term in (subject, predicate)]
        words.append(format_term(value) if isinstance(value, Literal) else known.get(value) or format_term(value))
        yield graph, " ".join(words)


def format_quads(quads: Iterable[Quad]) -> bytes:
    """Return statements as N-Quads, each once and sorted: equal graphs give equal bytes."""
    return _lines({f"{_triple(quad)} {format_term(quad.graph)} .\n" for quad in quads})


def format_triples(quads: Iterable[Quad]) -> bytes:
    """Return statements as N-Triples, without their graphs, each once and sorted."""
    return _lines({f"{_triple(quad)} .\n" for quad in quads})


def _triple(quad: Quad) -> str:
    return f"{format_term(quad.subject)} {format_term(quad.predicate)} {format_term(quad.object)}"


def _lines(lines: set[str]) -> bytes:
    return "".join(sorted(lines)).encode()
