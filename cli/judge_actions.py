"""The actions of `judge`: each returns whether the journal has more to say than before."""

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from cli.judge_tables import armed, judgements_of, read_rows
from cli.judge_targets import judgement_from
from cli.rows import print_rows
from graph.generations import NoGenerationError, current_generation
from graph.journal import Standing, append, read, withdraw
from graph.judgement_rows import COLUMNS, row_of
from graph.store import Store
from queries.audit import daily_findings, stored_findings
from queries.documents import facts_query
from queries.marks import orphaned_marks

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
        writer.writerow({name: armed(cell) for name, cell in row_of(each).items()})
    if arguments.out is None:
        sys.stdout.write(data.getvalue())
    else:
        arguments.out.write_text(data.getvalue(), encoding="utf-8-sig", newline="")  # Excel knows it by the mark
        print(arguments.out, file=sys.stderr)
    return False


def _import(arguments: argparse.Namespace) -> bool:
    rows = read_rows(arguments.file)
    standings = read(arguments.kg).in_force
    is_tasks = bool(rows) and "kind" not in rows[0][1]
    store = current_generation(arguments.kg).store() if is_tasks else None
    judgements = list(judgements_of(rows, store, standings, arguments.by))
    before = {each.id for each in standings}
    fresh = [each for each in append(arguments.kg, *judgements) if each.id not in before]
    print(_imported(len(rows), len(judgements), len(fresh)))
    return bool(fresh)


def _imported(rows: int, judgements: int, fresh: int) -> str:
    """Return what became of a table's rows: nothing that was passed over goes untold."""
    known, silent = judgements - fresh, rows - judgements
    return (
        f"{rows} dòng: {fresh} ý kiến mới, {known} đã có trong sổ, {silent} không nêu gì mới / "
        f"rows: {rows}; new judgements: {fresh}, recorded before: {known}, nothing new said: {silent}"
    )


ACTIONS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "add": _add,
    "list": _list,
    "withdraw": _withdraw,
    "export": _export,
    "import": _import,
}
