"""What a program may ask of the desk, as OpenAPI 3.0: `python -m viz.openapi` prints it, and tests ask all of it."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

Told = dict[str, Any]

_TEXT: Told = {"type": "string"}
_LIST = "q as from"
# The pages of the desk under /vi/ and /en/: what they show, and what narrows it.
PAGES: Mapping[str, tuple[str, str]] = {
    "": ("The start page", "as"),
    "search": ("Everything that fits words", f"{_LIST} kind"),
    "documents": ("Documents", f"{_LIST} read level branch kind area year issuer said finding"),
    "tasks": ("Tasks", f"{_LIST} lead time agency part level branch kind area year document said finding"),
    "agencies": ("Agencies", f"{_LIST} role level branch area group"),
    "agency/{key}": ("An agency and its tasks", "as"),
    "cascade": (
        "The cascade of a document",
        "document level branch area year who focus up only open relations zoom as",
    ),
    "cascade.svg": ("The same as a picture", "document focus up only open relations zoom"),
    "document/{identity}": ("A document", "part as"),
    "document/{identity}/text": ("Its text with the facts marked", "start end form page hide"),
    "document/{identity}/page/{number}": ("A page of its file as a picture", ""),
    "document/{identity}/facts": ("What was read in it", ""),
    "document/{identity}/explore.html": ("Its neighbourhood, as a page by itself", ""),
    "document/{identity}/task/{key}": ("A task", "as"),
    "document/{identity}/task/{key}/path": ("How a task comes from a resolution", "from as"),
    "matrix": ("Agencies by tasks", "document level branch area part year as"),
    "calendar": ("Deadlines and reports to come", "month agency document level branch area lead from as"),
    "calendar.ics": ("The same as iCalendar", "agency"),
    "indicators": ("Targets", f"{_LIST} target level document area unit"),
    "audit": ("Findings", "rule grade severity document mark level branch area agency as-of from as"),
    "sparql": ("Named questions and SPARQL", "query question view as"),
    "terms.json": ("The words of the graph, for the editor", ""),
    "explore": ("What stands round a thing", "at to open hide as"),
    "compare": ("Two documents clause by clause", "a b outcome from as"),
    "coverage": ("What became of each task", "document outcome level branch area agency lead time part as"),
    "judgements": ("What people said", "state as from"),
    "who": ("Who is at the desk", ""),
    "add": ("Adding documents", ""),
}
# What forms send, with token and name: the fields that must be there, and all of them.
FORMS: Mapping[str, tuple[str, str, str]] = {
    "/enter": ("Come in with the token and a name", "token", "token name back"),
    "/judge": (
        "Say under a name what is so",
        "kind",
        "kind document path words clause field value reason finding what day share evidence back",
    ),
    "/withdraw": ("Take a judgement back", "id", "id reason back"),
    "/undo": ("Take added documents back", "batch", "batch"),
    "/rebuild": ("Build again", "", "back"),
}
_CHOICES = {
    "language": ["vi", "en"],
    "as": ["csv", "xlsx", "json", "ttl"],
    "format": ["json", "xml", "csv", "tsv"],
}
_FILES = (
    "text/html text/csv application/json text/turtle image/svg+xml image/png text/calendar "
    "application/sparql-results+json application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)
_RESULTS = (
    "application/sparql-results+json application/sparql-results+xml text/csv text/tab-separated-values "
    "application/n-triples"
)
_STATEMENTS = "text/turtle application/ld+json application/n-triples application/rdf+xml"
_REFUSALS = "400 401 403 404 405 413 415 421 503".split()


def description() -> Told:
    """Return the whole description."""
    paths: Told = {"/": _reading("To the start page in the browser's language", [], _answer("a page", "text/html"))}
    for name, (summary, parameters) in PAGES.items():
        path = f"/{{language}}/{name}"
        paths[path] = _reading(summary, _parameters(path, parameters), _answer("a page or a file", _FILES))
    paths |= {path: {"post": _form(*told)} for path, told in FORMS.items()}
    paths["/add"] = {"post": _adding()}
    paths["/sparql"] = _asking()
    things = [*_parameters("/id/{rest}", ""), _parameter("format", "query", ["html", "ttl", "jsonld", "nt", "rdf"])]
    paths["/id/{rest}"] = _reading("A thing by its IRI", things, _answer("what is said of it", _STATEMENTS))
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Triển khai",
            "version": "1",
            "description": "The desk of `trienkhai serve`. Pages are for people; programs will want /sparql and /id. "
            "Writing needs the token of the collection's folder as bearer, and a name in `X-Name`.",
        },
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _answer(meaning: str, kinds: str) -> Told:
    return {"description": meaning, "content": {kind: {} for kind in kinds.split()}}


def _answers(good: Told, *, sent_on: bool = True) -> Told:
    refusal = _answer("a page or a sentence that says why", "text/html text/plain")
    onward = {"303": {"description": "what was asked for is there"}, "307": {"description": "there"}}
    return {"200": good} | (onward if sent_on else {}) | dict.fromkeys(_REFUSALS, refusal)


def _reading(summary: str, parameters: Sequence[Told], good: Told) -> Told:
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": _answers(good)}}


def _parameters(path: str, query: str) -> list[Told]:
    return [_parameter(name, "path", _CHOICES.get(name)) for name in re.findall(r"{(\w+)}", path)] + [
        _parameter(name, "query", _CHOICES.get(name)) for name in query.split()
    ]


def _parameter(name: str, where: str, choices: Sequence[str] | None = None) -> Told:
    schema = _TEXT | ({"enum": list(choices)} if choices else {"minLength": 1} if where == "path" else {})
    return {"name": name, "in": where, "required": where == "path", "schema": schema}


def _fields(required: str, fields: str) -> Told:
    schema: Told = {"type": "object", "properties": dict.fromkeys(fields.split(), _TEXT)}
    return {"schema": schema | ({"required": required.split()} if required else {})}


def _form(summary: str, required: str, fields: str) -> Told:
    sent = {"required": True, "content": {"application/x-www-form-urlencoded": _fields(required, fields)}}
    answers = _answers(_answer("a page", "text/html"))
    return {"summary": summary, "requestBody": sent, "security": [{"token": []}], "responses": answers}


def _adding() -> Told:
    files = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": 3}
    sent = {"multipart/form-data": {"schema": {"type": "object", "properties": {"files": files}}}}
    return {
        "summary": "Add documents",
        "requestBody": {"required": True, "content": sent},
        "security": [{"token": []}],
        "responses": _answers(_answer("a page", "text/html")),
    }


def _asking() -> Told:
    good = _answer("rows, a truth value or statements; `X-Truncated: true` where there was more", _RESULTS)
    told = {"summary": "A query of SPARQL 1.1", "responses": _answers(good, sent_on=False)}
    wanted = {**_parameter("query", "query"), "required": True}
    sent = {
        "application/x-www-form-urlencoded": _fields("query", "query format"),
        "application/sparql-query": {"schema": _TEXT},
    }
    return {
        "get": told | {"parameters": [wanted, _parameter("format", "query", _CHOICES["format"])]},
        "post": told | {"requestBody": {"required": True, "content": sent}},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(description(), ensure_ascii=False, indent=1) + "\n")
