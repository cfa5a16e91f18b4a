"""The console script: each command is a module that adds its arguments and runs; this file only connects them."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cli.outlet import let_go, write_out

COMMANDS = {
    "demo": "builds the example corpus, prints its cascade and audit / dựng bộ ví dụ, in chuỗi triển khai và kiểm tra",
    "build": "reads files and folders and publishes a new generation / đọc tài liệu, công bố một thế hệ mới",
    "remove": "takes documents out of the collection / đưa tài liệu ra khỏi kho",
    "extract": "what each file says, one JSON object a line / mỗi tệp nói gì, mỗi dòng một đối tượng JSON",
    "restore": "the text in correct Vietnamese / văn bản bằng tiếng Việt đúng dấu",
    "cascade": "what carries a document out, level by level / văn bản được triển khai ra sao, từng cấp",
    "compare": "two documents of a series clause by clause / so hai văn bản cùng loạt theo từng mục",
    "calendar": "deadlines, coming reports and their relays / lịch thời hạn, báo cáo và chuyển tiếp",
    "diff": "what differs between two generations / hai thế hệ của kho khác nhau ở đâu",
    "rollback": "goes back a generation / quay lại thế hệ trước",
    "audit": "findings with their evidence / phát hiện kèm bằng chứng",
    "judge": "a person's word on identity, facts, tasks, findings / ý kiến của người về những gì đã đọc",
    "report": "an inspector's report on a document / báo cáo kiểm tra một văn bản",
    "query": "a named question or SPARQL / câu hỏi có tên hoặc SPARQL",
    "queries": "lists the named questions / liệt kê các câu hỏi có tên",
    "serve": "the web desk on 127.0.0.1 / bàn làm việc trên trình duyệt",
    "export": "the graph or a view of it in another format / xuất đồ thị ra định dạng khác",
    "push": "loads the graph into a SPARQL 1.1 server / nạp đồ thị vào máy chủ SPARQL",
    "evaluate": "how well documents are read, on labels of your own / đọc đúng đến đâu, theo nhãn của bạn",
    "check": "SHACL shapes, the ontology's consistency, digests of the store / kiểm tra hình dạng, tính nhất quán",
}

EXIT_DONE, EXIT_FAULTS, EXIT_WRONG_USE, EXIT_NOT_DONE = 0, 1, 2, 3


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Return what reads the command line; only the command that is wanted is loaded, and knows its arguments."""
    parser = argparse.ArgumentParser(
        prog="trienkhai",
        description="Triển khai: đọc văn bản chỉ đạo, lần theo chuỗi triển khai, kiểm tra phân công. / "
        "Reads directives, traces how they are carried out, audits who answers for what.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        if name != wanted:
            commands.add_parser(name, help=purpose)
            continue
        module = importlib.import_module(f"cli.{name}")
        command = commands.add_parser(
            name,
            help=purpose,
            description=f"{purpose}\n\n{module.__doc__ or ''}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def add_graph_argument(parser: argparse.ArgumentParser, *, endpoint: bool = False) -> None:
    """Add `--kg DIR`, the folder of the collection, which most commands take, and where asked `--endpoint URL`."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--kg", type=Path, default=Path("kg"), metavar="DIR", help="the collection's folder / thư mục của kho (kg)"
    )
    if endpoint:
        place.add_argument(
            "--endpoint", metavar="URL", help="a SPARQL server instead, see push / máy chủ SPARQL thay cho thư mục"
        )


def add_day_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--as-of DATE`, the day for what is late or has ended."""
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=date.today(),  # noqa: DTZ011 - the day on the user's wall
        metavar="DATE",
        help="the day for what depends on one (today) / ngày dùng để xét quá hạn (hôm nay)",
    )


def add_format_argument(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add `--format` with the given choices (the first is the default) and its short form `--json`."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"({formats[0]})")
    if "json" in formats:
        parser.add_argument("--json", action="store_const", const="json", dest="format", help="= --format json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status of the contract (0 done, 1 faults, 2 wrong use, 3 not done)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    words = sys.argv[1:] if arguments is None else arguments
    chosen = _parser(words[0] if words else "").parse_args(words)
    try:
        status = chosen.run(chosen)
    except BrokenPipeError:  # `trienkhai ... | head`
        let_go()
        return EXIT_DONE
    return write_out(status, sys.stdout.flush)


if __name__ == "__main__":
    sys.exit(main())
