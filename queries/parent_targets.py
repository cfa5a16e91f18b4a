"""Targets of a document beside those of the documents below: as strong, weaker, later, or not comparable, and why.

Two targets stand side by side where their names count the same thing (queries/targets.py), whatever unit, direction
or year they give; whether they can be compared is part of the answer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Iri, Store, Value
from queries.cascade import cascade
from queries.catalogue import Bilingual
from queries.documents import DocumentFacts, facts_query
from queries.targets import AT_MOST, count_the_same, counted_words, is_exception
from queries.tasks import Evidence

_OTHER_BASE = 4  # words that only one of two names has
VERDICTS = ("weaker", "later", "not-comparable", "step", "same", "stronger", "missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A measurable target as the graph has it."""

    iri: Iri
    document: Iri
    path: str
    name: str
    comparator: str
    value: float
    upper: float | None
    unit: str
    year: str
    evidence: Evidence | None = None

    @property
    def amount(self) -> str:
        """Return what is aimed at: "≥ 80 %", "3-5 tổ"."""
        sign = {">=": "≥", "<=": "≤"}.get(self.comparator, self.comparator)
        top = "" if self.upper is None else f"-{self.upper:g}"
        return f"{sign} {self.value:g}{top} {self.unit}".strip()

    def as_json(self) -> dict[str, object]:
        """Return the target with its place."""
        where = self.evidence
        return {
            "id": self.iri,
            "path": self.path,
            "name": self.name,
            "comparator": self.comparator,
            "value": self.value,
            "upper": self.upper,
            "unit": self.unit,
            "year": self.year or None,
            "evidence": where and {"source": where.source, "start": where.start, "end": where.end, "text": where.text},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A target and one of a document below; a target that nobody below restates has no `lower`."""

    upper: Target
    lower: Target | None
    document: DocumentFacts | None
    verdict: str
    why: Bilingual

    def as_json(self) -> dict[str, object]:
        """Return both targets with the verdict."""
        return {
            "verdict": self.verdict,
            "why": {"vi": self.why.vi, "en": self.why.en},
            "document": self.document and self.document.id,
            "symbol": self.document and self.document.symbol,
            "target": self.upper.as_json(),
            "lower": self.lower and self.lower.as_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """The targets of a document with those beside them."""

    root: DocumentFacts
    pairs: tuple[Beside, ...]

    def counts(self) -> Mapping[str, int]:
        """Return how many pairs have each verdict."""
        counted = Counter(each.verdict for each in self.pairs)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    def as_json(self) -> dict[str, object]:
        """Return the pairs and their counts."""
        return {
            "root": {"id": self.root.id, "symbol": self.root.symbol},
            "counts": dict(self.counts()),
            "targets": [each.as_json() for each in self.pairs],
        }


def side_by_side(store: Store, root: Iri) -> SideBySide:
    """Return each target of a document beside those of the documents that carry it out, in the order of its text."""
    found = cascade(store, root, with_tasks=False)
    below = [step.document for step in found.documents if step.document.in_collection]
    lower = [(document, each) for document in below for each in find_targets(store, document.iri)]
    pairs = tuple(pair for upper in find_targets(store, root) for pair in _beside(upper, lower))
    return SideBySide(root=found.root, pairs=pairs)


def find_targets(store: Store, document: Iri) -> tuple[Target, ...]:
    """Return the targets of a document in the order of its text."""
    found: dict[Iri, Target] = {}
    for row in store.select(facts_query("targets"), {"document": document}).rows:
        target = _target(row)
        found.setdefault(target.iri, target)
    return tuple(sorted(found.values(), key=lambda each: (each.evidence.start if each.evidence else 0, each.iri)))


def _target(row: Sequence[Value | None]) -> Target:
    document, iri, name, path, comparator, value, upper, unit, year, source, start, end, quote = row
    evidence = Evidence(source=str(source or ""), start=int(start or 0), end=int(end or 0), text=str(quote or ""))
    return Target(
        iri=Iri(str(iri)),
        document=Iri(str(document)),
        path=str(path or ""),
        name=str(name or ""),
        comparator=str(comparator or ""),
        value=float(value or 0),
        upper=None if upper is None else float(upper),
        unit=str(unit or ""),
        year=str(year or ""),
        evidence=evidence if quote else None,
    )


def _beside(upper: Target, lower: Sequence[tuple[DocumentFacts, Target]]) -> Iterator[Beside]:
    same = [(document, each) for document, each in lower if count_the_same(each.name, upper.name)]
    for document, each in same:
        verdict, why = compare_targets(each, upper)
        yield Beside(upper=upper, lower=each, document=document, verdict=verdict, why=why)
    if not same:
        why = Bilingual(vi="không văn bản dưới nào nêu lại", en="no document below restates it")
        yield Beside(upper=upper, lower=None, document=None, verdict="missing", why=why)


def compare_targets(lower: Target, upper: Target) -> tuple[str, Bilingual]:
    """Return how a lower target stands to the upper one, and why."""
    return next(_obstacles(lower, upper), None) or _compared(lower, upper)


def _obstacles(lower: Target, upper: Target) -> Iterator[tuple[str, Bilingual]]:
    if is_exception(lower.name) or is_exception(upper.name):
        yield _not("chỉ nói về một phần đối tượng", "one of them is about a part only")
    one, two = counted_words(lower.name), counted_words(upper.name)
    if max(len(one - two), len(two - one)) >= _OTHER_BASE:
        yield _not("tên chỉ tiêu nói thêm điều khác, gốc tính có thể khác", "one name says more: the base may differ")
    if lower.unit != upper.unit:
        units = lower.unit or "-", upper.unit or "-"
        yield _not(f"khác đơn vị: {' và '.join(units)}", f"the units differ: {' and '.join(units)}")
    if (lower.comparator in AT_MOST) != (upper.comparator in AT_MOST):
        yield _not("một bên là mức tối thiểu, bên kia là mức tối đa", "one is a least, the other a most")
    if bool(lower.year) != bool(upper.year):
        yield _not("một bên không nêu năm", "one of them names no year")


def _not(vi: str, en: str) -> tuple[str, Bilingual]:
    return "not-comparable", Bilingual(vi=vi, en=en)


def _compared(lower: Target, upper: Target) -> tuple[str, Bilingual]:
    short = lower.value - upper.value if upper.comparator in AT_MOST else upper.value - lower.value
    figures = f"{lower.amount} / {upper.amount}"
    years = f"{lower.year or '-'} / {upper.year or '-'}"
    if short > 0 and lower.year < upper.year:
        return "step", Bilingual(vi=f"mốc trên đường: {figures}, {years}", en=f"a step on the way: {figures}, {years}")
    if short > 0:
        return "weaker", Bilingual(vi=f"thấp hơn: {figures}, {years}", en=f"lower: {figures}, {years}")
    if lower.year > upper.year:
        return "later", Bilingual(vi=f"muộn hơn: {years}", en=f"later: {years}")
    if short == 0 and lower.year == upper.year:
        return "same", Bilingual(vi="bằng cấp trên", en="the same")
    return "stronger", Bilingual(
        vi=f"cao hơn hoặc sớm hơn: {figures}, {years}", en=f"higher or earlier: {figures}, {years}"
    )
