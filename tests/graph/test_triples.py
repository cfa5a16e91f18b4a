"""What the graph says of records: every fact has its words, every name its thing, and nothing is nameless."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.assembly import collection_quads
from graph.evidence import SpanOutsideTextError, restored_text
from graph.inference import rule_quads
from graph.quads import Quad
from graph.resolve import own_id, resolve
from graph.store import Store
from loaders.pipeline import document_of
from loaders.text import text_of
from ontology.identifiers import BASE
from ontology.model import Citation, Document, Header, Mention, Span, Task

PREFIXES = """
PREFIX tk: <https://w3id.org/trienkhai/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX doc: <https://w3id.org/trienkhai/id/document/>
"""


@pytest.fixture(scope="module")
def quads(resolution: Document, plan: Document) -> list[Quad]:
    return list(collection_quads(resolve([plan, resolution]), BASE))


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    store = Store.memory()
    store.add(quads)
    store.add(rule_quads(store, BASE))
    return store


def rows(store: Store, pattern: str) -> list[tuple[object, ...]]:
    return sorted(store.select(f"{PREFIXES} SELECT DISTINCT * WHERE {{ {pattern} }}").rows, key=str)


def test_every_subject_and_object_has_a_name(quads: list[Quad]) -> None:
    assert all(isinstance(quad.subject, str) and quad.subject.startswith(BASE) for quad in quads)
    assert not [quad for quad in quads if str(quad.object).startswith("_:")]


@pytest.mark.parametrize("kind", ["Task", "Assignment", "Deadline", "Recurrence", "Indicator", "Section", "Citation"])
def test_every_fact_quotes_words_of_its_source(store: Store, kind: str, resolution: Document, plan: Document) -> None:
    raw = {own_id(document): document.source.raw for document in (resolution, plan)}
    facts = rows(store, f"?fact a tk:{kind}")
    quoted = rows(
        store,
        f"""?fact a tk:{kind} ; tk:evidence/oa:hasTarget ?target . ?target oa:hasSource ?source ;
            oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] ,
                           [ a oa:TextQuoteSelector ; oa:exact ?exact ]""",
    )
    columns = store.select(f"{PREFIXES} SELECT ?fact WHERE {{ ?fact a tk:{kind} ; tk:evidence/oa:hasTarget ?t }}").rows
    assert facts
    assert quoted
    assert {fact for (fact,) in facts} == {fact for (fact,) in columns}
    for row in quoted:
        start, end = sorted(value for value in row if isinstance(value, int))
        source = next(str(value) for value in row if str(value).removeprefix(f"{BASE}document/") in raw)
        assert raw[source.removeprefix(f"{BASE}document/")][start:end] in row


def test_header_fields_have_their_words(store: Store) -> None:
    found = rows(
        store,
        "doc:95-nq-tw_2025 tk:evidence ?e . ?e oa:hasBody ?field ; oa:hasTarget/oa:hasSelector/oa:exact ?words",
    )
    assert {(str(row[1]).rpartition("#")[2], row[2]) for row in found} == {
        ("symbol", "95-NQ/TW"),
        ("title", "về văn hóa đọc"),
    }


def test_blanks_that_say_nothing_move_no_restored_quote(resolution: Document) -> None:
    raw = "KẾ HOẠCH   \nmở  tủ sách  \n\nII. NHIỆM VỤ  \n1. Sở  Nội vụ  kiểm tra.\n2. Sở Y tế  báo cáo.  \n"
    document = document_of(replace(resolution.source, raw=raw), text_of(raw, raw, [(0, 0)]))
    quoting = restored_text(document)
    assert [quoting.quote(task.span) for task in document.tasks] == [task.span.of(raw) for task in document.tasks]
    assert len(document.tasks) == 2


def test_a_quote_is_also_given_restored(store: Store) -> None:
    found = rows(store, "[] tk:printedName 'Ủy ban nhân dân xã' ; tk:evidence/tk:restoredQuote ?quote")
    assert found == [("Ủy ban nhân dân xã",)]


def test_a_clause_that_stands_twice_is_two_tasks_with_all_that_they_say(store: Store) -> None:
    tasks = rows(
        store,
        """?task a tk:Task , tk:ReportingDuty ; tk:setOutIn ?document ; tk:due ?due ; tk:every ?every ;
           tk:leadAgency/tk:name ?lead ; tk:coordinatingAgency ?partner ; tk:reportsTo/tk:name ?recipient ;
           tk:continuous true ; tk:unreadLead true ; tk:inSection/tk:heading ?heading .
           ?partner a tk:AgencyGroup""",
    )
    assert len(tasks) == 2
    for row in tasks:
        assert {"2026-06-30", "P6M", "Ủy ban nhân dân xã Vân Sơn", "Đảng ủy xã Vân Sơn"} <= set(row)


def test_assignments_say_role_and_source(store: Store) -> None:
    found = rows(
        store,
        """?task tk:assignment ?a . ?a tk:role ?role ; tk:leadSource ?source ; tk:agent ?agency .
           ?task tk:hasLeadAssignment ?a ; tk:leadAgency ?agency""",
    )
    assert len(found) == 2
    assert all("heading" in row for row in found)


def test_what_is_only_cited_is_a_document_outside_the_collection(store: Store) -> None:
    assert rows(store, "?d tk:inCollection false ; tk:symbol ?symbol ; a tk:Plan") == [
        ("https://w3id.org/trienkhai/id/document/93-kh-tu_tinh-ha-chau", "93-KH/TU")
    ]


def test_a_link_is_an_edge_between_others_with_the_words_of_the_one_that_says_it(store: Store) -> None:
    assert rows(store, "doc:93-kh-tu_tinh-ha-chau tk:implements ?upper") == [(f"{BASE}document/95-nq-tw_2025",)]
    (said,) = rows(
        store,
        """?c a tk:Citation ; tk:citing doc:93-kh-tu_tinh-ha-chau ; tk:cited doc:95-nq-tw_2025 ;
           tk:evidence/oa:hasTarget/oa:hasSource ?source""",
    )
    assert f"{BASE}document/916-kh-du_2026_xa-van-son-tinh-ha-chau" in said


def test_the_finer_word_of_a_citation_is_a_relation_too(store: Store) -> None:
    assert rows(store, "?a tk:basedOn ?b ; tk:cites ?b")


def test_the_cascade_is_materialised_and_binds_tasks(store: Store) -> None:
    descents = rows(store, "?d a tk:Descent ; tk:descendant ?lower ; tk:ancestor ?upper ; tk:steps ?steps")
    cascade = rows(store, "?lower tk:cascadesFrom ?upper")
    assert len(descents) == len(cascade) == 2
    assert len(rows(store, "?task tk:tracesTo doc:95-nq-tw_2025")) == 2


def test_each_thing_has_one_name(store: Store) -> None:
    assert rows(store, "?thing tk:name ?one , ?two FILTER (?one != ?two)") == []


def test_saying_it_twice_changes_nothing(quads: list[Quad], resolution: Document, plan: Document) -> None:
    assert set(quads) == set(collection_quads(resolve([resolution, plan, plan]), BASE))


def test_another_base_names_everything_anew(resolution: Document, plan: Document) -> None:
    other = list(collection_quads(resolve([plan, resolution]), "https://example.org/id/"))
    assert all(quad.subject.startswith("https://example.org/id/") for quad in other)
    assert all(quad.graph.startswith("https://example.org/graph/") for quad in other)


def test_a_span_outside_the_text_is_refused(make_document) -> None:  # noqa: ANN001
    broken = make_document("x.txt", "ngắn", tasks=(Task(span=Span(0, 99), path="1", section="content", text="việc"),))
    with pytest.raises(SpanOutsideTextError, match="99"):
        list(collection_quads(resolve([broken]), BASE))


@pytest.mark.parametrize(
    ("span", "words"),
    [((0, 4), "sửa"), ((5, 9), "xong"), ((0, 9), "sửa xong"), ((9, 9), ""), ((1, 3), "ửa")],
)
def test_raw_words_that_were_longer_find_their_restored_ones(make_document, span: tuple[int, int], words: str) -> None:  # noqa: ANN001
    torn = make_document(
        "x.txt", "su'a xong", header=Header(), restored="sửa xong", offsets=((0, 0), (3, 4), (4, 5), (8, 9))
    )
    assert restored_text(torn).quote(Span(*span)) == words


def test_a_citation_keeps_what_its_text_says_of_the_other(make_document: Callable[..., Document]) -> None:
    raw = "Thực hiện Nghị quyết số 95-NQ/TW"
    citation = Citation(
        symbol="95-NQ/TW",
        issued="2025-08-18",
        issuer="Bộ Chính trị",
        title="về văn hóa đọc",
        mentions=(Mention(span=Span(10, len(raw)), printed=raw[10:]),),
    )
    store = Store.memory()
    store.add(collection_quads(resolve([make_document("a.txt", raw, citations=(citation,))]), BASE))
    pattern = "?c tk:cited doc:95-nq-tw_2025 ; tk:statedDate ?date ; tk:statedIssuer ?by ; tk:statedTitle ?title"
    (said,) = rows(store, pattern)
    assert {"2025-08-18", "Bộ Chính trị", "về văn hóa đọc"} <= {str(value) for value in said}
