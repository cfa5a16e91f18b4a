"""What stands behind each row of an answer: the facts, how sure they are and who read them, and the words.

A row names things: tasks, targets, citations, findings, documents, agencies. A task rests on its passage; two
documents on the statements of the chain between them; a document that an agency answers to on its assignments. Where
a row counts what it does not name, `queries/grounds/QUESTION.rq` says what was counted.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise

import networkx as nx

from graph.store import Iri, Store, Value
from queries.descent import Edge, descend
from queries.documents import concept, document_identity, facts_query, find_documents
from queries.subjects import find_quotes
from queries.tasks import Evidence

_NOBODY = Iri("urn:trienkhai:nothing")  # binds what a row leaves empty: it matches nothing
_STRONG = {"implements", "issued-with"}
_SHOWN = ("lead", "coordinating", "recipient", "relay", "due", "every")
_ARROW = {"implements": "triển khai", "issued-with": "ban hành kèm", "replaces": "thay thế", "amends": "sửa đổi"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One fact behind a row with its passages; `confidence` and `method` where the graph gives them."""

    thing: Iri
    fact: str
    confidence: float | None = None
    method: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the ground with file, characters and words of each passage."""
        return {
            "thing": self.thing,
            "fact": self.fact,
            "confidence": self.confidence,
            "method": self.method,
            "evidence": [
                {"source": each.source, "start": each.start, "end": each.end, "text": each.text}
                for each in self.evidence
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Citation:
    node: Iri
    citing: str
    relation: str
    cited: str
    confidence: float | None


@dataclass(slots=True)
class Explainer:
    """Finds grounds in a store; what several rows share is looked up once."""

    store: Store
    grounds: dict[Iri, Ground] = field(default_factory=dict[Iri, Ground])
    _labels: dict[str, str] = field(default_factory=dict[str, str])
    _citations: dict[tuple[str, str], list[_Citation]] = field(
        default_factory=lambda: defaultdict[tuple[str, str], list[_Citation]](list)
    )

    _chains: dict[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict[str, Mapping[str, tuple[str, ...]]])

    def __post_init__(self) -> None:
        """Read the documents' names and what texts say of two documents."""
        self._labels = {str(each.iri): each.label for each in find_documents(self.store)}
        for node, citing, relation, detail, cited, sure in self.store.select(facts_query("citations")).rows:
            kind = concept(relation) or ""
            name = str(detail).replace("_", "-") if detail and kind not in _STRONG else kind
            found = _Citation(
                node=Iri(str(node)), citing=str(citing), relation=name, cited=str(cited), confidence=_number(sure)
            )
            self._citations[found.citing, found.cited].append(found)

    def explain(self, name: str | None, columns: Sequence[str], row: Sequence[Value | None]) -> tuple[Ground, ...]:
        """Return the grounds of one row; `name` is the question's, None for a stranger's SPARQL."""
        cells = dict(zip(columns, row, strict=True))
        more = self._counted(name, cells) if name else ()
        things = tuple(dict.fromkeys(each for each in (*cells.values(), *more) if isinstance(each, Iri)))
        parts = [each for each in things if _is_part(each)]
        documents = [each for each in things if str(each) in self._labels]
        agencies = [each for each in things if "/agency/" in each]
        found = dict.fromkeys((*parts, *self._between(documents)))
        if not parts:
            found |= dict.fromkeys(self._given(documents, agencies))
        if not found:
            found = dict.fromkeys(documents)
        return tuple(self.ground(each) for each in found)

    def ground(self, thing: Iri) -> Ground:
        """Return what is said of a thing, and where."""
        if thing not in self.grounds:
            self.grounds[thing] = self._look_up(thing)
        return self.grounds[thing]

    def _look_up(self, thing: Iri) -> Ground:
        said: dict[str, list[str]] = defaultdict(list)
        for _, name, value in self.store.select(facts_query("about"), {"thing": thing}).rows:
            said[str(name)].append(str(value))
        sure = [float(each) for each in (*said["confidence"], *said["score"])]
        return Ground(
            thing=thing,
            fact=self._fact(thing, said),
            confidence=min(sure, default=None),
            method=", ".join(said["method"]) or None,
            evidence=find_quotes(self.store, thing),
        )

    def _fact(self, thing: Iri, said: Mapping[str, list[str]]) -> str:
        if "/citation/" in thing:
            found = next((each for own in self._citations.values() for each in own if each.node == thing), None)
            return thing if found is None else self._statement(found)
        if str(thing) in self._labels:
            return self._labels[str(thing)]
        document = document_identity(thing).split("/", 1)[0] if "/document/" in thing else ""
        what = said["message"] or said["reason"] or said["text"] or said["name"] or [str(thing)]
        target = " ".join(each for name in ("comparator", "value", "unit", "year") for each in said[name])
        values = "; ".join(f"{name}: {', '.join(said[name])}" for name in _SHOWN if said[name])
        head = " ".join(part for part in (document, *said["path"]) if part)
        return " · ".join(part for part in (head, what[0], target, values) if part)

    def _statement(self, found: _Citation) -> str:
        what = _ARROW.get(found.relation, found.relation)
        return f"{self._labels.get(found.citing, found.citing)} {what} {self._labels.get(found.cited, found.cited)}"

    def _between(self, documents: Sequence[Iri]) -> Iterator[Iri]:
        """Yield the statements along the longest chain between every two documents, and what they say directly."""
        for one, two in combinations(map(str, documents), 2):
            for lower, upper in ((one, two), (two, one)):
                steps = list(pairwise(self._chain(lower, upper)))
                for step in dict.fromkeys([(lower, upper), *steps]):
                    yield from (each.node for each in self._citations.get(step, ()))

    def _chain(self, lower: str, upper: str) -> tuple[str, ...]:
        """Return the documents from one up to the other: by the longest chain, else by any relation there is."""
        between = self._below(upper).get(lower)
        if between is not None:
            return (lower, *reversed(between), upper)
        graph: nx.DiGraph[str] = nx.DiGraph(self._citations.keys())
        if lower in graph and upper in graph and nx.has_path(graph, lower, upper):
            return tuple(min(nx.all_shortest_paths(graph, lower, upper)))
        return ()

    def _below(self, root: str) -> Mapping[str, tuple[str, ...]]:
        if root not in self._chains:
            said = (each for own in self._citations.values() for each in own if each.relation in _STRONG)
            edges = [Edge(each.citing, each.relation, each.cited) for each in said]
            self._chains[root] = descend(edges, root).chains if edges else {}
        return self._chains[root]

    def _given(self, documents: Sequence[Iri], agencies: Sequence[Iri]) -> Iterator[Iri]:
        for document in documents:
            for agency in agencies:
                bound: Mapping[str, Value] = {"document": document, "agency": agency}
                yield from (Iri(str(row[2])) for row in self.store.select(facts_query("assignments_to"), bound).rows)

    def _counted(self, name: str, cells: Mapping[str, Value | None]) -> Iterator[Iri]:
        query = grounds_query(name)
        if query is None:
            return
        text, asked = query
        bound: Mapping[str, Value] = {each: _NOBODY if cells[each] is None else cells[each] for each in asked}  # type: ignore[dict-item]
        rows = self.store.select(text, bound)
        for row in rows.rows:
            yield from (
                each
                for column, each in zip(rows.columns, row, strict=True)
                if column not in asked and isinstance(each, Iri)
            )


def _number(value: Value | None) -> float | None:
    return None if value is None else float(value)


def _is_part(thing: Iri) -> bool:
    """Say whether a thing stands in a document and rests on words of it, or is a finding."""
    return any(f"/{kind}/" in thing for kind in ("task", "indicator", "citation", "lineage", "finding", "deadline"))


@cache
def grounds_query(name: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the SPARQL of queries/grounds/NAME.rq and the columns of a row that it takes; None where there is none."""
    file = files("queries") / "grounds" / f"{name}.rq"
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8")
    selected = text.split("SELECT DISTINCT ", 1)[1].split(" WHERE", 1)[0]
    return text, tuple(each[1:] for each in selected.split() if each.startswith("$"))
