"""Gold annotations in the shape of the project's gold files: quotes exact and findable."""

from typing import Any

from layouts import Layout, Sheet
from records import Draft, Plan, Target
from tearing import Torn, moved
from wording import kind_called, upper_first

LONGEST_QUOTE = 44


def quote_at(text: str, start: int) -> dict[str, Any]:
    """Quote what begins at `start`, to the line's end at most, and say which one of several it is."""
    end = text.find("\n", start)
    quote = text[start : end if end >= 0 else len(text)]
    if len(quote) > LONGEST_QUOTE:
        quote = quote[: quote.rfind(" ", 1, LONGEST_QUOTE)]
    quote = quote.rstrip()
    occurrence, at = 0, -1
    while at < start:
        at = text.find(quote, at + 1)
        occurrence += 1
    return {"quote": quote} | ({"occurrence": occurrence} if occurrence > 1 else {})


def issuing(plan: Plan) -> str:
    """Name who issues a document: under a committee's letterhead the standing committee that signs it."""
    signs = "Ban Thường vụ " if plan.issuer.branch == "party" and plan.issuer.letters in {"TU", "HU"} else ""
    return f"{signs}{upper_first(plan.issuer.name)}"


def document_facts(draft: Draft, layout: Layout) -> dict[str, Any]:
    """Give what the file shows of the document itself."""
    plan = draft.plan
    area, parent = plan.unit.area, plan.unit.area.parent
    day = plan.issued.isoformat()
    shown = (
        None
        if layout.letterhead in {"none", "symbol-only"} or plan.annexed_to
        else day[:7]
        if layout.letterhead == "unnumbered"
        else day
    )
    return {
        "symbol": None if layout.letterhead in {"none", "unnumbered"} else plan.symbol,
        "type": kind_called(plan.code),
        "title": draft.title,
        "issued": shown,
        "issuer": issuing(plan),
        "area": area.full if area.kind else None,
        "parent_area": parent.full if parent and parent.kind else None,
        "level": plan.level,
        "signer": None if plan.annexed_to else plan.signer,
    }


def target_facts(target: Target) -> dict[str, Any]:
    """Give an indicator's facts but its quote."""
    value = int(target.value) if target.value == int(target.value) else target.value
    return {
        "name": target.name,
        "comparator": target.comparator,
        "value": value,
        "unit": target.unit,
        "year": target.year,
    }


def annotate(draft: Draft, sheet: Sheet, source: str) -> dict[str, Any]:
    """Make the gold of one file."""
    text = sheet.text()
    tasks = [
        quote_at(text, sheet.places[id(duty)])
        | {
            "path": duty.path,
            "section": duty.section,
            "lead": list(duty.lead),
            "coordinate": list(duty.coordinate),
            "due": list(duty.due),
            "every": list(duty.every),
            "report_to": list(duty.report_to),
        }
        for duty in draft.duties()
    ]
    return {
        "source": source,
        "document": document_facts(draft, sheet.layout),
        "citations": [
            {
                "symbol": one.symbol,
                "type": one.type,
                "issued": one.issued,
                "issuer": one.issuer,
                "relation": one.relation,
            }
            for one in draft.citations.values()
        ],
        "relations": [
            {"from": one, "relation": relation, "to": other} for one, relation, other in sorted(draft.relations)
        ],
        "tasks": tasks,
        "indicators": [quote_at(text, sheet.places[id(target)]) | target_facts(target) for target in draft.targets()],
    }


def annotate_torn(gold: dict[str, Any], draft: Draft, sheet: Sheet, torn: Torn) -> dict[str, Any]:
    """Move the gold of a file onto its torn copy; what stood in lines that did not come out is left out."""
    text = sheet.text()
    made = dict(gold)
    for key, facts in (("tasks", draft.duties()), ("indicators", draft.targets())):
        places = [moved(sheet.places[id(one)], text, torn) for one in facts]
        made[key] = [
            {k: v for k, v in item.items() if k not in {"quote", "occurrence"}} | quote_at(torn.text, place)
            for item, place in zip(gold[key], places, strict=True)
            if place is not None
        ]
    return made
