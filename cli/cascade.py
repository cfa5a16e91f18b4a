"""Lists what carries a document out, from the centre down to the commune, with tasks and who leads them.

Example: trienkhai cascade 57-NQ/TW
         trienkhai cascade "16-KH/ĐU" --up --format json
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_store
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.rows import print_json, print_rows
from queries.cascade import Cascade, Step, cascade
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, describe, find_one_document

LEVELS = {
    "central": "TRUNG ƯƠNG",
    "province": "CẤP TỈNH",
    "district": "CẤP HUYỆN",
    "commune": "CẤP XÃ",
    None: "CHƯA RÕ CẤP",
}
BRANCHES = {"party": "Đảng", "state": "Nhà nước", "front": "Mặt trận"}
_LEADS_SHOWN = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the document and how far to follow it."""
    parser.add_argument("document", help="symbol, id, IRI or file name / số ký hiệu, mã, IRI hoặc tên tệp")
    parser.add_argument("--up", action="store_true", help="towards the centre / lên phía trung ương")
    parser.add_argument("--depth", type=int, metavar="N", help="at most N steps / nhiều nhất N bước")
    add_graph_argument(parser, endpoint=True)
    add_format_argument(parser, "table", "json", "csv")


def run(arguments: argparse.Namespace) -> int:
    """Print the cascade; 2 where the document is unknown or ambiguous."""
    try:
        store = open_store(arguments)
        root = find_one_document(store, arguments.document)
        found = cascade(store, root.iri, up=arguments.up, depth=arguments.depth)
    except (AmbiguousDocumentError, DocumentNotFoundError, *WRONG_COLLECTION) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    if arguments.format == "json":
        print_json(found.as_json())
    elif arguments.format == "csv":
        print_rows(_COLUMNS, ([step.as_json()[name] for name in _COLUMNS] for step in found.documents), "csv")
    else:
        print("\n".join(cascade_lines(found)))
    return EXIT_DONE


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


def cascade_lines(found: Cascade) -> Iterator[str]:
    """Yield the lines of the tree: levels, in them documents by steps, under each who leads its tasks."""
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
        yield f"Vòng lặp / cycle: {' -> '.join((*cycle, cycle[0]))}"


def _step_lines(found: Cascade, step: Step) -> Iterator[str]:
    document = step.document
    about = [document.issuer, document.issued, BRANCHES.get(document.branch or "")]
    about.append(f"bước {step.steps}" + (f" qua {', '.join(step.via)}" if step.via else ""))
    about.append(f"{step.tasks} nhiệm vụ" if document.in_collection else "chưa có trong kho, chỉ được dẫn")
    indent = "  " * step.steps
    yield f"{indent}{document.label}  " + " · ".join(part for part in about if part)
    if step.skipped:
        yield f"{indent}  vượt cấp / skips: {', '.join(step.skipped)}"
    tasks = [task for task in found.tasks if task.document == document.iri]
    leads = Counter(name for task in tasks for name in task.lead or ("chưa rõ ai chủ trì",))
    if leads:
        shown = [f"{name} {count}" for name, count in leads.most_common(_LEADS_SHOWN)]
        more = len(leads) - len(shown)
        yield f"{indent}  chủ trì: " + "; ".join(shown) + (f"; và {more} nơi khác" if more > 0 else "")
