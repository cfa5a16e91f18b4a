"""One visit of one page: the language, the generation, and how the page is written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from graph.store import Iri, Rows, Value
from ontology.model import Problem, Span
from ontology.printed import Place, PrintedPage
from queries.ask import Answer
from queries.cascade import Cascade
from queries.compare import Compared
from queries.coverage import Coverage
from queries.documents import DocumentFacts
from queries.findings import Finding
from queries.search import Hits
from queries.sparql import SparqlAnswer
from queries.tasks import TaskFacts
from viz import links
from viz.collection import Collection
from viz.facts import Facts
from viz.language import LANGUAGES, Translate, day, period, rhythm, term, translator, words
from viz.neighbours import Surroundings
from viz.opinions import Opinions
from viz.pictures import Pictures
from viz.register import Register


class SourceDocument(Protocol):
    """The text of a document as a generation keeps it: raw, restored, anchors between them, pages, problems."""

    @property
    def raw(self) -> str: ...
    @property
    def restored(self) -> str: ...
    @property
    def offsets(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def doubtful(self) -> tuple[Span, ...]: ...
    @property
    def pages(self) -> tuple[int, ...]: ...
    @property
    def printed(self) -> tuple[PrintedPage, ...]: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    def page_of(self, offset: int) -> int | None: ...
    def places(self, span: Span) -> tuple[Place, ...]: ...


class Source(Protocol):
    """Where a page's facts come from; nothing here opens a store in the web process."""

    @property
    def collection(self) -> Collection: ...
    @property
    def register(self) -> Register: ...
    def select(self, sparql: str, parameters: Mapping[str, Value]) -> Rows: ...
    def run_sparql(self, text: str) -> SparqlAnswer: ...
    def ask(self, name: str, parameters: Mapping[str, str]) -> Answer: ...
    def cascade(self, iri: Iri, *, up: bool) -> Cascade: ...
    def tasks(self, iri: Iri) -> tuple[TaskFacts, ...]: ...
    def facts(self, iri: Iri) -> Facts: ...
    def findings_on(self, day: str) -> tuple[Finding, ...]: ...
    def text(self, identity: str) -> SourceDocument | None: ...
    def sources(self, identity: str) -> tuple[str, ...]: ...
    def search(self, wanted: str) -> Hits: ...
    def opinions(self) -> Opinions: ...
    def report(self) -> list[dict[str, str]]: ...
    def surroundings(self) -> Surroundings: ...
    def compare(self, first: Iri, second: Iri) -> Compared: ...
    def coverage(self, iri: Iri) -> Coverage: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a page function gets."""

    request: Request
    language: str
    source: Source
    is_kept: bool = False  # the page goes into a file: no forms, nothing that asks a server
    writer: str = ""  # the name of a visitor who may write
    pictures: Pictures | None = None  # who draws pages of files
    can_write: bool = False  # somebody may write here, with token and name

    @property
    def collection(self) -> Collection:
        """Return the generation's facts."""
        return self.source.collection

    @property
    def register(self) -> Register:
        """Return the tasks, agencies and places of the generation."""
        return self.source.register

    @property
    def say(self) -> Translate:
        """Return the translator of the visit's language."""
        return translator(self.language)

    @property
    def words(self) -> Mapping[str, str]:
        """Return every text of the visit's language by its key."""
        return words(self.language)

    @property
    def state(self) -> dict[str, str]:
        """Return the state that the address holds."""
        return dict(self.request.query_params)

    def document(self) -> DocumentFacts:
        """Return the document that the path names; raise 404 where there is none."""
        return self.document_called(self.request.path_params["identity"])

    def document_called(self, identity: str) -> DocumentFacts:
        """Return the document with this id; raise 404 where there is none."""
        document = self.collection.by_id.get(identity)
        if document is None:
            raise HTTPException(404)
        return document

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number of the address's state; raise 400 where it is none."""
        text = self.state.get(name, "")
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - no text is longer
            raise HTTPException(400)
        return int(text)

    def day(self) -> str:
        """Return the day that the page is asked for (`as-of`), today's where none is named; raise 400 for no day."""
        wanted = self.state.get("as-of", "")
        if not wanted:
            return self.today()
        try:
            return dt.date.fromisoformat(wanted).isoformat()
        except ValueError:
            raise HTTPException(400) from None

    def today(self) -> str:
        """Return the day here."""
        return dt.datetime.now().astimezone().date().isoformat()

    def write(self, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """Write a page."""
        html = write_page(
            self.request,
            self.language,
            template,
            self.collection,
            visit=self,
            is_kept=self.is_kept,
            writer=self.writer,
            can_write=self.can_write,
            **values,
        )
        return HTMLResponse(html, status)


@cache
def environment() -> Environment:
    """Return the template environment: everything escaped, every unknown name an error."""
    return Environment(
        loader=PackageLoader("viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def write_page(request: Request, language: str, template: str, collection: Collection | None, **values: object) -> str:
    """Return a page as HTML; `collection` is `None` on pages that stand without data (errors, entry)."""
    other = next(each for each in LANGUAGES if each != language)
    path = request.url.path
    switched = f"/{other}{path[3:]}" if path[1:3] == language else f"/{other}/"
    return (
        environment()
        .get_template(template)
        .render(
            t=translator(language),
            term=partial(term, language),
            day=partial(day, language),
            period=partial(period, language),
            rhythm=partial(rhythm, language),
            links=links,
            lang=language,
            other_language=other,
            switch=links.with_state(switched, dict(request.query_params)),
            path=path,
            own_address=links.with_state(path, dict(request.query_params)),
            query_text=request.query_params.get("q", ""),
            collection=collection,
            **({"is_kept": False, "writer": "", "can_write": False} | values),
        )
    )
