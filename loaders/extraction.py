"""A document as the JSON object of `trienkhai extract`: the annotators' shape, with offsets and confidence."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, cast

from loaders.asked import asked
from ontology.model import Citation, Document, Indicator, Party, Span, Task


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _names(parties: Sequence[Party]) -> list[str]:
    return [party.name for party in parties]


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "symbol": citation.symbol,
        "type": citation.kind,
        "issued": citation.issued,
        "issuer": citation.issuer,
        "title": citation.title,
        "relation": str(citation.relation),
        "detail": citation.detail,
        "mentions": [_span(mention.span) | {"printed": mention.printed} for mention in citation.mentions],
        "confidence": citation.confidence,
        "method": citation.method,
    }


def _task(document: Document, task: Task) -> dict[str, Any]:
    what = asked(task.text, _names((*task.lead, *task.coordinate, *task.via)))
    return _span(task.span) | {
        "quote": task.span.of(document.source.raw)[:40].split("\n")[0],
        "path": task.path,
        "section": task.section,
        "text": task.text,
        "verb": what.verb,
        "object": what.object,
        "kind": "report" if task.is_report and what.kind in ("do", "coordinate") else what.kind,
        "lead": _names(task.lead),
        "lead_source": str(task.lead[0].source) if task.lead else None,
        "unread_lead": _span(task.unread_lead) if task.unread_lead else None,
        "coordinate": _names(task.coordinate),
        "due": [deadline.due for deadline in task.due],
        "every": [recurrence.every for recurrence in task.every],
        "on_days": [
            {"every": each.every, "days": list(each.days), "month": each.month} for each in task.every if each.days
        ],
        "report_to": _names(task.report_to),
        "via": _names(task.via),
        "product": task.product,
        "continuous": task.continuous,
        "page": _page(document, task.span),
        "confidence": task.confidence,
        "method": task.method,
    }


def _page(document: Document, span: Span) -> int | None:
    """Return the page that a place stands on, counted from one; `None` where the source has no pages."""
    return bisect_right(document.source.pages, span.start) or None


def _indicator(document: Document, indicator: Indicator) -> dict[str, Any]:
    return _span(indicator.span) | {
        "name": indicator.name,
        "comparator": indicator.comparator,
        "value": indicator.value,
        "upper": indicator.upper,
        "unit": indicator.unit,
        "year": indicator.year,
        "path": indicator.path,
        "page": _page(document, indicator.span),
        "confidence": indicator.confidence,
        "method": indicator.method,
    }


def extraction(document: Document, identity: str) -> dict[str, Any]:
    """Return the extraction of a document under its id, ready for JSON; a row's offsets count in its register."""
    told = _extraction(document, identity)
    row = document.source.row
    return told if row is None else _moved(told, row.start) | {"row": row.number}


def _moved(value: Any, by: int) -> Any:
    """Return the same with every offset moved."""
    if isinstance(value, list):
        return [_moved(each, by) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    parts = cast("dict[str, Any]", value)
    return {key: part + by if key in ("start", "end") else _moved(part, by) for key, part in parts.items()}


def _extraction(document: Document, identity: str) -> dict[str, Any]:
    header = document.header
    return {
        "source": document.source.name,
        "id": identity,
        "sha256": document.source.sha256,
        "document": {
            "symbol": header.symbol,
            "type": header.kind,
            "title": header.title,
            "issued": header.issued,
            "issuer": header.issuer,
            "area": header.area,
            "parent_area": header.parent_area,
            "level": str(header.level) if header.level else None,
            "branch": str(header.branch) if header.branch else None,
            "signer": header.signer,
        },
        "citations": [_citation(citation) for citation in document.citations],
        "relations": [
            {"from": link.source, "relation": str(link.relation), "to": link.target}
            | {"confidence": link.confidence, "method": link.method}
            | _span(link.span)
            for link in document.links
        ],
        "tasks": [_task(document, task) for task in document.tasks],
        "indicators": [_indicator(document, indicator) for indicator in document.indicators],
        "problems": [
            {"code": problem.code, "message": problem.message} | (_span(problem.span) if problem.span else {})
            for problem in document.problems
        ],
    }
