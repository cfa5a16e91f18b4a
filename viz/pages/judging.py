"""What people say of findings, tasks, documents and names: the list of it, and the forms' answers."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import urlsplit

from starlette.responses import Response

from graph.journal import Standing
from graph.judgements import Judgement, Kind, WrongJudgementError
from viz.language import LANGUAGES
from viz.opinions import FIELDS
from viz.visit import Visit

PAGE = 50
_VALUE_LINES = frozenset(("lead", "coordinate", "due"))  # of which there may be several, one a line


def judgements_page(visit: Visit) -> Response:
    """List what was said, the newest first; `state` chooses what is in force, withdrawn or replaced."""
    wanted = visit.state.get("state", "")
    standings = [each for each in reversed(visit.source.opinions().standings) if wanted in {"", _state(each)}]
    if visit.state.get("as") == "json":
        told = [{"id": each.id, "state": _state(each), **asdict(each.judgement)} for each in standings]
        headers = {"content-disposition": 'attachment; filename="judgements.json"'}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        return Response(text, media_type="application/json; charset=utf-8", headers=headers)
    first = visit.number("from")
    return visit.write(
        "judgements.html",
        standings=standings[first : first + PAGE],
        total=len(standings),
        first=first,
        size=PAGE,
        state=visit.state,
        state_of=_state,
    )


def who_page(visit: Visit) -> Response:
    """Ask for the token and the name that writing needs."""
    return visit.write("who.html", back=way_back(visit.state))


def _state(standing: Standing) -> str:
    if standing.withdrawn is not None:
        return "withdrawn"
    return "replaced" if standing.superseded_by else "in_force"


def judgement_of(fields: Mapping[str, str], by: str) -> Judgement:
    """Return what a form says; raise `WrongJudgementError` where it says too little or what cannot be."""
    kind = fields.get("kind", "")
    if kind not in list(Kind):
        raise WrongJudgementError(f"không có loại ý kiến {kind!r} / there is no kind of judgement {kind!r}")
    said = {name: fields[name].strip() for name in FIELDS if name != "kind" and fields.get(name, "").strip()}
    share = fields.get("share", "").strip()
    if share and not (share.isascii() and share.isdigit()):
        raise WrongJudgementError("phần đã làm là số từ 0 đến 100 / the share is a number from 0 to 100")
    return Judgement(
        kind=Kind(kind),
        by=by,
        value=_values(said.get("what", ""), fields.get("value", "")) if kind == Kind.CORRECTION else (),
        evidence=tuple(filter(None, (fields.get("evidence", "").strip(),))),
        share=int(share) if share else None,
        **said,
    )


def _values(what: str, text: str) -> tuple[str, ...]:
    lines = (
        (" ".join(line.split()) for line in text.splitlines()) if what in _VALUE_LINES else (" ".join(text.split()),)
    )
    return tuple(line for line in lines if line)


def way_back(fields: Mapping[str, str]) -> str:
    """Return the page of ours that a form stood on; the first page where it names another place.

    >>> way_back({"back": "//evil.example/"}), way_back({"back": "/vi/audit?rule=overdue"})
    ('/', '/vi/audit?rule=overdue')
    """
    parts = urlsplit(fields.get("back", ""))
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith(tuple(f"/{name}/" for name in LANGUAGES))
    return fields["back"] if is_ours and "\\" not in fields["back"] else "/"
