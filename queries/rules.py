"""The audit rules that are SPARQL: one `.rq` a rule, whose head says problem, remedy and severity in two languages.

Rows that share focus and other become one finding: what else they say fills the message, each value once.
Where SPARQL alone cannot decide, `sift` names a function that passes on, changes or drops rows.

Beside its severity a rule says its reach. `document`: what it finds of a document, or of a task in it, depends on that
document's own statements, on those of what it names, and on documents that these name and that it descends from; after
a change only documents that this can have moved are looked at again (`queries.reach`).
`collection`: anything may count.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from graph.store import Iri, Store, Value
from queries.catalogue import Bilingual, QueryHeaderError, bilingual, head_paragraphs
from queries.findings import SEVERITIES, Finding, finding_of
from queries.subjects import Subject, find_quotes
from queries.tasks import Evidence

Row = Mapping[str, Value]
Sift = Callable[[Iterable[Row]], Iterable[Row]]

_SEVERITY = re.compile(r"severity (?P<severity>\w+)(?:; reach (?P<reach>document|collection))?")
_ORDER, _VARIABLE = re.compile(r"\nORDER BY( \?\w+)+\s*\Z"), re.compile(r"\?(\w+)")
_PARAGRAPHS = 4  # title, problem, remedy, severity; what follows is for readers of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as its file says it; `daily` where the answer depends on a day, `$day`."""

    name: str  # kebab-case
    title: Bilingual
    message: Bilingual  # {column} stands for what the rows say
    remedy: Bilingual
    severity: str  # where the rows do not say one
    daily: bool
    is_local: bool  # its reach is the document
    sparql: str  # without its order, which takes an engine as long as the answer
    order: tuple[str, ...] = ()  # the columns by which rows are sorted


def parse_rule(name: str, sparql: str) -> Rule:
    """Return the rule that a `.rq` text holds, or raise `QueryHeaderError`."""
    paragraphs = [" ".join(lines) for lines in head_paragraphs(sparql)]
    severity = _SEVERITY.fullmatch(paragraphs[_PARAGRAPHS - 1]) if len(paragraphs) >= _PARAGRAPHS else None
    if severity is None or severity["severity"] not in SEVERITIES:
        raise QueryHeaderError(f"{name}: the head needs title, problem, remedy and 'severity {'|'.join(SEVERITIES)}'")
    title, message, remedy = (bilingual(name, text) for text in paragraphs[:3])
    order = _ORDER.search(sparql)
    return Rule(
        name=name,
        title=title,
        message=message,
        remedy=remedy,
        severity=severity["severity"],
        daily="$day" in sparql,
        is_local=severity["reach"] == "document",
        sparql=sparql[: order.start()] if order else sparql,
        order=tuple(_VARIABLE.findall(order[0])) if order else (),
    )


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule of `queries/audits` by its name, in the order of the names."""
    folder = files("queries") / "audits"
    texts = {
        file.name.removesuffix(".rq").replace("_", "-"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".rq")
    }
    return MappingProxyType({name: parse_rule(name, texts[name]) for name in sorted(texts)})


def apply_rule(
    store: Store,
    rule: Rule,
    subjects: Mapping[Iri, Subject],
    *,
    given: Mapping[str, str] = MappingProxyType({}),
    sift: Sift = iter,
) -> Iterator[Finding]:
    """Yield the findings of a rule; `given` is what its variables are bound to, such as `day` (ISO 8601)."""
    for about, rows in find_groups(store, rule, given=given, sift=sift).items():
        yield finding_of_rows(store, rule, subjects, about, rows)


About = tuple[Iri, Iri | None]  # focus and other


def find_groups(
    store: Store,
    rule: Rule,
    *,
    given: Mapping[str, str] = MappingProxyType({}),
    is_asked: Callable[[Iri], bool] | None = None,
    sift: Sift = iter,
) -> Mapping[About, list[Row]]:
    """Return the rows of a rule by what they are about, where `is_asked` is given those whose focus it approves."""
    answer = store.select(rule.sparql, {name: value for name, value in given.items() if f"${name}" in rule.sparql})
    places = [answer.columns.index(name) for name in rule.order]
    focus = answer.columns.index("focus")
    kept = answer.rows if is_asked is None else [row for row in answer.rows if is_asked(Iri(str(row[focus])))]
    rows = (
        {name: value for name, value in zip(answer.columns, row, strict=True) if value is not None}
        for row in sorted(kept, key=lambda row: [(row[at] is not None, str(row[at])) for at in places])
    )
    grouped: dict[About, list[Row]] = defaultdict(list)
    for row in sift(rows):
        other = row.get("other")
        grouped[Iri(str(row["focus"])), None if other is None else Iri(str(other))].append(row)
    return grouped


def finding_of_rows(
    store: Store, rule: Rule, subjects: Mapping[Iri, Subject], about: About, rows: list[Row]
) -> Finding:
    """Return what rows of a rule about the same things say."""
    focus, other = about
    found = (_quoted(store, subjects[focus]), None if other is None else _quoted(store, subjects[other]))
    return _finding(store, rule, found, rows)


def _quoted(store: Store, subject: Subject) -> Subject:
    """Return an indicator with its passages; a task has them, and those of a document are its head's."""
    if "/indicator/" not in subject.iri:
        return subject
    return replace(subject, evidence=find_quotes(store, subject.iri))


def _finding(store: Store, rule: Rule, about: tuple[Subject, Subject | None], rows: list[Row]) -> Finding:
    said = {name: "; ".join(_values(rows, name)) for name in {name for row in rows for name in row}}
    return finding_of(
        rule.name,
        about,
        severity=max((str(row.get("severity", rule.severity)) for row in rows), key=SEVERITIES.index),
        verdict=said.get("verdict"),
        message=Bilingual(vi=rule.message.vi.format_map(said), en=rule.message.en.format_map(said)),
        remedy=Bilingual(vi=rule.remedy.vi.format_map(said), en=rule.remedy.en.format_map(said)),
        evidence=tuple(_evidence(store, about, rows)),
        confidence=min((float(row["confidence"]) for row in rows if "confidence" in row), default=None),
        score=min((float(row["score"]) for row in rows if "score" in row), default=None),
    )


def _values(rows: Iterable[Row], name: str) -> list[str]:
    return sorted({str(row[name]) for row in rows if name in row})


def _evidence(store: Store, about: tuple[Subject, Subject | None], rows: list[Row]) -> Iterator[Evidence]:
    """Yield the passages of what the rows call `source` (a citation, tasks), else of focus and other."""
    sources = _values(rows, "source")
    if sources:
        for source in sources:
            yield from find_quotes(store, Iri(source))
        return
    for subject in about:
        yield from subject.evidence if subject is not None else ()
