"""The true cascade of a corpus: documents, edges with their steps, agencies, homonyms, faults."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from country import Country
from records import Draft, Plan
from wording import KINDS

Edge = tuple[str, str, str]


def written_edges(drafts: Iterable[Draft]) -> set[Edge]:
    """List what the texts themselves say of documents that carry out or come with others, by id."""
    edges: set[Edge] = set()
    for draft in drafts:
        known = {plan.symbol: plan for plan in ancestors(draft.plan) if plan.symbol}
        for citation in draft.citations.values():
            if citation.relation in {"implements", "issued_with"} and citation.symbol in known:
                edges.add((draft.plan.id, citation.relation, known[citation.symbol].id))
        edges |= {
            (known[one].id, relation, known[other].id)
            for one, relation, other in draft.relations
            if one in known and other in known
        }
    return edges


def ancestors(plan: Plan) -> list[Plan]:
    """List a document's parents, their parents, and so on."""
    found: dict[str, Plan] = {}
    waiting = list(plan.parents)
    while waiting:
        one = waiting.pop()
        if one.id not in found:
            found[one.id] = one
            waiting += one.parents
    return list(found.values())


def steps(edges: Iterable[Edge]) -> list[tuple[str, str, int]]:
    """Give the longest chain between each document and each one above it; the edges must have no cycle."""
    above: dict[str, set[str]] = defaultdict(set)
    for one, _, other in edges:
        above[one].add(other)

    @cache
    def chains(one: str) -> dict[str, int]:
        longest: dict[str, int] = {}
        for parent in sorted(above.get(one, ())):
            longest[parent] = max(longest.get(parent, 0), 1)
            for other, count in chains(parent).items():
                longest[other] = max(longest.get(other, 0), count + 1)
        return longest

    return [(one, other, count) for one in sorted(above) for other, count in sorted(chains(one).items())]


def homonyms(plans: Iterable[Plan]) -> dict[str, list[str]]:
    """List symbols that several documents bear."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for plan in plans:
        if plan.symbol:
            bearers[plan.symbol].append(plan.id)
    return {symbol: ids for symbol, ids in sorted(bearers.items()) if len(ids) > 1}


def dangling(drafts: Iterable[Draft]) -> list[dict[str, str]]:
    """List citations of documents that are not in the collection: the list is whole."""
    found: list[dict[str, str]] = []
    for draft in drafts:
        near = {
            plan.symbol
            for plan in (
                *ancestors(draft.plan),
                *draft.plan.loops,
                *(one for loop in draft.plan.loops for one in loop.parents),
            )
        }
        found += [{"document": draft.plan.id, "symbol": symbol} for symbol in draft.citations if symbol not in near]
    return found


def meant(drafts: Iterable[Draft], cited: Iterable[Plan]) -> list[dict[str, str]]:
    """List which document each document means by each symbol that it names."""
    outside = {plan.symbol: plan.id for plan in cited}
    found: list[dict[str, str]] = []
    for draft in drafts:
        loops = [*draft.plan.loops, *(one for loop in draft.plan.loops for one in loop.parents)]
        near = {plan.symbol: plan.id for plan in [*loops, *ancestors(draft.plan)]}
        found += [
            {"document": draft.plan.id, "symbol": symbol, "is": near.get(symbol) or outside[symbol]}
            for symbol in draft.citations
            if symbol in near or symbol in outside
        ]
    return found


def describe(plan: Plan, sources: list[str]) -> dict[str, Any]:
    """Describe a document; `sources` are its files, none where it is only cited."""
    return {
        "id": plan.id,
        "sources": sources,
        "symbol": plan.symbol,
        "type": KINDS[plan.code],
        "issuer": plan.issuer.name,
        "issuer_agency": plan.issuer.id,
        "level": plan.level,
        "branch": plan.issuer.branch,
        "issued": plan.issued.isoformat(),
        "theme": plan.theme,
        "in_collection": plan.in_collection,
    }


def agencies(country: Country) -> list[dict[str, Any]]:
    """List every body with its time and its successors."""
    return [
        {
            "id": body.id,
            "name": body.name,
            "area": body.area.full or None,
            "level": body.area.level,
            "branch": body.branch,
            "since": body.since.isoformat(),
            "until": body.until.isoformat() if body.until else None,
            "successors": list(body.heirs),
        }
        for body in country.bodies()
    ]


def unassigned(drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    """List every task whose text names nobody, with its grade: the list is whole."""
    found: list[dict[str, Any]] = []
    for draft in drafts:
        assigned = {duty.core for duty in draft.duties() if duty.lead and duty.core}
        for duty in draft.duties():
            if not duty.lead:
                grade = "covered" if duty.core in assigned else duty.section
                found.append({"document": draft.plan.id, "path": duty.path, "text": duty.text, "grade": grade})
    return found


def tell(country: Country, drafts: list[Draft], sources: dict[str, list[str]], cited: list[Plan]) -> dict[str, Any]:
    """Tell the whole truth of a corpus."""
    plans = [draft.plan for draft in drafts]
    ids = {plan.id for plan in plans}
    edges = written_edges(drafts)
    outside = [plan for plan in cited if plan.id not in ids]
    return {
        "documents": [describe(plan, sources.get(plan.id, [])) for plan in [*plans, *outside]],
        "edges": [{"from": one, "relation": relation, "to": other} for one, relation, other in sorted(edges)],
        "cascade": [{"from": one, "to": other, "steps": count} for one, other, count in steps(edges)],
        "agencies": agencies(country),
        "mentions": [
            {"document": draft.plan.id, "name": name, "agency": body}
            for draft in drafts
            for name, body in sorted(draft.mentions)
        ],
        "citations": meant(drafts, outside),
        "homonyms": homonyms([*plans, *outside]),
        "rescans": [{"document": key, "sources": files} for key, files in sources.items() if len(files) > 1],
        "faults": [fault for draft in drafts for fault in draft.faults],
        "unassigned": unassigned(drafts),
        "dangling": dangling(drafts),
    }
