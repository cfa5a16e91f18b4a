"""Agencies of a list as the parties of a task."""

from collections.abc import Sequence

from loaders.names import Name, spelled
from loaders.text import Text
from ontology.model import LeadSource, Party


def parties_of(text: Text, names: Sequence[Name], source: LeadSource) -> tuple[Party, ...]:
    """Return the agencies of a list, each once though it be named again."""
    found: dict[str, Party] = {}
    for name in names:
        party = Party(name=spelled(text, name), span=text.span(name.start, name.end), source=source)
        found.setdefault(party.name.casefold(), party)
    return tuple(found.values())
