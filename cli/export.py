"""Writes the graph, or tables, a network, a calendar or a page made of it; all of it, or one cascade or area.

Example: trienkhai export --format ttl --out graph.ttl
         trienkhai export --format xlsx --cascade 57-NQ/TW --out 57.xlsx
         trienkhai export --format csv --table deadlines --area "Hải Phòng" --out deadlines.csv
         trienkhai export --format csv --out folder/        (every table, a file each)
         trienkhai export --format html --out desk.html
         trienkhai export --format pyvis --around 57-NQ/TW --out 57.html

csv, xlsx, ics, sqlite (Datasette opens it) and graphml (Gephi opens it) hold what the graph says as rows.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_generation
from cli.excerpts import Excerpt, add_excerpt_arguments, take_excerpt
from cli.main import EXIT_NOT_DONE, EXIT_WRONG_USE, add_day_argument, add_graph_argument
from cli.writing import write_files
from graph.generations import Generation
from graph.store import FORMATS
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document
from queries.selection import AreaNotFoundError

PYVIS, CSV = "pyvis", "csv"
TABLES = (
    *("tasks", "documents", "relations", "agencies", "assignments", "deadlines"),
    *("indicators", "lineage", "findings", "sources"),
)  # as viz.files.kinds names them; loading it takes a second that other commands spare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder, the format, the part of the collection and the file."""
    add_graph_argument(parser, endpoint=True)
    choices = (*FORMATS, *_WRITERS)
    parser.add_argument("--format", choices=choices, required=True, help="định dạng / format")
    add_excerpt_arguments(parser)
    add_day_argument(parser)
    parser.add_argument("--around", metavar="DOCUMENT", help="pyvis: văn bản ở giữa / the document in the middle")
    parser.add_argument("--table", choices=TABLES, default="tasks", help="csv: bảng nào / which table (tasks)")
    parser.add_argument(
        "--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ của trang, của lời / language of the words (vi)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="tệp ghi ra, với csv cũng có thể là thư mục; không có thì in ra màn hình / "
        "file to write, for csv also a folder; else stdout",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write what was asked for."""
    if (arguments.format == PYVIS) != (arguments.around is not None):
        print(
            "pyvis cần --around VĂN_BẢN, định dạng khác thì không / pyvis needs --around, others do not",
            file=sys.stderr,
        )  # fmt: skip
        return EXIT_WRONG_USE
    try:
        taken = take_excerpt(*open_generation(arguments), arguments)
        files = _written(taken, arguments)
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    except (AmbiguousDocumentError, DocumentNotFoundError, AreaNotFoundError, *WRONG_COLLECTION) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    return write_files(files, arguments.out)


def _written(taken: Excerpt, arguments: argparse.Namespace) -> Mapping[str, bytes]:
    """Return what is to be written by the name of the file in a folder; one file has no name of its own."""
    if arguments.format == CSV and _is_folder(arguments.out):
        return _every_table(taken, arguments)
    if arguments.format in _WRITERS:
        return {"": _WRITERS[arguments.format](taken, arguments)}
    return {"": taken.store.dump(arguments.format)}


def _is_folder(out: Path | None) -> bool:
    return out is not None and (out.is_dir() or not out.suffix)


def offline_desk(generation: Generation, language: str) -> bytes:
    """Return the whole desk as one HTML file that loads nothing."""
    from viz.export import write_desk  # noqa: PLC0415 - a second that other formats spare
    from viz.shelf import open_shelf  # noqa: PLC0415

    return write_desk(open_shelf(generation), language).encode()


def _desk(taken: Excerpt, arguments: argparse.Namespace) -> bytes:
    from viz.export import write_desk  # noqa: PLC0415 - as in `offline_desk`
    from viz.shelf import open_shelf  # noqa: PLC0415

    return write_desk(open_shelf(taken.generation, taken.store), arguments.lang).encode()


def _interactive(taken: Excerpt, arguments: argparse.Namespace) -> bytes:
    from queries.documents import find_documents  # noqa: PLC0415 - with what follows, a second that other formats spare
    from queries.tasks import find_tasks  # noqa: PLC0415
    from viz.collection import read_collection  # noqa: PLC0415
    from viz.pages.exploring import interactive_page  # noqa: PLC0415

    store = taken.store
    document = find_one_document(store, arguments.around)
    collection = read_collection(taken.generation, find_documents(store), (), store.select)
    return interactive_page(collection, document, find_tasks(store, [document.iri]), arguments.lang).encode()


def _every_table(taken: Excerpt, arguments: argparse.Namespace) -> Mapping[str, bytes]:
    from viz.files.separated import write_table  # noqa: PLC0415 - as in `offline_desk`

    return {f"{table.kind.name}.csv": write_table(table) for table in taken.tables(arguments.lang)}


def _table(taken: Excerpt, arguments: argparse.Namespace) -> bytes:
    return _every_table(taken, arguments)[f"{arguments.table}.csv"]


def _workbook(taken: Excerpt, arguments: argparse.Namespace) -> bytes:
    from viz.files.sheets import DAYS, sheets_of  # noqa: PLC0415 - as in `offline_desk`
    from viz.files.workbook import write_workbook  # noqa: PLC0415

    sheets = sheets_of(taken.tables(arguments.lang), taken.about(arguments.lang), arguments.lang)
    return write_workbook(sheets, "Trienkhai", day=DAYS[arguments.lang])


def _database(taken: Excerpt, arguments: argparse.Namespace) -> bytes:
    from viz.files.database import write_database  # noqa: PLC0415 - as in `offline_desk`

    return write_database(taken.tables(arguments.lang), taken.about("en"))


def _network(taken: Excerpt, arguments: argparse.Namespace) -> bytes:
    from viz.files.network import write_network  # noqa: PLC0415 - as in `offline_desk`

    return write_network(taken.tables(arguments.lang))


def _calendar(taken: Excerpt, arguments: argparse.Namespace) -> bytes:
    from viz.deadlines import calendar_events  # noqa: PLC0415 - as in `offline_desk`
    from viz.icalendar import write_calendar  # noqa: PLC0415
    from viz.language import translator  # noqa: PLC0415
    from viz.shelf import open_shelf  # noqa: PLC0415

    shelf, say = open_shelf(taken.generation, taken.store), translator(arguments.lang)
    events = calendar_events(shelf.register.duties, shelf.collection, shelf.register, say)
    return write_calendar(events, say("calendar.title")).encode()


_WRITERS: Mapping[str, Callable[[Excerpt, argparse.Namespace], bytes]] = {
    "graphml": _network,
    CSV: _table,
    "xlsx": _workbook,
    "ics": _calendar,
    "sqlite": _database,
    "html": _desk,
    PYVIS: _interactive,
}
