"""Tells what differs between an earlier generation of the collection and the current one.

Example: trienkhai diff
         trienkhai diff gen-000003 --kind finding
         trienkhai diff 3 --json

Without a name it is the generation before the current one. A mended clause is one change; what depends on a day
(`audit --as-of`) is in no generation and not compared.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from cli.collection import NO_COLLECTION
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.rows import print_json, print_rows
from graph.generations import Generation, current_generation
from graph.history import UnknownGenerationError, generation_before, generation_named
from queries.compare import Change
from queries.differences import KINDS, Difference, count_differences, differences

_KIND = {
    "document": "văn bản / documents",
    "relation": "quan hệ / relations",
    "task": "nhiệm vụ / tasks",
    "target": "chỉ tiêu / targets",
    "link": "liên hệ nhiệm vụ / links between tasks",
    "finding": "phát hiện / findings",
}
_SIGNS = {"new": "+", "gone": "-", "changed": "~"}
_WIDTH = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the earlier generation and what to show."""
    parser.add_argument(
        "generation", nargs="?", metavar="GENERATION", help="gen-000003, 3 (the one before / thế hệ liền trước)"
    )
    parser.add_argument("--kind", choices=KINDS, help="only this kind of thing / chỉ loại này")
    add_graph_argument(parser)
    add_format_argument(parser, "table", "json", "csv")


def run(arguments: argparse.Namespace) -> int:
    """Print the differences; 2 for a generation that is not kept, 3 where there is none to compare with."""
    try:
        after = current_generation(arguments.kg)
        before = _before(arguments, after)
    except UnknownGenerationError as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    found = differences(before.store(), after.store())
    shown = [each for each in found if arguments.kind in {None, each.fact.kind}]
    _print((before, after), found, shown, arguments.format)
    return EXIT_DONE


def _before(arguments: argparse.Namespace, after: Generation) -> Generation:
    if arguments.generation is None:
        return generation_before(arguments.kg, after.number)
    return generation_named(arguments.kg, arguments.generation)


def _print(
    generations: tuple[Generation, Generation], found: Sequence[Difference], shown: Sequence[Difference], form: str
) -> None:
    before, after = generations
    if form == "json":
        print_json(
            {
                "before": {"generation": before.path.name, "digest": before.manifest["digest"]},
                "after": {"generation": after.path.name, "digest": after.manifest["digest"]},
                "counts": count_differences(found),
                "differences": [each.as_json() for each in shown],
            }
        )
    elif form == "csv":
        print_rows(_COLUMNS, map(_row, shown), "csv")
    else:
        print(f"{before.path.name} → {after.path.name}")
        print("\n".join(diff_lines(found, shown)))


_COLUMNS = ("kind", "outcome", "id", "document", "path", "text", "changes")


def _row(each: Difference) -> list[object]:
    fact = each.fact
    changes = "; ".join(_change(change) for change in each.changes)
    return [fact.kind, each.outcome, fact.id, fact.document, fact.path, fact.text, changes]


def diff_lines(found: Sequence[Difference], shown: Sequence[Difference]) -> Iterator[str]:
    """Yield the counts by kind, then each difference with what changed."""
    for kind, counts in count_differences(found).items():
        new, gone, changed = counts["new"], counts["gone"], counts["changed"]
        yield f"  {_KIND[kind]}: + {new} mới / new, - {gone} mất / gone, ~ {changed} đổi / changed"
    for each in shown:
        place = f"{each.fact.document} {each.fact.path}".strip()
        yield f"{_SIGNS[each.outcome]} {each.fact.kind} {place}: {_short(each.fact.text)}"
        yield from (f"    {_change(change)}" for change in each.changes)


def _change(change: Change) -> str:
    if change.what == "words":
        pairs = zip(change.before, change.after, strict=True)
        return "words: " + "; ".join(f"[{one or '∅'} → {two or '∅'}]" for one, two in pairs)
    return f"{change.what}: {', '.join(change.before) or '∅'} → {', '.join(change.after) or '∅'}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"
