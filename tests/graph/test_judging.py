"""What people say takes effect on records and statements, and what was read stays beside it."""

import dataclasses
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF

from graph.assembly import collection_quads
from graph.attaching import Attached, find_words, likeness
from graph.check import check_store
from graph.generations import current_generation
from graph.journal import Standing, append, read
from graph.judgements import Judgement, Kind
from graph.judging import judge
from graph.lock import building
from graph.publication import Publication, publish
from graph.quads import Iri, Literal
from graph.reasoning import is_consistent
from graph.resolve import Collection, resolve
from graph.store import Store
from ontology.files import DIRECTIVES, SCHEMES, read_graph
from ontology.identifiers import BASE, clause_hash
from ontology.model import Document, Relation
from ontology.terms import TK, concept

JUDGEMENTS = "https://w3id.org/trienkhai/graph/judgements"
PLAN = "916-kh-du_2026_xa-van-son-tinh-ha-chau"
RESOLUTION = "95-nq-tw_2025"
CLAUSE = "Mở thư viện trước ngày 30/6/2026, báo cáo Đảng ủy 6 tháng một lần"
TASK = f"{BASE}document/{PLAN}/task/1-{clause_hash(CLAUSE)}"


def of_task(kind: Kind, **said: object) -> Judgement:
    known = {"by": "Lan", "document": PLAN, "path": "1", "words": CLAUSE, "clause": clause_hash(CLAUSE)} | said
    return Judgement(kind=kind, **known)  # type: ignore[arg-type]


def correct(what: str, *value: str, **said: object) -> Judgement:
    return of_task(Kind.CORRECTION, what=what, value=value, **said)


def of_document(what: str, value: str, **said: object) -> Judgement:
    known = {"by": "Lan", "document": PLAN, "what": what, "value": (value,)} | said
    return Judgement(kind=Kind.CORRECTION, **known)  # type: ignore[arg-type]


def standings(*judgements: Judgement) -> tuple[Standing, ...]:
    at = "2026-11-01T08:00:00+07:00"
    return tuple(
        Standing(id=each.id, seq=seq, judgement=dataclasses.replace(each, at=at))
        for seq, each in enumerate(judgements, start=1)
    )


def judged(documents: list[Document], *judgements: Judgement) -> Collection:
    return judge(documents, standings(*judgements))


def store_of(collection: Collection) -> Store:
    store = Store.memory()
    store.bulk_load(collection_quads(collection, BASE))
    return store


def values(store: Store, subject: str, term: str, graph: str = "?any") -> set[object]:
    where = graph if graph.startswith("?") else f"<{graph}>"
    rows = store.select(f"SELECT ?value WHERE {{ GRAPH {where} {{ <{subject}> <{term}> ?value }} }}").rows
    return {value for (value,) in rows}


def names_of(store: Store, term: str) -> set[object]:
    return {name for (name,) in store.select(f"SELECT ?name WHERE {{ <{TASK}> <{term}>/<{TK.name}> ?name }}").rows}


def test_a_corrected_lead_leads_and_what_was_read_is_kept_as_read(plan: Document, resolution: Document) -> None:
    said = correct("lead", "Trạm Y tế xã", reason="phân công lại")
    store = store_of(judged([plan, resolution], said))
    node = f"{BASE}judgement/{said.id}"
    assert names_of(store, TK.leadAgency) == {"Trạm Y tế xã Vân Sơn"}
    assert values(store, node, TK.readValue) == {"Ủy ban nhân dân xã"}
    assert values(store, node, TK.judgedValue) == {"Trạm Y tế xã"}
    assert values(store, node, TK.judgedBy) == {"Lan"}
    assert values(store, node, TK.judgedAt) == {"2026-11-01T08:00:00+07:00"}
    assert values(store, node, TK.attachment) == {"exact"}
    assert TASK in values(store, node, TK.judges)


def test_what_only_a_person_says_stands_in_its_own_graph_and_the_rest_in_the_documents(plan: Document) -> None:
    as_read = set(collection_quads(resolve([plan]), BASE))
    quads = set(collection_quads(judged([plan], correct("lead", "Trạm Y tế xã")), BASE))
    own = f"https://w3id.org/trienkhai/graph/document/{PLAN}"
    assert {each for each in quads if each.graph == own} < {each for each in as_read if each.graph == own}
    added = {each for each in quads if each.graph == JUDGEMENTS}
    assert {(each.subject, each.predicate) for each in added} & {(TASK, str(TK.leadAgency))}
    gone = {each for each in as_read - quads if each.graph == own}
    assert {each.predicate for each in gone} >= {str(TK.leadAgency)}
    parts = {each.subject.split("/")[-2] for each in gone if "/evidence/" not in each.subject}
    assert parts == {"task", "assignment"}


@pytest.mark.parametrize(
    ("said", "term", "expected"),
    [
        (correct("coordinate", "Sở Y tế", "Sở Nội vụ"), TK.coordinatingAgency, 2),
        (correct("coordinate"), TK.coordinatingAgency, 0),
        (correct("lead"), TK.leadAgency, 0),
        (correct("due", "2026-09-30"), TK.due, {"2026-09-30"}),
        (correct("due"), TK.due, 0),
        (correct("text", "Mở hai thư viện"), TK.text, {"Mở hai thư viện"}),
        (
            of_task(Kind.STATUS, what="done", day="2026-05-01", share=100),
            TK.status,
            {str(concept("status", "completed"))},
        ),
        (of_task(Kind.STATUS, what="open", share=40), TK.share, {40}),
        (of_task(Kind.STATUS, what="dropped"), TK.status, {str(concept("status", "deleted"))}),
        (of_task(Kind.FALSE_TASK), TK.text, 0),
    ],
    ids=lambda value: f"{value.kind}-{value.what}-{len(value.value)}" if isinstance(value, Judgement) else None,
)
def test_facts_of_a_task_are_as_the_person_says(
    plan: Document, said: Judgement, term: str, expected: int | set[object]
) -> None:
    store = store_of(judged([plan], said))
    found = values(store, TASK, term)
    assert (len(found) if isinstance(expected, int) else found) == expected
    assert values(store, f"{BASE}judgement/{said.id}", TK.attachment) == {"exact"}


def test_a_task_stays_the_same_thing_whatever_is_corrected_in_it(plan: Document) -> None:
    done = of_task(Kind.STATUS, what="done")
    store = store_of(judged([plan], done, correct("text", "Mở hai thư viện"), correct("lead", "Trạm Y tế xã")))
    assert values(store, TASK, TK.clauseHash) == {clause_hash(CLAUSE)}
    assert TASK in values(store, f"{BASE}judgement/{done.id}", TK.judges)


def test_a_missed_task_is_found_in_the_text_and_can_be_completed(plan: Document) -> None:
    words = "Thực hiện Nghị quyết số 95-NQ/TW và Kế hoạch số 93-KH/TU"
    missed = Judgement(kind=Kind.MISSED_TASK, by="Lan", document=PLAN, path="1", words=words, clause=clause_hash(words))
    lead = correct("lead", "Trạm Y tế xã", words=words, clause=clause_hash(words))
    store = store_of(judged([plan], missed, lead))
    task = f"{BASE}document/{PLAN}/task/1-{clause_hash(words)}"
    assert values(store, task, TK.text, JUDGEMENTS) == {words}
    rows = store.select(
        f"SELECT ?quote WHERE {{ <{task}> <{TK.evidence}>/<http://www.w3.org/ns/oa#hasTarget>"
        "/<http://www.w3.org/ns/oa#hasSelector>/<http://www.w3.org/ns/oa#exact> ?quote }"
    ).rows
    assert ("Thuc hien Nghi quyet so 95-NQ/TW va Ke hoach so 93-KH/TU",) in rows
    assert len(values(store, task, TK.leadAgency)) == 1
    assert values(store, f"{BASE}judgement/{missed.id}", TK.attachment) == {"exact"}


def test_words_that_stand_twice_or_nowhere_are_not_guessed(plan: Document) -> None:
    assert find_words(plan, "Mở thư viện trước ngày 30/6/2026") is None
    assert find_words(plan, "Xây nhà văn hóa") is None
    span = find_words(plan, "ủy ban   nhân dân\nxã")
    assert span is not None
    assert span.of(plan.source.raw) == "Uy ban nhan dan xa"


def test_a_corrected_symbol_gives_another_id_that_the_old_one_leads_to(plan: Document, resolution: Document) -> None:
    symbol = of_document("symbol", "917-KH/ĐU")
    collection = judged([plan, resolution], symbol, correct("lead", "Trạm Y tế xã"))
    new = "917-kh-du_2026_xa-van-son-tinh-ha-chau"
    assert {entry.id for entry in collection.entries} == {new, RESOLUTION}
    assert collection.aliases[PLAN] == new
    assert [each.how for each in collection.attachments] == [Attached.EXACT, Attached.EXACT]
    assert collection.attachments[0].read == ("916-KH/ĐU",)
    store = store_of(collection)
    assert values(store, f"{BASE}document/{new}", TK.symbol, JUDGEMENTS) == {"917-KH/ĐU"}


def test_a_document_that_is_only_cited_can_be_corrected(plan: Document, resolution: Document) -> None:
    (cited,) = (each for each in judged([plan, resolution]).cited if each.symbol == "93-KH/TU")
    said = of_document("issued", "2025-11-12", document=cited.id)
    store = store_of(judged([plan, resolution], said))
    assert values(store, f"{BASE}document/{cited.id}", TK.issuedOn, JUDGEMENTS) == {"2025-11-12"}


@pytest.mark.parametrize(
    ("value", "cascades"),
    [("cites", False), ("none", False), ("issued_with", True)],
)
def test_a_relation_is_as_the_person_says(plan: Document, resolution: Document, value: str, *, cascades: bool) -> None:
    said = of_document("relation", value, other=RESOLUTION)
    unchained = dataclasses.replace(plan, links=())
    collection = judged([unchained, resolution], said)
    quads = set(collection_quads(collection, BASE))
    lower, upper = Iri(f"{BASE}document/{PLAN}"), Iri(f"{BASE}document/{RESOLUTION}")
    said_of = {each.predicate.rpartition("#")[2] for each in quads if (each.subject, each.object) == (lower, upper)}
    assert ("cascadesFrom" in said_of) is cascades
    assert "implements" not in said_of
    assert collection.attachments[0].read == ("implements",)


def test_a_relation_that_no_text_tells_joins_the_cascade(plan: Document, resolution: Document) -> None:
    silent = dataclasses.replace(plan, citations=(), links=())
    said = of_document("relation", "implements", other=RESOLUTION)
    collection = judged([silent, resolution], said)
    store = store_of(collection)
    assert values(store, f"{BASE}document/{PLAN}", TK.implements, JUDGEMENTS) == {f"{BASE}document/{RESOLUTION}"}
    assert values(store, f"{BASE}document/{PLAN}", TK.cascadesFrom) == {f"{BASE}document/{RESOLUTION}"}
    assert collection.relations[0].relation is Relation.IMPLEMENTS


def test_two_documents_are_one_where_a_person_says_so_and_two_again_without(
    plan: Document, resolution: Document
) -> None:
    source = dataclasses.replace(resolution.source, name="ban-sao.txt", sha256="f" * 64, raw="NGHỊ QUYẾT số 9S-NQ/TW")
    torn = dataclasses.replace(
        resolution, source=source, restored=source.raw, header=dataclasses.replace(resolution.header, symbol="9-NQ/TW")
    )
    assert len(resolve([resolution, torn, plan]).entries) == 3
    same = Judgement(kind=Kind.SAME, by="Lan", what="document", document="9-nq-tw_2025", other=RESOLUTION)
    collection = judged([resolution, torn, plan], same)
    (entry,) = (each for each in collection.entries if each.id == RESOLUTION)
    assert set(entry.names) == {"95.txt", "ban-sao.txt"}
    assert len(entry.sources) == 2
    assert collection.conflicts == ()
    assert collection.aliases["9-nq-tw_2025"] == RESOLUTION
    assert "judgement" in {merge.reason for merge in collection.merges}


def test_a_joining_of_the_resolver_is_undone_by_a_person(plan: Document, resolution: Document) -> None:
    assert judged([plan, resolution]).citations[PLAN][0] == RESOLUTION
    apart = Judgement(kind=Kind.DIFFERENT, by="Lan", what="document", document="95-nq-tw", other=RESOLUTION)
    collection = judged([plan, resolution], apart)
    assert collection.citations[PLAN][0] == "95-nq-tw"
    assert "95-nq-tw" in {each.id for each in collection.cited}


def test_two_agencies_are_one_where_a_person_says_so(plan: Document) -> None:
    rows = (
        store_of(judged([plan]))
        .select(f"SELECT ?name ?agency WHERE {{ ?agency a <{TK.Agency}> ; <{TK.name}> ?name }}")
        .rows
    )
    ids = {str(name): str(agency).rsplit("/", 1)[-1] for name, agency in rows}
    one, two = ids["Ủy ban nhân dân xã Vân Sơn"], ids["Đảng ủy xã Vân Sơn"]
    same = Judgement(kind=Kind.SAME, by="Lan", what="agency", agency=one, other=two)
    store = store_of(judged([plan], same))
    assert values(store, TASK, TK.leadAgency) == {f"{BASE}agency/{two}"}
    assert not values(store, f"{BASE}agency/{one}", TK.name)
    unknown = Judgement(kind=Kind.SAME, by="Lan", what="agency", agency="nobody", other=two)
    store = store_of(judged([plan], unknown))
    assert values(store, f"{BASE}judgement/{unknown.id}", TK.attachment) == {"orphaned"}


REREAD = {
    "the same": ("1", CLAUSE, Attached.EXACT),
    "under another path": ("II.1", CLAUSE, Attached.MOVED),
    "a word more": ("1", CLAUSE.replace("thư viện", "thư viện cộng đồng"), Attached.REWORDED),
    "another clause": ("1", "Tổ chức ngày hội đọc sách trong toàn xã, mời các trường học tham gia", Attached.ORPHANED),
}


@pytest.mark.parametrize(("path", "text", "how"), REREAD.values(), ids=REREAD.keys())
def test_judgements_hold_on_to_a_clause_that_is_read_anew(plan: Document, path: str, text: str, how: Attached) -> None:
    other = dataclasses.replace(plan.tasks[1], path="9", text="Báo cáo kết quả về Huyện ủy trước ngày 15/12")
    tasks = (dataclasses.replace(plan.tasks[0], path=path, text=text), other)
    (attachment,) = judged([dataclasses.replace(plan, tasks=tasks)], correct("lead", "Trạm Y tế xã")).attachments
    assert attachment.how is how
    assert bool(attachment.tasks) is (how is not Attached.ORPHANED)


def test_of_two_clauses_that_are_nearly_alike_neither_is_taken(plan: Document) -> None:
    near = [CLAUSE.replace("thư viện", f"thư viện {word}") for word in ("số", "xã")]
    tasks = tuple(dataclasses.replace(plan.tasks[0], text=text) for text in near)
    assert min(likeness(CLAUSE, text) for text in near) > 0.9
    (attachment,) = judged([dataclasses.replace(plan, tasks=tasks)], correct("lead", "Trạm Y tế xã")).attachments
    assert attachment.how is Attached.ORPHANED


def test_the_digest_knows_what_was_said_and_not_when_or_where(
    tmp_path: Path, plan: Document, resolution: Document
) -> None:
    digests: list[str] = []
    for name, at, value in (("one", "2026-01-01", "A"), ("two", "2026-02-02", "A"), ("three", "2026-01-01", "B")):
        kg = tmp_path / name
        append(kg, correct("lead", f"Ban {value}", at=f"{at}T00:00:00+00:00"))
        collection = judge([plan, resolution], read(kg).in_force)
        with building(kg):
            publish(kg, Publication(collection=collection, report=[], inputs={}, recipe="test"))
        digests.append(current_generation(kg).manifest["digest"])
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.usefixtures("needs_java")
def test_a_judged_graph_fits_the_ontology_and_the_shapes(plan: Document, resolution: Document) -> None:
    """HermiT classifies the graph of two documents with every kind of judgement, and SHACL finds it complete."""
    lines = "Thực hiện Nghị quyết số 95-NQ/TW và Kế hoạch số 93-KH/TU"
    said = (
        correct("lead", "Sở Thông tin và Truyền thông"),
        correct("due", "2026-09"),
        of_task(Kind.STATUS, what="done", day="2026-05-01", share=100, evidence=(RESOLUTION, "bao-cao.pdf")),
        Judgement(kind=Kind.MISSED_TASK, by="Lan", document=PLAN, words=lines, clause=clause_hash(lines)),
        of_document("relation", "amends", other=RESOLUTION),
        of_document("issued", "2026-02"),
        Judgement(kind=Kind.MARK, by="Lan", finding="no-deadline-0", what="note", reason="xem lại"),
        Judgement(kind=Kind.SAME, by="Lan", what="document", document="93-kh-tu_tinh-ha-chau", other=RESOLUTION),
    )
    real = dataclasses.replace(plan.header, parent_area="tỉnh Kiên Giang")  # a province that was merged
    store = store_of(judged([dataclasses.replace(plan, header=real), resolution], *said))
    assert [each for _, found in check_store(store) for each in found if each.severity == "violation"] == []
    graph = rdflib.Graph().parse(data=store.dump("nt").decode(), format="nt")
    assert len(list(graph.subjects(RDF.type, TK.Change))) > 0
    assert is_consistent(read_graph(DIRECTIVES, SCHEMES), graph).consistent


def test_without_judgements_nothing_changes(plan: Document, resolution: Document) -> None:
    assert judge([plan, resolution], ()) == resolve([plan, resolution])
    mark = Judgement(kind=Kind.MARK, by="Lan", finding="no-deadline-0", what="accepted")
    quads = set(collection_quads(judged([plan], mark), BASE))
    assert {each for each in quads if each.graph != JUDGEMENTS} == set(collection_quads(resolve([plan]), BASE))
    kinds = {each.object for each in quads if each.predicate == str(TK.judgementKind)}
    assert kinds == {Literal("mark")}
