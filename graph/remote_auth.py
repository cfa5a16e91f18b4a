"""Who asks a SPARQL server, and which address may be told so.

Credentials come from the environment or from a file, never from the command line, which other users can read.
"""

import base64
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal as OneOf
from urllib.parse import urlsplit

AUTH_VARIABLE = "TRIENKHAI_ENDPOINT_AUTH"
AUTH_FILE_VARIABLE = "TRIENKHAI_ENDPOINT_AUTH_FILE"


class EndpointAddressError(ValueError):
    """The address or the credentials of a server cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """How to say who asks: `secret` is the password, or the bearer's token; it is never printed."""

    scheme: OneOf["basic", "digest", "bearer"]
    user: str = ""
    secret: str = field(repr=False)


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
    if auth is not None and auth.scheme != "digest" and parts.scheme == "http" and not _is_near(parts.hostname):
        raise EndpointAddressError(
            f"{url}: mật khẩu hoặc mã {auth.scheme} chỉ gửi qua https / "
            f"{auth.scheme} credentials are only sent over https"
        )
    return url


def _is_near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost"


def authorization(auth: Auth | None) -> dict[str, str]:
    """Return the header that carries basic or bearer credentials; a digest's comes after the server's challenge."""
    if auth is None or auth.scheme == "digest":
        return {}
    if auth.scheme == "bearer":
        return {"Authorization": f"Bearer {auth.secret}"}
    joined = base64.b64encode(f"{auth.user}:{auth.secret}".encode()).decode("ascii")
    return {"Authorization": f"Basic {joined}"}
