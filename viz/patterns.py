"""What each choice in a list means in SPARQL, so that every list can be opened as the query that gives it."""

from collections.abc import Callable, Iterable, Mapping

from graph.quads import Iri, Literal, is_iri
from ontology.identifiers import ONTOLOGY
from viz.collection import COVERED
from viz.facets import NONE
from viz.results import nt

_SCHEME = ONTOLOGY.removesuffix("#") + "/scheme/"
ROLE_PROPERTIES = {
    "lead": "tk:leadAgency",
    "coordinating": "tk:coordinatingAgency",
    "recipient": "tk:reportsTo",
    "relay": "tk:via",
}
ANY_ROLE = "|".join(ROLE_PROPERTIES.values())

Pattern = Callable[[str], str]  # a value -> the group pattern that things with it fit


def concept(variable: str, predicate: str, scheme: str) -> Pattern:
    """Return the pattern of things whose property is a concept of a scheme."""
    return _valued(variable, predicate, lambda value: _iri(f"{_SCHEME}{scheme}/{value}"))


def thing(variable: str, predicate: str) -> Pattern:
    """Return the pattern of things whose property is another thing."""
    return _valued(variable, predicate, _iri)


def words(variable: str, predicate: str) -> Pattern:
    """Return the pattern of things whose property is a plain text."""
    return _valued(variable, predicate, lambda value: nt(Literal(value)))


def area(variable: str) -> Pattern:
    """Return the pattern of things of a place or of one below it."""

    def pattern(value: str) -> str:
        if value == NONE:
            return f"FILTER NOT EXISTS {{ {variable} tk:area ?anyArea }}"
        return f"{variable} tk:area/tk:parentArea* {_iri(value)} ."

    return pattern


def year(variable: str) -> Pattern:
    """Return the pattern of documents issued in a year."""

    def pattern(value: str) -> str:
        if value == NONE:
            return f"FILTER NOT EXISTS {{ {variable} tk:issuedOn ?anyDay }}"
        return f"{variable} tk:issuedOn ?day . FILTER (STRSTARTS(STR(?day), {nt(Literal(value))}))"

    return pattern


def choice(patterns: Mapping[str, str]) -> Pattern:
    """Return the pattern of a facet whose few values each have their own."""
    return patterns.__getitem__


def finding(about: str) -> Pattern:
    """Return the pattern of things that a rule has found something about; `about` ties `?finding` to the thing."""

    def pattern(value: str) -> str:
        if value == NONE:
            return f"FILTER NOT EXISTS {{ {about} }}"
        return f"{about} ?finding tk:rule {nt(Literal(value))} ."

    return pattern


def corrected(variable: str) -> Pattern:
    """Return the pattern of things that a person corrected or added."""

    def pattern(value: str) -> str:
        kinds = 'FILTER (?saidKind IN ("correction", "missed-task"))'
        judged = f"?said tk:judges {variable} ; tk:judgementKind ?saidKind . {kinds}"
        if value == NONE:
            return f"FILTER NOT EXISTS {{ {judged} }}"
        return f"{judged} ?said tk:judgedBy {nt(Literal(value))} ."

    return pattern


def either_end(variable: str) -> str:
    """Return what ties a finding to both tasks of a pair, but not to the one that covers the other."""
    covers = f"?finding tk:grade {nt(Literal(COVERED))}"
    return (
        f"{{ ?finding tk:focus {variable} . }} UNION "
        f"{{ ?finding tk:otherFocus {variable} . FILTER NOT EXISTS {{ {covers} }} }}"
    )


def _iri(text: str) -> str:
    """Return an IRI as SPARQL writes it; raise `ValueError` for what is none."""
    if not is_iri(text):
        raise ValueError(f"not an IRI: {text!r}")
    return nt(Iri(text))


def _valued(variable: str, predicate: str, written: Callable[[str], str]) -> Pattern:
    def pattern(value: str) -> str:
        if value == NONE:
            return f"FILTER NOT EXISTS {{ {variable} {predicate} ?any }}"
        return f"{variable} {predicate} {written(value)} ."

    return pattern


def compose(
    variable: str, core: str, chosen: Iterable[str], only: Iterable[str] | None = None, also: Iterable[str] = ()
) -> str:
    """Return the query of a list: what its things are, the patterns of its choices, and the hits of a search.

    `also` names further variables to show.
    """
    lines = [core, *chosen]
    if only is not None:
        lines.insert(0, f"VALUES {variable} {{ {' '.join(_iri(each) for each in only)} }}")
    shown = " ".join((variable, *also))
    return write_query(f"SELECT DISTINCT {shown}", lines, f"ORDER BY {shown}")


def these(things: Iterable[str]) -> str:
    """Return the query that gives these things and no others."""
    return compose("?thing", f"VALUES ?thing {{ {' '.join(map(_iri, dict.fromkeys(things)))} }}", ())


def whose(thing: str, property_path: str) -> str:
    """Return the query of a thing and of all that points at it with a property."""
    return compose(
        "?thing", f"{{ VALUES ?thing {{ {_iri(thing)} }} }} UNION {{ ?thing {property_path} {_iri(thing)} }}", ()
    )


def write_query(select: str, lines: Iterable[str], tail: str) -> str:
    """Return a query of one group, a pattern a line."""
    body = "\n".join(f"  {line}" for line in lines)
    return f"PREFIX tk: <{ONTOLOGY}>\n{select} WHERE {{\n{body}\n}}\n{tail}\n"
