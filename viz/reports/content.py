"""A report as parts with lines: what each says, and the file, page, place and SHA-256 that it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.generations import Generation
from queries.documents import DocumentFacts, document_identity
from queries.tasks import Evidence
from viz.language import Translate, translator

PLACES = 4  # of a line on paper
DIGEST = 12  # hex digits of a SHA-256 that tell files apart at a glance; all of them stand in the list of sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage that a line rests on: file, page where the file has pages, characters of its raw text, SHA-256."""

    document: str  # id
    file: str
    page: int | None
    start: int
    end: int
    sha256: str

    def told(self, say: Translate) -> str:
        """Return the place in words, without the SHA-256."""
        page = "" if self.page is None else f"{say('report.page', page=self.page)}, "
        return f"{self.file}, {page}{say('report.characters', start=self.start, end=self.end)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement, a cell a column of its part."""

    cells: tuple[str, ...]
    places: tuple[Place, ...] = ()

    def sources(self, say: Translate) -> tuple[str, ...]:
        """Return the first places in words, and how many more there are; the workbook lists all."""
        shown = tuple(f"{place.told(say)}, sha256 {place.sha256[:DIGEST]}" for place in self.places[:PLACES])
        more = len(self.places) - PLACES
        return (*shown, say("report.more", count=more)) if more > 0 else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part: its heading, what the columns are and how wide they are to each other, its lines.

    A part without heads is a list of what a thing is called and what it is.
    """

    heading: str
    sheet: str  # what it is called where a name has to be short
    heads: tuple[str, ...]
    shares: tuple[int, ...]
    lines: tuple[Line, ...]
    note: str = ""

    @property
    def has_places(self) -> bool:
        """Say whether any line rests on a passage."""
        return any(line.places for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All parts of the report on a document, as of a day, in one language."""

    document: DocumentFacts
    day: str
    language: str
    generation: str
    digest: str  # of the generation
    parts: tuple[Part, ...]
    sources: tuple[tuple[str, str, str], ...]  # file, SHA-256 and document of all that is cited

    @property
    def say(self) -> Translate:
        """Return the translator of its language."""
        return translator(self.language)

    @property
    def title(self) -> str:
        """Return the title in one line."""
        return f"{self.say('report.title')}: {self.document.label}"

    @property
    def made_of(self) -> str:
        """Return what a reader needs to make the same report again."""
        return self.say("report.made_of", generation=self.generation, digest=self.digest[:DIGEST])


class Provenance:
    """Which page and which file a passage is in, as the manifest and the texts of a generation say."""

    def __init__(self, generation: Generation) -> None:
        """Read which SHA-256 stands for which files."""
        self._generation = generation
        self._names: dict[str, list[str]] = dict(generation.manifest["inputs"])
        self._sources: dict[str, list[str]] = {each["id"]: each["sources"] for each in generation.manifest["documents"]}

    def places(self, evidence: Iterable[Evidence]) -> tuple[Place, ...]:
        """Return the places of passages, each passage once: a text may lie in several files."""
        first = {each.iri or each.source: each for each in reversed(tuple(evidence))}
        return tuple(self._place(each) for each in reversed(first.values()))

    def sha256(self, document: str, file: str) -> str:
        """Return the SHA-256 of a document's file."""
        own = self._sources.get(document, [])
        return next((each for each in own if file in self._names.get(each, ())), own[0] if own else "")

    def _place(self, each: Evidence) -> Place:
        document = document_identity(each.iri).split("/")[0]
        return Place(
            document=document,
            file=each.source,
            page=self._page(document, each.start),
            start=each.start,
            end=each.end,
            sha256=self.sha256(document, each.source),
        )

    def _page(self, document: str, start: int) -> int | None:
        try:
            return self._generation.text(document).page_of(start)
        except KeyError:  # a document that is only cited
            return None


def cited_files(parts: Sequence[Part], own: Iterable[Place]) -> tuple[tuple[str, str, str], ...]:
    """Return file, SHA-256 and document of every place of the parts, and of the places of the document itself."""
    places = [place for part in parts for line in part.lines for place in line.places]
    return tuple(sorted({(place.file, place.sha256, place.document) for place in (*places, *own)}))
