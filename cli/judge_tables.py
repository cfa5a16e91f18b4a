"""Tables that come back: judgements as `judge export` writes them, and tasks with their status as `export` does."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cli.judge_targets import UnknownNameError
from graph.journal import Standing
from graph.judgement_rows import judgement_of
from graph.judgements import Judgement, Kind, WrongJudgementError
from graph.store import Store
from ontology.identifiers import clause_hash
from queries.documents import find_documents
from queries.tasks import TaskFacts, find_tasks
from viz.files.cells import is_formula
from viz.files.rows import key
from viz.language import LANGUAGES, words

Row = Mapping[str, str]
Place = tuple[str, str, str]  # document's id, path, clause

_STATUS = ("status", "status_day", "share", "proof", "said_by")
_NAMES = ("id", "symbol", "path", "text", *_STATUS)
_SPREADSHEETS = (".xlsx", ".xls", ".ods")


def read_rows(path: Path) -> list[tuple[int, Row]]:
    """Return the rows of a table with their line numbers, columns under the names that programs use.

    Of a spreadsheet it is the sheet that has a status; raise `WrongJudgementError` where no table is of use.
    """
    if path.suffix.lower() in _SPREADSHEETS:
        tables = _sheets(path)
    else:
        text = path.read_text(encoding="utf-8-sig")
        tables = [list(csv.reader(io.StringIO(text, newline="")))]
    for table in tables:
        heads = [_column(head) for head in table[0]] if table else []
        if ("kind" in heads and "by" in heads) or ("status" in heads and "path" in heads):
            return [(line, dict(zip(heads, map(plain, row), strict=False))) for line, row in enumerate(table[1:], 2)]
    raise WrongJudgementError(
        "tệp không có các cột cần thiết (kind, by, ... hoặc Mục, Tình trạng, ...); hãy dùng tệp của `judge export` "
        "hay `export --format csv|xlsx` / the file lacks the columns (kind, by, ... or Path, Status, ...); use what "
        "`judge export` or `export --format csv|xlsx` wrote"
    )


def _sheets(path: Path) -> list[list[list[str]]]:
    from loaders.formats.sheets import read  # noqa: PLC0415 - only spreadsheets need it

    source = read(path.read_bytes(), path.name)
    return [[[cell.of(source.raw) for cell in row] for row in table.rows] for table in source.tables]


def _column(head: str) -> str:
    """Return the name that programs use for the head of a column, in whatever language it is."""
    plain_head = " ".join(head.split())
    known = (name for name in _NAMES for each in LANGUAGES if words(each).get(f"head.{name}") == plain_head)
    return next(known, plain_head)


def plain(cell: str) -> str:
    """Return a cell as it was before it was kept from running in a spreadsheet."""
    return cell[1:] if cell.startswith("'") and is_formula(cell.lstrip("'")) else cell


def armed(cell: str) -> str:
    """Return a cell that no spreadsheet runs, so that `plain` gives back what it was."""
    return f"'{cell}" if is_formula(cell.lstrip("'")) else cell


def judgements_of(
    rows: Sequence[tuple[int, Row]], store: Store | None, known: Sequence[Standing], by: str
) -> Iterator[Judgement]:
    """Yield what the rows say; raise `WrongJudgementError` or `UnknownNameError` with the line."""
    places = None if store is None else _places(store)
    recorded = {each.judgement.subject: each.judgement for each in known}
    for line, row in rows:
        try:
            if "kind" in row:
                yield judgement_of(row, by)
            elif any(row.get(name) for name in _STATUS[:4]):
                said = _status(row, places or {}, by)
                if not _is_recorded(said, recorded.get(said.subject)):
                    yield said
        except (WrongJudgementError, UnknownNameError) as error:
            raise type(error)(f"dòng {line} / line {line}: {error}") from None


def _is_recorded(said: Judgement, before: Judgement | None) -> bool:
    """Say whether the journal has the same status already, whoever said it."""
    if before is None:
        return False
    same = (getattr(said, name) == getattr(before, name) for name in ("what", "day", "share"))
    return all(same) and set(said.evidence) == set(before.evidence)


def _places(store: Store) -> Mapping[str, list[tuple[Place, TaskFacts]]]:
    """Return the tasks by their keys, and by symbol, path and hash of their words."""
    labels = {document.iri: (document.id, document.label) for document in find_documents(store)}
    found: defaultdict[str, list[tuple[Place, TaskFacts]]] = defaultdict(list)
    for task in find_tasks(store):
        identity, label = labels[task.document]
        place = identity, task.path, task.clause_hash
        for name in (key(task.iri), f"{label}|{task.path}|{clause_hash(task.text)}"):
            found[name].append((place, task))
    return found


def _status(row: Row, places: Mapping[str, list[tuple[Place, TaskFacts]]], by: str) -> Judgement:
    name = row.get("id") or f"{row.get('symbol', '')}|{row.get('path', '')}|{clause_hash(row.get('text', ''))}"
    fitting = dict(places.get(name, ()))
    if len(fitting) != 1:
        raise UnknownNameError(
            f"không có đúng một nhiệm vụ {row.get('symbol')} {row.get('path')} trong kho; "
            "hãy xuất lại bảng từ kho này / there is not exactly one such task; export the table from here again"
        )
    (document, path, clause), task = next(iter(fitting.items()))
    share = row.get("share", "").removesuffix("%").removesuffix(".0")
    return judgement_of(
        {
            "kind": Kind.STATUS,
            "document": document,
            "path": path,
            "clause": clause,
            "words": task.text,
            "what": _said(row.get("status", "")),
            "day": _day(row.get("status_day", "")),
            "share": share,
            "evidence": row.get("proof", ""),
            "by": by or row.get("said_by", ""),
        }
    )


def _said(cell: str) -> str:
    codes = ("open", "done", "dropped")
    for code in codes:
        if cell.strip().casefold() in {code, *(words(each)[f"task_status.{code}"].casefold() for each in LANGUAGES)}:
            return code
    shown = ", ".join(words("vi")[f"task_status.{code}"] for code in codes)
    raise WrongJudgementError(f"tình trạng {cell!r} không rõ, chỉ có: {shown} / no status {cell!r}: {', '.join(codes)}")


def _day(cell: str) -> str:
    """Return a day in ISO 8601, also where a spreadsheet shows it as 30/06/2026."""
    match = re.fullmatch(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", cell.strip())
    if match is None:
        return cell.strip()
    day, month, year = match.groups()
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
