"""Builds the example corpus, shows what became of its central resolution, writes the desk as one file to look at.

Example: trienkhai demo
         trienkhai demo --serve
"""

import argparse
import sys
from itertools import takewhile
from pathlib import Path
from types import ModuleType

from cli import audit, build, cascade, serve
from cli.export import offline_desk
from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE
from graph.generations import current_generation
from graph.store import Iri, Store
from queries.audit import stored_findings

CORPUS = Path(__file__).resolve().parent.parent / "examples" / "corpus"
FOLDER = Path("demo") / "kg"
PAGE = Path("demo") / "trienkhai.html"
PORT = 8000

# The document that most others come down to, through any number of steps, and that comes down from none.
_ROOT = """
PREFIX tk: <https://w3id.org/trienkhai/ontology#>
SELECT ?root (COUNT(DISTINCT ?below) AS ?documents) WHERE {
  ?below tk:cascadesFrom ?root .
  FILTER NOT EXISTS { ?root tk:cascadesFrom ?above }
}
GROUP BY ?root
ORDER BY DESC(?documents) ?root
LIMIT 1
"""


def _program() -> str:
    """Return the command as it was called, so that what is printed can be typed as it stands."""
    called = Path(sys.argv[0])
    if called.name != "trienkhai" or not called.is_absolute():
        return str(called) if called.name == "trienkhai" else "trienkhai"
    here = Path.cwd()
    return str(called.relative_to(here)) if called.is_relative_to(here) else "trienkhai"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--serve` and the port."""
    parser.add_argument("--serve", action="store_true", help="mở bàn làm việc sau khi dựng / serve the desk afterwards")
    parser.add_argument("--port", type=int, default=PORT, help=f"cổng / port ({PORT})")


def run(arguments: argparse.Namespace) -> int:
    """Build, print the cascade and the audit's counts, write the offline page, and serve where asked."""
    if not CORPUS.is_dir():
        print(
            f"không thấy bộ ví dụ ở {CORPUS.name}; hãy chạy trong bản sao đầy đủ của dự án / "
            "the example corpus is not here; run this in a full checkout of the project",
            file=sys.stderr,
        )
        return EXIT_NOT_DONE
    status = _with(build, *(str(path) for path in sorted(CORPUS.glob("*.txt"))), "--only", "--kg", str(FOLDER))
    if status not in {EXIT_DONE, EXIT_FAULTS}:
        return status
    store = current_generation(FOLDER).store()
    root = central_document(store)
    if root is not None:
        _with(cascade, root, "--kg", str(FOLDER))
        print()
    counts = takewhile(bool, audit.audit_lines(stored_findings(store)))  # they end at the first empty line
    print("\n".join(counts))
    print(f"Từng phát hiện / each finding: {_program()} audit --kg {FOLDER}")
    write_page()
    if arguments.serve:
        return _with(serve, "--kg", str(FOLDER), "--port", str(arguments.port))
    print(f"\nXem trên trình duyệt / in the browser: {_program()} serve --kg {FOLDER}")
    return status


def write_page() -> None:
    """Write the offline page beside the collection, and say where it is."""
    PAGE.write_bytes(offline_desk(current_generation(FOLDER), "vi"))
    print(f"\nCả bàn làm việc trong một tệp / the whole desk in one file: {PAGE}")


def central_document(store: Store) -> Iri | None:
    """Return the document at the head of the largest cascade, `None` where nothing cascades."""
    rows = store.select(_ROOT).rows
    return Iri(str(rows[0][0])) if rows else None


def _with(command: ModuleType, *words: str) -> int:
    """Run another command as a person would type it."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))
