"""The parts of a report that tell faults: tasks of nobody, tasks told twice, and what other rules found."""

from collections.abc import Iterator
from functools import partial

from queries.audit import rule_title
from queries.findings import Finding
from queries.repeated import RULE as DUPLICATE
from queries.unassigned import RULE as UNASSIGNED
from viz.language import term
from viz.reports.content import Line, Part
from viz.reports.subject import Subject, part

_GRADES = ("assignment", "content", "covered")


def unassigned(about: Subject) -> Iterator[Part]:
    """Yield the tasks that name nobody, a part a grade."""
    own = [each for each in about.findings if each.rule == UNASSIGNED]
    columns = {"path": 2, "text": 8, "message": 5}
    for grade in _GRADES:
        name = term(about.language, "grade", grade)
        heading = f"{about.say('report.unassigned')}: {name}"
        lines = (_finding(about, each) for each in own if each.grade == grade)
        yield part(about, "unassigned", columns, lines, heading=heading, sheet=about.say(f"report.sheet_{grade}"))


def _finding(about: Subject, each: Finding) -> Line:
    message = each.message.en if about.language == "en" else each.message.vi
    return Line(cells=(each.path, each.text, message), places=about.provenance.places(each.evidence))


def duplicates(about: Subject) -> Part:
    """Return the tasks that another one repeats, with the other one beside it."""
    columns = {"path": 2, "text": 6, "verdict": 2, "other_symbol": 3, "other_path": 2, "other_text": 6}
    lines = (
        Line(
            cells=(
                *(each.path, each.text, term(about.language, "grade", each.verdict)),
                *((about.labels[other.document], other.path, other.text) if other else ("", "", "")),
            ),
            places=about.provenance.places(each.evidence),
        )
        for each in about.findings
        if each.rule == DUPLICATE
        for other in [about.everything.get(each.other) if each.other else None]
    )
    return part(about, "duplicates", columns, lines)


def others(about: Subject) -> Iterator[Part]:
    """Yield the findings of all other rules, a part a rule."""
    rules: dict[str, list[Finding]] = {}
    for each in about.findings:
        if each.rule not in {UNASSIGNED, DUPLICATE}:
            rules.setdefault(each.rule, []).append(each)
    columns = {"path": 2, "text": 7, "message": 6, "remedy": 5}
    for rule, found in rules.items():
        title = rule_title(rule)
        heading = title.en if about.language == "en" else title.vi
        lines = map(partial(_with_remedy, about), found)
        yield part(about, "others", columns, lines, heading=heading, sheet=term(about.language, "rule", rule))


def _with_remedy(about: Subject, each: Finding) -> Line:
    line = _finding(about, each)
    remedy = each.remedy.en if about.language == "en" else each.remedy.vi
    return Line(cells=(*line.cells, remedy), places=line.places)
