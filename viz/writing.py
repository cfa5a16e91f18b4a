"""What a visitor with token and name may change: judgements are written down, or taken back."""

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


def _entering(access: Access, refuse: Refusal) -> Callable[[Request], Awaitable[Response]]:
    async def check(request: Request) -> Response:
        fields = await form_fields(request)
        given = fields.get("token", "").strip()
        right = is_token(given, access.token) or is_token(given, access.writing)
        return enter(given, fields.get("name", ""), way_back(fields)) if right else refuse(request, 401, "")

    return check


async def form_fields(request: Request) -> Mapping[str, str]:
    """Return the fields of a form; raise 413 for one that is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > FORM:
            raise HTTPException(413)
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True)
    return {name: values[0].replace("\r\n", "\n") for name, values in fields.items()}
