"""Lists findings with their evidence: tasks that name nobody, tasks that ask for the same thing.

Example: trienkhai audit --rule unassigned-task
         trienkhai audit --document 16-KH/ĐU --format json --fail-on violation
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from cli.main import (
    EXIT_DONE,
    EXIT_FAULTS,
    EXIT_NOT_DONE,
    EXIT_WRONG_USE,
    add_format_argument,
    add_graph_argument,
)
from cli.rows import print_json, print_rows
from graph.generations import DamagedGenerationError, NoGenerationError, current_generation
from queries.audit import RULES, UnknownRuleError, count_by_kind, is_at_least, stored_findings
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document
from queries.findings import SEVERITIES, Finding

_SEVERITY = {"violation": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}
_COLUMNS = (
    "id",
    "rule",
    "severity",
    "grade",
    "verdict",
    "document",
    "path",
    "task",
    "message",
    "remedy",
    "confidence",
)
_WIDTH = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to list and when to fail."""
    parser.add_argument("--rule", metavar="NAME", help=f"only this rule / chỉ quy tắc này: {', '.join(RULES)}")
    parser.add_argument("--document", metavar="D", help="only this document / chỉ văn bản này")
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES[::-1],
        help="end with 1 where a finding is so grave / kết thúc bằng 1 nếu có",
    )
    add_graph_argument(parser)
    add_format_argument(parser, "table", "json", "csv")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; 1 where one is as grave as `--fail-on`, 2 for an unknown rule or document."""
    try:
        store = current_generation(arguments.kg).store()
        document = arguments.document and find_one_document(store, arguments.document).iri
        findings = stored_findings(store, rule=arguments.rule, document=document)
    except (AmbiguousDocumentError, DocumentNotFoundError, UnknownRuleError) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except (NoGenerationError, DamagedGenerationError) as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    _print(findings, arguments.format)
    failed = arguments.fail_on and any(is_at_least(each, arguments.fail_on) for each in findings)
    return EXIT_FAULTS if failed else EXIT_DONE


def _print(findings: Sequence[Finding], form: str) -> None:
    if form == "json":
        print_json([each.as_json() for each in findings])
    elif form == "csv":
        print_rows(_COLUMNS, (_row(each) for each in findings), "csv")
    else:
        print("\n".join(audit_lines(findings)))


def _row(finding: Finding) -> list[object]:
    shown = finding.as_json() | {"message": finding.message.vi, "remedy": finding.remedy.vi}
    return [shown[name] for name in _COLUMNS]


def audit_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the counts by rule, grade and severity, then the findings by kind, the gravest first."""
    if not findings:
        yield "Không có phát hiện nào. / No findings."
        return
    yield f"{len(findings)} phát hiện / findings"
    for (rule, grade, severity), count in count_by_kind(findings).items():
        yield f"  {count:5}  {rule} · {grade} · {_SEVERITY[severity]} / {severity}"
    for (rule, grade), group in groupby(findings, key=lambda each: (each.rule, each.grade or each.verdict)):
        listed = tuple(group)
        yield ""
        yield f"== {rule} · {grade} ({len(listed)}): {listed[0].remedy.vi}"
        for finding in listed:
            yield from _finding_lines(finding)


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield f"- {finding.document} {finding.path}: {_short(finding.text)}"
    if finding.other is not None:
        yield f"    {finding.message.vi}"
    for passage in finding.evidence:
        yield f"    {passage.source} [{passage.start}-{passage.end}]"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"
