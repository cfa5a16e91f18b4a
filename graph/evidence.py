"""The words that a fact rests on: an annotation with their position and their quote, in the raw text.

Web Annotation: one annotation a span and document, with a position selector (offsets in characters of the
raw text)
and a quote selector (the raw words), and besides the same words restored.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graph.quads import OA, RDF, Iri, Quad, number, vietnamese
from graph.quads import Literal as Words
from ontology.identifiers import part_iri
from ontology.model import Document, Span
from ontology.terms import TK

_TYPE = Iri(RDF + "type")


class SpanOutsideTextError(ValueError):
    """A record whose span does not lie in the text that it was read from."""


@dataclass(frozen=True, slots=True)
class RestoredText:
    """The restored text of a document, addressed by offsets of its raw text."""

    text: str
    length: int  # of the raw text
    restored_starts: tuple[int, ...]
    raw_starts: tuple[int, ...]

    def quote(self, span: Span) -> str:
        """Return the restored words of a span of the raw text."""
        return self.text[self._offset(span.start) : self._offset(span.end)]

    def _offset(self, raw: int) -> int:
        if raw >= self.length:
            return len(self.text)
        at = bisect_right(self.raw_starts, raw) - 1
        if at < 0:
            return 0
        offset = self.restored_starts[at] + raw - self.raw_starts[at]
        # Between two anchors the raw words may be longer than the restored ones.
        return min(offset, self.restored_starts[at + 1] if at + 1 < len(self.restored_starts) else len(self.text))


def restored_text(document: Document) -> RestoredText:
    """Return a document's restored text with its anchors sorted by raw offset."""
    anchors = sorted((raw, restored) for restored, raw in document.offsets)
    raw_starts, restored_starts = zip(*anchors, strict=True) if anchors else ((), ())
    return RestoredText(document.restored, len(document.source.raw), restored_starts, raw_starts)


def evidence_iri(identity: str, span: Span, base: str) -> Iri:
    """Return the IRI of the annotation of a span of a document."""
    return Iri(part_iri(identity, "evidence", f"{span.start}-{span.end}", base))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting:
    """A document whose words are quoted: what every piece of evidence in it needs."""

    identity: str
    subject: Iri
    graph: Iri
    raw: str
    restored: RestoredText
    base: str

    def evidence(self, thing: Iri, span: Span) -> Iterator[Quad]:
        """Yield that a thing rests on a span, and the annotation; raise `SpanOutsideTextError`."""
        if span.end > len(self.raw):
            raise SpanOutsideTextError(
                f"vị trí {span.start}..{span.end} nằm ngoài văn bản / "
                f"lies outside the text ({len(self.raw)} characters)"
            )
        annotation = evidence_iri(self.identity, span, self.base)
        yield Quad(thing, Iri(TK.evidence), annotation, self.graph)
        yield from self._annotation(annotation, span)

    def _annotation(self, annotation: Iri, span: Span) -> Iterator[Quad]:
        target, position, quote = (Iri(f"{annotation}/{part}") for part in ("target", "position", "quote"))
        for subject, name, value in (
            (annotation, RDF + "type", Iri(OA + "Annotation")),
            (annotation, OA + "hasTarget", target),
            (annotation, str(TK.restoredQuote), vietnamese(" ".join(self.restored.quote(span).split()))),
            (target, RDF + "type", Iri(OA + "SpecificResource")),
            (target, OA + "hasSource", self.subject),
            (target, OA + "hasSelector", position),
            (target, OA + "hasSelector", quote),
            (position, RDF + "type", Iri(OA + "TextPositionSelector")),
            (position, OA + "start", number(span.start)),
            (position, OA + "end", number(span.end)),
            (quote, RDF + "type", Iri(OA + "TextQuoteSelector")),
            (quote, OA + "exact", Words(span.of(self.raw))),
        ):
            yield Quad(subject, Iri(name), value, self.graph)
