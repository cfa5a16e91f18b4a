"""What a judgement on the command line is about: names that people use -> ids that stay, or the nearest right ones."""

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from graph.judgements import RELATION, Judgement, Kind, WrongJudgementError
from graph.store import Store
from queries.audit import daily_findings, stored_findings
from queries.documents import facts_query
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document, nearest_names
from queries.findings import Finding
from queries.tasks import TaskFacts, find_tasks

SAYINGS: dict[str, tuple[Kind, str]] = {
    "same": (Kind.SAME, ""),
    "different": (Kind.DIFFERENT, ""),
    **{what: (Kind.CORRECTION, what) for what in ("lead", "coordinate", "due", "text")},
    **{what: (Kind.CORRECTION, what) for what in ("symbol", "issued", "issuer", "title", RELATION)},
    "missed": (Kind.MISSED_TASK, ""),
    "false-task": (Kind.FALSE_TASK, ""),
    **{what: (Kind.STATUS, what) for what in ("open", "done", "dropped")},
    **{what: (Kind.MARK, what) for what in ("accepted", "false-alarm", "note")},
}
_OF_TASKS = frozenset({"lead", "coordinate", "due", "text", "false-task", "open", "done", "dropped"})
_SHOWN = 8
_WIDTH = 70


class UnknownNameError(LookupError):
    """No task, agency, finding or word is called so; the message names the nearest ones."""


WRONG_TARGETS = (WrongJudgementError, UnknownNameError, AmbiguousDocumentError, DocumentNotFoundError, LookupError)


def judgement_from(store: Store, arguments: argparse.Namespace) -> Judgement:
    """Return the judgement that the arguments of `judge add` say."""
    kind, what = _saying(arguments.saying)
    known: dict[str, object] = {
        "kind": kind,
        "what": what,
        "by": arguments.by,
        "reason": arguments.reason,
        "day": arguments.day,
        "share": arguments.share,
        "value": tuple(arguments.value),
        "evidence": tuple(arguments.evidence),
    }
    if kind is Kind.MARK:
        known |= _of_finding(find_finding(store, arguments.target))
    elif kind in {Kind.SAME, Kind.DIFFERENT}:
        known |= _identity(store, arguments)
    else:
        known |= _of_document(store, arguments)
    return Judgement(**known)  # type: ignore[arg-type]


def _saying(text: str) -> tuple[Kind, str]:
    if text not in SAYINGS:
        raise UnknownNameError(_unknown("ý kiến", "judgement", text, SAYINGS))
    return SAYINGS[text]


def _identity(store: Store, arguments: argparse.Namespace) -> dict[str, object]:
    if arguments.agency:
        return {
            "what": "agency",
            "agency": find_agency(store, arguments.target),
            "other": find_agency(store, arguments.other),
        }
    one, two = (find_one_document(store, each).id for each in (arguments.target, arguments.other))
    return {"what": "document", "document": one, "other": two}


def _of_document(store: Store, arguments: argparse.Namespace) -> dict[str, object]:
    document = find_one_document(store, arguments.target)
    known: dict[str, object] = {"document": document.id}
    if arguments.other:
        known["other"] = find_one_document(store, arguments.other).id
    if arguments.saying in _OF_TASKS:
        task = find_task(find_tasks(store, [document.iri]), arguments.task or "", arguments.words)
        return known | {"path": task.path, "clause": task.clause_hash, "words": task.text}
    return known | {"path": arguments.task or "", "words": arguments.words}


def _of_finding(finding: Finding) -> dict[str, object]:
    key = finding.task.rsplit("/task/", 1)[-1] if "/task/" in finding.task else ""
    parts = [part for part in key.split("-") if len(part) == 12]  # noqa: PLR2004 - digits of the hash
    return {
        "finding": finding.id,
        "document": finding.document,
        "path": finding.path,
        "clause": parts[-1] if parts else "",
        "words": finding.text if parts else "",
    }


def find_finding(store: Store, text: str) -> Finding:
    """Return the finding of an id, today's among them; raise `UnknownNameError`."""
    from datetime import date  # noqa: PLC0415 - only here is the day asked for

    today = date.today().isoformat()  # noqa: DTZ011 - the day on the user's wall
    found = {each.id: each for each in (*stored_findings(store), *daily_findings(store, today))}
    if text not in found:
        raise UnknownNameError(_unknown("phát hiện", "finding", text, found))
    return found[text]


def find_task(tasks: Sequence[TaskFacts], path: str, words: str) -> TaskFacts:
    """Return the one task of a document with this path (or IRI, or hash) and these words; raise `UnknownNameError`."""
    wanted = " ".join(words.casefold().split())
    fitting = [
        task
        for task in tasks
        if path in {"", task.path, task.clause_hash, task.iri} and wanted in " ".join(task.text.casefold().split())
    ]
    if len({(task.path, task.clause_hash) for task in fitting}) == 1:
        return fitting[0]
    if fitting:
        raise UnknownNameError(
            "nhiều nhiệm vụ cùng mục này, hãy thêm --words hoặc dùng mã trong ngoặc làm --task / "
            f"several tasks fit; add --words, or give the hash in brackets as --task:\n{_listed(fitting)}"
        )
    paths = {task.path: task for task in tasks}
    near = [paths[each] for each in get_close_matches(path, paths, n=_SHOWN, cutoff=0.3)] or tasks[:_SHOWN]
    raise UnknownNameError(
        f"không có nhiệm vụ {path!r} {words!r}; gần nhất / there is no such task; nearest:\n{_listed(near)}"
    )


def _listed(tasks: Iterable[TaskFacts]) -> str:
    return "\n".join(f"  {task.path} [{task.clause_hash}] {task.text[:_WIDTH]}" for task in list(tasks)[:_SHOWN])


def find_agency(store: Store, text: str) -> str:
    """Return the id of the one agency of this name or id; raise `UnknownNameError` with the nearest names."""
    rows = [
        (str(iri).rsplit("/agency/", 1)[-1], str(name)) for iri, name in store.select(facts_query("agency_ids")).rows
    ]
    fitting = {key for key, name in rows if text in {key, name} or name.casefold() == text.casefold()}
    if len(fitting) == 1:
        return fitting.pop()
    names = {name: key for key, name in rows}
    near = [f"{name} [{names[name]}]" for name in nearest_names(names, text)]
    listed = sorted(fitting) or near
    raise UnknownNameError(
        f"không có đúng một cơ quan {text!r}; gần nhất: {'; '.join(listed)} / "
        f"there is not exactly one agency {text!r}; nearest: {'; '.join(listed)}"
    )


def _unknown(thing: str, english: str, text: str, names: Iterable[str]) -> str:
    near = ", ".join(get_close_matches(text, list(names), n=3)) or ", ".join(sorted(names)[:_SHOWN])
    return f"không có {thing} {text!r}; gần nhất: {near} / there is no {english} {text!r}; nearest: {near}"
