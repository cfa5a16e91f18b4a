"""An answer with what stands behind its rows, and with how it changes without what was read with doubt."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cli.rows import plain_cell, print_json, print_rows
from graph.quads import Literal, Term
from queries.ask import Answer
from queries.doubt import Change
from queries.explain import Ground
from queries.sparql import SparqlAnswer

Grounds = tuple[tuple[Ground, ...], ...]
_SHOWN = 5  # grounds of a row in a table; the other forms give all
_WORDS = 160  # characters of a passage in a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The grounds of each row, and the change; None where they were not asked for."""

    grounds: Grounds | None = None
    change: Change | None = None


def question_of(answer: Answer | SparqlAnswer) -> str | None:
    """Return the name of a named question."""
    return answer.query.name if isinstance(answer, Answer) else None


def rows_of(answer: Answer | SparqlAnswer) -> list[tuple[object, ...]]:
    """Return the rows as plain values; the truth of an ASK is one."""
    if isinstance(answer, Answer):
        return [tuple(row) for row in answer.rows]
    if answer.form == "truth":
        return [(answer.truth,)]
    return [tuple(_plain(cell) for cell in row) for row in answer.rows]


def _plain(cell: Term | None) -> str | None:
    return cell.value if isinstance(cell, Literal) else cell


def print_known(columns: Sequence[str], rows: Sequence[Sequence[object]], known: Known, form: str) -> None:
    """Print rows with their grounds, and the change: JSON holds it, else it is told on stderr."""
    if form == "json":
        print_json(_as_json(columns, rows, known))
        return
    if known.grounds is None:
        print_rows(columns, rows, form)
    elif form == "table":
        print("\n".join(_lines(columns, rows, known.grounds)))
    else:
        told = ([*row, " | ".join(map(_told, own))] for row, own in zip(rows, known.grounds, strict=True))
        print_rows((*columns, "explain"), told, form)
    if known.change is not None:
        print("\n".join(_change_lines(known.change)), file=sys.stderr)


def _as_json(columns: Sequence[str], rows: Sequence[Sequence[object]], known: Known) -> object:
    shown: list[dict[str, object]] = [dict(zip(columns, row, strict=True)) for row in rows]
    if known.grounds is not None:
        pairs = zip(shown, known.grounds, strict=True)
        shown = [{**row, "explain": [each.as_json() for each in grounds]} for row, grounds in pairs]
    change = known.change
    if change is None:
        return shown
    return {
        "rows": shown,
        "min_confidence": change.least,
        "facts_left_out": change.left_out,
        "rows_before": change.before,
        "rows_after": change.after,
        "share_kept": round(change.share, 3),
        "lost": [dict(zip(columns, row, strict=True)) for row in change.lost],
        "gained": [dict(zip(columns, row, strict=True)) for row in change.gained],
    }


def _lines(columns: Sequence[str], rows: Sequence[Sequence[object]], known: Grounds) -> Iterator[str]:
    for row, grounds in zip(rows, known, strict=True):
        yield " · ".join(
            f"{name}: {plain_cell(cell)}" for name, cell in zip(columns, row, strict=True) if cell is not None
        )
        for each in grounds[:_SHOWN]:
            yield f"    ← {_fact(each)}"
            yield from (
                f"      {where.source} [{where.start}-{where.end}] “{_short(where.text)}”" for where in each.evidence
            )
        if len(grounds) > _SHOWN:
            yield f"    … {len(grounds) - _SHOWN} căn cứ nữa, xem --format json / more, see --format json"
        if not grounds:
            yield "    ← không có căn cứ riêng trong kho / nothing of its own in the collection"


def _fact(ground: Ground) -> str:
    sure = (
        "" if ground.confidence is None else f" ({ground.confidence:g}{', ' + ground.method if ground.method else ''})"
    )
    return f"{_short(ground.fact)}{sure}"


def _told(ground: Ground) -> str:
    return f"{_fact(ground)} " + "; ".join(f"{each.source} [{each.start}-{each.end}]" for each in ground.evidence)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1].rstrip()}…"


def _change_lines(change: Change) -> Iterator[str]:
    yield (
        f"Chắc từ {change.least:g} trở lên (bỏ {change.left_out} điều): {change.before} → {change.after} dòng, "
        f"mất {len(change.lost)}, thêm {len(change.gained)}, giữ {change.share:.0%}."
    )
    yield (
        f"With {change.least:g} or surer ({change.left_out} facts left out): {change.before} -> {change.after} rows, "
        f"{len(change.lost)} lost, {len(change.gained)} gained, {change.share:.0%} kept."
    )
    for sign, rows in (("-", change.lost), ("+", change.gained)):
        yield from (f"  {sign} {_row(row)}" for row in rows)


def _row(row: Sequence[object]) -> str:
    return " · ".join(_short(str(cell)) for cell in row if cell is not None)
