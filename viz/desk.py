"""The web application: which address shows which page, and what a visitor sees where there is none."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from queries.process import WorkerDiedError, WorkerTimeoutError
from queries.workers import PoolBusyError
from viz import links
from viz.endpoint import answer_protocol
from viz.keeping import KeptPages
from viz.language import LANGUAGES
from viz.library import Library
from viz.moved import moved_address
from viz.pages.adding import adding_page
from viz.pages.agencies import agencies_page, agency_page
from viz.pages.asking import sparql_page, terms_file
from viz.pages.auditing import audit_page
from viz.pages.calendars import calendar_file, calendar_page
from viz.pages.cascading import cascade_page, cascade_picture
from viz.pages.comparing import compare_page
from viz.pages.covering import coverage_page
from viz.pages.document import document_page
from viz.pages.documents import documents_page
from viz.pages.duties import task_page
from viz.pages.exploring import explore_page
from viz.pages.facts import facts_page
from viz.pages.indicators import indicators_page
from viz.pages.judging import judgements_page, who_page
from viz.pages.matrices import matrix_page
from viz.pages.paths import path_page
from viz.pages.reader import text_page
from viz.pages.searching import search_page
from viz.pages.sheets import page_picture
from viz.pages.start import start_page
from viz.pages.surroundings import surroundings_page
from viz.pages.tasks import tasks_page
from viz.pictures import Pictures
from viz.protection import Access, Protection, writer_of
from viz.things import describe
from viz.visit import Visit, write_page
from viz.works import Works
from viz.writing import working_routes, writing_routes

Endpoint = Callable[[Request], Awaitable[Response]]

PAGES: dict[str, Callable[[Visit], Response]] = {
    "/{language}/": start_page,
    "/{language}/search": search_page,
    "/{language}/documents": documents_page,
    "/{language}/tasks": tasks_page,
    "/{language}/agencies": agencies_page,
    "/{language}/agency/{key}": agency_page,
    "/{language}/cascade": cascade_page,
    "/{language}/cascade.svg": cascade_picture,
    "/{language}/document/{identity}": document_page,
    "/{language}/document/{identity}/text": text_page,
    "/{language}/document/{identity}/page/{number}": page_picture,
    "/{language}/document/{identity}/facts": facts_page,
    "/{language}/document/{identity}/explore.html": explore_page,
    "/{language}/document/{identity}/task/{key}": task_page,
    "/{language}/document/{identity}/task/{key}/path": path_page,
    "/{language}/matrix": matrix_page,
    "/{language}/calendar": calendar_page,
    "/{language}/calendar.ics": calendar_file,
    "/{language}/indicators": indicators_page,
    "/{language}/audit": audit_page,
    "/{language}/sparql": sparql_page,
    "/{language}/terms.json": terms_file,
    "/{language}/explore": surroundings_page,
    "/{language}/compare": compare_page,
    "/{language}/coverage": coverage_page,
    "/{language}/judgements": judgements_page,
    "/{language}/who": who_page,
}
ASKED = frozenset({sparql_page, who_page})  # their answers are settled by more than the address
TOLD = frozenset({400, 401, 403, 404, 405, 413, 421, 500, 503})  # statuses that have a page of their own


def make_desk(
    library: Library, access: Access, works: Works | None = None, pictures: Pictures | None = None
) -> Protection:
    """Return the application; it closes the library when it ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        yield
        library.close()

    kept = KeptPages()
    routes = [
        Route("/sparql", _protocol(library), methods=["GET", "POST"]),  # first: programs ask it often
        Route("/", _choose_language),
        *writing_routes(library, access, _error_page),
        *working_routes(works, access, _error_page),
        Route("/id/{rest:path}", _described(library)),
        Mount("/static", StaticFiles(directory=Path(str(files("viz") / "static")))),
        Route("/{language}/add", _served(partial(adding_page, works=works), library, access, None, None)),
        *(
            Route(path, _served(page, library, access, None if page in ASKED else kept, pictures))
            for path, page in PAGES.items()
        ),
    ]
    told = {
        HTTPException: _told_by(library),
        ClientDisconnect: _left,
        **dict.fromkeys((PoolBusyError, WorkerDiedError, WorkerTimeoutError), _busy),
        Exception: _failed,
    }
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers=told,
    )
    return Protection(app, access=access, refuse=_refuse)  # outermost: its headers stand on error pages too


def _served(
    page: Callable[[Visit], Response],
    library: Library,
    access: Access,
    kept: KeptPages | None,
    pictures: Pictures | None,
) -> Endpoint:
    async def serve(request: Request) -> Response:
        language = request.path_params["language"]
        if language not in LANGUAGES:
            raise HTTPException(404)
        volume = library.volume()
        visit = Visit(
            request=request,
            language=language,
            source=volume,
            writer=writer_of(request.headers, access),
            can_write=access.writing is not None,
            pictures=pictures,
        )
        if kept is None:
            return await run_in_threadpool(page, visit)
        settled, key = (volume.state(), visit.today()), (request.url.path, request.url.query, visit.writer)
        return kept.find(settled, key) or await run_in_threadpool(kept.answer, settled, key, partial(page, visit))

    return serve


def _protocol(library: Library) -> Endpoint:
    async def answer(request: Request) -> Response:
        return await answer_protocol(request, library)

    return answer


def _described(library: Library) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return _moved(request, library) or describe(request, library.volume(), _language(request))

    return answer


def _choose_language(request: Request) -> Response:
    return RedirectResponse(f"/{_language(request)}/")


def _language(request: Request) -> str:
    """Return the language that the browser prefers; Vietnamese unless it prefers English."""
    preferred = request.headers.get("accept-language", "vi").lower()
    places = {language: preferred.find(language) for language in LANGUAGES if language in preferred}
    return min(places, key=places.__getitem__) if places else "vi"


def _error_page(
    request: Request, status: int, detail: str = "", headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    language = request.url.path[1:3] if request.url.path[1:3] in LANGUAGES else "vi"
    shown = status if status in TOLD else (500 if status >= 500 else 400)  # noqa: PLR2004 - server's fault or client's
    html = write_page(request, language, "error.html", None, status=shown, detail=detail)
    later = {"retry-after": "2"} if status == 503 else {}  # noqa: PLR2004 - Service Unavailable
    return HTMLResponse(html, status, headers={**later, **(headers or {})})


def _told_by(library: Library) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def told(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        moved = _moved(request, library) if status == 404 else None  # noqa: PLR2004 - Not Found
        headers = error.headers if isinstance(error, HTTPException) else None
        return moved or _error_page(request, status, headers=headers)

    return told


def _moved(request: Request, library: Library) -> Response | None:
    manifest = library.volume().generation.manifest
    now = moved_address(request.url.path, manifest["base"], manifest.get("redirects", {}))
    if now is None or request.method not in {"GET", "HEAD"}:
        return None
    # For now only: after a rollback the old address may be the right one.
    return RedirectResponse(links.with_state(now, dict(request.query_params)), 307)


async def _busy(request: Request, error: Exception) -> Response:
    return await run_in_threadpool(_error_page, request, 503, str(error))


async def _left(_: Request, __: Exception) -> Response:
    """Answer nobody: who went away before the body was whole is no fault of the desk's."""
    return Response(status_code=400)


async def _failed(request: Request, _: Exception) -> Response:
    return _error_page(request, 500)


def _refuse(scope: Scope, status: int) -> Response:
    return _error_page(Request(scope), status)
