"""The list of tasks."""

from starlette.responses import Response

from queries.corrections import told
from viz import patterns
from viz.language import day, rhythm, term
from viz.layout import BRANCHES, LEVELS
from viz.listing import Perspective, list_things, year_of
from viz.pages.documents import YEARS, label
from viz.register import Duty
from viz.visit import Visit

_SEVERAL = "FILTER EXISTS { ?task tk:leadAgency ?one , ?other . FILTER (?one != ?other) }"
LEADS = {
    "one": f"?task tk:leadAgency ?lead . {_SEVERAL.replace('EXISTS', 'NOT EXISTS', 1)}",
    "several": _SEVERAL,
    "nobody": "FILTER NOT EXISTS { ?task tk:leadAgency ?lead }",
}
TIMES = {
    "dated": "FILTER EXISTS { ?task tk:due ?due }",
    "recurring": "FILTER NOT EXISTS { ?task tk:due ?due } FILTER EXISTS { ?task tk:every ?every }",
    "open": "FILTER NOT EXISTS { ?task tk:due ?due } FILTER NOT EXISTS { ?task tk:every ?every }",
}


def tasks_page(visit: Visit) -> Response:
    """List tasks by words, document, agency, part, time, place and finding, or write the list as a file."""
    listing = list_things(visit, visit.register.duties, perspective(visit))
    if isinstance(listing, Response):
        return listing
    return visit.write("tasks.html", listing=listing, state=visit.state, register=visit.register)


def leads_of(duty: Duty) -> str:
    """Return "nobody", "one" or "several"."""
    return "nobody" if not duty.lead else "one" if len(duty.lead) == 1 else "several"


def _time(duty: Duty) -> str:
    return "dated" if duty.due else "recurring" if duty.every else "open"


def perspective(visit: Visit) -> Perspective[Duty]:
    """Return how tasks are listed."""
    collection, register = visit.collection, visit.register
    documents = collection.documents
    return Perspective(
        name="tasks",
        variable="?task",
        core="?task tk:setOutIn ?document .",
        dimensions={
            "lead": lambda each: (leads_of(each),),
            "time": lambda each: (_time(each),),
            "agency": lambda each: each.agencies,
            "part": lambda each: (each.part,) if each.part else (),
            "level": lambda each: filter(None, (documents[each.document].level,)),
            "branch": lambda each: filter(None, (documents[each.document].branch,)),
            "kind": lambda each: filter(None, (documents[each.document].kind,)),
            "area": lambda each: register.places(each.document),
            "year": lambda each: year_of(documents[each.document].issued),
            "document": lambda each: (each.document,),
            "said": lambda each: register.correctors(each.iri),
            "finding": lambda each: {found.rule for found in collection.findings_by_task.get(each.iri, ())},
        },
        patterns={
            "lead": patterns.choice(LEADS),
            "time": patterns.choice(TIMES),
            "agency": patterns.thing("?task", patterns.ANY_ROLE),
            "part": patterns.words("?task", "tk:part"),
            "level": patterns.concept("?document", "tk:level", "level"),
            "branch": patterns.concept("?document", "tk:branch", "branch"),
            "kind": patterns.concept("?document", "tk:documentKind", "kind"),
            "area": patterns.area("?document"),
            "year": patterns.year("?document"),
            "document": patterns.thing("?task", "tk:setOutIn"),
            "said": patterns.corrected("?task"),
            "finding": patterns.finding(patterns.either_end("?task")),
        },
        orders={
            "lead": tuple(LEADS),
            "time": tuple(TIMES),
            "level": LEVELS,
            "branch": BRANCHES,
            "year": YEARS,
            "part": ("assignment", "content", "other"),
        },
        label=lambda name, value: label(visit, name, value),
        iri=lambda each: each.iri,
        key=lambda each: register.duty_keys[each.iri],
        row=lambda each: row(visit, each),
    )


def row(visit: Visit, duty: Duty) -> dict[str, str]:
    """Return a task as a row of a file."""
    document = visit.collection.documents[duty.document]
    return {
        "iri": duty.iri,
        "document": document.label,
        "issuer": document.issuer or "",
        "path": duty.path,
        "text": duty.text,
        "part": term(visit.language, "part", duty.part),
        "section": duty.section,
        "lead": named(visit, duty.lead),
        "coordinating": named(visit, duty.coordinating),
        "reports_to": named(visit, duty.recipients),
        "due": "; ".join(duty.due),
        "every": "; ".join(duty.every),
        "findings": "; ".join(found.rule for found in visit.collection.findings_by_task.get(duty.iri, ())),
        "corrected": told(visit.register.corrections.get(duty.iri, ())),
    }


def named(visit: Visit, agencies: tuple[str, ...]) -> str:
    """Return the names of agencies in one line."""
    known = visit.register.agencies
    return "; ".join(known[each].name if each in known else each for each in agencies)


def when(visit: Visit, duty: Duty) -> str:
    """Return the times of a task in one line, as people write them."""
    words = [day(visit.language, due) for due in duty.due]
    words += [rhythm(visit.language, every, duty.days) for every in duty.every]
    return "; ".join(words)
