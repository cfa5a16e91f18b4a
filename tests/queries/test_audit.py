"""Findings of the two rules on hand-made tasks, and their way into the graph and back."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.store import Iri, Store
from ontology.identifiers import clause_hash
from queries.audit import UnknownRuleError, audit_quads, compute_findings, count_by_kind, is_at_least, stored_findings
from queries.documents import DocumentFacts
from queries.duplicates import look_at
from queries.findings import number_equal_ids
from queries.repeated import find_repeated
from queries.tasks import Evidence, TaskFacts
from queries.unassigned import find_unassigned

SHAPE = {
    *("id", "rule", "severity", "grade", "verdict", "document", "path", "task", "message", "remedy", "evidence"),
    *("confidence", "mark"),
}
DRILL = "Khoan mười giếng quan trắc nước ngầm quanh bãi chôn lấp rác Đồi Sim, đo chất lượng nước mỗi quý."
DRILL_ASSIGNED = "Khoan mười giếng quan trắc nước ngầm quanh bãi chôn lấp rác Đồi Sim và đo chất lượng nước từng quý."
DREDGE = "Nạo vét kênh dẫn vào trạm bơm tiêu trước mùa lũ."


def task(text: str, path: str, *, part: str = "content", document: str = "a", lead: Sequence[str] = ()) -> TaskFacts:
    base = f"https://w3id.org/trienkhai/id/document/{document}"
    return TaskFacts(
        iri=Iri(f"{base}/task/{path}"),
        document=Iri(base),
        path=path,
        part=part,
        text=text,
        clause_hash=clause_hash(text),
        lead=tuple(lead),
        evidence=Evidence(source=f"{document}.txt", start=0, end=len(text), text=text),
    )


def document(name: str) -> DocumentFacts:
    return DocumentFacts(
        iri=Iri(f"https://w3id.org/trienkhai/id/document/{name}"), id=name, symbol=name.upper(), title=None, kind=None,
        issuer=None, issued=None, level=None, branch=None, in_collection=True, file_name=None,
    )  # fmt: skip


DOCUMENTS = {each.iri: each for each in (document("a"), document("b"))}


@pytest.mark.parametrize(
    ("given", "grades"),
    [
        pytest.param(task(DREDGE, "II.1"), {"II.1": "content"}, id="content"),
        pytest.param(task(DREDGE, "III.1", part="assignment"), {"III.1": "assignment"}, id="assignment"),
        pytest.param(task(DRILL, "II.2"), {"II.2": "covered"}, id="covered"),
        pytest.param(task(DRILL, "II.2", document="b"), {"II.2": "content"}, id="covered in another document only"),
        pytest.param(task(DREDGE, "III.1", part="assignment", lead=["Xí nghiệp Thủy nông"]), {}, id="has a lead"),
        pytest.param(replace(task(DREDGE, "III.1"), unread_lead=True), {}, id="lead could not be read"),
        pytest.param(
            task("Tổ chức thực hiện nghiêm túc các nội dung của Kế hoạch.", "II.3"), {"II.3": "content"}, id="a formula"
        ),
    ],
)
def test_grades(given: TaskFacts, grades: dict[str, str]) -> None:
    assigned = task(DRILL_ASSIGNED, "III.9", part="assignment", lead=["Sở Tài nguyên"])
    formula = task("Nghiêm túc tổ chức thực hiện các nội dung của Kế hoạch.", "III.8", lead=["Các phòng"])
    found = tuple(find_unassigned([given, assigned, formula]))
    assert {each.path: each.grade for each in found} == grades
    severities = {"assignment": "violation", "content": "info", "covered": "info"}
    assert all(each.severity == severities[each.grade or ""] for each in found)
    assert all("Sở Tài nguyên" in each.message.vi for each in found if each.grade == "covered")


@pytest.mark.parametrize(
    ("other", "above", "severity", "remedy"),
    [
        pytest.param(task(DRILL_ASSIGNED, "III.1"), {}, "warning", "Gộp", id="inside a document"),
        pytest.param(task(DRILL_ASSIGNED, "III.1", document="b"), {}, "warning", "đầu mối", id="across documents"),
        pytest.param(task(DRILL_ASSIGNED, "III.1", document="b"), {"b": "a"}, "info", "cụ thể hóa", id="a parent"),
    ],
)
def test_repeated(other: TaskFacts, above: dict[str, str], severity: str, remedy: str) -> None:
    base = "https://w3id.org/trienkhai/id/document/"
    related = {base + lower: [base + upper] for lower, upper in above.items()}
    (found,) = find_repeated([task(DRILL, "II.1"), other, task(DREDGE, "II.2")], DOCUMENTS, related)
    assert (found.rule, found.severity, found.path) == ("duplicate-task", severity, "II.1")
    assert found.verdict in {"copy", "same"}
    assert remedy in found.remedy.vi
    assert [each.text for each in found.evidence] == [DRILL, DRILL_ASSIGNED]


LIBRARY = "Tăng cường đầu tư, đổi mới, nâng cao chất lượng giáo dục, bảo đảm nguồn nhân lực đáp ứng yêu cầu phát triển."
SCHOOLS = "Sửa mái, thay bàn ghế các phòng đọc ở vùng bãi ngang trước năm học mới. Ưu tiên xã đảo."


@pytest.mark.parametrize(
    ("lower", "is_told"),
    [
        pytest.param(f"{LIBRARY} {SCHOOLS}", True, id="a whole sentence, all formulas"),
        pytest.param(LIBRARY.replace("đầu tư", "dau tu").replace("yêu cầu ", ""), True, id="with slips"),
        pytest.param(f"{LIBRARY[:-1]} của thôn, ấp và dạy nghề đan lưới cho thợ biển lúc nhàn.", True, id="in it"),
        pytest.param(f"{LIBRARY[:60]} dạy nghề đan lưới, vá thuyền cho lao động biển. {SCHOOLS}", False, id="a half"),
    ],
)
def test_what_is_taken_over_by_whoever_carries_it_out(lower: str, is_told: bool) -> None:  # noqa: FBT001
    own, upper = task(lower, "II.1", document="b"), task(LIBRARY, "III.4")
    above = {own.document: [upper.document]}
    seen = look_at([own, upper], [(own.iri, upper.iri)])
    assert bool(list(find_repeated([own, upper], DOCUMENTS, above, seen=seen))) is is_told
    assert not list(find_repeated([own, upper], DOCUMENTS, above)), "a pair that nobody linked is none"


@pytest.mark.parametrize(
    ("one", "two", "vi", "en"),
    [
        (["Sở Xây dựng"], ["Sở Tài nguyên"], "nơi khác nhau: Sở Xây dựng; Sở Tài nguyên", "different leads"),
        (["Sở Xây dựng"], ["Sở Xây dựng"], "cùng một nơi chủ trì: Sở Xây dựng", "the same lead: Sở Xây dựng"),
        (["Sở Xây dựng", "Sở Y tế"], ["Sở Y tế", "Sở Xây dựng"], "cùng một nơi", "the same lead"),
        (["Sở Xây dựng"], [], "chỉ một mục nêu chủ trì: Sở Xây dựng", "only one of them names a lead: Sở Xây dựng"),
        ([], [], "đều không nêu ai chủ trì", "neither names a lead"),
    ],
)
def test_whether_the_leads_differ_is_said(one: list[str], two: list[str], vi: str, en: str) -> None:
    tasks = [task(DRILL, "II.1", part="assignment", lead=one), task(DRILL, "III.1", part="assignment", lead=two)]
    (found,) = find_repeated(tasks, DOCUMENTS, {})
    assert vi in found.message.vi
    assert en in found.message.en


def test_ids_do_not_change_with_what_stands_around() -> None:
    alone = [each.id for each in find_unassigned([task(DREDGE, "II.1")])]
    among = [each.id for each in find_unassigned([task(DRILL, "I.1"), task(DREDGE, "II.1")]) if each.path == "II.1"]
    assert alone == among


def test_equal_ids_are_numbered() -> None:
    twice = tuple(find_unassigned([task(DREDGE, "II.1"), task(DREDGE, "II.1")]))
    assert len({each.id for each in number_equal_ids(twice)}) == 2


def test_what_is_stored_is_what_was_computed(store: Store) -> None:
    computed = compute_findings(store)
    store.bulk_load(audit_quads(store))
    assert stored_findings(store) == computed
    assert [each.path for each in computed] == ["II.1", "III.5", "IV.1", "III.4", "III.5", "III.2"]
    assert count_by_kind(computed) == {
        ("unassigned-task", "content", "info"): 1,
        ("lead-also-coordinates", "", "warning"): 1,
        ("no-deadline", "", "info"): 3,
        ("several-leads", "", "warning"): 1,
    }


def test_findings_of_one_rule_and_of_one_document(store: Store) -> None:
    store.bulk_load(audit_quads(store))
    assert len(stored_findings(store, rule="unassigned-task")) == 1
    assert stored_findings(store, rule="duplicate-task") == ()
    assert len(stored_findings(store, document="45-kh-ubnd_2025_lam-son")) == 5
    assert stored_findings(store, document="https://w3id.org/trienkhai/id/document/90-nq-tw_2024") == ()


def test_an_unknown_rule_names_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownRuleError, match="unassigned-task"):
        stored_findings(store, rule="unasigned-tasks")


def test_the_json_has_the_shape_of_the_contract(store: Store) -> None:
    found, *_ = (json.loads(json.dumps(each.as_json())) for each in compute_findings(store))
    assert set(found) == SHAPE
    assert found["evidence"] == [
        {
            "source": "ke-hoach-45.txt",
            "start": 100,
            "end": 154,
            "text": "Khao sat nhu cau uom cay giong cua tung ho trong rung.",
        }
    ]


@pytest.mark.parametrize(("severity", "enough"), [("info", True), ("warning", False), ("violation", False)])
def test_is_at_least(severity: str, enough: bool) -> None:  # noqa: FBT001
    (found,) = find_unassigned([task(DREDGE, "II.1")])
    assert is_at_least(found, severity) is enough


LONG = (
    "Khoan mười giếng quan trắc nước ngầm quanh bãi chôn lấp rác Đồi Sim, đo độ dẫn điện, nồng độ amoni và mực nước "
    "mỗi quý, gửi số liệu lên cổng dữ liệu môi trường mở của vùng đồng bằng."
)


@pytest.mark.parametrize(
    ("one", "two", "severities"),
    [
        pytest.param(
            task(DRILL, "II.1"), task(DRILL_ASSIGNED, "III.1", lead=["Sở Tài nguyên"]), [], id="only assigned"
        ),
        pytest.param(task(LONG, "II.1"), task(LONG, "III.1", lead=["Sở Tài nguyên"]), ["info"], id="long and copied"),
        pytest.param(task(DRILL, "II.1"), task(DRILL_ASSIGNED, "III.1"), ["warning"], id="neither has a lead"),
        pytest.param(
            task(DRILL, "II.1"),
            task(DRILL_ASSIGNED, "III.1", document="b", lead=["Sở Tài nguyên"]),
            ["warning"],
            id="in another document",
        ),
    ],
)
def test_to_assign_a_task_is_not_to_repeat_it(one: TaskFacts, two: TaskFacts, severities: list[str]) -> None:
    assert [each.severity for each in find_repeated([one, two], DOCUMENTS, {})] == severities
