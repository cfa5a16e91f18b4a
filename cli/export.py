"""Writes the graph in another format, the whole desk as one offline file, or a document's neighbourhood as a page.

Example: trienkhai export --format ttl --out graph.ttl
         trienkhai export --format html --out desk.html
         trienkhai export --format pyvis --around 57-NQ/TW --out 57.html
"""

import argparse
import sys
from pathlib import Path

from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_graph_argument
from graph.generations import DamagedGenerationError, Generation, NoGenerationError, current_generation
from graph.store import FORMATS, Store
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document

PYVIS, HTML = "pyvis", "html"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder, the format, the document in the middle and the file."""
    add_graph_argument(parser)
    parser.add_argument("--format", choices=(*FORMATS, HTML, PYVIS), required=True, help="định dạng / format")
    parser.add_argument("--around", metavar="DOCUMENT", help="pyvis: văn bản ở giữa / the document in the middle")
    parser.add_argument(
        "--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ của trang / language of the page (vi)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="tệp ghi ra; không có thì in ra màn hình / file to write; else stdout",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the graph, the desk as one file, or the neighbourhood of a document as an interactive page."""
    if (arguments.format == PYVIS) != (arguments.around is not None):
        print(
            "pyvis cần --around VĂN_BẢN, định dạng khác thì không / pyvis needs --around, others do not",
            file=sys.stderr,
        )  # fmt: skip
        return EXIT_WRONG_USE
    try:
        generation = current_generation(arguments.kg)
        data = _written(generation, arguments)
    except (NoGenerationError, DamagedGenerationError) as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    except (AmbiguousDocumentError, DocumentNotFoundError) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    return _write(data, arguments.out)


def _written(generation: Generation, arguments: argparse.Namespace) -> bytes:
    if arguments.format == HTML:
        return offline_desk(generation, arguments.lang)
    return _interactive(generation, arguments) if arguments.around else generation.store().dump(arguments.format)


def offline_desk(generation: Generation, language: str) -> bytes:
    """Return the whole desk as one HTML file that loads nothing."""
    from viz.export import write_desk  # noqa: PLC0415 - a second that other formats spare
    from viz.shelf import open_shelf  # noqa: PLC0415

    return write_desk(open_shelf(generation), language).encode()


def _interactive(generation: Generation, arguments: argparse.Namespace) -> bytes:
    from queries.documents import find_documents  # noqa: PLC0415 - with what follows, a second that other formats spare
    from queries.tasks import find_tasks  # noqa: PLC0415
    from viz.collection import read_collection  # noqa: PLC0415
    from viz.pages.exploring import interactive_page  # noqa: PLC0415

    store: Store = generation.store()
    document = find_one_document(store, arguments.around)
    collection = read_collection(generation, find_documents(store), (), store.select)
    return interactive_page(collection, document, find_tasks(store, [document.iri]), arguments.lang).encode()


def _write(data: bytes, out: Path | None) -> int:
    if out is None:
        sys.stdout.buffer.write(data)
        return EXIT_DONE
    try:
        out.write_bytes(data)
    except OSError as error:
        print(f"không ghi được {out}: {error.strerror} / cannot write it", file=sys.stderr)
        return EXIT_NOT_DONE
    print(f"{out} ({len(data):,} byte)", file=sys.stderr)
    return EXIT_DONE
