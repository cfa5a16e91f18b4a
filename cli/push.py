"""Loads the current generation into a SPARQL 1.1 server, graph by graph; safe to repeat.

A server without a graph store is written to by updates, more slowly. A password or token is read from
TRIENKHAI_ENDPOINT_AUTH (basic:USER:PASSWORD, digest:USER:PASSWORD or bearer:TOKEN), or from the file that
TRIENKHAI_ENDPOINT_AUTH_FILE names.

Example: trienkhai push --endpoint http://127.0.0.1:7878/query --graph-store http://127.0.0.1:7878/store
         trienkhai push --endpoint https://may-chu/ds/query --update https://may-chu/ds/update
"""

import argparse
import sys

from cli.collection import NO_COLLECTION, WRONG_COLLECTION
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.progress import progress_bar
from cli.rows import print_json
from graph.generations import current_generation
from graph.remote import RemoteStore
from graph.remote_auth import find_auth
from graph.remote_loading import ForeignDataError, PushReport, push
from graph.remote_writers import PUSH_TIMEOUT, GraphStoreWriter, UpdateWriter, Writer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the addresses of the server."""
    parser.add_argument("--endpoint", metavar="URL", required=True, help="answers queries / địa chỉ trả lời câu hỏi")
    parser.add_argument("--update", metavar="URL", help="takes updates (the endpoint) / địa chỉ nhận cập nhật")
    parser.add_argument(
        "--graph-store", metavar="URL", help="the Graph Store Protocol, faster / giao thức kho đồ thị, nhanh hơn"
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=PUSH_TIMEOUT,
        metavar="S",
        help="seconds a request / giây mỗi yêu cầu (%(default)g)",
    )
    add_graph_argument(parser)
    add_format_argument(parser, "table", "json")


def run(arguments: argparse.Namespace) -> int:
    """Push and print what was done; 2 for a wrong address, 3 where the server does not end with the collection."""
    try:
        report = _push(arguments)
    except WRONG_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except (*NO_COLLECTION, ForeignDataError) as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    if arguments.format == "json":
        print_json(report.as_json())
    else:
        print("\n".join(_lines(report)))
    return EXIT_DONE


def _push(arguments: argparse.Namespace) -> PushReport:
    auth = find_auth()
    server = RemoteStore(arguments.endpoint, update=arguments.update, auth=auth, timeout=arguments.timeout)
    writer: Writer = UpdateWriter(server)
    if arguments.graph_store is not None:
        writer = GraphStoreWriter(arguments.graph_store, auth=auth, timeout=arguments.timeout)
    generation = current_generation(arguments.kg)
    if not sys.stderr.isatty():
        return push(generation, server, writer)
    with progress_bar(len(generation.manifest["graphs"]), "Đang nạp / loading") as done:
        return push(generation, server, writer, done)


def _lines(report: PushReport) -> list[str]:
    place = report.union_graph or "đồ thị mặc định / the default graph"
    return [
        f"Đã nạp / loaded: {report.graphs:,} đồ thị / graphs, {report.statements:,} câu / statements",
        f"  hợp của chúng ở / their union is in: {place} ({report.union:,})",
        *(f"  đã gỡ / removed: {graph}" for graph in report.removed),
        *(f"  máy chủ đổi giá trị / the server changed a value: {value}" for value in report.changed),
    ]
