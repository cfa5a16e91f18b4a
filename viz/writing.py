"""What a visitor with token and name may change: judgements written down or taken back, documents added."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graph.journal import UnknownJudgementError
from graph.judgements import WrongJudgementError
from viz.library import Library
from viz.pages.judging import judgement_of, way_back
from viz.protection import Access, enter, is_token, writer_of
from viz.uploads import FILES, MOST, files_in
from viz.works import BusyError, Works

FORM = 65536  # bytes

Refusal = Callable[[Request, int, str], Response]


def writing_routes(library: Library, access: Access, refuse: Refusal) -> list[Route]:
    """Return the addresses that forms are sent to; `refuse` writes a page for a status and a sentence."""

    async def judge(request: Request) -> Response:
        fields = await form_fields(request)
        by = writer_of(request.headers, access)
        try:
            await run_in_threadpool(library.notebook.write, judgement_of(fields, by))
        except WrongJudgementError as error:
            return refuse(request, 400, str(error))
        return RedirectResponse(way_back(fields), 303)

    async def withdraw(request: Request) -> Response:
        fields = await form_fields(request)
        by = writer_of(request.headers, access)
        try:
            await run_in_threadpool(library.notebook.withdraw, fields.get("id", ""), by, fields.get("reason", ""))
        except UnknownJudgementError as error:
            return refuse(request, 400, str(error))
        return RedirectResponse(way_back(fields), 303)

    return [
        Route("/enter", _entering(access, refuse), methods=["POST"]),
        Route("/judge", judge, methods=["POST"]),
        Route("/withdraw", withdraw, methods=["POST"]),
    ]


def working_routes(works: Works | None, access: Access, refuse: Refusal) -> list[Route]:
    """Return the addresses at which documents are added and taken back; none where nobody builds."""
    if works is None:
        return []

    async def add(request: Request) -> Response:
        body = await _body(request, MOST)
        found = files_in(request.headers.get("content-type", ""), body)
        if not 0 < len(found) <= FILES:
            return refuse(request, 400, f"1..{FILES}")
        by = writer_of(request.headers, access)
        return await _done(request, lambda: works.add(found, by))

    async def undo(request: Request) -> Response:
        batch = (await form_fields(request)).get("batch", "")
        if batch not in {each.id for each in works.batches()}:
            return refuse(request, 404, "")
        return await _done(request, lambda: works.undo(batch))

    async def rebuild(request: Request) -> Response:
        await form_fields(request)
        return await _done(request, works.rebuild)

    async def _done(request: Request, work: Callable[[], None]) -> Response:
        try:
            await run_in_threadpool(work)
        except BusyError as error:
            return refuse(request, 503, str(error))
        language = request.headers.get("referer", "").partition("/en/")[1].strip("/") or "vi"
        return RedirectResponse(f"/{language}/add", 303)

    return [
        Route("/add", add, methods=["POST"]),
        Route("/undo", undo, methods=["POST"]),
        Route("/rebuild", rebuild, methods=["POST"]),
    ]


def _entering(access: Access, refuse: Refusal) -> Callable[[Request], Awaitable[Response]]:
    async def check(request: Request) -> Response:
        fields = await form_fields(request)
        given = fields.get("token", "").strip()
        right = is_token(given, access.token) or is_token(given, access.writing)
        return enter(given, fields.get("name", ""), way_back(fields)) if right else refuse(request, 401, "")

    return check


async def form_fields(request: Request) -> Mapping[str, str]:
    """Return the fields of a form; raise 413 for one that is too long."""
    body = await _body(request, FORM)
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True)
    return {name: values[0].replace("\r\n", "\n") for name, values in fields.items()}


async def _body(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise HTTPException(413)
        parts.append(part)
    return b"".join(parts)
