"""What people say of the collection: identities, corrected facts, missed and false tasks, what is done, findings.

Ghi ý kiến của người về những gì máy đã đọc; ý kiến sống qua mọi lần dựng lại, rút lại được, xuất và nhập bằng CSV.

Example / Ví dụ:
  trienkhai judge add lead 16-KH/ĐU --task VI.4 --value "Trạm Y tế xã" --by "Nguyễn Thị Lan" --reason "phân công lại"
  trienkhai judge add due 16-KH/ĐU --task VI.4 --value 2026-09-30 --by Lan
  trienkhai judge add missed 16-KH/ĐU --words "Mở hai lớp học" --by Lan
  trienkhai judge add false-task 16-KH/ĐU --task VI.4 --words "chịu trách nhiệm thi hành" --by Lan
  trienkhai judge add done 16-KH/ĐU --task VI.4 --day 2026-05-20 --evidence bao-cao-12.pdf --by Lan
  trienkhai judge add same 9-NQ/TW --other 95-NQ/TW --by Lan        (one document / một văn bản)
  trienkhai judge add different "Sở Y tế A" --agency --other "Sở Y tế B" --by Lan
  trienkhai judge add relation 16-KH/ĐU --other 57-NQ/TW --value implements --by Lan
  trienkhai judge add false-alarm no-deadline-0a1b2c3d4e5f --by Lan --reason "đã có hạn ở phụ lục" --build
  trienkhai judge list                   trienkhai judge list --orphaned
  trienkhai judge withdraw 0a1b2c3d4e5f --by Lan --reason "nhầm"
  trienkhai judge export --out y-kien.csv          trienkhai judge import y-kien.csv --by Lan

A judgement is on the disk when the command ends; the next build, or --build, applies it.
Ý kiến đã nằm trên đĩa khi lệnh kết thúc; lần dựng sau, hoặc --build, áp dụng nó.
"""

import argparse
import sys
from pathlib import Path

from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to do with judgements."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_adding(actions.add_parser("add", help="record one / ghi một ý kiến"))
    listing = actions.add_parser("list", help="what was said / xem các ý kiến")
    listing.add_argument(
        "--all", action="store_true", help="also withdrawn and replaced ones / cả ý kiến đã rút, đã thay"
    )
    listing.add_argument("--orphaned", action="store_true", help="only those that fit nothing / chỉ ý kiến mất chỗ gắn")
    add_graph_argument(listing)
    add_format_argument(listing, "table", "json", "csv")
    taking = actions.add_parser("withdraw", help="take one back; it stays in the journal / rút lại, vẫn còn trong sổ")
    taking.add_argument("judgement", metavar="ID", help="as `judge list` prints it / mã in trong `judge list`")
    _add_speaker(taking)
    writing = actions.add_parser("export", help="those in force, as CSV / xuất các ý kiến còn hiệu lực")
    writing.add_argument("--out", type=Path, metavar="FILE", help="else stdout / không có thì in ra")
    add_graph_argument(writing)
    bringing = actions.add_parser("import", help="from what export wrote / nhập tệp đã xuất")
    bringing.add_argument("file", type=Path, metavar="FILE", help="CSV of `judge export` / CSV của `judge export`")
    _add_speaker(bringing, needed=False)


def _add_adding(parser: argparse.ArgumentParser) -> None:
    from cli.judge_targets import SAYINGS  # noqa: PLC0415 - a list of words

    parser.add_argument("saying", metavar="WHAT", help=", ".join(SAYINGS))
    parser.add_argument("target", metavar="TARGET", help="document, agency or finding / văn bản, cơ quan, phát hiện")
    parser.add_argument("--task", metavar="PATH", help="path of the task, VI.4, or its IRI / mục của nhiệm vụ hoặc IRI")
    parser.add_argument("--words", default="", metavar="TEXT", help="words of the task / lời của nhiệm vụ")
    parser.add_argument("--value", action="append", default=[], metavar="V", help="what it is instead / giá trị đúng")
    parser.add_argument(
        "--other", default="", metavar="OTHER", help="the other document, agency / văn bản, cơ quan kia"
    )
    parser.add_argument(
        "--agency", action="store_true", help="same, different: of agencies / so cơ quan, không so văn bản"
    )
    parser.add_argument("--day", default="", metavar="DATE", help="on which it was done / ngày xong")
    parser.add_argument("--share", type=int, metavar="PERCENT", help="how much is done / phần đã làm")
    parser.add_argument("--evidence", action="append", default=[], metavar="FILE|DOCUMENT", help="minh chứng")
    _add_speaker(parser)


def _add_speaker(parser: argparse.ArgumentParser, *, needed: bool = True) -> None:
    parser.add_argument("--by", required=needed, default="", metavar="NAME", help="who says so / ai nêu ý kiến")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why / vì sao")
    parser.add_argument("--build", action="store_true", help="apply it now / áp dụng ngay")
    add_graph_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do it; 2 where a name or a value is wrong, 3 where the journal cannot be read or written."""
    from cli import judge_actions  # noqa: PLC0415 - other commands start without the whole project
    from cli.collection import NO_COLLECTION  # noqa: PLC0415
    from cli.judge_targets import WRONG_TARGETS  # noqa: PLC0415
    from graph.journal import DamagedJournalError  # noqa: PLC0415

    try:
        changed = judge_actions.ACTIONS[arguments.action](arguments)
    except WRONG_TARGETS as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except (DamagedJournalError, *NO_COLLECTION, OSError) as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    return _build(arguments) if changed else EXIT_DONE


def _build(arguments: argparse.Namespace) -> int:
    if not arguments.build:
        print(
            "Có hiệu lực từ lần dựng sau: trienkhai build / Takes effect at the next build: trienkhai build",
            file=sys.stderr,
        )
        return EXIT_DONE
    from cli.building import rebuild  # noqa: PLC0415 - as in `run`
    from cli.crew import Crew  # noqa: PLC0415

    return rebuild(arguments.kg, Crew(), lambda memory: memory)
