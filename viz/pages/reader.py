"""The text of a document with the words marked that facts were read from."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph.store import Value
from ontology.identifiers import ONTOLOGY
from queries.documents import DocumentFacts
from viz import links
from viz.collection import question
from viz.passages import Line, Mark, line_number, restored_offset, split_lines
from viz.visit import SourceDocument, Visit

DOUBTFUL = "doubtful"
KINDS = {f"{ONTOLOGY}{name}": name.lower() for name in ("Task", "Citation", "Indicator")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A word restored with little confidence."""

    line: int
    restored: str
    raw: str


def text_page(visit: Visit) -> Response:
    """Show the restored text, or the original (`form=raw`), opened at `start`..`end` (raw offsets)."""
    document = visit.document()
    text = visit.source.text(document.id)
    if text is None:
        raise HTTPException(404)
    form = "raw" if visit.state.get("form") == "raw" else ""
    start, end = visit.number("start"), visit.number("end")
    if end > len(text.raw) or start > end:
        raise HTTPException(400)
    doubtful = (Mark(start=span.start, end=span.end, kind=DOUBTFUL) for span in text.doubtful)
    marks = [_moved(mark, text, form) for mark in (*_marks(visit, document, start, end), *doubtful)]
    lines = split_lines(text.raw if form else text.restored, marks)
    return visit.write(
        "reader.html",
        document=document,
        form=form,
        lines=lines,
        here=_lines_of(lines, "here"),
        start=start if end else None,
        end=end or None,
        doubts=list(_doubts(text)),
    )


def _doubts(text: SourceDocument) -> Iterator[Doubt]:
    """Yield the words that were restored with little confidence, as they stand now and in the file."""
    for span in text.doubtful:
        first, last = (restored_offset(text.offsets, offset) for offset in (span.start, span.end))
        yield Doubt(line=line_number(text.raw, span.start), restored=text.restored[first:last], raw=span.of(text.raw))


def _marks(visit: Visit, document: DocumentFacts, start: int, end: int) -> Iterator[Mark]:
    """Yield the marks in raw offsets: every task and citation, and the passage asked for."""
    rows = visit.source.select(question("passages"), {"document": document.iri}).rows
    for _, thing, of_class, first, last in rows:
        kind = KINDS.get(str(of_class))
        if kind is None:
            continue
        href = links.task_page(visit.language, str(thing)) if kind == "task" else ""
        yield Mark(start=_whole(first), end=_whole(last), kind=kind, href=href)
    if end:
        yield Mark(start=start, end=end, kind="here")


def _whole(value: Value | None) -> int:
    return int(value or 0)


def _moved(mark: Mark, text: SourceDocument, form: str) -> Mark:
    if form:
        return mark
    return Mark(
        start=restored_offset(text.offsets, mark.start),
        end=restored_offset(text.offsets, mark.end),
        kind=mark.kind,
        href=mark.href,
    )


def _lines_of(lines: tuple[Line, ...], kind: str) -> tuple[int, int] | None:
    """Return the first and the last line with a mark of this kind."""
    numbers = [line.number for line in lines if any(kind in piece.kinds for piece in line.pieces)]
    return (numbers[0], numbers[-1]) if numbers else None
