"""Matrices of responsibility: which agency leads, coordinates or is reported to in which task or document."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from queries.documents import DocumentFacts
from viz.downloads import Table, take
from viz.facets import facets, narrow
from viz.listing import Perspective, chosen_lines, query_of
from viz.pages.tasks import leads_of, perspective
from viz.patterns import write_query
from viz.register import Duty
from viz.visit import Visit

ROWS, COLUMNS = 60, 16  # agencies and documents of the overview
AGENCIES = 24  # columns of one document's matrix
LETTERS = ("lead", "coordinating", "recipient")
FACETS = ("level", "branch", "area", "part", "year")
ROLES = (
    'VALUES (?property ?role) { (tk:leadAgency "lead") (tk:coordinatingAgency "coordinating") '
    '(tk:reportsTo "recipient") (tk:via "recipient") } ?task ?property ?agency .'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of tasks under one heading."""

    heading: str
    duties: tuple[Duty, ...]


def matrix_page(visit: Visit) -> Response:
    """Show agencies against documents, or with `document` the tasks of one against the agencies it names."""
    identity = visit.state.get("document", "")
    return _of_document(visit, visit.document_called(identity)) if identity else _overview(visit)


def letters(agency: str, duty: Duty) -> tuple[str, ...]:
    """Return the roles of an agency in a task."""
    named = (duty.lead, duty.coordinating, (*duty.recipients, *duty.relays))
    return tuple(role for role, agencies in zip(LETTERS, named, strict=True) if agency in agencies)


def _overview(visit: Visit) -> Response:
    whole = perspective(visit).by(FACETS)
    duties, counts = narrow(visit.register.duties, whole.dimensions, visit.state)
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    loads: Counter[str] = Counter()
    per_document: dict[str, Counter[str]] = defaultdict(Counter)
    for duty in duties:
        per_document[duty.document][leads_of(duty)] += 1
        for agency in duty.agencies:
            roles = letters(agency, duty)
            cells[agency, duty.document].update(roles)
            loads[agency] += 100 * ("lead" in roles) + 1
    agencies = [agency for agency, _ in sorted(loads.items(), key=lambda load: (-load[1], load[0]))]
    documents = sorted(per_document, key=lambda each: (-per_document[each].total(), each))
    things = query_of(whole, visit.state)
    if visit.state.get("as"):
        return _file(visit, "matrix", _overview_rows(visit, agencies, documents, cells), things)
    return visit.write(
        "matrix.html",
        agencies=agencies[:ROWS],
        documents=[visit.collection.documents[each] for each in documents[:COLUMNS]],
        totals=(len(agencies), len(documents)),
        cells=cells,
        leads=per_document,
        facets=facets(counts, visit.state, whole.label, whole.orders),
        register=visit.register,
        letters=LETTERS,
        things=things,
        shown=_roles_query(whole, visit.state),
        state=visit.state,
    )


def _roles_query(whole: Perspective[Duty], state: Mapping[str, str]) -> str:
    """Return the query of who has which role in how many tasks of which document."""
    return write_query(
        "SELECT ?agency ?document ?role (COUNT(DISTINCT ?task) AS ?tasks)",
        (whole.core, *chosen_lines(whole, state), ROLES),
        "GROUP BY ?agency ?document ?role ORDER BY ?agency ?document ?role",
    )


def _of_document(visit: Visit, document: DocumentFacts) -> Response:
    duties = [duty for duty in visit.register.duties if duty.document == document.iri]
    loads = Counter(agency for duty in duties for agency in duty.agencies)
    agencies = [agency for agency, _ in sorted(loads.items(), key=lambda load: (-load[1], load[0]))]
    whole, chosen = perspective(visit), {"document": str(document.iri)}
    things = query_of(whole, chosen)
    if visit.state.get("as"):
        return _file(visit, f"matrix-{document.id}", _document_rows(visit, duties, agencies), things)
    return visit.write(
        "matrix_document.html",
        document=document,
        sections=_sections(duties),
        agencies=agencies[:AGENCIES],
        total=len(agencies),
        loads=loads,
        letters_of=letters,
        leads_of=leads_of,
        register=visit.register,
        letters=LETTERS,
        things=things,
        shown=_roles_query(whole, chosen),
        state=visit.state,
    )


def _sections(duties: Sequence[Duty]) -> list[Section]:
    """Return the tasks by the heading they stand under, in the order of the text."""
    groups: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        groups[duty.section].append(duty)
    return [Section(heading=heading, duties=tuple(group)) for heading, group in groups.items()]


def _overview_rows(
    visit: Visit, agencies: Sequence[str], documents: Sequence[str], cells: Mapping[tuple[str, str], Counter[str]]
) -> list[list[str]]:
    labels = [visit.collection.documents[each].label for each in documents]
    rows = [[visit.say("column.agency"), *labels]]
    for agency in agencies:
        counted = (cells.get((agency, document), Counter[str]()) for document in documents)
        rows.append([_name(visit, agency), *(_letters(visit, count) for count in counted)])
    return rows


def _document_rows(visit: Visit, duties: Sequence[Duty], agencies: Sequence[str]) -> list[list[str]]:
    heads = [visit.say(f"column.{name}") for name in ("path", "text")]
    rows = [[*heads, *(_name(visit, agency) for agency in agencies)]]
    for duty in duties:
        roles = (Counter(letters(agency, duty)) for agency in agencies)
        rows.append([duty.path, duty.text, *(_letters(visit, role) for role in roles)])
    return rows


def _letters(visit: Visit, counts: Counter[str]) -> str:
    """Return a cell: each role's letter, and how often where it is more than once."""
    said = ((visit.say(f"matrix.letter_{role}"), counts[role]) for role in LETTERS if counts[role])
    return " ".join(letter if count == 1 else f"{letter}{count}" for letter, count in said)


def _name(visit: Visit, agency: str) -> str:
    known = visit.register.agencies
    return known[agency].name if agency in known else agency


def _file(visit: Visit, name: str, rows: Sequence[Sequence[str]], things: str) -> Response:
    return take(
        Table(name=name, columns=rows[0], rows=rows[1:], sparql=things), visit.state["as"], visit.source.run_sparql
    )
