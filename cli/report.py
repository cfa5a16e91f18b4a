"""Writes what an inspector hands in about a document: chain, coverage, faults, deadlines, each with its source.

Example: trienkhai report 16-KH/ĐU --out report.docx
         trienkhai report 57-NQ/TW --format html --lang en > report.html

Formats: md, html (prints on A4), docx, xlsx (a sheet a kind). Without --format the name of --out decides.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_generation
from cli.main import EXIT_NOT_DONE, EXIT_WRONG_USE, add_day_argument, add_graph_argument
from cli.writing import write_files
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document
from viz.reports.content import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the document, the language, the day, the format and the file."""
    parser.add_argument("document", help="symbol, id, IRI or file name / số ký hiệu, mã, IRI hoặc tên tệp")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language / ngôn ngữ (vi)")
    add_day_argument(parser)
    add_graph_argument(parser, endpoint=True)
    parser.add_argument("--format", choices=tuple(_WRITERS), help="(md)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="tệp ghi ra; không có thì in ra / file; else stdout")


def run(arguments: argparse.Namespace) -> int:
    """Write the report; 2 where the document is unknown or ambiguous."""
    from viz.reports.parts import make_report  # noqa: PLC0415 - a second that other commands spare

    try:
        generation, store = open_generation(arguments)
        document = find_one_document(store, arguments.document)
        found = make_report(generation, store, document.iri, arguments.as_of.isoformat(), arguments.lang)
    except (AmbiguousDocumentError, DocumentNotFoundError, *WRONG_COLLECTION) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    named = arguments.out.suffix.lstrip(".").lower() if arguments.out else ""
    form = arguments.format or (named if named in _WRITERS else "md")
    return write_files({"": _WRITERS[form](found)}, arguments.out)


def _markdown(found: Report) -> bytes:
    from viz.reports.markdown import write_markdown  # noqa: PLC0415 - each format loads its own library

    return write_markdown(found)


def _page(found: Report) -> bytes:
    from viz.reports.page import write_page  # noqa: PLC0415 - as above

    return write_page(found)


def _letter(found: Report) -> bytes:
    from viz.reports.letter import write_letter  # noqa: PLC0415 - as above

    return write_letter(found)


def _book(found: Report) -> bytes:
    from viz.reports.book import write_book  # noqa: PLC0415 - as above

    return write_book(found)


_WRITERS: Mapping[str, Callable[[Report], bytes]] = {"md": _markdown, "html": _page, "docx": _letter, "xlsx": _book}
