"""Lists findings with their evidence, by rule; what depends on a day is told as of --as-of.

Example: trienkhai audit --rule unassigned-task
         trienkhai audit --rule overdue --as-of 2026-06-30
         trienkhai audit --document 16-KH/ĐU --format json --fail-on violation
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_store
from cli.main import (
    EXIT_DONE,
    EXIT_FAULTS,
    EXIT_NOT_DONE,
    EXIT_WRONG_USE,
    add_day_argument,
    add_format_argument,
    add_graph_argument,
)
from cli.outlet import write_out
from cli.rows import print_json, print_rows
from queries.audit import (
    UnknownRuleError,
    count_by_kind,
    counts_against,
    daily_findings,
    is_at_least,
    rule_names,
    rule_title,
    select_findings,
    stored_findings,
)
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document
from queries.findings import SEVERITIES, Finding
from queries.marks import MARKS, Mark
from queries.unassigned import RULE as UNASSIGNED

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
    "mark",
)
_WIDTH = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to list and when to fail."""
    parser.add_argument("--rule", metavar="NAME", help=f"only this rule / chỉ quy tắc này: {', '.join(rule_names())}")
    parser.add_argument("--document", metavar="D", help="only this document / chỉ văn bản này")
    add_day_argument(parser)
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES[::-1],
        help="end with 1 where a finding is so grave / kết thúc bằng 1 nếu có",
    )
    add_graph_argument(parser, endpoint=True)
    add_format_argument(parser, "table", "json", "csv")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; 1 where one is as grave as `--fail-on`, 2 for an unknown rule or document."""
    try:
        store = open_store(arguments)
        document = arguments.document and find_one_document(store, arguments.document).iri
        stored = stored_findings(store, rule=arguments.rule, document=document)
        daily = daily_findings(store, arguments.as_of.isoformat())
    except (AmbiguousDocumentError, DocumentNotFoundError, UnknownRuleError, *WRONG_COLLECTION) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    findings = select_findings((*stored, *daily), rule=arguments.rule, document=document)
    standing = filter(counts_against, findings)
    failed = arguments.fail_on and any(is_at_least(each, arguments.fail_on) for each in standing)
    return write_out(EXIT_FAULTS if failed else EXIT_DONE, lambda: _print(findings, arguments.format))


def _print(findings: Sequence[Finding], form: str) -> None:
    if form == "json":
        print_json([each.as_json() for each in findings])
    elif form == "csv":
        print_rows(_COLUMNS, (_row(each) for each in findings), "csv")
    else:
        print("\n".join(audit_lines(findings)))


def _row(finding: Finding) -> list[object]:
    mark = finding.mark.verdict if finding.mark else None
    shown = finding.as_json() | {"message": finding.message.vi, "remedy": finding.remedy.vi, "mark": mark}
    return [shown[name] for name in _COLUMNS]


def audit_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the counts by rule, grade and severity, then the findings by rule and kind, the gravest first."""
    if not findings:
        yield "Không có phát hiện nào. / No findings."
        return
    yield f"{len(findings)} phát hiện / findings"
    for (rule, grade, severity), count in count_by_kind(findings).items():
        kind = f"{rule} · {grade}" if grade else rule
        yield f"  {count:5}  {kind} · {_SEVERITY[severity]} / {severity}"
    for rule, of_rule in groupby(findings, key=lambda each: each.rule):
        title = rule_title(rule)
        yield ""
        yield f"== {rule}: {title.vi}"
        yield f"   {title.en}"
        for grade, group in groupby(of_rule, key=lambda each: each.grade or each.verdict or ""):
            listed = tuple(group)
            remedies = {each.remedy.vi for each in listed}
            yield f"-- {grade or rule} ({len(listed)})" + (f": {remedies.pop()}" if len(remedies) == 1 else "")
            for finding in listed:
                yield from _finding_lines(finding, with_remedy=bool(remedies))


def _finding_lines(finding: Finding, *, with_remedy: bool) -> Iterator[str]:
    yield f"- {finding.document} {finding.path}: {_short(finding.text)}"
    if finding.rule != UNASSIGNED or finding.other is not None:  # of the others the grade says all
        yield f"    {finding.message.vi}"
    if finding.mark is not None:
        yield from _mark_lines(finding.mark)
    if with_remedy:
        yield f"    → {finding.remedy.vi}"
    for passage in finding.evidence:
        yield f"    {passage.source} [{passage.start}-{passage.end}]"


def _mark_lines(mark: Mark) -> Iterator[str]:
    vi, en = MARKS[mark.verdict]
    yield f"    ✎ {vi} / {en} — {mark.by}, {mark.at[:10]}" + (f": {mark.reason}" if mark.reason else "")
    for note in mark.notes:
        yield f"    ✎ {note.text} — {note.by}, {note.at[:10]}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"
