"""Answers a named question, or SPARQL from a file or from standard input (-).

A stranger's SPARQL runs in a process of its own with a deadline; it can read this collection and nothing else.

Example: trienkhai query implementing_documents --param root=57-NQ/TW
         echo 'SELECT ?s WHERE { ?s a <https://w3id.org/trienkhai/ontology#Task> } LIMIT 5' | trienkhai query -
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_store
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.rows import print_rows
from cli.tables import readable_table
from graph.generations import current_generation
from graph.quads import Literal, Term
from queries.ask import Answer, ParameterError, UnknownQueryError, ask
from queries.find import AmbiguousDocumentError, DocumentNotFoundError
from queries.guard import QueryRefusedError
from queries.sparql import QuerySyntaxError, SparqlAnswer, run_sparql
from queries.workers import DEADLINE, WorkerDiedError, WorkerPool, WorkerTimeoutError

_WRONG_USE = (
    AmbiguousDocumentError,
    DocumentNotFoundError,
    FileNotFoundError,
    ParameterError,
    QueryRefusedError,
    QuerySyntaxError,
    UnknownQueryError,
    *WRONG_COLLECTION,
)
_NOT_DONE = (*NO_COLLECTION, WorkerDiedError, WorkerTimeoutError)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the question and its parameters."""
    parser.add_argument("query", metavar="NAME|FILE.rq|-", help="`trienkhai queries` lists the names / liệt kê các tên")
    parser.add_argument(
        "--param", action="append", default=[], metavar="K=V", help="a parameter of the question / tham số"
    )
    parser.add_argument("--deadline", type=float, default=DEADLINE, metavar="S", help="seconds / số giây (%(default)g)")
    add_graph_argument(parser, endpoint=True)
    add_format_argument(parser, "table", "json", "csv", "tsv")


def run(arguments: argparse.Namespace) -> int:
    """Print the rows; 2 for a question that is wrong, 3 where there is no collection or no answer in time."""
    try:
        answer = _answer(arguments)
    except _NOT_DONE as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    except _WRONG_USE as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    _print(answer, arguments.format)
    return EXIT_DONE


def _answer(arguments: argparse.Namespace) -> Answer | SparqlAnswer:
    text = _text(arguments.query)
    parameters = _parameters(arguments.param)
    if text is not None and parameters:
        raise ParameterError(
            "--param chỉ dùng cho câu hỏi có tên. / --param is for named questions; write the value into the SPARQL."
        )
    if arguments.endpoint is not None:
        server = open_store(arguments, arguments.deadline)
        return run_sparql(server, text) if text is not None else ask(server, arguments.query, **parameters)
    path = current_generation(arguments.kg).path / "db"
    with WorkerPool(path, size=1, deadline=arguments.deadline) as pool:
        return pool.call("sparql", text) if text is not None else pool.call("ask", arguments.query, parameters)


def _text(query: str) -> str | None:
    """Return the SPARQL of a file or of standard input, None where the argument is a name."""
    if query == "-":
        return sys.stdin.read()
    if query.endswith(".rq"):
        return Path(query).read_text(encoding="utf-8")
    return None


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    wrong = next((pair for pair in pairs if "=" not in pair), None)
    if wrong is not None:
        raise ParameterError(f"--param {wrong}: cần dạng tên=giá trị / needs the form name=value")
    return dict(pair.split("=", 1) for pair in pairs)


def _print(answer: Answer | SparqlAnswer, form: str) -> None:
    if isinstance(answer, Answer):
        asked = [each.name for each in answer.query.parameters]
        shown = readable_table(answer.columns, answer.rows, asked) if form == "table" else (answer.columns, answer.rows)
        print_rows(*shown, form)
        return
    if answer.form == "truth":
        print_rows(("answer",), [(answer.truth,)], form)
    else:
        print_rows(answer.columns, [[_plain(cell) for cell in row] for row in answer.rows], form)
    if answer.truncated:
        print(
            f"Chỉ in {len(answer.rows)} dòng đầu; hãy thu hẹp câu hỏi. / Only the first {len(answer.rows)} rows.",
            file=sys.stderr,
        )


def _plain(cell: Term | None) -> str | None:
    return cell.value if isinstance(cell, Literal) else cell
