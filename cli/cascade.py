"""Lists what carries a document out, from the centre down to the commune, with tasks and who leads them.

Example: trienkhai cascade 57-NQ/TW
         trienkhai cascade "16-KH/ĐU" --up --format json
         trienkhai cascade 57-NQ/TW --tasks
         trienkhai cascade 57-NQ/TW --targets
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_store
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.rows import print_json, print_rows
from cli.targets import print_targets
from queries.cascade import Cascade, Step, cascade
from queries.corrections import told
from queries.coverage import Coverage, CoverageRow, TaskLink, coverage
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, describe, find_one_document
from queries.parent_targets import side_by_side
from queries.tasks import TaskFacts

_LEVEL_NAMES = {"central": "trung ương", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
LEVELS = {
    "central": "TRUNG ƯƠNG",
    "province": "CẤP TỈNH",
    "district": "CẤP HUYỆN",
    "commune": "CẤP XÃ",
    None: "CHƯA RÕ CẤP",
}
BRANCHES = {"party": "Đảng", "state": "Nhà nước", "front": "Mặt trận"}
_LEADS_SHOWN = 6
_WIDTH = 90


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the document and how far to follow it."""
    parser.add_argument("document", help="symbol, id, IRI or file name / số ký hiệu, mã, IRI hoặc tên tệp")
    parser.add_argument("--up", action="store_true", help="towards the centre / lên phía trung ương")
    parser.add_argument("--depth", type=int, metavar="N", help="at most N steps / nhiều nhất N bước")
    parser.add_argument(
        "--targets", action="store_true", help="its targets beside those below / chỉ tiêu đặt cạnh chỉ tiêu cấp dưới"
    )
    parser.add_argument(
        "--tasks", action="store_true", help="what became of each of its tasks / mỗi nhiệm vụ được triển khai ở đâu"
    )
    add_graph_argument(parser, endpoint=True)
    add_format_argument(parser, "table", "json", "csv")


def run(arguments: argparse.Namespace) -> int:
    """Print the cascade or the coverage matrix; 2 where the document is unknown or ambiguous."""
    try:
        store = open_store(arguments)
        root = find_one_document(store, arguments.document)
        if arguments.targets:
            print_targets(side_by_side(store, root.iri), arguments.format)
        elif arguments.tasks:
            _print_coverage(coverage(store, root.iri), arguments.format)
        else:
            _print_cascade(cascade(store, root.iri, up=arguments.up, depth=arguments.depth), arguments.format)
    except (AmbiguousDocumentError, DocumentNotFoundError, *WRONG_COLLECTION) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    return EXIT_DONE


def _print_cascade(found: Cascade, form: str) -> None:
    if form == "json":
        print_json(found.as_json())
    elif form == "csv":
        print_rows(_COLUMNS, ([step.as_json()[name] for name in _COLUMNS] for step in found.documents), "csv")
    else:
        print("\n".join(cascade_lines(found)))


_COLUMNS = (
    "id",
    "symbol",
    "issuer",
    "level",
    "branch",
    "issued",
    "steps",
    "direct",
    "in_collection",
    "tasks",
)


def _print_coverage(found: Coverage, form: str) -> None:
    if form == "json":
        print_json(found.as_json())
    elif form == "csv":
        columns = ("path", "task", "outcome", *(each.label for each in found.documents))
        print_rows(columns, (_coverage_row(found, row) for row in found.rows), "csv")
    else:
        print("\n".join(coverage_lines(found)))


def _coverage_row(found: Coverage, row: CoverageRow) -> list[str]:
    cells = ("; ".join(_link(found, link) for link in row.links.get(each.iri, ())) for each in found.documents)
    return [row.task.path, row.task.text, row.outcome, *cells]


def _link(found: Coverage, link: TaskLink) -> str:
    return f"{found.lower[link.lower].path} ({link.verdict} {link.score:.2f})"


def coverage_lines(found: Coverage) -> Iterator[str]:
    """Yield each task of the document with the clauses that carry it out (●) or only copy it (○), or nobody (·)."""
    counts = found.counts()
    yield describe(found.root)
    yield (
        f"  {len(found.rows)} nhiệm vụ / tasks: ● {counts['carried-out']} được triển khai / carried out, "
        f"○ {counts['repeated']} chỉ chép lại / repeated only, · {counts['unreached']} chưa tới ai / reached nobody"
    )
    marks = {"carried-out": "●", "repeated": "○", "unreached": "·"}
    for row in found.rows:
        yield f"{marks[row.outcome]} {row.task.path}  {_short(row.task.text)}"
        for document in found.documents:
            for link in row.links.get(document.iri, ()):
                mark = "○" if link.verdict == "copy" else "●"
                task = found.lower[link.lower]
                yield f"    {mark} {document.label} {task.path} {link.score:.2f}  {_short(task.text)}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"


def cascade_lines(found: Cascade) -> Iterator[str]:
    """Yield the lines: levels, in them documents by steps, under each what it passes over and who leads its tasks."""
    yield describe(found.root)
    if found.root.title:
        yield f"  {found.root.title}"
    verb = "triển khai" if found.up else "được triển khai bởi"
    yield f"  {verb} {len(found.documents)} văn bản, {len(found.tasks)} nhiệm vụ"
    for level, heading in LEVELS.items():
        steps = [step for step in found.documents if step.document.level == level]
        if steps:
            yield ""
            yield heading
            for step in steps:
                yield from _step_lines(found, step)
    for cycle in found.cycles:
        yield ""
        yield f"Vòng lặp: {' -> '.join((*cycle, cycle[0]))}"
        yield "Cycle: these documents carry each other out."


def _step_lines(found: Cascade, step: Step) -> Iterator[str]:
    document = step.document
    about = [document.issuer, document.issued, BRANCHES.get(document.branch or "")]
    about.append(f"bước {step.steps}" + (f" qua {', '.join(step.via)}" if step.via else ""))
    about.append(f"{step.tasks} nhiệm vụ" if document.in_collection else "chưa có trong kho, chỉ được dẫn")
    yield f"  {document.label}  " + " · ".join(part for part in about if part)
    if step.skipped:  # one language a line
        yield f"    vượt {', '.join(_LEVEL_NAMES[level] for level in step.skipped)}"
        yield f"    skips the level: {', '.join(step.skipped)}"
    tasks = [task for task in found.tasks if task.document == document.iri]
    leads = Counter(name for task in tasks for name in task.lead or ("chưa rõ ai chủ trì",))
    if leads:
        shown = [f"{name} {count}" for name, count in leads.most_common(_LEADS_SHOWN)]
        more = len(leads) - len(shown)
        yield "    chủ trì: " + "; ".join(shown) + (f"; và {more} nơi khác" if more > 0 else "")
    yield from _judged_lines(found, step, tasks)


def _judged_lines(found: Cascade, step: Step, tasks: Sequence[TaskFacts]) -> Iterator[str]:
    """Yield which facts are a person's word and not the text's, and whose."""
    things = [(step.document.iri, ""), *((task.iri, f"{task.path} ") for task in tasks)]
    for iri, place in things:
        if said := found.corrections.get(iri):
            yield f"    ý kiến / judged: {place}{told(said)}"
