"""Build the collection: read what is new or changed, and publish a new generation of the graph.

Example: trienkhai build plans/ letters/10.txt --kg kg

The folder remembers its sources: the next build reads only what changed. A file that has gone is reported, and
its document stays until `remove`. Files that cannot be read are reported too, and so are documents stamped
MẬT, TỐI MẬT or TUYỆT MẬT; the rest is built.
"""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from cli.main import EXIT_NOT_DONE, EXIT_WRONG_USE, add_graph_argument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sources and how to read them."""
    parser.add_argument("sources", nargs="*", type=Path, metavar="SOURCE", help="file or folder / tệp hoặc thư mục")
    parser.add_argument("--only", action="store_true", help="exactly these sources / chỉ đúng các nguồn này")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="processes / số tiến trình"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="Dask cluster that reads / cụm máy Dask đọc thay: tcp://10.0.0.5:8786"
    )
    parser.add_argument("--allow-classified", action="store_true", help="also MẬT, TỐI MẬT, TUYỆT MẬT / cả văn bản mật")
    parser.add_argument("--base", metavar="IRI", help="where the things' IRIs begin / phần đầu của các IRI")
    add_graph_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Build; return 1 where files were set aside, 2 for wrong use, 3 where nothing changed."""
    problem = _wrong_use(arguments)
    if problem:
        print(problem, file=sys.stderr)
        return EXIT_WRONG_USE
    from cli.building import rebuild  # noqa: PLC0415 - other commands start without the whole project
    from cli.crew import Crew  # noqa: PLC0415
    from cli.sources import DamagedMemoryError, Memory, add_sources, remembered  # noqa: PLC0415

    def change(memory: Memory) -> Memory:
        changed = add_sources(memory, arguments.sources, only=arguments.only)
        return replace(changed, base=arguments.base or memory.base)

    try:
        is_new = not arguments.sources and not remembered(arguments.kg).sources
    except DamagedMemoryError as damaged:
        print(damaged, file=sys.stderr)
        return EXIT_NOT_DONE
    if is_new:
        print("hãy nêu ít nhất một nguồn / name at least one source: trienkhai build SOURCE...", file=sys.stderr)
        return EXIT_WRONG_USE
    crew = Crew(arguments.workers, arguments.scheduler)
    return rebuild(arguments.kg, crew, change, allow_classified=arguments.allow_classified)


def _wrong_use(arguments: argparse.Namespace) -> str:
    missing = [str(path) for path in arguments.sources if not path.exists()]
    if missing:
        return f"không có / there is no: {', '.join(missing)}"
    if arguments.workers < 1:
        return "--workers cần ít nhất 1 / needs at least 1"
    if arguments.base and not arguments.base.startswith(("http://", "https://", "urn:")):
        return "--base cần một IRI tuyệt đối / needs an absolute IRI, such as https://example.org/id/"
    if arguments.base and not arguments.base.endswith(("/", "#", ":")):
        return "--base phải kết thúc bằng / # hoặc : / must end with / # or :"
    return ""
