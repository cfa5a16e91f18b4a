"""What stands between the desk and everybody else: host names, other sites, the token, what a page may load.

A loopback address is no border of trust: any page in the same browser can ask it, so host and origin are
checked.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_ADDED = tuple((name.encode(), value.encode()) for name, value in (*HEADERS.items(), ("cache-control", "no-store")))
COOKIE = "trienkhai"
NAME = "trienkhai-name"
LONGEST_NAME = 80
OPEN = frozenset({"/enter", "/sparql"})  # what may be asked by POST and writes nothing
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

Refuse = Callable[[Scope, int], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Which host names the desk answers to (`host:port`); the tokens that it asks for to look, and to write, if any.

    Without a token to write nobody may; whoever may look by a token may write with it too.
    """

    hosts: frozenset[str]
    token: str | None = None
    writing: str | None = None


def allowed_hosts(host: str, port: int) -> frozenset[str]:
    """Return the `Host` values of a desk on this address: loopback's names, and the address itself."""
    names = {*LOOPBACK, f"[{host}]" if ":" in host else host}
    return frozenset({f"{name}:{port}" for name in names} | (names if port == 80 else set()))  # noqa: PLR2004 - HTTP


class Protection:
    """Refuses requests that are not for this desk, and adds the headers of `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp, *, access: Access, refuse: Refuse) -> None:
        """Wrap an application; `refuse` makes the page for a status."""
        self._app = app
        self._access = access
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer: ASGIApp = self._app
        status = self._objection(scope)
        if status is not None:
            answer = self._refuse(scope, status)
        await answer(scope, receive, _with_headers(send))

    def _objection(self, scope: Scope) -> int | None:
        """Return the status to refuse a request with, or `None`."""
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self._access.hosts:
            return 421
        if scope["method"] not in SAFE and not _own_site(headers):
            return 403
        if scope["method"] not in SAFE and scope["path"] not in OPEN and not writer_of(headers, self._access):
            return 401
        if self._access.token is not None and scope["path"] != "/enter" and not self._holds_token(headers):
            return None if scope["path"].startswith("/static/") else 401
        return None

    def _holds_token(self, headers: Headers) -> bool:
        return is_token(_token_of(headers), self._access.token)


def is_token(given: str, expected: str | None) -> bool:
    """Compare in constant time."""
    return expected is not None and hmac.compare_digest(given.encode(), expected.encode())


def enter(token: str, name: str = "", back: str = "/") -> Response:
    """Return the answer to a right token: a cookie for this browser, one for the name, and the page to go back to."""
    response = RedirectResponse(back, 303)
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
    shown = " ".join(name.split())[:LONGEST_NAME]
    if shown:
        response.set_cookie(NAME, quote(shown), httponly=True, samesite="strict", path="/")
    return response


def writer_of(headers: Headers, access: Access) -> str:
    """Return the name of one who may write: with the token and a name; "" for everybody else."""
    name = unquote(_cookie(headers, NAME) or headers.get("x-name", ""))
    return name if is_token(_token_of(headers), access.writing) else ""


def _token_of(headers: Headers) -> str:
    return _cookie(headers, COOKIE) or headers.get("authorization", "").removeprefix("Bearer ")


def _cookie(headers: Headers, wanted: str) -> str:
    found = ""
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        found = value if name == wanted else found
    return found


def _own_site(headers: Headers) -> bool:
    """Say whether a request that may change something comes from our own pages, or from no browser at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers["host"].lower()


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            set_already = {name.lower() for name, _ in message["headers"]}
            added = [header for header in _ADDED if header[0] not in set_already]
            message["headers"] = [*message["headers"], *added]
        await send(message)

    return sender
