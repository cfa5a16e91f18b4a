"""The rule `unassigned-task`: tasks whose text names nobody, graded by where they stand and who else has them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.likeness import is_torn
from graph.store import Iri
from queries.catalogue import Bilingual
from queries.duplicates import Seen, Verdict, judge, look_at, order_pair
from queries.findings import Finding, evidence_of, finding_id
from queries.tasks import TaskFacts

RULE = "unassigned-task"
SEVERITY = {"assignment": "violation", "content": "info", "covered": "info"}
_MESSAGES = {
    "assignment": Bilingual(
        vi="Nhiệm vụ nằm trong phần tổ chức thực hiện nhưng không nêu ai làm.",
        en="The task stands in the part on organising the work, but nobody is named to do it.",
    ),
    "content": Bilingual(
        vi="Nhiệm vụ ở phần nội dung không nêu ai làm, và không mục nào khác của văn bản giao việc này.",
        en="The task in the content part names nobody, and no other clause of the document assigns it.",
    ),
    "covered": Bilingual(
        vi="Nhiệm vụ không nêu ai làm; một mục khác của văn bản giao việc này cho {who} (mục {path}).",
        en="The task names nobody; another clause of the document assigns it to {who} (clause {path}).",
    ),
}
_REMEDIES = {
    "assignment": Bilingual(
        vi="Ghi rõ cơ quan chủ trì ngay trong mục này hoặc ở đề mục phía trên.",
        en="Name the lead agency in this clause or in the heading above it.",
    ),
    "content": Bilingual(
        vi="Giao việc này cho một cơ quan ở phần tổ chức thực hiện, hoặc ghi cơ quan chủ trì tại đây.",
        en="Assign it to an agency in the part on organising the work, or name the lead here.",
    ),
    "covered": Bilingual(
        vi="Không bắt buộc; có thể dẫn chiếu đến mục giao việc để người đọc dễ tìm.",
        en="Nothing is required; a reference to the assigning clause would help the reader.",
    ),
}


def find_unassigned(tasks: Sequence[TaskFacts], seen: Seen | None = None) -> Iterator[Finding]:
    """Yield a finding for each task without a lead; one whose lead could not be read is another rule's."""
    known = look_at(tasks) if seen is None else seen
    assigned: dict[Iri, list[int]] = defaultdict(list)
    for at, task in enumerate(tasks):
        if task.lead:
            assigned[task.document].append(at)
    for at, task in enumerate(tasks):
        if not task.lead and not task.unread_lead:
            by = _assigning(at, assigned[task.document], known)
            yield _finding(task, None if by is None else tasks[by])


def _assigning(at: int, others: Sequence[int], seen: Seen) -> int | None:
    """Return the assigned task that asks for the same as a clause, the likest where several do."""
    judged = ((_judge(at, other, seen), other) for other in others)
    found = [(verdict[1], -other) for verdict, other in judged if verdict is not None]
    return -max(found)[1] if found else None


def _judge(at: int, other: int, seen: Seen) -> tuple[Verdict, float] | None:
    one, two = seen.words[at], seen.words[other]
    return judge(one, two, torn=is_torn(one) or is_torn(two)) or seen.alike.get(order_pair(at, other))


def _finding(task: TaskFacts, by: TaskFacts | None) -> Finding:
    grade = "assignment" if task.part == "assignment" else "content" if by is None else "covered"
    message = _MESSAGES[grade]
    if grade == "covered" and by is not None:
        who = ", ".join(by.lead)
        message = Bilingual(vi=message.vi.format(who=who, path=by.path), en=message.en.format(who=who, path=by.path))
    return Finding(
        id=finding_id(RULE, task),
        rule=RULE,
        severity=SEVERITY[grade],
        grade=grade,
        document=task.document.rsplit("/document/", 1)[-1],
        path=task.path,
        task=task.iri,
        other=by.iri if by is not None and grade == "covered" else None,
        text=task.text,
        message=message,
        remedy=_REMEDIES[grade],
        evidence=evidence_of(task, by) if grade == "covered" and by is not None else evidence_of(task),
        confidence=round(task.confidence, 3),
    )
