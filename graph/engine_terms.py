"""Values as the engine has them and as we have them, and statements as it loads them."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache

import pyoxigraph as ox

from graph.quads import XSD, Iri, Literal, Quad, Term, format_statements
from graph.tally import Tally

Value = Iri | str | int | float | bool
Parameter = Value | dt.date | Literal

_PYTHON: dict[str, Callable[[str], Value]] = {
    **{XSD + name: int for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")},
    **{XSD + name: float for name in ("decimal", "double", "float")},
    XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
}
_VALUES = frozenset(XSD + name for name in ("decimal", "duration", "date", "gYearMonth", "gYear", "gMonthDay"))
_SOMETHING = ox.NamedNode("urn:something")


def lines_of(quads: Iterable[Quad], tally: Tally) -> bytes:
    """Return quads as N-Quads, each once in its graph and once in the union."""
    return "".join(
        f"{statement} <{graph}> .\n{statement} .\n"
        for graph, statement in format_statements(map(_as_kept, quads))
        if tally.add(graph, statement)
    ).encode()


def _as_kept(quad: Quad) -> Quad:
    """Return a statement as the engine gives it back: it keeps values, and not how they were written ("45.0")."""
    value = quad.object
    if isinstance(value, Literal) and value.datatype in _VALUES:
        return quad._replace(object=_kept_value(value))
    return quad


@lru_cache(maxsize=1 << 16)
def _kept_value(value: Literal) -> Literal:
    kept = ox.Store()
    kept.add(ox.Quad(_SOMETHING, _SOMETHING, engine_term(value)))
    (term,) = (term_of(quad.object) for quad in kept)
    return term if isinstance(term, Literal) else value


def engine_term(value: Parameter) -> ox.NamedNode | ox.Literal:
    match value:
        case Iri():
            return ox.NamedNode(value)
        case Literal():
            if value.language:
                return ox.Literal(value.value, language=value.language)
            return ox.Literal(value.value, datatype=ox.NamedNode(value.datatype))
        case dt.date():
            return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "date"))
        case _:
            return ox.Literal(value)


def name_of(node: ox.NamedNode | ox.BlankNode | ox.Triple | ox.Literal) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def triple_of(triple: ox.Triple) -> tuple[Iri, Iri, Term]:
    return Iri(name_of(triple.subject)), Iri(triple.predicate.value), term_of(triple.object)


def term_of(term: ox.NamedNode | ox.BlankNode | ox.Triple | ox.Literal) -> Term:
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return Iri(name_of(term))


def value_of(term: ox.NamedNode | ox.BlankNode | ox.Triple | ox.Literal | None) -> Value | None:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return Iri(name_of(term))
    convert = _PYTHON.get(term.datatype.value)
    if convert is None:
        return term.value
    try:
        return convert(term.value)
    except (ValueError, KeyError):  # "abc"^^xsd:integer is legal RDF: the words are the value
        return term.value
