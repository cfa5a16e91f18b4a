"""The part of a collection that a command writes: all of it, a document's cascade, an area, or what both have."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graph.excerpt import excerpt
from graph.generations import Generation
from graph.store import Iri, Store
from queries.audit import daily_findings, stored_findings
from queries.documents import document_identity, find_documents
from queries.findings import Finding
from queries.selection import select_documents

if TYPE_CHECKING:  # half a second that other formats spare
    from viz.files.kinds import Table


def add_excerpt_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--cascade` and `--area`."""
    parser.add_argument(
        "--cascade",
        metavar="DOCUMENT",
        help="chỉ văn bản này và những gì triển khai nó / only this document and what carries it out",
    )
    parser.add_argument("--area", metavar="AREA", help="chỉ địa bàn này / only this area and what lies in it")


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A generation, the store that holds the part asked for, and the whole store beside it."""

    generation: Generation
    store: Store
    whole: Store
    day: str
    chosen: frozenset[Iri] | None  # None: all documents
    named: str  # what was asked for, in the user's words

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings about the part, those that depend on the day found in the whole collection."""
        daily = daily_findings(self.whole, self.day)
        if self.chosen is None:
            return (*stored_findings(self.store), *daily)
        own = set(map(document_identity, self.chosen))
        return (*stored_findings(self.store), *(each for each in daily if each.document in own))

    def tables(self, language: str) -> "Sequence[Table]":
        """Return the part as tables."""
        from viz.files.rows import Inventory, tables  # noqa: PLC0415 - half a second that other formats spare
        from viz.shelf import open_shelf  # noqa: PLC0415

        shelf = open_shelf(self.generation, self.store, self.findings)
        return tables(Inventory(shelf=shelf, language=language))

    def about(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return what is written, from which generation, as of which day."""
        from viz.language import translator  # noqa: PLC0415 - as in `tables`

        say = translator(language)
        return (
            (say("sheet.generation"), " ".join((self.generation.path.name, str(self.generation.manifest["digest"])))),
            (say("sheet.day"), self.day),
            (say("sheet.chosen"), self.named or say("sheet.everything")),
        )


def take_excerpt(generation: Generation, store: Store, arguments: argparse.Namespace) -> Excerpt:
    """Return what `--cascade` and `--area` choose of a generation's statements; raise what `select_documents` raises.

    What a server holds is fetched once, for the formats ask many questions.
    """
    whole = store if arguments.endpoint is None else excerpt(store, {each.iri for each in find_documents(store)})
    day: str = arguments.as_of.isoformat()
    asked = {"--cascade": arguments.cascade, "--area": arguments.area}
    named = ", ".join(f"{option} {value}" for option, value in asked.items() if value is not None)
    if not named:
        return Excerpt(generation=generation, store=whole, whole=whole, day=day, chosen=None, named="")
    chosen = select_documents(whole, root=arguments.cascade, area=arguments.area)
    notice = " ".join(filter(None, (generation.notice, f"Chỉ một phần của kho / Only a part: {named}")))
    return Excerpt(
        generation=replace(generation, notice=notice),
        store=excerpt(whole, chosen),
        whole=whole,
        day=day,
        chosen=chosen,
        named=named,
    )
