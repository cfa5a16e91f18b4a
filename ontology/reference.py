"""The page docs/ontology.md, written from the Turtle files by `python -m ontology.reference`."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.files import DIRECTIVES, SCHEMES, SHAPES, ontology_terms, read_graph
from ontology.terms import SCHEME, TK
from ontology.terms import SCHEMES as SCHEME_NAMES

SHAPE = Namespace("https://w3id.org/trienkhai/ontology/shape/")
INTRODUCTION = """# Bản thể học / The ontology

<!-- written by `python -m ontology.reference > docs/ontology.md` from ontology/*.ttl: do not edit -->

Không gian tên / namespace: `https://w3id.org/trienkhai/ontology#`, tiền tố / prefix `tk:`. The outside terms
in the last column are aligned with, not imported; HermiT finds the whole consistent (`check --reason`).
"""


def reference() -> str:
    """Return the page as Markdown: classes, properties, schemes and shapes, each a table."""
    directives, schemes, shapes = read_graph(DIRECTIVES), read_graph(SCHEMES), read_graph(SHAPES)
    parts = [
        INTRODUCTION,
        "## Lớp / Classes\n",
        *_table(("", "Tiếng Việt", "English", "Nghĩa / meaning", "⊑"), _classes(directives)),
        "\n## Thuộc tính / Properties\n",
        *_table(
            ("", "Tiếng Việt", "English", "Từ → đến / from → to", "Nghĩa / meaning", "⊑"),
            _properties(directives),
        ),
        "\n## Danh mục / Schemes\n",
        *_table(("", "Tiếng Việt", "English", "Ký hiệu / notation", "Lớp / class"), _concepts(schemes)),
        "\n## Hình dạng / Shapes\n",
        *_table(("", "Mức / severity", "Tiếng Việt", "English"), _shapes(shapes)),
    ]
    return "\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def _classes(graph: Graph) -> Iterator[tuple[str, ...]]:
    for term in sorted(ontology_terms(graph)):
        if (term, RDF.type, OWL.Class) in graph:
            yield (
                f"`{_short(graph, term)}`",
                *_labels(graph, term),
                _meaning(graph, term),
                _parents(graph, term),
            )


def _properties(graph: Graph) -> Iterator[tuple[str, ...]]:
    for term in sorted(ontology_terms(graph)):
        if (term, RDF.type, OWL.Class) not in graph:
            ends = " → ".join(_end(graph, graph.value(term, end)) for end in (RDFS.domain, RDFS.range))
            about = (ends, _meaning(graph, term), _parents(graph, term))
            yield (f"`{_short(graph, term)}`", *_labels(graph, term), *about)


def _concepts(graph: Graph) -> Iterator[tuple[str, ...]]:
    for scheme in SCHEME_NAMES:
        yield (f"**{scheme}**", *_labels(graph, SCHEME[scheme]), "", "")
        for concept in _iris(graph.subjects(SKOS.inScheme, SCHEME[scheme])):
            notations = ", ".join(sorted(map(str, graph.objects(concept, SKOS.notation))))
            kind = graph.value(concept, TK.kindClass)
            name = str(concept).removeprefix(str(SCHEME))
            yield (
                f"`{name}`",
                *_labels(graph, concept),
                notations,
                f"`{_short(graph, kind)}`" if kind else "",
            )


def _shapes(graph: Graph) -> Iterator[tuple[str, ...]]:
    for shape in _iris(graph.subjects(SH.message)):
        severity = str(graph.value(shape, SH.severity)).removeprefix(str(SH))
        yield (f"`{str(shape).removeprefix(str(SHAPE))}`", severity, *_texts(graph, shape, SH.message))


def _iris(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted({node for node in nodes if isinstance(node, URIRef)})


def _labels(graph: Graph, term: Node) -> tuple[str, str]:
    return _texts(graph, term, RDFS.label if graph.value(term, RDFS.label) else SKOS.prefLabel)


def _meaning(graph: Graph, term: Node) -> str:
    return "<br>".join(_texts(graph, term, SKOS.definition))


def _texts(graph: Graph, term: Node, predicate: URIRef) -> tuple[str, str]:
    """Return the Vietnamese and the English text of a property of a term."""
    texts = {text.language: str(text) for text in graph.objects(term, predicate) if isinstance(text, Literal)}
    return texts["vi"], texts["en"]


def _parents(graph: Graph, term: Node) -> str:
    parents = (*graph.objects(term, RDFS.subClassOf), *graph.objects(term, RDFS.subPropertyOf))
    return ", ".join(sorted(f"`{_short(graph, parent)}`" for parent in parents))


def _end(graph: Graph, end: Node | None) -> str:
    if end is None:
        return "—"
    union = graph.value(end, OWL.unionOf)
    members: list[Node] = [end] if union is None else [*Collection(graph, union)]
    return ", ".join(f"`{_short(graph, member)}`" for member in members)


def _short(graph: Graph, term: Node) -> str:
    return graph.namespace_manager.normalizeUri(str(term))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[reportAttributeAccessIssue]
    sys.stdout.write(reference())
