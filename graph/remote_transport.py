"""One exchange with a SPARQL server over HTTP: who asks, how long it may take, and what is no answer.

Only http and https are spoken, redirects are not followed (they would carry a password elsewhere), and a body
that ends early is an error.
"""

import base64
import email.utils
import os
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Literal as OneOf
from urllib.parse import urlsplit

AUTH_VARIABLE = "TRIENKHAI_ENDPOINT_AUTH"
AUTH_FILE_VARIABLE = "TRIENKHAI_ENDPOINT_AUTH_FILE"
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


class EndpointAddressError(ValueError):
    """The address or the credentials of a server cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """How to say who asks: `secret` is the password, or the bearer's token; it is never printed."""

    scheme: OneOf["basic", "digest", "bearer"]
    user: str = ""
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent: its media type without parameters, the headers in lower case, and the body."""

    media_type: str
    headers: Mapping[str, str]
    body: bytes


def parse_auth(text: str) -> Auth:
    """Return the credentials of `basic:USER:PASSWORD`, `digest:USER:PASSWORD` or `bearer:TOKEN`.

    >>> parse_auth("digest:dba:s:3")
    Auth(scheme='digest', user='dba')
    """
    scheme, _, rest = text.strip().partition(":")
    user, colon, password = rest.partition(":")
    if scheme == "bearer" and rest:
        return Auth(scheme="bearer", secret=rest)
    if scheme in {"basic", "digest"} and user and colon:
        return Auth(scheme="basic" if scheme == "basic" else "digest", user=user, secret=password)
    raise EndpointAddressError(
        f"{AUTH_VARIABLE} cần dạng basic:NGƯỜI_DÙNG:MẬT_KHẨU, digest:NGƯỜI_DÙNG:MẬT_KHẨU hoặc bearer:MÃ / "
        f"{AUTH_VARIABLE} needs the form basic:USER:PASSWORD, digest:USER:PASSWORD or bearer:TOKEN"
    )


def find_auth(environment: Mapping[str, str] = os.environ) -> Auth | None:
    """Return the credentials that the environment holds, or the file that it names; None where it has neither."""
    named = environment.get(AUTH_FILE_VARIABLE)
    if named is None:
        text = environment.get(AUTH_VARIABLE)
        return None if text is None else parse_auth(text)
    try:
        text = Path(named).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EndpointAddressError(
            f"{AUTH_FILE_VARIABLE}: không đọc được tệp {named} / cannot read the file ({error})"
        ) from error
    return parse_auth(text)


def check_address(url: str, auth: Auth | None = None) -> str:
    """Return the address of a server, or raise `EndpointAddressError` where it must not be used.

    A password in it would be seen in the list of processes; one sent without encryption would be seen on the way.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise EndpointAddressError(
            f"{url!r}: cần địa chỉ http:// hoặc https:// / an http:// or https:// address is needed"
        )
    if parts.username is not None:
        raise EndpointAddressError(
            f"Không ghi mật khẩu vào địa chỉ; hãy đặt {AUTH_VARIABLE} hoặc {AUTH_FILE_VARIABLE} / "
            f"No password in the address; set {AUTH_VARIABLE} or {AUTH_FILE_VARIABLE}"
        )
    is_near = parts.hostname in {"localhost", "::1"} or parts.hostname.startswith("127.")
    if auth is not None and auth.scheme != "digest" and parts.scheme == "http" and not is_near:
        raise EndpointAddressError(
            f"{url}: mật khẩu hoặc mã {auth.scheme} chỉ gửi qua https / "
            f"{auth.scheme} credentials are only sent over https"
        )
    return url


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
        handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
    for handler in handlers:
        director.add_handler(handler)
    return director


def authorization(auth: Auth | None) -> dict[str, str]:
    """Return the header that carries basic or bearer credentials; a digest's comes after the server's challenge."""
    if auth is None or auth.scheme == "digest":
        return {}
    if auth.scheme == "bearer":
        return {"Authorization": f"Bearer {auth.secret}"}
    joined = base64.b64encode(f"{auth.user}:{auth.secret}".encode()).decode("ascii")
    return {"Authorization": f"Basic {joined}"}


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
