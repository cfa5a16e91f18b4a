"""Texts of one paper that no symbol with a place brings together: a scan and a clean copy of an unplaced document.

What a paper leaves open is relative to the paper, not to the file: its readings must share one name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.entries import Text, is_same_paper
from graph.organs import symbol_key
from graph.references import own_reference
from ontology.identifiers import slug
from ontology.model import Document


def first_readings(texts: Sequence[Text]) -> Mapping[int, int]:
    """Return for texts that are a further reading of a paper its first text by file name, by their numbers.

    Unplaced papers are compared under one symbol, papers without a symbol within one kind, place and issuer.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(texts)), key=lambda each: (texts[each].names, texts[each].sources)):
        if key := _key(texts[number].document):
            alike[key].append(number)
    found: dict[int, int] = {}
    for numbers in alike.values():
        firsts: list[int] = []
        for number in numbers:
            first = next((each for each in firsts if _is_one(texts[each].document, texts[number].document)), None)
            if first is None:
                firsts.append(number)
            else:
                found[number] = first
    return found


def named_as(document: Document, first: Document) -> Document:
    """Return a document under the file name of the first reading of its paper."""
    return replace(document, source=replace(document.source, name=first.source.name))


def _key(document: Document) -> str | None:
    """Return under what a paper may meet its other readings; `None` where its identity is told otherwise."""
    header, reference = document.header, own_reference(document)
    if document.source.row is not None:
        return None
    if header.symbol:
        return symbol_key(header.symbol) if reference.scope else None
    if not (header.kind and header.area and header.issuer):
        return None  # papers drawn up alike by many offices are told apart by nothing else
    return f"= {header.kind} {slug(header.issuer)} {slug(header.area)}"


def _is_one(first: Document, second: Document) -> bool:
    one, two = first.header.issued, second.header.issued
    agree = one is None or two is None or one.startswith(two) or two.startswith(one)
    return agree and is_same_paper(first, second)
