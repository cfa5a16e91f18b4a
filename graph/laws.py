"""Laws called by name: "Luật Thư viện" is the law that another paper cites under its number.

Laws of one name follow each other, so the year must agree; without one the last that was passed before the year of the
citing paper is meant, which is in force then.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.organs import symbol_key
from graph.references import Reference
from ontology.identifiers import slug

_LAWS = frozenset(("luật", "bộ luật", "pháp lệnh"))


def with_law_symbols(references: Sequence[Reference]) -> list[Reference]:
    """Return what is said of documents, laws that are called by name under the number of the one law they may mean."""
    symbols: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in references:
        if (name := _name(each)) and each.year:
            symbols[name][each.year] |= {each.symbol} if each.symbol else set()
    known = {
        name: {year: min(found) if len(set(map(symbol_key, found))) == 1 else None for year, found in years.items()}
        for name, years in symbols.items()
    }
    return [_with_symbol(each, known) for each in references]


def _name(reference: Reference) -> str | None:
    """Return the name of a law without the paper that cites it."""
    if reference.kind not in _LAWS or not reference.title:
        return None
    return slug(f"{reference.kind} {reference.title}")


def _with_symbol(reference: Reference, known: Mapping[str, Mapping[str, str | None]]) -> Reference:
    name = _name(reference)
    if reference.symbol or name is None:
        return reference
    years, said = known.get(name, {}), reference.said or ""
    fitting = [reference.year] if reference.year else sorted(filter(reference.may_be_of, years))
    if len(fitting) > 1 and fitting[-1] >= said:  # a new one in the paper's own year: it may not be in force yet
        return replace(reference, words=f"{reference.words}-cited-{said}")
    if not fitting or fitting[-1] not in years:
        return reference
    return replace(reference, symbol=years[fitting[-1]], year=fitting[-1])
