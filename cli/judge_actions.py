"""The actions of `judge`: each returns whether the journal has more to say than before."""

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from cli.judge_targets import judgement_from
from cli.rows import print_rows
from graph.generations import NoGenerationError, current_generation
from graph.journal import Standing, append, read, withdraw
from graph.judgement_rows import COLUMNS, judgement_of, row_of
from graph.judgements import Judgement, WrongJudgementError
from graph.store import Store
from queries.audit import daily_findings, stored_findings
from queries.documents import facts_query
from queries.marks import orphaned_marks
from viz.files.cells import is_formula

_SHOWN = ("id", "state", "kind", "what", "document", "path", "value", "read", "by", "at", "reason")
STATES = {
    "exact": "có hiệu lực / in force",
    "moved": "có hiệu lực, mục đã đổi / in force, moved",
    "reworded": "có hiệu lực, lời đã đổi / in force, reworded",
    "orphaned": "mất chỗ gắn / orphaned",
    "pending": "chờ dựng lại / until the next build",
    "superseded": "đã thay / replaced",
    "withdrawn": "đã rút / withdrawn",
}


def _add(arguments: argparse.Namespace) -> bool:
    store = current_generation(arguments.kg).store()
    _tell(append(arguments.kg, judgement_from(store, arguments)))
    return True


def _withdraw(arguments: argparse.Namespace) -> bool:
    withdraw(arguments.kg, arguments.judgement, by=arguments.by, reason=arguments.reason)
    print(f"đã rút / withdrawn {arguments.judgement}")
    return True


def _tell(standings: Iterable[Standing]) -> None:
    for each in standings:
        print(f"đã ghi / recorded {each.id}  {each.judgement.kind} {each.judgement.what}".rstrip())


def _list(arguments: argparse.Namespace) -> bool:
    journal = read(arguments.kg)
    if journal.notice:
        print(journal.notice, file=sys.stderr)
    attached = _attached(arguments.kg)
    rows = [_row(each, attached) for each in (journal.standings if arguments.all else journal.in_force)]
    rows = [row for row in rows if row["state"] == "orphaned" or not arguments.orphaned]
    if arguments.format == "table":
        shown = [{**row, "state": STATES[row["state"]], "at": row["at"][:10]} for row in rows]
        print_rows(_SHOWN, ([row[name] for name in _SHOWN] for row in shown), "table")
    else:
        columns = (*COLUMNS, "state", "read")
        print_rows(columns, ([row[name] for name in columns] for row in rows), arguments.format)
    return False


def _row(standing: Standing, attached: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    how, was = attached.get(standing.id, ("pending", ""))
    if standing.withdrawn is not None:
        how = "withdrawn"
    elif standing.superseded_by:
        how = "superseded"
    return row_of(standing) | {"state": how, "read": was}


def _attached(kg: Path) -> Mapping[str, tuple[str, str]]:
    """Return for each judgement of the last build how it holds, and what was read; nothing before the first build."""
    try:
        store = current_generation(kg).store()
    except NoGenerationError:
        return {}
    found: dict[str, tuple[str, list[str]]] = {}
    for node, how, was in store.select(facts_query("attachments")).rows:
        found.setdefault(str(node).rsplit("/", 1)[-1], (str(how), []))[1].extend([str(was)] if was is not None else [])
    lost = _lost_marks(store) if found else ()
    return {key: ("orphaned" if key in lost else how, "; ".join(was)) for key, (how, was) in found.items()}


def _lost_marks(store: Store) -> tuple[str, ...]:
    today = date.today().isoformat()  # noqa: DTZ011 - the day on the user's wall
    findings = (*stored_findings(store), *daily_findings(store, today))
    return orphaned_marks(store, {each.id: each.task for each in findings})


def _export(arguments: argparse.Namespace) -> bool:
    data = io.StringIO(newline="")
    writer = csv.DictWriter(data, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for each in read(arguments.kg).in_force:
        writer.writerow({name: _armed(cell) for name, cell in row_of(each).items()})
    if arguments.out is None:
        sys.stdout.write(data.getvalue())
    else:
        arguments.out.write_text(data.getvalue(), encoding="utf-8-sig", newline="")  # Excel knows it by the mark
        print(arguments.out, file=sys.stderr)
    return False


def _armed(cell: str) -> str:
    """Return a cell that no spreadsheet runs, so that `_plain` gives back what it was."""
    return f"'{cell}" if is_formula(cell.lstrip("'")) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and is_formula(cell.lstrip("'")) else cell


def _import(arguments: argparse.Namespace) -> bool:
    text = arguments.file.read_text(encoding="utf-8-sig")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    judgements = list(_judgements(reader, arguments.by))
    before = len(read(arguments.kg).in_force)
    append(arguments.kg, *judgements)
    print(f"đã nhập / imported {len(judgements)}, mới / new {len(read(arguments.kg).in_force) - before}")
    return True


def _judgements(reader: "csv.DictReader[str]", by: str) -> Iterable[Judgement]:
    missing = {"kind", "by"} - set(reader.fieldnames or ())
    if missing:
        raise WrongJudgementError(
            f"tệp thiếu cột {', '.join(sorted(missing))}; hãy dùng tệp của `judge export` / "
            f"the file lacks the columns {', '.join(sorted(missing))}; use one that `judge export` wrote"
        )
    for row in reader:
        try:
            yield judgement_of({name: _plain(cell or "") for name, cell in row.items() if name}, by)
        except WrongJudgementError as error:
            raise WrongJudgementError(f"dòng {reader.line_num} / line {reader.line_num}: {error}") from None


ACTIONS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "add": _add,
    "list": _list,
    "withdraw": _withdraw,
    "export": _export,
    "import": _import,
}
