"""Goes back a generation: an earlier state of the collection, verified first, becomes the current one.

Example: trienkhai rollback
         trienkhai rollback gen-000003

Nothing is deleted: a later generation can be named in the same way. The collection still remembers its sources, so
the next `trienkhai build` reads them as they then are; take out what should stay out with `trienkhai remove`.
"""

import argparse
import sys
from pathlib import Path

from cli.collection import NO_COLLECTION
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_graph_argument
from graph.generations import OtherFormatError
from graph.history import UnknownGenerationError, roll_back
from graph.lock import BusyError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the generation to go to."""
    parser.add_argument(
        "generation", nargs="?", metavar="GENERATION", help="gen-000003, 3 (the one before / thế hệ liền trước)"
    )
    add_graph_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Go back; 2 for a generation that is not kept, 3 where there is none or it is damaged."""
    return go_back(arguments.kg, arguments.generation)


def go_back(kg: Path, name: str | None = None) -> int:
    """Make an earlier generation the current one and say which."""
    try:
        generation = roll_back(kg, name)
    except UnknownGenerationError as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except (BusyError, OSError, OtherFormatError, *NO_COLLECTION) as error:
        print(f"Kho giữ nguyên / nothing changed: {error}", file=sys.stderr)
        return EXIT_NOT_DONE
    print(f"Kho nay là {generation.path.name} / the collection now is {generation.path.name}")
    return EXIT_DONE
