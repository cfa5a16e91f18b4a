"""A report as a workbook: a sheet a kind, each line with file, page, place, SHA-256 and generation."""

import re
from collections.abc import Iterable, Iterator

from viz.files.sheets import DAYS
from viz.files.workbook import Link, Sheet, SheetCell, write_workbook
from viz.language import day
from viz.reports.content import Line, Part, Report

_NAME = 31  # letters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_SHARE = 7  # letters of width
_PLACES = 4  # columns: file, page, characters, SHA-256


def write_book(report: Report) -> bytes:
    """Return the file; the first sheet is the summary, and leads to the others."""
    say = report.say
    names = list(_names([*(part.sheet for part in report.parts), say("report.sources")]))
    first, *others = zip(names, report.parts, strict=False)
    told = (("", say("report.as_of", day=day(report.language, report.day))), ("", report.made_of))
    facts: list[tuple[SheetCell, ...]] = [*told, *(line.cells for line in first[1].lines)]
    facts += [(Link(name, name, -1), len(part.lines)) for name, part in others]
    summary = Sheet(name=first[0], heads=((say("report.part"), 34), (report.title, 90)), rows=facts, frozen=0)
    sheets = [summary, *(_sheet(report, name, part) for name, part in others)]
    heads = ((say("report.file"), 44), ("SHA-256", 68), (say("report.document"), 40), (say("report.generation"), 14))
    sources = [(*each, report.generation) for each in report.sources]
    sheets.append(Sheet(name=names[-1], heads=heads, rows=sources))
    return write_workbook(sheets, report.title, day=DAYS[report.language])


def _names(wanted: Iterable[str]) -> Iterator[str]:
    """Yield a name for each sheet: as Excel allows them, none twice."""
    seen: set[str] = set()
    for words in wanted:
        plain = _FORBIDDEN.sub(" ", words).strip()[:_NAME]
        name, number = plain, 2
        while name.casefold() in seen:
            name, number = f"{plain[: _NAME - 3]} {number}", number + 1
        seen.add(name.casefold())
        yield name


def _sheet(report: Report, name: str, part: Part) -> Sheet:
    say = report.say
    own = tuple((head, _SHARE * share) for head, share in zip(part.heads, part.shares, strict=True))
    places = ((say("report.file"), 30), (say("head.page"), 7), (say("report.place"), 24), ("SHA-256", 66))
    return Sheet(
        name=name,
        heads=(*own, *places, (say("report.generation"), 14)),
        rows=[(*line.cells, *_places(report, line), report.generation) for line in part.lines],
    )


def _places(report: Report, line: Line) -> tuple[SheetCell, ...]:
    said = [
        (
            place.file,
            "" if place.page is None else str(place.page),
            report.say("report.characters", start=place.start, end=place.end),
            place.sha256,
        )
        for place in line.places
    ]
    return tuple("\n".join(each[at] for each in said).strip("\n") for at in range(_PLACES))
