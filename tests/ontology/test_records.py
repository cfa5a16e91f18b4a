"""Every field of every record can be said with a term of the ontology, or is named as standing elsewhere."""

import dataclasses

import pytest

from ontology import model
from ontology.terms import TK

# Each field of each record: the term that says it in the graph, or where else it stands.
FIELDS = {
    "SourceText": {
        "name": "fileName",
        "sha256": "sha256",
        "raw": "kept beside the graph, in texts/",
        "tables": "kept beside the graph, in texts/",
        "pages": "kept beside the graph, in texts/",
        "printed": "kept beside the graph, in texts/",
        "problems": "kept beside the graph, in report.json",
        "row": "row",
    },
    "Row": {
        "number": "row",
        "start": "kept beside the graph, in texts/",
        "register": "fileName",
    },
    "Contents": {
        "sha256": "sha256",
        "documents": "Document",
        "notes": "kept beside the graph, in report.json",
    },
    "Table": {"span": "kept beside the graph, in texts/", "rows": "kept beside the graph, in texts/"},
    "Header": {
        "symbol": "symbol",
        "printed_symbol": "printedSymbol",
        "kind": "documentKind",
        "title": "title",
        "issued": "issuedOn",
        "issuer": "issuedBy",
        "area": "area",
        "parent_area": "parentArea",
        "province": "parentArea",
        "level": "level",
        "branch": "branch",
        "signer": "signedBy",
        "spans": "evidence",
    },
    "Citation": {
        "symbol": "symbol",
        "kind": "documentKind",
        "issued": "statedDate",
        "issuer": "statedIssuer",
        "title": "statedTitle",
        "relation": "relation",
        "detail": "relationDetail",
        "mentions": "evidence",
        "confidence": "confidence",
        "method": "method",
    },
    "Link": {
        "source": "citing",
        "relation": "relation",
        "target": "cited",
        "span": "evidence",
        "confidence": "confidence",
        "method": "method",
    },
    "Section": {
        "path": "path",
        "number": "number",
        "heading": "heading",
        "depth": "depth",
        "span": "evidence",
        "part": "part",
    },
    "Party": {"name": "name", "span": "evidence", "source": "leadSource"},
    "Mention": {"span": "evidence", "printed": "printedName"},
    "Deadline": {"due": "due", "span": "evidence", "exact": "exact"},
    "Recurrence": {"every": "every", "span": "evidence", "days": "dayOfMonth", "month": "monthOfPeriod"},
    "Task": {
        "span": "evidence",
        "path": "path",
        "section": "part",
        "text": "text",
        "read_as": "readValue",
        "lead": "leadAgency",
        "coordinate": "coordinatingAgency",
        "report_to": "reportsTo",
        "via": "via",
        "due": "deadline",
        "every": "recurrence",
        "product": "product",
        "continuous": "continuous",
        "is_report": "ReportingDuty",
        "unread_lead": "unreadLead",
        "confidence": "confidence",
        "method": "method",
    },
    "Indicator": {
        "span": "evidence",
        "name": "name",
        "comparator": "comparator",
        "value": "value",
        "unit": "unit",
        "year": "targetYear",
        "path": "path",
        "upper": "upperValue",
        "confidence": "confidence",
        "method": "method",
    },
    "Problem": {
        "code": "kept beside the graph, in report.json",
        "message": "kept beside the graph, in report.json",
        "span": "kept beside the graph, in report.json",
    },
    "Document": {
        "source": "fileName",
        "restored": "kept beside the graph, in texts/",
        "offsets": "kept beside the graph, in texts/",
        "header": "Document",
        "doubtful": "kept beside the graph, in texts/",
        "sections": "partOf",
        "citations": "citing",
        "links": "citing",
        "tasks": "setOutIn",
        "indicators": "statedIn",
        "problems": "kept beside the graph, in report.json",
    },
    "Span": {"start": "evidence", "end": "evidence"},
}

RECORDS = {
    name: record
    for name, record in vars(model).items()
    if dataclasses.is_dataclass(record) and record.__module__ == "ontology.model"
}


def test_every_record_is_mapped() -> None:
    assert set(FIELDS) == set(RECORDS)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_of_a_record_has_a_term(name: str) -> None:
    assert set(FIELDS[name]) == {field.name for field in dataclasses.fields(RECORDS[name])}
    for place in FIELDS[name].values():
        assert TK.__annotations__.get(place) is not None or place.startswith("kept beside the graph")
