"""Tables as sheets that a person reads: words for codes, links for keys, and a first sheet that says what it is."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from viz.files.kinds import Cell, Column, Row, Table
from viz.files.workbook import ROWS, Link, Sheet, SheetCell
from viz.language import Translate, day, term, translator, words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST = ("documents", "tasks", "assignments", "deadlines", "indicators", "findings")  # the others behind them
_WIDE = 80
DAYS = {"vi": "dd/mm/yyyy", "en": "yyyy-mm-dd"}  # as Excel is told to show them


def sheets_of(tables: Sequence[Table], about: Sequence[tuple[str, str]], language: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, the overview first; `about` says in words what was written."""
    say = translator(language)
    order = [table for name in _FIRST for table in tables if table.kind.name == name]
    order += [table for table in tables if table.kind.name not in _FIRST]
    rows = {table.kind.name: _rows_by_key(table) for table in order if table.kind.is_keyed}
    sheets = tuple(_sheet(table, rows, language, say) for table in order)
    return (_overview(order, about, say), *sheets)


def _rows_by_key(table: Table) -> Mapping[Cell, int]:
    return {row[0]: number for number, row in enumerate(table.rows[:ROWS])}


def _overview(tables: Sequence[Table], about: Sequence[tuple[str, str]], say: Translate) -> Sheet:
    rows: list[tuple[SheetCell, ...]] = list(about)
    for table in tables:
        name, total = say(f"sheet.{table.kind.name}"), len(table.rows)
        cut = say("sheet.cut", shown=ROWS, total=total) if total > ROWS else ""
        rows.append((Link(name, name, -1), cut or total))
    return Sheet(name=say("sheet.overview"), heads=((say("sheet.title"), 30), (say("sheet.rows"), 86)), rows=rows)


def _sheet(table: Table, rows: Mapping[str, Mapping[Cell, int]], language: str, say: Translate) -> Sheet:
    columns = table.kind.columns
    at = {column.name: number for number, column in enumerate(columns)}
    shown = [column for column in columns if not column.is_for_programs]

    def cell(column: Column, row: Row) -> SheetCell:
        target = columns[at[column.leads]].refers if column.leads else ""
        place = rows[target].get(row[at[column.leads]]) if target else None
        said = _shown(column, row[at[column.name]], language)
        return said if place is None else Link(str(said or ""), say(f"sheet.{target}"), place)

    frozen = next((number for number, column in enumerate(shown, start=1) if column.name in {"symbol", "name"}), 0)
    return Sheet(
        name=say(f"sheet.{table.kind.name}"),
        heads=tuple((say(f"head.{column.name}"), min(column.width, _WIDE)) for column in shown),
        rows=[tuple(cell(column, row) for column in shown) for row in table.rows],
        frozen=frozen if frozen <= 2 else 0,  # noqa: PLR2004 - more would fill a small screen
    )


def _shown(column: Column, cell: Cell, language: str) -> SheetCell:
    if cell in {None, ""} or (isinstance(cell, int | float) and column.kind != "flag"):
        return cell
    if column.kind == "flag":
        return words(language)["site.yes" if cell else "site.no"]
    if column.kind == "day":
        return _day(str(cell), language)
    return "; ".join(term(language, column.scheme, each) for each in str(cell).split("; ")) if column.scheme else cell


def _day(written: str, language: str) -> SheetCell:
    """Return a day that Excel can sort by; a month, a day of every year, or several days stay words."""
    if _DAY.fullmatch(written):
        return dt.date.fromisoformat(written)
    return "; ".join(day(language, each) for each in written.split("; ") if each)
