"""Checks that the graph is complete (SHACL), the ontology consistent (HermiT), the store as it was built.

Example: trienkhai check
         trienkhai check --reason
         trienkhai check --reason --facts
         trienkhai check --verify --kg kg
         trienkhai check rollback        (as `trienkhai rollback`)
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, add_format_argument, add_graph_argument
from cli.outlet import write_out
from cli.rows import print_json, print_rows

if TYPE_CHECKING:
    from graph.generations import Generation

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to check; without a choice, the shapes."""
    parser.add_argument("act", nargs="?", choices=("rollback",), help="go back a generation / quay lại thế hệ trước")
    parser.add_argument("--reason", action="store_true", help="HermiT on the ontology / HermiT trên bản thể học")
    parser.add_argument("--facts", action="store_true", help="with --reason: the facts too / cả dữ kiện")
    parser.add_argument("--verify", action="store_true", help="digests of the store / đối chiếu mã băm của kho")
    add_graph_argument(parser)
    add_format_argument(parser, "table", "json")


def run(arguments: argparse.Namespace) -> int:
    """Run the chosen checks; return 1 where one reports faults and 3 where one could not be made."""
    if arguments.act == "rollback":
        from cli.rollback import go_back  # noqa: PLC0415 - the engine takes a second to load

        return go_back(arguments.kg)
    checks: list[tuple[str, Callable[[argparse.Namespace], list[dict[str, Any]]]]] = [
        ("reason", _reason),
        ("verify", _verify),
    ]
    chosen = [(name, check) for name, check in checks if getattr(arguments, name)] or [("shapes", _shapes)]
    faults: list[dict[str, Any]] = []
    for name, check in chosen:
        try:
            found = check(arguments)
        except (OSError, ValueError, RuntimeError) as error:  # no collection, a damaged one, no Java
            print(error, file=sys.stderr)
            return EXIT_NOT_DONE
        faults += ({"check": name, **fault} for fault in found)
        print(_summary(name, found), file=sys.stderr)
    status = EXIT_FAULTS if any(fault["severity"] == "violation" for fault in faults) else EXIT_DONE
    return write_out(status, lambda: _print(faults, arguments.format))


def _shapes(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from graph.check import check_store, fact_graphs  # noqa: PLC0415 - the engine takes a second to load

    store = _generation(arguments).store()
    found: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    for graph, findings in _with_progress(check_store(store), len(fact_graphs(store))):
        for finding in findings:
            found.setdefault(
                (finding.focus, finding.shape, finding.value),
                {
                    "severity": finding.severity,
                    "rule": finding.shape,
                    "focus": finding.focus,
                    "value": finding.value,
                    "graph": graph,
                    "message": {"vi": finding.message_vi, "en": finding.message_en},
                },
            )
    return list(found.values())


def _reason(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from graph.reasoning import contradictions, is_consistent  # noqa: PLC0415 - as above
    from ontology.files import DIRECTIVES, SCHEMES, read_graph  # noqa: PLC0415 - as above

    ontology = read_graph(DIRECTIVES, SCHEMES)
    found = is_consistent(ontology)
    print(f"HermiT: {found.seconds:.1f} s", file=sys.stderr)
    faults = [
        _fault("unsatisfiable-class", iri, "Lớp không thể có phần tử nào.", "The class can have no member.")
        for iri in found.unsatisfiable
    ]
    if not found.consistent:
        faults.append(_fault("inconsistent", "", "Bản thể học tự mâu thuẫn.", "The ontology contradicts itself."))
    elif arguments.facts:
        told = ("Dữ kiện trái với bản thể học.", "The facts contradict the ontology.")
        names = contradictions(ontology, _facts(arguments))
        faults += [_fault("inconsistent", " ".join(graphs), *told) for graphs in names]
    return faults


def _facts(arguments: argparse.Namespace) -> Iterator[Any]:
    from graph.check import fact_graphs, neighbourhoods  # noqa: PLC0415 - as above

    store = _generation(arguments).store()
    return _with_progress(neighbourhoods(store), len(fact_graphs(store)))


def _verify(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from graph.generations import verify  # noqa: PLC0415 - as above

    generation = _generation(arguments)
    halves = (fault.partition(" / ") for fault in verify(generation))
    return [_fault("not-as-built", str(generation.path), vi, en) for vi, _, en in halves]


def _generation(arguments: argparse.Namespace) -> "Generation":
    from graph.generations import current_generation  # noqa: PLC0415 - as above

    generation = current_generation(arguments.kg)
    if generation.notice:
        print(generation.notice, file=sys.stderr)
    return generation


def _fault(rule: str, focus: str, vi: str, en: str) -> dict[str, Any]:
    return {"severity": "violation", "rule": rule, "focus": focus, "message": {"vi": vi, "en": en}}


def _with_progress(steps: Iterator[Any], total: int) -> Iterator[Any]:
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import track  # noqa: PLC0415 - as above

    console = Console(stderr=True)
    yield from track(steps, "kiểm tra / checking", total, console=console, disable=not console.is_terminal)


def _summary(name: str, faults: list[dict[str, Any]]) -> str:
    if not faults:
        return f"{name}: không có lỗi / no faults"
    counts = Counter(fault["severity"] for fault in faults)
    return f"{name}: " + ", ".join(f"{severity} {count}" for severity, count in sorted(counts.items()))


def _print(faults: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        print_json(faults)
    elif faults:
        counts = Counter((fault["severity"], fault["rule"], fault["message"]["vi"]) for fault in faults)
        print_rows(
            ("mức", "quy tắc", "số lần", "nghĩa"),
            [(severity, rule, count, message) for (severity, rule, message), count in counts.most_common()],
            "table",
        )
        shown = faults[:_SHOWN]
        print_rows(("quy tắc", "ở đâu", "giá trị"), [(f["rule"], f["focus"], f.get("value")) for f in shown], "table")
        if len(faults) > len(shown):
            print(f"{len(shown)}/{len(faults)}: --format json để xem tất cả / for all of them", file=sys.stderr)
