"""Queries made at random, answered alike by the engine and by rdflib, which has nothing in common with it.

`ENGINE_QUERIES` is how many the long form makes (200).
"""

import os
import random
from collections import Counter

import pytest
import rdflib

from graph.quads import Iri
from graph.store import Store, Value

QUERIES = int(os.environ.get("ENGINE_QUERIES", "200"))
VARIABLES = ("?a", "?b", "?c", "?d")
CONDITIONS = ("isIRI({})", "isLiteral({})", "BOUND({})", "CONTAINS(STR({}), 'a')", "STRLEN(STR({})) > 20", "{} != {}")


def triples(dice: random.Random, names: list[str]) -> list[str]:
    """Return a chain or a star of patterns: each shares a thing with the one before."""
    found: list[str] = []
    for at in range(dice.randrange(1, 4)):
        one = VARIABLES[at if dice.random() < 0.6 else 0]
        name = dice.choice(names)
        if dice.random() < 0.15:
            name = f"({name}/{dice.choice(names)}|^{dice.choice(names)})"
        elif dice.random() < 0.1:
            name += dice.choice("+?")
        found.append(f"{one} {name} {VARIABLES[at + 1]} .")
    return found


def query(dice: random.Random, names: list[str]) -> str:
    first, *rest = triples(dice, names)
    inside = [first]
    for pattern in rest:
        kind = dice.choice(("{}", "{}", "OPTIONAL {{ {} }}", "{{ {} }} UNION {{ {} }}", "MINUS {{ {} }}"))
        inside.append(kind.format(*[pattern] * kind.count("{}")))
    if dice.random() < 0.5:
        condition = dice.choice(CONDITIONS)
        variables = [dice.choice(VARIABLES[:2]) for _ in range(condition.count("{}"))]
        inside.append(f"FILTER({dice.choice(('', '!'))}({condition.format(*variables)}))")
    where = " ".join(inside)
    match dice.randrange(4):
        case 0:
            return f"SELECT ?a (COUNT(*) AS ?n) {{ {where} }} GROUP BY ?a"
        case 1:
            return f"SELECT (COUNT(DISTINCT ?b) AS ?n) {{ {where} }}"
        case 2:
            return f"SELECT DISTINCT ?a ?b {{ {where} }}"
        case _:
            return f"SELECT ?a ?b ?c ?d {{ {where} }}"


def spelled(value: Value | None) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else None if value is None else str(value)


def theirs(term: object) -> str | None:
    if isinstance(term, rdflib.Literal) and term.datatype in {rdflib.XSD.decimal, rdflib.XSD.double, rdflib.XSD.float}:
        return f"{float(term):g}"
    return None if term is None else str(term)


@pytest.mark.parametrize("number", [20, pytest.param(QUERIES, marks=pytest.mark.soak)])
def test_rdflib_answers_alike(store: Store, number: int) -> None:
    graph = rdflib.Graph().parse(data=store.dump("nt").decode(), format="nt")
    names = [f"<{name}>" for (name,) in store.select("SELECT DISTINCT ?p { ?s ?p ?o }").rows if isinstance(name, Iri)]
    dice = random.Random(number)  # noqa: S311 - no secret
    filled = 0
    for _ in range(number):
        text = query(dice, sorted(names))
        ours = Counter(tuple(map(spelled, row)) for row in store.select(text).rows)
        answer = graph.query(text)
        columns = [str(variable) for variable in answer.vars or ()]
        assert Counter(tuple(theirs(row[column]) for column in columns) for row in answer) == ours, text
        filled += any(ours)
    assert filled > number / 3, "few of them have an empty answer"
