"""The list of agencies, and one agency: what it leads, what it has a part in, and when that is due."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ontology.folding import search_key
from viz import patterns
from viz.downloads import tabled, take
from viz.language import term
from viz.layout import BRANCHES, LEVELS
from viz.listing import Perspective, list_things
from viz.pages.documents import label
from viz.pages.tasks import row
from viz.register import Agency, Duty
from viz.visit import Visit

ROLES = {
    "lead": "FILTER EXISTS { ?task tk:leadAgency ?agency }",
    "coordinating": "FILTER EXISTS { ?task tk:coordinatingAgency ?agency }",
    "recipient": "FILTER EXISTS { ?task tk:reportsTo|tk:via ?agency }",
    "issuer": "FILTER EXISTS { ?document tk:issuedBy ?agency }",
}
GROUPS = {"yes": "?agency a tk:AgencyGroup .", "no": "FILTER NOT EXISTS { ?agency a tk:AgencyGroup }"}


def agencies_page(visit: Visit) -> Response:
    """List agencies by words, level, branch, area and role, those with the most to lead first."""
    register = visit.register
    loads = {agency: _load(agency, duties) for agency, duties in register.by_agency.items()}
    found = sorted(
        register.agencies.values(),
        key=lambda each: (*(-count for count in loads.get(each.iri, (0, 0, 0))), each.name, each.iri),
    )
    listing = list_things(visit, found, _perspective(visit))
    if isinstance(listing, Response):
        return listing
    return visit.write("agencies.html", listing=listing, state=visit.state, loads=loads, register=register)


def agency_page(visit: Visit) -> Response:
    """Show one agency."""
    register = visit.register
    agency = register.by_key.get(visit.request.path_params["key"])
    if agency is None:
        raise HTTPException(404)
    duties = register.by_agency.get(agency.iri, ())
    roles = {
        "lead": [duty for duty in duties if agency.iri in duty.lead],
        "coordinating": [duty for duty in duties if agency.iri in duty.coordinating],
        "recipient": [duty for duty in duties if agency.iri in (*duty.recipients, *duty.relays)],
    }
    things = patterns.whose(agency.iri, patterns.ANY_ROLE)
    if visit.state.get("as"):
        shown = [{"role": role, **row(visit, duty)} for role, listed in roles.items() for duty in listed]
        return take(tabled(agency.key, shown, things), visit.state["as"], visit.source.run_sparql)
    return visit.write(
        "agency.html",
        agency=agency,
        area=register.areas.get(agency.area or ""),
        issued=[
            visit.collection.documents[document]
            for document, issuers in sorted(register.issued_by.items())
            if agency.iri in issuers and document in visit.collection.documents
        ],
        roles=roles,
        things=things,
        state=visit.state,
        register=register,
        said=visit.source.opinions().of_agency(agency.key),
        near=[each for each in register.agencies.values() if each.key != agency.key] if visit.writer else (),
    )


def _load(agency: str, duties: tuple[Duty, ...]) -> tuple[int, int, int]:
    """Return how many tasks an agency leads, coordinates in, and is reported to in."""
    return (
        sum(agency in duty.lead for duty in duties),
        sum(agency in duty.coordinating for duty in duties),
        sum(agency in duty.recipients or agency in duty.relays for duty in duties),
    )


def _perspective(visit: Visit) -> Perspective[Agency]:
    register = visit.register
    issuers = {agency for agencies in register.issued_by.values() for agency in agencies}

    def roles(agency: Agency) -> list[str]:
        load = _load(agency.iri, register.by_agency.get(agency.iri, ()))
        named = [role for role, count in zip(("lead", "coordinating", "recipient"), load, strict=True) if count]
        return [*named, "issuer"] if agency.iri in issuers else named

    def places(agency: Agency) -> list[str]:
        area = register.areas.get(agency.area or "")
        return [each for each in (agency.area, area and area.parent) if each]

    return Perspective(
        name="agencies",
        variable="?agency",
        core="?agency a tk:Agency .",
        dimensions={
            "role": roles,
            "level": lambda each: filter(None, (each.level,)),
            "branch": lambda each: filter(None, (each.branch,)),
            "area": places,
            "group": lambda each: ("yes" if each.is_group else "no",),
        },
        patterns={
            "role": patterns.choice(ROLES | {"none": _without_role()}),
            "level": patterns.concept("?agency", "tk:level", "level"),
            "branch": patterns.concept("?agency", "tk:branch", "branch"),
            "area": patterns.area("?agency"),
            "group": patterns.choice(GROUPS),
        },
        orders={"role": tuple(ROLES), "level": LEVELS, "branch": BRANCHES, "group": tuple(GROUPS)},
        label=lambda name, value: label(visit, name, value),
        iri=lambda each: each.iri,
        key=lambda each: search_key(each.name),
        row=lambda each: _row(visit, each),
    )


def _without_role() -> str:
    return " ".join(pattern.replace("EXISTS", "NOT EXISTS", 1) for pattern in ROLES.values())


def _row(visit: Visit, agency: Agency) -> dict[str, str]:
    lead, coordinating, recipient = _load(agency.iri, visit.register.by_agency.get(agency.iri, ()))
    area = visit.register.areas.get(agency.area or "")
    return {
        "iri": agency.iri,
        "name": agency.name,
        "level": term(visit.language, "level", agency.level),
        "branch": term(visit.language, "branch", agency.branch),
        "area": area.name if area else "",
        "group": "true" if agency.is_group else "false",
        "lead": str(lead),
        "coordinating": str(coordinating),
        "reports_to": str(recipient),
    }
