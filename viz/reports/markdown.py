"""A report as Markdown: a heading and a table a part."""

from collections.abc import Iterator

from viz.language import day
from viz.reports.content import Line, Part, Report


def write_markdown(report: Report) -> bytes:
    """Return the report."""
    return "".join(f"{line}\n" for line in _lines(report)).encode()


def _lines(report: Report) -> Iterator[str]:
    say = report.say
    yield f"# {_plain(report.title)}"
    yield ""
    yield f"{say('report.as_of', day=day(report.language, report.day))}. {report.made_of}"
    for part in report.parts:
        yield from ("", f"## {_plain(part.heading)}", "")
        if part.note:
            yield from (_plain(part.note), "")
        yield from _part(report, part)
    yield from ("", f"## {say('report.sources')}", "")
    for file, sha256, document in report.sources:
        yield f"- {_plain(file)} ({document}): `{sha256}`"


def _part(report: Report, part: Part) -> Iterator[str]:
    if not part.heads:
        yield from (f"- {line.cells[0]}: {_plain(line.cells[1])}" for line in part.lines)
        return
    heads = (*part.heads, report.say("report.source")) if part.has_places else part.heads
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for line in part.lines:
        cells = (*map(_plain, line.cells), _places(report, line)) if part.has_places else map(_plain, line.cells)
        yield f"| {' | '.join(cells)} |"


def _places(report: Report, line: Line) -> str:
    return "<br>".join(map(_plain, line.sources(report.say)))


def _plain(text: str) -> str:
    """Return a text in one line with what Markdown would take for its own signs escaped."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>|#" else letter for letter in " ".join(text.split()))
