"""Tables of tasks and of targets, as annexes to directives have them: a row is a task, its cells say who and when."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.formats.writing import NOTE_MARKS
from loaders.layout import Line
from loaders.parts import ASSIGNMENT, CONTENT
from loaders.recipients import coordinating, recipients
from loaders.table_cells import Times, parties_in, times_in
from loaders.table_columns import Column, Layout, layout_of
from loaders.table_rows import Entry, Rows, without_mark
from loaders.table_values import indicators_of
from loaders.target_years import Plan, year_above_table
from loaders.text import Text, one_line
from ontology.folding import fold
from ontology.model import Indicator, Party, Span, Table, Task

METHOD = "tables/1"

_ANNEX = re.compile(r"(?:^|\n)\s*(?:phu luc|bieu|mau)(?:\s+(?:so\s*)?(?P<number>[ivx]+|\d{1,2}))?\b")
_ABOVE = 1_500  # characters above a table in which its annex is named


def tasks_of_tables(text: Text, tables: Sequence[Table]) -> Iterator[Task]:
    """Yield the tasks of the tables of a text, in their order."""
    for _, entry, layout in _entries(text, tables):
        if layout.holds_tasks and entry.first(Column.TASK) is not None:
            yield _task(text, entry, layout)


def indicators_of_tables(text: Text, tables: Sequence[Table], plan: Plan | None = None) -> Iterator[Indicator]:
    """Yield the targets of the tables of a text; a row whose target is no number has none."""
    above: dict[Span, int | None] = {}
    for table, entry, layout in _entries(text, tables):
        if layout.holds_tasks:
            continue
        if table.span not in above:
            above[table.span] = year_above_table(text, restored_range(text, table.span)[0])
        found = indicators_of(text, entry, layout, METHOD)
        yield from (plan or Plan()).dated(replace(each, year=each.year or above[table.span]) for each in found)


def running_lines(text: Text, lines: Sequence[Line], tables: Sequence[Table]) -> list[Line]:
    """Return the lines that can be clauses: those in no table that is read, and in no note."""
    read = [restored_range(text, table.span) for table in tables if layout_of(table, text.raw) is not None]
    kept: list[Line] = []
    in_note = False
    for line in lines:
        in_note = not line.is_blank and (in_note or line.text[0] in NOTE_MARKS)
        if not in_note and not any(start <= line.start and line.end <= end for start, end in read):
            kept.append(line)
    return kept


def _entries(text: Text, tables: Sequence[Table]) -> Iterator[tuple[Table, Entry, Layout]]:
    """Yield the entries of all tables of tasks or targets, each with its table and that table's layout."""
    read = [(table, layout) for table in tables if (layout := layout_of(table, text.raw)) is not None]
    for index, (table, layout) in enumerate(read, start=1):
        for entry in Rows(table, layout, text.raw, _prefix(text, table, index, len(read))).entries():
            yield table, entry, layout


def _prefix(text: Text, table: Table, index: int, count: int) -> str:
    """Return the first step of the paths of a table: "PL" with the number of its annex, or its own."""
    above = fold(text.raw[max(0, table.span.start - _ABOVE) : table.span.start])
    named = [found["number"] for found in _ANNEX.finditer(above) if found["number"]]
    if named:
        return f"PL.{named[-1].upper()}"
    return "PL" if count == 1 else f"PL{index}"


def restored_range(text: Text, span: Span) -> tuple[int, int]:
    """Return the range of the restored text that belongs to a span of the raw text."""

    def restored(offset: int) -> int:
        index = bisect_right(text.anchors, offset, key=lambda anchor: anchor[1]) - 1
        if index < 0:
            return min(offset, len(text.restored))
        here, there = text.anchors[index]
        return min(here + offset - there, len(text.restored))

    return restored(span.start), restored(span.end)


def _words(text: Text, spans: Sequence[Span]) -> str:
    """Return the words of the cells that make up one, in readable Vietnamese on one line."""
    ranges = [restored_range(text, span) for span in spans]
    return " ".join(one_line(text.restored[start:end]) for start, end in ranges).strip()


def _named(text: Text, entry: Entry, column: Column) -> tuple[Party, ...]:
    """Return whom the cells of a column name; small letters at the head of a row that goes on end a cut name."""
    found: dict[str, Party] = {}
    for span in entry.cells.get(column, ()):
        for party in parties_in(text, *restored_range(text, span)):
            cut = span.start > entry.end and party.name[:1].islower()
            if not (cut and span.of(text.raw).strip().startswith(party.name)):
                found.setdefault(party.name.casefold(), party)
    return tuple(found.values())


def _times(text: Text, spans: Sequence[Span]) -> Times:
    read = [times_in(text, *restored_range(text, span)) for span in spans]
    return Times(
        due=tuple({deadline.due: deadline for times in read for deadline in times.due}.values()),
        every=tuple({each.every: each for times in read for each in times.every}.values()),
        is_continuous=any(times.is_continuous for times in read),
    )


def _task(text: Text, entry: Entry, layout: Layout) -> Task:
    names = entry.cells[Column.TASK]
    first = without_mark(names[0], text.raw)
    start, end = restored_range(text, first)
    lead = _named(text, entry, Column.LEAD)
    named = {party.name.casefold() for party in lead}
    partners = _named(text, entry, Column.COORDINATE) or coordinating(text, start, end)
    times = _times(text, (*entry.cells.get(Column.TIME, ()), *(names if Column.TIME not in layout.places else ())))
    report_to, via = recipients(text, start, end)
    return Task(
        span=first,
        path=entry.path,
        section=ASSIGNMENT if Column.LEAD in layout.places else CONTENT,
        text=_words(text, [first, *names[1:]]),
        product=_words(text, entry.cells.get(Column.PRODUCT, ())) or None,
        lead=lead,
        coordinate=partners,  # a cell that names the lead too is kept: it is a finding of the audit
        report_to=tuple(party for party in report_to if party.name.casefold() not in named),
        via=via,
        due=times.due,
        every=times.every,
        continuous=times.is_continuous,
        is_report="bao cao" in text.folded[start:end],
        confidence=0.95 if lead else 0.8,
        method=METHOD,
    )
