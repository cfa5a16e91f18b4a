# ruff: noqa: E501, ISC004 - statements are data
"""Each rule on a few statements: where it must speak, where it must not, and what only looks like its fault."""

import re

import pytest

from graph.store import Iri, Store
from queries.audit import compute_findings, daily_findings, rule_names
from queries.catalogue import QueryHeaderError
from queries.rules import Rule, parse_rule, rules
from queries.tasks import find_tasks

PREFIXES = """
@prefix tk: <https://w3id.org/trienkhai/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix level: <https://w3id.org/trienkhai/ontology/scheme/level/> .
@prefix branch: <https://w3id.org/trienkhai/ontology/scheme/branch/> .
@prefix relation: <https://w3id.org/trienkhai/ontology/scheme/relation/> .
@prefix status: <https://w3id.org/trienkhai/ontology/scheme/status/> .
@prefix doc: <https://w3id.org/trienkhai/id/document/> .
@prefix t: <https://w3id.org/trienkhai/id/document/plan/task/> .
@prefix u: <https://w3id.org/trienkhai/id/document/upper/task/> .
@prefix i: <https://w3id.org/trienkhai/id/document/plan/indicator/> .
@prefix j: <https://w3id.org/trienkhai/id/document/upper/indicator/> .
@prefix c: <https://w3id.org/trienkhai/id/document/plan/citation/> .
@prefix l: <https://w3id.org/trienkhai/id/document/plan/lineage/> .
@prefix a: <https://w3id.org/trienkhai/id/area/> .
@prefix org: <https://w3id.org/trienkhai/id/agency/> .
doc:plan tk:inCollection true ; tk:name "12/KH-UBND"@vi ; tk:symbol "12/KH-UBND" ; tk:issuedOn "2025-09-01"^^xsd:date ;
  tk:fileName "plan.txt" ; tk:level level:commune ; tk:branch branch:state .
doc:upper tk:inCollection true ; tk:name "9-NQ/TW"@vi ; tk:symbol "9-NQ/TW" ; tk:issuedOn "2025-01-10"^^xsd:date ;
  tk:fileName "upper.txt" ; tk:level level:central ; tk:branch branch:state .
doc:province tk:inCollection true ; tk:name "3-NQ/TU"@vi ; tk:level level:province ; tk:branch branch:state ;
  tk:issuedOn "2025-05-05"^^xsd:date .
org:a a tk:Agency ; tk:name "Sở Nội vụ"@vi . org:b a tk:Agency ; tk:name "Sở Tài chính"@vi .
org:g a tk:Agency , tk:AgencyGroup ; tk:name "Các sở, ngành liên quan"@vi .
org:gone a tk:Agency ; tk:name "Bộ Kế hoạch và Đầu tư"@vi .
t:1 a tk:Task ; tk:setOutIn doc:plan ; tk:path "III.1" ; tk:part "assignment" ; tk:clauseHash "000000000001" .
"""
LEADS = 't:1 tk:leadAgency org:a ; tk:text "{}"@vi .'
PLAN = "Xây dựng đề án trồng rừng ven suối."
CARRIES = (
    "doc:plan tk:implements doc:upper . c:1 tk:citing doc:plan ; tk:cited doc:upper ; tk:relation relation:implements"
)
DAY = "2026-01-01"
GRAPH = Iri("https://w3id.org/trienkhai/graph/document/plan")
MANY = "".join(
    f't:q{n} tk:setOutIn doc:plan ; tk:path "{n}" ; tk:clauseHash "{n:012}" ; tk:leadAgency org:a ; '
    f'tk:due "2026-0{n % 3 + 1}-11"^^xsd:date ; tk:text "Việc {n}"@vi .\n'
    for n in range(15)
)
REPORT = 't:1 a tk:ReportingDuty ; tk:leadAgency org:a ; tk:reportsTo org:b ; tk:text "Báo cáo kết quả"@vi '
RELAY = (
    't:1 a tk:ReportingDuty ; tk:leadAgency org:g ; tk:via org:a ; tk:reportsTo org:b ; tk:due "--11-25"^^xsd:gMonthDay ;'
    ' tk:text "Báo cáo"@vi . t:2 a tk:ReportingDuty ; tk:setOutIn doc:plan ; tk:path "V" ; tk:clauseHash "2" ;'
    ' tk:leadAgency org:a ; tk:reportsTo org:b ; tk:text "Tổng hợp"@vi ; tk:due "{}"^^xsd:gMonthDay .'
)
ISSUE = (
    't:1 tk:leadAgency org:a ; tk:text "Sở Nội vụ ban hành kế hoạch thực hiện."@vi ; tk:due "2025-12-01"^^xsd:date .'
)
DUE = LEADS.format(PLAN) + ' t:1 tk:due "{}"^^xsd:date .'
GROUP = (
    ISSUE.replace("org:a", "org:h")
    + ' org:h a tk:Agency , tk:AgencyGroup ; tk:name "Ủy ban nhân dân các xã"@vi ; tk:area a:p ; tk:hasMember a:x . '
    'a:x a tk:Area ; tk:name "xã X"@vi . a:y a tk:Area ; tk:name "xã Y"@vi ; tk:parentArea a:p . '
)
DEPARTMENT = "org:a tk:area a:p ."
MOVED = "doc:{0} tk:inCollection true ; tk:area a:{0} ; tk:branch branch:state ; tk:implements doc:plan . "
ANSWERED = "doc:own tk:inCollection true ; tk:issuedBy org:a ; tk:implements doc:plan ."
TWIN = (
    'doc:twin tk:inCollection true ; tk:symbol "12/KH-UBND" ; tk:issuedOn "{}"^^xsd:date ; tk:issuedBy org:a ;'
    ' tk:fileName "twin.txt" ; tk:name "12/KH-UBND"@vi . doc:plan tk:issuedBy org:a .'
)
CITED = 'doc:old tk:inCollection false ; tk:name "1-QĐ"@vi ; tk:issuedOn "2024-12-22"^^xsd:date . '
SAID = CITED + " ".join(f"c:{n} tk:citing doc:plan ; tk:cited doc:old ; {{}} ." for n in (1, 2, 3))
DATED = 'tk:statedDate "{}"^^xsd:{}'
ISSUED = 'tk:statedIssuer "{}"'
BASIS = (
    'doc:plan tk:implements doc:old . doc:old tk:inCollection false ; tk:name "1-QĐ"@vi ; tk:level level:province .'
    " c:2 tk:citing doc:plan ; tk:cited doc:old ; tk:relation relation:implements ; tk:confidence 0.9 . "
)
MENTION = BASIS.replace("relation:implements", "relation:cites").replace("doc:plan tk:implements doc:old .", "")
NEWER = 'doc:new tk:replaces doc:old ; tk:inCollection true ; tk:name "2-QĐ"@vi ; tk:issuedOn "{}"^^xsd:date .'

LINKED = (
    't:1 tk:text "Kiểm kê kho sách"@vi ; tk:due "{}"^^xsd:date . u:1 tk:setOutIn doc:upper ; tk:path "II" ; tk:clauseHash "9" ;'
    ' tk:text "Kiểm kê kho sách"@vi ; tk:due "{}"^^xsd:date . l:1 tk:lowerTask t:1 ; tk:upperTask u:1 ; tk:score 0.8 .'
)
AGAIN = (
    ' t:2 tk:setOutIn doc:plan ; tk:path "V.2" ; tk:clauseHash "8" ; tk:text "Kiểm kê kho sách"@vi ;'
    ' tk:due "2026-03-31"^^xsd:date ; tk:leadAgency org:a . l:2 tk:lowerTask t:2 ; tk:upperTask u:1 ; tk:score 0.8 .'
)
BELOW = (
    'doc:plan tk:cascadesFrom doc:upper . t:1 tk:text "Kiểm kê"@vi . u:1 tk:setOutIn doc:upper ; tk:path "II" ;'
    ' tk:clauseHash "9" ; tk:part "content" ; tk:text "Kiểm kê kho sách"@vi .'
)
TARGETS = (
    'doc:plan tk:cascadesFrom doc:upper . i:1 a tk:Indicator ; tk:statedIn doc:plan ; tk:name "số xã có điểm đọc"@vi ;'
    ' tk:comparator ">=" ; tk:value {}.0 ; tk:unit "%" ; tk:targetYear "{}"^^xsd:gYear . j:1 a tk:Indicator ;'
    ' tk:statedIn doc:upper ; tk:name "số xã có điểm đọc"@vi ; tk:comparator ">=" ; tk:value 80.0 ; tk:unit "%" ;'
    ' tk:targetYear "2030"^^xsd:gYear .'
)

# rule, statements, what the rule says: (last part of the focus, severity)
CASES: list[tuple[str, str, list[tuple[str, str]], str]] = [
    ("unread-lead", 't:1 tk:unreadLead true ; tk:text "Giao S? N?i v?"@vi .', [("1", "warning")], "fails"),
    ("unread-lead", 't:1 tk:text "Trồng cây"@vi .', [], "passes"),
    ("unread-lead", LEADS.format(PLAN) + " t:1 tk:unreadLead true .", [], "a second one was read"),
    (
        "several-leads",
        LEADS.format("Sở Nội vụ, Sở Tài chính chủ trì")
        + ' t:1 tk:leadAgency org:b ; tk:hasLeadAssignment t:x . t:x tk:leadSource "clause" .',
        [("1", "warning")],
        "fails",
    ),
    (
        "several-leads",
        LEADS.format("Sở Nội vụ chủ trì") + ' t:1 tk:hasLeadAssignment t:x . t:x tk:leadSource "clause" .',
        [],
        "passes",
    ),
    (
        "several-leads",
        't:1 tk:leadAgency org:g , org:h ; tk:text "Các sở, các xã thực hiện"@vi . '
        'org:h a tk:Agency , tk:AgencyGroup ; tk:name "Các xã"@vi .',
        [],
        "two groups, each for itself",
    ),
    (
        "several-leads",
        't:1 tk:leadAgency org:g , org:h ; tk:text "Các tỉnh ủy, thành ủy thực hiện"@vi . '
        'org:h a tk:Agency ; tk:name "Thành ủy"@vi .',
        [],
        "a group and a kind without a name",
    ),
    (
        "several-leads",
        LEADS.format("Sở Nội vụ chủ trì")
        + ' t:1 tk:leadAgency org:g ; tk:hasLeadAssignment t:x . t:x tk:leadSource "clause" .',
        [("1", "warning")],
        "one agency and a group",
    ),
    ("lead-also-coordinates", LEADS.format(PLAN) + " t:1 tk:coordinatingAgency org:a .", [("1", "warning")], "fails"),
    ("lead-also-coordinates", LEADS.format(PLAN), [], "passes"),
    ("lead-also-coordinates", LEADS.format(PLAN) + " t:1 tk:coordinatingAgency org:b .", [], "another partner"),
    ("unnamed-partners", LEADS.format(PLAN) + " t:1 tk:coordinatingAgency org:g .", [("1", "info")], "fails"),
    ("unnamed-partners", LEADS.format(PLAN), [], "passes"),
    ("unnamed-partners", LEADS.format(PLAN) + " t:1 tk:coordinatingAgency org:g , org:b .", [], "one is named"),
    ("no-deadline", LEADS.format(PLAN), [("1", "info")], "fails"),
    ("no-deadline", DUE.format("2025-12-01"), [], "passes"),
    ("no-deadline", LEADS.format("Tăng cường xây dựng nếp sống mới."), [("1", "info")], "given to somebody"),
    (
        "no-deadline",
        't:2 tk:leadAgency org:a ; tk:part "content" ; tk:text "Tăng cường xây dựng nếp sống mới."@vi .',
        [],
        "a direction, in the part on content",
    ),
    ("no-deadline", LEADS.format("Hằng năm bố trí kinh phí cho việc học."), [], "every year"),
    ("deadline-before-issue", DUE.format("2025-08-31"), [("1", "violation")], "fails"),
    ("deadline-before-issue", DUE.format("2025-09-30"), [], "passes"),
    (
        "deadline-before-issue",
        DUE.format("2025-09-15").replace("2025-09-15", "--08-15").replace("xsd:date", "xsd:gMonthDay"),
        [],
        "every year",
    ),
    ("dangling-citation", BASIS, [("plan", "info")], "fails"),
    ("dangling-citation", CARRIES + " .", [], "passes"),
    ("dangling-citation", MENTION, [], "only mentioned, and by no symbol"),
    ("dangling-citation", MENTION + ' doc:old tk:symbol "1-QĐ" .', [("plan", "info")], "mentioned by its symbol"),
    ("skipped-level", CARRIES + " .", [("plan", "warning")], "fails"),
    ("skipped-level", CARRIES + " . doc:plan tk:implements doc:province . doc:province tk:implements doc:upper .", [], "passes"),
    (
        "skipped-level",
        "doc:plan tk:implements doc:province . c:2 tk:citing doc:plan ; tk:cited doc:province .",
        [],
        "no districts since 1 July 2025",
    ),
    ("branch-crossing", CARRIES + " . doc:party tk:branch branch:party .", [], "passes"),
    (
        "branch-crossing",
        'doc:plan tk:implements doc:p . doc:p tk:inCollection true ; tk:name "P"@vi ; tk:branch branch:party . '
        "c:1 tk:citing doc:plan ; tk:cited doc:p .",
        [("plan", "info")],
        "fails",
    ),
    (
        "branch-crossing",
        'doc:plan tk:implements doc:p , doc:province . doc:p tk:inCollection true ; tk:name "P"@vi ; tk:branch '
        "branch:party . "
        "doc:province tk:cascadesFrom doc:p . c:1 tk:citing doc:plan ; tk:cited doc:p .",
        [],
        "by way of its own branch",
    ),
    ("basis-repealed", BASIS + NEWER.format("2025-02-02"), [("plan", "violation")], "fails"),
    ("basis-repealed", BASIS + NEWER.format("2026-02-02"), [("plan", "info")], "since then"),
    ("basis-repealed", BASIS, [], "passes"),
    ("basis-repealed", BASIS + "doc:plan tk:replaces doc:old .", [], "replaced by this very document"),
    (
        "dissolved-agency",
        't:1 tk:leadAgency org:gone ; tk:text "Lập dự án"@vi .',
        [("plan", "violation")],
        "fails",
    ),
    ("dissolved-agency", LEADS.format(PLAN), [], "passes"),
    ("dissolved-agency", LEADS.format(PLAN) + " t:1 tk:coordinatingAgency org:gone .", [], "only a partner"),
    ("cycle", "doc:plan tk:implements doc:province . doc:province tk:implements doc:plan .", [("plan", "warning")], "fails"),
    ("cycle", CARRIES + " .", [], "passes"),
    ("cycle", CARRIES + " . doc:plan tk:implements doc:province . doc:province tk:implements doc:upper .", [], "two ways up"),
    ("conflicting-versions", TWIN.format("2025-09-01"), [("plan", "warning")], "fails"),
    ("conflicting-versions", "", [], "passes"),
    ("conflicting-versions", TWIN.format("2024-09-01"), [], "the number of another year"),
    (
        "conflicting-citations",
        SAID.format(DATED.format("2024-12-22", "date"), DATED.format("2024-12-22", "date"), DATED.format("2024-11-22", "date")),
        [("old", "warning")],
        "fails",
    ),
    (
        "conflicting-citations",
        SAID.format(DATED.format("2024-12-22", "date"), DATED.format("2024-12", "gYearMonth"), ISSUED.format("Chính phủ")),
        [],
        "passes",
    ),
    (
        "conflicting-citations",
        SAID.format(ISSUED.format("Tỉnh ủy Hà Châu"), ISSUED.format("Ban Thường vụ Tỉnh ủy"), ISSUED.format("Tỉnh ủy")),
        [],
        "organs and short names of one committee",
    ),
    (
        "conflicting-citations",
        SAID.format(ISSUED.format("Bộ Chính trị"), ISSUED.format("Ban Bí thư"), ISSUED.format("Bộ Chính trị")),
        [("old", "warning")],
        "two issuers",
    ),
    (
        "conflicting-citations",
        'c:1 tk:citing doc:plan ; tk:cited doc:upper ; tk:statedDate "2025-01-11"^^xsd:date .',
        [("upper", "warning")],
        "against the document itself",
    ),
    (
        "conflicting-citations",
        CARRIES + " . c:2 tk:citing doc:plan ; tk:cited doc:upper ; tk:relation relation:replaces .",
        [("plan", "warning")],
        "carries out what it replaces",
    ),
    (
        "conflicting-citations",
        CARRIES + " . c:2 tk:citing doc:plan ; tk:cited doc:province ; tk:relation relation:replaces .",
        [],
        "carries out one and replaces another",
    ),
    ("low-confidence-basis", CARRIES + " ; tk:confidence 0.55 .", [("plan", "warning")], "fails"),
    ("low-confidence-basis", CARRIES + " ; tk:confidence 0.95 .", [], "passes"),
    (
        "low-confidence-basis",
        CARRIES + " ; tk:confidence 0.55 . c:2 tk:citing doc:plan ; tk:cited doc:upper ; tk:relation relation:implements ; tk:confidence 0.9 .",
        [],
        "read elsewhere with less doubt",
    ),
    ("overloaded-agency", MANY, [("a", "info")], "fails"),
    ("overloaded-agency", LEADS.format(PLAN), [], "passes"),
    ("overloaded-agency", MANY.replace("2026-01-11", "2026-04-11"), [], "spread over two quarters"),
    ("broken-report-path", REPORT + ".", [], "passes"),
    ("broken-report-path", REPORT + "; tk:reportsTo org:a .", [], "itself among others"),
    ("broken-report-path", REPORT.replace("org:b", "org:a") + ".", [("1", "warning")], "a loop"),
    ("broken-report-path", REPORT.replace("tk:reportsTo org:b ;", "") + ".", [("1", "info")], "to nobody"),
    ("broken-report-path", RELAY.format("--11-20"), [("1", "warning")], "too late for the relay"),
    ("broken-report-path", RELAY.format("--12-10"), [], "in time for the relay"),
    ("overdue", DUE.format("2025-12-31"), [("1", "warning")], "fails"),
    ("overdue", DUE.format("2026-01-01"), [], "due on the very day"),
    ("overdue", DUE.format("2025-12-31") + " t:1 tk:status status:completed .", [], "known to be done"),
    ("overdue", DUE.format("2025-12-31") + " t:1 tk:status status:deleted .", [], "dropped"),
    ("overdue", DUE.format("2025-12-31") + " t:1 tk:status status:activated .", [("1", "warning")], "under way"),
    ("overdue", DUE.format("2025-12-31") + ' t:1 tk:every "P1Y"^^xsd:duration .', [], "comes again"),
    ("not-yet-moved", ISSUE, [("1", "warning")], "fails"),
    ("not-yet-moved", ISSUE + ANSWERED, [], "passes"),
    (
        "not-yet-moved",
        ISSUE.replace("ban hành kế hoạch thực hiện", "xây dựng các chương trình truyền thông"),
        [],
        "a programme of broadcasts is no document of one's own",
    ),
    ("not-yet-moved", ISSUE.replace("2025-12-01", "2026-03-31"), [], "still has time"),
    ("not-yet-moved", GROUP, [("1", "info")], "no member of the group has moved"),
    ("not-yet-moved", GROUP + MOVED.format("x"), [("1", "warning")], "one of two members has moved"),
    ("not-yet-moved", GROUP + MOVED.format("x") + MOVED.format("y"), [], "all members have moved"),
    ("not-yet-moved", GROUP.replace("các xã", "các sở"), [], "communes are no departments"),
    ("not-yet-moved", GROUP.replace("các xã", "các sở") + DEPARTMENT, [("1", "info")], "a department has not moved"),
    ("not-yet-moved", GROUP.replace("các xã", "các cơ sở") + DEPARTMENT, [], "workshops are no departments"),
    ("not-yet-moved", GROUP + "a:x tk:existedUntil '2025-10-01'^^xsd:date ." + MOVED.format("y"), [], "gone since"),
    (
        "not-yet-moved",
        GROUP + "org:h tk:branch branch:state ." + MOVED.format("x").replace("branch:state", "branch:party"),
        [("1", "info")],
        "the party of one has moved, its committee has not",
    ),
    ("deadline-later-than-parent", LINKED.format("2026-03-31", "2025-12-31"), [("1", "warning")], "fails"),
    ("deadline-later-than-parent", LINKED.format("2025-12-31", "2025-12-31"), [], "passes"),
    (
        "deadline-later-than-parent",
        LINKED.format("2026-03-31", "2025-12-31") + ' u:1 tk:due "2026-12-31"^^xsd:date .',
        [],
        "one of two deadlines of the parent",
    ),
    (
        "deadline-later-than-parent",
        LINKED.format("2026-03-31", "2025-12-31") + AGAIN,
        [("2", "warning")],
        "said once more where it is assigned",
    ),
    ("unreached-task", BELOW, [("1", "info")], "fails"),
    ("unreached-task", BELOW + " t:1 tk:refines u:1 .", [], "passes"),
    ("unreached-task", BELOW + " u:1 tk:leadAgency org:a .", [], "given to one agency"),
    ("weaker-target", TARGETS.format(75, 2030), [("1", "warning")], "fails"),
    ("weaker-target", TARGETS.format(80, 2030), [], "passes"),
    ("weaker-target", TARGETS.format(75, 2027), [], "a step on the way"),
    ("weaker-target", TARGETS.format(80, 2035), [("1", "warning")], "later"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "statements", "expected"),
    [pytest.param(*case[:3], id=f"{case[0]}: {case[3]}") for case in CASES],
)
def test_a_rule_speaks_where_it_should(rule: str, statements: str, expected: list[tuple[str, str]]) -> None:
    store = Store.memory()
    store.load_turtle((PREFIXES + statements).encode(), GRAPH)
    found = (*compute_findings(store), *daily_findings(store, DAY))
    assert [(each.task.rsplit("/", 1)[-1], each.severity) for each in found if each.rule == rule] == expected
    assert all("{" not in text for each in found for text in (each.message.vi, each.message.en, each.remedy.en))


@pytest.mark.parametrize(
    ("over", "reopened", "told"),
    [
        ("completed", ("t/1", "t/2"), ["1"]),
        ("deleted", ("t/1",), ["1"]),
        ("completed", (), []),
        ("completed", ("t/11",), []),
    ],
)
def test_what_was_taken_back_is_overdue_again(over: str, reopened: tuple[str, ...], told: list[str]) -> None:
    store = Store.memory()
    done = f"{DUE.format('2025-12-31')} t:1 tk:status status:{over} ."
    store.load_turtle((PREFIXES + done).encode(), GRAPH)
    (base,) = {each.iri.removesuffix("1") for each in find_tasks(store)}
    found = daily_findings(store, DAY, [base + each.removeprefix("t/") for each in reopened])
    assert [each.task.rsplit("/", 1)[-1] for each in found if each.rule == "overdue"] == told


def test_every_rule_has_a_failing_case_and_two_that_pass() -> None:
    own = {"unassigned-task", "duplicate-task", "incomplete-fact"}  # test_audit.py, tests/cli/test_shapes.py
    fails, passes = ([case[0] for case in CASES if bool(case[2]) is wanted] for wanted in (True, False))
    assert set(rule_names()) - own == set(fails)
    assert all(passes.count(rule) >= 2 for rule in fails)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_every_rule_says_the_same_in_both_languages(rule: Rule) -> None:
    for text in (rule.message, rule.remedy):
        vi, en = (set(re.findall(r"\{(\w+?)(?:_vi|_en)?\}", each)) for each in (text.vi, text.en))
        assert vi == en


@pytest.mark.parametrize("head", ["# A / B\n#\n# C / D\n", "# A / B\n#\n# C / D\n#\n# E / F\n#\n# severity grave\n"])
def test_a_head_without_a_severity_is_told(head: str) -> None:
    with pytest.raises(QueryHeaderError, match="severity"):
        parse_rule("example", head)
