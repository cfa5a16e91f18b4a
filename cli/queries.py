"""Lists the questions that have a name, with what each asks and takes.

Example: trienkhai queries
"""

import argparse

from cli.main import EXIT_DONE, add_format_argument
from cli.rows import print_json, print_rows
from queries.catalogue import Query, catalogue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the form of the list."""
    add_format_argument(parser, "table", "json", "csv")


def run(arguments: argparse.Namespace) -> int:
    """Print every named question."""
    queries = tuple(catalogue().values())
    if arguments.format == "json":
        print_json([_as_json(query) for query in queries])
    elif arguments.format == "csv":
        columns = ("name", "parameters", "question_vi", "question_en")
        print_rows(columns, ((q.name, _parameters(q), q.question.vi, q.question.en) for q in queries), "csv")
    else:
        for query in queries:
            print(f"{query.name} {_parameters(query)}\n  {query.question.vi}\n  {query.question.en}\n")
    return EXIT_DONE


def _parameters(query: Query) -> str:
    return " ".join(f"--param {each.name}={each.type.upper()}" for each in query.parameters)


def _as_json(query: Query) -> dict[str, object]:
    return {
        "name": query.name,
        "title": {"vi": query.title.vi, "en": query.title.en},
        "question": {"vi": query.question.vi, "en": query.question.en},
        "parameters": [
            {"name": each.name, "type": each.type, "vi": each.text.vi, "en": each.text.en} for each in query.parameters
        ],
    }
