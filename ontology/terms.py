"""The terms of directives.ttl as constants: a name that is not there fails at once.

A test pins the list to directives.ttl.
"""

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class TK(DefinedNamespace):
    """The terms of the ontology, prefix `tk:`."""

    _fail = True
    _NS = Namespace("https://w3id.org/trienkhai/ontology#")

    # classes
    Document: URIRef
    Section: URIRef
    Task: URIRef
    ReportingDuty: URIRef
    Assignment: URIRef
    Agency: URIRef
    AgencyGroup: URIRef
    Area: URIRef
    Deadline: URIRef
    Recurrence: URIRef
    Indicator: URIRef
    Citation: URIRef
    Descent: URIRef
    TaskLink: URIRef
    Finding: URIRef
    Judgement: URIRef
    Change: URIRef

    # kinds of documents
    Resolution: URIRef
    Conclusion: URIRef
    Directive: URIRef
    Decision: URIRef
    Plan: URIRef
    Programme: URIRef
    OfficialLetter: URIRef
    Guidance: URIRef
    Regulation: URIRef
    Rules: URIRef
    Report: URIRef
    Notice: URIRef
    Submission: URIRef
    Scheme: URIRef
    Law: URIRef
    Ordinance: URIRef
    Decree: URIRef
    Circular: URIRef
    OtherDocument: URIRef

    # documents: what one does with another
    implements: URIRef  # Document -> Document
    issuedWith: URIRef  # Document -> Document
    basedOn: URIRef  # Document -> Document
    cites: URIRef  # Document -> Document
    amends: URIRef  # Document -> Document
    replaces: URIRef  # Document -> Document
    repeals: URIRef  # Document -> Document
    guides: URIRef  # Document -> Document
    cascadesFrom: URIRef  # Document -> Document
    cascadesTo: URIRef  # Document -> Document
    descendant: URIRef  # Descent -> Document
    ancestor: URIRef  # Descent -> Document
    citing: URIRef  # Citation -> Document
    cited: URIRef  # Citation -> Document
    relation: URIRef  # Citation -> skos:Concept

    # documents and agencies: who, where, which
    documentKind: URIRef  # Document -> skos:Concept
    issuedBy: URIRef  # Document -> Agency
    level: URIRef  # Document | Agency -> skos:Concept
    branch: URIRef  # Document | Agency -> skos:Concept
    area: URIRef  # Document | Agency -> Area
    parentArea: URIRef  # Area -> Area

    # sections and tasks
    partOf: URIRef  # Section -> Document
    setOutIn: URIRef  # Task -> Document
    inSection: URIRef  # Task -> Section
    tracesTo: URIRef  # Task -> Document
    refines: URIRef  # Task -> Task
    duplicates: URIRef  # Task -> Task
    lowerTask: URIRef  # TaskLink -> Task
    upperTask: URIRef  # TaskLink -> Task
    deadline: URIRef  # Task -> Deadline
    recurrence: URIRef  # Task -> Recurrence

    # who does it: the assignment and its short-cuts
    assignment: URIRef  # Task -> Assignment
    hasLeadAssignment: URIRef  # Task -> Assignment
    hasCoordinatingAssignment: URIRef  # Task -> Assignment
    hasRecipientAssignment: URIRef  # Task -> Assignment
    hasRelayAssignment: URIRef  # Task -> Assignment
    agent: URIRef  # Assignment -> Agency
    role: URIRef  # Assignment -> skos:Concept
    leadAgency: URIRef  # Task -> Agency
    leads: URIRef  # Agency -> Task
    boundBy: URIRef  # Agency -> Document
    coordinatingAgency: URIRef  # Task -> Agency
    reportsTo: URIRef  # ReportingDuty -> Agency
    via: URIRef  # ReportingDuty -> Agency

    # indicators, findings, evidence
    statedIn: URIRef  # Indicator -> Document
    severity: URIRef  # Finding -> skos:Concept
    focus: URIRef  # Finding -> Task | Document | Agency | Indicator
    otherFocus: URIRef  # Finding -> Task | Document | Agency | Indicator
    evidence: URIRef  # anything -> oa:Annotation

    # documents and agencies
    symbol: URIRef  # Document -> xsd:string
    printedSymbol: URIRef  # Document -> xsd:string
    title: URIRef  # Document -> rdf:langString
    issuedOn: URIRef  # Document -> xsd:date | xsd:gYearMonth
    signedBy: URIRef  # Document -> xsd:string
    inCollection: URIRef  # Document -> xsd:boolean
    fileName: URIRef  # Document -> xsd:string
    row: URIRef  # Document -> xsd:integer
    sha256: URIRef  # Document -> xsd:string
    name: URIRef  # anything -> rdf:langString
    relationDetail: URIRef  # Citation -> xsd:string
    statedDate: URIRef  # Citation -> xsd:date or xsd:gYearMonth
    statedIssuer: URIRef  # Citation -> xsd:string
    statedTitle: URIRef  # Citation -> rdf:langString
    steps: URIRef  # Descent -> xsd:integer

    # sections and tasks
    number: URIRef  # Section -> xsd:string
    depth: URIRef  # Section -> xsd:integer
    heading: URIRef  # Section -> rdf:langString
    path: URIRef  # Section | Task | Indicator | Finding | Judgement -> xsd:string
    part: URIRef  # Section | Task -> xsd:string
    text: URIRef  # Task -> rdf:langString
    product: URIRef  # Task -> string @vi
    continuous: URIRef  # Task -> xsd:boolean
    clauseHash: URIRef  # Task | Judgement -> xsd:string
    unreadLead: URIRef  # Task -> xsd:boolean
    due: URIRef  # Task | Deadline -> xsd:date | xsd:gMonthDay
    exact: URIRef  # Deadline -> xsd:boolean
    every: URIRef  # Task | Recurrence -> xsd:duration
    dayOfMonth: URIRef  # Recurrence -> xsd:integer
    monthOfPeriod: URIRef  # Recurrence -> xsd:integer

    # assignments
    leadSource: URIRef  # Assignment -> xsd:string
    printedName: URIRef  # Assignment -> xsd:string

    # indicators
    comparator: URIRef  # Indicator -> xsd:string
    value: URIRef  # Indicator -> xsd:decimal
    upperValue: URIRef  # Indicator -> xsd:decimal
    unit: URIRef  # Indicator -> xsd:string
    targetYear: URIRef  # Indicator -> xsd:gYear

    # confidence and evidence
    confidence: URIRef  # anything -> xsd:decimal
    method: URIRef  # anything -> xsd:string
    restoredQuote: URIRef  # oa:Annotation -> rdf:langString
    score: URIRef  # anything -> xsd:decimal

    # findings
    findingId: URIRef  # Finding -> xsd:string
    rule: URIRef  # Finding -> xsd:string
    grade: URIRef  # Finding -> xsd:string
    verdict: URIRef  # Finding | TaskLink -> xsd:string
    reason: URIRef  # TaskLink | Judgement -> rdf:langString
    message: URIRef  # Finding -> rdf:langString
    remedy: URIRef  # Finding -> rdf:langString

    # judgements
    judgementKind: URIRef  # Judgement -> xsd:string
    judgedFact: URIRef  # Judgement -> xsd:string
    judgedValue: URIRef  # Judgement -> xsd:string
    readValue: URIRef  # Judgement -> xsd:string
    judgedWords: URIRef  # Judgement -> rdf:langString
    judges: URIRef  # Judgement -> Task | Document | Agency
    judgesBeside: URIRef  # Judgement -> Document | Agency
    judgedFinding: URIRef  # Judgement -> xsd:string
    judgedBy: URIRef  # Judgement -> xsd:string
    judgedAt: URIRef  # Judgement -> xsd:dateTime
    attachment: URIRef  # Judgement -> xsd:string
    status: URIRef  # Task | Judgement -> skos:Concept
    statusDay: URIRef  # Task | Judgement -> xsd:date | xsd:gYearMonth
    share: URIRef  # Task | Judgement -> xsd:integer
    progress: URIRef  # Task -> xsd:integer
    tasksBelow: URIRef  # Task -> xsd:integer
    tasksDone: URIRef  # Task -> xsd:integer
    tasksUnknown: URIRef  # Task -> xsd:integer
    evidenceName: URIRef  # Judgement -> xsd:string
    evidenceDocument: URIRef  # Judgement -> Document

    # reorganisations
    changeFrom: URIRef  # Change -> Agency | Area
    changeTo: URIRef  # Change -> Agency | Area
    changedOn: URIRef  # Change -> xsd:date
    changeSource: URIRef  # Change -> rdf:langString
    successorName: URIRef  # Change -> rdf:langString
    succeededBy: URIRef  # Agency | Area -> Agency | Area
    existsFrom: URIRef  # Agency | Area -> xsd:date
    existedUntil: URIRef  # Agency | Area -> xsd:date
    passesTo: URIRef  # Task -> Agency
    hasMember: URIRef  # AgencyGroup -> Area
    redirectsTo: URIRef  # an IRI of an earlier generation -> the thing's IRI now
    otherId: URIRef  # Agency -> xsd:string

    # scheme concepts
    levelRank: URIRef  # skos:Concept -> xsd:integer
    validUntil: URIRef  # skos:Concept -> xsd:date

    # annotations of scheme concepts
    kindClass: URIRef  # skos:Concept -> class of documents


SCHEME = Namespace("https://w3id.org/trienkhai/ontology/scheme/")
SCHEMES = ("kind", "level", "branch", "role", "relation", "severity", "status")


def concept(scheme: str, name: str) -> URIRef:
    """Return the IRI of a concept of one of `SCHEMES`; raise `ValueError` for another scheme.

    >>> concept("level", "commune")
    rdflib.term.URIRef('https://w3id.org/trienkhai/ontology/scheme/level/commune')
    """
    if scheme not in SCHEMES:
        raise ValueError(f"no scheme {scheme!r}; there are: {', '.join(SCHEMES)}")
    return SCHEME[f"{scheme}/{name}"]
