"""Answers a named question, or SPARQL from a file or from standard input (-).

A stranger's SPARQL runs in a process of its own with a deadline; it can read this collection and nothing else.

`--explain` shows under each row the facts and the words that it rests on. `--min-confidence 0.9` answers without what
was read with less confidence, and says which rows fall away or come instead; in JSON the rows then stand in an object
beside the change.

Example: trienkhai query implementing_documents --param root=57-NQ/TW
         trienkhai query tasks_of_an_agency --param agency="Sở Nội vụ" --explain
         trienkhai query tasks_without_a_lead --min-confidence 0.9
         echo 'SELECT ?s WHERE { ?s a <https://w3id.org/trienkhai/ontology#Task> } LIMIT 5' | trienkhai query -
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_store
from cli.known import Grounds, Known, print_known, question_of, rows_of
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.rows import print_rows
from cli.tables import readable_table
from graph.generations import current_generation
from ontology.identifiers import BASE
from queries.ask import Answer, ParameterError, UnknownQueryError, ask
from queries.doubt import change_between, leave_out
from queries.find import AmbiguousDocumentError, DocumentNotFoundError
from queries.guard import QueryRefusedError
from queries.process import WorkerDiedError, WorkerTimeoutError
from queries.sparql import QuerySyntaxError, SparqlAnswer, run_sparql
from queries.worker import CALLS
from queries.workers import DEADLINE, WorkerPool

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
_EXPLAINING = 120.0  # seconds: ours, and many small questions
_NOT_DONE = (*NO_COLLECTION, WorkerDiedError, WorkerTimeoutError)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the question and its parameters."""
    parser.add_argument("query", metavar="NAME|FILE.rq|-", help="`trienkhai queries` lists the names / liệt kê các tên")
    parser.add_argument(
        "--param", action="append", default=[], metavar="K=V", help="a parameter of the question / tham số"
    )
    parser.add_argument("--explain", action="store_true", help="the facts and words behind each row / căn cứ từng dòng")
    parser.add_argument(
        "--min-confidence",
        type=_share,
        metavar="X",
        help="without facts less sure than X (0..1), and what that changes / bỏ điều đọc kém chắc hơn X",
    )
    parser.add_argument("--deadline", type=float, default=DEADLINE, metavar="S", help="seconds / số giây (%(default)g)")
    add_graph_argument(parser, endpoint=True)
    add_format_argument(parser, "table", "json", "csv", "tsv")


def run(arguments: argparse.Namespace) -> int:
    """Print the rows; 2 for a question that is wrong, 3 where there is no collection or no answer in time."""
    try:
        answer, known = _answer(arguments)
    except _NOT_DONE as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    except _WRONG_USE as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    _print(answer, known, arguments.format)
    return EXIT_DONE


def _answer(arguments: argparse.Namespace) -> tuple[Answer | SparqlAnswer, Known]:
    text = _text(arguments.query)
    parameters = _parameters(arguments.param)
    if text is not None and parameters:
        raise ParameterError(
            "--param chỉ dùng cho câu hỏi có tên. / --param is for named questions; write the value into the SPARQL."
        )
    if arguments.endpoint is not None:
        return _answer_of_server(arguments, text, parameters)
    generation = current_generation(arguments.kg)
    with WorkerPool(generation.path / "db", size=1, deadline=arguments.deadline) as pool:
        whole = _asked(pool, arguments.query, text, parameters)
        if arguments.min_confidence is None:
            return whole, Known(grounds=_grounds(pool, whole) if arguments.explain else None)
    beside = arguments.kg if os.access(arguments.kg, os.W_OK) else None  # on the same disk files need no copy
    with TemporaryDirectory(dir=beside, prefix=".sure-") as folder:
        sure = Path(folder) / "db"
        left_out = leave_out(
            generation.path / "db", sure, arguments.min_confidence, generation.manifest.get("base", BASE)
        )
        with WorkerPool(sure, size=1, deadline=arguments.deadline) as pool:
            rest = _asked(pool, arguments.query, text, parameters)
            change = change_between(arguments.min_confidence, rows_of(whole), rows_of(rest), left_out)
            return rest, Known(grounds=_grounds(pool, rest) if arguments.explain else None, change=change)


def _asked(pool: WorkerPool, name: str, text: str | None, parameters: dict[str, str]) -> Answer | SparqlAnswer:
    return pool.call("sparql", text) if text is not None else pool.call("ask", name, parameters)


def _grounds(pool: WorkerPool, answer: Answer | SparqlAnswer) -> Grounds:
    return pool.call("explain", question_of(answer), answer.columns, rows_of(answer), deadline=_EXPLAINING)


def _answer_of_server(
    arguments: argparse.Namespace, text: str | None, parameters: dict[str, str]
) -> tuple[Answer | SparqlAnswer, Known]:
    if arguments.min_confidence is not None:
        raise ParameterError(
            "--min-confidence chỉ dùng với --kg: máy chủ không bị sửa. / "
            "--min-confidence needs --kg: a server is not changed for a question."
        )
    server = open_store(arguments, arguments.deadline)
    answer = run_sparql(server, text) if text is not None else ask(server, arguments.query, **parameters)
    if not arguments.explain:
        return answer, Known()
    explained = CALLS["explain"](server, question_of(answer), answer.columns, rows_of(answer))
    return answer, Known(grounds=cast("Grounds", explained))


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("cần số từ 0 đến 1 / needs a number from 0 to 1")
    return value


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


def _print(answer: Answer | SparqlAnswer, known: Known, form: str) -> None:
    columns, rows = _shown(answer, form)
    if known.grounds is None and known.change is None:
        print_rows(columns, rows, form)
    else:
        print_known(columns, rows, known, form)
    if isinstance(answer, SparqlAnswer) and answer.truncated:
        print(
            f"Chỉ in {len(answer.rows)} dòng đầu; hãy thu hẹp câu hỏi. / Only the first {len(answer.rows)} rows.",
            file=sys.stderr,
        )


def _shown(answer: Answer | SparqlAnswer, form: str) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    if isinstance(answer, SparqlAnswer):
        return ("answer",) if answer.form == "truth" else answer.columns, rows_of(answer)
    asked = [each.name for each in answer.query.parameters]
    return readable_table(answer.columns, answer.rows, asked) if form == "table" else (answer.columns, answer.rows)
