"""Records made by hand: a resolution, the plans that carry it out, and their tasks, of a made-up country."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from ontology.model import (
    Branch,
    Citation,
    Deadline,
    Document,
    Header,
    Indicator,
    LeadSource,
    Level,
    Link,
    Mention,
    Party,
    Recurrence,
    Relation,
    Section,
    SourceText,
    Span,
    Task,
)

MakeDocument = Callable[..., Document]


def _document(name: str, raw: str, **parts: Any) -> Document:
    header = parts.pop("header", Header())
    return Document(
        source=SourceText(name=name, sha256=hashlib.sha256(raw.encode()).hexdigest(), raw=raw),
        restored=parts.pop("restored", raw),
        offsets=parts.pop("offsets", ((0, 0), (len(raw), len(raw)))),
        header=header,
        **parts,
    )


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """Return a function that makes a document of a name, a raw text and any other parts."""
    return _document


RESOLUTION = "NGHỊ QUYẾT số 95-NQ/TW ngày 18/8/2025\nvề văn hóa đọc\n1. Xây dựng thư viện."
PLAN = (
    "KE HOACH 916-KH/DU\n"
    "Thuc hien Nghi quyet so 95-NQ/TW va Ke hoach so 93-KH/TU ve thuc hien Nghi quyet so 95-NQ/TW\n"
    "1. Uy ban nhan dan xa\n"
    "- Mo thu vien truoc ngay 30/6/2026, bao cao Dang uy 6 thang mot lan; chi tieu 80% so thon.\n"
    "- Mo thu vien truoc ngay 30/6/2026, bao cao Dang uy 6 thang mot lan; chi tieu 80% so thon.\n"
)
PLAN_RESTORED = PLAN.replace("Uy ban nhan dan xa", "Ủy ban nhân dân xã").replace("KE HOACH", "KẾ HOẠCH")


def span_of(raw: str, words: str, start: int = 0) -> Span:
    at = raw.index(words, start)
    return Span(at, at + len(words))


def _tasks(raw: str) -> Iterable[Task]:
    clause = raw[raw.index("Mo thu vien") : raw.index(".\n- ")]
    first = raw.index(clause)
    for start in (first, raw.index(clause, first + 1)):
        yield Task(
            span=Span(start, start + len(clause)),
            path="1",
            section="assignment",
            text="Mở thư viện trước ngày 30/6/2026, báo cáo Đảng ủy 6 tháng một lần",
            lead=(
                Party(
                    name="Ủy ban nhân dân xã",
                    span=span_of(raw, "Uy ban nhan dan xa"),
                    source=LeadSource.HEADING,
                ),
            ),
            coordinate=(Party(name="các đơn vị liên quan", span=None),),
            report_to=(Party(name="Đảng ủy", span=span_of(raw, "Dang uy", start)),),
            due=(Deadline(due="2026-06-30", span=span_of(raw, "30/6/2026", start)),),
            every=(Recurrence(every="P6M", span=span_of(raw, "6 thang", start)),),
            is_report=True,
            continuous=True,
            unread_lead=span_of(raw, "thu vien", start),
        )


@pytest.fixture(scope="session")
def resolution(make_document: MakeDocument) -> Document:
    return make_document(
        "95.txt",
        RESOLUTION,
        header=Header(
            symbol="95-NQ/TW",
            kind="nghị quyết",
            title="về văn hóa đọc",
            issued="2025-08-18",
            issuer="Bộ Chính trị",
            level=Level.CENTRAL,
            branch=Branch.PARTY,
            spans={"symbol": span_of(RESOLUTION, "95-NQ/TW"), "title": span_of(RESOLUTION, "về văn hóa đọc")},
        ),
    )


@pytest.fixture(scope="session")
def plan(make_document: MakeDocument) -> Document:
    """Return a torn plan that names what it carries out twice, and has one clause twice."""
    cited = span_of(PLAN, "95-NQ/TW")
    upper = span_of(PLAN, "93-KH/TU")
    return make_document(
        "916.txt",
        PLAN,
        restored=PLAN_RESTORED,
        header=Header(
            symbol="916-KH/ĐU",
            kind="kế hoạch",
            issued="2026-01",
            issuer="Đảng ủy xã Vân Sơn",
            area="xã Vân Sơn",
            parent_area="tỉnh Hà Châu",
            level=Level.COMMUNE,
            branch=Branch.PARTY,
            spans={"symbol": span_of(PLAN, "916-KH/DU")},
        ),
        sections=(
            Section(
                path="1",
                number="1",
                heading="Ủy ban nhân dân xã",
                depth=1,
                span=Span(112, 130),
                part="assignment",
            ),
        ),
        citations=(
            Citation(
                symbol="95-NQ/TW",
                relation=Relation.IMPLEMENTS,
                mentions=(Mention(span=cited, printed=cited.of(PLAN)),),
                confidence=0.9,
            ),
            Citation(
                symbol="93-KH/TU",
                issuer="Tỉnh ủy",
                relation=Relation.CITES,
                detail="based_on",
                mentions=(Mention(span=upper, printed=upper.of(PLAN)),),
            ),
        ),
        links=(Link(source="93-KH/TU", relation=Relation.IMPLEMENTS, target="95-NQ/TW", span=upper),),
        tasks=tuple(_tasks(PLAN)),
        indicators=(
            Indicator(
                span=span_of(PLAN, "80% so thon"),
                name="số thôn",
                comparator=">=",
                value=80,
                unit="%",
                year=2026,
            ),
        ),
    )
