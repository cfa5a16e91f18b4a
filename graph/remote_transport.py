"""One exchange with a SPARQL server over HTTP: who asks, how long it may take, and what is no answer.

Only http and https are spoken, redirects are not followed (they would carry a password elsewhere), and a body
that ends early is an error.
"""

import email.utils
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO

from graph.remote_auth import AUTH_FILE_VARIABLE, AUTH_VARIABLE, Auth

TIMEOUT = 30.0  # seconds for one exchange, from the request to the last byte
LARGEST = 2**30  # bytes of one answer
_ATTEMPTS = 4
_PATIENCE = 30.0  # seconds that a read waits at most before it asks again
_BUSY = frozenset({429, 502, 503, 504})
_REFUSED = frozenset({401, 403})
_SHOWN = 300  # letters of the server's own words
_BLOCK = 65_536


class EndpointError(RuntimeError):
    """The server was not reached, refused, or sent what is no answer; `status` is that of HTTP, 0 without one."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent: its media type without parameters, the headers in lower case, and the body."""

    media_type: str
    headers: Mapping[str, str]
    body: bytes


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Answers a server's challenge, and says who asks at once from then on.

    A server that refuses a request closes the connection while a long body is still on its way, and the refusal is
    never read: whoever sends one asks for the challenge first (`GraphStoreWriter`).
    """

    _challenge: Mapping[str, str] | None = None
    _ahead = ""  # the header that went with a request before it was asked for

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        """Add what answers the last challenge, where there was one."""
        if self._challenge is not None and not request.has_header(self.auth_header):
            self._ahead = f"Digest {self.get_authorization(request, self._challenge)}"
            request.add_unredirected_header(self.auth_header, self._ahead)
        return request

    https_request = http_request

    def retry_http_digest_auth(self, req: urllib.request.Request, auth: str) -> HTTPResponse | None:
        """Ask again with the answer to a challenge, and keep the challenge."""
        told = auth.partition(" ")[2]
        self._challenge = urllib.request.parse_keqv_list(
            [part for part in urllib.request.parse_http_list(told) if part]
        )
        return super().retry_http_digest_auth(req, auth)

    def http_error_401(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> HTTPResponse | None:
        """Ask again with the password; None where it answered this challenge already, and so is wrong."""
        sent = req.get_header(self.auth_header)
        if sent is not None and sent != self._ahead:
            return None
        self._ahead = ""  # a challenge grows old: one more try with the new one
        try:
            return super().http_error_401(req, fp, code, msg, headers)
        finally:
            fp.close()


def opener(urls: tuple[str, ...], auth: Auth | None) -> urllib.request.OpenerDirector:
    """Return what opens addresses of http and https, follows no redirect, and answers a digest's challenge."""
    director = urllib.request.OpenerDirector()
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ]
    if auth is not None and auth.scheme == "digest":
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        for url in urls:
            passwords.add_password(None, url, auth.user, auth.secret)
        handlers.append(_Digest(passwords))
    for handler in handlers:
        director.add_handler(handler)
    return director


def exchange(
    director: urllib.request.OpenerDirector, request: urllib.request.Request, timeout: float = TIMEOUT
) -> Reply:
    """Send a request and read the whole answer within `timeout` seconds; raise `EndpointError`."""
    deadline = time.monotonic() + timeout
    url = request.full_url.partition("?")[0]
    try:
        with director.open(request, timeout=timeout) as response:
            body = _body(response, url, deadline)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.headers.get_content_type(), headers, body)
    except urllib.error.HTTPError as error:
        with error:
            raise _failure(error, url) from error
    except TimeoutError as error:
        raise _late(url, timeout) from error
    except (urllib.error.URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise _late(url, timeout) from error
        raise EndpointError(f"{url}: không kết nối được / cannot be reached ({reason})") from error


def read_patiently(send: Callable[[], Reply], wait: Callable[[float], None] = time.sleep) -> Reply:
    """Send what only reads, and again where the server is busy, after the time it asks for or a growing random one."""
    for attempt in range(1, _ATTEMPTS):
        try:
            return send()
        except EndpointError as error:
            asked = getattr(error.__cause__, "headers", None)
            pause = _pause(asked and asked.get("Retry-After"), attempt)
            if error.status not in _BUSY or pause > _PATIENCE:
                raise
        wait(pause)
    return send()


def _pause(retry_after: str | None, attempt: int) -> float:
    """Return how many seconds to wait: what the server asks for (RFC 9110, 10.2.3), else up to 2 ** attempt / 2."""
    jitter = random.uniform(0, 2**attempt / 2)  # noqa: S311 - so that many readers do not come back together
    if retry_after is None:
        return jitter
    if retry_after.strip().isdigit():
        return float(retry_after) + jitter / 4
    try:
        day = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:  # neither seconds nor a day
        return jitter
    return max(0.0, day.timestamp() - time.time()) + jitter / 4


def _body(response: HTTPResponse, url: str, deadline: float) -> bytes:
    blocks: list[bytes] = []
    size = 0
    while block := response.read1(_BLOCK):
        blocks.append(block)
        size += len(block)
        if size > LARGEST:
            raise EndpointError(f"{url}: câu trả lời quá lớn / the answer is too large (> {LARGEST:,} byte)")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:  # what Content-Length promised and did not come
        raise EndpointError(f"{url}: câu trả lời bị đứt giữa chừng / the answer ends early ({size:,} byte)")
    return b"".join(blocks)


def _late(url: str, timeout: float) -> EndpointError:
    return EndpointError(f"{url}: quá {timeout:g} giây chưa trả lời xong / no whole answer in {timeout:g} seconds")


def _failure(error: urllib.error.HTTPError, url: str) -> EndpointError:
    try:
        said = error.read(_SHOWN * 4).decode("utf-8", errors="replace")
    except (OSError, HTTPException):  # the status says enough
        said = ""
    words = " ".join(said.split())[:_SHOWN]
    if error.code in _REFUSED:
        remedy = (
            f"máy chủ không cho phép, hãy đặt {AUTH_VARIABLE} hoặc {AUTH_FILE_VARIABLE} / "
            f"not permitted: set {AUTH_VARIABLE} or {AUTH_FILE_VARIABLE}"
        )
    elif 300 <= error.code < 400:  # noqa: PLR2004 - the statuses of redirects
        remedy = f"hãy ghi địa chỉ đích / name the address it points to: {error.headers.get('Location')}"
    else:
        remedy = "máy chủ báo lỗi / the server reports an error"
    return EndpointError(f"{url}: HTTP {error.code}, {remedy} {words}".rstrip(), error.code)
