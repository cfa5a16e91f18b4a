"""The text of a document with the words marked that facts were read from, and what could not be made out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from viz import links
from viz.facts import CITATION, INDICATOR, ROLES, TASK, TIMES, Fact
from viz.pages.facts import shown_value
from viz.pages.sheets import sheet_of
from viz.passages import Line, Mark, line_number, restored_offset, split_lines
from viz.visit import SourceDocument, Visit

DOUBTFUL, PROBLEM, HERE = "doubtful", "problem", "here"
PARTY, TIME = "party", "time"
MARKS: Mapping[str, str] = {
    TASK: TASK,
    CITATION: CITATION,
    INDICATOR: INDICATOR,
    **dict.fromkeys(ROLES, PARTY),
    **dict.fromkeys(TIMES, TIME),
}
SHOWN = (TASK, PARTY, TIME, CITATION, INDICATOR, DOUBTFUL, PROBLEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A word restored with little confidence."""

    line: int
    restored: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that could not be made out: its line (0 where it is the whole document), code, sentence, words."""

    line: int
    code: str
    message: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A kind of marks: how many there are, and whether they are shown."""

    kind: str
    count: int
    shown: bool


def text_page(visit: Visit) -> Response:
    """Show the restored text, or the original (`form=raw`), opened at `start`..`end` (raw offsets), without `hide`."""
    document = visit.document()
    text = visit.source.text(document.id)
    if text is None:
        raise HTTPException(404)
    wanted = visit.state.get("form", "")
    form = wanted if wanted == "raw" or (wanted == "page" and text.printed) else ""
    start, end = visit.number("start"), visit.number("end")
    if end > len(text.raw) or start > end:
        raise HTTPException(400)
    facts = visit.source.facts(document.iri)
    marks = list(_marks(visit, facts.facts, text))
    hidden = frozenset(visit.state.get("hide", "").split(","))
    shown = [mark for mark in marks if mark.kind not in hidden]
    shown += [Mark(start=start, end=end, kind=HERE)] if end else []
    sheet = sheet_of(visit, text, shown) if form == "page" else None
    lines = (
        () if sheet else split_lines(text.raw if form else text.restored, (_moved(mark, text, form) for mark in shown))
    )
    response = visit.write(
        "reader.html",
        document=document,
        form=form,
        sheet=sheet,
        has_pages=bool(text.printed) and visit.pictures is not None,
        lines=lines,
        here=_lines_of(lines, HERE),
        start=start if end else None,
        end=end or None,
        doubts=list(_doubts(text)),
        troubles=list(_troubles(text)),
        pages={line_number(text.raw, first): number for number, first in enumerate(text.pages, start=1)},
        layers=_layers(marks, hidden),
        hidden=hidden,
        touched=_touched(visit, facts.between(start, end)) if end else (),
        state=visit.state,
        missed=_words(text, start, end) if visit.writer and end else "",
    )
    if sheet and not sheet.is_drawn:  # the file may be put back
        response.headers["cache-control"] = "no-store"
    return response


def _words(text: SourceDocument, start: int, end: int) -> str:
    """Return the restored words of a passage given in raw offsets."""
    first, last = (restored_offset(text.offsets, offset) for offset in (start, end))
    return " ".join(text.restored[first:last].split())


def _layers(marks: list[Mark], hidden: frozenset[str]) -> list[Layer]:
    counted = {kind: sum(mark.kind == kind for mark in marks) for kind in SHOWN}
    return [Layer(kind=kind, count=count, shown=kind not in hidden) for kind, count in counted.items() if count]


def _touched(visit: Visit, facts: tuple[Fact, ...]) -> list[tuple[Fact, str]]:
    """Return the facts of a passage with what they say, each once however often it is stated there."""
    once = {(fact.iri, fact.value): fact for fact in reversed(facts)}
    return [(fact, shown_value(visit, fact)) for fact in reversed(once.values())]


def _doubts(text: SourceDocument) -> Iterator[Doubt]:
    """Yield the words that were restored with little confidence, as they stand now and in the file."""
    for span in text.doubtful:
        first, last = (restored_offset(text.offsets, offset) for offset in (span.start, span.end))
        yield Doubt(line=line_number(text.raw, span.start), restored=text.restored[first:last], raw=span.of(text.raw))


def _troubles(text: SourceDocument) -> Iterator[Trouble]:
    for problem in text.problems:
        span = problem.span
        yield Trouble(
            line=line_number(text.raw, span.start) if span else 0,
            code=problem.code,
            message=problem.message,
            words=" ".join(span.of(text.raw).split()) if span else "",
        )


def _marks(visit: Visit, facts: tuple[Fact, ...], text: SourceDocument) -> Iterator[Mark]:
    """Yield the marks in raw offsets: every fact, every doubtful word, every problem."""
    for fact in facts:
        href = links.task_page(visit.language, fact.iri) if fact.kind == TASK else ""
        yield Mark(start=fact.start, end=fact.end, kind=MARKS[fact.kind], href=href)
    for span in text.doubtful:
        yield Mark(start=span.start, end=span.end, kind=DOUBTFUL)
    for problem in text.problems:
        if problem.span is not None:
            yield Mark(start=problem.span.start, end=problem.span.end, kind=PROBLEM)


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
