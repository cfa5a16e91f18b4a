"""Facts that break a shape (SHACL), as findings like those of the rules: a slip of the reading, not of the document."""

from collections.abc import Iterable, Iterator

from graph.check import Finding as Fault
from graph.quads import Iri, Quad
from graph.store import Store
from ontology.identifiers import graph_iri
from queries.catalogue import Bilingual
from queries.findings import Finding, finding_of, finding_quads, number_equal_ids
from queries.subjects import Subject, find_quotes

RULE = "incomplete-fact"
_REMEDY = Bilingual(
    vi="Đây là chỗ bộ đọc đọc thiếu hoặc sai: xem lại đoạn văn, sửa bằng `trienkhai judge`.",
    en="The reading missed or bent something here: look at the passage, correct it by `trienkhai judge`.",
)


def incomplete_facts(store: Store, faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """Return a finding for each fault of the shapes, in the order of the things at fault."""
    return tuple(number_equal_ids(_finding(store, fault) for fault in sorted(faults)))


def incomplete_quads(found: Iterable[Finding], base: str) -> Iterator[Quad]:
    """Yield the statements of findings, in a graph of their own: which documents were checked when is no content."""
    graph = Iri(graph_iri("shapes", base=base))
    for finding in found:
        for quad in finding_quads(finding, base):
            yield quad._replace(graph=graph)


def _finding(store: Store, fault: Fault) -> Finding:
    focus = Iri(fault.focus)
    document, _, part = fault.focus.rsplit("/document/", 1)[-1].partition("/")
    passages = find_quotes(store, focus)
    value = f" ({fault.value})" if fault.value else ""
    return finding_of(
        RULE,
        (
            Subject(iri=focus, document=document, text=part or document, place=f"{fault.shape}|{document}|{part}"),
            None,
        ),
        severity=fault.severity,
        message=Bilingual(vi=f"{fault.message_vi}{value}", en=f"{fault.message_en}{value}"),
        remedy=_REMEDY,
        evidence=passages,
    )
