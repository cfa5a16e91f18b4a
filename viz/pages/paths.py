"""How a task comes from a document far above: the chain between them, sentence by sentence."""

from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx
from starlette.exceptions import HTTPException
from starlette.responses import Response

from queries.cascade import Cascade
from queries.documents import DocumentFacts
from viz.collection import Passage, Statement
from viz.downloads import tabled, take
from viz.pages.duties import find_task
from viz.passages import restored_offset, sentence
from viz.patterns import these
from viz.visit import Visit

WAYS = 12  # chains that are looked at, the longest is shown; the number of all can be astronomic


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A step of the chain: the document, what its text says of the one above, in which words (before, said, after)."""

    document: DocumentFacts
    statement: Statement | None = None
    passage: Passage | None = None
    words: tuple[str, str, str] = ("", "", "")


def path_page(visit: Visit) -> Response:
    """Show the chain from a document (`from`, else the farthest one above) down to a task and its words."""
    document = visit.document()
    task = find_task(visit, document)
    origins = visit.source.cascade(document.iri, up=True)
    ways = _ways(origins, _start(visit, origins), str(document.iri))
    text = visit.source.text(document.id)
    evidence = task.evidence
    words = ("", "", "")
    if text is not None and evidence is not None:
        first, last = (restored_offset(text.offsets, offset) for offset in (evidence.start, evidence.end))
        words = ("", text.restored[first:last], "")
    chain = [_link(visit, None, ways[0][0]), *(_link(visit, upper, lower) for upper, lower in pairwise(ways[0]))]
    things = these([*ways[0], str(task.iri)])
    if visit.state.get("as"):
        steps = [*map(_step, chain), {"document": document.label, "path": task.path, "words": words[1] or task.text}]
        name = f"{document.id}-{task.path}-path"
        return take(tabled(name, steps, things), visit.state["as"], visit.source.run_sparql)
    return visit.write(
        "path.html",
        document=document,
        task=task,
        chain=chain,
        things=things,
        others=len(ways) - 1,
        origins=sorted(origins.documents, key=lambda step: (-step.steps, step.document.id)),
        words=words,
        state=visit.state,
    )


def _step(link: Link) -> dict[str, str]:
    """Return a step of the chain as a row of a file."""
    document = link.document
    return {
        "document": document.label,
        "title": document.title or "",
        "issuer": document.issuer or "",
        "issued": document.issued or "",
        "relation": link.statement.relation if link.statement else "",
        "path": "",
        "words": "".join(link.words),
    }


def _start(visit: Visit, origins: Cascade) -> str:
    wanted = visit.state.get("from", "")
    if not wanted:
        farthest = max(origins.documents, key=lambda step: (step.steps, step.document.id), default=None)
        return str(farthest.document.iri if farthest else origins.root.iri)
    document = visit.document_called(wanted)
    if document.iri not in {origins.root.iri, *(step.document.iri for step in origins.documents)}:
        raise HTTPException(404)
    return str(document.iri)


def _ways(origins: Cascade, start: str, end: str) -> list[list[str]]:
    """Return chains from a document down to another, the longest first; the document alone where it is its own end."""
    if start == end:
        return [[end]]
    graph: nx.DiGraph[str] = nx.DiGraph((edge.upper, edge.lower) for edge in origins.edges)
    found = list(islice(nx.all_simple_paths(graph, start, end), WAYS))  # pyright: ignore[reportUnknownMemberType]
    return sorted(found, key=lambda way: (-len(way), way)) or [[end]]


def _link(visit: Visit, upper: str | None, lower: str) -> Link:
    collection = visit.collection
    said = [each for each in collection.statements if each.citing == lower and each.cited == upper]
    said.sort(key=lambda each: (each.relation not in {"implements", "issued_with"}, each.relation, each.detail or ""))
    for statement in said:
        for passage in statement.passages:
            return Link(
                document=collection.documents[lower],
                statement=statement,
                passage=passage,
                words=_sentence(visit, passage),
            )
    return Link(document=collection.documents[lower], statement=said[0] if said else None)


def _sentence(visit: Visit, passage: Passage) -> tuple[str, str, str]:
    """Return the sentence around a passage in restored letters: before it, itself, after it."""
    holder = visit.collection.documents.get(passage.document)
    text = None if holder is None else visit.source.text(holder.id)
    if text is None:
        return "", passage.quote, ""
    first, last = (restored_offset(text.offsets, offset) for offset in (passage.start, passage.end))
    start, end = sentence(text.restored, first, last)
    return text.restored[start:first], text.restored[first:last], text.restored[last:end]
