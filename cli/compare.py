"""Lays two documents of one series side by side, clause by clause: kept, changed (and in what), dropped, new.

Example: trienkhai compare 906/KH-UBND 915/KH-UBND
         trienkhai compare 906/KH-UBND 915/KH-UBND --outcome changed
         trienkhai compare 906/KH-UBND 915/KH-UBND --json
"""

import argparse
import sys
from collections.abc import Iterator

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_store
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.rows import print_json, print_rows
from queries.compare import OUTCOMES, Change, Clause, Compared, Comparison, compare
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, describe, find_one_document

_SAID = {
    "kept": "giữ nguyên / kept",
    "changed": "thay đổi / changed",
    "dropped": "bỏ đi / dropped",
    "new": "thêm mới / new",
}
_SIGNS = {"kept": "=", "changed": "~", "dropped": "-", "new": "+"}
_WHAT = {
    "words": "lời văn / words",
    "lead": "chủ trì / lead",
    "coordinate": "phối hợp / partners",
    "report_to": "báo cáo cho / reports to",
    "via": "báo cáo qua / reports through",
    "due": "thời hạn / deadline",
    "every": "định kỳ / rhythm",
    "target": "mức / amount",
    "unit": "đơn vị / unit",
    "year": "năm đích / target year",
    "place": "vị trí / place",
}
_WIDTH = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two documents and which clauses to show."""
    parser.add_argument("first", metavar="A", help="the older document / văn bản trước")
    parser.add_argument("second", metavar="B", help="the newer document / văn bản sau")
    parser.add_argument("--outcome", choices=OUTCOMES, help="only such clauses / chỉ những mục như thế")
    add_graph_argument(parser, endpoint=True)
    add_format_argument(parser, "table", "json", "csv")


def run(arguments: argparse.Namespace) -> int:
    """Print what became of each clause; 2 where a document is unknown or ambiguous."""
    try:
        store = open_store(arguments)
        first, second = (find_one_document(store, each) for each in (arguments.first, arguments.second))
        found = compare(store, first.iri, second.iri)
    except (AmbiguousDocumentError, DocumentNotFoundError, *WRONG_COLLECTION) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    for document in (first, second):
        if not document.in_collection:
            print(
                f"{document.label} chưa có trong kho, chỉ được dẫn: không có mục nào để so. / "
                f"{document.label} is not in the collection, only cited: add the file to compare it.",
                file=sys.stderr,
            )
            return EXIT_WRONG_USE
    _print(found, arguments.format, arguments.outcome)
    return EXIT_DONE


def _print(found: Compared, form: str, outcome: str | None) -> None:
    shown = [each for each in found.clauses if outcome in {None, each.outcome}]
    if form == "json":
        whole = found.as_json()
        print_json(whole | {"clauses": [each.as_json() for each in shown]})
    elif form == "csv":
        print_rows(_COLUMNS, map(_row, shown), "csv")
    else:
        print("\n".join(compare_lines(found, shown)))


_COLUMNS = ("outcome", "kind", "score", "path_a", "path_b", "changes", "text_a", "text_b", "place_a", "place_b")


def _row(each: Comparison) -> list[object]:
    one, two = each.first, each.second
    return [
        each.outcome,
        each.clause.kind,
        each.score,
        one and one.path,
        two and two.path,
        "; ".join(f"{change.what}: {_difference(change)}" for change in each.changes),
        one and one.text,
        two and two.text,
        one and _place(one),
        two and _place(two),
    ]


def compare_lines(found: Compared, shown: list[Comparison]) -> Iterator[str]:
    """Yield the two documents, the counts, and each clause with what differs and where both stand."""
    yield f"A  {describe(found.first)}"
    yield f"B  {describe(found.second)}"
    for outcome, count in found.counts().items():
        yield f"  {_SIGNS[outcome]} {count:4} {_SAID[outcome]}"
    for each in shown:
        yield ""
        yield f"{_SIGNS[each.outcome]} {_paths(each)}  {_short(each.clause.text)}"
        for change in each.changes:
            yield f"    {_WHAT[change.what]}: {_difference(change)}"
        yield from (f"    {side} {_place(own)}" for side, own in (("A", each.first), ("B", each.second)) if own)


def _paths(each: Comparison) -> str:
    paths = [own.path or "-" for own in (each.first, each.second) if own]
    return " → ".join(dict.fromkeys(paths))


def _difference(change: Change) -> str:
    if change.what == "words":
        return "; ".join(f"[{one or '∅'} → {two or '∅'}]" for one, two in zip(change.before, change.after, strict=True))
    return f"{', '.join(change.before) or '∅'} → {', '.join(change.after) or '∅'}"


def _place(clause: Clause) -> str:
    where = clause.evidence
    return f"{where.source} [{where.start}-{where.end}]" if where else ""


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"
