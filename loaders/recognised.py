"""How sure facts are that were read from recognised words: no surer than the words that say them.

A clause is as sure as its words on the whole; a name, a symbol or a number is wrong with a single wrong letter, so
that it is as sure as the least sure of its words.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import mean

from ontology.model import Citation, Document, Indicator, SourceText, Span, Task
from ontology.printed import word_confidences

_Gauge = Callable[[Sequence[float]], float]


def as_sure_as_its_words(document: Document) -> Document:
    """Return a document whose facts are told with the confidence of the words that they were read from."""
    source = document.source
    if not any(strip.sure for page in source.printed for strip in page.strips):
        return document
    return replace(
        document,
        tasks=tuple(_task(source, each) for each in document.tasks),
        citations=tuple(_citation(source, each) for each in document.citations),
        indicators=tuple(_indicator(source, each) for each in document.indicators),
    )


def _task(source: SourceText, task: Task) -> Task:
    names = [party.span for party in task.lead if party.span is not None]
    sure = (_sure(source, task.span, mean), *(_sure(source, span, min) for span in names))
    return replace(task, confidence=_least(task.confidence, sure))


def _citation(source: SourceText, citation: Citation) -> Citation:
    sure = max((_sure(source, mention.span, min) for mention in citation.mentions), default=1.0)
    return replace(citation, confidence=_least(citation.confidence, (sure,)))


def _indicator(source: SourceText, indicator: Indicator) -> Indicator:
    return replace(indicator, confidence=_least(indicator.confidence, (_sure(source, indicator.span, mean),)))


def _sure(source: SourceText, span: Span, gauge: _Gauge) -> float:
    found = list(word_confidences(source.printed, source.raw, span.start, span.end))
    return gauge(found) if found else 1.0


def _least(confidence: float, others: Iterable[float]) -> float:
    return round(min(confidence, *others), 2)
