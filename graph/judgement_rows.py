"""Judgements as rows of a table, and back without loss: one column a field, several values in a cell."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from graph.journal import Standing
from graph.judgements import FIELDS, WHAT, Judgement, Kind, WrongJudgementError, check

COLUMNS = ("id", *FIELDS)
_SEVERAL = ("value", "evidence")
_BETWEEN = "; "


def row_of(standing: Standing) -> dict[str, str]:
    """Return the row of a judgement."""
    judgement = standing.judgement
    return {"id": standing.id} | {name: _cell(getattr(judgement, name)) for name in FIELDS}


def judgement_of(row: Mapping[str, str], by: str = "") -> Judgement:
    """Return the judgement of a row, checked; `by` says it where the row does not. Raise `WrongJudgementError`."""
    known: dict[str, Any] = {name: row.get(name) or "" for name in FIELDS}
    known |= {name: _values(known[name]) for name in _SEVERAL}
    known["kind"] = _kind(known["kind"])
    known["share"] = _share(known["share"])
    known["by"] = known["by"] or by
    return check(Judgement(**known))


def _cell(value: str | int | tuple[str, ...] | None) -> str:
    if not isinstance(value, tuple):
        return "" if value is None else str(value)
    joined = _BETWEEN.join(value)
    return joined if _values(joined) == value else json.dumps(value, ensure_ascii=False)


def _values(cell: str) -> tuple[str, ...]:
    if cell.startswith("["):
        try:
            return tuple(str(each) for each in json.loads(cell))
        except ValueError:
            return (cell,)
    return tuple(each.strip() for each in cell.split(_BETWEEN) if each.strip())


def _kind(text: str) -> Kind:
    if text in WHAT:
        return Kind(text)
    near = ", ".join(get_close_matches(text, WHAT, n=3)) or ", ".join(WHAT)
    raise WrongJudgementError(
        f"không có loại ý kiến {text!r}; gần nhất: {near} / there is no kind of judgement {text!r}; nearest: {near}"
    )


def _share(text: str) -> int | None:
    digits = text.removesuffix("%").strip()
    if not digits:
        return None
    if not digits.isdigit():
        raise WrongJudgementError(f"phần đã làm (share) là số từ 0 đến 100, không phải {text!r} / share is a number")
    return int(digits)
