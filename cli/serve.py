"""Serves the web desk on this machine: cascade, tasks, source text, audit, SPARQL.

Example: trienkhai serve --port 8000
         trienkhai serve --host 0.0.0.0 --token-file ~/.config/trienkhai/token
"""

import argparse
import errno
import os
import secrets
import socket
import sys
from pathlib import Path

from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_graph_argument
from graph.generations import DamagedGenerationError, NoGenerationError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
DRAINING = 2  # seconds for answers under way when the desk is told to end


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder, the address and the token."""
    add_graph_argument(parser)
    parser.add_argument("--port", type=int, default=8000, help="cổng / port (8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="địa chỉ; khác máy này thì cần --token-file / address (127.0.0.1)"
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="tên máy khác / another host name",
    )
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="tệp giữ mã truy cập / file of the token",
    )
    parser.add_argument(
        "--workers", type=int, default=3, help="tiến trình đọc kho / processes that read the collection (3)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve the desk until interrupted."""
    if arguments.host not in LOOPBACK and arguments.token_file is None:
        print(
            "--host ngoài máy này cần --token-file FILE để chỉ người có mã mới xem được. / "
            "--host beyond this machine needs --token-file FILE, so that only those with the token can look.",
            file=sys.stderr,
        )
        return EXIT_WRONG_USE
    try:
        with listening(arguments.host, arguments.port) as waiting:
            return serve(arguments, waiting)
    except ClosedPortError as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE


def serve(arguments: argparse.Namespace, waiting: socket.socket) -> int:
    """Open the collection and answer until interrupted; say what to do where it cannot be opened."""
    import uvicorn  # noqa: PLC0415 - half a second that no other command needs

    from cli.adding import Builder  # noqa: PLC0415
    from cli.picturing import Drawer  # noqa: PLC0415
    from viz.desk import make_desk  # noqa: PLC0415
    from viz.library import Library  # noqa: PLC0415
    from viz.patience import LARGEST_HEAD, PatientProtocol  # noqa: PLC0415
    from viz.protection import Access, allowed_hosts  # noqa: PLC0415

    try:
        library = Library(arguments.kg, workers=arguments.workers)
    except (NoGenerationError, DamagedGenerationError) as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    port = waiting.getsockname()[1]
    token = None if arguments.token_file is None else _token(arguments.token_file)
    names = (arguments.host, *arguments.name)
    writing = _writing_token(arguments.kg, token)
    hosts = frozenset(host for name in names for host in allowed_hosts(name, port))
    desk = make_desk(
        library, Access(hosts=hosts, token=token, writing=writing), Builder(arguments.kg), Drawer(arguments.kg)
    )
    config = uvicorn.Config(
        desk,
        http=PatientProtocol,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=DRAINING,
        proxy_headers=False,  # nothing here depends on who asks from where
        server_header=False,
    )
    print(f"Bàn làm việc / desk: http://{arguments.host}:{port}/  (Ctrl+C: dừng / stop)", file=sys.stderr)
    try:
        uvicorn.Server(config).run(sockets=[waiting])
    finally:
        library.close()
    return EXIT_DONE


class ClosedPortError(OSError):
    """The desk cannot be had at this address; the message says why and what to do."""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that waits at an address; raise `ClosedPortError`."""
    # With its protocol, by which asyncio knows that it may have answers sent at once; else each waits for 40 ms.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    waiting = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        waiting.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        waiting.bind((host, port))
        waiting.listen()
    except (OSError, OverflowError) as error:
        waiting.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ClosedPortError(
                f"Cổng {port} ở {host} đang có chương trình khác dùng: hãy đóng chương trình ấy, hoặc chọn cổng khác "
                f"bằng --port. / Port {port} of {host} is in use by another program: close that one, or choose another "
                "port with --port."
            ) from error
        raise ClosedPortError(
            f"Không mở được cổng {port} ở {host}: hãy xem lại --port và --host. / "
            f"Port {port} of {host} cannot be opened: look at --port and --host. ({error})"
        ) from error
    return waiting


def _writing_token(kg: Path, token: str | None) -> str | None:
    """Return the token that writing needs: that of looking, else one kept in the collection's folder."""
    if token is not None:
        return token
    file = kg / "token"
    try:
        made = _token(file)
    except OSError as error:
        print(f"Chỉ đọc, không ghi được vào kho / read-only: {error}", file=sys.stderr)
        return None
    print(f"Muốn ghi ý kiến thì cần mã ở / to write, use the token in: {file}", file=sys.stderr)
    return made


def _token(file: Path) -> str:
    """Return the token that a file holds; make both, readable by the owner alone, where there is none."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as made:
            made.write(secrets.token_hex(32) + "\n")
        print(f"Mã truy cập nằm ở {file} / the access token is in {file}", file=sys.stderr)
    return file.read_text(encoding="ascii").strip()
